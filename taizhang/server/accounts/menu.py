"""The entries of accounts in the menu, and what waits for administrators."""
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.server.accounts import attempts, exclusive
from taizhang.server.accounts.models import Grant, User
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.look.navigation import NAVIGATION, Entry
from taizhang.server.look.waiting import WAITING, Waiting

NAVIGATION.add(Entry(70, gettext_lazy("Accounts"), "accounts:people", may=lambda user: bool(POLICIES.get("user").may(user, "read"))))
NAVIGATION.add(Entry(71, gettext_lazy("Roles"), "accounts:grants", may=lambda user: bool(POLICIES.get("grant").may(user, "read"))))
NAVIGATION.add(Entry(10, gettext_lazy("My account"), "accounts:account", menu="own"))


@WAITING.add
def waiting(user: Any) -> list[Waiting]:
    """Locked accounts for the one, closed accounts that still hold roles and people without any for the other."""
    found = []
    if POLICIES.get("user").may(user, "unlock"):
        locked = User.objects.filter(is_active=True, account__in=attempts.locked_accounts()).count()
        found.append(Waiting(10, _("Locked accounts"), locked, reverse("accounts:people") + "?state=locked",
                             _("They open by themselves after a while; the person may not want to wait.")))
    if POLICIES.get("grant").may(user, "withdraw"):
        held = exclusive.running(Grant.objects.all())
        closed = User.objects.filter(is_active=False, pk__in=held.values("user")).count()
        found.append(Waiting(10, _("Closed accounts that still hold roles"), closed, reverse("accounts:grants") + "?state=closed",
                             _("Move the roles to whoever took over, or withdraw them.")))
        without = User.objects.filter(is_active=True).exclude(pk__in=held.values("user")).count()
        found.append(Waiting(20, _("People without a role"), without, reverse("accounts:grants") + "?state=none",
                             _("They can log in and see nothing.")))
    return found
