"""How long what is made of a large ledger of values takes: pages through the whole server, and the calls behind them."""
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.conf import settings

from benchmarks.server import province
from benchmarks.server.pages import measured, visitor
from taizhang.indicators.rollup import roll
from taizhang.packs import Pack
from taizhang.server.accounts.models import User
from taizhang.server.history import Moment
from taizhang.server.indicators.judging import standings
from taizhang.server.indicators.values import of_indicator, of_subjects

DAY = date(2020, 7, 1)
PAGES: list[tuple[str, str, int]] = []  # name, address, limit in ms


def calls(pack: Pack, user: User) -> Iterator[tuple[str, int, Callable[[], Any]]]:
    """Name, limit in milliseconds, and what is done."""
    moment = Moment(valid=DAY)
    yield "values of one indicator and subject, judged", 300, lambda: standings(of_indicator(user, "made_1", moment, subjects=[province.HOME]), DAY)
    yield "values of the city, judged", 500, lambda: standings(of_subjects(user, [province.HOME], moment), DAY)
    yield "roll-up of a year over all regions", 1000, lambda: _rolled(pack, user, moment)


def _rolled(pack: Pack, user: User, moment: Moment) -> Any:
    found = of_indicator(user, "made_0", moment, years=(2019, 2019), kinds=("actual",))
    parts = {one.subject: one for one in found.points}
    total = roll("made_0", parts, tuple(parts), pack)
    assert total.value is not None and total.reported
    return total


def table(pack: Pack, times: int) -> list[dict[str, Any]]:
    """All of it measured, as rows."""
    settings.ALLOWED_HOSTS = ["localhost"]
    client = visitor("bench", "planning")
    user = User.objects.get(account="bench")
    rows = []
    for name, limit, call in calls(pack, user):
        call()
        taken = []
        for _ in range(times):
            began = time.perf_counter()
            call()
            taken.append((time.perf_counter() - began) * 1000)
        rows.append({"name": name, "median_ms": round(statistics.median(taken)), "worst_ms": round(max(taken)), "limit": limit, "kilobytes": 0, "status": "ok"})
    for name, path, limit in PAGES:
        rows.append({"name": name, "limit": limit} | measured(client, path, times))
    return rows
