"""What is found: the groups of a page with how many there are of each; where nothing is, what to drop and what that would give."""
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from taizhang.server.search import clauses, names, papers, statements
from taizhang.server.search.asking import Asked
from taizhang.server.search.hits import Group
from taizhang.server.search.ranking import Reach

SIZE = 20
#: How many of each group stand on the page of all groups.
FIRST = {"names": 4, "documents": 5, "clauses": 8, "facts": 5}
MOST_ADVICE = 4


@dataclass
class Found:
    """The answer to one question of one person."""

    asked: Asked
    user: Any

    @cached_property
    def reach(self) -> Reach:
        """The texts in which is searched."""
        return Reach.of(self.asked, self.user)

    @cached_property
    def groups(self) -> dict[str, Group]:
        """All groups by name, in the order of the page; only the one that is asked for has more than its first hits."""
        if not self.asked.wording.wanted:
            return {}
        return {name: self._group(name) for name in FIRST}

    def _group(self, name: str) -> Group:
        first, size = ((self.asked.page - 1) * SIZE, SIZE) if self.asked.group == name else (0, 0 if self.asked.group else FIRST[name])
        if name == "names":
            return names.found(self.asked.wording, first, size)
        if name == "documents":
            return papers.found(self.asked, self.reach.papers(self.asked, self.user), first, size)
        if name == "clauses":
            return clauses.found(self.asked, self.reach, first, size)
        return statements.found(self.asked, self.reach, first, size)

    @property
    def total(self) -> int:
        """How many there are in all groups, or in the one that is asked for."""
        return sum(one.total for name, one in self.groups.items() if self.asked.group in ("", name))

    @property
    def more(self) -> bool:
        """Whether there are more than these."""
        return any(one.more for name, one in self.groups.items() if self.asked.group in ("", name))

    @property
    def pages(self) -> int:
        """How many pages the group has, as far as they are counted."""
        group = self.groups.get(self.asked.group)
        return -(-group.total // SIZE) if group else 0


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to drop: a ``filter`` or a ``word``, where that leads, and how much it would give."""

    filter: str
    word: str
    asked: Asked
    total: int
    more: bool


def advice(found: Found) -> list[Advice]:
    """What to drop where nothing was found, the most helpful first; nothing where that would not help either."""
    given = []
    for one in _drops(found.asked):
        other = Found(one.asked, found.user)
        if other.total:
            given.append(Advice(one.filter, one.word, one.asked, other.total, other.more))
    return sorted(given, key=lambda one: -one.total)[:MOST_ADVICE]


def _drops(asked: Asked) -> Iterator[Advice]:
    if asked.group:
        yield Advice("kind", "", asked.unset("group"), 0, False)
    for name in asked.set:
        yield Advice(name, "", asked.unset(name), 0, False)
    if len(asked.wording.words) > 1:
        for word in asked.wording.words:
            yield Advice("", word.typed, asked.saying(asked.wording.without(word)), 0, False)
