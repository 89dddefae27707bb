"""Totals of all regions at once, from counties up, each from those directly below it."""
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from taizhang.indicators.parts import Part, Parts
from taizhang.indicators.rollup import NONE, of, roll
from taizhang.indicators.total import Total
from taizhang.packs import Indicator, Pack


@dataclass(frozen=True)
class Tree:
    """The regions below ``top`` as they are on a day, made once by `tree` and used for many indicators.

    ``members`` are the regions directly below one, in official order; ``deepest`` first lists all that have any.
    """

    top: str
    on: date | None
    pack: Pack = field(repr=False, compare=False)
    members: Mapping[str, tuple[str, ...]]
    above: Mapping[str, str]
    deepest: tuple[str, ...]

    def roll(self, indicator: Indicator | str, values: Parts, *, numerators: Parts = NONE, denominators: Parts = NONE) -> dict[str, Total]:
        """The totals of all regions below which somebody said something, and of the top.

        ``values`` are by region at any height. What a region reported for itself counts there, its parts are held against it; above it
        stands for all of it. Values of regions outside the tree are in no total: the caller sees to it whom it asks for.
        """
        one = of(indicator, self.pack)
        below: dict[str, dict[str, Part]] = {self.top: {}}
        lines: dict[str, tuple[dict[str, Part], dict[str, Part]]] = {}
        for id in {*values, *numerators, *denominators} if one.rollup == "ratio" else values:
            above = self.above.get(id)
            if above is None:
                continue
            if id in values:
                below.setdefault(above, {})[id] = values[id]
            if numerators or denominators:
                own = lines.setdefault(above, ({}, {}))
                for kept, given in zip(own, (numerators, denominators), strict=True):
                    if id in given:
                        kept[id] = given[id]
            while above is not None and above != self.top:
                below.setdefault(above, {})
                above = self.above.get(above)
        totals: dict[str, Total] = {}
        for id in self.deepest if len(below) * 8 > len(self.deepest) else sorted(below, key=self._depth, reverse=True):
            parts = below.get(id)
            if parts is None:
                continue
            above_lines, below_lines = lines.get(id, (NONE, NONE))
            total = roll(one, parts, self.members[id], self.pack, whole=values.get(id), numerators=above_lines, denominators=below_lines)
            totals[id] = total
            up = self.above.get(id)
            if up is not None:
                below.setdefault(up, {})[id] = total
        return totals

    def _depth(self, id: str) -> int:
        depth, at = 0, self.above.get(id)
        while at is not None:
            depth, at = depth + 1, self.above.get(at)
        return depth


def tree(top: str, pack: Pack, on: date | None = None, *, zones: bool = False) -> Tree:
    """The tree of the regions of ``top`` living on the day; zones are members only where asked for, since they lie within counties.

    >>> from taizhang import packs
    >>> of_city = tree("350400", packs.load("sanming"), date(2022, 1, 1))
    >>> len(of_city.members["350400"]), of_city.above["350404"], of_city.deepest
    (11, '350400', ('350400',))
    """
    members: dict[str, tuple[str, ...]] = {}
    above: dict[str, str] = {}
    levels: list[list[str]] = [[top]]
    while levels[-1]:
        further: list[str] = []
        for id in levels[-1]:
            own = tuple(one.id for one in pack.members(id, on, zones=zones) if one.level != "town")
            if own or id == top:
                members[id] = own
            above |= dict.fromkeys(own, id)
            further += own
        levels.append(further)
    deepest = tuple(id for level in reversed(levels) for id in level if id in members)
    return Tree(top, on, pack, members, above, deepest)
