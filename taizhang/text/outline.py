"""The tree of headings: 一、（一）1.（1）①, ——, 第X章/条, 附件, also those glued into a line."""
from bisect import bisect_right
from dataclasses import dataclass

from taizhang.text.flow import Flow
from taizhang.text.headings import Mark, marks
from taizhang.text.titles import title_of


@dataclass(frozen=True, slots=True)
class Node:
    """One heading, in offsets of the flow.

    ``number`` as written (``（一）``, ``1.``, ``——``, ``第三条``, ``附件1``), ``title`` without number and closing sign
    ("" where the item has no title of its own), ``start``..``end`` the heading with its number, ``body_end`` the end
    of its branch, ``parent`` an index into `Outline.nodes`.
    """

    level: int
    number: str
    title: str
    start: int
    end: int
    body_end: int
    parent: int | None


@dataclass(frozen=True, slots=True)
class Outline:
    """All headings in the order of the text."""

    nodes: tuple[Node, ...]
    starts: tuple[int, ...]

    def at(self, offset: int) -> int | None:
        """Index of the innermost node whose branch holds ``offset``."""
        i: int | None = bisect_right(self.starts, offset) - 1
        while i is not None and i >= 0 and self.nodes[i].body_end <= offset:
            i = self.nodes[i].parent
        return i if i is not None and i >= 0 else None

    def path(self, index: int | None) -> tuple[str, ...]:
        """Titles from the outermost heading down to ``index``; nodes without a title are left out."""
        titles: list[str] = []
        while index is not None:
            node = self.nodes[index]
            if node.title:
                titles.append(node.title)
            index = node.parent
        return tuple(reversed(titles))


def build(flow: Flow) -> Outline:
    """Find the headings of a flow; linear in its length.

    Levels are those of the document: a kind of number that stands open is continued, any other opens a level below,
    whichever kinds the document nests.

    >>> outline = build(Flow.of("一、总体要求\\n（一）目标。到2031年建成。\\n1.水网。修渠。\\n二、保障"))
    >>> [(node.level, node.number, node.title) for node in outline.nodes]
    [(1, '一、', '总体要求'), (2, '（一）', '目标'), (3, '1.', '水网'), (1, '二、', '保障')]
    >>> outline.path(outline.at(26))
    ('总体要求', '目标', '水网')
    """
    found = marks(flow)
    size = len(flow.text)
    parents: list[int | None] = []
    ends: list[int] = [size] * len(found)
    levels: list[int] = []
    stack: list[int] = []
    for i, mark in enumerate(found):
        for closed in _close(stack, found, mark):
            ends[closed] = mark.start
        parents.append(stack[-1] if stack else None)
        stack.append(i)
        levels.append(len(stack))
    nodes = []
    for i, mark in enumerate(found):
        limit = found[i + 1].start if i + 1 < len(found) else size
        title, end = title_of(flow, mark, limit)
        nodes.append(Node(levels[i], mark.number, title, mark.start, end, ends[i], parents[i]))
    return Outline(tuple(nodes), tuple(mark.start for mark in found))


def _close(stack: list[int], found: list[Mark], mark: Mark) -> list[int]:
    """Take from the stack, and give back, what ends where ``mark`` begins."""
    depth = len(stack)
    kinds = [found[i].kind for i in stack]
    if mark.rank == 0:
        depth = 0
    elif mark.kind in kinds:
        depth = kinds.index(mark.kind)
    else:
        # A list under an item may begin with a sign that elsewhere stands above it: 1. 甲 （一）…
        restarts = mark.kind == "pcn" and mark.value == 1 and bool(kinds) and kinds[-1] == "dig"
        while depth and not restarts and found[stack[depth - 1]].rank > mark.rank:
            depth -= 1
    closed = stack[depth:]
    del stack[depth:]
    return closed
