"""Which clause a list of units belongs to: its body, number, title and the headings above it."""
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass

from taizhang.reading.task_lists import UnitList
from taizhang.text import Flow
from taizhang.text.outline import Node, Outline
from taizhang.text.titles import run_in_title

_EDGE = " \t\n●■◆•※★*"


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause in offsets of the flow, with its label as written."""

    start: int
    end: int
    number: str | None
    title: str | None
    path: tuple[str, ...]


class Clauses:
    """Finds the clause of each list of one text."""

    def __init__(self, flow: Flow, outline: Outline, lists: list[UnitList]) -> None:
        self.flow = flow
        self.nodes = outline.nodes
        self.outline = outline
        self.lists = lists
        self.at = [one.start for one in lists]
        self.children: dict[int | None, list[int]] = defaultdict(list)
        for i, node in enumerate(self.nodes):
            self.children[node.parent].append(i)
        self.homes = [outline.at(one.opens) for one in lists]

    def of_all(self) -> list[Clause]:
        """The clause of each list, in order."""
        likely = Counter(self._kind(self.nodes[home].parent if self._closes_branch(home) else home) for home in self.homes if home is not None)
        usual = likely.most_common(1)[0][0] if likely else ""
        owners = [self._climb(home, usual) for home in self.homes]
        many = Counter(owner for owner in owners if owner is not None)
        clauses: list[Clause] = []
        for i, (one, owner) in enumerate(zip(self.lists, owners, strict=True)):
            before = self.lists[i - 1].closes if i else 0
            again = owner is not None and i > 0 and owners[i - 1] == owner
            clauses.append(self._clause(one, owner, before, again, owner is not None and many[owner] > 1))
        return clauses

    def _kind(self, i: int | None) -> str:
        if i is None:
            return ""
        number = self.nodes[i].number
        return "".join("1" if sign.isdecimal() else "一" if sign in "一二三四五六七八九十百" else sign for sign in number).replace("一一", "一").replace("11", "1")

    def _has_lists(self, node: Node) -> int:
        return bisect_left(self.at, node.body_end) - bisect_left(self.at, node.start)

    def _closes_branch(self, i: int) -> bool:
        """Whether a list at the end of the last of several items, none of which has its own, is that of the item above."""
        parent = self.nodes[i].parent
        siblings = self.children[parent]
        if parent is None or siblings[-1] != i or len(siblings) < 2 or self._has_lists(self.nodes[i]) != 1:
            return False
        return self._has_lists(self.nodes[parent]) == 1

    def _climb(self, home: int | None, usual: str) -> int | None:
        while home is not None and self._closes_branch(home) and self._kind(home) != usual:
            home = self.nodes[home].parent
        return home

    def _clause(self, one: UnitList, owner: int | None, before: int, again: bool, shared: bool) -> Clause:
        if owner is None:
            return self._loose(one, before, ())
        node = self.nodes[owner]
        text = self.flow.text
        lone_heading = node.title and text[node.end : node.end + 1] == "\n"
        if again or (shared and lone_heading and self._paragraph(one.opens, node.end) > node.end):
            return self._loose(one, max(before, node.end), self.outline.path(owner))
        end = self._end(node.start, one.opens)
        return Clause(node.start, max(end, node.end), node.number if node.number[0] not in "—─" else None, node.title or None,
                      self.outline.path(node.parent))

    def _loose(self, one: UnitList, before: int, path: tuple[str, ...]) -> Clause:
        """A clause without a number: from behind the list before, or from its paragraph on."""
        text = self.flow.text
        start = max(before, self._paragraph(one.opens, before))
        while start < one.opens and text[start] in "。；，、）】] \t\n":
            start += 1
        end = self._end(start, one.opens)
        if end <= start:
            start, end = one.start, one.end
        title = run_in_title(text, start, end)
        return Clause(start, end, None, title or None, path)

    def _paragraph(self, at: int, low: int) -> int:
        """Where the paragraph of a list begins; that of the text before it where the list has its own."""
        text = self.flow.text
        begin = text.rfind("\n", low, at) + 1
        if begin <= low:
            return low
        if not text[begin:at].strip(_EDGE):
            begin = text.rfind("\n", low, max(low, begin - 1)) + 1
        return max(begin, low)

    def _end(self, start: int, end: int) -> int:
        text = self.flow.text
        while end > start and text[end - 1] in _EDGE:
            end -= 1
        return end
