"""A document's parts: its headings of the first two levels cut the text, without a gap."""
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from taizhang.values.facts import Heading

LEVELS = 2
ENDLESS = 1 << 60


@dataclass(slots=True)
class Section:
    """``start``..``end`` of a part, with its heading; ``facts`` in it, and how many of them are ``waiting``."""

    start: int
    end: int
    label: str
    level: int = 0
    facts: int = 0
    waiting: int = 0
    children: list["Section"] = field(default_factory=list)


def headings(outline: Sequence[Any]) -> list[Heading]:
    """The outline of a text as it was stored."""
    names = ("level", "number", "title", "start", "end", "body_end")
    return [Heading(**{name: node[name] for name in names}, parent=node.get("parent")) for node in outline]


def sections(outline: Sequence[Heading], head: str) -> list[Section]:
    """The parts in order; what stands before the first heading is called ``head``. The last one has no end."""
    found = [Section(0, ENDLESS, head)]
    for node in sorted((node for node in outline if node.level <= LEVELS), key=lambda node: node.start):
        if node.start > found[-1].start or len(found) == 1:
            found[-1].end = max(node.start, found[-1].start)
            found.append(Section(node.start, ENDLESS, label(node) or head, node.level))
    return found


def label(node: Heading) -> str:
    """A heading in one line: its number, set off where it ends in a word, and its title."""
    return f"{node.number}{' ' if node.number[-1:].isalnum() else ''}{node.title}".strip()


def at(parts: Sequence[Section], offset: int) -> Section:
    """The part that holds an offset."""
    return parts[max(0, bisect_right(parts, offset, key=attrgetter("start")) - 1)]


def tree(parts: Sequence[Section]) -> list[Section]:
    """The parts with those of the second level below those of the first; a head without facts is left out."""
    found: list[Section] = []
    for part in parts:
        if part.level == 0:
            if part.facts:
                found.append(part)
        elif part.level > 1 and found and found[-1].level == 1:
            found[-1].children.append(part)
        else:
            found.append(part)
    return found
