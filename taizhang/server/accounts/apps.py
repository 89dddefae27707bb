"""The app accounts."""
from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Named so that tables are called accounts_…."""

    name = "taizhang.server.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Register policies, the clock of sessions and menu entries, now that models are there."""
        for module in ("permissions", "sessions", "menu"):
            import_module(f"{self.name}.{module}")
