"""The app look."""
from django.apps import AppConfig


class LookConfig(AppConfig):
    """Named so that tables are called look_…."""

    name = "taizhang.server.look"
    label = "look"
