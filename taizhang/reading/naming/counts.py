"""Counts: the noun stands before the number (企业5家) or behind it (5家企业)."""
import re

from taizhang.reading import changes, phrases
from taizhang.reading.naming.mention import (
    ADJECTIVE,
    Head,
    Mention,
    aligned,
    cut_verb,
    inherit,
    own_words,
    take,
    verb_ends,
    words,
)
from taizhang.reading.phrases import NEW, last_match

_MIXED = re.compile(r"新(?:建[、和]?(?:改造|改建|扩建|续建|改扩建)|改扩?建|扩建|改建|[、（]改[、（]?扩|（改、?扩）建)[和、]?(?:改造|扩建)?")
_WHOLE = re.compile(r"(?:全覆盖|以上|左右|等|中|之内)$")
_ADJECTIVE_OPEN = re.compile(r"^(?:[\u4e00-\u9fff]{1,2}级(?:以上)?)")
_ADD = re.compile("增加|扩招|增招")
_OUTER = re.compile(r"(?:之一|等)$")
_ABSOLUTE = re.compile(r"(?:增加|减少|下降|增长|净增|压减|缩减|上升|回落|增|减|降)[了约近超至少]{0,3}$")
_EVENT = re.compile(r"吸纳|培训|引进|改造|选派|提供|服务|帮扶|开展|举办|安置|转移|发放|救助|资助|办理|接待|完成|总|累计|达|共")


def name_count(text: str, group: list[Mention], i: int, limit: int, head: Head) -> None:
    """Name the count ``group[i]``; what stands behind it is looked at up to ``limit``."""
    m = group[i]
    q = m.q
    a, b = own_words(text, m)
    if m.outer >= 0 and b - a < 2 and not (i and group[i - 1].q.end >= m.outer - 1):
        low = max(text.rfind(sign, max(0, m.outer - 60), m.outer) for sign in "，。；：、") + 1
        if 0 < low < m.outer:
            na, nb = cut_verb(text, m, phrases.trim_left(text, low, m.outer), m.outer)
            name = _OUTER.sub("", words(text, na, nb))
            if len(name) >= 2:
                m.name, m.own, m.start, m.end = name, True, na, q.end
                return
    mixed: object = _MIXED.search(text, m.left, q.start)
    newly = None if mixed else last_match(NEW, text, m.left, q.start)
    right = phrases.is_behind(text, q.end, limit)
    if newly is None and not mixed and m.chained and head.new and (
            b <= a or not phrases.opens_with_verb(text, m.left, q.start) and not _EVENT.match(text, m.left)):
        m.new = True
    opening = phrases.trim_left(text, m.left, q.start, doing=False)
    if newly is None and not mixed and opening + 2 < q.start and text[opening + 2] not in "到至值了约近":
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
    if right and b > a and not text.startswith("等", b - 1) and b - a >= 2 and not verb_ends(text, a, b) and text[q.end] != "的":
        ra, rb, _ = phrases.behind(text, q.end, limit)
        if rb <= ra:
            right = False
    if not right and m.new is False and q.sort == "count":
        change = changes.growth(text, m.left, q.start)
        if change is not None and not head.levels and not _ABSOLUTE.search(text, max(m.left, q.start - 8), q.start):
            change = None
        if change is not None:
            na, nb = phrases.trim_left(text, m.left, change[0]), change[0]
            m.measure, m.sign = "increment", change[1]
            if nb - na >= 2:
                take(text, m, head, na, nb, lean=True)
            elif not aligned(group, i, head, m):
                inherit(m, head)
            head.new = False
            return
        if m.chained and b <= a and i and group[i - 1].measure == "increment" and not group[i - 1].new and aligned(group, i, head, m):
            m.measure, m.sign = "increment", group[i - 1].sign  # 增加5家、3家和2件
            return
    if right:
        _count_right(text, group, i, limit, head, newly)
    elif b - a >= 1:
        if newly is None and not mixed:
            a, b = cut_verb(text, m, a, b)
        take(text, m, head, a, b, lean=True)
        if newly is not None:
            m.start = newly.start()
    else:
        change = changes.growth(text, m.left, q.start)
        if change is not None:
            m.measure, m.sign = "increment", change[1]
        inherit(m, head)
        if not m.name:
            a2 = phrases.trim_left(text, m.left, q.start, doing=False)
            if q.start - a2 >= 2:
                take(text, m, head, a2, q.start)
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
    if not last and ADJECTIVE.fullmatch(noun) and group[i + 1].q.start - rb <= 1:  # 1名处级、5名科级干部
        after = group[i + 1].q.end
        na, nb, _ = phrases.behind(text, after, group[i + 2].q.start if i + 2 < len(group) else min(len(text), after + 40))
        noun += _ADJECTIVE_OPEN.sub("", words(text, na, nb))
    name, end = noun, rb
    if words(text, ra, rb).endswith("中") and len(noun) >= 3:
        head.whole = noun
    if 2 <= len(tail) <= 26 and not tail.startswith(("增长", "占", "比上", "较上", "以上")):
        name, end = tail.lstrip("的") + noun, clause
    elif len(noun) <= 3 and not tail and newly is None:
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
