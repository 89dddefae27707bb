"""The app home."""
from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Named so that tables are called home_…."""

    name = "taizhang.server.home"
    label = "home"
