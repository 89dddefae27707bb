"""Several numbers told apart by 分别: each gets its own noun of the list."""
import re

from taizhang.reading import changes, phrases
from taizhang.reading.naming.grants import GIFT
from taizhang.reading.naming.mention import ADJECTIVE, PER_CAPITA, SHARED_TAILS, TAIL_ONLY, Head, Mention, own_words, words
from taizhang.reading.naming.per import find_per
from taizhang.reading.naming.rates import SHARE_END

_TAIL_NOUN = re.compile(
    r"(?:经费(?:支出|投入)?|投入|增加值|总产值|产值|销售收入|营业收入|收入|支出|申请量|授权量|拥有量|吞吐量|消费量|排放量|产量|销量|总量|总额|余额|数量|面积|人数|企业|项目|平台|贷款|存款|利润|税收"
    r"|投资)?(?:所占(?:的)?比重|所占比例|占比|比重|覆盖率|合格率|利用率|普及率|处理率|[\u4e00-\u9fff]{1,3}率)?$")
_CLOSED = re.compile(r"(?:率|量|额|数|值|收入|支出|投资|比重|比例|占比|经费|贷款|存款|余额|产值|人次|面积|总额|出口|进口)$")
_GRADE_OPEN = re.compile(r"(?:[国省市县区州]家?级|自治区级|[一二三四五]等|[ABC]级|[甲乙丙]级)")
_GROUP_END = re.compile(r"(?:企业|机构|学校|院所|高校|地区|行业|制造业|单位|部门|县|市|区)$")


_PAIR = re.compile(r"[和、][^，]{2,14}(?:达到?|为)$")
_OF_ALL = re.compile(r"完成投资|实现产值|实现增加值|实现税收|实现利润|实现收入")


def distribution(text: str, group: list[Mention], i: int) -> int:
    """How many mentions from ``i`` share one 分别 (or one list of nouns): at least two, or 0."""
    m = group[i]
    j = i
    while j + 1 < len(group) and group[j + 1].chained and group[j + 1].q.sort == m.q.sort and group[j + 1].q.start - group[j].q.end <= 2:
        j += 1
    size = j - i + 1
    if size < 2:
        return 0
    told_apart = _PAIR.search(text, m.left, m.q.start) is not None and len(conjuncts(text[m.left:own_words(text, m)[1]], size)) == size
    told_apart = told_apart or text.rfind("分别", m.left, m.q.start) >= 0 or size == 2 and text.rfind("城乡", m.left, m.q.start) >= 0
    return size if told_apart else 0


def distribute(text: str, run: list[Mention], head: Head, begin: int) -> None:
    """Name the mentions of one list, each with its noun; fills the head with all of them."""
    first = run[0]
    at = text.rfind("分别", first.left, first.q.start)
    if at < 0:  # 城乡居民收入从3元、2元
        at = own_words(text, first)[1]
    a = phrases.trim_left(text, first.left, at)
    b = phrases.trim_right(text, a, at) if at > a else at
    size = len(run)
    change = changes.growth(text, first.left, first.q.start)
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
        ra, rb = 0, 0
        if last_end < len(text) and text[last_end] not in "，。；、）":
            ra, rb, _ = phrases.behind(text, last_end, min(len(text), last_end + 30))
        if rb - ra >= 2 and (re.search(r"给予|奖励|补助|资助|补贴", text[at:first.q.start]) or GIFT.search(words(text, ra, rb))):
            whole, names, owners = words(text, ra, rb), [], []
            start = last_end
            for m in run:
                m.end = rb
    if not whole and head.start >= 0:
        start = head.start
    elif b - a < 2 and head.start >= 0 and not names:
        start = head.start
    tail = text[at + 2:first.q.start]
    if whole and TAIL_ONLY.fullmatch(whole) and len(head.levels) >= size:
        names, start = [x.name for x in head.levels[-size:]], min(x.start for x in head.levels[-size:])
    if tail.startswith("占"):
        what = words(tail, 0, len(tail)).rstrip("的达到为")
        what = what if SHARE_END.search(what) else what + "比重"
        names = [n + what for n in names]
        whole += what
    of_all = _OF_ALL.match(tail)
    if of_all and names:  # 甲、乙分别完成投资3亿元、2亿元
        names = [n + of_all.group() for n in names]
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
            m.measure, m.sign = ("growth", change[1]) if change is not None else ("ratio", 1)
        elif m.q.sort == "points":
            m.measure = "increment"
            if change is not None:
                m.sign = change[1]
        elif m.q.sort == "rank":
            m.measure = "rank"
        elif change is not None:
            m.measure, m.sign = "increment", change[1]
        find_per(text, m)
        if m.measure == "level" and (PER_CAPITA.search(m.name) or m.per in ("万人口", "千人口", "人")):
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
    if at < 1 or len(tail) < 2 or TAIL_ONLY.fullmatch(tail):
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
        if part.isascii():  # GDP、工业增加值占比重
            share = last.find("占")
            full.append(part + last[share:] if share > 0 else part)
        elif len(last) > len(part) + 1 and not _closed(part) and part[-1] != last[-1]:
            full.append(part + last[len(_like(part, last)):])
        else:
            full.append(part)
    if len(last) < len(first) and last[-1] == first[-1] and len(last) <= 4 and len(first) - len(last) >= 2:
        stem = first[: len(first) - len(last)]
        return [full[0]] + [stem + p if len(p) <= 4 and p[-1] == first[-1] else p for p in [*full[1:], last]]
    for one, other in SHARED_TAILS:
        for x, y in ((one, other), (other, one)):
            if first.endswith(x) and last == y and len(first) > len(x):
                return [*full, first[: -len(x)] + y]
    return [*full, last]


def _closed(part: str) -> bool:
    return bool(_CLOSED.search(part))


def _like(part: str, last: str) -> str:
    """The beginning of ``last`` that answers ``part``: up to the same kind of word, else as long as it."""
    noun = _TAIL_NOUN.search(last)
    if noun and noun.start() >= 2 and len(noun.group()) >= 2 and (_GROUP_END.search(part) or noun.group().endswith(("率", "比重", "占比"))):
        return last[: noun.start()]
    opening = _GRADE_OPEN.match(last)
    if opening and ADJECTIVE.fullmatch(part):
        return last[: opening.end()]
    tail = part[-2:]
    at = last.find(tail)
    if len(tail) == 2 and 0 < at <= len(part) + 4:
        return last[: at + 2]
    return last[: len(part)]
