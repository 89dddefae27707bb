"""From a pack to the reader's lexicon."""
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from taizhang.packs.lexicon import Lexicon
from taizhang.packs.pack import Pack
from taizhang.packs.records import Alias, Region, lives_on
from taizhang.packs.trie import pattern
from taizhang.values.errors import UsageError

# Short names that are ordinary words, or part of frequent ones (文山会海, 长治久安, 大理石, 阿里巴巴, 日照时数, 长白山):
# the full names of these places are known all the same.
ORDINARY = frozenset(
    "朝阳 中山 白银 日照 文山 长治 海西 海北 海东 安康 大同 山南 黄南 河源 清远 来宾 保定 平顶山 四平 巴中 广安 白山 白城 本溪 孝感 三亚 新余 "
    "和田 哈密 普洱 大理 怒江 阿里 北海 中卫 东方 和平 新城 长安 开发 城关 城区 桥东 桥西 东城 西城 南山 高新 安定 建设 红旗 振兴 "
    "城中 城东 城西 城北 郊区 矿区 河东 河西 江北 江南 江东 东湖 西湖 滨海 滨江 海港 新华 解放 胜利 友好 青年 光明 平安 兴业 宝山 大足 "
    "通道 平原 民主 合作 共和 同心 集安 延长 公安 安化 开平 大方 文化 文成 建设 开化 和顺 平和 安仁 普宁 平定 富民 衡水 政和 黑河 资阳 青山 东山 西山 三沙 大庆 兴国 富裕 新建 万年 光泽 永定 和静 温泉 明水 高台 民乐 太平 长乐 进贤 灵山 兴安 保靖 安图".split()
)


def lexicon(pack: Pack, home: str | None = None, on: date | None = None) -> Lexicon:
    """The names that reading needs, with ``home`` (a region's full name; the pack's own by default) as the point of view.

    ``on`` is the day of the text: of the names that layers added for a time (`Alias`) it knows those of that day; without a day
    those that have not ended.

    Known by full and short name: all provinces and prefectures; home, what lies in it and beside it. Short names that are
    ordinary words are left out; a name that several places carry belongs to the one in or around home, or to nobody.

    >>> from taizhang.packs import load
    >>> words = lexicon(load("quanzhou"))
    >>> words.places["泉州"], words.places["晋江"], words.parent["晋江市"], words.places.get("朝阳")
    ('泉州市', '晋江市', '泉州市', None)
    >>> words.issuing_region("晋科〔2018〕11号"), words.issuing_region("国办发〔2020〕24号")
    ('晋江市', '全国')
    >>> lexicon(load("china"), "昆明市").places["安宁"]
    '安宁市'
    """
    region = pack.region(pack.home) if home is None else pack.region_named(home)
    if region is None:
        raise UsageError(f"the pack {pack.id} has no region {home}", hint="give a full name that it has, once")
    return _lexicon(_Held(pack), region.id, tuple(one.id for one in pack.aliases.values() if lives_on(one.since, one.until, on)))


@lru_cache(maxsize=32)
def _lexicon(pack: "_Held", region_id: str, aliases: tuple[str, ...]) -> Lexicon:
    return _compile(pack.pack, pack.pack.region(region_id), [pack.pack.aliases[id] for id in aliases])


class _Held:
    """A pack as a key of the cache: packs of one fingerprint are one."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.pack.id == self.pack.id and other.pack.fingerprint == self.pack.fingerprint

    def __hash__(self) -> int:
        return hash((self.pack.id, self.pack.fingerprint))


def _compile(pack: Pack, home: Region, aliases: Sequence[Alias]) -> Lexicon:
    known = list(_ranked(pack, home))
    places, full = _places(known)
    regions = pack.regions
    added = {section: {one.name: one.of for one in aliases if one.section == section and one.of in pack.records.get(section, {})}
             for section in ("units", "indicators", "regions")}
    for name, id in added["regions"].items():
        full.setdefault(regions[id].name, regions[id])
        places[name] = regions[id].name
    parent = {r.name: regions[r.parent].name for r in full.values() if r.parent and r.parent in regions}
    return Lexicon(
        pack=pack.id, fingerprint=pack.fingerprint, home=home.name if home.level != "country" else None,
        places=places, parent=parent, place_pattern=pattern(places), units=_units(pack, home) | added["units"],
        indicators={name: i.id for i in pack.indicators.values() for name in (i.name, *i.aliases)} | added["indicators"],
        number_heads=_heads(pack, known), levels={name: r.level for name, r in full.items()},
        families={name: f.id for f in pack.families.values() for name in (f.full, f.short, f.province_full, f.province_short, *f.aliases) if name},
    )  # fmt: skip


def _ranked(pack: Pack, home: Region) -> Iterator[tuple[int, Region]]:
    """The regions that the reader gets, with how near they are: home and below 0, around it 1, the rest of the country 2."""
    above: set[str] = set()
    at: str | None = home.id
    while at is not None:
        above.add(at)
        at = pack.regions[at].parent
    below = {home.id}
    for _ in range(3 if home.level != "country" else 0):
        below |= {child.id for id in below for child in pack.children(id)}
    for region in pack.regions.values():
        if region.id in below:
            yield 0, region
        elif region.id in above or region.parent in above - {"100000"}:
            yield 1, region
        elif region.level in ("country", "province", "prefecture"):
            yield 2, region


def _names(rank: int, region: Region) -> Iterator[str]:
    yield region.name
    for name in (region.short, *region.aliases):
        if name and name not in ORDINARY and (rank < 2 or region.level != "zone"):
            yield name


def _places(known: Iterable[tuple[int, Region]]) -> tuple[dict[str, str], dict[str, Region]]:
    best: dict[str, tuple[tuple[int, int, int], list[Region]]] = {}
    order = {"country": 0, "province": 0, "prefecture": 1, "county": 2, "zone": 2, "town": 3}
    full: dict[str, Region] = {}
    for rank, region in known:
        kept = full.get(region.name)
        if kept is None or (kept.until is not None and region.until is None):
            full[region.name] = region
        for name in _names(rank, region):
            # a full name before a short one of the same place; 吉林 is the province before the city
            weight = (0 if rank == 0 else 1, 0 if name == region.name else 1, order[region.level])
            held = best.get(name)
            if held is None or weight < held[0]:
                best[name] = (weight, [region])
            elif weight == held[0]:
                held[1].append(region)
    places: dict[str, str] = {}
    for name, (_, regions) in best.items():
        living = [r for r in regions if r.until is None] or regions
        if len({r.name for r in living}) == 1:
            places[name] = living[0].name
    return places, full


def _heads(pack: Pack, known: Iterable[tuple[int, Region]]) -> dict[str, str]:
    heads: dict[str, tuple[int, str]] = {}
    for rank, region in sorted(known, key=lambda k: k[0]):
        for head in region.heads:
            if head not in heads:
                heads[head] = (rank, region.name)
    return {head: name for head, (_, name) in heads.items()}


def _units(pack: Pack, home: Region) -> dict[str, str]:
    """Names to ids: those of home's own units first, then of the regions above it, then of the others in the pack."""
    near: dict[str, int] = {}
    at: str | None = home.id
    while at is not None:
        near[at] = len(near)
        at = pack.regions[at].parent
    kinds = {name for f in pack.families.values() for name in (f.full, f.short, *f.aliases)}
    found: dict[str, str] = {}
    for unit in sorted(pack.units.values(), key=lambda u: (near.get(u.region, len(near)), u.until is not None)):
        own = unit.region in near
        for name in (unit.name, unit.short, *unit.aliases):
            # 市科技局 means another body in another city; a full name does not
            # 统计局 alone is the city's in a city's document
            if unit.region == "100000" and home.level != "country" and name in kinds:
                continue
            if name and (own or name == unit.name or name.startswith(pack.regions[unit.region].name)):
                found.setdefault(name, unit.id)
    return found
