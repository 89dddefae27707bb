"""The app rollups."""
from importlib import import_module

from django.apps import AppConfig


class RollupsConfig(AppConfig):
    """Named so that tables are called rollups_…."""

    name = "taizhang.server.rollups"
    label = "rollups"

    def ready(self) -> None:
        """Register policy, actions and menu entries."""
        for module in ("permissions", "actions", "menu"):
            import_module(f"{self.name}.{module}")
