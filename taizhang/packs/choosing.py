"""Which pack fits a document: the shipped one whose region its issuer or title names, else ``china``."""
import re
from collections import Counter
from functools import lru_cache

from taizhang.packs.loader import shipped, stack_of
from taizhang.packs.pack import Pack
from taizhang.packs.records import Region

GENERAL = "china"


def choose(issuer_and_title: str) -> tuple[str, str]:
    """The name of the pack and the reason, in words.

    A city before its province, the first named before the later; white space and line breaks do not matter.

    >>> choose("泉州市人民政府办公室关于印发工作方案的通知")
    ('quanzhou', '泉州市 is named in issuer or title')
    >>> choose("晋江市科技和知识产权局 2017年总结")
    ('quanzhou', '晋江市 is named in issuer or title')
    >>> choose("福州市“十三五”规划")[0]
    'fujian'
    >>> choose("昆明市2019年政府工作报告")
    ('china', 'no region of a shipped pack is named in issuer or title')
    """
    text = re.sub(r"\s+", "", issuer_and_title)
    for name in _most_specific_first():
        places = _names_of(name)
        found = [(text.find(place), -len(place), place) for place in places if place in text]
        if found:
            return name, f"{min(found)[2]} is named in issuer or title"
    return GENERAL, "no region of a shipped pack is named in issuer or title"


def home_of(pack: Pack, issuer_and_title: str) -> str | None:
    """The full name of the region that issuer and title name: of the pack's own regions, or for ``china`` any prefecture
    or province; None where none is named. A lexicon compiled for it knows its counties too.

    >>> from taizhang.packs import load
    >>> home_of(load("quanzhou"), "晋江市科技和知识产权局 2017年总结"), home_of(load("china"), "昆明市2019年政府工作报告")
    ('晋江市', '昆明市')
    """
    text = re.sub(r"\s+", "", issuer_and_title)
    found = [(at, -len(name), name) for name in _homes(pack.fingerprint, pack) if (at := text.find(name)) >= 0]
    if not found:
        return None
    at, _, first = min(found)
    # 福建省泉州市晋江市…: a name that follows directly is the narrower one
    while True:
        end = at + len(first)
        follow = [f for f in found if f[0] == end]
        if not follow:
            return first
        at, _, first = min(follow)


_homes_of: dict[str, tuple[str, ...]] = {}


def _homes(fingerprint: str, pack: Pack) -> tuple[str, ...]:
    """Names of the regions that a document read with this pack can speak for; worked out once a pack."""
    known = _homes_of.get(fingerprint)
    if known is None:
        whole = pack.home == "100000"
        known = _homes_of[fingerprint] = tuple(dict.fromkeys(
            region.name for region in pack.regions.values()
            if region.level not in ("country", "zone", "town") and region.until is None
            and (region.level != "county" if whole else pack.is_within(region.id, pack.home))
        ))
    return known


@lru_cache(maxsize=1)
def _most_specific_first() -> tuple[str, ...]:
    depth = {name: len(stack_of(name).layers) for name in shipped()}
    return tuple(sorted((n for n in depth if n != GENERAL), key=lambda n: (-depth[n], n)))


@lru_cache(maxsize=16)
def _names_of(name: str) -> tuple[str, ...]:
    """Full names of the pack's region and of all below it, where no other place in the country has the name."""
    stack = stack_of(name)
    regions: dict[str, Region] = stack.built["regions"]
    home = stack.layers[-1].manifest.home
    carriers = Counter(r.name for r in regions.values() if r.until is None and r.level != "zone")
    found = [home] if home else []
    for _ in range(3):
        found += [r.id for r in regions.values() if r.parent in found and r.id not in found and r.level != "zone" and not r.nominal]
    return tuple(dict.fromkeys(regions[id].name for id in found if carriers[regions[id].name] <= 1 and len(regions[id].name) > 2))
