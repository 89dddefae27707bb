"""The tree of headings: 一、（一）1.（1）①, ——, 第X章/条, 附件, also those glued into a line."""
from bisect import bisect_right
from dataclasses import dataclass

from taizhang.text.flow import Flow


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
    """Find the headings of a flow; linear in its length."""
    return Outline((), ())
