"""The entries of the trail in the menu, and what waits for the auditor."""
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.server.accounts.policy import POLICIES
from taizhang.server.audit.models import Expunging
from taizhang.server.look.navigation import NAVIGATION, Entry
from taizhang.server.look.waiting import WAITING, Waiting

NAVIGATION.add(Entry(80, gettext_lazy("Trail"), "audit:trail", may=lambda user: bool(POLICIES.get("audit").may(user, "read"))))
NAVIGATION.add(Entry(82, gettext_lazy("Expunging"), "audit:expungings", may=lambda user: bool(POLICIES.get("expunging").may(user, "read"))))
NAVIGATION.add(Entry(83, gettext_lazy("Ask for expunging"), "audit:requests", may=lambda user: bool(POLICIES.get("expunging").may(user, "follow"))))
NAVIGATION.add(Entry(20, gettext_lazy("My trail"), "audit:mine", menu="own"))


@WAITING.add
def waiting(user: Any) -> list[Waiting]:
    """Requests the auditor has to decide on; for who asked, that they wait."""
    policy = POLICIES.get("expunging")
    if policy.may(user, "decide"):
        return [Waiting(10, _("Decide on requests for expunging"), Expunging.objects.filter(state="asked").exclude(asked_by=user).count(),
                        reverse("audit:expungings"))]
    if policy.may(user, "follow"):
        count = Expunging.objects.filter(state="asked", asked_by=user).count()
        return [Waiting(10, _("Requests for expunging that wait for the auditor"), count, reverse("audit:requests"), group="others")]
    return []
