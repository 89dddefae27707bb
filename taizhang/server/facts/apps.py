"""The app facts."""
from django.apps import AppConfig


class FactsConfig(AppConfig):
    """Named so that tables are called facts_…."""

    name = "taizhang.server.facts"
    label = "facts"
