"""The app home."""
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from taizhang.server.look.navigation import NAVIGATION, Entry


class HomeConfig(AppConfig):
    """Named so that tables are called home_…."""

    name = "taizhang.server.home"
    label = "home"

    def ready(self) -> None:
        """Register the first entry of the menu."""
        NAVIGATION.add(Entry(0, _("Home"), "home:first"))
