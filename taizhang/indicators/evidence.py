"""The figures by which a target is judged: the last that counts by the day, or why there is none."""
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from taizhang.indicators.counting import Counted
from taizhang.indicators.judgement import State
from taizhang.indicators.moments import end, from_january, kind_of
from taizhang.indicators.points import Point
from taizhang.indicators.reasons import Reason, reason
from taizhang.indicators.series import Series
from taizhang.packs.records import Indicator
from taizhang.values.facts import Measure


@dataclass(frozen=True, slots=True)
class Nothing:
    """Why there is no figure to judge by."""

    state: State
    reason: Reason


def slots(series: Series, target: Point, measure: Measure, until: Fraction) -> tuple[Counted, ...]:
    """What counts as an actual of a measure up to a time, in order of time; a growth rate has no unit but its own."""
    same = [one for one in series.counted("actual") if one.measure == measure and not one.period.every_year and end(one.period) <= until]
    if measure == target.measure:
        same = [one for one in same if (one.unit, one.per) == (target.unit, target.per)]
    return tuple(sorted(same, key=lambda one: (end(one.period), kind_of(one.period) == "year", str(one.period))))


def last(found: Iterable[Counted], usable: Callable[[Counted], bool]) -> Counted | Nothing:
    """The last of them that can be used and counts; an undecided one later than it stands in the way."""
    fit = [one for one in found if usable(one)]
    decided = [one for one in fit if one.rule != "waiting"]
    if decided:
        late = [one for one in decided if end(one.period) == end(decided[-1].period)]
        best = next((one for one in reversed(late) if one.point is not None), late[-1])
        if best.point is None:
            return Nothing("unknown", best.reason)
        return best
    if fit:
        return Nothing("noevidence", reason("{n} figures wait for review", n=sum(len(one.waiting) for one in fit)))
    return Nothing("noevidence", reason("no figure that could answer it"))


def fits(indicator: Indicator | None) -> Callable[[Counted], bool]:
    """Which periods a level may be reported for: whole years; what stands at a moment also at the end of a part of a year; what flows
    also from January to then. Without the catalogue nobody knows which of the two it is: whole years only, and December."""
    nature = None if indicator is None else indicator.nature

    def usable(one: Counted) -> bool:
        kind = kind_of(one.period)
        if kind == "year":
            return True
        if kind in ("span", "every"):
            return False
        if nature in ("stock", "ratio", "rank"):
            return True
        return from_january(one.period) if nature == "flow" else kind == "month" and one.period.last_month == 12

    return usable
