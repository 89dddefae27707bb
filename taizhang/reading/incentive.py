"""Who gets what, on which condition, how much, up to where, and who pays: the parts of an incentive clause."""
import re

AMOUNT = re.compile(
    r"(?:每(?:人|生|户|个|家|件|项|年|月|天|床|台|套|次|亩|辆|名|吨|[\u4e00-\u9fff]{2}){1}(?:每[年月天次])?)?(?:分别|各|一次性)?(?:给予|奖励|补助|补贴|资助|按)?"
    r"(?P<money>\d[\d.]*(?:[~-]\d[\d.]*)?[万亿千百]?元(?:(?:/|每)[人年月家件项个天]){0,2}(?:、\d[\d.]*[万亿千百]?元){0,6})"
)
RATE = re.compile(r"(?:按照?|给予|补助|奖励|补贴|资助)[^，。；、]{0,24}?\d[\d.]*(?:[~-]\d[\d.]*)?%")
CAP = re.compile(
    r"(?:(?:单[个家项户]|累计|每[年家个户项]|年度|同一[\u4e00-\u9fff]{2})[^，。；]{0,12})?(?:最高|不超过|最多|封顶|上限|不得超过|不高于)[^，。；]{0,16}?\d[\d.]*(?:[万亿千百]?元|%|个月|年|次|倍)"
    r"(?:/[人年月家件项个])?"
)
_EACH = ("每人", "每户", "每个", "每家")
_PHRASE = re.compile(
    r"(?P<who>(?!对|按|由|从|把|将|扩大|提高|增加|加强|实施|加快|推进|鼓励|支持|推动|引导|加大|设立|全面|落实|完善|用)[^，。；]{2,60}?(?:企业|机构|单位|团队|平台|个人|人才|孵化器|空间|项目|园区|院所|高校|合作社|农户|示范[区县市]|中心|装备|产品|人员|特派员|经理人"
    r"|实验室|车间|基地|学生|老年人|居民|家庭|组织|设施))(?=，|分别|一次性|每[年家个人户]|给予|按|可|奖励|补助|补贴|$)"
)
_NOBODY = ("同一", "用于", "凡是", "对于", "其他")
_DIRECT = re.compile(r"(?:，|可|应|由[^，。；]{2,10}|按|每[年个家人户]|分别|一次性|再){0,3}(?:给予|予以|发放|核拨|享受|奖励|补助|补贴|资助|奖补)")
_SHARING = re.compile(
    r"(?:所需(?:资金|经费)|(?:市|省|县|区|各级|中央|同级|受益)[^，。；]{0,14}(?:财政|资金))[^，。；]{0,24}(?:承担|分担|负担|列支|列入[^，。；]{0,10}预算|安排)|由[^，。；]{2,24}(?:各?承担|分担|负担)(?:\d[\d.]*%)?|按\d[:：]\d[^，。；]{0,10}"
)
_GIVES = re.compile(r"给予|予以(?=[^，。；]{0,12}(?:奖|补|资助))|发放|核拨|享受|奖励(?=\d|[^，。；]{0,3}\d)|补[助贴](?=\d|[^，。；]{0,3}\d)|资助(?=\d)|奖补(?=\d)|贴息|返还|增加(?=[^，。；]{0,8}(?:补贴|奖励|资助)\d)")
_REWARD = re.compile(r"奖|补助|补贴|资助|贴息|奖补|减免|返还|资金支持|扶持|优惠|津贴|经费")
_NO = re.compile(
    r"不再给予|不给予|不予|不再另行|不得享受|停止|退回|扣除|追回|取消|申请表|提交|材料|争取|筹集|累计(?:兑现|发放|争取)|已发放|通报|处分|处罚|警告|表扬|依法给予"
    r"|责令|给予的|综合评价|依据$|的依据|等方式|探索"
)
_PER_HEAD = re.compile(r"(?P<who>[\u4e00-\u9fff（）]{3,24}?)(?P<sum>每(?:人|生|户|床)?每?[月年天]\d[\d.]*[万千百]?元)")
_TOTAL = re.compile(r"\d[\d.]*亿元|(?:兑现|下达|安排|投入|发放)[^，。；]{0,16}(?:资金|补贴|补助)[^，。；]{0,4}\d")
# 对甲…给予; 向甲发放, 为甲发放. The words before 对 and 为 that make them part of another word are looked at too.
_TO = re.compile(r"(?<![面针相应绝])对(?!外|接|口|策|标|照|象|于)于?|(?<![面方导走])向(?=[^，。；]{2,40}(?:发放|给予|支付))|(?<![成作认以行分评定视转称改名列])为(?=[^，。；]{2,40}(?:发放|给予))")
_TO_END = re.compile(r"，(?!且|并|以及)|(?:，?(?:可|应|将|由|按|再|每(?=[年家个项人户])|分别|择优|一次性|优先))?(?:给予|予以|发放|支付|奖励|补助|补贴(?!标准)|资助|核拨)|(?<=的)(?:可|应|由|按)|按(?=[“每投实照]|\d)")
_STATE = re.compile(
    r"被|服务评估|评估|评定|认定|经(?!济|营|费|办)|达到|获得|满(?=\d|[一二三]年)|首次|符合|入选|通过|列入|新(?=认定|获|增|引|注)|当年|年度|上年|连续|在[^，]{2,14}[内后]|期满|稳定|属于|重新|获(?=批|评|国|省)"
    r"|运营|提供|开展|位居|在研发|设置|引进|参与|实施|购买|完成|投资|销售|年(?=产|销)|[一二三两]年内|由社会|无偿|依托|纳入|每年(?=[^，]{2,14}(?:不少于|以上|满|超过|达))|无不良|新建|吸纳|以(?=[^，]{2,14}(?:取得|获得|质押|入股))"
)
_ENUM = re.compile(r"(?:第[一二三四五六七八九十百零\d]{1,5}条|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.、．]|[一二三四五六七八九十]{1,2}是|——|其中，|同时，|此外，|其他情况下，|[①-⑳])+")
_SUBJECT = re.compile(r"(?:(?P<when>[^，。；]{2,14}[后时])，)?(?P<who>[\u4e00-\u9fff（）]{3,16}?)可(?=向|以|按|申请|享受)")

Part = tuple[str, int, int]


def extent(text: str, start: int, end: int, parts: list[Part]) -> tuple[int, int]:
    """Where in its sentence an incentive begins and ends: the clauses that hold its parts and the grant itself."""
    begin = min(a for _, a, _ in parts)
    begin = max(text.rfind("，", start, begin) + 1, start) if parts[0][0] == "who" else begin
    gives = _GIVES.search(text, max(b for name, _, b in parts if name in ("who", "condition")), end)
    last = max([b for _, _, b in parts] + ([gives.end()] if gives else []))
    stops = [i for i in (text.find(sign, last, end) for sign in ("，", "（牵头", "（责任", "（配合")) if i >= 0]
    return begin, min(stops, default=end)


def incentive(text: str, start: int, end: int, *, rules: bool) -> list[Part] | None:
    """The parts of an incentive in the sentence ``text[start:end]`` as (name, start, end); None where it is none.

    ``rules``: it stands in a document that lays down rules, where a bare rate per head is an entitlement too.

    >>> sentence = "对新认定的甲级泵站，按投资额的10%给予补助，最高不超过50万元，所需资金由市财政承担"
    >>> [(name, sentence[a:b]) for name, a, b in incentive(sentence, 0, len(sentence), rules=False)]
    [('who', '新认定的甲级泵站'), ('rate', '按投资额的10%'), ('cap', '最高不超过50万元'), ('sharing', '所需资金由市财政承担')]
    """
    if _NO.search(text, start, end) or not (rules or _REWARD.search(text, start, end)):
        return None
    enum = _ENUM.match(text, start, end)
    begin = enum.end() if enum else start
    gives = _GIVES.search(text, begin, end)
    per_head = _PER_HEAD.match(text, begin, end) if rules else None
    if gives is None and per_head is None:
        return None
    if not rules and _TOTAL.search(text, begin, end):
        return None
    if per_head and (gives is None or per_head.end() <= gives.start()):
        found: tuple[Part | None, list[Part], int] = (("who", *per_head.span("who")), [], per_head.end("who"))
    else:
        assert gives is not None
        found = _who(text, begin, gives.start())
    who, conditions, told = found
    caps = [("cap", *one.span()) for one in CAP.finditer(text, told, end)]
    amounts = [("amount", *one.span("money")) for one in AMOUNT.finditer(text, told, end) if not _inside(one.start("money"), caps)]
    rates = [("rate", *one.span()) for one in RATE.finditer(text, told, end) if not _inside(one.end() - 1, caps)]
    summed = bool(amounts or rates or caps)
    if not summed and not (who and gives and _named_reward(text, gives.end(), end)):
        return None
    if who is None and not (conditions and summed):
        return None
    sharing = [("sharing", *one.span()) for one in _SHARING.finditer(text, told, end)]
    return [*([who] if who else []), *conditions, *rates, *amounts, *caps, *sharing[:1]]


def _who(text: str, begin: int, given: int) -> tuple[Part | None, list[Part], int]:
    """The beneficiary, the conditions and where they end: 对甲…给予, or 甲被评为乙的，给予."""
    marks = [m for m in _TO.finditer(text, begin, given + 2) if 0 < given - m.end() <= 140]
    while len(marks) > 1 and text.startswith("其", marks[-1].end()):
        marks.pop()
    if marks and text.startswith("其", marks[-1].end()):
        given, marks = marks[-1].start(), []  # 甲…，对其…: the subject stands before
    if marks:
        a = marks[-1].end()
        stop = _TO_END.search(text, a, given + 2)
        b = stop.start() if stop else given
        return _split(text, a, b) if b - a >= 2 else (None, [], given)
    near = text.rfind("的", max(begin, given - 12), given)
    b = near if near >= 0 and _DIRECT.match(text, near + 1) else text.rfind("的，", begin, given)
    if b - begin >= 4:
        return _split(text, begin, b + 1)
    if phrase := _PHRASE.match(text, begin, given):
        return _split(text, begin, phrase.end("who"))
    subject = _SUBJECT.match(text, begin, given)
    if subject is None:
        return None, [], given
    when = [("condition", *subject.span("when"))] if subject["when"] else []
    return ("who", *subject.span("who")), when, subject.end()


def _split(text: str, a: int, b: int) -> tuple[Part | None, list[Part], int]:
    """A noun phrase with its condition, in either order: 甲满三年的, or 满三年的甲."""
    if text[b - 1] != "的":  # 满三年的甲
        of = text.rfind("的", a, b)
        if of - a >= 4 and 2 <= b - of - 1 <= 20:
            return ("who", of + 1, b), [("condition", a, of + 1)], b
        return ("who", a, b - 2 if text.endswith(_EACH, a, b) and b - a > 4 else b), [], b
    state = _STATE.search(text, a, b)
    if state is None:
        return ("who", a, b - 1), [], b
    if state.start() - a < 2 or text[a : state.start()] in _NOBODY or text[state.start() - 1] == "，":
        return None, [("condition", a, b)], b
    return ("who", a, state.start()), [("condition", state.start(), b)], b


def _named_reward(text: str, at: int, end: int) -> bool:
    """Whether a reward without a sum is named: 给予适当奖励 (the sum is then a parameter that is missing)."""
    stop = min((i for i in (text.find(sign, at, end) for sign in "，。；") if i >= 0), default=end)
    return stop - at <= 24 and _REWARD.search(text, at, stop) is not None


def _inside(at: int, parts: list[Part]) -> bool:
    return any(a <= at < b for _, a, b in parts)

