"""The entry of the layer in the menu."""
from django.utils.translation import gettext_lazy

from taizhang.server.local.permissions import ALIASES
from taizhang.server.look.navigation import NAVIGATION, Entry

NAVIGATION.add(Entry(60, gettext_lazy("Names"), "local:names", may=lambda user: bool(ALIASES.may(user, "add")), menu="own"))
