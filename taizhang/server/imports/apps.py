"""The app imports."""
from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Named so that tables are called imports_…."""

    name = "taizhang.server.imports"
    label = "imports"
