"""Which figure of each subject counts for one year, and by which way of counting a whole is made of them."""
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Q

from taizhang.indicators.counting import Counted
from taizhang.indicators.moments import end, kind_of
from taizhang.indicators.points import Point
from taizhang.indicators.series import Series
from taizhang.packs import Indicator
from taizhang.server.history import NOW, Moment
from taizhang.server.indicators.judging import series_of
from taizhang.server.indicators.values import Values, values
from taizhang.server.indicators.wordings import names_of
from taizhang.text.ordering import sort_key
from taizhang.values import Period
from taizhang.values.facts import Kind

Way = tuple[str, str, str]  # way of counting, measure, unit
PLAIN = ("level", "ratio")


@dataclass(frozen=True, slots=True)
class Chosen:
    """``points`` by subject for one year, all counted one ``way``; ``ways`` says of how many subjects each way has a figure.

    ``open`` are subjects whose sources differ without a rule that decides, each with what they say.
    """

    points: Mapping[str, Point]
    way: Way = ("", "", "")
    ways: Mapping[Way, int] = field(default_factory=dict)
    open: Mapping[str, Counted] = field(default_factory=dict)


NOTHING = Chosen({})


def fetched(user: Any, ids: Iterable[str], moment: Moment = NOW, **more: Any) -> Values:
    """Values of several indicators of the catalogue at once: one question for their names, one for the values; as `values.values`."""
    wanted = [one for one in dict.fromkeys(ids) if one]
    names = {name for id in wanted for name in names_of(id)}
    if not names:
        return Values((), {}, frozenset(), 0)
    return values(user, moment, where=Q(sort_what__in={sort_key(one) for one in names}, what__in=names), only=frozenset(wanted), **more)


def grouped(found: Values) -> dict[str, list[Series]]:
    """The series by indicator."""
    held: dict[str, list[Series]] = {}
    for one in series_of(found):
        held.setdefault(one.indicator, []).append(one)
    return held


def chosen(series: Iterable[Series], indicator: Indicator, year: int, kind: Kind = "actual", way: str = "") -> Chosen:
    """What counts for a year, of one kind: by the way of counting that is asked for, else by the one that most subjects have a figure of.

    A stock told at the end of December is that of the year. Growth, increments and ranks are no figures a whole is made of: of targets only, where
    there is nothing else.
    """
    slots: dict[Way, dict[str, Counted]] = {}
    for one in series:
        for slot in _of_year(one, indicator, year, kind):
            slots.setdefault((one.calibre, slot.measure, slot.unit), {}).setdefault(one.subject, slot)
    if not slots:
        return NOTHING
    asked = [each for each in slots if way and way_text(each) == way]
    best = asked[0] if asked else max(sorted(slots, reverse=True), key=lambda each: (each[1] in PLAIN, len(slots[each])))
    held = slots[best]
    period = Period(year, year)
    points = {subject: _at(slot.point, period) for subject, slot in held.items() if slot.point is not None}
    undecided = {subject: slot for subject, slot in held.items() if slot.point is None and slot.others}
    return Chosen(points, best, Counter({each: len(some) for each, some in slots.items()}), undecided)


def way_text(way: Way) -> str:
    """A way as a parameter of an address.

    >>> way_text(("", "level", "CNY"))
    '|level|CNY'
    """
    return "|".join(way)


def _of_year(one: Series, indicator: Indicator, year: int, kind: Kind) -> Iterator[Counted]:
    """What is told of the whole year first, then of its end where that is the same thing."""
    late: list[Counted] = []
    for slot in one.counted(kind):
        period = slot.period
        if period.every_year or period.year != year or (kind == "actual" and slot.measure not in PLAIN):
            continue
        if kind_of(period) == "year":
            yield slot
        elif indicator.nature in ("stock", "ratio") and end(period) == year and kind_of(period) == "month":
            late.append(slot)
    yield from late


def _at(point: Point, period: Period) -> Point:
    return point if point.period == period else replace(point, period=period)
