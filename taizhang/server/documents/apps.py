"""The app documents."""
from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Named so that tables are called documents_…."""

    name = "taizhang.server.documents"
    label = "documents"
