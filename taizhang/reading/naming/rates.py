"""Percentages and the like: growth, shares, rates of a rule."""
import re

from taizhang.reading import changes, phrases
from taizhang.reading.naming.grants import GIFT, whom
from taizhang.reading.naming.mention import (
    ADJECTIVE,
    ZONE,
    Head,
    Mention,
    aligned,
    cut_verb,
    end_of_noun,
    inherit,
    own_words,
    take,
    verb_ends,
    words,
)

RATE = re.compile(r"(?:率|比重|比例|占比|份额|强度|覆盖面|程度|指数|密度|贡献度|普及度|满意度|水平|优良比|比|之比)$")
_GROWTH_NOUN = re.compile(r"(?:增速|增幅|涨幅|降幅|增长率|增长速度|增长幅度)$")
_FALL_NOUN = re.compile(r"降幅$|跌幅$|降低率$|下降率$|减排率$")
_OCCUPIES = re.compile(r"占地(?!区|方)|占用|占道|占有率")
_PART_OF_PLAN = re.compile(
    r"(?:超额)?(?:完成|为|达|达到|相当于)(?P<what>(?:省下达|市下达|下达)?(?:年度|全年|年|当年|本年度?|调整)?(?:计划|预算|目标任务|目标|任务|投资计划|预期目标|预算数)(?:任务|数|总投资)?)的?$")
_OF = re.compile(r"^(?:仅)?(?:为|是|相当于|达到?|完成)(?P<what>[^，。；、]{2,24}?)的$")
SHARE_END = re.compile(r"(?:比重|比例|份额|率|占比|比)$")
_BY = re.compile(r"(?:按照?|以|最高|不超过|给予)(?P<what>[^，。；、\d]{2,26}?)的?$")
_WITH = re.compile(r"的(?P<what>比例|标准|比率|幅度|额度)(?P<rest>[^，。；、：）并]{0,24})")


_OF_RATE = ("的比例", "的标准", "的速度", "的增速", "的比重", "的增长", "的幅度", "的目标")


def name_rate(text: str, group: list[Mention], i: int, limit: int, head: Head) -> None:
    """Name the percentage, multiple or difference in points ``group[i]``: growth, share, rate of a rule, or a rate of its own."""
    m = group[i]
    q = m.q
    left = m.left
    b = end_of_noun(text, left, q.start)
    change = changes.growth(text, left, q.start)
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
            take(text, m, head, a, nb, lean=True)
        elif not aligned(group, i, head, m):
            before = group[i - 1] if i else None
            if q.sort == "points" and before is not None and before.q.unit in ("%", "‰") and before.measure == "ratio" and before.name:
                m.name, m.start, m.like = before.name, min(before.start, q.start), before
            else:
                inherit(m, head)
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
    of_class = head.name and head.name != head.topic and text.startswith("按", q.start - 1) and m.clause == left
    if of_class and GIFT.search(head.name.removesuffix("比例")):  # 成套装备按10%
        m.name, m.measure, m.own, m.start = head.name.removesuffix("比例") + "比例", "ratio", True, left
        m.place = words(text, left, q.start - 1) or None
        return
    of = _OF.match(text[left:q.start]) if q.start - left < 40 else None
    if of and head.name and q.sort == "times":
        m.measure = "ratio"
        if not aligned(group, i, head, m):
            inherit(m, head)
        return
    if of and head.name:
        m.name = f"{head.name}占{of['what']}比例"
        m.start = min(head.start, q.start)
        m.measure, m.own = "ratio", True
        return
    if m.chained and head.levels and b <= left and group[i - 1].measure == "growth":
        m.measure, m.sign = "growth", group[i - 1].sign
        if not aligned(group, i, head, m):
            inherit(m, head)
        return
    if q.end < limit and text[q.end] == "的" and q.sort in ("percent", "share") and not text.startswith(_OF_RATE, q.end):
        a0 = phrases.trim_left(text, left, b)
        if b - a0 < 2 or ZONE.fullmatch(text[a0:b]) or verb_ends(text, a0, b):
            ra, rb, clause = phrases.behind(text, q.end, limit)
            if rb - ra >= 2:
                verb = words(text, rb, clause) if 2 <= clause - rb <= 16 and (clause < limit or i + 1 == len(group)) else ""
                take(text, m, head, ra, max(rb, clause if verb else rb), (verb + "的" if verb else "") + words(text, ra, rb) + "占比")
                m.start = q.start
                m.measure = "ratio"
                return
    part = _PART_OF_PLAN.search(text[left:q.start]) if q.sort in ("percent", "share") else None
    if part:  # 收入完成年度预算的105%
        a = phrases.trim_left(text, left, left + part.start())
        own = words(text, a, left + part.start())
        if len(own) >= 2 or head.name:
            m.name = f"{own if len(own) >= 2 else head.name}占{part['what']}比例"
            since = a if len(own) >= 2 else head.start
            m.start = min(since, q.start) if since >= 0 else q.start
            m.measure, m.own = "ratio", True
            if len(own) >= 2:
                head.name, head.start = own, a
            return
    opening = changes.growth_left(text, phrases.trim_left(text, left, b, doing=False), b)
    a = phrases.trim_left(text, left, b)
    if opening is not None and not RATE.search(text, max(left, b - 6), b):
        a = opening[0]
        m.measure, m.sign = ("increment" if q.sort == "points" else "growth"), opening[1]
        take(text, m, head, a, b)
        m.start = min(a, q.start)
        return
    name = words(text, a, b)
    inside = None if RATE.search(name) or _GROWTH_NOUN.search(name) else changes.growth_inside(text, a, b)
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
    elif inside is not None and text[inside[1]] not in "至到为" and inside[0] > a and inside[1] < b and not SHARE_END.search(name) and b - inside[1] >= 2:
        m.measure, m.sign = "growth", inside[2]
        name = words(text, a, inside[0]) + words(text, inside[1], b)
    else:
        m.measure = "ratio"
    if b - a >= 2 and name:
        if m.measure == "ratio" and not RATE.search(name):
            a2, b = cut_verb(text, m, a, b)
            if b - a2 >= 2:
                a, name = a2, words(text, a2, b)
        elif m.measure == "ratio":
            a2, b = cut_verb(text, m, a, b)
            if b - a2 >= 3:
                a, name = a2, words(text, a2, b)
        take(text, m, head, a, b, name, lean=True)
        return
    if phrases.is_behind(text, q.end, limit):
        ra, rb, clause = phrases.behind(text, q.end, limit)
        verb = text[rb:clause] if clause - rb <= 12 else ""
        if text[q.end] == "的" and text.startswith(("比例", "标准", "比率"), ra):
            rest = phrases.trim_left(text, ra + 2, clause, doing=False)
            name = words(text, rest, clause) + text[ra:ra + 2]
            take(text, m, head, q.end, clause, name)
            m.start = q.start
            return
        if rb - ra >= 2:
            take(text, m, head, ra, rb, words(text, ra, rb) + words(text, rb, rb + len(verb)) + "比例")
            m.start = q.start
            return
    before = group[i - 1] if i else None
    if before is not None and m.chained and q.sort == "times" and before.measure == "ratio" and aligned(group, i, head, m):
        m.measure = "ratio"
        return
    if before is not None and before.q.unit == q.unit and before.name and before.measure in ("ratio", "growth"):  # 从7%提高到9%, 增长5%，力争达到6%
        m.name, m.start, m.like, m.measure, m.sign = before.name, min(before.start, q.start), before, before.measure, before.sign
        return
    inherit(m, head)


def _by_base(text: str, m: Mention, limit: int, head: Head) -> bool:
    """Rates of a rule: 不低于工资标准80%的补贴, 按投资额的30%给予补助, 按10%的比例给予奖励."""
    q = m.q
    way = _WITH.match(text, q.end, limit)
    of = text[q.start:q.number]
    what = ""
    if q.far:
        what = re.sub(r"^(?:不得低于|不得超过|不低于|不少于|不高于|不超过|超过|至少|最高|最多)", "", of).rstrip("的").removeprefix("本单位").removeprefix("其")
    a, b = own_words(text, m)
    if way and not q.far:
        rest = way["rest"]
        cut = phrases.trim_left(rest, 0, len(rest))
        verb = rest[:cut] if cut else ""
        noun = rest[cut:]
        verb = re.sub(r"^(?:给予|予以|进行|安排|的|由|从|在)+", "", verb)
        if noun or b - a >= 2:
            base = words(text, a, b) if b - a >= 2 and not noun else ""
            lead = head.name if head.name and noun and len(noun) <= 6 and head.start >= 0 else ""
            who = whom(text, m)
            m.place = who[0] if who else None
            take(text, m, head, q.end, way.end(), (base or lead) + noun + verb + way["what"], keep=False)
            m.start = min(head.start, q.start) if lead else (a if base else q.start)
            if noun:
                head.name = (lead + noun) if lead else noun
            m.measure = "ratio"
            return True
    if what:
        if b - a >= 2 and not (q.end < limit and text[q.end] == "的"):
            name = words(text, a, b)
            take(text, m, head, a, b, name if re.search(r"(?:比例|比重|率|占比)$", name) else f"{name}占{what}比例")
        else:
            ra, rb, _ = phrases.behind(text, q.end, limit)
            noun = words(text, ra, rb)
            if len(noun) < 2:
                return False
            take(text, m, head, ra, rb, f"{noun}占{what}比例")
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
            who = whom(text, m)
            full = (who[0] if who and len(noun) <= 6 and who[0] not in noun else "") + noun
            if not who and head.topic.endswith(noun[-2:]) and len(noun) <= 6:
                full = head.topic
            take(text, m, head, by.start("what"), stop, f"{full}占{by['what']}比例", keep=False)
            head.name, head.start = full, by.start("what")
            m.start = min(by.start("what"), q.start)
            m.measure = "ratio"
            return True
    return False


def _is_rate_name(name: str) -> bool:
    return name.endswith(("自然增长率", "人口增长率"))


def _share(text: str, m: Mention, head: Head, left: int, holds: int, b: int) -> None:
    a = phrases.trim_left(text, left, holds)
    upper = phrases.trim_right(text, a, holds) if holds > a else a
    what = words(text, holds, max(b, holds + 1)).rstrip("的达为约")
    if what in ("占", "占比", "占比重"):
        what = head.share or (f"占{head.whole}比重" if head.whole else "") or ("占比" if what != "占比重" else "占比重")
    elif not SHARE_END.search(what):
        what += "比重"
    m.measure = "ratio"
    if what not in ("占比", "占比重"):
        head.share = what
    own = words(text, a, upper)
    if own.endswith("所"):
        own = own[:-1]
    if upper - a >= 2 and own:
        if ADJECTIVE.fullmatch(own) and head.name:
            own += head.name
        take(text, m, head, a, max(b, upper), own + what, keep=False)
        m.end = m.q.end
        head.name, head.start, head.rate = own, a, m.name
    else:
        m.name = (head.name if not head.name.endswith("比重") else "") + what
        m.like = head.levels[-1] if head.levels else None
        m.own = True
        m.start = min(head.start, m.q.start) if head.start >= 0 else holds
