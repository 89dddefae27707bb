"""The app ledger."""
from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Named so that tables are called ledger_…."""

    name = "taizhang.server.ledger"
    label = "ledger"
