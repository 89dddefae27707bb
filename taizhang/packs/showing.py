"""What a pack holds, as a summary that a page or a table can print: what ``taizhang pack show`` says."""
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from taizhang.packs.loader import load
from taizhang.packs.pack import Layer, Pack
from taizhang.packs.records import Indicator, Region, Unit


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A region with how deep it lies below home (0) and the regions that followed it."""

    region: Region
    depth: int
    successors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit with the names of its region and of those that followed it."""

    unit: Unit
    region: str
    successors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """Layers with versions, fingerprint, how many records a section has, and the pack's own records in official order.

    ``regions`` and ``units`` are those of home and below, ended ones too; ``counts`` and ``indicators`` cover all layers.
    """

    id: str
    title: str
    english: str
    version: str
    home: str
    fingerprint: str
    layers: tuple[Layer, ...]
    counts: tuple[tuple[str, int], ...]
    regions: tuple[RegionRow, ...]
    units: tuple[UnitRow, ...]
    indicators: tuple[Indicator, ...]


def show(name: str, local: Path | None = None) -> Summary:
    """The summary of a shipped pack, with a local layer on top where one is given.

    >>> summary = show("sanming")
    >>> summary.home, [row.region.name for row in summary.regions[:3]]
    ('三明市', ['三明市', '梅列区', '三元区'])
    >>> [(str(u.unit.until), u.unit.short, u.successors) for u in summary.units if u.unit.id == "350400.jxw"]
    [('2018-12-01', '市经信委', ('三明市工业和信息化局',))]
    """
    pack = load(name, local)
    regions = tuple(_regions(pack, pack.home, 0))
    within = {row.region.id for row in regions} if pack.home != "100000" else {"100000"}
    units = sorted((u for u in pack.units.values() if u.region in within), key=lambda u: (u.order, u.id))
    return Summary(
        id=pack.id, title=pack.title, english=pack.english, version=pack.version, home=pack.region(pack.home).name,
        fingerprint=pack.fingerprint, layers=pack.layers,
        counts=tuple((section, len(records)) for section, records in pack.records.items()),
        regions=regions, indicators=tuple(pack.indicators.values()),
        units=tuple(UnitRow(u, pack.region(u.region).name, tuple(pack.unit(s).name for s in u.successors)) for u in units),
    )  # fmt: skip


def _regions(pack: Pack, id: str, depth: int) -> list[RegionRow]:
    region = pack.region(id)
    rows = [RegionRow(region, depth, tuple(pack.region(s).name for s in region.successors))]
    # a country's counties would fill a book: its list stops at prefectures
    if depth < 2 or region.level not in ("prefecture", "county"):
        below = sorted(pack.children(id), key=lambda r: (r.level == "zone", r.order, r.since or date.min, r.code or r.id))
        for child in below:
            rows += _regions(pack, child.id, depth + 1)
    return rows
