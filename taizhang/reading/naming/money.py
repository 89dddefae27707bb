"""Amounts of money."""
import re

from taizhang.reading import changes, phrases
from taizhang.reading.naming.grants import GIFT, name_class_of_grant, name_grant
from taizhang.reading.naming.mention import Head, Mention, cut_verb, end_of_noun, inherit, own_words, take, verb_ends, words
from taizhang.reading.phrases import NEW, last_match

_EACH_CAP = re.compile(r"^(?:单个|单|每个?|同一)(?P<per>[\u4e00-\u9fff（）]{1,6}?)(?P<rest>(?:每年度?|年度|全年|累计|补助|奖励|资助|补贴|支持|总额|合计)*)(?:最高)?$")
_AMOUNT_NOUN = re.compile(r"(?:资本|资金|投资|产值|收入|规模|营收|税收|额|成本|经费)$")


def _noun_is_behind(text: str, m: Mention, limit: int, own: tuple[int, int], newly: bool) -> bool:
    """Whether the noun is the one behind the amount (5亿元发展基金) rather than the one before it (基金5亿元)."""
    q, (a, b) = m.q, own
    if b - a < 2 or verb_ends(text, a, b):
        return True
    if not newly and m.measure == "increment" and GIFT.search(text, q.end, phrases.behind(text, q.end, limit)[1]):
        return True  # 某设施增加60万元运营经费
    return text[q.end] == "的" and q.op in ("=", "range", "~") and not _AMOUNT_NOUN.search(text, max(a, b - 4), b)


_FALLS = re.compile(r"(?:减少|压减|削减|核减|压缩|节约)(?![到至了的])")


def _falls(text: str, m: Mention, head: Head) -> bool:
    """压减办公支出3亿元: an absolute fall, its noun behind the verb."""
    opening = phrases.trim_left(text, m.left, m.q.start, doing=False)
    verb = _FALLS.match(text, opening, m.q.start)
    if verb is None:
        return False
    b = end_of_noun(text, verb.end(), m.q.start)
    if b - verb.end() < 2:
        return False
    take(text, m, head, verb.end(), b)
    m.measure, m.sign = "increment", -1
    return True


def name_money(text: str, m: Mention, limit: int, head: Head) -> None:
    """Name an amount: a change, a cap for each, a grant, or what it was spent on or earned."""
    q = m.q
    change = changes.growth(text, m.left, q.start)
    if change is not None and not change[2]:
        na, nb = phrases.trim_left(text, m.left, change[0]), change[0]
        m.measure, m.sign = "increment", change[1]
        if nb - na >= 2:
            take(text, m, head, na, nb, lean=True)
        else:
            inherit(m, head)
        if m.name:
            return
        m.measure, m.sign = "level", 1
    if _falls(text, m, head):
        return
    each = _EACH_CAP.search(text[m.left:q.start])
    if each and head.name:
        m.per = each["per"] + ("/年" if "年" in each["rest"] else "")
        m.name, m.own = head.name if not head.name.endswith("比例") else head.name[:-2], True
        m.start = min(head.start, q.start) if head.start >= 0 else q.start
        return
    if name_class_of_grant(text, m, head) or name_grant(text, m, limit, head):
        return
    a, b = own_words(text, m)
    newly = last_match(NEW, text, m.left, q.start)
    if newly is not None and newly.end() < b:
        m.new, m.measure = True, "increment"
        a = phrases.trim_left(text, newly.end(), b)
    elif (opening := phrases.trim_left(text, m.left, b, doing=False)) + 4 < b and text.startswith("增加", opening) and text[opening + 2] not in "到至值了":
        m.measure = "increment"
        a = phrases.trim_left(text, opening + 2, b)
    if phrases.is_behind(text, q.end, limit) and _noun_is_behind(text, m, limit, (a, b), newly is not None):
        ra, rb, _ = phrases.behind(text, q.end, limit)
        if rb - ra >= 2:
            take(text, m, head, ra, rb, words(text, ra, rb))
            m.start = q.start
            m.aside = (m.left, q.start)
            return
    if b - a >= 2:
        if newly is None:
            a, b = cut_verb(text, m, a, b)
        take(text, m, head, a, b, lean=True)
        if newly is not None:
            m.start = newly.start()
        return
    inherit(m, head)
    if not m.name:
        ra, rb, _ = phrases.behind(text, q.end, limit)
        if rb > ra:
            take(text, m, head, ra, rb)
            m.start = q.start
