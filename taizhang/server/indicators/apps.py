"""The app indicators."""
from importlib import import_module

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Named so that tables are called indicators_…."""

    name = "taizhang.server.indicators"
    label = "indicators"

    def ready(self) -> None:
        """Register the policy, actions and the menu, and follow facts as they are written."""
        for room in ("permissions", "taking", "sheeting", "menu", "filling"):
            import_module(f"taizhang.server.indicators.{room}")
        import_module("taizhang.server.indicators.filling").ready()
