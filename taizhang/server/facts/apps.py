"""The app facts."""
from importlib import import_module

from django.apps import AppConfig


class FactsConfig(AppConfig):
    """Named so that tables are called facts_…."""

    name = "taizhang.server.facts"
    label = "facts"

    def ready(self) -> None:
        """Register policy and actions, and keep the index of words."""
        import_module("taizhang.server.facts.permissions")
        import_module("taizhang.server.facts.actions")
        import_module("taizhang.server.facts.searching").ready()
