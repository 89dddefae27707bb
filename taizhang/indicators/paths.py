"""From where a target starts to where it falls due: what is asked for on the way."""
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from taizhang.indicators.directions import aim, direction
from taizhang.indicators.moments import begin, end, kind_of, moment, months
from taizhang.indicators.points import Point
from taizhang.indicators.reasons import Reason, reason
from taizhang.indicators.roots import power, said
from taizhang.indicators.series import Series
from taizhang.indicators.words import words
from taizhang.packs.records import Indicator

Shape = Literal["linear", "compound", "listed", "annual", "maintain"]
SHAPES: tuple[Shape, ...] = ("linear", "compound", "listed", "annual", "maintain")


@dataclass(frozen=True, slots=True)
class Knot:
    """A place on the way: when, in years (2017 is the end of 2017), how much, and the point that says so, None for a count from 0."""

    at: Fraction
    value: Fraction
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """The way to a ``target``: its ``knots`` in order of time, how to go between them, and why so.

    The shape ``annual`` asks for the same each year, ``maintain`` for what is there already: both have one knot.
    """

    shape: Shape
    target: Point
    knots: tuple[Knot, ...]
    reason: Reason

    @property
    def base(self) -> Knot | None:
        """Where it starts; None for the same each year."""
        return self.knots[0] if len(self.knots) > 1 else None

    def at(self, when: Fraction | int) -> Fraction:
        """What it asks for at a time; before its start the start, after its end the end. A compound path is rounded to 20 digits."""
        when = Fraction(when)
        if when <= self.knots[0].at:
            return self.knots[0].value
        for one, other in zip(self.knots, self.knots[1:], strict=False):
            if when <= other.at:
                gone = (when - one.at) / (other.at - one.at)
                if self.shape == "compound":
                    return one.value * power(other.value / one.value, gone)[0]
                return one.value + (other.value - one.value) * gone
        return self.knots[-1].value

    def yearly(self) -> tuple[tuple[int, Fraction], ...]:
        """What it asks for at the end of each year from its start to its end."""
        first, last = self.knots[0].at, self.knots[-1].at
        return tuple((year, self.at(year)) for year in range(-int(-first // 1), int(last) + 1))


def path(
    series: Series, target: Point, *, indicator: Indicator | None = None, start: int | None = None, base: Point | None = None,
    shape: Shape | None = None,
) -> Path | Reason:
    """The path of a target for a level, a ratio, a rank or an addition; a reason where there is none.

    The base is the last actual that counts at or before the start, or the one that is named: ``base`` itself, or the year ``start``.
    ``shape`` overrules the rule by which linear or compound is chosen. Growth has no path of its own: its own rate is asked for each year.
    """
    side = direction(target, indicator)
    wanted = aim(target, side)
    if target.period.every_year:
        return Path("annual", target, (Knot(Fraction(0), wanted, target),), reason("the same is asked for each year"))
    if target.measure == "increment":
        since, why = counted_since(target)
        return Path("linear", target, (Knot(since, Fraction(0)), Knot(end(target.period), wanted, target)), why)
    if target.measure == "growth":
        return reason("a growth rate is asked for each year, it is not gone to step by step")
    found = base if base is not None else base_of(series, target, start)
    if found is None:
        return reason("no figure from before the target from which a path could start")
    if found.period.every_year or end(found.period) >= end(target.period):
        return reason("the base is not before the target falls due")
    return _shaped(series, target, found, wanted, side, shape)


def _shaped(series: Series, target: Point, base: Point, wanted: Fraction, side: int, shape: Shape | None) -> Path:
    first, last = Knot(end(base.period), Fraction(base.value), base), Knot(end(target.period), wanted, target)
    side = side or (1 if wanted >= first.value else -1)
    if side * (wanted - first.value) <= 0:
        why = "the target is the base: it is to be kept up" if wanted == first.value else "the target asks for no more than the base: it is to be kept up"
        return Path("maintain", target, (Knot(first.at, wanted, base), last), reason(why))
    both = first.value > 0 and wanted > 0
    between = _between(series, target, first, last) if shape in (None, "listed") else ()
    if between:
        return Path("listed", target, (first, *between, last), reason("{n} yearly targets stand on the way", n=len(between)))
    if shape == "compound" or (shape is None and _growth_worded(series, target)):
        if both:
            return Path("compound", target, (first, last), reason("the document gives a growth rate beside it: the same rate each year"))
        return Path("linear", target, (first, last), reason("no constant rate leads from {base} to {target}: the same step each year",
                                                            base=said(first.value), target=said(wanted)))
    return Path("linear", target, (first, last), reason("nothing says otherwise: the same step each year"))


def _between(series: Series, target: Point, first: Knot, last: Knot) -> tuple[Knot, ...]:
    """Targets of the same measure that fall due on the way; yearly targets refine a later one and never replace it."""
    found = series.counting("target", target.measure, unit=target.unit, per=target.per)
    return tuple(Knot(end(one.period), Fraction(one.value), one) for one in found
                 if one.value2 is None and kind_of(one.period) == "year" and first.at < end(one.period) < last.at)


def _growth_worded(series: Series, target: Point) -> bool:
    """Whether the document that sets the target gives a growth rate for the same time beside it."""
    return any(one.kind == "target" and one.measure == "growth" and one.period == target.period and one.document == target.document
               for one in series.points)


def base_of(series: Series, target: Point, start: int | None = None) -> Point | None:
    """The last actual that counts at or before the start: the year named, else what precedes the target's span, else the target's day.

    Only whole years are a base. None where the start is not known, or nothing is known from before it.
    """
    if target.period.every_year:
        return None
    begun = begun_at(target, start)
    if begun is None:
        return None
    found = [one for one in series.counting("actual", target.measure, unit=target.unit, per=target.per)
             if kind_of(one.period) == "year" or (months(one.period) == (12, 12) and kind_of(one.period) == "month")]
    before = [one for one in found if end(one.period) <= begun and end(one.period) < end(target.period)]
    return max(before, key=lambda one: (end(one.period), kind_of(one.period) == "year")) if before else None


def begun_at(target: Point, start: int | None = None) -> Fraction | None:
    """When the way of a target starts; None where nobody says."""
    if start is not None:
        return Fraction(start)
    if kind_of(target.period) == "span":
        return begin(target.period)
    return None if target.issued is None else moment(target.issued)


def averaged(target: Point) -> bool:
    """Whether a growth rate is the average of several years: by its span, or by its words where more than a year lies before it."""
    if target.period.first is None or target.period.last is None:
        return False
    if target.period.first != target.period.last:
        return True
    later = target.issued is not None and target.issued.year < target.period.last
    return later and any(word in target.source.quote for word in words().averaged)


def counted_since(target: Point) -> tuple[Fraction, Reason]:
    """From when an addition is counted: its own span or year, or the year of its document where it falls due later than the next."""
    period = target.period
    if period.first == period.last and target.issued is not None and period.last is not None and period.last > target.issued.year + 1:
        return Fraction(target.issued.year - 1), reason("counted from the beginning of {year}, the year of its document", year=target.issued.year)
    return begin(period), reason("counted from the beginning of its period")
