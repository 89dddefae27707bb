"""Where tokens and the description of the API stand in the small menu below one's name."""
from django.utils.translation import gettext_lazy as _

from taizhang.server.look.navigation import NAVIGATION, Entry

NAVIGATION.add(Entry(30, _("Tokens"), "api:tokens", menu="own"))
NAVIGATION.add(Entry(31, _("Interface for programs"), "api:manual", menu="own"))
