"""The app portal."""
from django.apps import AppConfig


class PortalConfig(AppConfig):
    """It keeps nothing of its own."""

    name = "taizhang.server.portal"
    label = "portal"

