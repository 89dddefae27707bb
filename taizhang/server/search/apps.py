"""The app search."""
from importlib import import_module

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Named so that tables are called search_…."""

    name = "taizhang.server.search"
    label = "search"

    def ready(self) -> None:
        """Register policy, actions, the job, and what has the index filled."""
        for room in ("permissions", "actions", "entries", "index", "filling"):
            import_module(f"taizhang.server.search.{room}")
        import_module("taizhang.server.search.index").ready()
        import_module("taizhang.server.search.filling").ready()
