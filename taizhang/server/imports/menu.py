"""Where imports stand in the menu, and what of them waits for whom."""
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.server.imports.models import Import
from taizhang.server.imports.permissions import IMPORTS
from taizhang.server.look.navigation import NAVIGATION, Entry
from taizhang.server.look.waiting import WAITING, Waiting

NAVIGATION.add(Entry(30, _("Imports"), "imports:list", lambda user: bool(IMPORTS.may(user, "read"))))


@WAITING.add
def waiting(user: Any) -> list[Waiting]:
    """Plans that wait for one's decision."""
    mine = Import.objects.filter(by_id=user.pk, state="planned").order_by("id")
    first = mine.first()
    url = reverse("imports:list") if first is None or mine.count() > 1 else reverse("imports:plan", args=[first.key])
    failed = Import.objects.filter(by_id=user.pk, state="failed")
    return [
        Waiting(30, gettext("planned imports wait to be carried out"), mine.count(), url, gettext("Look at the plan, decide on doubtful files")),
        Waiting(35, gettext("imports could not be planned"), failed.count(), reverse("imports:list"), gettext("Plan anew or discard")),
    ]
