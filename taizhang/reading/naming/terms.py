"""Ranks, terms and ages."""
import re

from taizhang.reading import phrases
from taizhang.reading.naming.mention import Head, Mention, cut_verb, inherit, own_words, take, words

_RANK_TAIL = re.compile(
    r"(?:(?:已?连续)[\d一二三四五六七八九十两]{1,3}(?:年|届|个?季度|次))?(?:均|都|稳|并列|继续|分别|上|下)*"
    r"(?:(?:位居|位列|名列|排名|排在|排行|排位|居于|居|列|位于|跃居|跃升至|升至|上升到|上升至|提升至|提升到|前进到|保持|稳居|跻身|进入|获得?|荣获|蝉联|占据|并列|排|位次)(?:全国|全省|全市|全区|全球"
    r"|世界|国内|亚洲|中西部|西部|东部|中部|同类|省会|[\u4e00-\u9fff]{2,5}(?:省|市|区|县|城市))?"
    r"|(?:在|居)?(?:全国|全省|全市|全区|全球|世界))(?:各?[^，。；、]{0,12}(?:城市|地区|县（[^）]{1,6}）|县（[^）]{1,6}）中|市州|盟市|园区))?(?:中)?(?:排名|排行|排位|位次"
    r"|位居|位列|名列|居|列|第)?$")
_AGED = re.compile(r"的(?P<who>[\u4e00-\u9fff]{2,12}?)(?=，|。|；|、|每|按|可|给予|发放)")


def name_rank(text: str, m: Mention, begin: int, head: Head) -> None:
    """Name a place in an order: what is ranked, and among whom."""
    q = m.q
    a = phrases.trim_left(text, m.left, q.start, doing=False)
    tail = _RANK_TAIL.search(text, a, q.start)
    b = tail.start() if tail else q.start
    said = text[b:q.start]
    name = words(text, a, b)
    m.measure = "rank"
    if "副省级" in said or "省会" in said:
        said = ""
    scope = next((w for w in ("全国", "全省", "全市", "全区", "全球", "世界") if w in said), "")
    if not scope and re.search(r"[\u4e00-\u9fff]{2,5}(?:省|自治区)", said):
        scope = "全省"
    start = a
    if len(name) < 2:
        name, start = head.name, head.start if head.start >= 0 else b
    elif name in ("高新区", "我市", "全市", "我省"):
        m.place, name = name, ""
    name = re.sub(r"(?:从|由)$", "", re.sub(r"(?:排名|位次)?(?:中|上)?$", "", name))
    m.name, m.start, m.own = f"{name}{scope}排名", min(start, q.start), True
    if not m.name.startswith("排名") and len(words(text, a, b)) >= 2:
        head.name, head.start = name or head.name, start


def name_term(text: str, m: Mention, limit: int, head: Head) -> None:
    """Terms and ages: what is limited stands before (有效期5年) or behind (5日内出具…, 60岁以上老人)."""
    q = m.q
    a, b = own_words(text, m, doing=False)
    ra, rb, clause = phrases.behind(text, q.end, limit) if q.end < limit and text[q.end] not in "，。；、：）" else (q.end, q.end, q.end)
    behind = words(text, ra, clause) if clause > ra else ""
    m.measure = "level"
    if q.sort == "age":
        noun = words(text, ra, rb) if rb > ra else words(text, a, b)
        if not noun and (later := _AGED.search(text, q.end, min(len(text), q.end + 60))):
            noun = later["who"]
        take(text, m, head, ra if rb > ra else a, rb if rb > ra else b, (noun + "年龄") if not noun.endswith("年龄") else noun, keep=False)
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
        take(text, m, head, ra, clause, thing + "时限", keep=False)
        m.start = q.start
        return
    noun = words(text, ra, rb) if rb - ra >= 2 else behind[:16]
    term = b - a >= 2 and re.search(r"(?:时间|时限|期限|有效期|周期|年限|工期|任期|服务期|长|天数|工龄|毕业|从业|期|满)$", text[a:b])
    if noun and not term and rb > ra and not (text[q.start] == "满" and b - a >= 2):
        take(text, m, head, ra, rb if rb - ra >= 2 else clause, noun + "期限", keep=False)
        m.start = q.start
        return
    if b - a >= 2:
        a, b = cut_verb(text, m, a, b)
        name = words(text, a, b)
        if not re.search(r"(?:时间|时限|期限|期|周期|年限|长|天数|龄|数|平均)$", name):
            name += "时间"
        take(text, m, head, a, b, name)
        return
    if noun:
        take(text, m, head, ra, clause, noun + "期限", keep=False)
        m.start = q.start
        return
    inherit(m, head)
