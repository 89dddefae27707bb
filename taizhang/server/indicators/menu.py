"""Where the ways out of the house stand in the menu."""
from django.utils.translation import gettext_lazy as _

from taizhang.server.indicators.permissions import SERIES
from taizhang.server.look.navigation import NAVIGATION, Entry

NAVIGATION.add(Entry(69, _("Sheets to report in"), "indicators:sheets", lambda user: bool(SERIES.may(user, "export")), menu="own"))
NAVIGATION.add(Entry(70, _("Take values along"), "indicators:package", lambda user: bool(SERIES.may(user, "export")), menu="own"))
