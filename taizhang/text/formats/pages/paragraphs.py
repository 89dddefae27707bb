"""Visual lines rejoined into paragraphs, by where they begin and end."""
from collections import Counter
from collections.abc import Sequence

from taizhang.text.flow import STARTS
from taizhang.text.formats.pages.columns import Item, edges
from taizhang.text.formats.pages.shapes import Line, Sheet, Table

_STOPS = frozenset("\u3002\uff01\uff1f\uff1b!?;")
_FEW = 6  # lines of a column below which its edges are those of the document


def paragraphs(items: Sequence[Item], sheets: Sequence[Sheet]) -> list[list[Line] | Table]:
    """Lines that belong together, and tables, in order."""
    lines = [one for one in items if isinstance(one, Line)]
    if not lines:
        return [one for one in items if isinstance(one, Table)]
    sizes = {line.page: round(sheets[line.page - 1].read_width) for line in lines}
    for size in set(sizes.values()):
        _widen([line for line in lines if sizes[line.page] == size])
    style = _Style(lines)
    made: list[list[Line] | Table] = []
    for one in items:
        last = made[-1] if made else None
        if isinstance(one, Line) and isinstance(last, list) and style.goes_on(last, one):
            last.append(one)
        else:
            made.append([one] if isinstance(one, Line) else one)
    return made


def _widen(lines: Sequence[Line]) -> None:
    """A column of few lines does not show its edges: it takes those of all pages of that width where it lies between them."""
    counts = Counter((line.page, line.column) for line in lines)
    usual = [line for line in lines if counts[line.page, line.column] >= _FEW] or list(lines)
    first, last = edges(usual)
    for line in lines:
        if counts[line.page, line.column] < _FEW and line.left >= first - line.size and line.right <= last + line.size:
            line.first, line.last = first, last


class _Style:
    """How the document sets its paragraphs."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.size = Counter(round(line.size, 1) for line in lines for _ in range(len(line.text))).most_common(1)[0][0]
        steps = Counter(round(b.top - a.top) for a, b in zip(lines, lines[1:], strict=False)
                        if a.page == b.page and a.column == b.column and b.top > a.top and abs(a.size - b.size) < 0.6)
        self.step = float(steps.most_common(1)[0][0]) if steps else 2.0 * self.size
        body = [line for line in lines if abs(line.size - self.size) < 0.1 * self.size]
        self.indented = sum(1.2 < (line.left - line.first) / line.size < 2.8 for line in body) > 0.1 * len(body)

    def goes_on(self, above: list[Line], line: Line) -> bool:
        """Whether ``line`` goes on with the paragraph that has been read so far."""
        last = above[-1]
        size = max(last.size, line.size)
        if abs(last.size - line.size) > 0.12 * size or len(line.runs) > 1 and len(last.runs) > 1:
            return False
        near = last.page == line.page and last.column == line.column
        if near and line.top - last.top > 1.35 * max(self.step * size / self.size, last.bottom - last.top):
            return False
        if self._middle(last) and self._middle(line) and near and size > 1.12 * self.size:
            return True  # a title of several lines
        if self._middle(last) and last.left - last.first > 3 * size:
            return False
        if last.last - last.right > 1.6 * size + self._word(line):
            return False  # the next sign would have had room there
        indent = (line.left - line.first) / size
        if indent > 0.8:
            inner = len(above) > 1 and abs(line.left - last.left) < 0.4 * size and abs(above[0].left - last.left) > 0.4 * size
            return inner and not STARTS.match(line.text)
        if self.indented and (last.left - last.first) / size < 0.8 and len(above) == 1 and last.text[-1] in _STOPS:
            return not STARTS.match(line.text)
        return self.indented or not (STARTS.match(line.text) or last.text[-1] in _STOPS and not near)

    def _middle(self, line: Line) -> bool:
        """Whether a line stands in the middle of its column, and does not fill it."""
        before, behind = line.left - line.first, line.last - line.right
        return abs(before - behind) < 0.9 * line.size and before > 0.9 * line.size

    @staticmethod
    def _word(line: Line) -> float:
        """Width of the Latin word or number a line begins with, which is not broken."""
        word = 0
        for sign in line.text[:40]:
            if not ("!" <= sign < "\u0250"):
                break
            word += 1
        return 0.55 * line.size * word
