"""Points computed from others: one step each, exact, with the figures and the step in the trace."""
from collections.abc import Iterator, Sequence
from fractions import Fraction

from taizhang.indicators.counting import vintage
from taizhang.indicators.points import Point
from taizhang.indicators.roots import ROUNDED, decimal, power, said
from taizhang.indicators.spans import Interval, interval
from taizhang.indicators.tracing import inputs, written
from taizhang.values import Period, Trace
from taizhang.values.facts import Kind, Measure, Op

_FLIPPED: dict[Op, Op] = {">=": "<=", ">": "<", "<=": ">=", "<": ">", "=": "=", "~": "~"}


def level_after(base: Point, growth: Point, years: int = 1, period: Period | None = None) -> Point | None:
    """The level that a growth rate in percent leads to from a level, after one year or several at the same rate.

    None where the comparators of the two leave nothing to say, or a rate of -100 % and less is compounded.
    """
    rate, op = 1 + Fraction(growth.value) / 100, _joined(base.op, growth.op)
    if op is None or rate <= 0 or years < 1:
        return None
    exact = Fraction(base.value) * rate ** years
    times = f" ^ {years}" if years > 1 else ""
    return _derived("level implied by growth", base, (base, growth), growth.kind, base.measure, period or growth.period, op, exact,
                    f"{base.value:f} × (1 + {growth.value:f} / 100){times}", _grown(base, growth, years))


def level_before(level: Point, growth: Point, period: Period) -> Point | None:
    """The level of the year before, from a level and its growth rate."""
    rate, op = 1 + Fraction(growth.value) / 100, _joined(level.op, _FLIPPED.get(growth.op))
    if op is None or rate <= 0:
        return None
    held = interval(level) / (interval(growth) / Interval.at(100) + Interval.at(1))
    return _derived("earlier level implied by growth", level, (level, growth), level.kind, level.measure, period, op, Fraction(level.value) / rate,
                    f"{level.value:f} / (1 + {growth.value:f} / 100)", held)


def growth_between(base: Point, level: Point, years: int = 1) -> Point | None:
    """The growth rate in percent from one level to another; a year's, or the average of several. None where a level is not above 0."""
    first, last = Fraction(base.value), Fraction(level.value)
    op = _joined(level.op, _FLIPPED.get(base.op))
    if op is None or first <= 0 or (years > 1 and last <= 0) or years < 1:
        return None
    exact = (power(last / first, Fraction(1, years))[0] - 1) * 100 if years > 1 else (last / first - 1) * 100
    root = f" ^ (1 / {years})" if years > 1 else ""
    held = (interval(level) / interval(base) - Interval.at(1)) * Interval.at(100) if years == 1 else None
    return _derived("growth implied by two levels", base, (base, level), level.kind, "growth", level.period, op, exact,
                    f"(({level.value:f} / {base.value:f}){root} - 1) × 100", held, unit="%", per=None)


def level_added(base: Point, added: Point) -> Point | None:
    """The level after an addition."""
    op = _joined(base.op, added.op)
    if op is None:
        return None
    return _derived("level implied by an addition", base, (base, added), added.kind, base.measure, added.period, op,
                    Fraction(base.value) + Fraction(added.value), f"{base.value:f} + {added.value:f}", interval(base) + interval(added))


def of_ratio(ratio: Point | None, part: Point | None, whole: Point | None, factor: int, to: tuple[str, str]) -> Point | None:
    """The third of a ratio, its numerator and its denominator from the other two: ratio = part / whole × factor.

    ``to`` are the id of the indicator that results and its unit of measure. Of the three exactly one is None; the others are of one
    subject and period. None where the divisor is 0, or the comparators leave nothing to say.
    """
    if ratio is None and part is not None and whole is not None:
        return _divided("ratio of two figures", "ratio", part, whole, Fraction(factor), to)
    if whole is None and ratio is not None and part is not None:
        return _divided("whole implied by part and ratio", "level", part, ratio, Fraction(factor), to)
    if part is None and ratio is not None and whole is not None:
        op = _joined(ratio.op, whole.op)
        if op is None:
            return None
        held = interval(ratio) * interval(whole) / Interval.at(factor)
        return _derived("part implied by whole and ratio", ratio, (ratio, whole), ratio.kind, "level", ratio.period, op,
                        Fraction(ratio.value) * Fraction(whole.value) / factor, f"{whole.value:f} × {ratio.value:f} / {factor}", held,
                        unit=to[1], indicator=to[0], per=None)
    return None


def _divided(rule: str, measure: Measure, above: Point, below: Point, factor: Fraction, to: tuple[str, str]) -> Point | None:
    op = _joined(above.op, _FLIPPED.get(below.op))
    if op is None or below.value == 0:
        return None
    held = interval(above) / interval(below) * Interval.at(factor)
    return _derived(rule, above, (above, below), above.kind, measure, above.period, op, Fraction(above.value) / Fraction(below.value) * factor,
                    f"{above.value:f} / {below.value:f} × {factor}", held, unit=to[1], indicator=to[0], per=None)


def _grown(base: Point, growth: Point, years: int) -> Interval:
    rate, held = interval(growth) / Interval.at(100) + Interval.at(1), interval(base)
    for _ in range(years):
        held = held * rate
    return held


def _joined(one: Op | None, other: Op | None) -> Op | None:
    """The comparator of what is computed from two: exact ones say nothing, about blurs an exact one, bounds of one side go together."""
    said = {"~" if op == "~" else op[0] for op in (one, other) if op is not None and op != "="}
    if one is None or other is None or "range" in (one, other) or len(said) > 1:
        return None
    if "=" in (one, other):
        return other if one == "=" else one
    return one if len(one) < len(other) else other


def _derived(
    rule: str, base: Point, of: Sequence[Point], kind: Kind, measure: Measure, period: Period, op: Op, exact: Fraction, step: str,
    held: Interval | None, **given: str | None,
) -> Point:
    value, rounded = decimal(exact)
    steps = tuple(_steps(step, exact, held))
    unit = given.get("unit", base.unit) or ""
    trace = Trace(f"{measure} {period}", f"{value:f} {unit}".rstrip(), rule, None, inputs(of), steps, ROUNDED if rounded else None)
    days = [one.issued for one in of if one.issued is not None]
    return Point(
        given.get("indicator") or base.indicator, base.subject, period, kind, measure, op, value, unit, base.source, base.document,
        per=given.get("per", base.per), calibre=base.calibre, vintage=min(of, key=vintage).vintage,
        issued=max(days) if len(days) == len(of) else None, reviewed=all(one.reviewed for one in of), trace=trace)


def _steps(step: str, exact: Fraction, held: Interval | None) -> Iterator[str]:
    yield f"{step} = {written(exact).text}"
    if held is not None and held.low is not None and held.high is not None and held.low != held.high:
        yield f"by the digits as written between {said(held.low)} and {said(held.high)}"
