"""The app exchange."""
from importlib import import_module

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Named so that tables are called exchange_…."""

    name = "taizhang.server.exchange"
    label = "exchange"

    def ready(self) -> None:
        """Register policies, actions, kinds of jobs and the menu; models are there only now."""
        for room in ("permissions", "actions", "planning", "applying", "preparing", "bureau.actions", "anew.actions", "anew.planning", "anew.applying", "menu"):
            import_module(f"taizhang.server.exchange.{room}")
