"""The app oversight."""
from importlib import import_module

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """Has no tables of its own: entries and requests for expunging lie in the app audit."""

    name = "taizhang.server.oversight"
    label = "oversight"

    def ready(self) -> None:
        """What registers itself when it is imported, and needs models for that."""
        for room in ("permissions", "actions", "menu"):
            import_module(f"{self.name}.{room}")
