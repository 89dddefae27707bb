"""Signs, runs, rules and tables on a page, in points from its left upper edge as it is read."""
import math
from dataclasses import dataclass, field
from typing import NamedTuple


class Sign(NamedTuple):
    """One sign where it stands; ``size`` is that of its font in points."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    confidence: float | None = None


class Rule(NamedTuple):
    """A straight line that is drawn on the page, lying or standing; as thin as it is, it has four edges."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def lying(self) -> bool:
        """Whether it runs from left to right."""
        return self.right - self.left >= self.bottom - self.top


@dataclass(slots=True)
class Sheet:
    """A page: its size as it is shown, what stands on it, and how it has to be turned to be read.

    ``turned``: quarter turns clockwise that bring the page as it is shown into the position in which ``signs`` and ``rules`` are measured.
    ``skew``: radians by which the lines of the page then still fall off to the right; ``signs`` are measured as if they did not.
    ``asides``: signs that stand in other directions, measured in theirs, with their own quarter turns.
    """

    width: float
    height: float
    signs: list[Sign]
    rules: list[Rule] = field(default_factory=list)
    turned: int = 0
    skew: float = 0.0
    asides: list[tuple[int, list[Sign]]] = field(default_factory=list)

    @property
    def read_width(self) -> float:
        """Width of the page in the position in which it is read."""
        return self.height if self.turned % 2 else self.width

    @property
    def read_height(self) -> float:
        """Height of the page in the position in which it is read."""
        return self.width if self.turned % 2 else self.height

    def shown(self, left: float, top: float, right: float, bottom: float, turned: int | None = None) -> tuple[float, float, float, float]:
        """Where an area of the page as it is read stands on the page as it is shown.

        >>> Sheet(200, 100, [], turned=1).shown(10, 20, 30, 25)
        (20, 70, 25, 90)
        """
        if self.skew:
            corners = [self._swung(x, y, self.skew) for x in (left, right) for y in (top, bottom)]
            left, right = min(x for x, _ in corners), max(x for x, _ in corners)
            top, bottom = min(y for _, y in corners), max(y for _, y in corners)
        match (self.turned if turned is None else turned) % 4:
            case 1:
                return top, self.height - right, bottom, self.height - left
            case 2:
                return self.width - right, self.height - bottom, self.width - left, self.height - top
            case 3:
                return self.width - bottom, left, self.width - top, right
        return left, top, right, bottom

    def straight(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of a page that lies askew stands when the page is straightened about its middle."""
        return self._swung(x, y, -self.skew)

    def _swung(self, x: float, y: float, angle: float) -> tuple[float, float]:
        x, y = x - self.read_width / 2, y - self.read_height / 2
        sine, cosine = math.sin(angle), math.cos(angle)
        return x * cosine - y * sine + self.read_width / 2, x * sine + y * cosine + self.read_height / 2


@dataclass(slots=True)
class Run:
    """Signs side by side on one visual line of page ``page`` (from 1). ``turned`` is set where it is not that of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    page: int
    confidence: float | None = None
    turned: int | None = None

    def level(self, other: "Run | Line") -> bool:
        """Whether the two stand on one line: they share half of the lower one's height."""
        shared = min(self.bottom, other.bottom) - max(self.top, other.top)
        return shared >= 0.5 * min(self.bottom - self.top, other.bottom - other.top)


@dataclass(slots=True)
class Line:
    """The runs of one visual line within one column, from left to right; ``first``: the column's first edge, ``last`` its last."""

    runs: list[Run]
    first: float = 0.0
    last: float = 0.0
    column: int = 0

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.runs[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.runs[-1].right

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(run.top for run in self.runs)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(run.bottom for run in self.runs)

    @property
    def size(self) -> float:
        """Size of most of its signs."""
        return max(self.runs, key=lambda run: len(run.text)).size

    @property
    def page(self) -> int:
        """Its page, from 1."""
        return self.runs[0].page

    @property
    def text(self) -> str:
        """Its signs, with two blanks between two runs."""
        return "  ".join(run.text for run in self.runs)


@dataclass(slots=True)
class Cell:
    """A cell: its lines and how many columns and rows it takes."""

    lines: list[Line]
    columns: int = 1
    rows: int = 1
    width: float = 0.0


@dataclass(slots=True)
class Table:
    """Rows of cells, with the area they take."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    rows: list[list[Cell]]
