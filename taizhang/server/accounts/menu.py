"""The entries of accounts in the menu."""
from django.utils.translation import gettext_lazy as _

from taizhang.server.accounts.policy import POLICIES
from taizhang.server.look.navigation import NAVIGATION, Entry

NAVIGATION.add(Entry(70, _("Accounts"), "accounts:people", may=lambda user: bool(POLICIES.get("user").may(user, "read"))))
NAVIGATION.add(Entry(71, _("Roles"), "accounts:grants", may=lambda user: bool(POLICIES.get("grant").may(user, "read"))))
NAVIGATION.add(Entry(10, _("My account"), "accounts:account", menu="own"))
