"""What a number is about: the words of its indicator, completed where the text leaves them out.

A sentence is read from left to right; each `Mention` takes its own words from beside the number and, where these
are missing or only a tail (增速, 占比, 其中市级), completes them from the `Head` that the sentence has spoken of last.
"""
import re
from dataclasses import dataclass, field

from taizhang.reading import phrases
from taizhang.reading.phrases import NEW
from taizhang.reading.quantities import Quantity


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
    share: str = ""  # the last 占…比重, for a bare 占比 behind it


_RATE = re.compile(r"(?:率|比重|比例|占比|份额|强度|覆盖面|程度|指数|密度|贡献度|普及度|满意度|水平|优良比|比|之比)$")
_GROWTH_NOUN = re.compile(r"(?:增速|增幅|涨幅|降幅|增长率|增长速度|增长幅度)$")
_FALL_NOUN = re.compile(r"降幅$|跌幅$|降低率$|下降率$|减排率$")
_TAIL_ONLY = re.compile(
    r"(?:年度|年均|总体|其)?(?:(?:所)?占(?:比重?|比例|份额)?|增速|增幅|涨幅|降幅|增量|存量|总量|总数|总额|总面积|面积|金额|数量|规模|产量|产值|总产值|总投资|投资额?|计划投资|年度投资|完成投资|累计投资|资金|经费|授信额度|额度|合同额|交易额|成交额"
    r"|合同金额|总人数|人数|从业人员|占用|投入强度|投入|年产值|年产|年均|人均|亩均|受益(?:人口|群众|人数)?|惠及(?:群众|人口|企业)?|受惠|完成率|占地|用地|建筑面积|资助金额|奖励金额|补助资金|到位资金|平均)$")
_ADJECTIVE = re.compile(r"(?:[国省市县区州盟旗乡镇村]家?级(?:以上)?|国家级|部级|[一二三四五六七八九\d]级|[ABC]+级|[甲乙丙]级|[\u4e00-\u9fff]{1,3}型|[\u4e00-\u9fff]{1,2}类|省部级|自治区级|世界级|大中型|中小型|境内外?|境外|一等|二等|三等|一等奖|二等奖|三等奖|特等奖)$")
_SHARED_TAILS = (("申请量", "授权量"), ("申请", "授权"), ("取消", "下放"), ("进口", "出口"), ("流入", "流出"), ("竣工", "开工"), ("新开工", "竣工"))
_JOIN = re.compile(r"[、和及与]|以及|暨")
_TAIL_NOUN = re.compile(
    r"(?:经费(?:支出|投入)?|投入|增加值|总产值|产值|销售收入|营业收入|收入|支出|申请量|授权量|拥有量|吞吐量|消费量|排放量|产量|销量|总量|总额|余额|数量|面积|人数|企业|项目|平台|贷款|存款|利润|税收|投资)?(?:所占(?:的)?比重|所占比例|占比|比重|覆盖率|合格率|利用率|普及率|处理率|[\u4e00-\u9fff]{1,3}率)?$")
_STRONG = re.compile(
    r"(?:新增|设立|成立|举办|承办|召开|完成(?![率量情额投])|实现(?!率)|获得|荣获|获批|获评|入选(?!率)|出台|争取(?!到位)|筹集|发放(?![率额量])|拨付|带动|吸引|达成|签订|促成|发布(?!会)|拥有(?!量|率)|共有|培育(?![库基计工企中期])|建成(?!区|率)|打造|布局(?!合)|储备(?![库粮])|聘请|招聘|评选|推广(?![面率])|创办|兴办|领办|组织(?!部|机|覆|化|数|收|体|起|生)|实施(?!方|意|率|办|细)|开展(?!率)|承担|提供(?!商))(?:了)?")
_MIXED = re.compile(r"新(?:建[、和]?(?:改造|改建|扩建|续建|改扩建)|改扩?建|扩建|改建|[、（]改[、（]?扩|（改、?扩）建)[和、]?(?:改造|扩建)?")
_PER = re.compile(
    r"(?P<each>每(?:个)?|各个?|一个)(?P<what>十万人口?|百万人口?|万人口?|万名?[\u4e00-\u9fff]{0,6}|千人口?|千名?[\u4e00-\u9fff]{0,6}|百人|百户|百名[\u4e00-\u9fff]{0,6}|人口?|名|户|家|亩|平方公里|公里|公顷|吨|件|项|次|台|套|个月|月|年|天|日|小时|学期|学年|床|张|县域|[^，。；、的为]{1,14}?)"
    r"(?=至少|不少于|不低于|必须|应|要|须|建设|配备|有|达|约|为|的|[\u4e00-\u9fff，]|\d|$)")
_PER_SHORT = {"万人": "万人口", "万": "万人口", "千人": "千人口", "十万人": "十万人口", "百万人": "百万人口"}
_PER_SET = re.compile(r"(?:每个?|各个?)(?P<what>(?:行政村|县域|产业集群|[县市区旗乡镇街道村社区（）、盟州]{1,14}|设区市|园区|开发区|城区|县域|产业集群|集群|社区|学校|乡镇|基地|企业|项目|班|站点?|中心|机构|街道|平台|团队|示范区))(?=[^、和]|$)")
_COMPARED = re.compile(r"(?:低于|高于|落后于|优于|快于|高出|好于|多于|少于|超过|超出|超)(?:全[国省市区球]|世界|[\u4e00-\u9fff]{2,4}[省市区]|(?:年初|年度|预期|规划|既定|上年|省定|国家|考核)?(?:目标|计划|预期|水平|任务))[^，。；、\d]{0,6}$")
_HEAD_CAPITA = re.compile(r"人均|户均|亩均|平均每|劳动生产率|地均|单位面积|单位[A-Z\u4e00-\u9fff]{2,8}(?:能耗|产值|水耗)")


def name_mentions(text: str, group: list[Mention], begin: int, end: int, topic: str = "") -> Head:
    """Name the mentions of one sentence ``text[begin:end]``; ``topic`` is the title of the item it stands in."""
    head = Head(topic=topic)
    i = 0
    while i < len(group):
        run = _distribution(text, group, i)
        if run > 1:
            _refresh(text, group, i, begin, head)
            _distribute(text, group[i:i + run], head, begin)
            i += run
            continue
        _name(text, group, i, begin, end, head)
        i += 1
    return head


_IDLE_CLAUSE = re.compile(r"^(?:按|扣除|同比|比|较|其中|分别|同时|此外|其|共|即|含|不含)|(?:增长|下降|提高|以上|左右)$")


def _refresh(text: str, group: list[Mention], i: int, begin: int, head: Head) -> None:
    """A clause without a number of its own speaks of something newer: its noun becomes the head."""
    m = group[i]
    if m.clause <= begin or text[m.clause - 1] != "，":
        return
    since = group[i - 1].q.end if i else begin
    low = max(text.rfind("，", since, m.clause - 1), text.rfind("；", since, m.clause - 1), text.rfind("：", since, m.clause - 1)) + 1
    if low <= since and i:
        return
    low = max(low, since)
    a = phrases.trim_left(text, low, m.clause - 1)
    if m.clause - 1 - a < 4 or m.clause - 1 - a > 24 or _IDLE_CLAUSE.search(text[low:m.clause - 1]):
        return
    a, b = _cut(text, m, a, m.clause - 1)
    m.aside = None
    head.name, head.start, head.levels = words(text, a, b), a, []


# ---- one mention -----------------------------------------------------------------------------------------------


def _name(text: str, group: list[Mention], i: int, begin: int, end: int, head: Head) -> None:
    m = group[i]
    q = m.q
    limit = group[i + 1].q.start if i + 1 < len(group) else end
    m.start, m.end = q.start, q.end
    if i and text[group[i - 1].q.end] == "的" and m.clause <= group[i - 1].q.start and q.sort in ("count", "money"):
        before = group[i - 1]
        b = phrases.trim_right(text, before.q.end + 1, q.start)
        if b - before.q.end >= 3 and not phrases.is_behind(text, q.end, limit):  # 投入超过5亿元的行业有3个
            _take(text, m, head, before.start, b, words(text, before.start, b), keep=False)
            return
    if q.sort != "percent" or not head.name:
        _refresh(text, group, i, begin, head)
    compared = _COMPARED.search(text, max(m.left, q.start - 20), q.start)
    if compared and compared.start() - m.left >= 4 and (a := phrases.trim_left(text, m.left, compared.start())) < compared.start() - 1:
        _take(text, m, head, a, compared.start())
        m.measure = "increment" if q.sort == "points" else "ratio" if q.sort in ("percent", "share") or _HEAD_CAPITA.search(m.name) or "每" in m.name else "level"
        _per(text, m)
        return
    if compared and head.levels:  # 低于全省6.17件: the same measure of another place
        last = next((x for x in reversed(group[:i]) if x.q.unit == q.unit and x.name), head.levels[-1])
        m.name, m.start, m.measure, m.per, m.own = last.name, min(last.start, q.start), last.measure, last.per, True
        if q.sort == "points":
            m.measure = "increment"
        return
    if m.outer >= 0 and m.left == q.start and i and head.levels:  # 分别为甲市（5亿元）、乙市（3亿元）
        same = [x for x in group[:i] if x.q.unit == q.unit and x.name]
        if same and (i < 1 or group[i - 1].q.end != m.outer):
            m.name, m.start, m.measure, m.own = same[-1].name, min(same[-1].start, q.start), same[-1].measure, True
            low = max(text.rfind(s, max(0, m.outer - 40), m.outer) for s in "，。；、和：）") + 1
            for lead in ("分别为", "其中", "分别是", "为"):
                if text.startswith(lead, low):
                    low += len(lead)
            m.place = text[low:m.outer] if 0 < m.outer - low <= 12 else None
            return
    if q.sort in ("percent", "share", "points", "times"):
        _proportion(text, group, i, limit, head)
    elif q.sort == "rank":
        _rank(text, m, begin, head)
    elif q.sort in ("time", "age"):
        _duration(text, m, limit, head)
    elif q.sort == "money":
        _money(text, m, limit, head)
    else:
        _count(text, group, i, limit, head)
    if m.per is None:
        _per(text, m)
    if re.search(r"增收$|增效$|增产$", m.name) and q.sort in ("money", "count"):
        m.measure = "increment"
    if m.measure == "level" and (m.per in ("万人口", "千人口", "百万人口", "十万人口", "人", "户", "百户", "亩", "百人") and m.q.sort in ("count", "money") and m.own
                                 and not _is_grant(text, m) or _HEAD_CAPITA.search(m.name)):
        m.measure = "ratio"


def _is_grant(text: str, m: Mention) -> bool:
    return bool(re.search(r"给予|补贴|补助|奖励|资助|救助|标准|发放", text[m.left:m.q.start] + text[m.q.end:m.q.end + 16]))


def _own(text: str, m: Mention, doing: bool = True) -> tuple[int, int]:
    """The noun phrase left of the number, trimmed on both sides; empty (a >= b) if there is none."""
    b = phrases.trim_right(text, m.left, m.q.start)
    since = _SINCE.search(text, m.left, b)
    if since:
        b = phrases.trim_right(text, m.left, since.start())
    return (phrases.trim_left(text, m.left, b, doing) if b > m.left else m.left), b


_SINCE = re.compile(r"(?:从|由|较|比|(?:增加|增长|提高|上升|扩大|发展|减少|下降)?(?:到|至))(?:(?:19|20)\d\d年(?:末|底)?|上年末?|去年底?|改革前|每月|每人每月)?的?$")


def _cut(text: str, m: Mention, a: int, b: int) -> tuple[int, int]:
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


def _take(text: str, m: Mention, head: Head, a: int, b: int, name: str | None = None, keep: bool = True, lean: bool = False) -> None:
    """Give the mention its words; with ``lean`` they may lean on the head (a bare tail, the second of a pair)."""
    m.name = name if name is not None else words(text, a, b)
    begin = a
    if lean:
        m.name, begin = _complete(text, m, head, m.name, a)
    m.start = min(begin, m.q.start)
    m.end = max(b, m.q.end)
    m.own = True
    if keep:
        head.name, head.start = m.name, m.start
        head.levels.append(m)


def _inherit(m: Mention, head: Head) -> None:
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


def _count(text: str, group: list[Mention], i: int, limit: int, head: Head) -> None:
    m = group[i]
    q = m.q
    a, b = _own(text, m)
    if m.outer >= 0 and b - a < 2 and not (i and group[i - 1].q.end >= m.outer - 1):
        low = max(text.rfind(sign, max(0, m.outer - 60), m.outer) for sign in "，。；：、") + 1
        if 0 < low < m.outer:
            na, nb = _cut(text, m, phrases.trim_left(text, low, m.outer), m.outer)
            name = _OUTER.sub("", words(text, na, nb))
            if len(name) >= 2:
                m.name, m.own, m.start, m.end = name, True, na, q.end
                return
    mixed: object = _MIXED.search(text, m.left, q.start)
    newly = None if mixed else _last(NEW, text, m.left, q.start)
    right = phrases.is_behind(text, q.end, limit)
    if newly is None and not mixed and m.chained and head.new and (
            b <= a or not phrases.opens_with_verb(text, m.left, q.start) and not _EVENT.match(text, m.left)):
        m.new = True
    opening = phrases.trim_left(text, m.left, q.start, doing=False)
    if newly is None and not mixed and text.startswith(("增加", "扩招", "增招"), opening) and text[opening + 2] not in "到至值了约近" and opening + 2 < q.start:
        newly = _ADD.match(text, opening)
    if newly is not None:
        m.new = True
        m.aside = (m.left, newly.start()) if newly.start() - m.left >= 2 else None
        after = phrases.trim_left(text, newly.end(), b) if newly.end() < b else b
        ahead = phrases.trim_left(text, m.left, newly.start())
        if b - after <= 4 and 2 <= newly.start() - ahead <= 6 and b > after:  # 城镇新增就业: too short without what stands before
            newly, after, mixed = None, ahead, True
            m.aside = None
            m.new = True
        a = after
    if right and b > a and not text.startswith("等", b - 1) and b - a >= 2 and not _verb_ends(text, a, b) and text[q.end] != "的":
        ra, rb, _ = phrases.behind(text, q.end, limit)
        if rb <= ra:
            right = False
    if not right and m.new is False and q.sort == "count":
        change = phrases.growth(text, m.left, q.start)
        if change is not None and not head.levels and not _ABSOLUTE.search(text, max(m.left, q.start - 8), q.start):
            change = None
        if change is not None:
            na, nb = phrases.trim_left(text, m.left, change[0]), change[0]
            m.measure, m.sign = "increment", change[1]
            if nb - na >= 2:
                _take(text, m, head, na, nb, lean=True)
            elif not _aligned(group, i, head, m):
                _inherit(m, head)
            head.new = False
            return
        if m.chained and b <= a and i and group[i - 1].measure == "increment" and not group[i - 1].new and _aligned(group, i, head, m):
            m.measure, m.sign = "increment", group[i - 1].sign  # 增加5家、3家和2件
            return
    if right:
        _count_right(text, group, i, limit, head, newly)
    elif b - a >= 1:
        if newly is None and not mixed:
            a, b = _cut(text, m, a, b)
        _take(text, m, head, a, b, lean=True)
        if newly is not None:
            m.start = newly.start()
    else:
        change = phrases.growth(text, m.left, q.start)
        if change is not None:
            m.measure, m.sign = "increment", change[1]
        _inherit(m, head)
        if not m.name:
            a2 = phrases.trim_left(text, m.left, q.start, doing=False)
            if q.start - a2 >= 2:
                _take(text, m, head, a2, q.start)
    if m.new:
        m.measure = "increment"
    head.new = m.new


def _count_right(text: str, group: list[Mention], i: int, limit: int, head: Head, newly: "re.Match[str] | None") -> None:
    m = group[i]
    q = m.q
    ra, rb, clause = phrases.behind(text, q.end, limit)
    last = i + 1 == len(group)
    if not last and clause == limit and (bounded := _bounded(text, group, i, limit)):
        m.name, m.own, m.start, m.end = bounded[0], True, q.start, max(bounded[1], q.end)
        return
    noun = _WHOLE.sub("", words(text, ra, rb))
    tail = words(text, rb, clause) if clause > rb and (clause < limit or last) else ""
    if not last and _ADJECTIVE.fullmatch(noun) and group[i + 1].q.start - rb <= 1:  # 1名处级、5名科级干部
        na, nb, _ = phrases.behind(text, group[i + 1].q.end, group[i + 2].q.start if i + 2 < len(group) else min(len(text), group[i + 1].q.end + 40))
        noun += _ADJECTIVE_OPEN.sub("", words(text, na, nb))
    name, end = noun, rb
    if words(text, ra, rb).endswith("中") and len(noun) >= 3:
        head.whole = noun
    if 2 <= len(tail) <= 26 and not tail.startswith(("增长", "占", "比上", "较上", "以上")):
        name, end = tail.lstrip("的") + noun, clause
    elif len(noun) <= 3 and not tail:
        before = phrases.trim_left(text, m.left, q.start)
        stop = phrases.trim_right(text, before, q.start) if before < q.start else before
        if 2 <= stop - before <= 12:
            name = words(text, before, stop) + noun
    if q.start - m.left >= 2:
        m.aside = (m.left, q.start)
    m.name, m.own = name or head.name, True
    m.start, m.end = (newly.start() if newly is not None else q.start), max(end, q.end)
    head.name, head.start = noun or head.name, m.start
    head.levels.append(m)


_WHOLE = re.compile(r"(?:全覆盖|以上|左右|等|中|之内)$")
_ADJECTIVE_OPEN = re.compile(r"^(?:[\u4e00-\u9fff]{1,2}级(?:以上)?)")


def _bounded(text: str, group: list[Mention], i: int, limit: int) -> tuple[str, int] | None:
    """4个产值超2亿元、2个产值超1亿元的集群: the class boundary stands between the count and its noun."""
    after = group[i + 1].q
    if after.sort not in ("money", "percent") or after.op == "=" or group[i + 1].left < group[i].q.end - 1:
        return None
    for k in range(i + 1, min(len(group), i + 8)):
        end = group[k].q.end
        if group[k].q.sort in ("money", "percent") and end < len(text) and text[end] not in "、，和及；。":
            stop = group[k + 1].q.start if k + 1 < len(group) else min(len(text), end + 40)
            a, b, _ = phrases.behind(text, end, stop)
            noun = words(text, a, b)
            return (words(text, group[i].q.end, after.end) + noun, after.end) if len(noun) >= 2 else None
        if text[end] not in "、和及":
            if group[k].q.sort in ("money", "percent"):
                return None
    return None


def _complete(text: str, m: Mention, head: Head, name: str, a: int) -> tuple[str, int]:
    """Complete a name that leans on the one before: a bare tail, an adjective, the second of a pair.

    Gives the name and where its evidence begins.
    """
    if not head.name:
        return name, a
    since = min(a, head.start) if head.start >= 0 else a
    if _ADJECTIVE.fullmatch(name) and not (name.endswith("等奖") and head.name.endswith("等奖")):
        return name + _without_grade(head.name), since
    if _ADJECTIVE.search(name) and len(name) <= 6 and (text.startswith("其中", m.left) or text.endswith("其中", 0, m.left) or m.outer >= 0):
        return name + _without_grade(head.name), since
    for pair in _SHARED_TAILS:
        for one, other in (pair, pair[::-1]):
            if name == other and head.name.endswith(one) and len(head.name) > len(one):
                return head.name[: -len(one)] + other, since
    if m.chained:
        if name.endswith("等奖") and head.name.endswith("等奖") and len(name) == 3:
            return head.name[:-3] + name, since
        if 2 <= len(name) <= 4 and name[-1] in "率量额数" and head.name.endswith(name[-1]) and len(head.name) > len(name) + 1:
            return head.name[: -len(name)] + name, since
    zone = _ZONE.fullmatch(name)
    if zone and (zone["inside"] or head.levels and head.levels[-1].q.unit == m.q.unit):
        m.place = zone["zone"]
        if head.levels and head.levels[-1].q.unit == m.q.unit:
            m.measure, m.per = head.levels[-1].measure, head.levels[-1].per
        return head.name, since
    plain = _ASIDE.sub("", name)
    if text.startswith("的", a + len(name)) and len(name) >= 4 and not name.endswith(head.name):  # 建有机构的仅26家
        return name + "的" + _base(head.name) + ("占比" if m.q.sort in ("percent", "share") else ""), since
    if _TAIL_ONLY.fullmatch(plain):
        m.like = head.levels[-1] if head.levels else None
        return _base(head.name) + plain, since
    owner = _OWNER.match(name)
    if owner and len(owner["tail"]) >= 3 and head.name.endswith(owner["tail"]) and len(head.name) > len(owner["tail"]) + 1:
        m.place = owner["who"]
        return head.name, since
    return name, a


_ZONE = re.compile(
    r"(?P<zone>[\u4e00-\u9fff（）]{0,10}?(?:高新区|经开区|开发区|经济区|投资区|新区|园区|示范区|片区|主城区|城区|[市县区州盟旗省]))(?P<inside>范围内|境内|区域内|内)?")
_ASIDE = re.compile(r"（[^）]{1,16}之比）")
_OWNER = re.compile(r"(?P<who>[一-鿿]{0,10}(?:企业|机构|学校|院所|高校|行业|制造业|单位|部门))(?P<tail>[^，]{3,})$")
_GRADE = re.compile(r"^(?:国家级|省级|市级|县级|自治区级)(?:及?以上)?")
_BASE_TAIL = re.compile(r"(?:数量|总数|数|家数|金额|总额)$")


def _without_grade(name: str) -> str:
    return _GRADE.sub("", name)


def _base(name: str) -> str:
    cut = _BASE_TAIL.sub("", name)
    return cut if len(cut) >= 3 else name


_ADD = re.compile("增加|扩招|增招")
_OUTER = re.compile(r"(?:之一|等)$")


_ABSOLUTE = re.compile(r"(?:增加|减少|下降|增长|净增|压减|缩减|上升|回落|增|减|降)[了约近超至少]{0,3}$")
_EVENT = re.compile(r"吸纳|培训|引进|改造|选派|提供|服务|帮扶|开展|举办|安置|转移|发放|救助|资助|办理|接待|完成|总|累计|达|共")
_VERB_END = re.compile(r"(?:发行|安排|拿出|下达|整合|筹集|建设|新建|引进|完成|实施|举办|培育|打造|设立|组织|开展|支持|扶持|推进|建成|改造|获批|认定|培养|选派|帮助|服务|覆盖|惠及|拥有|共有|涉及|有|新增|发展|建立|派|为|对|向|给|在|从|把|将|达到|创建|推动|评选|资助|奖励|引导|带动|布局|确保|力争|实现|争取|超过|突破|提供|发布|出台|制定)$")


def _verb_ends(text: str, a: int, b: int) -> bool:
    return bool(_VERB_END.search(text, a, b))


def _last(pattern: "re.Pattern[str]", text: str, a: int, b: int) -> "re.Match[str] | None":
    last = None
    for found in pattern.finditer(text, a, b):
        last = found
    return last


# ---- money -----------------------------------------------------------------------------------------------------


def _money(text: str, m: Mention, limit: int, head: Head) -> None:
    q = m.q
    change = phrases.growth(text, m.left, q.start)
    if change is not None and not change[2]:
        na, nb = phrases.trim_left(text, m.left, change[0]), change[0]
        m.measure, m.sign = "increment", change[1]
        if nb - na >= 2:
            _take(text, m, head, na, nb, lean=True)
        else:
            _inherit(m, head)
        if m.name:
            return
        m.measure, m.sign = "level", 1
    each = _EACH_CAP.search(text[m.left:q.start])
    if each and head.name:
        m.per = each["per"] + ("/年" if "年" in each["rest"] else "")
        m.name, m.own = head.name if not head.name.endswith("比例") else head.name[:-2], True
        m.start = min(head.start, q.start) if head.start >= 0 else q.start
        return
    if _class_of_grant(text, m, head) or _gives(text, m, limit, head):
        return
    a, b = _own(text, m)
    newly = _last(NEW, text, m.left, q.start)
    if newly is not None and newly.end() < b:
        m.new, m.measure = True, "increment"
        a = phrases.trim_left(text, newly.end(), b)
    elif (opening := phrases.trim_left(text, m.left, b, doing=False)) + 4 < b and text.startswith("增加", opening) and text[opening + 2] not in "到至值了":
        m.measure = "increment"
        a = phrases.trim_left(text, opening + 2, b)
    if phrases.is_behind(text, q.end, limit) and (
            b - a < 2 or text[q.end] == "的" and q.op in ("=", "range", "~") and not _AMOUNT_NOUN.search(text, max(a, b - 4), b) or _verb_ends(text, a, b)):
        ra, rb, _ = phrases.behind(text, q.end, limit)
        if rb - ra >= 2:
            _take(text, m, head, ra, rb, words(text, ra, rb))
            m.start = q.start
            m.aside = (m.left, q.start)
            return
    if b - a >= 2:
        if newly is None:
            a, b = _cut(text, m, a, b)
        _take(text, m, head, a, b, lean=True)
        if newly is not None:
            m.start = newly.start()
        return
    _inherit(m, head)
    if not m.name:
        ra, rb, _ = phrases.behind(text, q.end, limit)
        if rb > ra:
            _take(text, m, head, ra, rb)
            m.start = q.start


_EACH_CAP = re.compile(r"^(?:单个|单|每个?|同一)(?P<per>[\u4e00-\u9fff（）]{1,6}?)(?P<rest>(?:每年度?|年度|全年|累计|补助|奖励|资助|补贴|支持|总额|合计)*)(?:最高)?$")
_AMOUNT_NOUN = re.compile(r"(?:资本|资金|投资|产值|收入|规模|营收|税收|额|成本|经费)$")
_GIVEN = re.compile(r"(?:的)?(?:标准|比例|额度)?(?:，)?(?:给予|予以|发放|支付|拨付|享受|安排|提供|作为)(?P<np>[^，。；、：（）\d]{2,30})")
_GIFT = re.compile(r"(?:奖励|补助|补贴|资助|支持|奖补|贴息|救助|扶持|配套|后补助|经费|资金|奖金|津贴|生活费|减免|返还|补偿|贷款)(?:资金|金|经费|标准|总额|费)?$")
_WHOM = re.compile(r"(?:对(?![外口接])|给(?!予)|向(?!社会)|为(?!期))(?P<who>[^，。；：\d]{2,44}?)(?=，|给予|予以|按|由|每|一次性|最高|分别|进行|奖励|补助|资助|实行|择优|发放|提供|$)")
_TOPIC = re.compile(r"(?:^|[。；：，])(?P<who>[^，。；：\d]{2,40})，(?=按照?|给予|一次性|每[人家项个台]|分别|奖励|补助|再按|经)")
_BECOMES = re.compile(r"认定为|评定为|评为|获得?|通过|列入|入选|新建|建设|建立|购买|引进|取得|达到|首次|成为|升级为")
_WHOM_OPEN = re.compile(r"^(?:符合条件的?|经认定的?|首次|当年|上年度|获得|成功|年度|其|于|我市|全市|本市)+")


_CLASS = re.compile(r"(?:(?P<std>[\u4e00-\u9fff]{0,8}(?:标准|补贴|补助|资助|奖励|津贴))(?:为|是|：))?(?P<who>[^，。；：]{2,24}?)(?P<each>(?:每(?:人|生|户|家|个|名|月|年|学年|学期|天|次|台|处)){1,3})$")
_CLASS_GIVEN = re.compile(r"(?:被评为|评为|认定为|对|获评|其中)?(?P<who>[^，。；：的]{2,16})的(?:，)?(?:分别|再|另)?(?:给予|奖励|补助|补贴|资助)(?:最高)?$")
_GRANT_NEAR = re.compile(r"[\u4e00-\u9fff]{1,8}(?:补贴|补助|资助|奖励|津贴|运营经费|奖金)(?:标准)?")


def _class_of_grant(text: str, m: Mention, head: Head) -> bool:
    """第一类对象每人每月400元, 五星级的给予10万元: the class is whose amount it is, the grant stands before."""
    left = text[m.left:m.q.start]
    found = _CLASS.search(left)
    given = None if found else _CLASS_GIVEN.search(left)
    one = found or given
    if one is None or not one["who"] or re.search(r"给予|不予|按|分别", one["who"]):
        return False
    name, start = "", m.q.start
    if found and found["std"]:
        name, start = found["std"], m.left + found.start("std")
    elif head.name and _GIFT.search(head.name):
        name, start = head.name, head.start
    elif head.topic and re.search(r"(?:补贴|补助|资助|奖励|津贴|经费)$", head.topic) and len(head.topic) <= 16:
        name = head.topic
    else:
        near = _last(_GRANT_NEAR, text, max(0, m.left - 160), m.left)
        if near is None or re.search(r"给予|不予|享受|申请", near.group()):
            return False
        name = near.group()
    m.name, m.own, m.place = name, True, re.sub(r"^第[一二三四五六七八九十百]+条", "", one["who"])
    m.start, m.end = min(start if m.q.start - start < 60 else m.q.start, m.q.start), m.q.end
    if found:
        each = found["each"].replace("每", "/").strip("/")
        m.per = each
    head.name, head.start = name, m.start
    head.levels.append(m)
    return True


def _gives(text: str, m: Mention, limit: int, head: Head) -> bool:
    """Amounts of a grant: what is given, prefixed with whom it is given to where its own word is bare."""
    q = m.q
    given = _GIVEN.match(text, q.end, limit)
    noun, a, b = "", q.end, q.end
    if given:
        a, b = given.span("np")
        noun = words(text, a, b)
    else:
        before = text[max(m.left, q.start - 14):q.start]
        if not re.search(r"给予|予以|奖励|补助|补贴|资助|奖补|最高|救助|扶持|支持|发放|每人|每户|每年|每月|一次性", before):
            return False
        ra, rb, _ = phrases.behind(text, q.end, limit) if q.end < limit and text[q.end] not in "，。；、）" else (q.end, q.end, q.end)
        if rb - ra >= 2:
            a, b = ra, rb
            noun = words(text, ra, rb)
        else:
            gift = re.search(r"(?:给予|予以|发放|享受|的|，|^|再|可|并)(?P<what>(?:一次性)?(?:[\u4e00-\u9fff]{0,6}?)?(?:奖励|补助|补贴|资助|奖补|救助|贴息|津贴|另[奖补]))(?:标准)?(?:总额)?(?:的)?(?:最高)?(?:不超过|为|每人|每月|每年|每户|每家|每项)*$", before)
            gift = gift or re.search(r"(?P<what>(?:一次性)?(?:奖励|补助|补贴|资助|奖补|救助|贴息|津贴|另[奖补]))(?:最高)?(?:不超过|为)?$", before)
            if not gift:
                return False
            noun = re.sub(r"^.*(?:给予|予以|发放)|^(?:可|再|并|按|分别|将)+", "", gift["what"])
            noun = {"另奖": "奖励", "另补": "补助"}.get(noun[-2:], noun)
            a = b = q.start
    if not noun or not _GIFT.search(noun) and not given:
        return False
    who = _whom(text, m)
    name = noun
    begin = a
    if not who and head.topic.endswith(noun[-2:]) and len(noun) <= 6 and len(head.topic) <= 16:
        name = head.topic
    if who and len(noun) <= 8 and who[0] not in noun:
        name, begin = who[0] + noun, who[1]
        m.place = who[0]
    elif len(noun) <= 3 and head.name and head.start >= 0 and not head.name.endswith(noun):
        name, begin = _base(head.name) + noun, head.start
    m.name, m.own = name, True
    m.start, m.end = min(begin, q.start), max(b, q.end)
    if who and m.q.start - who[1] > 30:
        m.start = min(a, q.start)
    head.name, head.start = name, m.start
    head.levels.append(m)
    return True


def _whom(text: str, m: Mention) -> tuple[str, int] | None:
    low = max(text.rfind(sign, 0, m.q.start) for sign in "。；\n") + 1
    low = max(low - 1, m.q.start - 90, 0)
    found = _last(_WHOM, text, low, m.q.start) or _last(_TOPIC, text, low, m.q.start)
    if not found:
        return None
    who = _WHOM_OPEN.sub("", found["who"])
    at = found.end("who") - len(who)
    if who.endswith("的"):
        who = who[:-1]
        verb = None
        for verb in _BECOMES.finditer(who):
            pass
        if verb is not None:
            at += verb.end()
            who = who[verb.end():]
    owned = who.rfind("的")
    if owned >= 0 and len(who) - owned - 1 >= 2:
        at += owned + 1
        who = who[owned + 1:]
    return (who, at) if 2 <= len(who) <= 20 else None


# ---- percentages -----------------------------------------------------------------------------------------------

_OCCUPIES = re.compile(r"占地(?!区|方)|占用|占道|占有率")
_OF = re.compile(r"^(?:仅)?(?:为|是|相当于|达到?|完成)(?P<what>[^，。；、]{2,24}?)的$")
_SHARE_END = re.compile(r"(?:比重|比例|份额|率|占比|比)$")


def _proportion(text: str, group: list[Mention], i: int, limit: int, head: Head) -> None:
    m = group[i]
    q = m.q
    left = m.left
    b = phrases.trim_right(text, left, q.start)
    change = phrases.growth(text, left, q.start)
    holds = text.rfind("占", left, q.start)
    if change is not None and holds < change[0] and q.sort != "share" or change is not None and not change[2]:
        assert change is not None
        begin, sign, noun = change
        a = phrases.trim_left(text, left, begin)
        m.measure, m.sign = "growth", sign
        nb = begin + 2 if noun and q.sort != "points" else phrases.trim_right(text, a, begin) if begin > a else begin
        if noun and q.sort != "points" and text.startswith(("长率", "长速度"), begin + 1):
            nb = begin + (3 if text[begin + 2] == "率" else 4)
        if noun and nb - a <= 4 and q.sort != "points":
            nb = begin
        if text[a:nb] in ("年度", "总体", "平均", "其", "月均", "年均", "全年", "总"):
            nb = a
        if nb - a >= 2 or nb - a == 1 and text[a:nb] not in "比较，":
            _take(text, m, head, a, nb, lean=True)
        elif not _aligned(group, i, head, m):
            before = group[i - 1] if i else None
            if q.sort == "points" and before is not None and before.q.unit in ("%", "‰") and before.measure == "ratio" and before.name:
                m.name, m.start, m.like = before.name, min(before.start, q.start), before
            else:
                _inherit(m, head)
        if noun and q.sort == "points":
            m.name = m.name + text[begin:begin + 2] if not m.name.endswith(("增速", "增幅")) else m.name
        if q.sort == "points":
            m.measure = "increment"
        elif noun and _is_rate_name(m.name):
            m.measure = "ratio"
        return
    if holds >= left and holds > 0 and not _OCCUPIES.match(text, holds):
        _share(text, m, head, left, holds, b)
        return
    if _by_base(text, m, limit, head):
        return
    if head.name and head.name != head.topic and text.startswith("按", q.start - 1) and m.clause == left and _GIFT.search(head.name.removesuffix("比例")):  # 成套装备按10%
        m.name, m.measure, m.own, m.start = head.name.removesuffix("比例") + "比例", "ratio", True, left
        m.place = words(text, left, q.start - 1) or None
        return
    of = _OF.match(text[left:q.start]) if q.start - left < 40 else None
    if of and head.name and q.sort == "times":
        m.measure = "ratio"
        if not _aligned(group, i, head, m):
            _inherit(m, head)
        return
    if of and head.name:
        m.name = f"{head.name}占{of['what']}比例"
        m.start = min(head.start, q.start)
        m.measure, m.own = "ratio", True
        return
    if m.chained and head.levels and b <= left and group[i - 1].measure == "growth":
        m.measure, m.sign = "growth", group[i - 1].sign
        if not _aligned(group, i, head, m):
            _inherit(m, head)
        return
    if q.end < limit and text[q.end] == "的" and q.sort in ("percent", "share") and not text.startswith(("的比例", "的标准", "的速度", "的增速", "的比重", "的增长", "的幅度", "的目标"), q.end):
        a0 = phrases.trim_left(text, left, b)
        if b - a0 < 2 or _ZONE.fullmatch(text[a0:b]) or _verb_ends(text, a0, b):
            ra, rb, clause = phrases.behind(text, q.end, limit)
            if rb - ra >= 2:
                verb = words(text, rb, clause) if 2 <= clause - rb <= 16 and (clause < limit or i + 1 == len(group)) else ""
                _take(text, m, head, ra, max(rb, clause if verb else rb), (verb + "的" if verb else "") + words(text, ra, rb) + "占比")
                m.start = q.start
                m.measure = "ratio"
                return
    opening = phrases.growth_left(text, phrases.trim_left(text, left, b, doing=False), b)
    a = phrases.trim_left(text, left, b)
    if opening is not None and not _RATE.search(text, max(left, b - 6), b):
        a = opening[0]
        m.measure, m.sign = ("increment" if q.sort == "points" else "growth"), opening[1]
        _take(text, m, head, a, b)
        m.start = min(a, q.start)
        return
    name = words(text, a, b)
    inside = None if _RATE.search(name) or _GROWTH_NOUN.search(name) else phrases.growth_inside(text, a, b)
    if q.sort == "points":
        m.measure = "increment"
        if inside is not None:
            m.sign = inside[2]
    elif q.sort == "times":
        m.measure = "growth" if text.startswith("翻", q.start) or inside is not None or change is not None else "ratio"
        base = re.search(r"(?:比|较)(?:19|20)\d\d年$", text[a:b])
        if base:
            b = a + base.start()
            name = words(text, a, b)
    elif _GROWTH_NOUN.search(name) and not _is_rate_name(name):
        m.measure = "growth"
        m.sign = -1 if _FALL_NOUN.search(name) else 1
    elif inside is not None and inside[0] > a and inside[1] < b and not _SHARE_END.search(name) and b - inside[1] >= 2:
        m.measure, m.sign = "growth", inside[2]
        name = words(text, a, inside[0]) + words(text, inside[1], b)
    else:
        m.measure = "ratio"
    if b - a >= 2 and name:
        if m.measure == "ratio" and not _RATE.search(name):
            a2, b = _cut(text, m, a, b)
            if b - a2 >= 2:
                a, name = a2, words(text, a2, b)
        elif m.measure == "ratio":
            a2, b = _cut(text, m, a, b)
            if b - a2 >= 3:
                a, name = a2, words(text, a2, b)
        _take(text, m, head, a, b, name, lean=True)
        return
    if phrases.is_behind(text, q.end, limit):
        ra, rb, clause = phrases.behind(text, q.end, limit)
        verb = text[rb:clause] if clause - rb <= 12 else ""
        if text[q.end] == "的" and text.startswith(("比例", "标准", "比率"), ra):
            rest = phrases.trim_left(text, ra + 2, clause, doing=False)
            name = words(text, rest, clause) + text[ra:ra + 2]
            _take(text, m, head, q.end, clause, name)
            m.start = q.start
            return
        if rb - ra >= 2:
            _take(text, m, head, ra, rb, words(text, ra, rb) + words(text, rb, rb + len(verb)) + "比例")
            m.start = q.start
            return
    before = group[i - 1] if i else None
    if before is not None and m.chained and q.sort == "times" and before.measure == "ratio" and _aligned(group, i, head, m):
        m.measure = "ratio"
        return
    if before is not None and before.q.unit == q.unit and before.name and before.measure in ("ratio", "growth"):  # 从7%提高到9%, 增长5%，力争达到6%
        m.name, m.start, m.like, m.measure, m.sign = before.name, min(before.start, q.start), before, before.measure, before.sign
        return
    _inherit(m, head)


_BY = re.compile(r"(?:按照?|以|最高|不超过|给予)(?P<what>[^，。；、\d]{2,26}?)的?$")
_WITH = re.compile(r"的(?P<what>比例|标准|比率|幅度|额度)(?P<rest>[^，。；、：）并]{0,24})")


def _by_base(text: str, m: Mention, limit: int, head: Head) -> bool:
    """Rates of a rule: 不低于工资标准80%的补贴, 按投资额的30%给予补助, 按10%的比例给予奖励."""
    q = m.q
    way = _WITH.match(text, q.end, limit)
    of = text[q.start:q.number]
    what = ""
    if q.far:
        what = re.sub(r"^(?:不得低于|不得超过|不低于|不少于|不高于|不超过|超过|至少|最高|最多)", "", of).rstrip("的").removeprefix("本单位").removeprefix("其")
    a, b = _own(text, m)
    if way and not q.far:
        rest = way["rest"]
        cut = phrases.trim_left(rest, 0, len(rest))
        verb = rest[:cut] if cut else ""
        noun = rest[cut:]
        verb = re.sub(r"^(?:给予|予以|进行|安排|的|由|从|在)+", "", verb)
        if noun or b - a >= 2:
            base = words(text, a, b) if b - a >= 2 and not noun else ""
            lead = head.name if head.name and noun and len(noun) <= 6 and head.start >= 0 else ""
            who = _whom(text, m)
            m.place = who[0] if who else None
            _take(text, m, head, q.end, way.end(), (base or lead) + noun + verb + way["what"], keep=False)
            m.start = min(head.start, q.start) if lead else (a if base else q.start)
            if noun:
                head.name = (lead + noun) if lead else noun
            m.measure = "ratio"
            return True
    if what:
        if b - a >= 2 and not (q.end < limit and text[q.end] == "的"):
            name = words(text, a, b)
            _take(text, m, head, a, b, name if re.search(r"(?:比例|比重|率|占比)$", name) else f"{name}占{what}比例")
        else:
            ra, rb, _ = phrases.behind(text, q.end, limit)
            noun = words(text, ra, rb)
            if len(noun) < 2:
                return False
            _take(text, m, head, ra, rb, f"{noun}占{what}比例")
            m.start = q.start
        m.measure = "ratio"
        return True
    by = _BY.search(text, max(m.left, q.start - 34), q.start)
    if by and text[q.start - 1] == "的" and q.end < limit and text[q.end] not in "，。；、）":
        stop = limit
        for sign in "，。；：）":
            at = text.find(sign, q.end, limit)
            stop = min(stop, at) if at >= 0 else stop
        rest = phrases.trim_left(text, q.end, stop)
        rest = phrases.trim_left(text, rest, stop) if text.startswith(("核拨", "拨付", "计发", "计算", "支付"), rest) else rest
        noun = re.sub(r"^(?:核拨|拨付|计发|支付|发放|给予|予以)+", "", words(text, rest, stop))
        if len(noun) >= 2:
            who = _whom(text, m)
            full = (who[0] if who and len(noun) <= 6 and who[0] not in noun else "") + noun
            if not who and head.topic.endswith(noun[-2:]) and len(noun) <= 6:
                full = head.topic
            _take(text, m, head, by.start("what"), stop, f"{full}占{by['what']}比例", keep=False)
            head.name, head.start = full, by.start("what")
            m.start = min(by.start("what"), q.start)
            m.measure = "ratio"
            return True
    return False


def _is_rate_name(name: str) -> bool:
    return name.endswith(("自然增长率", "人口增长率"))


def _aligned(group: list[Mention], i: int, head: Head, m: Mention) -> bool:
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
        levels = [x for x in head.levels if x is not m and x.measure in ("level", "increment", "ratio") and x.q.sort not in ("percent", "points", "times")]
    if size < 2 or len(levels) < size:
        return False
    one = levels[-size:][i - j]
    m.name, m.start, m.like = one.name, min(one.start, m.q.start), one
    return True


def _share(text: str, m: Mention, head: Head, left: int, holds: int, b: int) -> None:
    a = phrases.trim_left(text, left, holds)
    upper = phrases.trim_right(text, a, holds) if holds > a else a
    what = words(text, holds, max(b, holds + 1)).rstrip("的达为约")
    if what in ("占", "占比", "占比重"):
        what = head.share or (f"占{head.whole}比重" if head.whole else "") or ("占比" if what != "占比重" else "占比重")
    elif not _SHARE_END.search(what):
        what += "比重"
    m.measure = "ratio"
    if what not in ("占比", "占比重"):
        head.share = what
    own = words(text, a, upper)
    if own.endswith("所"):
        own = own[:-1]
    if upper - a >= 2 and own:
        if _ADJECTIVE.fullmatch(own) and head.name:
            own += head.name
        _take(text, m, head, a, max(b, upper), own + what, keep=False)
        m.end = m.q.end
        head.name, head.start = own, a
    else:
        m.name = (head.name if not head.name.endswith("比重") else "") + what
        m.like = head.levels[-1] if head.levels else None
        m.own = True
        m.start = min(head.start, m.q.start) if head.start >= 0 else holds


# ---- ranks, terms, ages ----------------------------------------------------------------------------------------

_RANK_TAIL = re.compile(
    r"(?:(?:已?连续)[\d一二三四五六七八九十两]{1,3}(?:年|届|个?季度|次))?(?:均|都|稳|并列|继续|分别|上|下)*"
    r"(?:(?:位居|位列|名列|排名|排在|排行|排位|居于|居|列|位于|跃居|跃升至|升至|上升到|上升至|提升至|提升到|前进到|保持|稳居|跻身|进入|获得?|荣获|蝉联|占据|并列|排|位次)(?:全国|全省|全市|全区|全球|世界|国内|亚洲|中西部|西部|东部|中部|同类|省会|[\u4e00-\u9fff]{2,5}(?:省|市|区|县|城市))?"
    r"|(?:在|居)?(?:全国|全省|全市|全区|全球|世界))(?:各?[^，。；、]{0,12}(?:城市|地区|县（[^）]{1,6}）|县（[^）]{1,6}）中|市州|盟市|园区))?(?:中)?(?:排名|排行|排位|位次|位居|位列|名列|居|列|第)?$")


def _rank(text: str, m: Mention, begin: int, head: Head) -> None:
    q = m.q
    a = phrases.trim_left(text, m.left, q.start, doing=False)
    tail = _RANK_TAIL.search(text, a, q.start)
    b = tail.start() if tail else q.start
    said = text[b:q.start]
    name = words(text, a, b)
    m.measure = "rank"
    if m.chained and b <= a and head.name:
        _inherit(m, head)
        return
    scope = next((w for w in ("全国", "全省", "全市", "全区", "全球", "世界") if w in said), "")
    if not scope and re.search(r"[\u4e00-\u9fff]{2,5}(?:省|自治区)", said):
        scope = "全省"
    start = a
    if len(name) < 2:
        name, start = head.name, head.start if head.start >= 0 else b
    elif name in ("高新区", "我市", "全市", "我省"):
        m.place, name = name, ""
    name = re.sub(r"(?:排名|位次|中|上)$", "", name)
    m.name, m.start, m.own = f"{name}{scope}排名", min(start, q.start), True
    if not m.name.startswith("排名") and len(words(text, a, b)) >= 2:
        head.name, head.start = name or head.name, start


_AGED = re.compile(r"的(?P<who>[\u4e00-\u9fff]{2,12}?)(?=，|。|；|、|每|按|可|给予|发放)")


def _duration(text: str, m: Mention, limit: int, head: Head) -> None:
    """Terms and ages: what is limited stands before (有效期5年) or behind (5日内出具…, 60岁以上老人)."""
    q = m.q
    a, b = _own(text, m, doing=False)
    ra, rb, clause = phrases.behind(text, q.end, limit) if q.end < limit and text[q.end] not in "，。；、：）" else (q.end, q.end, q.end)
    behind = words(text, ra, clause) if clause > ra else ""
    m.measure = "level"
    if q.sort == "age":
        noun = words(text, ra, rb) if rb > ra else words(text, a, b)
        if not noun and (later := _AGED.search(text, q.end, min(len(text), q.end + 60))):
            noun = later["who"]
        _take(text, m, head, ra if rb > ra else a, rb if rb > ra else b, (noun + "年龄") if not noun.endswith("年龄") else noun, keep=False)
        if rb > ra:
            m.start = q.start
        return
    suffix = text[q.unit_end:q.end]
    if behind and suffix.endswith("内") and not (b - a >= 2 and re.search(r"(?:时间|时限|期限|周期)$", text[a:b])):
        thing = re.sub(r"^(?:将|把)", "", behind)[:24]
        reach = re.search(r"(?:到|至|给|报|向)", thing)
        if behind[:1] in "将把" and reach and reach.start() >= 4:
            thing = thing[: reach.start()]
        if b - a >= 2 and rb <= ra and not re.search(r"之日起$|起$|后$", text[a:b]):
            thing = words(text, a, b) + thing
        _take(text, m, head, ra, clause, thing + "时限", keep=False)
        m.start = q.start
        return
    noun = words(text, ra, rb) if rb - ra >= 2 else behind[:16]
    term = b - a >= 2 and re.search(r"(?:时间|时限|期限|有效期|周期|年限|工期|任期|服务期|长|天数|工龄|毕业|从业|期|满)$", text[a:b])
    if noun and not term and rb > ra and not (text[q.start] == "满" and b - a >= 2):
        _take(text, m, head, ra, rb if rb - ra >= 2 else clause, noun + "期限", keep=False)
        m.start = q.start
        return
    if b - a >= 2:
        a, b = _cut(text, m, a, b)
        name = words(text, a, b)
        if not re.search(r"(?:时间|时限|期限|期|周期|年限|长|天数|龄|数|平均)$", name):
            name += "时间"
        _take(text, m, head, a, b, name)
        return
    if noun:
        _take(text, m, head, ra, clause, noun + "期限", keep=False)
        m.start = q.start
        return
    _inherit(m, head)


# ---- per -------------------------------------------------------------------------------------------------------

_PER_QUICK = re.compile(r"每|人均|各(?:个|县)|万人(?=[\u4e00-\u9fff])|户均|亩均")
_PER_RATE = re.compile(r"每?(?P<n>十万|百万|万|千|百)(?P<what>常住人口|人口|人|名?[\u4e00-\u9fff]{2,4}?(?=拥有|床位|配))(?=[\u4e00-\u9fff])")
_PER_CHAIN = re.compile(r"每(?:人|生|户|家|个|名|年|月|学年|学期|天|台|处|团队)每(?:人|生|户|家|个月|月|年|天|学年|学期|名|次|个|处)")
_PER_UNIT = re.compile(r"每(?P<what>处|所|间|场|例|节|课|人次|人|户|月|年|天|个月|学期|学年|家|件|项|次|台|套|亩|吨|平方米|名|班|床|张|公里|生|两年|三年)(?!人口|万)")


def _per(text: str, m: Mention) -> None:
    """What one unit is per, when the words beside the number say so."""
    if "/" in m.q.unit:
        return
    left = max(m.left, m.q.start - 40)
    zone = text[left:m.q.start]
    if m.name.startswith(("人均", "每", "万人", "千人")) or "人均" in m.name or "每" in m.name:
        zone = m.name + zone
    found = _PER_QUICK.search(zone)
    if not found or m.measure in ("growth", "rank") or m.q.sort in ("points",):
        return
    rate = _PER_RATE.search(zone)
    if rate and m.q.sort != "percent":
        what = rate["what"]
        m.per = rate["n"] + ("人口" if what in ("人", "人口", "常住人口") else what)
        return
    if "人均" in zone and m.q.sort != "percent":
        m.per = "人"
        return
    several = _PER_SET.search(zone)
    if several:
        what = several["what"]
        m.per = "集群" if what.endswith("集群") else what.strip("、")
        return
    chain = _last(_PER_CHAIN, zone, 0, len(zone))
    if chain and m.q.sort != "percent":
        m.per = chain.group().replace("每", "/").strip("/").replace("个月", "月")
        return
    unit = _last(_PER_UNIT, zone, 0, len(zone))
    if unit and m.q.sort != "percent":
        what = unit["what"].replace("每", "/")
        if what == "年" and m.q.sort == "time":
            return
        m.per = "月" if what == "个月" else what
        return
    each = re.search(r"每个(?P<what>[^，。；、]{2,24}?)(?=必须|至少|应|要|须|都|均|达|建|配|有|$)", zone)
    if each:
        m.per = "集群" if each["what"].endswith("集群") else each["what"]


def name_per(m: Mention) -> None:
    """What one unit is per, where only the name says so (a cell of a table)."""
    rate = _PER_RATE.search(m.name)
    if rate and m.q.sort != "percent":
        m.per = rate["n"] + ("人口" if rate["what"] in ("人", "人口", "常住人口") else rate["what"])
    elif m.name.startswith("人均") and m.q.sort == "money":
        m.per = "人"


# ---- 分别 ------------------------------------------------------------------------------------------------------


def _distribution(text: str, group: list[Mention], i: int) -> int:
    """How many mentions from ``i`` share one 分别 (or one list of nouns): at least two, or 0."""
    m = group[i]
    j = i
    while j + 1 < len(group) and group[j + 1].chained and group[j + 1].q.sort == m.q.sort and group[j + 1].q.start - group[j].q.end <= 2:
        j += 1
    size = j - i + 1
    if size < 2:
        return 0
    at = text.rfind("分别", m.left, m.q.start)
    return size if at >= 0 else 0


def _distribute(text: str, run: list[Mention], head: Head, begin: int) -> None:
    first = run[0]
    at = text.rfind("分别", first.left, first.q.start)
    a = phrases.trim_left(text, first.left, at)
    b = phrases.trim_right(text, a, at) if at > a else at
    size = len(run)
    change = phrases.growth(text, first.left, first.q.start)
    names: list[str] = []
    start = a
    if b - a >= 2:
        names = conjuncts(text[a:b], size)
        if len(names) != size and change is not None and change[0] < b and change[0] > a:
            names = conjuncts(text[a:change[0]], size)
    else:
        levels = head.levels[-size:]
        if len(levels) == size:
            names = [x.name for x in levels]
            start = min(x.start for x in levels)
    owners: list[str] = []
    if names:
        owners, names = _owners(text[a:b], names, head)
    whole = words(text, a, b) if b - a >= 2 else head.name
    last_end = run[-1].q.end
    if first.q.sort == "money":
        ra, rb, _ = phrases.behind(text, last_end, min(len(text), last_end + 30)) if last_end < len(text) and text[last_end] not in "，。；、）" else (0, 0, 0)
        if rb - ra >= 2 and (re.search(r"给予|奖励|补助|资助|补贴", text[at:first.q.start]) or _GIFT.search(words(text, ra, rb))):
            whole, names, owners = words(text, ra, rb), [], []
            start = last_end
            for m in run:
                m.end = rb
    if not whole and head.start >= 0:
        start = head.start
    elif b - a < 2 and head.start >= 0 and not names:
        start = head.start
    tail = text[at + 2:first.q.start]
    if whole and _TAIL_ONLY.fullmatch(whole) and len(head.levels) >= size:
        names, start = [x.name for x in head.levels[-size:]], min(x.start for x in head.levels[-size:])
    if tail.startswith("占"):
        what = words(tail, 0, len(tail)).rstrip("的达到为")
        what = what if _SHARE_END.search(what) else what + "比重"
        names = [n + what for n in names]
        whole += what
    gift = re.search(r"奖励|补助|补贴|资助|贴息|奖补|津贴", tail) if first.q.sort == "money" else None
    if gift and names and len(names) == size:
        names = [n + gift.group() for n in names]
    if change is None and text.startswith(("的增速", "的增幅", "的增长", "的速度"), run[-1].q.end):
        change = (at, 1, False)
    for k, m in enumerate(run):
        m.name = names[k] if len(names) == size else whole
        if len(owners) == size:
            m.place = owners[k]
        m.start, m.end = min(start, m.q.start), max(m.q.end, m.end)
        m.own = True
        if m.q.sort in ("percent", "share", "times"):
            up = change if change is not None else None
            if up is not None:
                m.measure, m.sign = "growth", up[1]
            elif re.search(r"(?:提高|提升|增加|增长|上升|下降|降低|减少)(?:到|至)", tail) or _RATE.search(m.name) or "占" in m.name:
                m.measure = "ratio"
            else:
                m.measure = "ratio"
        elif m.q.sort == "points":
            m.measure = "increment"
            if change is not None:
                m.sign = change[1]
        elif m.q.sort == "rank":
            m.measure = "rank"
        elif change is not None:
            m.measure, m.sign = "increment", change[1]
        _per(text, m)
        if m.measure == "level" and (_HEAD_CAPITA.search(m.name) or m.per in ("万人口", "千人口", "人")):
            m.measure = "ratio"
    last = run[-1]
    if first.q.start < first.q.number and first.q.op in (">=", "<="):
        for m in run[1:]:
            if m.q.op == "=":
                object.__setattr__(m.q, "op", first.q.op)
    if last.q.op in (">=", "<=", "~", ">", "<") and last.q.end > last.q.unit_end:
        for m in run[:-1]:
            if m.q.op == "=":
                object.__setattr__(m.q, "op", last.q.op)
    head.name, head.start = whole or head.name, (a if b - a >= 2 else head.start)
    head.levels.extend(run)


def _owners(phrase: str, names: list[str], head: Head) -> tuple[list[str], list[str]]:
    """甲县、乙县研发投入: the things told apart are whose number it is, the noun is one."""
    parts = [p for p in re.split(r"、|和|及|与|以及|，", phrase) if p]
    if len(parts) != len(names) or len(parts) < 2 or not all(_GROUP_END.search(p) for p in parts[:-1]):
        return [], names
    last = parts[-1]
    sign = parts[0][-1]
    at = last.rfind(sign) if sign in "县市区省" else -1
    if at < 1:
        noun = _TAIL_NOUN.search(last)
        at = noun.start() - 1 if noun and noun.start() >= 2 else -1
    tail = last[at + 1:]
    if at < 1 or len(tail) < 2 or _TAIL_ONLY.fullmatch(tail):
        return [], names
    for size in range(min(len(tail), len(head.name)), 2, -1):
        if head.name.endswith(tail[:size]) and len(head.name) > size:
            tail = head.name + tail[size:]
            break
    return [*parts[:-1], last[: at + 1]], [tail] * len(names)


def conjuncts(phrase: str, size: int) -> list[str]:
    """Split a phrase that names ``size`` things, giving back to each what they share; [] if it names another number.

    >>> conjuncts("城镇、农村居民人均收入", 2)
    ['城镇居民人均收入', '农村居民人均收入']
    >>> conjuncts("专利申请量和授权量", 2), conjuncts("东港和西港", 3)
    (['专利申请量', '专利授权量'], [])
    """
    if size == 2 and "城乡" in phrase:
        return [phrase.replace("城乡", side) for side in ("城镇", "农村")]
    parts = [p for p in re.split(r"、|和|及|与|以及|，", phrase) if p]
    if len(parts) != size:
        parts = [p for p in re.split(r"、|，|和(?=[^、和]*$)", phrase) if p]
        if len(parts) != size:
            return []
    last = parts[-1]
    first = parts[0]
    full = []
    for part in parts[:-1]:
        if len(last) > len(part) + 1 and not _closed(part) and part[-1] != last[-1]:
            full.append(part + last[len(_like(part, last)):])
        else:
            full.append(part)
    if len(last) < len(first) and last[-1] == first[-1] and len(last) <= 4 and len(first) - len(last) >= 2:
        stem = first[: len(first) - len(last)]
        return [full[0]] + [stem + p if len(p) <= 4 and p[-1] == first[-1] else p for p in [*full[1:], last]]
    for one, other in _SHARED_TAILS:
        for x, y in ((one, other), (other, one)):
            if first.endswith(x) and last == y and len(first) > len(x):
                return [*full, first[: -len(x)] + y]
    return [*full, last]


_CLOSED = re.compile(r"(?:率|量|额|数|值|收入|支出|投资|比重|比例|占比|经费|贷款|存款|余额|产值|人次|面积|总额|出口|进口)$")


_GRADE_OPEN = re.compile(r"(?:[国省市县区州]家?级|自治区级|[一二三四五]等|[ABC]级|[甲乙丙]级)")
_GROUP_END = re.compile(r"(?:企业|机构|学校|院所|高校|地区|行业|制造业|单位|部门|县|市|区)$")


def _closed(part: str) -> bool:
    return bool(_CLOSED.search(part))


def _like(part: str, last: str) -> str:
    """The beginning of ``last`` that answers ``part``: up to the same kind of word, else as long as it."""
    noun = _TAIL_NOUN.search(last)
    if _GROUP_END.search(part) and noun and len(noun.group()) >= 2 and noun.start() >= 2:
        return last[: noun.start()]
    opening = _GRADE_OPEN.match(last)
    if opening and _ADJECTIVE.fullmatch(part):
        return last[: opening.end()]
    tail = part[-2:]
    at = last.find(tail)
    if len(tail) == 2 and 0 < at <= len(part) + 4:
        return last[: at + 2]
    return last[: len(part)]
