"""Which unit of a pack a name means on a day: the same, those that followed it, the members of a set, or nobody known."""
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from taizhang.bodies.words import COLLECTIVE, PARTY
from taizhang.packs import Pack, Region, Unit, lexicon

Manner = Literal["same", "successor", "predecessor", "set", "region", "open", "several", "unknown"]

_SET = re.compile(r"各(?P<where>(?:设区市|盟市|旗县|县区|区县|县市|[市州县区旗盟、（）])+)(?P<tail>.*)")
_ZONES = re.compile(r"各(?:开发|功能区|园区|经济功能区|高新|产业园)(?:（[^）]*）)?(?:园?区)?(?P<tail>.*)")
_TAIL = re.compile(r"(?P<tail>党工委和管委会|党委和(?:人民)?政府|党委、(?:人民)?政府|人民政府|政府|管委会|党委|党工委)$")
_FAMILIES = {"政府": ("zf",), "党委和": ("swb", "zf"), "党委、": ("swb", "zf"), "党委": ("swb",)}


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name means on a day.

    ``units`` are ids of units, ``regions`` ids of regions where the name means bodies of regions (each county's government);
    ``note`` says in a sentence what is not known: nothing is guessed.
    """

    name: str
    manner: Manner
    units: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    note: str = ""

    @property
    def known(self) -> bool:
        """Whether the name was found at all."""
        return bool(self.units or self.regions)


def ways(name: str, home: str | None) -> Iterator[str]:
    """Other ways to write the name of one and the same unit in documents of ``home``, the name itself first.

    >>> list(ways("市台办", "云江市"))
    ['市台办', '云江市台办', '市委台办']
    """
    yield name
    if home and name[:1] == home[-1]:
        yield home + name[1:]
    if name[:1] in tuple("省市县区州盟旗") and name[1:] in PARTY:
        yield f"{name[0]}委{name[1:]}"


def resolve(name: str, on: date, pack: Pack, home: str | None = None) -> Resolution:
    """The unit or units that ``name``, in a document of ``home`` (a region's full name; the pack's own), means on a day.

    >>> from taizhang.packs import load
    >>> pack = load("quanzhou")
    >>> resolve("市经信委", date(2016, 6, 1), pack)
    Resolution(name='市经信委', manner='same', units=('350500.jxw',), regions=(), note='')
    >>> resolve("市经信委", date(2020, 6, 1), pack).units
    ('350500.gxj',)
    >>> resolve("相关县（市、区）人民政府", date(2016, 6, 1), pack).manner
    'open'
    """
    place = pack.region(pack.home) if home is None else pack.region_named(home, on)
    if place is None:
        return Resolution(name, "unknown", note=f"the pack {pack.id} has no region {home}")
    known = lexicon(pack, place.name, on).units
    held = next((known[way] for way in ways(name, place.name) if way in known), None)
    if held is not None:
        return _dated(name, pack.unit(held), on, pack)
    return _set(name, on, pack, place) or _open(name) or _of_region(name, on, pack) or Resolution(
        name, "unknown", note=f"the pack {pack.id} has no unit of this name"
    )


def _dated(name: str, unit: Unit, on: date, pack: Pack) -> Resolution:
    found = pack.unit_on(unit.id, on)
    ids = tuple(one.id for one in found)
    if not ids:
        return Resolution(name, "unknown", note=f"{unit.id} did not exist on {on}, and who had its work then is not recorded")
    if ids == (unit.id,):
        return Resolution(name, "same", ids)
    later = unit.until is not None and on >= unit.until
    if len(ids) > 1:
        return Resolution(name, "several", ids, note="its work went to several units" if later else "it was made of several units")
    return Resolution(name, "successor" if later else "predecessor", ids)


def _set(name: str, on: date, pack: Pack, place: Region) -> Resolution | None:
    """各县（市、区）… as of a day, in official order."""
    if found := _ZONES.fullmatch(name):
        members = tuple(one for one in pack.members(place.id, on, zones=True) if one.level == "zone")
    elif found := _SET.fullmatch(name):
        members = _regions(found["where"], on, pack, place)
    else:
        return None
    if not members:
        return Resolution(name, "unknown", note=f"the pack {pack.id} does not list what lies in {place.name}")
    if found["tail"] and not _TAIL.fullmatch(found["tail"]):
        return Resolution(name, "unknown", regions=tuple(one.id for one in members), note=f"{found['tail']} of each of them is not listed")
    units, missing = _bodies(members, found["tail"], on, pack)
    note = f"no unit is listed for: {', '.join(missing)}" if missing and found["tail"] else ""
    return Resolution(name, "set", units, tuple(one.id for one in members), note)


def _regions(where: str, on: date, pack: Pack, place: Region) -> tuple[Region, ...]:
    """各市 of a province are its prefectures; 各县（市、区） its counties, wherever they lie below."""
    below = pack.members(place.id, on)
    if place.level == "province" and not where.startswith(("市", "州", "盟", "设区市")):
        return tuple(county for one in below for county in pack.members(one.id, on))
    return below


def _bodies(members: tuple[Region, ...], tail: str, on: date, pack: Pack) -> tuple[tuple[str, ...], list[str]]:
    kinds = next((kinds for word, kinds in _FAMILIES.items() if word in tail), ())
    units: list[str] = []
    missing: list[str] = []
    for region in members:
        living = {unit.family: unit.id for unit in pack.units_of(region.id, on)}
        if tail.endswith("管委会"):
            own = [unit.id for unit in pack.units_of(region.id, on) if unit.name.endswith(("管委会", "管理委员会"))][:1]
        else:
            own = [living[kind] for kind in kinds if kind in living]
        units += own
        if len(own) < max(1, len(kinds)):
            missing.append(region.name)
    return tuple(units), missing


def _open(name: str) -> Resolution | None:
    """相关县（市、区）, 市直有关部门: the text does not say who."""
    if COLLECTIVE.search(name) or name.startswith(("相关", "有关", "各")):
        return Resolution(name, "open", note="the text does not say which")
    return None


def _of_region(name: str, on: date, pack: Pack) -> Resolution | None:
    """永安市党委和政府, 泉州开发区管委会: bodies of a named region."""
    found = _TAIL.search(name)
    region = pack.region_named(name[: found.start()], on) if found else None
    if found is None or region is None:
        return None
    units, missing = _bodies((region,), found["tail"], on, pack)
    return Resolution(name, "region", units, (region.id,), f"no unit is listed for: {region.name}" if missing else "")
