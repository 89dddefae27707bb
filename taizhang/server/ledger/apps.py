"""The app ledger."""
from importlib import import_module

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Named so that tables are called ledger_…."""

    name = "taizhang.server.ledger"
    label = "ledger"

    def ready(self) -> None:
        """Register policies, actions and menu."""
        for room in ("permissions", "actions", "entries"):
            import_module(f"taizhang.server.ledger.{room}")
