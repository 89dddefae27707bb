"""The app library."""
from importlib import import_module

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """Named so that tables are called library_…."""

    name = "taizhang.server.library"
    label = "library"

    def ready(self) -> None:
        """Register policies, actions and menu."""
        for room in ("permissions", "actions", "entries"):
            import_module(f"taizhang.server.library.{room}")
