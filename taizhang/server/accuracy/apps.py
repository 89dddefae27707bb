"""The app accuracy."""
from importlib import import_module

from django.apps import AppConfig


class AccuracyConfig(AppConfig):
    """Named so that tables are called accuracy_…."""

    name = "taizhang.server.accuracy"
    label = "accuracy"

    def ready(self) -> None:
        """Register policy, actions and menu entry."""
        modules = ("permissions", "gold", "menu")
        for module in modules:
            import_module(f"{self.name}.{module}")
