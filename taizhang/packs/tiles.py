"""The section of tiles: where a region stands in a drawing of equal squares, which claims no boundary and no position."""
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from taizhang.packs.checks import identity, life, together
from taizhang.packs.pack import Pack
from taizhang.packs.records import lives_on
from taizhang.packs.section import Mistake

MOST = 30
"""Columns and rows go from 1 to here."""


@dataclass(frozen=True, slots=True)
class Tile:
    """The place of a region in the grid of the region above it, from ``since`` to before ``until``; and only while the region lives."""

    id: str
    region: str
    column: int
    row: int
    since: date | None = None
    until: date | None = None
    source: str | None = None
    layer: str = field(default="", compare=False)


def tiles_of(pack: Pack, region: str, on: date | None = None) -> tuple[Tile, ...]:
    """The tiles of the regions directly below one on a day (today's where none is given), row by row.

    >>> from taizhang import packs
    >>> [pack.region(one.region).name for pack in [packs.load("quanzhou")] for one in tiles_of(pack, "350500")][:3]
    ['德化县', '永春县', '泉港区']
    """
    found = (one for one in pack.section("tiles", Tile).values() if one.region in pack.regions)
    living = [one for one in found if pack.region(one.region).parent == region and lives_on(one.since, one.until, on)
              and lives_on(pack.region(one.region).since, pack.region(one.region).until, on)]
    return tuple(sorted(living, key=lambda one: (one.row, one.column)))


def check_tiles(pack: Pack) -> Iterator[Mistake]:
    """Regions exist and live in the tile's time; no region has two places at a time, no place two regions of one grid."""
    sound: list[tuple[Tile, date | None, date | None]] = []
    for one in pack.section("tiles", Tile).values():
        yield from identity(one.id)
        yield from life(one.id, one.since, one.until)
        for key, number in (("column", one.column), ("row", one.row)):
            if not 1 <= number <= MOST:
                yield Mistake(one.id, key, f"{number} is no {key} of the grid", f"from 1 to {MOST}")
        region = pack.regions.get(one.region)
        if region is None:
            yield Mistake(one.id, "region", f"the region {one.region} is not there", "add it, or correct the id")
        elif not together(one.since, one.until, region.since, region.until):
            yield Mistake(one.id, "since", f"the region {one.region} does not live while its tile does", "correct the dates")
        else:
            sound.append((one, *_shared(one, region.since, region.until)))
    for at, (one, since, until) in enumerate(sound):
        for other, other_since, other_until in sound[at + 1:]:
            if not together(since, until, other_since, other_until):
                continue
            if one.region == other.region:
                yield Mistake(other.id, "region", f"{one.region} stands on the tile {one.id} at the same time", "end one of them before the other begins")
            elif (one.column, one.row) == (other.column, other.row) and pack.region(one.region).parent == pack.region(other.region).parent:
                yield Mistake(other.id, "column", f"{one.region} stands there at the same time", "give it another column or row")


def _shared(one: Tile, since: date | None, until: date | None) -> tuple[date | None, date | None]:
    begins, ends = [day for day in (one.since, since) if day], [day for day in (one.until, until) if day]
    return max(begins, default=None), min(ends, default=None)
