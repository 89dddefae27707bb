"""A target on its way down: who set what, how it was split among those below, and whether the parts reach the whole."""
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from taizhang.indicators.parts import Part, Parts, name, number, written
from taizhang.indicators.points import Point
from taizhang.indicators.reasons import Reason, reason
from taizhang.indicators.rollup import NONE, of, roll
from taizhang.indicators.total import Total
from taizhang.indicators.tree import Tree
from taizhang.packs import Indicator, Pack
from taizhang.values import Trace

State = Literal["reaches", "falls short", "incomplete", "not split", "not set", "cannot be told"]


@dataclass(frozen=True, slots=True)
class Classes:
    """Targets by class of region (22, 20, 18 %): ``of`` says in which class a region is, ``asks`` what each class asks."""

    of: Mapping[str, str]
    asks: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Step:
    """One region of the cascade: what it was ``asked`` (None where nobody set anything) and what those below it were.

    ``split`` is the total of the targets below, with its coverage; ``gap`` what they have more than the whole asks (negative: less),
    for rates weighed by their denominators; ``below_class`` are the regions that set themselves less than their class asks.
    """

    region: str
    asked: Point | None
    split: Total
    state: State
    gap: Fraction | None
    below_class: tuple[str, ...]
    reason: Reason | None
    trace: Trace

    @property
    def coverage(self) -> Fraction:
        """How many of those below were set a target, 0..1."""
        return self.split.coverage

    @property
    def unset(self) -> tuple[str, ...]:
        """Those below who were set none, in official order."""
        return self.split.missing


def cascade(
    indicator: Indicator | str, targets: Mapping[str, Point], tree: Tree, *, denominators: Parts = NONE, classes: Classes | None = None,
) -> tuple[Step, ...]:
    """The steps of a target from the top of the tree down: one for every region that was asked or has somebody below who was.

    Amounts are added. Rates and growth rates never are: they are weighed by ``denominators`` (for a growth the level it starts from);
    without those it is only said what holds whatever the weights are. A range counts by its lower end.
    """
    one = of(indicator, tree.pack)
    steps = []
    for region in reversed(tree.deepest):
        below = {id: targets[id] for id in tree.members[region] if id in targets}
        if region in targets or below:
            steps.append(_step(one, region, targets.get(region), below, tree, denominators, classes))
    return tuple(steps)


def _step(one: Indicator, region: str, asked: Point | None, below: dict[str, Point], tree: Tree, denominators: Parts, classes: Classes | None) -> Step:
    pack, members = tree.pack, tree.members[region]
    rate = _is_rate(one, [*below.values(), *([asked] if asked else [])])
    split = _weighed(one, below, members, denominators, pack) if rate else roll(one, below, members, pack)
    short = tuple(id for id in members if id in below and _under(below[id], id, classes, one)) if classes else ()
    gap = None if asked is None or split.summed is None else split.summed - Fraction(asked.value)
    state, why = _judge(one, asked, split, gap, below, pack, rate)
    trace = _trace(one, region, asked, split, gap, why, short, pack)
    return Step(region, asked, split, state, gap, short, why, trace)


def _is_rate(one: Indicator, points: list[Point]) -> bool:
    return one.nature in ("ratio", "growth") or any(point.measure in ("growth", "ratio") for point in points)


def _weighed(one: Indicator, below: dict[str, Point], members: tuple[str, ...], denominators: Parts, pack: Pack) -> Total:
    """Rates weighed by their denominators; a growth as a ratio of what it adds to what it starts from."""
    as_ratio = _ratio_of(one)
    rates: dict[str, Part] = {id: point.value for id, point in below.items()}
    return roll(as_ratio, rates, members, pack, denominators={id: denominators[id] for id in below if id in denominators})


def _ratio_of(one: Indicator) -> Indicator:
    """The indicator as one that is brought together by weights; ranks stay what they are."""
    if one.nature == "rank" or (one.nature == "ratio" and one.rollup == "ratio"):
        return one
    return Indicator(one.id, one.name, one.english, one.definition, one.measure_unit, one.direction, "ratio", "ratio", one.frequency, one.owner, one.source,
                     factor=100)


def _judge(
    one: Indicator, asked: Point | None, split: Total, gap: Fraction | None, below: dict[str, Point], pack: Pack, rate: bool,
) -> tuple[State, Reason | None]:
    if asked is None:
        return "not set", reason("nobody set a target for the whole")
    if not below:
        return "not split", reason("nobody below was set a target")
    down = one.direction == "down"
    if gap is None:
        return _whatever(asked, below, split, rate, down, pack)
    size = written(abs(gap))[0]
    if split.coverage != 1:
        if rate:
            return "incomplete", reason("the mean of those who were set one is {size} away from the whole, the others are open", size=size)
        if gap < 0 or (gap == 0 and down):
            return "incomplete", reason("{size} is left to those who were set none", size=size)
        return ("falls short", reason("those who were set one have {size} too much already", size=size)) if down else ("reaches", None)
    enough = gap <= 0 if down else gap >= 0
    if enough:
        return "reaches", None
    return "falls short", reason("the parts are {size} away from the whole", size=size)


def _whatever(asked: Point, below: dict[str, Point], split: Total, rate: bool, down: bool, pack: Pack) -> tuple[State, Reason | None]:
    """What holds whatever the weights: a mean lies between the least and the greatest."""
    values = [Fraction(point.value) for point in below.values()]
    if rate and split.coverage == 0 and len(below) == split.gathered.base:
        goal = Fraction(asked.value)
        worst, best = (max(values), min(values)) if down else (min(values), max(values))
        if (worst <= goal) if down else (worst >= goal):
            return "reaches", reason("each part reaches it, so the whole does whatever the weights are")
        if (best > goal) if down else (best < goal):
            return "falls short", reason("no part reaches it, so the whole cannot whatever the weights are: the nearest is {value}", value=written(best)[0])
    return "cannot be told", split.reason


def _under(point: Point, id: str, classes: Classes | None, one: Indicator) -> bool:
    asks = classes.asks.get(classes.of.get(id, "")) if classes else None
    return asks is not None and (point.value > asks if one.direction == "down" else point.value < asks)


def _trace(
    one: Indicator, region: str, asked: Point | None, split: Total, gap: Fraction | None, why: Reason | None, short: tuple[str, ...], pack: Pack,
) -> Trace:
    said, rounding = written(gap) if gap is not None else ("", None)
    steps = [str(why)] if why else []
    if gap is not None and asked is not None:
        steps.insert(0, f"{written(split.summed or Fraction(0))[0]} − {asked.value:f}")
    if short:
        steps.append("below what their class asks: " + ", ".join(name(id, pack) for id in short))
    inputs = (*(_asked(asked, region, pack) if asked else ()), split.trace)
    return Trace(f"{one.name}: {name(region, pack)}", said, "the targets below against the target of the whole", None, inputs, tuple(steps), rounding)


def _asked(asked: Point, region: str, pack: Pack) -> Iterator[Trace]:
    value = number(asked)
    yield Trace(name(region, pack), f"{value:f}", f"{asked.kind} {asked.op}", None, (), (f"{asked.document}: {asked.source.quote}",))
