"""What waits for a person, in groups: late, returned, due, and last what waits for others."""
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from taizhang.server.look.waiting import GROUPS, OTHERS, WAITING, Waiting


@dataclass(frozen=True, slots=True)
class Group:
    """One group with its lines; ``count`` is how much waits in all of them."""

    name: str
    label: str
    count: int
    lines: tuple[Waiting, ...]


def groups(user: Any) -> tuple[list[Group], int]:
    """The groups of a person that have something, in order, and how much waits for this person (not for others)."""
    found = []
    for name, lines in groupby(WAITING.for_user(user), key=lambda line: line.group):
        kept = tuple(lines)
        found.append(Group(name, str(GROUPS[name]), sum(line.count for line in kept), kept))
    return found, sum(group.count for group in found if group.name != OTHERS)
