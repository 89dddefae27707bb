"""What a part of a whole said: a number, a point, a total of its own, or a state that has no number; never taken for one another."""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Protocol

from taizhang.indicators.points import Point
from taizhang.indicators.reasons import Reason, reason
from taizhang.packs import Pack
from taizhang.values import Answer, AnswerState, Input, Trace
from taizhang.values.facts import Op


class Whole(Protocol):
    """A part that is itself a total: what it comes to, how much of it is covered, and for a ratio what it is made of."""

    @property
    def value(self) -> Fraction | None:
        """What it comes to."""
        ...

    @property
    def state(self) -> AnswerState:
        """One of the four states."""
        ...

    @property
    def covers(self) -> Fraction:
        """How much of the whole it stands for, 0..1."""
        ...

    @property
    def op(self) -> Op:
        """How firm it is."""
        ...

    @property
    def over(self) -> tuple[Fraction, Fraction] | None:
        """Numerator and denominator of a ratio."""
        ...

    @property
    def missing(self) -> tuple[str, ...]:
        """Who is not in it."""
        ...

    @property
    def trace(self) -> Trace:
        """How it came about."""
        ...


Part = Point | Answer | AnswerState | Decimal | Fraction | int | Whole
Parts = Mapping[str, Part]
ALL, NOBODY = Fraction(1), Fraction(0)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the parts come to: ``value`` (None with the ``reason``), how firm, up to ``value2`` for a range.

    ``covered`` of ``base`` members are in it; ``over`` are numerator and denominator of a ratio; ``left`` reported, but could not come in.
    ``plain`` is the value of a sum that is a plain decimal: adding those is several times faster.
    """

    value: Fraction | None
    covered: Fraction | int
    base: int
    op: Op = "="
    value2: Fraction | None = None
    reason: Reason | None = None
    over: tuple[Fraction, Fraction] | None = None
    left: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    plain: Decimal | None = None


def number(part: Part | None) -> Decimal | Fraction | None:
    """The number of a part, None where it has none; 0 is a number.

    >>> number(Decimal(0)), number(Answer.of(0)), number(AnswerState.NO_EVIDENCE)
    (Decimal('0'), Decimal('0'), None)
    """
    if part is None or isinstance(part, AnswerState):
        return None
    if isinstance(part, Decimal | Fraction):
        return part
    if isinstance(part, int):
        return Fraction(part)
    return part.value


def state(part: Part | None) -> AnswerState:
    """Which of the four states a part is in; silence is no evidence."""
    if part is None:
        return AnswerState.NO_EVIDENCE
    if isinstance(part, AnswerState):
        return part
    return AnswerState.VALUE if isinstance(part, Point | Decimal | Fraction | int) else part.state


def computed(part: Part | None) -> Whole | None:
    """The part as a total of its own; None where it is none."""
    plain = part is None or isinstance(part, Point | Answer | AnswerState | Decimal | Fraction | int)
    return None if plain else part  # type: ignore[return-value]


def covers(part: Part | None) -> Fraction:
    """How much of a member is in the total: all of it where it has a number, unless it is a total with gaps of its own."""
    if number(part) is None:
        return NOBODY
    whole = computed(part)
    return ALL if whole is None else whole.covers


@lru_cache(maxsize=64)
def inside(members: tuple[str, ...]) -> frozenset[str]:
    """The members as a set; kept, since many totals have the same members."""
    return frozenset(members)


def name(id: str, pack: Pack) -> str:
    """What people call a region or a unit; the id itself where the pack knows neither."""
    region = pack.regions.get(id)
    if region is not None:
        return region.name
    unit = pack.units.get(id)
    return unit.short or unit.name if unit is not None else id


def names(ids: Iterable[str], pack: Pack) -> str:
    """Several names in the order given, as one text."""
    return ", ".join(name(one, pack) for one in ids)


def written(value: Fraction, places: int = 6) -> tuple[str, str | None]:
    """A fraction in digits, and how it was rounded; None where the digits are all there are.

    >>> written(Fraction("-0.125")), written(Fraction(1, 3), 3), written(Fraction(400))
    (('-0.125', None), ('0.333', 'to 3 places, half up'), ('400', None))
    """
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    exact = rest == 1
    shown = max(twos, fives) if exact else places
    scaled = (abs(value) * 10**shown * 2 + 1) // 2
    digits = str(scaled).rjust(shown + 1, "0")
    text = f"{digits[:-shown]}.{digits[-shown:]}" if shown else digits
    sign = "-" if value < 0 and scaled else ""
    return sign + text, None if exact else f"to {places} places, half up"


def traced(id: str, part: Part, pack: Pack) -> Input | Trace:
    """A part as an input of a trace, with its sentence where it has one, with its own trace where it was computed."""
    whole = computed(part)
    if whole is not None:
        return replace(whole.trace, name=name(id, pack))
    if isinstance(part, Point):
        if part.trace is not None:
            return replace(part.trace, name=name(id, pack))
        return Input(name(id, pack), f"{part.value:f}", part.source)
    value = number(part)
    return Input(name(id, pack), written(Fraction(value))[0] if value is not None else state(part).value)


def same(one: Point, other: Point) -> bool:
    """Whether two points may be brought together: one kind, way of counting, unit, period and measure."""
    return (one.unit == other.unit and one.kind == other.kind and one.measure == other.measure and one.calibre == other.calibre
            and (one.period is other.period or one.period == other.period) and one.per == other.per)


def unlike(points: Mapping[str, Point], members: Iterable[str], pack: Pack) -> Reason | None:
    """Why points may not be brought together, by the first two in official order that differ; None where they may."""
    ordered = [(id, points[id]) for id in dict.fromkeys((*members, *sorted(points))) if id in points]
    for id, one in ordered:
        if one.measure in ("growth", "rank"):
            return reason("{name} gives a {measure}, and only amounts are brought together: it takes the levels behind them",
                          name=name(id, pack), measure=one.measure)
    for id, one in ordered[1:]:
        whose, first = ordered[0]
        for what, mine, theirs in (("kind", first.kind, one.kind), ("way of counting", first.calibre, one.calibre), ("unit", first.unit, one.unit),
                                   ("period", str(first.period), str(one.period)), ("measure", first.measure, one.measure),
                                   ("rhythm", first.per or "", one.per or "")):
            if mine != theirs:
                return reason("{first} and {second} differ in {what} (“{mine}”, “{theirs}”) and are not brought together",
                              first=name(whose, pack), second=name(id, pack), what=what, mine=mine, theirs=theirs)
    return None


def joined(ops: Iterable[Op]) -> Op:
    """How firm a total is whose parts are at least, at most, about or exactly so much.

    >>> joined(["=", ">="]), joined(["=", ">", ">="]), joined([">=", "<="]), joined(["=", "range"]), joined([])
    ('>=', '>', '~', 'range', '=')
    """
    said = set(ops) - {"="}
    if not said:
        return "="
    if said <= {">", ">="}:
        return ">" if ">" in said else ">="
    if said <= {"<", "<="}:
        return "<" if "<" in said else "<="
    return "range" if said == {"range"} else "~"
