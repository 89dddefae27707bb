"""Values in five steps of one hue: by how many different values are smaller, so that equal values always share a step."""
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from taizhang.server.look.charts.data import Number
from taizhang.server.look.charts.scale import Measure

STEPS = 5


@dataclass(frozen=True, slots=True)
class Step:
    """A step that is used: its number from 1, the least and the greatest of its values."""

    number: int
    low: Number
    high: Number

    def words(self, measure: Measure) -> str:
        """Its range in words; one value alone as such."""
        return measure.words(self.low, value2=self.high if self.high != self.low else None)


def step_of(value: Number, among: Sequence[Number]) -> int:
    """The step of a value among all, from 1 to 5.

    >>> [step_of(one, [1, 2, 2, 3, 9]) for one in (1, 2, 3, 9)]
    [1, 2, 3, 4]
    """
    different = set(among)
    return min(STEPS, 1 + STEPS * sum(1 for one in different if one < value) // max(len(different), 1))


def steps(values: Iterable[Number]) -> tuple[Step, ...]:
    """The steps that are used, the least first, each with its range."""
    among = sorted(values)
    found: dict[int, list[Number]] = {}
    for value in among:
        found.setdefault(step_of(value, among), []).append(value)
    return tuple(Step(number, same[0], same[-1]) for number, same in sorted(found.items()))
