"""Amounts that are given: what is given, and to whom."""
import re

from taizhang.reading import phrases
from taizhang.reading.naming.mention import Head, Mention, base_of, words
from taizhang.reading.phrases import last_match

_GIVEN = re.compile(r"(?:的)?(?:标准|比例|额度)?(?:，)?(?:给予|予以|发放|支付|拨付|享受|安排|提供|作为)(?P<np>[^，。；、：（）\d]{2,30})")
GIFT = re.compile(r"(?:奖励|补助|补贴|资助|支持|奖补|贴息|救助|扶持|配套|后补助|经费|资金|奖金|津贴|生活费|减免|返还|补偿|贷款)(?:资金|金|经费|标准|总额|费)?$")
_WHOM = re.compile(r"(?:对(?![外口接])|给(?!予)|向(?!社会)|为(?!期))(?P<who>[^，。；：\d]{2,44}?)(?=，|给予|予以|按|由|每|一次性|最高|分别|进行|奖励|补助|资助|实行|择优|发放|提供|$)")
_TOPIC = re.compile(r"(?:^|[。；：，])(?P<who>[^，。；：\d]{2,40})，(?=按照?|给予|一次性|每[人家项个台]|分别|奖励|补助|再按|经)")
_BECOMES = re.compile(r"认定为|评定为|评为|获得?|通过|列入|入选|新建|建设|建立|购买|引进|取得|达到|首次|成为|升级为")
_WHOM_OPEN = re.compile(r"^(?:符合条件的?|经认定的?|首次|当年|上年度|获得|成功|年度|其|于|我市|全市|本市)+")
_CLASS = re.compile(
    r"(?:(?P<std>[\u4e00-\u9fff]{0,8}(?:标准|补贴|补助|资助|奖励|津贴))(?:为|是|由|从"
    r"|：))?(?P<who>[^，。；：]{2,24}?)(?P<each>(?:每(?:人|生|户|家|个|名|月|年|学年|学期|天|次|台|处)){1,3})$"
)
_CLASS_GIVEN = re.compile(r"(?:被评为|评为|认定为|对|获评|其中)?(?P<who>[^，。；：的]{2,16})的(?:，)?(?:分别|再|另)?(?:给予|奖励|补助|补贴|资助)(?:最高)?$")
_GRANT_NEAR = re.compile(r"[\u4e00-\u9fff]{1,8}(?:补贴|补助|资助|奖励|津贴|运营经费|奖金)(?:标准)?")


def name_class_of_grant(text: str, m: Mention, head: Head) -> bool:
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
    elif head.name and GIFT.search(head.name):
        name, start = head.name, head.start
    elif head.topic and re.search(r"(?:补贴|补助|资助|奖励|津贴|经费)$", head.topic) and len(head.topic) <= 16:
        name = head.topic
    else:
        near = last_match(_GRANT_NEAR, text, max(0, m.left - 160), m.left)
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


def name_grant(text: str, m: Mention, limit: int, head: Head) -> bool:
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
            gift = re.search(
                r"(?:给予|予以|发放|享受|的|，|^|再|可|并)(?P<what>(?:一次性)?(?:[\u4e00-\u9fff]{0,6}?)?(?:奖励|补助|补贴|资助|奖补|救助|贴息|津贴"
                r"|另[奖补]))(?:标准)?(?:总额)?(?:的)?(?:最高)?(?:不超过|为|每人|每月|每年|每户|每家|每项)*$", before)
            gift = gift or re.search(r"(?P<what>(?:一次性)?(?:奖励|补助|补贴|资助|奖补|救助|贴息|津贴|另[奖补]))(?:最高)?(?:不超过|为)?$", before)
            if not gift:
                return False
            noun = re.sub(r"^.*(?:给予|予以|发放)|^(?:可|再|并|按|分别|将)+", "", gift["what"])
            noun = {"另奖": "奖励", "另补": "补助"}.get(noun[-2:], noun)
            a = b = q.start
    if not noun or not GIFT.search(noun) and not given:
        return False
    who = whom(text, m)
    name = noun
    begin = a
    if not who and head.topic.endswith(noun[-2:]) and len(noun) <= 6 and len(head.topic) <= 16:
        name = head.topic
    if who and len(noun) <= 8 and who[0] not in noun:
        name, begin = who[0] + noun, who[1]
        m.place = who[0]
    elif len(noun) <= 3 and head.name and head.start >= 0 and not head.name.endswith(noun):
        name, begin = base_of(head.name) + noun, head.start
    m.name, m.own = name, True
    m.start, m.end = min(begin, q.start), max(b, q.end)
    if who and m.q.start - who[1] > 30:
        m.start = min(a, q.start)
    head.name, head.start = name, m.start
    head.levels.append(m)
    return True


def whom(text: str, m: Mention) -> tuple[str, int] | None:
    """Whom the amount is given to, and where that begins: 对新认定的泵站给予…, 甲级泵站，给予…."""
    low = max(text.rfind(sign, max(0, m.q.start - 100), m.q.start) for sign in "。；\n") + 1
    low = max(low - 1, m.q.start - 90, 0)
    found = last_match(_WHOM, text, low, m.q.start) or last_match(_TOPIC, text, low, m.q.start)
    if not found:
        return None
    who = _WHOM_OPEN.sub("", found["who"])
    at = found.end("who") - len(who)
    if who.endswith("的"):
        who = who[:-1]
        verb = last_match(_BECOMES, who, 0, len(who))
        if verb is not None:
            at += verb.end()
            who = who[verb.end():]
    owned = who.rfind("的")
    if owned >= 0 and len(who) - owned - 1 >= 2:
        at += owned + 1
        who = who[owned + 1:]
    return (who, at) if 2 <= len(who) <= 20 else None
