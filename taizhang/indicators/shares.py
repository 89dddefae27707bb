"""A ratio of a whole: what is above the line added, what is below the line added, then divided. Rates are never added."""
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from taizhang.indicators.adding import NOBODY_REPORTED
from taizhang.indicators.parts import ALL, NOBODY, Gathered, Part, Parts, computed, covers, names, number, state, traced, unlike, written
from taizhang.indicators.points import Point
from taizhang.indicators.reasons import Reason, reason
from taizhang.packs import Indicator, Pack
from taizhang.values import AnswerState, Trace
from taizhang.values.facts import Op


@dataclass(frozen=True, slots=True)
class Share:
    """A ratio of one member with what it is weighed by: ``below`` the line, and what is ``above`` it or else the ``rate``."""

    id: str
    above: Part | None
    below: Part
    rate: Part | None
    factor: int
    pack: Pack = field(repr=False, compare=False)

    @property
    def over(self) -> tuple[Fraction, Fraction]:
        """What is above and what is below the line."""
        below, above = Fraction(number(self.below) or 0), number(self.above)
        return (Fraction(above) if above is not None else Fraction(number(self.rate) or 0) * below / self.factor), below

    @property
    def value(self) -> Fraction | None:
        """The ratio; None where it would be divided by zero."""
        if self.above is None:
            return Fraction(number(self.rate) or 0)
        above, below = self.over
        return above * self.factor / below if below else None

    @property
    def state(self) -> AnswerState:
        """It has a value: both its lines are known."""
        return AnswerState.VALUE

    @property
    def covers(self) -> Fraction:
        """Where both lines are totals with gaps, the ratio is no better covered than the worse of them."""
        return min(covers(self.below), covers(self.above if self.above is not None else self.rate))

    @property
    def op(self) -> Op:
        """How firm it is: as firm as the rate."""
        return self.rate.op if self.above is None and isinstance(self.rate, Point) else "="

    @property
    def missing(self) -> tuple[str, ...]:
        """Who is missing in one of the lines."""
        wholes = (computed(self.above), computed(self.rate), computed(self.below))
        return tuple(dict.fromkeys(id for whole in wholes if whole is not None for id in whole.missing))

    @property
    def trace(self) -> Trace:
        """Both lines with their sources."""
        said, rounding = written(self.value) if self.value is not None else ("", None)
        given = [(word, part) for word, part in (("numerator", self.above), ("ratio", self.rate if self.above is None else None),
                                                 ("denominator", self.below)) if part is not None]
        rule = "numerator by denominator" if self.above is not None else "ratio weighted by denominator"
        return Trace(self.id, said, rule, None, tuple(traced(word, part, self.pack) for word, part in given), (), rounding)


def shares(one: Indicator, parts: Parts, members: tuple[str, ...], pack: Pack, numerators: Parts, denominators: Parts) -> dict[str, Part]:
    """What each member brings to a ratio: both lines, the rate with its weight, a rate alone, a total of its own, or its state."""
    factor = one.factor or 1
    made: dict[str, Part] = {}
    for id in members:
        above, below, rate = numerators.get(id), denominators.get(id), parts.get(id)
        said = [state(part) for part in (rate, above, below) if part is not None]
        if not said:
            continue
        if AnswerState.NOT_APPLICABLE in said:
            made[id] = AnswerState.NOT_APPLICABLE
        elif below is not None and number(below) is not None and number(above) is not None:
            made[id] = Share(id, above, below, None, factor, pack)
        elif below is not None and number(below) is not None and number(rate) is not None:
            made[id] = Share(id, None, below, rate, factor, pack)
        elif rate is not None and number(rate) is not None:
            made[id] = rate
        else:
            made[id] = AnswerState.NOT_STARTED if AnswerState.NOT_STARTED in said else AnswerState.NO_EVIDENCE
    return made


def weighted(one: Indicator, brought: Parts, members: tuple[str, ...], pack: Pack, undivided: Parts, lines: tuple[Parts, ...]) -> Gathered:
    """The ratio of all that was ``brought`` and has lines; who gave a rate alone is named as left out. ``lines`` are held to be of one kind."""
    apart, covered, above, below = 0, NOBODY, Fraction(0), Fraction(0)
    left: list[str] = []
    heard = False
    for id, part in (*((id, brought[id]) for id in members if id in brought), *sorted(undivided.items())):
        if number(part) is None and state(part) is not AnswerState.VALUE:
            apart += state(part) is AnswerState.NOT_APPLICABLE and id not in undivided
            continue
        whole = computed(part)
        over = whole.over if whole is not None else None
        if over is None:
            left.append(id)
            continue
        above, below, heard = above + over[0], below + over[1], True
        if id not in undivided:
            covered += covers(part) if whole is None or whole.value is not None else ALL
    base = len(members) - apart
    why = next((found for found in (unlike(_points(some, members, undivided), members, pack) for some in lines) if found is not None), None)
    if why is None and not heard:
        why = reason("rates are not added: {names} gave a rate and nothing to weigh it by", names=names(left, pack)) if left else (
            NOBODY_REPORTED if base else None)
    elif why is None and not below:
        why = Reason("what it is divided by adds up to zero")
    if why is not None or not heard:
        return Gathered(None, covered, base, reason=why, left=tuple(left))
    return Gathered(above * (one.factor or 1) / below, covered, base, over=(above, below), left=tuple(left))


def _points(parts: Parts, members: tuple[str, ...], undivided: Mapping[str, Part]) -> dict[str, Point]:
    inside = {*members, *undivided}
    return {id: part for id, part in parts.items() if id in inside and isinstance(part, Point)}
