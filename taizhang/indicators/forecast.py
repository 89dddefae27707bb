"""What comes if nothing changes: a robust trend through the years that count, with an interval, or why there is none."""
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Literal

from taizhang.indicators.directions import direction, met
from taizhang.indicators.moments import kind_of
from taizhang.indicators.points import Point
from taizhang.indicators.reasons import Reason, reason
from taizhang.indicators.roots import DIGITS, power, said
from taizhang.indicators.series import Series
from taizhang.indicators.tracing import inputs, written
from taizhang.packs.records import Indicator
from taizhang.values import Trace
from taizhang.values.facts import Measure

LEAST = 3
"""Years that have to be known: two points always lie on a line and say nothing of how sure it is."""
TAIL = Fraction(1, 10)
"""The part of the trends of all pairs of years that the interval leaves out at either end, where there are at least ten."""
Trend = Literal["linear", "compound"]


@dataclass(frozen=True, slots=True)
class Forecast:
    """``value`` for a ``year`` with the ends of its interval; None where nothing is forecast, which ``reason`` says.

    ``points`` are the figures it rests on. ``reached`` says whether the target is met then, "maybe" where only a part of the interval
    meets it; None without a target or a value. A forecast is no target and never counts as an actual.
    """

    year: int
    value: Fraction | None
    low: Fraction | None
    high: Fraction | None
    reason: Reason
    trace: Trace
    points: tuple[Point, ...] = ()
    reached: Literal["yes", "maybe", "no"] | None = None


def forecast(
    series: Series, year: int, *, measure: Measure = "level", target: Point | None = None, indicator: Indicator | None = None,
    trend: Trend | None = None, near: Fraction | None = None,
) -> Forecast:
    """The Theil-Sen trend of the whole years that count: the median of the trends between all pairs of years.

    Linear takes the median yearly step; compound the median yearly factor, which is chosen for a flow of the catalogue whose values are all
    above 0, or by ``trend``. The interval spans what the trend of every pair of years gives, without a tenth at either end where ten
    or more are known. Nothing is forecast from fewer than three years, for ranks, or further ahead than years are known.
    """
    found = [one for one in series.counting("actual", measure) if kind_of(one.period) == "year"]
    units = {(one.unit, one.per) for one in found}
    if measure == "rank":
        return _none(year, reason("a rank depends on others: it is not forecast"), found)
    if len(units) > 1:
        return _none(year, reason("figures in several units of measure"), found)
    if len(found) < LEAST:
        return _none(year, reason("{n} years are known, a forecast takes {least}", n=len(found), least=LEAST), found)
    rows = [(_year(one), Fraction(one.value)) for one in found]
    ahead = year - rows[-1][0]
    if ahead <= 0:
        return _none(year, reason("{year} is not after the last figure", year=year), found)
    if ahead > len(rows):
        return _none(year, reason("{n} years are known, too few to look {ahead} years ahead", n=len(rows), ahead=ahead), found)
    kind: Trend = trend or ("compound" if indicator is not None and indicator.nature == "flow" else "linear")
    if kind == "compound" and any(value <= 0 for _, value in rows):
        kind = "linear"
    return _made(year, kind, rows, found, target, indicator, near)


def _made(
    year: int, kind: Trend, rows: list[tuple[int, Fraction]], found: list[Point], target: Point | None, indicator: Indicator | None, near: Fraction | None,
) -> Forecast:
    trends = sorted(_trend(kind, one, other) for one, other in combinations(rows, 2))
    middle = _median(trends)
    value = _median(sorted(_follow(kind, row, middle, year) for row in rows))
    reach = sorted(_follow(kind, rows[-1], one, year) for one in trends)
    cut = int(len(reach) * TAIL)
    low, high = min(reach[cut], value), max(reach[-1 - cut], value)
    if kind == "linear":
        why = reason("the median step of all pairs of {n} years, {trend} a year", n=len(rows), trend=said(middle))
    else:
        why = reason("the median growth of all pairs of {n} years, {trend} % a year", n=len(rows), trend=said((middle - 1) * 100))
    steps = (str(why), f"{year}: {written(value).text}, between {written(low).text} and {written(high).text}")
    trace = Trace(f"forecast {year}", written(value).text, f"Theil-Sen, {kind}", None, inputs(found), steps,
                  f"roots to {DIGITS} digits" if kind == "compound" else None)
    return Forecast(year, value, low, high, why, trace, tuple(found), _reached(target, indicator, value, low, high, near))


def _reached(
    target: Point | None, indicator: Indicator | None, value: Fraction, low: Fraction, high: Fraction, near: Fraction | None,
) -> Literal["yes", "maybe", "no"] | None:
    if target is None:
        return None
    side = direction(target, indicator)
    ends = {met(target, side, one, near) for one in (low, value, high)}
    return "maybe" if len(ends) > 1 else "yes" if True in ends else "no"


def _none(year: int, why: Reason, found: list[Point]) -> Forecast:
    return Forecast(year, None, None, None, why, Trace(f"forecast {year}", "none", "Theil-Sen", None, inputs(found), (str(why),)), tuple(found))


def _trend(kind: Trend, one: tuple[int, Fraction], other: tuple[int, Fraction]) -> Fraction:
    years = other[0] - one[0]
    return (other[1] - one[1]) / years if kind == "linear" else power(other[1] / one[1], Fraction(1, years))[0]


def _follow(kind: Trend, row: tuple[int, Fraction], trend: Fraction, year: int) -> Fraction:
    return row[1] + trend * (year - row[0]) if kind == "linear" else row[1] * trend ** (year - row[0])


def _median(ordered: list[Fraction]) -> Fraction:
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _year(one: Point) -> int:
    assert one.period.last is not None
    return one.period.last
