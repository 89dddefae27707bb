"""Room for words: a label takes the first place where it lies in the drawing and on no other label."""
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from taizhang.server.look.charts.svg import EM, width

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether two share a part."""
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom

    def within(self, other: "Box") -> bool:
        """Whether it lies wholly in another."""
        return other.left <= self.left and self.right <= other.right and other.top <= self.top and self.bottom <= other.bottom


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place: ``x`` by the anchor, ``y`` the line they stand on."""

    words: str
    x: float
    y: float
    anchor: Anchor = "start"
    second: str = ""

    @property
    def box(self) -> Box:
        """What it covers; the second line stands below the first."""
        wide = max(width(self.words), width(self.second))
        left = {"start": self.x, "middle": self.x - wide / 2, "end": self.x - wide}[self.anchor]
        return Box(left, self.y - EM * 0.85, left + wide, self.y + EM * 0.25 + (EM * 1.2 if self.second else 0))


@dataclass(slots=True)
class Room:
    """What is taken so far: by labels, where nothing else may stand, and by marks and lines, which a label rather keeps away from."""

    bounds: Box
    labels: list[Box] = field(default_factory=list)
    things: list[Box] = field(default_factory=list)

    def line(self, points: Sequence[tuple[float, float]]) -> None:
        """A line takes room along its way."""
        for (x, y), (to_x, to_y) in zip(points, points[1:], strict=False):
            parts = max(1, int(max(abs(to_x - x), abs(to_y - y)) // 5))
            self.things += [_dot(x + (to_x - x) * n / parts, y + (to_y - y) * n / parts, 1.5) for n in range(parts + 1)]

    def mark(self, x: float, y: float, radius: float = 5) -> None:
        """A mark weighs as much as a piece of line of its size."""
        self.things += [_dot(x, y, radius)] * 6

    def put(self, places: Iterable[Label]) -> Label | None:
        """The place that disturbs least, the first of equals; None where each lies on another label or outside."""
        best: tuple[int, Label] | None = None
        for label in places:
            box = label.box
            if not box.within(self.bounds) or any(box.meets(one) for one in self.labels):
                continue
            cost = sum(box.meets(one) for one in self.things)
            if best is None or cost < best[0]:
                best = cost, label
            if not cost:
                break
        if best is None:
            return None
        self.labels.append(best[1].box)
        return best[1]


def _dot(x: float, y: float, radius: float) -> Box:
    return Box(x - radius, y - radius, x + radius, y + radius)


def around(words: str, x: float, y: float, *, below: bool = False, second: str = "") -> tuple[Label, ...]:
    """The places around a mark: above it, below it, right and left of it, then further away."""
    lift = EM * 1.2 if second else 0.0
    above = [Label(words, x + by, y - 9 - lift, anchor, second) for by, anchor in _SIDES]
    under = [Label(words, x + by, y + 18, anchor, second) for by, anchor in _SIDES]
    beside = [Label(words, x + 9, y + 4, "start", second), Label(words, x - 9, y + 4, "end", second)]
    far = [Label(words, x, y - 20 - lift, "middle", second), Label(words, x, y + 30, "middle", second)]
    return (*(under + above if below else above + under), *beside, *far)


_SIDES: tuple[tuple[float, Anchor], ...] = ((0.0, "middle"), (2.0, "start"), (-2.0, "end"))


def spread(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Tops of labels one below the other, each as near to where it wants to be as the others allow.

    >>> spread([10, 12, 80], [10, 10, 10], 0, 100)
    [10, 20, 80]
    >>> spread([95, 96], [10, 10], 0, 100)
    [80, 90]
    """
    order = sorted(range(len(wanted)), key=lambda n: (wanted[n], n))
    found = [0.0] * len(wanted)
    edge = top
    for n in order:
        found[n] = edge = max(wanted[n], edge)
        edge += heights[n]
    edge = bottom
    for n in reversed(order):
        found[n] = edge = min(found[n], edge - heights[n])
    return found
