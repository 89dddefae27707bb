"""How fast a series has grown so far, to be held against an average rate that is asked for."""
from dataclasses import dataclass
from fractions import Fraction

from taizhang.indicators.counting import Counted
from taizhang.indicators.evidence import Nothing
from taizhang.indicators.moments import kind_of
from taizhang.indicators.points import Point
from taizhang.indicators.reasons import reason
from taizhang.indicators.roots import power, said
from taizhang.indicators.series import Series


@dataclass(frozen=True, slots=True)
class Sofar:
    """The average growth in percent up to a year, or what was added up to a time, with the figures and the step that give it."""

    value: Fraction
    until: Fraction
    points: tuple[Point, ...]
    step: str


def average(series: Series, first: int, until: int) -> Sofar | Nothing:
    """The average growth a year from the end of the year before ``first``, up to the last year that is known.

    By a rate that is stated for just that time, else by two levels, else by every year's own rate; nothing is filled in.
    """
    counted = [one for one in series.counted("actual") if one.period.last is not None and first - 1 <= one.period.last <= until]
    stated = [one.point for one in counted if one.point is not None and one.measure == "growth" and kind_of(one.period) == "span"
              and one.period.first == first and one.period.first_month is None]
    levels = {one.period.last: one for one in counted if kind_of(one.period) == "year" and one.measure in ("level", "ratio")}
    rates = {one.period.last: one for one in counted if kind_of(one.period) == "year" and one.measure == "growth"}
    found: list[Sofar] = [Sofar(Fraction(one.value), Fraction(one.period.last or 0), (one,), f"{one.value:f} %") for one in stated]
    base = _point(levels.get(first - 1))
    for year in range(first, until + 1):
        level = _point(levels.get(year))
        if base is not None and level is not None and base.value > 0 and level.value > 0 and (base.unit, base.per) == (level.unit, level.per):
            years = year - first + 1
            factor = power(Fraction(level.value) / Fraction(base.value), Fraction(1, years))[0]
            step = f"(({level.value:f} / {base.value:f}) ^ (1 / {years}) - 1) × 100 = {said((factor - 1) * 100)} %"
            found.append(Sofar((factor - 1) * 100, Fraction(year), (base, level), step))
    found += _chained(first, until, rates)
    if found:
        return max(reversed(found), key=lambda one: one.until)  # of the same year the first: stated, then by levels, then by rates
    late = [one for one in counted if one.conflict and one.point is None]
    return Nothing("unknown", late[-1].reason) if late else Nothing("noevidence", reason("no figures from which growth since {year} follows", year=first - 1))


def _chained(first: int, until: int, rates: dict[int | None, Counted]) -> list[Sofar]:
    product, used, found = Fraction(1), list[Point](), list[Sofar]()
    for year in range(first, until + 1):
        rate = _point(rates.get(year))
        if rate is None or rate.value <= -100:
            break
        product *= 1 + Fraction(rate.value) / 100
        used.append(rate)
        value = (power(product, Fraction(1, len(used)))[0] - 1) * 100
        rows = " × ".join(f"(1 + {one.value:f} / 100)" for one in used)
        found.append(Sofar(value, Fraction(year), tuple(used), f"(({rows}) ^ (1 / {len(used)}) - 1) × 100 = {said(value)} %"))
    return found


def _point(one: Counted | None) -> Point | None:
    return None if one is None else one.point
