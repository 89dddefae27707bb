"""A loaded pack: everything we know about a place, by id, as of any day."""
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from taizhang.packs.records import Alias, Family, Indicator, Region, Unit, lives_on
from taizhang.values.errors import UsageError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Layer:
    """One folder that went into a pack."""

    id: str
    title: str
    english: str
    version: str
    shipped: bool
    digest: str


@dataclass(frozen=True)
class Pack:
    """An immutable pack: its layers, most general first, and their records merged by id, the most specific winning.

    ``home`` is the id of the region the pack is about.
    """

    id: str
    title: str
    english: str
    version: str
    home: str
    layers: tuple[Layer, ...]
    fingerprint: str
    records: Mapping[str, Mapping[str, Any]]
    places: Mapping[tuple[str, str], tuple[str, int]] = field(repr=False, compare=False)

    def section(self, name: str, model: type[T]) -> Mapping[str, T]:
        """The records of a section by id, typed; empty where the pack has none."""
        found: Mapping[str, T] = self.records.get(name, MappingProxyType({}))
        return found

    @property
    def regions(self) -> Mapping[str, Region]:
        """Regions by id."""
        return self.section("regions", Region)

    @property
    def families(self) -> Mapping[str, Family]:
        """Families of units by id."""
        return self.section("families", Family)

    @property
    def units(self) -> Mapping[str, Unit]:
        """Units by id."""
        return self.section("units", Unit)

    @property
    def indicators(self) -> Mapping[str, Indicator]:
        """Indicators by id."""
        return self.section("indicators", Indicator)

    @property
    def aliases(self) -> Mapping[str, Alias]:
        """Names that layers add to records of the layers below, by id."""
        return self.section("aliases", Alias)

    def region(self, id: str) -> Region:
        """The region of this id; `UsageError` where the pack has none."""
        return _get(self.regions, id, "region", self.id)

    def unit(self, id: str) -> Unit:
        """The unit of this id; `UsageError` where the pack has none."""
        return _get(self.units, id, "unit", self.id)

    def region_named(self, name: str, on: date | None = None) -> Region | None:
        """The one region of this full name or alias living on the day; the pack's own first; None if none or several."""
        added = [self.regions[one.of] for one in self.aliases.values()
                 if one.section == "regions" and one.name == name and one.of in self.regions and lives_on(one.since, one.until, on)]
        if len(added) == 1:
            return added[0]
        found = [r for r in self._names.get(name, ()) if lives_on(r.since, r.until, on)] or [*self._names.get(name, ())]
        own = [r for r in found if self.is_within(r.id, self.home)]
        if len(own) == 1:
            return own[0]
        return found[0] if len(found) == 1 else None

    def is_within(self, id: str, region: str) -> bool:
        """Whether the region ``id`` is ``region`` or lies in it."""
        at: str | None = id
        while at is not None:
            if at == region:
                return True
            above = self.regions.get(at)
            at = above.parent if above else None
        return False

    def members(self, region: str, on: date | None = None, *, zones: bool = False) -> tuple[Region, ...]:
        """The regions directly below one, living on the day (today's where none is given), in official order.

        Counties, cities and districts (各县（市、区）); with ``zones`` also the zones that have no code (功能区).
        """
        below = (r for r in self.children(region) if not r.nominal and (zones or r.level != "zone") and lives_on(r.since, r.until, on))
        return tuple(sorted(below, key=_official))

    def children(self, region: str) -> tuple[Region, ...]:
        """All regions directly below one, ended ones too."""
        return self._children.get(region, ())

    def units_of(self, region: str, on: date | None = None) -> tuple[Unit, ...]:
        """The units of a region living on the day, in official order."""
        found = (u for u in self.units.values() if u.region == region and lives_on(u.since, u.until, on))
        return tuple(sorted(found, key=lambda u: (u.order, u.id)))

    def unit_on(self, id: str, on: date) -> tuple[Unit, ...]:
        """What the unit is on a day: itself, those that followed it, or nothing where its line is not known so far.

        Asked for a day before its life, a unit answers with those that it followed.
        """
        return tuple(self._line(self.unit(id), on, frozenset()))

    def _line(self, unit: Unit, on: date, seen: frozenset[str]) -> Iterator[Unit]:
        if unit.id in seen:
            return
        if lives_on(unit.since, unit.until, on):
            yield unit
        elif unit.until is not None and on >= unit.until:
            for id in unit.successors:
                yield from self._line(self.unit(id), on, seen | {unit.id})
        else:
            for former in self.predecessors(unit.id):
                yield from self._line(former, on, seen | {unit.id})

    def predecessors(self, id: str) -> tuple[Unit, ...]:
        """The units that ended in this one."""
        return tuple(u for u in self.units.values() if id in u.successors)

    def __post_init__(self) -> None:
        names: dict[str, list[Region]] = {}
        children: dict[str, list[Region]] = {}
        for region in self.regions.values():
            for name in {region.name, *region.aliases}:
                names.setdefault(name, []).append(region)
            if region.parent:
                children.setdefault(region.parent, []).append(region)
        object.__setattr__(self, "_names", {k: tuple(v) for k, v in names.items()})
        object.__setattr__(self, "_children", {k: tuple(v) for k, v in children.items()})

    _names: Mapping[str, tuple[Region, ...]] = field(init=False, repr=False, compare=False)
    _children: Mapping[str, tuple[Region, ...]] = field(init=False, repr=False, compare=False)


def _official(region: Region) -> tuple[bool, int, str]:
    return region.level == "zone", region.order, region.code or region.id


def _get(records: Mapping[str, T], id: str, what: str, pack: str) -> T:
    try:
        return records[id]
    except KeyError:
        raise UsageError(f"the pack {pack} has no {what} {id}", hint="ids are listed by: taizhang pack show " + pack) from None
