"""Completing the names of a list: shared heads (市…局、…局), shared tails (…区、…区管委会), 各 over a list."""
import re
from collections.abc import Collection

from taizhang.bodies.split import Member
from taizhang.bodies.words import COLLECTIVE, NATIONAL, PARTY, ZONE, bare, is_functional, stem, takes_head

_HEAD = re.compile(r"((?:自治区党委|自治州党委|[省市县区州盟旗]委)(?=.)|(?:自治区|自治州|省|市|县|区|州|盟|旗)(?=.{2}))")
_NO_HEAD = re.compile(
    r"[市省县区州]场监|市场|市容|区块|区域|市政(?:公用|园林|设施|工程|和园林|管理|建设|环卫|养护|排水|道路|局|处|公司|集团|市容)|市民(?:服务|卡|热线|中心)"
)
_REGIONAL = re.compile(r"[市省县区州盟旗自][治区]?(?:[直属级区]|（|、|各|有关|相关)|区县|县市|县区|市县|旗县")
_PLACE_HEAD = re.compile(r"([一-鿿]{2,7}?(?:自治区|自治州|自治县|省|市|县|区|旗|州|盟))(委)?(?=.)")
_TAIL = re.compile(
    r"(?:党工委和管委会|党工委、管委会|党委和人民政府|党委、人民政府|党委和政府|党委、政府|党工委|党委|人民政府|管理委员会|管委会|办事处|政府)$"
)
_COUNTY = re.compile(r"[县市州旗]$|[县市区州旗盟][）〕]$|[）〕][县市区]$")
_SPREADS = re.compile(r"(?:开发（|开发区|园区|功能区|产业园区|街道|乡镇|镇|乡|开发区（|经济功能区|管委会|有关|相关|部门|单位|委办局|省级?开发区)")
_REGION = re.compile(r"(?:[省市县区州旗盟镇乡园港岛城山湖湾谷）〕]|街道|片区|基地|苏木|走廊)$")
_OWN = re.compile(r"^(?:各|相关|有关|其他|其它|团[市省县区州]委|人行|人民银行|中国|中央|国网|国务院|国家|驻|在|全国|民建|民盟|民进|农工|致公|九三|南方电网|华能|华电)")
_ORGAN = re.compile(r"(?:局|委|办|厅|部|署|室|院|公司|集团|银行|大学|学院|中心|支队|联|会|处|站|所|馆|台|社|校|海关|单位|部门|企业|机构|党校)$")


def complete(listed: list[Member], places: Collection[str]) -> list[str]:
    """Full names for the members of a list, in order. ``places``: short names of places (云江) that names may begin with."""
    names = [member.name for member in listed]
    _tails(listed, names, places)
    _each(listed, names)
    head = ""
    for i, name in enumerate(names):
        own = _head_of(name)
        if own:
            head = own
        elif name != listed[i].name or not head or _OWN.match(name) or listed[i].collective or _at_place(name, places):
            continue
        elif head == "国家":
            if bare(name) in NATIONAL:
                names[i] = head + name
        elif takes_head(name, not listed[i].strong) or (head[0] == "省" or head.endswith("自治区")) and _is_office(name):
            names[i] = _headed(head, name)
    return names


def _is_office(name: str) -> bool:
    words = stem(bare(name))
    return bare(name).endswith("厅") and words is not None and is_functional(words)


def _headed(head: str, name: str) -> str:
    """市委 goes on over its own organs only: 市委组织部、编办、财政局 → 市委编办, 市财政局."""
    if head.endswith("委") and head not in ("国家",):
        if bare(name) in PARTY:
            return head + name
        head = head[:-1]
    elif head.endswith("党委"):
        head = head if bare(name) in PARTY else head[:-2]
    return head + name


def _head_of(name: str) -> str:
    """The head that a name brings along; "" if it has none.

    >>> _head_of("市委人才办"), _head_of("市财政局"), _head_of("市场监管局"), _head_of("云江市科技局"), _head_of("市直有关部门")
    ('市委', '市', '', '云江市', '')
    """
    if name.startswith("国家") and bare(name[2:]) in NATIONAL:
        return "国家"
    if _NO_HEAD.match(name) or _OWN.match(name):
        return ""
    found = _HEAD.match(name)
    if found:
        return "" if _REGIONAL.match(name) and not _ORGAN.search(bare(name)) or COLLECTIVE.search(name) and not name.startswith("市委") else found[1]
    found = _PLACE_HEAD.match(name)
    if found and name[found.end() :]:
        rest = bare(name[found.end() :])
        words = stem(rest)
        if found[2]:
            return found[1] + "委" if rest in PARTY else ""
        if words is not None and is_functional(words):
            return found[1]
    return ""


def _at_place(name: str, places: Collection[str]) -> bool:
    """Whether a name begins with a place: 云江海关, 云江港口管理局."""
    words = stem(bare(name))
    if words is not None and is_functional(words):
        return False
    return any(name[:size] in places for size in (2, 3, 4)) or bool(re.match(r"[一-鿿]{2,4}[市县区](?!.{0,2}$)", name)) and not _NO_HEAD.match(name)


def _tails(listed: list[Member], names: list[str], places: Collection[str]) -> None:
    """Carry a tail back over the bare regions and zones before it, and the place of the first zone on to the next."""
    tail = ""
    for i in range(len(names) - 1, -1, -1):
        found = _TAIL.search(names[i])
        if found and found.start():
            tail = found.group()
        elif tail and _is_region(names[i]) and not (tail.endswith(("管委会", "管理委员会")) and _COUNTY.search(names[i])):
            names[i] += tail
        else:
            tail = ""
        if listed[i].strong:
            tail = ""
    for i in range(1, len(names)):
        if listed[i].strong:
            continue
        before, this = _TAIL.sub("", names[i - 1]), _TAIL.sub("", names[i])
        zone, mine = ZONE.search(before), ZONE.search(this)
        if zone and mine and mine.start() == 0 and before[: zone.start()] in places:
            names[i] = before[: zone.start()] + names[i]


def _is_region(name: str) -> bool:
    """Whether a name is a region or a zone without its body: 云江市, 南港开发区, 金沙园."""
    return bool(_REGION.search(name)) and not _ORGAN.search(bare(name))


def _each(listed: list[Member], names: list[str]) -> None:
    """各 over a list: 各县（市）区人民政府、开发（度假）园区管委会 → 各开发（度假）园区管委会."""
    for i in range(1, len(names)):
        if names[i - 1].startswith("各") and not listed[i].strong and listed[i].part == listed[i - 1].part and _SPREADS.match(names[i]):
            names[i] = "各" + names[i]
