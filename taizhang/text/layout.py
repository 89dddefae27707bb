"""Where the stretches of a text stand on the pages of its original, for formats that have pages."""
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the original: its size in points (1/72 inch), as it is shown (turned pages are counted as turned)."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Box:
    """The code points ``start``..``end`` stand on page ``page`` (from 1) between these edges, in points from its left and upper edge.

    A box is a run of signs on one visual line. ``confidence`` (0..1) says how sure the recognition is; None where the signs stand in the file.
    """

    start: int
    end: int
    page: int
    left: float
    top: float
    right: float
    bottom: float
    confidence: float | None = None

    def cut(self, start: int, end: int) -> "Box":
        """The part of it that holds ``start``..``end``, its width shared out among its signs.

        >>> Box(10, 20, 1, 100, 50, 200, 60).cut(12, 14)
        Box(start=12, end=14, page=1, left=120.0, top=50, right=140.0, bottom=60, confidence=None)
        """
        first, last = max(start, self.start), min(end, self.end)
        one = (self.right - self.left) / ((self.end - self.start) or 1)
        return replace(self, start=first, end=last, left=self.left + one * (first - self.start), right=self.left + one * (last - self.start))


@dataclass(frozen=True, slots=True)
class Layout:
    """Pages and boxes of a text; boxes in the order of the text, without overlap."""

    pages: tuple[Page, ...]
    boxes: tuple[Box, ...]

    @property
    def recognised(self) -> bool:
        """Whether any of it was read from a picture."""
        return any(box.confidence is not None for box in self.boxes)

    def of(self, start: int, end: int) -> Iterator[Box]:
        """The boxes of a stretch, cut to it.

        >>> layout = Layout((Page(595, 842),), (Box(0, 4, 1, 0, 0, 40, 10), Box(5, 9, 1, 0, 12, 40, 22)))
        >>> [(box.start, box.end, box.left) for box in layout.of(3, 6)]
        [(3, 4, 30.0), (5, 6, 0.0)]
        """
        first = max(0, bisect_right(self.boxes, start, key=lambda box: box.start) - 1)
        for box in self.boxes[first:]:
            if box.start >= end:
                break
            if box.end > start:
                yield box.cut(start, end)

    def confidence(self, start: int, end: int) -> float | None:
        """The least confidence within a stretch; None where none of it was recognised."""
        found = [box.confidence for box in self.of(start, end) if box.confidence is not None]
        return min(found) if found else None

    def plain(self) -> dict[str, Any]:
        """As plain JSON: pages as [width, height], boxes as [start, end, page, left, top, right, bottom, confidence or null].

        >>> Layout.parse(Layout((Page(595, 842),), (Box(0, 4, 1, 0, 0, 40, 10),)).plain()).boxes[0].right
        40
        """
        return {"pages": [[one.width, one.height] for one in self.pages],
                "boxes": [[b.start, b.end, b.page, b.left, b.top, b.right, b.bottom, b.confidence] for b in self.boxes]}

    @classmethod
    def parse(cls, plain: dict[str, Any]) -> "Layout":
        """The other way round."""
        return cls(tuple(Page(*one) for one in plain["pages"]), tuple(Box(*one) for one in plain["boxes"]))
