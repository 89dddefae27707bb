"""The app tasks."""
from importlib import import_module

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """Named so that tables are called tasks_…."""

    name = "taizhang.server.tasks"
    label = "tasks"

    def ready(self) -> None:
        """Register policy, actions and menu entry."""
        modules = ("permissions", "actions", "menu")
        for module in modules:
            import_module(f"{self.name}.{module}")
