"""Where workbooks stand in the menu, what of them waits for whom, and what a long export of the ledger is turned into."""
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.server.exchange import actions
from taizhang.server.exchange.models import Workbook
from taizhang.server.exchange.permissions import EDITIONS, WORKBOOKS
from taizhang.server.ledger.exporting import LONG
from taizhang.server.look.navigation import NAVIGATION, Entry
from taizhang.server.look.waiting import WAITING, Waiting

NAVIGATION.add(Entry(34, _("Workbooks"), "exchange:list", lambda user: bool(WORKBOOKS.may(user, "read") or EDITIONS.may(user, "read"))))


@WAITING.add
def waiting(user: Any) -> list[Waiting]:
    """Workbooks whose plan waits for one's decision."""
    mine = Workbook.objects.filter(by_id=user.pk, state="planned").order_by("id")
    first = mine.first()
    url = reverse("exchange:list") if first is None or mine.count() > 1 else reverse("exchange:plan", args=[first.key])
    return [Waiting(32, gettext("planned workbooks wait to be carried out"), mine.count(), url, gettext("Look at the plan, decide on doubtful rows"))]


def prepare(user: Any, asked: Any, name: str, host: str) -> str:
    """A long plain export becomes a job; the address of its page."""
    return reverse("exchange:edition", args=[actions.prepare(user, asked, "xlsx", name, host).key])


LONG.prepare = prepare
