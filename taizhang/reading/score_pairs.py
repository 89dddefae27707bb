"""Pairing what was found with the gold: one to one, the largest overlap first."""
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

Range = tuple[int, int]


def overlap(a: Range, b: Range) -> int:
    """How many code points two half-open ranges share.

    >>> overlap((0, 5), (3, 9)), overlap((0, 2), (2, 4))
    (2, 0)
    """
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def hull(a: Range, b: Range) -> int:
    """The length from the first begin to the last end of two ranges."""
    return max(a[1], b[1]) - min(a[0], b[0])


def pair(gold: Sequence[Range], found: Sequence[Range]) -> list[tuple[int, int]]:
    """Pairs (index in gold, index in found) of ranges of one document that overlap.

    The largest overlap is served first, then the nearer begin, then the earlier row. Only neighbours are compared:
    found ranges are sorted by their begin, and the furthest end so far bounds the search from below.

    >>> pair([(0, 4), (10, 14)], [(11, 12), (3, 13)])
    [(1, 1)]
    >>> pair([(0, 4), (10, 14)], [(11, 14), (3, 8)])
    [(1, 0), (0, 1)]
    """
    order = sorted(range(len(found)), key=lambda j: found[j][0])
    begins = [found[j][0] for j in order]
    reach = list(accumulate((found[j][1] for j in order), max))
    rows: list[tuple[int, int, int, int]] = []
    for i, one in enumerate(gold):
        for j in order[bisect_right(reach, one[0]) : bisect_left(begins, one[1])]:
            shared = overlap(one, found[j])
            if shared:
                rows.append((-shared, abs(one[0] - found[j][0]), i, j))
    rows.sort()
    pairs: list[tuple[int, int]] = []
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    for _, _, i, j in rows:
        if i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            pairs.append((i, j))
    return pairs
