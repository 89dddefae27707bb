"""The app documents."""
from importlib import import_module

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Named so that tables are called documents_…."""

    name = "taizhang.server.documents"
    label = "documents"

    def ready(self) -> None:
        """Register policy, actions and menu, and say to facts where their texts are."""
        for room in ("permissions", "texts", "layouts", "actions", "entries"):
            import_module(f"taizhang.server.documents.{room}")
