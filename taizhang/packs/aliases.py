"""Names that a layer adds to records of the layers below: which hold on a day, whose a name is, what is wrong with one."""
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from taizhang.packs.checks import identity, life, together
from taizhang.packs.compiling import ORDINARY, lexicon
from taizhang.packs.pack import Pack
from taizhang.packs.records import Alias
from taizhang.packs.section import Mistake


def holder(pack: Pack, alias: Alias) -> str | None:
    """The id of another record of the section that bears the name at the same time; None where it is free.

    A unit's name is asked of the units of its region, and of those that the place itself means by it; a region's of the regions
    in and around the place and of all provinces and prefectures.

    >>> from taizhang.packs import load
    >>> pack = load("quanzhou")
    >>> holder(pack, Alias("1", "units", "350500.kjj", "市财政局")), holder(pack, Alias("1", "units", "350500.kjj", "科技主管局"))
    ('350500.czj', None)
    """
    other = next((one for one in _others(pack, alias) if together(one.since, one.until, alias.since, alias.until)), None)
    if other is not None:
        return other.of
    records = pack.records.get(alias.section, {})
    found = _bearing(pack, alias)
    return next((id for id in found if id != alias.of and id in records and _at_once(records[id], alias)), None)


def bears(pack: Pack, alias: Alias) -> bool:
    """Whether the record bears the name already, without this alias."""
    one = pack.records.get(alias.section, {}).get(alias.of)
    if one is None or alias.id in pack.aliases:
        return False
    own = {one.name, getattr(one, "short", None), *one.aliases} - {"", None}
    if alias.section == "units" and lexicon(pack).units.get(alias.name) == alias.of:
        return True
    return alias.name in own or any(
        had.of == alias.of and had.name == alias.name and had.section == alias.section and had.timeless for had in pack.aliases.values() if had.id != alias.id)


def _others(pack: Pack, alias: Alias) -> Iterator[Alias]:
    for one in pack.aliases.values():
        if one.id != alias.id and one.section == alias.section and one.name == alias.name and one.of != alias.of:
            yield one


def _bearing(pack: Pack, alias: Alias) -> list[str]:
    name = alias.name
    if alias.section == "indicators":
        return [one.id for one in pack.indicators.values() if name in {one.name, *one.aliases}]
    if alias.section == "units":
        own = pack.units.get(alias.of)
        found = [one.id for one in pack.units.values() if own is not None and one.region == own.region and name in {one.name, one.short, *one.aliases}]
        meant = lexicon(pack).units.get(name)
        return [*found, *([meant] if meant else [])]
    near = {one.id for one in pack.regions.values() if pack.is_within(one.id, pack.home) or one.level in ("country", "province", "prefecture")}
    return [one.id for one in pack.regions.values() if one.id in near and name in {one.name, one.short, *one.aliases}]


def _at_once(record: Any, alias: Alias) -> bool:
    return together(getattr(record, "since", None), getattr(record, "until", None), alias.since, alias.until)


def ordinary(name: str) -> bool:
    """Whether a short name of a place is a word of the language too, so that it would be found where no place is meant."""
    return name in ORDINARY


def check_aliases(pack: Pack) -> Iterable[Mistake]:
    """The record exists, the life runs forward, no other record bears the name at the same time, a place is no ordinary word."""
    for one in pack.aliases.values():
        yield from identity(one.id)
        yield from life(one.id, one.since, one.until)
        if one.of not in pack.records.get(one.section, {}):
            yield Mistake(one.id, "of", f"{one.of} is not among the {one.section}", "correct the id, or the section")
        elif held := holder(pack, one):
            yield Mistake(one.id, "name", f"the name {one.name} belongs to {held} at the same time", "remove it from one of them, or end one")
        elif one.section == "regions" and ordinary(one.name):
            yield Mistake(one.id, "name", f"{one.name} is an ordinary word too", "only its full name can stand for the place")


def folded(records: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """The sections with each timeless alias among the ``aliases`` of its record, where everything that shows names looks for them."""
    found = dict(records)
    for one in records.get("aliases", {}).values():
        record = found.get(one.section, {}).get(one.of)
        if record is not None and one.timeless and one.name not in (record.name, *record.aliases):
            found[one.section] = {**found[one.section], one.of: replace(record, aliases=(*record.aliases, one.name))}
    return found
