"""From observations to figures: precision and recall, each with how many facts it rests on and how sure it is."""
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import sqrt

from taizhang.server.accuracy.observing import FIELDS, Seen

ENOUGH = 30  # fewer decisions say too little about the next thousand
_Z = 1.959963984540054  # 95 %


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``whole``, with the interval (Wilson, 95 %) in which the true share lies; nothing is said of fewer than ``ENOUGH``.

    >>> one = Share(45, 50)
    >>> one.value, one.says, [round(x, 3) for x in (one.low, one.high)]
    (0.9, True, [0.786, 0.957])
    >>> Share(3, 3).says, Share(0, 0).value
    (False, None)
    """

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """The share; None of nothing."""
        return self.part / self.whole if self.whole else None

    @property
    def says(self) -> bool:
        """Whether it rests on enough."""
        return self.whole >= ENOUGH

    @property
    def low(self) -> float:
        """The lower end of the interval."""
        return self._end(-1)

    @property
    def high(self) -> float:
        """The upper end."""
        return self._end(1)

    def _end(self, sign: int) -> float:
        if not self.whole:
            return 0.0 if sign < 0 else 1.0
        n, p = self.whole, self.part / self.whole
        middle = p + _Z * _Z / (2 * n)
        half = _Z * sqrt(p * (1 - p) / n + _Z * _Z / (4 * n * n))
        return min(1.0, max(0.0, (middle + sign * half) / (1 + _Z * _Z / n)))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: precision and recall of finding, and the share of found facts that are right in every field."""

    name: str
    precision: Share
    recall: Share
    whole: Share


def line(name: str, seen: Iterable[Seen]) -> Line:
    """The figures of some observations."""
    rows = list(seen)
    hits = [one for one in rows if one.found is not None and one.true is not None]
    found, true = sum(one.found is not None for one in rows), sum(one.true is not None for one in rows)
    return Line(name, Share(len(hits), found), Share(len(hits), true), Share(sum(one.whole for one in hits), len(hits)))


def lines(seen: Iterable[Seen], by: Callable[[Seen], str]) -> list[Line]:
    """A line for each group, in the order of their names."""
    groups: dict[str, list[Seen]] = {}
    for one in seen:
        groups.setdefault(by(one), []).append(one)
    return [line(name, groups[name]) for name in sorted(groups)]


def by_field(seen: Iterable[Seen], fields: Iterable[str]) -> list[Line]:
    """Precision and recall of each field: of what the reader put there, how much is right; of what belongs there, how much it put."""
    rows = list(seen)
    found = []
    for name in fields:
        asked = [one for one in rows if name in FIELDS[one.kind]]
        put = [one for one in asked if one.found is not None and one.found.get(name)]
        holds = [one for one in asked if one.true is not None and one.true.get(name)]
        right = sum(one.right(name) for one in put)
        found.append(Line(name, Share(right, len(put)), Share(right, len(holds)), Share(0, 0)))
    return [one for one in found if one.precision.whole or one.recall.whole]


def month(one: Seen) -> str:
    """The month of the decision."""
    return f"{one.day:%Y-%m}"
