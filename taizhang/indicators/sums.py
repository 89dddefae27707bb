"""What was added so far, to be held against an addition that is asked for over one year or several."""
from fractions import Fraction

from taizhang.indicators.counting import Counted
from taizhang.indicators.evidence import Nothing, slots
from taizhang.indicators.growing import Sofar
from taizhang.indicators.moments import begin, end, from_january, kind_of
from taizhang.indicators.points import Point
from taizhang.indicators.reasons import reason
from taizhang.indicators.series import Series


def added(series: Series, target: Point, since: Fraction, until: Fraction) -> Sofar | Nothing:
    """The sum of what was added from a time on, as far as it is known without a gap.

    A figure over several years from the start counts for them; then each year; then the part of the running year from January. A
    year that is missing while a later one is known leaves the sum unknown, and is named.
    """
    found = [one for one in slots(series, target, "increment", until) if begin(one.period) >= since and one.rule != "waiting"]
    chain: list[Counted] = []
    place = since
    while True:
        fit = [one for one in found if begin(one.period) == place and (_whole(one) or from_january(one.period))]
        if not fit:
            break
        chain.append(max(fit, key=lambda one: (end(one.period), str(one.period))))
        place = end(chain[-1].period)
    undecided = next((one for one in chain if one.point is None), None)
    if undecided is not None:
        return Nothing("unknown", undecided.reason)
    later = [one for one in found if begin(one.period) >= place and (_whole(one) or from_january(one.period))]
    if later:
        return Nothing("unknown", reason("what was added from {first} to {last} is missing", first=_year(place), last=_year(begin(later[0].period)) - 1))
    points = tuple(one.point for one in chain if one.point is not None)
    if not points:
        waiting = sum(len(one.waiting) for one in slots(series, target, "increment", until))
        return Nothing("noevidence", reason("{n} figures wait for review", n=waiting) if waiting else reason("no figure that could answer it"))
    total = sum((Fraction(one.value) for one in points), Fraction(0))
    return Sofar(total, place, points, " + ".join(f"{one.value:f}" for one in points))


def _whole(one: Counted) -> bool:
    return kind_of(one.period) == "year" or (kind_of(one.period) == "span" and one.period.first_month is None)


def _year(place: Fraction) -> int:
    """The year that begins at the end of another."""
    return int(place) + 1
