"""What a number stands for while its sentence is read, and the words that all kinds of numbers share."""
import re
from dataclasses import dataclass, field

from taizhang.reading import phrases
from taizhang.reading.quantities import Quantity

TAIL_ONLY = re.compile(
    r"(?:年度|年均|总体|其)?(?:(?:所)?占(?:比重?|比例|份额)?|增速|增幅|涨幅|降幅|增量|存量|总量|总数|总额|总面积|面积|金额|数量|规模|产量|产值|总产值|总投资|投资额?|计划投资|年度投资|完成投资"
    r"|累计投资|资金|经费|授信额度|额度|合同额|交易额|成交额"
    r"|合同金额|总人数|人数|从业人员|占用|投入强度|投入|年产值|年产|年均|人均|亩均|受益(?:人口|群众|人数)?|惠及(?:群众|人口|企业)?|受惠|完成率|占地|用地|建筑面积|资助金额|奖励金额|补助资金|到位资金|平均)$")
ADJECTIVE = re.compile(
    r"(?:[国省市县区州盟旗乡镇村]家?级(?:以上)?|国家级|部级|[一二三四五六七八九\d]级|[ABC]+级|[甲乙丙]级|[十百千万]{1,2}亿元?级|[\u4e00-\u9fff]{1,3}型|[\u4e00-\u9fff]{1,2}类|省部级|自治区级"
    r"|世界级|大中型|中小型|境内外?|境外|一等|二等|三等|一等奖|二等奖|三等奖|特等奖)$"
)
SHARED_TAILS = (("申请量", "授权量"), ("申请", "授权"), ("取消", "下放"), ("进口", "出口"), ("流入", "流出"), ("竣工", "开工"), ("新开工", "竣工"))
_STRONG = re.compile(
    r"(?:新增|设立|成立|举办|承办|召开|完成(?![率量情额投])|实现(?!率)|获得|荣获|获批|获评|入选(?!率)|出台|争取(?!到位)|筹集|发放(?![率额量])|拨付|带动|吸引|达成|签订|促成|发布(?!会)"
    r"|拥有(?!量|率)|共有|培育(?![库基计工企中期])|建成(?!区|率)|打造|布局(?!合)|储备(?![库粮])|聘请|招聘|评选|推广(?![面率])|创办|兴办|领办|组织(?!部|机|覆|化|数|收|体|起|生)"
    r"|实施(?!方|意|率|办|细)|开展(?!率)|承担|提供(?!商))(?:了)?")
PER_CAPITA = re.compile(r"人均|户均|亩均|平均每|劳动生产率|地均|单位面积|单位[A-Z\u4e00-\u9fff]{2,8}(?:能耗|产值|水耗)")
def end_of_noun(text: str, start: int, end: int) -> int:
    """Where the noun phrase left of a number ends: verbs of arriving go, and 从…年, 是…年的 with them.

    >>> end_of_noun("城镇化率由2030年的", 0, 10)
    4
    """
    b = phrases.trim_right(text, start, end)
    since = _SINCE.search(text, start, b)
    return phrases.trim_right(text, start, since.start()) if since else b


_SINCE = re.compile(
    r"(?:从|由|较|比|是|为|相当于|(?:增加|增长|提高|上升|扩大|发展|减少|下降)?(?:到|至))(?:(?:19|20)\d\d年(?:末|底)?|上年末?|去年底?|“?十[一二三四五]五”?(?:时期|期间|末)?"
    r"|上年的|改革前|每月|每人每月)?的?$"
)
ZONE = re.compile(
    r"(?P<zone>[\u4e00-\u9fff（）]{0,10}?(?:高新区|经开区|开发区|经济区|投资区|新区|园区|示范区|片区|主城区|城区|[市县区州盟旗省]))(?P<inside>范围内|境内|区域内|内)?")
_ASIDE = re.compile(r"（[^）]{1,16}之比）")
_OWNER = re.compile(r"(?P<who>[一-鿿]{0,10}(?:企业|机构|学校|院所|高校|行业|制造业|单位|部门))(?P<tail>[^，]{3,})$")
_GRADE = re.compile(r"^(?:国家级|省级|市级|县级|自治区级)(?:及?以上)?")
_BASE_TAIL = re.compile(r"(?:数量|总数|数|家数|金额|总额)$")
_VERB_END = re.compile(
    r"(?:发行|安排|拿出|下达|整合|筹集|建设|新建|引进|完成|实施|举办|培育|打造|设立|组织|开展|支持|扶持|推进|建成|改造|获批|认定|培养|选派|帮助|服务|覆盖|惠及|拥有|共有|涉及|有|新增|发展|建立|派|为|对"
    r"|向|给|在|从|把|将|达到|创建|推动|评选|资助|奖励|引导|带动|布局|确保|力争|实现|争取|超过|突破|提供|发布|出台|制定)$"
)


@dataclass(slots=True)
class Mention:
    """A quantity in its sentence, and what becomes of it.

    ``left``..``q.start`` is its left phrase, ``clause`` where its clause begins, ``outer`` where a bracket that it
    stands in opens (or -1), ``chained`` whether only 、 or 和 stands between it and the number before.
    """

    q: Quantity
    left: int
    clause: int
    chained: bool
    outer: int = -1
    name: str = ""
    start: int = 0
    end: int = 0
    measure: str = "level"
    sign: int = 1
    new: bool = False
    own: bool = False
    per: str | None = None
    from_: bool = False
    aside: tuple[int, int] | None = None  # words before the noun that may name the subject
    place: str | None = None  # a place or body that the wording itself names
    subject: str = ""
    like: "Mention | None" = None  # the mention whose words it takes over


@dataclass(slots=True)
class Head:
    """What the sentence speaks of: its words and where they begin; ``new`` while 新增 reaches over a list."""

    name: str = ""
    start: int = -1
    new: bool = False
    levels: list[Mention] = field(default_factory=list)
    topic: str = ""
    whole: str = ""  # 百家企业中: what a bare 占 is a share of
    rate: str = ""  # the last share with its words in full
    share: str = ""  # the last 占…比重, for a bare 占比 behind it


def own_words(text: str, m: Mention, doing: bool = True) -> tuple[int, int]:
    """The noun phrase left of the number, trimmed on both sides; empty (a >= b) if there is none."""
    b = end_of_noun(text, m.left, m.q.start)
    return (phrases.trim_left(text, m.left, b, doing) if b > m.left else m.left), b


def cut_verb(text: str, m: Mention, a: int, b: int) -> tuple[int, int]:
    """Cut off what stands before the last verb within the phrase; it may name who did it."""
    last = None
    for found in _STRONG.finditer(text, a, b):
        if b - found.end() >= 4 and text[found.end()] not in "的、和及与" and "的" not in text[found.end():b]:
            last = found
    if last is not None:
        if last.start() > a:
            m.aside = (a, last.start())
        a = phrases.trim_left(text, last.end(), b)
    return a, b


def take(text: str, m: Mention, head: Head, a: int, b: int, name: str | None = None, keep: bool = True, lean: bool = False) -> None:
    """Give the mention its words; with ``lean`` they may lean on the head (a bare tail, the second of a pair)."""
    m.name = name if name is not None else words(text, a, b)
    begin = a
    if lean:
        m.name, begin = complete(text, m, head, m.name, a)
    m.start = min(begin, m.q.start)
    m.end = max(b, m.q.end)
    m.own = True
    if keep:
        head.name, head.start = m.name, m.start
        head.levels.append(m)


def inherit(m: Mention, head: Head) -> None:
    """Give the mention what the sentence speaks of: it has no words of its own."""
    m.name = head.name
    m.like = head.levels[-1] if head.levels else None
    if head.start >= 0:
        m.start = min(head.start, m.q.start)


def words(text: str, a: int, b: int) -> str:
    """The words of a stretch as a name: without loose signs at its edges.

    >>> words("，“双创”平台（基地", 0, 10)
    '“双创”平台（基地）'
    """
    name = text[a:b].strip("，、；：。 的\t")
    if name.count("（") > name.count("）"):
        name = name[1:] if name.startswith("（") else name + "）"
    if name.count("“") > name.count("”"):
        name = name[1:] if name.startswith("“") else name + "”"
    elif name.count("”") > name.count("“"):
        name = name.replace("”", "", 1)
    if name.count("）") > name.count("（"):
        name = name.replace("）", "", 1)
    return name.replace("\n", "").replace("（）", "").replace("高企", "高新技术企业")


def complete(text: str, m: Mention, head: Head, name: str, a: int) -> tuple[str, int]:
    """Complete a name that leans on the one before: a bare tail, an adjective, the second of a pair.

    Gives the name and where its evidence begins.
    """
    if not head.name:
        return name, a
    since = min(a, head.start) if head.start >= 0 else a
    if ADJECTIVE.fullmatch(name) and not (name.endswith("等奖") and head.name.endswith("等奖")):
        return name + _without_grade(head.name), since
    if ADJECTIVE.search(name) and len(name) <= 6 and (text.startswith("其中", m.left) or text.endswith("其中", 0, m.left) or m.outer >= 0):
        return name + _without_grade(head.name), since
    for pair in SHARED_TAILS:
        for one, other in (pair, pair[::-1]):
            if name == other and head.name.endswith(one) and len(head.name) > len(one):
                return head.name[: -len(one)] + other, since
    if m.chained:
        if name.endswith("等奖") and head.name.endswith("等奖") and len(name) == 3:
            return head.name[:-3] + name, since
        if 2 <= len(name) <= 4 and name[-1] in "率量额数" and head.name.endswith(name[-1]) and len(head.name) > len(name) + 1:
            return head.name[: -len(name)] + name, since
    zone = ZONE.fullmatch(name)
    rate = head.rate if m.q.sort in ("percent", "share") and head.rate.startswith(head.name) else ""  # 投入占产值比重达2%，园区内达5%
    if zone and (rate or zone["inside"] or head.levels and head.levels[-1].q.unit == m.q.unit):
        m.place = zone["zone"]
        if head.levels and head.levels[-1].q.unit == m.q.unit:
            m.measure, m.per = head.levels[-1].measure, head.levels[-1].per
        elif rate:
            return rate, since
        return head.name, since
    plain = _ASIDE.sub("", name)
    if text.startswith("的", a + len(name)) and len(name) >= 4 and not name.endswith(head.name):  # 建有机构的仅26家
        return name + "的" + base_of(head.name) + ("占比" if m.q.sort in ("percent", "share") else ""), since
    if TAIL_ONLY.fullmatch(plain):
        m.like = head.levels[-1] if head.levels else None
        return base_of(head.name) + plain, since
    owner = _OWNER.match(name)
    if owner and len(owner["tail"]) >= 3 and head.name.endswith(owner["tail"]) and len(head.name) > len(owner["tail"]) + 1:
        m.place = owner["who"]
        return head.name, since
    return name, a


def _without_grade(name: str) -> str:
    return _GRADE.sub("", name)


def base_of(name: str) -> str:
    """What a name counts, without the word for its number.

    >>> base_of("市级泵站数量"), base_of("总数")
    ('市级泵站', '总数')
    """
    cut = _BASE_TAIL.sub("", name)
    return cut if len(cut) >= 3 else name


def verb_ends(text: str, a: int, b: int) -> bool:
    """Whether the stretch ends in a verb: its object stands behind the number (建成3座泵站)."""
    return bool(_VERB_END.search(text, a, b))


def aligned(group: list[Mention], i: int, head: Head, m: Mention) -> bool:
    """发明申请5件、授权3件，同比增长4%和6%: the growths answer the levels one by one."""
    j = i
    while j > 0 and group[j].chained and group[j - 1].q.sort == m.q.sort:
        j -= 1
    k = i
    while k + 1 < len(group) and group[k + 1].chained and group[k + 1].q.sort == m.q.sort and group[k + 1].q.start - group[k].q.end <= 2:
        k += 1
    size = k - j + 1
    if m.q.sort == "points":
        levels = [x for x in head.levels if x.q.sort == "percent" and x.measure == "ratio"]
    else:
        levels = [
            x for x in head.levels
            if x is not m and x.measure in ("level", "increment", "ratio") and x.q.sort not in ("percent", "points", "times")
        ]
    if size < 2 or len(levels) < size:
        return False
    one = levels[-size:][i - j]
    m.name, m.start, m.like = one.name, min(one.start, m.q.start), one
    return True
