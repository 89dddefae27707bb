"""Where jobs stand in the menu, and what of them waits for whom."""
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.server.accounts.standing import standing
from taizhang.server.jobs.models import Job
from taizhang.server.jobs.permissions import JOBS, MANAGE
from taizhang.server.look.navigation import NAVIGATION, Entry
from taizhang.server.look.waiting import RETURNED, WAITING, Waiting

NAVIGATION.add(Entry(80, _("Jobs"), "jobs:list", lambda user: bool(JOBS.may(user, "list"))))
NAVIGATION.add(Entry(40, _("My jobs"), "jobs:own", menu="own"))


@WAITING.add
def waiting(user: Any) -> list[Waiting]:
    """Jobs that failed: one's own, and for the system administrator everybody's."""
    failed, what_to_do = Job.objects.filter(state="failed"), gettext("Look at the reason, then try again")
    if standing(user).has(MANAGE):
        return [Waiting(50, gettext("jobs failed"), failed.count(), reverse("jobs:list") + "?state=failed", what_to_do, RETURNED)]
    return [Waiting(50, gettext("of your jobs failed"), failed.filter(asked_by=user).count(), reverse("jobs:own"), what_to_do, RETURNED)]
