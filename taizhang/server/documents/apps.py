"""The app documents."""
from importlib import import_module

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Named so that tables are called documents_…."""

    name = "taizhang.server.documents"
    label = "documents"

    def ready(self) -> None:
        """Register policy, actions and menu."""
        for room in ("permissions", "actions", "entries"):
            import_module(f"taizhang.server.documents.{room}")
