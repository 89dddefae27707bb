"""The entries of this app in the menu."""
from django.utils.translation import gettext_lazy

from taizhang.server.indicators.permissions import SERIES
from taizhang.server.look.navigation import NAVIGATION, Entry

NAVIGATION.add(Entry(27, gettext_lazy("Roll-ups"), "rollups:list", may=lambda user: bool(SERIES.may(user, "read"))))
