"""What must hold between the records of a pack: codes and parents, successors and dates, names and lives."""
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from taizhang.packs.pack import Pack
from taizhang.packs.records import Family, Region, Unit
from taizhang.packs.section import Mistake

_CODE = re.compile(r"\d{6}$")
_ID = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*$")
_ABOVE = {"country": 0, "province": 1, "prefecture": 2, "county": 3, "town": 4}


def identity(id: str) -> Iterator[Mistake]:
    """An id is made of plain signs."""
    if not _ID.match(id):
        yield Mistake(id, "id", f"the id {id} is not made of a-z, 0-9 and . _ - between them", "ids never change: choose a plain one")


def life(id: str, since: date | None, until: date | None) -> Iterator[Mistake]:
    """A life ends after it begins."""
    if since and until and until <= since:
        yield Mistake(id, "until", f"it ends on {until}, not after it begins on {since}", "until is the first day after its life")


def _successors(
    id: str, until: date | None, successors: tuple[str, ...], others: "Mapping[str, Region] | Mapping[str, Family] | Mapping[str, Unit]",
) -> Iterator[Mistake]:
    if successors and until is None:
        yield Mistake(id, "successors", "it has successors, but no day on which it ends", "add until")
    for next_id in successors:
        other = others.get(next_id)
        if other is None:
            yield Mistake(id, "successors", f"the successor {next_id} is not there", "add it, or correct the id")
        elif next_id == id:
            yield Mistake(id, "successors", "it follows itself", "name the body that took over")
        elif until and other.since and other.since > until:
            yield Mistake(id, "successors", f"the successor {next_id} begins on {other.since}, after the end on {until}", "let the dates meet")
        elif until and other.until and other.until <= until:
            yield Mistake(id, "successors", f"the successor {next_id} ends on {other.until}, before it could take over", "name its own successor")


def check_regions(pack: Pack) -> Iterable[Mistake]:
    """Codes have six digits and begin as their parent's do; parents and successors exist; no ring, no backward life."""
    codes: dict[str, list[Region]] = {}
    for region in pack.regions.values():
        yield from identity(region.id)
        yield from life(region.id, region.since, region.until)
        yield from _successors(region.id, region.until, region.successors, pack.regions)
        yield from _code(pack, region)
        if region.code:
            codes.setdefault(region.code, []).append(region)
    for code, same in codes.items():
        for first, second in _overlaps(same):
            yield Mistake(second, "code", f"the code {code} belongs to {first} at the same time", "end one of them before the other begins")


def _code(pack: Pack, region: Region) -> Iterator[Mistake]:
    parent = pack.regions.get(region.parent) if region.parent else None
    if region.parent and parent is None:
        yield Mistake(region.id, "parent", f"the region {region.parent} is not there", "add it, or correct the id")
    elif parent is None and region.level != "country":
        yield Mistake(region.id, "parent", "it lies nowhere", "name the region above it")
    if region.code is None:
        if region.level not in ("zone", "country", "town"):
            yield Mistake(region.id, "code", "it has no code", "only zones and towns go without a GB/T 2260 code")
        return
    if not _CODE.match(region.code):
        yield Mistake(region.id, "code", f"{region.code!r} is not a GB/T 2260 code", "six digits")
        return
    if parent is None or parent.code is None or region.level not in _ABOVE:
        return
    shared = {"province": 2, "prefecture": 4}.get(parent.level, 0)
    if region.code[:shared] != parent.code[:shared]:
        yield Mistake(region.id, "code", f"the code {region.code} does not begin as its parent's, {parent.code}", "correct code or parent")
    ends = {"province": "0000", "prefecture": "00"}.get(region.level, "")
    if not region.code.endswith(ends) or (region.level == "county" and region.code.endswith("00")):
        yield Mistake(region.id, "level", f"the code {region.code} is not one of a {region.level}", "…0000 province, …00 prefecture, else county")
    if _ABOVE[parent.level] >= _ABOVE[region.level] if parent.level in _ABOVE else False:
        yield Mistake(region.id, "parent", f"a {region.level} cannot lie in a {parent.level}", "correct level or parent")


def _overlaps(same: list[Region]) -> Iterator[tuple[str, str]]:
    for i, first in enumerate(same):
        for second in same[i + 1 :]:
            if together(first.since, first.until, second.since, second.until):
                yield first.id, second.id


def together(since: date | None, until: date | None, other_since: date | None, other_until: date | None) -> bool:
    """Whether two lives share a day.

    >>> together(None, date(2018, 12, 1), date(2018, 12, 1), None)
    False
    """
    return (until is None or other_since is None or other_since < until) and (other_until is None or since is None or since < other_until)


def check_families(pack: Pack) -> Iterable[Mistake]:
    """Ids, lives and successors of the families."""
    for family in pack.families.values():
        yield from identity(family.id)
        yield from life(family.id, family.since, family.until)
        yield from _successors(family.id, family.until, family.successors, pack.families)


def check_units(pack: Pack) -> Iterable[Mistake]:
    """Region, family, parent and successors exist; no name belongs to two living units of one region at the same time."""
    names: dict[tuple[str, str], list[Unit]] = {}
    for unit in pack.units.values():
        yield from identity(unit.id)
        yield from life(unit.id, unit.since, unit.until)
        yield from _successors(unit.id, unit.until, unit.successors, pack.units)
        if unit.region not in pack.regions:
            yield Mistake(unit.id, "region", f"the region {unit.region} is not there", "add it, or correct the id")
        if unit.family and unit.family not in pack.families:
            yield Mistake(unit.id, "family", f"the family {unit.family} is not there", "add it, or give the unit a name of its own")
        if unit.parent and unit.parent not in pack.units:
            yield Mistake(unit.id, "parent", f"the unit {unit.parent} is not there", "add it, or correct the id")
        if not unit.name:
            yield Mistake(unit.id, "name", "it has neither a name nor a family that gives one", "add name")
        for name in {unit.name, unit.short, *unit.aliases} - {""}:
            names.setdefault((unit.region, name), []).append(unit)
    for (_, name), same in names.items():
        for i, first in enumerate(same):
            for second in same[i + 1 :]:
                if together(first.since, first.until, second.since, second.until):
                    yield Mistake(second.id, "aliases", f"the name {name} belongs to {first.id} at the same time", "remove it from one of them, or end one")


def check_indicators(pack: Pack) -> Iterable[Mistake]:
    """The indicators it is made of exist, calibres do not overlap, no name belongs to two indicators."""
    names: dict[str, str] = {}
    for one in pack.indicators.values():
        yield from identity(one.id)
        others = (("numerator", one.numerator), ("denominator", one.denominator), ("change_of", one.change_of), ("part_of", one.part_of))
        for key, id in (*others, *(("sum_of", part) for part in one.sum_of)):
            if id is not None and id not in pack.indicators:
                yield Mistake(one.id, key, f"the indicator {id} is not there", "add it, or leave the key out")
            elif id == one.id:
                yield Mistake(one.id, key, "it is made of itself", "name another indicator, or leave the key out")
        if one.rollup == "ratio" and not (one.numerator and one.denominator):
            yield Mistake(one.id, "rollup", "a ratio is rolled up from numerator and denominator, and one is missing", "name both, or rollup: none")
        if one.change_of and one.nature not in ("growth", "flow"):
            yield Mistake(one.id, "change_of", f"a {one.nature} is no change of another indicator", "nature: growth or flow, or leave the key out")
        for name in {one.name, *one.aliases}:
            if names.setdefault(name, one.id) != one.id:
                yield Mistake(one.id, "aliases", f"the name {name} belongs to {names[name]} too", "remove it from one of them")
        for i, first in enumerate(one.calibres):
            yield from life(one.id, first.since, first.until)
            if any(together(first.since, first.until, c.since, c.until) for c in one.calibres[i + 1 :]):
                yield Mistake(one.id, "calibres", "two calibres hold at the same time", "let one end where the next begins")
