"""What figures of a series imply of each other, shown as computed; and where what is stated and what is implied disagree."""
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from taizhang.indicators.deriving import growth_between, level_added, level_after, level_before, of_ratio
from taizhang.indicators.moments import kind_of
from taizhang.indicators.paths import averaged
from taizhang.indicators.points import Point
from taizhang.indicators.reasons import Reason, reason
from taizhang.indicators.roots import said
from taizhang.indicators.series import Series
from taizhang.indicators.spans import Interval, interval
from taizhang.indicators.tracing import inputs, worth
from taizhang.indicators.words import words
from taizhang.packs.records import Indicator
from taizhang.values import Period, Trace

_LEVELS = ("level", "ratio")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A doubt about points: ``kind`` and ``reason`` in words, the ``points`` that do not go together, ``value``: what the others imply
    for the last of them, ``apart``: by how much they differ beyond what rounding of the digits as written allows."""

    kind: str
    reason: Reason
    points: tuple[Point, ...]
    value: str
    apart: str
    trace: Trace


@dataclass(frozen=True, slots=True)
class _Years:
    """What counts and is stated, by year; ``averages`` are growth rates of several years."""

    levels: dict[int, Point]
    growth: dict[int, Point]
    added: dict[int, Point]
    averages: tuple[Point, ...]


def implied(series: Series, *, growth: bool = True) -> tuple[Point, ...]:
    """Actuals implied by actuals that count and are stated: one step from them, never from each other.

    A level by last year's level and the year's growth or addition; a growth rate by two levels; a year's level by the next and its
    growth; the level at the end of a span by the average growth over it. Ranks imply nothing. Without ``growth`` no rates are worked out.
    """
    years = _years(series)
    return tuple(dict.fromkeys(one for one in _implied(years, growth) if one is not None))


def with_implied(series: Series, *, growth: bool = True) -> Series:
    """The series with what it implies; computed points count only where nothing is stated. Made once for a series."""
    known = series.full.get(growth)
    if known is None:
        known = series.full[growth] = series.extended(implied(series, growth=growth))
        known.full[growth] = known  # what is implied implies nothing further
    return known


def _implied(years: _Years, growth: bool) -> Iterator[Point | None]:
    for year, level in sorted(years.levels.items()):
        after = year + 1
        if after in years.growth:
            yield level_after(level, years.growth[after])
        if after in years.added:
            yield level_added(level, years.added[after])
        if growth and after in years.levels:
            yield growth_between(level, years.levels[after])
        if year in years.growth:
            yield level_before(level, years.growth[year], Period(year - 1, year - 1))
    for one in years.averages:
        first, last = one.period.first, one.period.last
        if first is not None and last is not None and first - 1 in years.levels:
            yield level_after(years.levels[first - 1], one, last - first + 1, Period(last, last))


def disagreements(series: Series) -> tuple[Disagreement, ...]:
    """Where a stated level and growth or addition cannot all be right as they are written; each a question, with its arithmetic."""
    years = _years(series)
    found: list[Disagreement] = []
    for year, level in sorted(years.levels.items()):
        base = years.levels.get(year - 1)
        if base is None:
            continue
        if year in years.growth:
            by_levels = (interval(level) / interval(base) - Interval.at(1)) * Interval.at(100)
            found += _held("growth and levels", "two levels imply a growth of {value} %, {apart} points from the {last} that is stated, beyond rounding",
                           (base, level, years.growth[year]), growth_between(base, level), by_levels)
        if year in years.added:
            before = level_added(base, years.added[year])
            found += _held("addition and levels", "last year's level and what was added make {value}, {apart} from the {last} that is stated: what else was "
                           "added or lost is not said", (base, years.added[year], level), before, interval(base) + interval(years.added[year]))
    return tuple(found)


def ratios(ratio: Series, part: Series, whole: Series, indicator: Indicator) -> tuple[tuple[Point, ...], tuple[Disagreement, ...]]:
    """What a ratio of the catalogue, its numerator and its denominator imply of each other, for each year two are known.

    ``indicator`` is the ratio with its ``numerator``, ``denominator`` and ``factor``. Where all three are stated nothing is computed, but
    a doubt says by how much they disagree beyond rounding.
    """
    factor = indicator.factor or 1
    a, b, c = _years(ratio).levels, _years(part).levels, _years(whole).levels
    made: list[Point] = []
    found: list[Disagreement] = []
    for year in sorted({*a, *b, *c}):
        three = a.get(year), b.get(year), c.get(year)
        if all(three):
            mine, above, below = a[year], b[year], c[year]
            value = of_ratio(None, above, below, factor, (mine.indicator, mine.unit))
            found += _held("ratio and its parts", "part and whole make {value}, {apart} from the {last} that is stated, beyond rounding",
                           (above, below, mine), value, interval(above) / interval(below) * Interval.at(factor))
        elif sum(one is not None for one in three) == 2:
            to = (indicator.id, indicator.measure_unit) if three[0] is None else _other(part if three[1] is None else whole, indicator, three)
            point = of_ratio(*three, factor, to)
            made += [point] if point is not None else []
    return tuple(made), tuple(found)


def _other(missing: Series, indicator: Indicator, three: tuple[Point | None, Point | None, Point | None]) -> tuple[str, str]:
    """Id and unit of the part or whole that is missing: its own unit where it has points, else that of the one that is known."""
    name = (indicator.numerator if three[1] is None else indicator.denominator) or missing.indicator
    known = next(iter(missing.points), None) or three[2] or three[1]
    return name, known.unit if known is not None else ""


def _held(kind: str, text: str, points: tuple[Point, ...], made: Point | None, held: Interval) -> Iterator[Disagreement]:
    last = points[-1]
    apart = held.apart(interval(last))
    if made is None or not apart:
        return
    assert made.trace is not None
    value, gap = said(_exact(made)), said(apart)
    step = f"{made.trace.steps[0]}, stated {worth(last)}"
    yield Disagreement(kind, reason(text, value=value, apart=gap, last=worth(last)), points, value, gap,
                       Trace(kind, value, kind, None, inputs(points), (step, *made.trace.steps[1:], f"apart by {gap} beyond rounding")))


def _exact(point: Point) -> Fraction:
    return Fraction(point.value)


def _years(series: Series) -> _Years:
    """The stated actuals that count, by year; nothing where levels in several units would mix."""
    found = [one for one in series.counting("actual") if not one.derived]
    units = {(one.unit, one.per, one.measure) for one in found if one.measure in _LEVELS}
    whole = [one for one in found if kind_of(one.period) == "year"]
    if len(units) > 1:
        return _Years({}, {}, {}, ())
    percent = [one for one in found if one.measure == "growth" and one.unit == "%"]
    unit = next(iter(units), None)
    return _Years(
        levels={_year(one): one for one in whole if one.measure in _LEVELS},
        growth={_year(one): one for one in whole if one in percent and not averaged(one)},
        added={_year(one): one for one in whole if one.measure == "increment" and unit and _adds(one, unit[0])},
        averages=tuple(one for one in percent if kind_of(one.period) == "span" and one.period.first_month is None))


def _adds(one: Point, unit: str) -> bool:
    """Whether an addition is in the unit of the level: the same, or points to a percentage."""
    return one.unit == unit or (unit == "%" and words().units.get(one.unit, ("",))[0] == "points")


def _year(one: Point) -> int:
    assert one.period.last is not None
    return one.period.last
