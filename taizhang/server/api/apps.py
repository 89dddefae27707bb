"""The app api."""
from importlib import import_module

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Named so that tables are called api_…."""

    name = "taizhang.server.api"
    label = "api"

    def ready(self) -> None:
        """Register policy, actions and menu."""
        for room in ("permissions", "actions", "menu"):
            import_module(f"taizhang.server.api.{room}")
