"""Marks in a text: overlapping spans are cut into segments; each segment knows all its facts and draws the two most specific."""
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

WEIGHT = {"target": 0, "actual": 0, "forecast": 0, "rule": 0, "cite": 1, "goal": 2, "label": 3, "clause": 4, "unit": 9, "span": 10}
_OPEN, _CLOSE = "(\uff08", ")\uff09"
_BETWEEN = frozenset("\u3001\uff0c,\uff1b; \u3000\r\n\t")
_LABEL_REACH, _LABEL_LEAST = 160, 8


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch that belongs to a fact. ``key`` is the fact's, ``state`` its state; ``value`` is the number inside.

    ``kind`` is the fact's, or ``label`` (number and title of a task), ``unit`` (one name of a list) or ``span`` (what an address asks for).
    """

    start: int
    end: int
    kind: str
    key: str = ""
    state: str = ""
    value: tuple[int, int] | None = None
    title: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch on which nothing changes: the marks on it, the most specific first, and whether it is a number of theirs."""

    start: int
    end: int
    on: tuple[Mark, ...]
    value: bool = False


def segments(marks: Sequence[Mark], start: int, end: int, edges: Iterable[int] = ()) -> list[Segment]:
    """Cut ``start``..``end`` at every edge of a mark and at ``edges``, without a gap.

    >>> a, b = Mark(0, 4, "target", "a", value=(2, 4)), Mark(3, 6, "rule", "b")
    >>> [(s.start, s.end, "".join(m.key for m in s.on), s.value) for s in segments([a, b], 0, 7)]
    [(0, 2, 'a', False), (2, 3, 'a', True), (3, 4, 'ab', True), (4, 6, 'b', False), (6, 7, '', False)]
    """
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    cuts = {start, end, *(edge for edge in edges if start < edge < end)}
    for mark in inside:
        cuts.update(point for point in (mark.start, mark.end, *(mark.value or ())) if start < point < end)
    points = sorted(cuts)
    found = []
    for first, last in zip(points, points[1:], strict=False):
        on = [mark for mark in inside if mark.start <= first and mark.end >= last]
        if len(on) > 1:
            on.sort(key=_specific(first, last))
        found.append(Segment(first, last, tuple(on), any(_in_value(mark, first, last) for mark in on)))
    return found


def _specific(start: int, end: int) -> Callable[[Mark], tuple[bool, int, int]]:
    return lambda mark: (not _in_value(mark, start, end), WEIGHT[mark.kind], mark.end - mark.start)


def _in_value(mark: Mark, start: int, end: int) -> bool:
    return mark.value is not None and mark.value[0] <= start and mark.value[1] >= end


class Walker:
    """Hands out the marks that touch each block, in one pass over the document."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self.marks = sorted((mark for mark in marks if mark.end > mark.start), key=lambda mark: (mark.start, -mark.end))
        self.next = 0
        self.open: list[Mark] = []

    def take(self, start: int, end: int) -> list[Mark]:
        """Marks touching ``start``..``end``; blocks are asked for in order."""
        self.open = [mark for mark in self.open if mark.end > start]
        while self.next < len(self.marks) and self.marks[self.next].start < end:
            if self.marks[self.next].end > start:
                self.open.append(self.marks[self.next])
            self.next += 1
        return self.open


def label_end(text: str, start: int, end: int, label: str) -> int:
    """Where a task's number and title end, as they stand in the text; its first words where they do not stand there.

    >>> label_end("1. Double the firms. More", 0, 25, "1.Double the firms")
    19
    """
    wanted = "".join(label.split())
    at = found = 0
    reach = min(end, start + _LABEL_REACH) - start
    head = text[start : start + reach]
    while at < len(head) and found < len(wanted):
        found += head[at] == wanted[found]
        at += 1
    return start + at if wanted and found == len(wanted) else min(end, start + _LABEL_LEAST)


def names_in(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of a list of names, cut at the signs between them; what stands in brackets stays whole.

    >>> names_in("A,B(c,d);E", 0, 10)
    [(0, 1), (2, 8), (9, 10)]
    """
    return list(_pieces(text, start, end))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first, depth = start, 0
    for at in range(start, end):
        sign = text[at]
        if sign in _OPEN:
            depth += 1
        elif sign in _CLOSE:
            depth -= 1
        elif depth <= 0 and sign in _BETWEEN:
            if at > first:
                yield first, at
            first = at + 1
    if end > first:
        yield first, end


