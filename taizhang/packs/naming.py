"""Names of units made from a family and a region: 泉州市 + 科学技术局 = 泉州市科学技术局, 市科技局."""
from collections.abc import Mapping
from dataclasses import replace

from taizhang.packs.records import Family, Region, Unit

WORDS = {"country": "", "province": "省", "prefecture": "市", "county": "县", "zone": "", "town": ""}
_ENDS = ("自治区", "自治州", "自治县", "自治旗", "省", "市", "县", "区", "州", "盟", "旗")
_OWN = {"自治区": "自治区", "自治州": "州", "自治县": "县", "自治旗": "旗"}


def level_word(region: Region) -> str:
    """The word that stands for a region in its own documents: 市 in 市科技局.

    >>> level_word(Region("350582", "晋江市", "county")), level_word(Region("350421", "明溪县", "county"))
    ('市', '县')
    """
    for end in _ENDS:
        if region.name.endswith(end) and region.level not in ("zone", "country"):
            return _OWN.get(end, end)
    return WORDS[region.level]


def family_names(family: Family, region: Region) -> tuple[str, str, tuple[str, ...]]:
    """Full name, usual short name and other names of a family's unit in a region.

    >>> family = Family("kjj", "科学技术局", "科技局", province_full="科学技术厅", province_short="科技厅")
    >>> family_names(family, Region("350500", "泉州市", "prefecture", short="泉州"))
    ('泉州市科学技术局', '市科技局', ('泉州市科技局',))
    >>> family_names(family, Region("350000", "福建省", "province", short="福建"))
    ('福建省科学技术厅', '省科技厅', ('福建省科技厅',))
    >>> org = Family("zzb", "组织部", "组织部", branch="party")
    >>> family_names(org, Region("350500", "泉州市", "prefecture", short="泉州"))
    ('中共泉州市委组织部', '市委组织部', ('泉州市委组织部',))
    """
    province = region.level == "province"
    full = family.province_full if province and family.province_full else family.full
    short = family.province_short if province and family.province_short else family.short
    word = level_word(region)
    if family.branch == "party":
        offices = tuple(f"{place}{short}" for place in (word, region.name)) if short.endswith("办") else ()  # 市编办 beside 市委编办
        return f"中共{region.name}委{full}", f"{word}委{short}", (f"{region.name}委{short}", *(f"{word}委{a}" for a in family.aliases), *offices)
    others = [f"{word}{full}", f"{region.name}{short}", *(f"{word}{a}" for a in family.aliases), *(f"{region.name}{a}" for a in family.aliases)]
    own = {f"{region.name}{full}", f"{word}{short}"}
    return f"{region.name}{full}", f"{word}{short}", tuple(dict.fromkeys(o for o in others if o not in own and o != f"{word}{full}"))


def complete(regions: Mapping[str, Region], families: Mapping[str, Family], units: Mapping[str, Unit]) -> dict[str, Unit]:
    """The units with the names that their family gives them, where they have none of their own."""
    found: dict[str, Unit] = {}
    for id, unit in units.items():
        family = families.get(unit.family) if unit.family else None
        region = regions.get(unit.region)
        if family is not None and region is not None:
            name, short, aliases = family_names(family, region)
            mine = {unit.name or name, unit.short or short}
            merged = tuple(dict.fromkeys(a for a in (*unit.aliases, *aliases, name, short) if a not in mine))
            unit = replace(unit, name=unit.name or name, short=unit.short or short, aliases=merged, branch=family.branch)
        elif not unit.short:
            unit = replace(unit, short=unit.name)
        found[id] = unit
    return found
