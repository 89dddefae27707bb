"""A weighted mean: whose weights are said, whatever they add to, and who has none of it or no data is named."""
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from taizhang.indicators.parts import Part, Parts, computed, covers, names, number, state, traced, written
from taizhang.indicators.reasons import Reason, reason
from taizhang.packs import Pack
from taizhang.values import AnswerState, Trace
from taizhang.values.errors import UsageError
from taizhang.values.facts import Op


@dataclass(frozen=True, slots=True)
class Weighed:
    """A weighted mean of ``parts``; made by `weigh`. The value is that of the parts that have data, divided by their weights."""

    name: str
    weights: Mapping[str, Fraction]
    parts: Parts
    pack: Pack = field(repr=False, compare=False)

    @property
    def given(self) -> tuple[str, ...]:
        """The parts that have data, in the order of the weights."""
        return tuple(id for id in self.weights if number(self.parts.get(id)) is not None)

    @property
    def base(self) -> Fraction:
        """The weights of all parts that apply."""
        return sum((weight for id, weight in self.weights.items() if state(self.parts.get(id)) is not AnswerState.NOT_APPLICABLE), Fraction(0))

    @property
    def value(self) -> Fraction | None:
        """The mean; None where no part that carries weight has data."""
        held = sum((self.weights[id] for id in self.given), Fraction(0))
        if not held:
            return None
        return sum((self.weights[id] * Fraction(number(self.parts[id]) or 0) for id in self.given), Fraction(0)) / held

    @property
    def coverage(self) -> Fraction:
        """How much of the weight has data, 0..1; 1 where nothing applies."""
        base = self.base
        return sum((self.weights[id] * covers(self.parts[id]) for id in self.given), Fraction(0)) / base if base else Fraction(1)

    @property
    def covers(self) -> Fraction:
        """The same, where it is a part itself."""
        return self.coverage

    @property
    def state(self) -> AnswerState:
        """A value, else not applicable where no weight applies, not started where none has begun, else no evidence."""
        if self.value is not None:
            return AnswerState.VALUE
        if not self.base:
            return AnswerState.NOT_APPLICABLE
        told = {state(self.parts.get(id)) for id, weight in self.weights.items() if weight} - {AnswerState.NOT_APPLICABLE}
        return AnswerState.NOT_STARTED if told == {AnswerState.NOT_STARTED} else AnswerState.NO_EVIDENCE

    @property
    def op(self) -> Op:
        """A mean is a plain number."""
        return "="

    @property
    def over(self) -> tuple[Fraction, Fraction] | None:
        """It has no lines of its own."""
        return None

    @property
    def missing(self) -> tuple[str, ...]:
        """The parts that apply, carry weight and have no data, or gaps in them."""
        return tuple(self._missing())

    def _missing(self) -> Iterator[str]:
        for id, weight in self.weights.items():
            part = self.parts.get(id)
            whole = computed(part)
            if not weight or state(part) is AnswerState.NOT_APPLICABLE:
                continue
            if whole is not None and whole.missing:
                yield from whole.missing
            elif number(part) is None:
                yield id

    @property
    def says(self) -> tuple[Reason, ...]:
        """What the weights add to where it is not one, who has no data, to whom it does not apply."""
        said: list[Reason] = []
        whole = sum(self.weights.values(), Fraction(0))
        if whole != 1:
            said.append(reason("the weights add to {sum}, not to 1: the mean is divided by what they add to", sum=written(whole)[0]))
        if self.missing:
            said.append(reason("without data, their weight is not in it: {names}", names=names(self.missing, self.pack)))
        apart = [id for id in self.weights if state(self.parts.get(id)) is AnswerState.NOT_APPLICABLE]
        if apart:
            said.append(reason("does not apply to {names}: their weight falls to the others", names=names(apart, self.pack)))
        return tuple(said)

    @property
    def trace(self) -> Trace:
        """Each part with its source, each weight as a step."""
        said, rounding = written(self.value) if self.value is not None else (self.state.value, None)
        inputs = tuple(traced(id, self.parts[id], self.pack) for id in self.given)
        steps = tuple(f"{names((id,), self.pack)} × {written(self.weights[id])[0]}" for id in self.given)
        return Trace(self.name, said, "weighted mean of the parts that have data", None, inputs, (*steps, *map(str, self.says)), rounding)


def weigh(name: str, weights: Mapping[str, Decimal | Fraction | int], parts: Mapping[str, Part], pack: Pack) -> Weighed:
    r"""The weighted mean of ``parts``; a part without a weight has none. Raises `UsageError` for a weight below zero and where all are zero.

    >>> from taizhang import packs
    >>> mean = weigh("score", {"a": Decimal("0.6"), "b": Decimal("0.3")}, {"a": Decimal(80), "b": AnswerState.NO_EVIDENCE}, packs.load("sample"))
    >>> mean.value, mean.coverage
    (Fraction(80, 1), Fraction(2, 3))
    >>> print(*mean.says, sep="\n")
    the weights add to 0.9, not to 1: the mean is divided by what they add to
    without data, their weight is not in it: b
    """
    exact = {id: Fraction(weight) for id, weight in weights.items()}
    below = [id for id, weight in exact.items() if weight < 0]
    if below or not any(exact.values()):
        raise UsageError("cannot be weighed", where=name, why=f"the weight of {below[0]} is below zero" if below else "no part has a weight above zero")
    return Weighed(name, exact, dict(parts), pack)
