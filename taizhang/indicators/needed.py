"""What is needed from now on to reach a target: the growth a year, the step a year, or the growth of a part whose whole grows too."""
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from taizhang.indicators.directions import aim, direction, met
from taizhang.indicators.evidence import Nothing, fits, last, slots
from taizhang.indicators.moments import end, moment
from taizhang.indicators.points import Point
from taizhang.indicators.reasons import Reason, reason
from taizhang.indicators.roots import DIGITS, power, said
from taizhang.indicators.series import Series
from taizhang.indicators.tracing import inputs, written
from taizhang.packs.records import Indicator
from taizhang.values import Trace


@dataclass(frozen=True, slots=True)
class Needed:
    """``growth`` in percent a year and ``step`` in the unit of the target a year, each None where it does not exist; with the reason."""

    growth: Fraction | None
    step: Fraction | None
    reason: Reason
    trace: Trace


def growth_needed(now: Fraction, wanted: Fraction, years: Fraction | int) -> Fraction | None:
    """The growth in percent a year that leads from one value to another; None where no constant growth does.

    >>> said(growth_needed(Fraction("67.88"), Fraction(180), 5)), said(growth_needed(Fraction("67.88"), Fraction(225), 5))
    ('21.54', '27.08')
    """
    if now <= 0 or wanted <= 0 or years <= 0:
        return None
    return (power(wanted / now, 1 / Fraction(years))[0] - 1) * 100


def ratio_growth_needed(now: Fraction, wanted: Fraction, years: Fraction | int, whole_growth: Fraction) -> Fraction | None:
    """The growth in percent a year of the part of a ratio, where its whole grows by ``whole_growth`` percent a year.

    R&D from 1.11 % of the product to 2.5 % in five years, the product growing by 8.5 % a year:

    >>> said(ratio_growth_needed(Fraction("1.11"), Fraction("2.5"), 5, Fraction("8.5")))
    '27.63'
    """
    own = growth_needed(now, wanted, years)
    return None if own is None or whole_growth <= -100 else ((1 + own / 100) * (1 + whole_growth / 100) - 1) * 100


def part_needed(ratio: Fraction, whole: Fraction, factor: int = 100) -> Fraction:
    """The part that makes a ratio of a whole: 2 % of 9000 are 180.

    >>> part_needed(Fraction(2), Fraction(9000)), part_needed(Fraction("2.5"), Fraction(9000))
    (Fraction(180, 1), Fraction(225, 1))
    """
    return ratio * whole / factor


def needed(
    series: Series, target: Point, on: date, *, indicator: Indicator | None = None, whole_growth: Fraction | None = None,
) -> Needed:
    """What a level or a ratio needs a year from its last actual by a day until the target falls due.

    With ``whole_growth`` (percent a year, of the denominator of a ratio) the growth is that of its numerator.
    """
    if target.period.every_year or target.measure not in ("level", "ratio"):
        return _none(target, reason("only levels and ratios with a due year need growth"), ())
    due = end(target.period)
    found = last(slots(series, target, target.measure, min(moment(on), due)), fits(indicator))
    if isinstance(found, Nothing):
        return _none(target, found.reason, ())
    actual = found.point
    assert actual is not None
    years, side = due - end(found.period), direction(target, indicator)
    now, wanted = Fraction(actual.value), aim(target, side)
    if years <= 0:
        return _none(target, reason("no time is left"), (actual,))
    if side and met(target, side, now, None):
        return _none(target, reason("reached already: it has to be kept up"), (actual,))
    own = growth_needed(now, wanted, years)
    growth = own if whole_growth is None else ratio_growth_needed(now, wanted, years, whole_growth)
    step = (wanted - now) / years
    if growth is None:
        why = reason("no constant growth leads from {now} to {wanted}: {step} a year are needed", now=said(now), wanted=said(wanted), step=said(step))
    elif whole_growth is None:
        why = reason("from {now} to {wanted} in {years} years: {growth} % a year", now=said(now), wanted=said(wanted), years=said(years), growth=said(growth))
    else:
        why = reason("from {now} to {wanted} in {years} years while the whole grows by {whole} % a year: the part needs {growth} % a year",
                     now=said(now), wanted=said(wanted), years=said(years), whole=said(whole_growth), growth=said(growth))
    value = "none" if growth is None else f"{written(growth).text} %"
    steps = [f"({written(wanted).text} / {written(now).text}) ^ (1 / {said(years)})" if growth is not None else
             f"({written(wanted).text} - {written(now).text}) / {said(years)}"]
    steps += [f"× (1 + {written(whole_growth).text} / 100)"] if whole_growth is not None and growth is not None else []
    trace = Trace(f"growth needed for {target.indicator}", value, "growth needed", None, inputs((actual, target)), (*steps, str(why)),
                  f"roots to {DIGITS} digits")
    return Needed(growth, step, why, trace)


def _none(target: Point, why: Reason, of: tuple[Point, ...]) -> Needed:
    return Needed(None, None, why, Trace(f"growth needed for {target.indicator}", "none", "growth needed", None, inputs((*of, target)), (str(why),)))
