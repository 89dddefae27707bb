"""Names of bodies in head and foot, and the region a body speaks for."""
import re

from taizhang.packs import Lexicon
from taizhang.reading.metadata_lines import tight

NATION = "全国"
_BODY = re.compile(
    r"[\u4e00-\u9fff（）()、·]{0,34}(?:委员会|人民政府|政府|办公厅|办公室|秘书处|秘书局|管委会|党委|党工委|[省市县区旗盟州]委|党组"
    r"|局|厅|部|委|院|会|行署|署|办|中心|总队|支队|调查队|公司|领导小组|指挥部|海关|集团|大学|学院|银行|国务院|中共中央|兵团|公署|法院|检察院)$"
)
_NOT_BODY = re.compile(
    r"关于|印发|会议|大会|意见|通知|目标|任务|加强|推进|建立|实施|各[省市县区部单]|同志|以及|报告|本[部局委]|机会|社会$|全部|内部|外部|干部$"
)
_LEVELS = r"(?:自治区|自治州|自治县|自治旗|特别行政区|省|市|地区|盟|县|旗|开发区|高新区|新区|投资区|区)"
_PLACE = re.compile(
    rf"(?:中国共产党|中共)?(?P<place>(?:(?!省|市|自治区|城市|部|局|厅|国家|全国)[\u4e00-\u9fff]){{1,8}}?{_LEVELS})"
    r"(?P<more>(?:(?![局厅部委会府院室办])[\u4e00-\u9fff]){1,6}?(?:市|县|旗|区)(?=[人委政党管科财发工教卫农水商文住]))?"
)
_NATIONAL = re.compile(
    r"国务院|中共中央|中央|全国|国家|中华人民共和国|中国人民银行|中国银保监|中国证监|中国科学院|中国工程院|最高人民|新华社|海关总署|审计署"
    r"|[\u4e00-\u9fff]{1,10}(?:总局|部)(?:办公厅)?$|(?:科技|财政|教育|商务|民政|司法|公安|农业农村|工业和信息化|人力资源社会保障|生态环境|交通运输)部"
)
_START = re.compile(r"中共|国家|全国|国务院")
_ENDS = "局厅部委会府院室行办署队"


def is_body(name: str) -> bool:
    """Whether a short line is nothing but the name of a body.

    >>> is_body("云江市水务局"), is_body("中共云江市委办公室"), is_body("关于巡查的通知"), is_body("大力推进")
    (True, True, False, False)
    """
    return 2 < len(name) <= 36 and _BODY.match(name) is not None and _NOT_BODY.search(name) is None


def split_bodies(written: str) -> list[str]:
    """The bodies a line of issuers names, whether parted by blanks, signs or not at all; [] where it names none.

    >>> split_bodies("中共云江市委  云江市人民政府"), split_bodies("云江市水务局云江市财政局"), split_bodies("2030年工作要点")
    (['中共云江市委', '云江市人民政府'], ['云江市水务局', '云江市财政局'], [])
    """
    bodies: list[str] = []
    pieces = re.split(r"[\s、，,；;]+", written.strip())
    if not all(is_body(piece) for piece in pieces):
        pieces = [tight(written)]  # a name set wide: 云 江 市 水 务 局
    for piece in pieces:
        bodies += _unglued(piece)
    return bodies if bodies and all(is_body(body) for body in bodies) else []


def _unglued(name: str) -> list[str]:
    """Cut where a body has ended and the same region, or the party, begins again."""
    region = region_of(name)
    cuts = [0]
    at = 1
    while at < len(name):
        if name[at - 1] in _ENDS and (_START.match(name, at) or (region and name.startswith(region, at))):
            cuts.append(at)
        at += 1
    return [name[a:b] for a, b in zip(cuts, [*cuts[1:], len(name)], strict=True)]


def region_of(body: str) -> str | None:
    """The region in a body's own name, the narrowest one; ``全国`` for a national body; None where it has none.

    >>> region_of("中共云江市委办公室"), region_of("青岭省云江市人民政府"), region_of("科技部办公厅"), region_of("市水务局")
    ('云江市', '云江市', '全国', None)
    """
    found = _PLACE.match(body)
    if found and not _START.match(found["place"]):
        return found["more"] or found["place"]
    if _NATIONAL.match(body):
        return NATION
    return None


def place_of(body: str, lexicon: Lexicon) -> str | None:
    """The full name of the region a body speaks for, by its name or by the pack's names."""
    region = region_of(body)
    if region:
        return lexicon.places.get(region, region)
    known = lexicon.place_pattern.match(body.removeprefix("中共"))
    return lexicon.places.get(known.group()) if known else None


_MENTION = re.compile(
    r"(?:中共)?([\u4e00-\u9fff]{2,4}?(?:市|县|旗))(?=委(?!员)|人民政府|政府|第[一二三四五六七八九十]+届|国民经济|各级|全市|上下)"
    r"|(?:中共)?([\u4e00-\u9fff]{2,3}省)(?=委(?!员)|人民政府|政府|第[一二三四五六七八九十]+届|国民经济|各级)"
    r"|((?:内蒙古|西藏|广西壮族|宁夏回族|新疆维吾尔)自治区)|((?:内蒙古)(?!自治))"
)


def place_in_prose(text: str, lexicon: Lexicon) -> str | None:
    """The region a text without head speaks for: named by its own bodies, or most often, and of the level of its 我市, 我省, 我区.

    Only the words of the text count; a single passing mention is not enough.
    """
    counts: dict[str, int] = {}
    own = {level: text.count("我" + level) + text.count("全" + level) for level in "市省县区"}
    nation = text.count("我国") + text.count("全国")
    for found in _MENTION.finditer(text):
        name = found[1] or found[2] or found[3] or found[4]
        name = re.sub(r"^.{0,2}(?:在|和|与|对|由|向|及|按|当前|本|省|代表|原则|同意|中共)", "", name)
        if len(name) < 3 or name[0] in "全各城我本该":
            continue
        name = lexicon.places.get(name, name if name != "内蒙古" else "内蒙古自治区")
        counts[name] = counts.get(name, 0) + 1
    for known in lexicon.place_pattern.finditer(text):
        name = lexicon.places[known.group()]
        counts[name] = counts.get(name, 0) + 1
    if not counts:
        return NATION if nation >= 3 else None
    level = max(own, key=lambda k: own[k])
    if own[level] >= 2:
        fitting = {n: c for n, c in counts.items() if n.endswith(level) or (level == "区" and n.endswith("自治区"))}
        if fitting:
            best = max(fitting, key=lambda n: fitting[n])
            return best if fitting[best] >= 2 else None
    elif nation >= 4 and nation > 2 * max(own.values()):
        return NATION
    return None
