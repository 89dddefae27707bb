"""The app review."""
from importlib import import_module

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Named so that tables are called review_…."""

    name = "taizhang.server.review"
    label = "review"

    def ready(self) -> None:
        """Register policies, actions and menu."""
        for room in ("permissions", "actions", "entries"):
            import_module(f"taizhang.server.review.{room}")
