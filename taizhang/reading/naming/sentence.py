"""A sentence read from left to right: every number is named by its kind."""
import re

from taizhang.reading import phrases
from taizhang.reading.naming.counts import name_count
from taizhang.reading.naming.lists import distribute, distribution
from taizhang.reading.naming.mention import PER_CAPITA, Head, Mention, cut_verb, take, words
from taizhang.reading.naming.money import name_money
from taizhang.reading.naming.per import find_per
from taizhang.reading.naming.rates import name_rate
from taizhang.reading.naming.terms import name_rank, name_term

_COMPARED = re.compile(
    r"(?:低于|高于|落后于|优于|快于|高出|好于|多于|少于|超过|超出|超)(?:全[国省市区球]|世界|[\u4e00-\u9fff]{2,4}[省市区]"
    r"|(?:年初|年度|预期|规划|既定|上年|省定|国家|考核)?(?:目标|计划|预期|水平|任务))[^，。；、\d]{0,6}$"
)
_IDLE_CLAUSE = re.compile(r"^(?:按|扣除|同比|比|较|其中|分别|同时|此外|其|共|即|含|不含)|(?:增长|下降|提高|以上|左右)$")


def name_mentions(text: str, group: list[Mention], begin: int, end: int, topic: str = "") -> Head:
    """Name the mentions of one sentence ``text[begin:end]``; ``topic`` is the title of the item it stands in."""
    head = Head(topic=topic)
    i = 0
    while i < len(group):
        run = distribution(text, group, i)
        if run > 1:
            _refresh(text, group, i, begin, head)
            distribute(text, group[i:i + run], head, begin)
            i += run
            continue
        _name(text, group, i, begin, end, head)
        i += 1
    return head


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
    a, b = cut_verb(text, m, a, m.clause - 1)
    m.aside = None
    head.name, head.start, head.levels = words(text, a, b), a, []


def _name(text: str, group: list[Mention], i: int, begin: int, end: int, head: Head) -> None:
    m = group[i]
    q = m.q
    limit = group[i + 1].q.start if i + 1 < len(group) else end
    m.start, m.end = q.start, q.end
    if i and text[group[i - 1].q.end] == "的" and m.clause <= group[i - 1].q.start and q.sort in ("count", "money"):
        before = group[i - 1]
        b = phrases.trim_right(text, before.q.end + 1, q.start)
        if b - before.q.end >= 3 and not phrases.is_behind(text, q.end, limit):  # 投入超过5亿元的行业有3个
            take(text, m, head, before.start, b, words(text, before.start, b), keep=False)
            return
    if q.sort != "percent" or not head.name:
        _refresh(text, group, i, begin, head)
    compared = _COMPARED.search(text, max(m.left, q.start - 20), q.start)
    if compared and compared.start() - m.left >= 4 and (a := phrases.trim_left(text, m.left, compared.start())) < compared.start() - 1:
        take(text, m, head, a, compared.start())
        rate = q.sort in ("percent", "share") or PER_CAPITA.search(m.name) or "每" in m.name
        m.measure = "increment" if q.sort == "points" else "ratio" if rate else "level"
        find_per(text, m)
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
        name_rate(text, group, i, limit, head)
    elif q.sort == "rank":
        name_rank(text, m, begin, head)
    elif q.sort in ("time", "age"):
        name_term(text, m, limit, head)
    elif q.sort == "money":
        name_money(text, m, limit, head)
    else:
        name_count(text, group, i, limit, head)
    if m.per is None:
        find_per(text, m)
    if re.search(r"增收$|增效$|增产$", m.name) and q.sort in ("money", "count"):
        m.measure = "increment"
    if m.measure == "level" and (m.per in ("万人口", "千人口", "百万人口", "十万人口", "人", "户", "百户", "亩", "百人") and m.q.sort in ("count", "money") and m.own
                                 and not _is_grant(text, m) or PER_CAPITA.search(m.name)):
        m.measure = "ratio"


def _is_grant(text: str, m: Mention) -> bool:
    return bool(re.search(r"给予|补贴|补助|奖励|资助|救助|标准|发放", text[m.left:m.q.start] + text[m.q.end:m.q.end + 16]))
