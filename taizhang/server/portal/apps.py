"""The app portal."""
from importlib import import_module

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """It keeps nothing of its own."""

    name = "taizhang.server.portal"
    label = "portal"

    def ready(self) -> None:
        """Register actions, the section of packs and the menu."""
        for room in ("taking", "sheeting", "menu"):
            import_module(f"taizhang.server.portal.{room}")
