"""Numbers that measure something: the value with its comparator words and unit, and nothing that is only a name.

One pass of one pattern over a stretch of the flow; every alternative begins with a fixed set of signs and every
repetition is bounded, so that the time is linear whatever the text.
"""
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from taizhang.reading.units import COUNTS, MONEY, TIMES, unit_of
from taizhang.text.numerals import chinese_number


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value as it stands in the flow: ``start``..``end`` with comparators, ``number``..``unit_end`` without.

    ``sort``: money, percent, points (百分点), count, time, age, rank, times (倍, 翻番), share (成, 分之, 半).
    ``far`` is true where the comparator stands before the noun (不低于承诺出资额的60%).
    """

    start: int
    end: int
    number: int
    unit_end: int
    value: Decimal
    value2: Decimal | None
    op: str
    unit: str
    sort: str
    chinese: bool = False
    far: bool = False


_D = r"\d{1,15}(?:,\d{3}){0,4}(?:\.\d{1,8})?"
_M = r"[十百千万亿]{0,3}"
_N = rf"{_D}[多余几]?{_M}(?:\d{{1,4}}(?:\.\d{{1,4}})?[十百千万]{{1,2}})?[多余]?"
_C = r"[一二三四五六七八九十百千万亿两〇零]"
_UNIT = rf"个百分点|百分点|%|‰|{MONEY}|{TIMES}|{COUNTS}"
_TAIL = (r"(?:（(?:含|包括)[^）]{0,6}）)?(?:及以上|（含）以上|或以上|以上|以下|以内|之内|左右|上下)"
         r"|(?<=[年月天日周时])内|多(?![种样元家个年层方])|余(?![额热])")
_TO = r"(?:~|—{1,2}|-{1,2}|至|到)"

_TOKEN = re.compile(
    # what holds digits and measures nothing
    r"(?P<skip>《[^《》\n]{0,120}》|〔\d{4}〕\d{0,5}号?|[\[【(（]\d{4}[\]】)）]\s?(?:第)?\d{1,5}号"
    r"|“[^”\n]{1,14}”(?!\d)"
    r"|(?:19|20)\d\d(?:年)?(?:-|—{1,2}|~|至)(?:(?:19|20)?\d\d)年?(?:度)?(?![\d.]|万|亿|元|家|个|户)"
    r"|(?:19|20)\d\d年(?:度|底|末|初)?(?:\d{1,2}月(?:\d{1,2}日)?)?"
    r"|\d{1,2}月(?:份|\d{1,2}日)?|\d{1,2}日(?!均)"
    r"|第[\d一二三四五六七八九十百千零]{1,6}(?:[届批条章节次期款项号]|产业|方|季度)"
    r"|\d{1,4}[+·×✕xX*](?:\d{1,4}|[A-Z])(?:[+·×](?:\d{1,4}|[A-Z]))*"
    r"|[A-Za-z][A-Za-z\-]{0,20}\d[\dA-Za-z.\-]{0,12})"
    # rank
    rf"|(?P<rank>第(?:{_C}{{1,3}}|\d{{1,4}})(?:[位名](?![师校]))?|首位|榜首|前(?:{_C}{{1,3}}|\d{{1,4}})(?:{_TO}(?:\d{{1,4}}|{_C}{{1,3}}))?[位名]?"
    rf"|前?\d{{1,4}}(?:{_TO}\d{{1,4}})?位(?![数女男老院于居列])|次席)"
    # figures with a unit
    rf"|(?P<a>{_N})(?:(?P<ua>{_UNIT})?(?P<to>{_TO})(?P<b>{_N}))?(?P<u>{_UNIT})(?P<per>(?:[/·](?:公顷|平方米|平方公里|立方米|万元|千瓦时|百户|10万|学年|学期|公斤|公里|小时|人次|人|年|月|日|天|户|亩|吨|升|件|台|次|项|家|生|床|班|车|只|头|株|斤|孔|套|个|处|座|间|度)(?:（[次套]）)?){{0,2}})"
    rf"(?P<alt>（[次个人户套项家件]）)?(?P<t>{_TAIL})?"
    r"|(?P<per100k>\d{1,5}(?:\.\d{1,4})?/10万)(?P<pt>以下|以内|以上|左右)?"
    r"|(?P<frac>\d{1,2}/\d{1,2})(?=[以的，。、；左])(?P<ft>以上|以下|左右)?"
    # word values
    rf"|(?P<double>翻[一两二三]?番)|(?P<pct>百分之{_C}{{1,5}}(?:点{_C}{{1,4}})?)(?P<pctt>以上|以下|以内|左右)?"
    rf"|(?P<cf>{_C}{{1,3}}分之{_C}{{1,3}})(?P<cft>以上|左右|多)?|(?P<half>半数|过半)(?P<ht>以上)?"
    rf"|(?P<cheng>[一二三四五六七八九两](?:至|到|—|-)?[一二三四五六七八九]?成)(?P<ct>以上|左右|多)?(?=[，。；、的]|以|左|多|来|由|$)"
    rf"|(?P<ca>{_C}{{1,9}})(?P<cmore>[多余])?(?:(?P<cto>至|到|—|-)(?P<cb>{_C}{{1,5}}))?(?P<cu>个百分点|{MONEY}|{TIMES}|{COUNTS}|倍|大(?![于学中小型力量幅会局力家门楼数]))(?P<ctail>{_TAIL})?"
    # any other digits
    r"|(?P<bare>\d[\d.,]{0,20}[多余]?[百千]?[万亿]{0,2}[多余]?)"
)

_BEFORE = (
    ("最长可延长至", "<="), ("最多可达", "<="), ("最高可达到", "<="), ("最高可达", "<="), ("最高不超过", "<="), ("最多不超过", "<="), ("最长不超过", "<="), ("累计不超过", "<="), ("总额不超过", "<="), ("不超过", "<="), ("不高于", "<="),
    ("不多于", "<="), ("不大于", "<="), ("最高达", "<="), ("最高可达", "<="), ("最高", "<="), ("最多", "<="), ("最长", "<="), ("不得超过", "<="),
    ("不得低于", ">="), ("不得少于", ">="), ("最高补助", "<="), ("最高奖励", "<="), ("最高给予", "<="), ("上限", "<="),
    ("原则上不超过", "<="), ("不低于", ">="), ("不少于", ">="), ("不小于", ">="), ("不短于", ">="), ("不下于", ">="), ("最低", ">="), ("最少", ">="), ("至少", ">="),
    ("不足", "<"), ("不到", "<"), ("不满", "<"), ("未满", "<"), ("低于", "<"), ("小于", "<"), ("少于", "<"), ("未达到", "<"), ("低于", "<"),
    ("首次突破", ">"), ("突破", ">"), ("超过", ">"), ("超出", ">"), ("超", ">"), ("逾", ">"), ("大于", ">"), ("多于", ">"), ("高于", ">"), ("满", ">="),
    ("接近", "~"), ("将近", "~"), ("大约", "~"), ("约为", "~"), ("约", "~"), ("近", "~"), ("上", "?"),
)
_BEFORE_WORDS = dict(_BEFORE)
_BEFORE_END = re.compile("(?:" + "|".join(sorted((w for w, _ in _BEFORE), key=len, reverse=True)) + ")$")
_FAR = re.compile(r"(不得低于|不得超过|不低于|不少于|不高于|不超过|超过|至少|最高|最多)([^，。；：、\d“”]{1,26})$")
_FAR_STOP = re.compile(r"[为达有是]$|的(?!.{0,1}$)|增长|提高|下降|以上|左右|奖励|补助|给予|资助|的[^的]{1,}$")
_PLACE_COMPARE = re.compile(r"(?:全国|全省|全市|全区|全球|世界|平均|同期|上年|去年|年初|预期|目标|计划|[省市县区])$")
_INCLUDES = re.compile(r"（(?:含|包括|不含)[^）]{0,8}）")
_SUFFIX_OP = {"以上": ">=", "及以上": ">=", "或以上": ">=", "（含）以上": ">=", "以下": "<=", "以内": "<=", "之内": "<=", "内": "<=",
              "左右": "~", "上下": "~", "多": "~", "余": "~"}
_RANK_BEFORE = re.compile(r"(?:由|从|上升到|升到|前移到|提前到|前进至|下降到|降至|提高到|排名|排行|排序|排位|位次|位居|位列|居|列|名列|跃居|升至|升到|跃升|排在|排|占据|保持|稳居|跻身|进入|获|得分|并列|均为|为|总量|均|达到|达|上升到|提升到|提升至|前进到|前移到|前移至|规模|增速|综合|指数|评估|考核|评价|测评|检查|荣获|取得|夺得|列为|退居|蝉联|连续[^，。]{1,8})(?:全国|全省|全市|全区|全球|世界|亚洲|中国|我国|国内|中西部|西部|东部|中部|东北|沿海|同类|同级|计划单列市|副省级|省会|地级市|县级市|设区市|[\u4e00-\u9fff]{2,9}(?:省|市|区|县|城市))?(?:各[^，。]{1,9})?(?:城市|地区|市州|盟市)?(?:的|之)?$")
_BIG = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_MORE = re.compile("[多余几]")


def quantities(text: str, start: int, end: int) -> Iterator[Quantity]:
    """The quantities of ``text[start:end]`` in order.

    >>> [(text[q.start:q.end], str(q.value), q.op, q.unit) for text in ["2030年新建泵站3座、投资近1.2亿元，下降5%以上"] for q in quantities(text, 0, len(text))]
    [('3座', '3', '=', '座'), ('近1.2亿元', '120000000', '~', 'CNY'), ('5%以上', '5', '>=', '%')]
    >>> list(quantities("第3批“2+4”行动，云政〔2030〕5号，500强，5G", 0, 30))
    []
    """
    taken = start  # where the last quantity ended: a bracket such as （含50人） belongs to it
    held: Quantity | None = None
    for found in _TOKEN.finditer(text, start, end):
        kind = found.lastgroup
        if kind == "skip" or found.start() < taken:
            continue
        got = _bare(text, found, taken) if kind == "bare" else _make(text, found, taken)
        if got is not None:
            taken = got.end
            yield from _shared(held, got, text)
            held = got
    if held is not None:
        yield held


def _shared(held: Quantity | None, next_one: Quantity, text: str) -> Iterator[Quantity]:
    """Give out the quantity held back; in 高18个和3.2个百分点 it takes the unit of the next one."""
    if held is None:
        return
    if held.unit == "个" and held.op == "=" and next_one.sort in ("points", "time") and next_one.start - held.end == 1 and text[held.end] in "和、" and (
            "个" in text[next_one.number:next_one.unit_end]):
        yield replace(held, unit=next_one.unit, sort=next_one.sort)
    else:
        yield held


def _make(text: str, found: re.Match[str], floor: int) -> Quantity | None:
    if found["u"]:
        return _figure(text, found, floor)
    if found["rank"]:
        return _rank(text, found, floor)
    if found["cu"]:
        return _chinese(text, found, floor)
    return _word(text, found, floor)


def scaled(number: str) -> tuple[Decimal, bool] | None:
    """Value of a written number (``4万5千``, ``1.2亿``, ``500多``) and whether it is only about right."""
    vague = bool(_MORE.search(number))
    plain = _MORE.sub("", number).replace(",", "") if vague or "," in number else number
    total = Decimal(0)
    part = ""
    shift = 0
    last: int | None = None
    for sign in plain:
        power = _BIG.get(sign)
        if power is None:
            if shift and part:
                total += Decimal(part).scaleb(shift)
                last, part, shift = shift, "", 0
            part += sign
        else:
            shift += power
    if part:
        try:
            piece = Decimal(part)
        except ArithmeticError:
            return None
        if not shift and last is not None and last >= 4 and piece < 10:  # 3万5 is not written in documents
            return None
        total += piece.scaleb(shift)
    value = total if total != total.to_integral_value() else total.quantize(Decimal(1))
    return value, vague


def _figure(text: str, found: re.Match[str], floor: int) -> Quantity | None:
    a, b = found["a"], found["b"]
    number, word = found.start("a"), found["u"]
    left = text[number - 1] if number > floor else ""
    if left and (left in ".+-" and number - 1 > floor and text[number - 2].isalnum() or left.isascii() and left.isalpha()):
        return None
    first = scaled(a)
    if first is None:
        return None
    value, vague = first
    end = found.end()
    unit_end = found.end("alt") if found["alt"] else found.end("per") if found["per"] else found.end("u")
    unit, sort, power = unit_of(word)
    if sort == "count" and not found["t"] and not _counts(text, word, end):
        return None
    if sort == "time" and not found["t"] and not b and not (
            _time_is_measured(text, number, end, floor)
            or _BEFORE_END.search(text, max(floor, number - 8), number) and text[number - 1] not in "近上约"):
        return None
    second: Decimal | None = None
    op = "="
    if b:
        other = scaled(b)
        if other is None:
            return None
        second = other[0]
        tail_power = _range_power(a, b, found["ua"])
        if tail_power:
            value = value.scaleb(tail_power)
        op = "range"
        if second < value:
            return None
    if power:
        value = value.scaleb(power)
        second = second.scaleb(power) if second is not None else None
    if vague and op == "=":
        op = "~"
    if found["per"]:
        unit = unit + found["per"].replace("·", "/")
    if found["alt"] and word == "人":
        unit = "人（次）" if "次" in found["alt"] else unit
    got = Quantity(number, end, number, unit_end, _whole(value), _whole(second) if second is not None else None, op, unit, sort)
    return _compare(text, got, found["t"], floor)


_MONEY_BEFORE = re.compile(r"(?:[金总限]额|资金|投资|产值|资|收入|基金|贷款?|授信|经费|支出|交易额|税收?|融资)(?:达到|达|约|近|超|共|为|约为|已达|合计|累计)?$")
_MONEY_AFTER = re.compile(r"(?:的)?[^，。；、\d]{0,14}?(?:基金|资金|贷款|投资|经费)")


def _bare(text: str, found: re.Match[str], floor: int) -> Quantity | None:
    """金额达333万, 15亿发展基金: money whose 元 is not written."""
    word = found["bare"]
    if word[-1] not in "万亿多余":
        return None
    start, end = found.start(), found.end()
    if start > floor and text[start - 1] in ".-+" or not (_MONEY_BEFORE.search(text, max(floor, start - 8), start) or _MONEY_AFTER.match(text, end)):
        return None
    got = scaled(word.rstrip(".,"))
    if got is None or got[0] < 10000:
        return None
    return _compare(text, Quantity(start, end, start, end, _whole(got[0]), None, "~" if got[1] else "=", "CNY", "money"), None, floor)


def _whole(value: Decimal) -> Decimal:
    """The same number without an exponent: 1E+3 is written 1000."""
    if value == value.to_integral_value():
        return value.quantize(Decimal(1))
    return Decimal(format(value.normalize(), "f"))


def _range_power(a: str, b: str, unit: str | None) -> int:
    """In 100~300万元 the 万 belongs to both."""
    if unit or a[-1] in _BIG:
        return 0
    power = 0
    for sign in reversed(b):
        if sign in _BIG:
            power += _BIG[sign]
        elif sign not in "多余":
            break
    return power


# Nouns that a count in front makes into a slogan, a heading or a way of speaking, not a measured set.
_ABSTRACT = re.compile(
    r"(?:重点|主要|核心|具体|关键|重要|基本|突出|紧迫|明显|大的|重大|的)?(?:方面|意识|自信|维护|确立|全面|坚持|环节|层面|维度|阶段|步骤|原则|要素|方向|重点|关键|主线|主题|定位"
    r"|问题|短板|不动摇|百年|文明|关系|转变|优先|统筹|结合|统一|保障|毫不动摇|必须|一律|不准|清单(?!事项)|字|关键词|月|季度|层次|特点|特征|优势|突破口|抓手|着力点|链条|圈|特色|强化|融合|核心内容|工作主线|工作方案|保障措施|工作|任务|一体化?|行动|指标(?=[，。；、：]|的突破))(?=[，。；、：）”（]|和|及|的|上|中|工作|为|开展|入手|发力|着力|同时|推进|作|内容|部署|$)")
_ABSTRACT_DA = re.compile(r"[^，。；、“”]{0,12}?(?:平台|基地|园区|中心|项目|企业|集团|机构|市场|集群|载体|实验室|场馆|工程)")
_NOT_COUNT = {
    "位": re.compile(r"一体|数|于|居|列|置"), "期": re.compile(r"工程|项目|建设|间|限|规划|投资|开发|开工|厂"), "级": re.compile(r""),
    "路": re.compile(r"[上口面网段]|公交"), "次": re.compile(r"产业|性|日|要|年"), "号": re.compile(r""), "线": re.compile(r"[城上下]"), "站": re.compile(r"式"),
    "门": re.compile(r"口"), "口": re.compile(r"[岸径]"), "天": re.compile(r"[津然]"), "日": re.compile(r""), "代": re.compile(r""), "层": re.compile(r""),
    "场": re.compile(r"[地馆所景]"), "部": re.compile(r"[门委队]"), "点": re.compile(r""), "台": re.compile(r"[商湾胞资企]"), "组": re.compile(r"[织成长]"),
    "条": re.compile(r"[例件]"), "种": re.compile(r"[植养业子质]"), "名": re.compile(r"[牌优]"), "间": re.compile(r"隔"), "度": re.compile(r"[假过]"),
    "分": re.compile(r"[别为钟公院会局校行]"), "支": re.compile(r"[持付撑]"), "个": re.compile(r"[体人]工商|人(?![才以民员次工])"), "项": re.compile(r"目"), "家": re.compile(r"庭"), "头": re.compile(r"部"),
    "片": re.compile(r"区"), "张": re.compile(r"网"), "户": re.compile(r"[籍口]"), "米": re.compile(r""), "届": re.compile(r""),
}


def _counts(text: str, word: str, end: int) -> bool:
    """Whether what follows a count word is a thing that is counted."""
    never = _NOT_COUNT.get(word)
    if never is not None and (not never.pattern or never.match(text, end)):
        return False
    return not _ABSTRACT.match(text, end)


def _compare(text: str, got: Quantity, tail: str | None, floor: int) -> Quantity:
    """Take the comparator words into the span and the op."""
    op, start, end = got.op, got.start, got.end
    if tail:
        op = _SUFFIX_OP.get(tail) or _SUFFIX_OP.get(tail[tail.rfind("）") + 1:], op)
        if got.op == "range":
            op = "range"
        elif got.op == "~" and tail not in ("多", "余"):
            op = _SUFFIX_OP.get(tail, "~")
    before = _BEFORE_END.search(text, max(floor, start - 8), start)
    far = False
    if before:
        word = before.group()
        here = _BEFORE_WORDS[word]
        left = text[max(floor, before.start() - 3):before.start()]
        if here == "?" or (word == "近" and left.endswith(("附", "最", "临", "邻", "接"))) or (word == "满" and left.endswith(("不", "圆", "丰", "美"))) or (
                word == "约" and left.endswith(("大", "节", "签", "合", "契", "预", "制"))) or (word == "超" and left.endswith("高")) or (word == "最高" and got.sort == "rank") or (word == "近" and got.sort == "time"):
            pass
        elif got.op == "range" and here in ("<", ">", "~"):
            start = before.start() if here == "~" else start
        else:
            start = before.start()
            op = here
            if tail in ("以上", "及以上") and here == ">":
                op = ">="
    else:
        distant = _FAR.search(text, max(floor, start - 34), start)
        if distant and not _FAR_STOP.search(distant[2][:-1]) and not _PLACE_COMPARE.search(distant[2]):
            word = distant[1]
            fits = got.sort in ("percent", "share") and (distant[2].endswith("的") or len(distant[2]) > 3) or (
                word == "至少" and len(distant[2]) <= 4) or (word in ("最高", "最多") and len(distant[2]) <= 3)
            if fits and got.op != "range":
                start, far = distant.start(), True
                op = _BEFORE_WORDS.get(word) or (">=" if word in ("不得低于",) else "<=" if word == "不得超过" else op)
    include = _INCLUDES.match(text, end)
    if include:
        end = include.end()
        if "不含" not in include.group():
            op = {">": ">=", "<": "<="}.get(op, op)
    if start == got.start and end == got.end and op == got.op:
        return got
    return replace(got, start=start, end=end, op=op, far=far)


def _rank(text: str, found: re.Match[str], floor: int) -> Quantity | None:
    word = found["rank"]
    start = found.start()
    if word in ("首位", "榜首", "次席"):
        if not _RANK_BEFORE.search(text, max(floor, start - 26), start) and text[max(floor, start - 1):start] not in ("居", "列", "省", "国", "市"):
            return None
        if text.startswith(("度", "镇"), found.end()) or text[max(floor, start - 5):start].endswith(("放在", "摆在", "置于", "作为", "放到")):
            return None
        return Quantity(start, found.end(), start, found.end(), Decimal(2 if word == "次席" else 1), None, "=", "位", "rank")
    if not _RANK_BEFORE.search(text, max(floor, start - 30), start):
        plain = re.fullmatch(r"(\d+)位", word)
        if plain and _counts(text, "位", found.end()):
            return _compare(text, Quantity(start, found.end(), start, found.end(), Decimal(plain[1]), None, "=", "位", "count"), None, floor)
        return None
    if text.startswith(("次", "批", "条", "个", "届", "产业", "书记", "时间", "线", "季度", "轮", "责任", "方", "大", "要", "期", "年", "阶段", "步", "居", "医", "人民", "中", "小"), found.end()):
        if not (text.startswith("大", found.end())):
            return None
        return None
    if word[0] == "第" and word[-1] not in "位名" and text[found.end():found.end() + 1] not in "，。；、）（和与及\n" and found.end() < len(text):
        return None
    numbers = re.findall(rf"\d+|{_C}+", word)
    if not numbers:
        return None
    values = [Decimal(n) if n[0].isdigit() else chinese_number(n) for n in numbers]
    if any(v is None for v in values):
        return None
    first = values[0]
    assert first is not None
    if len(values) == 2:
        return Quantity(start, found.end(), start, found.end(), first, values[1], "range", "位", "rank")
    op = "<=" if word.startswith("前") else "="
    return Quantity(start, found.end(), start, found.end(), first, None, op, "位", "rank")


_CN_OK_BEFORE = re.compile(r"(?:发布|建成|新增|新建|设立|成立|引进|获批|获得|认定|举办|组建|入选|拥有|共有|现有|已有|共|达|达到|累计|出台|编制|承办|主办|召开|落户|超过|突破|开通|投产|等|荣获|聘请|选派)$")
_CN_UNITS = frozenset("个 家 项 条 座 所 处 场 场次 套 台 名 位 人 户 种 类 件 起 支 部 只 艘 辆 架 栋 幢 笔 宗".split())
_CN_IDLE = re.compile(r"[^，。；、“”]{0,8}?(?:工程|机制|改革|资源|市场|战略|体系|行动|品牌|龙头|三角洲|台阶|方案|计划|层次|文件精神)")


def _chinese(text: str, found: re.Match[str], floor: int) -> Quantity | None:
    """A count in Chinese numerals: real things only, not ways of speaking."""
    word, start, end = found["cu"], found.start(), found.end()
    value = chinese_number(found["ca"])
    if value is None:
        return None
    tail = found["ctail"]
    left = text[start - 1] if start > floor else ""
    if left in ("第", "每", "之", "〇") or left.isdigit():
        return None
    second = chinese_number(found["cb"]) if found["cb"] else None
    large = value >= 100 and found["ca"][0] in "百千万亿"
    if word == "大":
        if left != "等" and not text[max(floor, start - 2):start].endswith(("推进", "建设")) and left not in "的等":
            return None
        if _ABSTRACT.match(text, end) or not _ABSTRACT_DA.match(text, end):
            return None
        return Quantity(start, end, start, end, value, None, "=", "个", "count", True)
    unit, sort, power = unit_of(word)
    if sort in ("time", "age"):
        if not tail and not _time_is_measured(text, start, end, floor):
            return None
        if value > 100:
            return None
    elif sort == "money":
        if not large or text[end:end + 1] not in "，。；、）大的" or not (_BEFORE_END.search(text, max(floor, start - 6), start) or tail or left in "达为"):
            return None
    elif sort == "percent" or word == "个百分点":
        pass
    elif sort == "times":
        if value < 1:
            return None
    else:
        if word not in _CN_UNITS or not _counts(text, word, end):
            return None
        if large:
            if value >= 10000 and not (found["cmore"] or tail or _BEFORE_END.search(text, max(floor, start - 6), start)):
                return None
            if not (found["cmore"] or tail or _BEFORE_END.search(text, max(floor, start - 6), start) or _CN_OK_BEFORE.search(text, max(floor, start - 4), start)):
                return None
        elif value < 2 or value > 99:
            if not (tail or _BEFORE_END.search(text, max(floor, start - 6), start)) or value < 1:
                return None
            if value == 1 and not text.startswith(("至少", "不少于", "不低于"), max(floor, start - 3)) and not text.startswith("至少", max(floor, start - 2)):
                return None
        elif _CN_IDLE.match(text, end) and left != "等":
            return None
        elif not _CN_OK_BEFORE.search(text, max(floor, start - 5), start) and not _enumerates(text, start, floor, value):
            return None
        elif text[end:end + 1] in "，。；、）：的”" or text[end:end + 2] in ("以来", "月份"):
            return None
    if power:
        value = value.scaleb(power)
        second = second.scaleb(power) if second is not None else None
    op = "range" if second is not None else "~" if found["cmore"] else "="
    got = Quantity(start, end, start, end, _whole(value), _whole(second) if second is not None else None, op, unit, sort, True)
    return _compare(text, got, tail, floor)


def _enumerates(text: str, start: int, floor: int, value: Decimal) -> bool:
    """Whether as many things as the number says are named just before it: 甲、乙两个中心."""
    begin = max(text.rfind(sign, floor, start) for sign in "，。；：")
    return sum(text.count(sign, begin + 1, start) for sign in "、和") + 1 == value


_TIME_BEFORE = re.compile(r"(?:满|期限|有效期|周期|为期|时限|时间|不超过|不少于|不低于|至少|最长|期限为|有效期为|压缩至|压缩到|缩短至|缩短到|控制在|超过|达|达到|届满|任期|服务期|按|由|从|提高到|提高至|增加到|延长到|延长至|缩短为|压减到|压减至|降至|降到|减至|减少到|开放|驻村服务|运行|建设期|不足|不满|未满|累计|年限|一般为|提前|延长|工龄|存续|经营)$")


def _time_is_measured(text: str, start: int, end: int, floor: int) -> bool:
    """A bare stretch of time counts only as a limit or a term (有效期5年), not as 近5年 or 5年来."""
    if text[end:end + 1] in ("来", "前", "后", "间", "多", "规", "行", "攻", "期") and not text.startswith("期限", end) or text.startswith("计划", end):
        return False
    return bool(_TIME_BEFORE.search(text, max(floor, start - 6), start))


def _word(text: str, found: re.Match[str], floor: int) -> Quantity | None:
    """Values in words: 翻番, 百分之五, 四分之三, 六成, 过半."""
    start, end = found.start(), found.end()
    tail: str | None = None
    value: Decimal | None
    unit, sort = "%", "share"
    if found["double"]:
        times = {"两": 2, "二": 2, "三": 3}.get(found["double"][1], 1)
        value, sort = Decimal(2**times * 100 - 100), "times"
    elif found["pct"]:
        value, tail, sort = chinese_number(found["pct"][3:]), found["pctt"], "percent"
    elif found["cf"]:
        below, _, above = found["cf"].partition("分之")
        a, b = chinese_number(above), chinese_number(below)
        if a is None or b is None or not b or a >= b or b > 20:
            return None
        value, tail = round(a * 100 / b, 4).normalize(), found["cft"]
    elif found["frac"]:
        above, _, below = found["frac"].partition("/")
        if not int(below) or int(above) >= int(below) or int(below) > 20:
            return None
        value, tail = round(Decimal(above) * 100 / Decimal(below), 4).normalize(), found["ft"]
    elif found["half"]:
        value, tail = Decimal(50), found["ht"]
        if found["half"] == "过半":
            return Quantity(start, end, start, end, value, None, ">", unit, sort, True)
    elif found["cheng"]:
        digits = found["cheng"][:-1]
        parts = [chinese_number(c) for c in digits if c not in "至到—-"]
        value = parts[0] * 10 if parts and parts[0] is not None else None
        tail = found["ct"]
        if text[max(floor, start - 1):start] in ("完", "形", "组", "构"):
            return None
    elif found["per100k"]:
        value, unit, tail, sort = Decimal(found["per100k"].partition("/")[0]), "/10万", found["pt"], "percent"
    else:
        return None
    if value is None:
        return None
    return _compare(text, Quantity(start, end, start, end, _whole(value), None, "=", unit, sort, True), tail, floor)
