"""How heads merge: each column says its heads from top to bottom; what columns beside each other share stands once, over all of them."""
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Head:
    """A head: its words, the first column and level (from 0) it stands at, and how many columns and levels it covers."""

    words: str
    column: int
    level: int
    columns: int
    levels: int


def heads(paths: Sequence[Sequence[str]], depth: int = 0, *, twins: bool = False) -> list[list[Head]]:
    """The heads of columns, a list each level; a path that is shorter than the others reaches down to the last level.

    With ``twins`` columns beside each other of one and the same path are one head, as that over the names of lines is; lines of one name stay two.

    >>> [[(one.words, one.columns, one.levels) for one in row] for row in heads([["Place"], ["R&D", "2016"], ["R&D", "2017"]])]
    [[('Place', 1, 2), ('R&D', 2, 1)], [('2016', 1, 1), ('2017', 1, 1)]]
    """
    deep = max((len(path) for path in paths), default=0) if not depth else depth
    found: list[list[Head]] = [[] for _level in range(deep)]
    for level in range(deep):
        at = 0
        while at < len(paths):
            path = paths[at]
            if level >= len(path):
                at += 1
                continue
            last = level == len(path) - 1
            wide = 1
            while at + wide < len(paths) and _one(paths[at + wide], path, level, last, twins):
                wide += 1
            found[level].append(Head(path[level], at, level, wide, deep - level if last else 1))
            at += wide
    return found


def _one(path: Sequence[str], other: Sequence[str], level: int, last: bool, twins: bool) -> bool:
    """Whether two paths share the head of a level."""
    if last:
        return twins and list(path) == list(other)
    return len(path) > level + 1 and list(path[:level + 1]) == list(other[:level + 1])


def broken(paths: Sequence[Sequence[str]]) -> list[str]:
    """What keeps heads from merging: the same heads twice, a group that is interrupted, a head that is a column and a group at once.

    >>> broken([["A", "1"], ["B"], ["A", "2"]])
    ['the group A is interrupted by another column']
    """
    wrong: list[str] = []
    whole = [tuple(path) for path in paths]
    wrong += [f"the heads {' / '.join(path)} stand twice" for path in dict.fromkeys(whole) if whole.count(path) > 1]
    groups = list(dict.fromkeys(path[:level] for path in whole for level in range(1, len(path))))
    for group in groups:
        if group in whole:
            wrong.append(f"{' / '.join(group)} is a column and a group at once")
        places = [n for n, path in enumerate(whole) if path[:len(group)] == group and len(path) > len(group)]
        if places[-1] - places[0] + 1 != len(places):
            wrong.append(f"the group {' / '.join(group)} is interrupted by another column")
    return wrong
