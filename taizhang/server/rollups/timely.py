"""A year, and its quarters, from the months and quarters that were told."""
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from taizhang.indicators.moments import kind_of
from taizhang.indicators.overtime import roll_time
from taizhang.indicators.points import Point
from taizhang.indicators.series import Series
from taizhang.indicators.total import Total
from taizhang.packs import Indicator, Region
from taizhang.server.accounts.roles import place
from taizhang.server.history import NOW, Moment
from taizhang.server.indicators.values import Values
from taizhang.server.rollups.choosing import PLAIN, Way, fetched, grouped, way_text
from taizhang.server.rollups.rolling import lines_of
from taizhang.values import Period


@dataclass(frozen=True, slots=True)
class Timed:
    """The ``total`` of the year from the times within it, the ``quarters`` that have something, what was told and by which way of counting."""

    total: Total
    quarters: tuple[tuple[Period, Total], ...]
    told: Mapping[Period, Point]
    way: Way
    ways: tuple[Way, ...]
    values: Values


def timed(user: Any, indicator: Indicator, region: Region, year: int, moment: Moment = NOW, *, way: str = "") -> Timed:
    """The year of one region from its months, quarters and halves."""
    found = fetched(user, lines_of(indicator), moment, years=(year, year), kinds=("actual",), subjects=(region.id,))
    held = grouped(found)
    ways = {id: _by_way(held.get(id, ()), region.id, year) for id in lines_of(indicator)}
    own = ways[indicator.id]
    asked = next((one for one in own if way and way_text(one) == way), None)
    best = asked or max(sorted(own, reverse=True), key=lambda one: len(own[one]), default=("", "", ""))
    told = own.get(best, {})
    above, below = (_most(ways.get(id or "", {})) for id in (indicator.numerator, indicator.denominator))
    into, pack = Period(year, year), place()
    total = roll_time(indicator, told, into, pack, numerators=above, denominators=below)
    quarters = []
    for first in (1, 4, 7, 10):
        part = Period(year, year, first, first + 2)
        made = roll_time(indicator, told, part, pack, numerators=above, denominators=below)
        if made.value is not None:
            quarters.append((part, made))
    return Timed(total, tuple(quarters), told, best, tuple(own), found)


def _by_way(series: Any, region: str, year: int) -> dict[Way, dict[Period, Point]]:
    made: dict[Way, dict[Period, Point]] = {}
    one: Series
    for one in series:
        if one.subject != region:
            continue
        for slot in one.counted("actual"):
            period = slot.period
            if slot.point is None or slot.measure not in PLAIN or period.every_year or period.first != year or period.last != year:
                continue
            if kind_of(period) != "every":
                made.setdefault((one.calibre, slot.measure, slot.unit), {})[period] = slot.point
    return made


def _most(ways: Mapping[Way, dict[Period, Point]]) -> dict[Period, Point]:
    return max((ways[one] for one in sorted(ways, reverse=True)), key=len, default={})
