"""The app facts."""
from importlib import import_module

from django.apps import AppConfig


class FactsConfig(AppConfig):
    """Named so that tables are called facts_…."""

    name = "taizhang.server.facts"
    label = "facts"

    def ready(self) -> None:
        """Register policy and actions, and keep the index of words."""
        for room in ("permissions", "actions", "settling", "adding", "splitting", "merging", "bulk", "second"):
            import_module(f"taizhang.server.facts.{room}")
        import_module("taizhang.server.facts.searching").ready()
