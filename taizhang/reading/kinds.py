"""Target, actual, rule or forecast: from the words beside the number, then the setting of its stretch."""
import re

from taizhang.reading.quantities import Quantity
from taizhang.reading.times import Setting

_GIVES = re.compile(
    r"给予|予以|奖励|奖补|补助|补贴|资助|扶持资金|贴息|配套支持|后补助|减免|减征|免征|返还|追加支持|支付|核拨|拨付|罚款|处以|担保费率|风险补偿|分段补助|按照?[^，。；]{0,24}?比例|按照?[^，。；]{0,16}?标准")
_DONE = re.compile(r"已(?!有)|累计|落实|发放|兑现|拨付了|争取到|共有?|获得|达到|完成|支付|共为|筹措|投入|安排|下达|超过|增长")
_COND = re.compile(
    r"(?:以上|以下|以内|超过|不足|不满|满|达到?|低于|高于)[^，。；]{0,14}的[，、]|符合(?:下列|以下|上述)?条件|具备(?:下列|以下)?条件|应当(?:符合|具备)|的，(?:可|给予|予以|按|由|应)"
    r"|对[^，。；]{2,40}的(?:企业|单位|个人|机构|项目|人才|团队|园区|平台)"
)
_HOPE = re.compile(r"力争|确保|争取|努力|力促|目标|预期|计划(?!的|单列|生育|内|外)|拟|将(?:达|新|建|投|完|实|力|在)|要(?:达|新|建|完|实|力|在|确|努|重|抓|全|突)|下一步|今后|未来|到20\d\d年")
_HOPE_FIRM = re.compile(r"力争|确保|争取|目标")
_PAST = re.compile(r"(?:目前|截至|截止|已|累计|现有|同比|比上年|较上年|去年|上年|迄今|至今|以来|去年底|上年末)")
_PAST_NEAR = re.compile(r"(?:目前|截至目前|现有|已(?!经?具备)|已有|(?<![比较])去年|(?<![比较])上年|累计(?!新增|实施|建|培|达到?[^，。]{0,6}以上))[^，。；]{0,24}$")
_STANDS = re.compile(r"仍(?:然|处于|有|占|为|高达)|依然|近年来|受到威胁|每年因")
_GUESS = re.compile(r"有望|预计|预测|预期(?:可|将)")
_BASELINE = re.compile(r"(?:低于|高于|超过|落后于|优于|快于|高出|低)(?:全[国省市区]|[\u4e00-\u9fff]{2,4}[省市])(?:平均水平?)?(?:的)?$")
_CONDITION = re.compile(r"(?:^|[。；，：])(?:对|凡|对于|对在)[^。；]{0,90}$")
_AWARD = re.compile(r"^[^。；]{0,100}?(?:的|，)[^。；]{0,80}?(?:给予|予以|奖励|补助|资助|补贴)")
_INCENTIVE = re.compile(
    r"给予[^，。；]{0,30}(?:奖励|补助|补贴|资助|贴息|奖补|扶持|津贴|配套|支持资金|经费)|一次性(?:给予)?(?:奖励|补助|资助)"
    r"|(?:奖励|补助|补贴|资助|津贴)(?:资金|标准)?(?:最高|不超过|每[人月年]|为)*\d|按照?[^，。；]{0,36}\d%?[^，。；]{0,10}(?:给予|补助|奖励|补贴|贴息|配套|资助|核拨)"
    r"|每[人家户项台个][^，。；]{0,14}(?:不超过|补助|补贴|奖励)|不予(?:奖励|补助|认定|支持)|另[奖补]|奖补的|贴息\d|分别(?:奖励|补助|资助)")


def incentive(text: str, begin: int, end: int) -> bool:
    """Whether the sentence ``text[begin:end]`` lays down who gets what."""
    return bool(_INCENTIVE.search(text, begin, end))


_FROM = re.compile(r"(?:由|从|自)(?:(?:19|20)\d\d年(?:末|底)?的?)?(?:[^，。；、\d]{0,14})$")
_TO = re.compile(
    r"(?:（[^）]{0,12}）|以上|左右|多)?(?:分别|逐步|大幅|快速|迅速|稳步|进一步|提前|一举|跃|再)*(?:增|升|提|降|减|扩|压|缩|上升|下降|发展|增长|跃|拓展|精简|调整|变|到|至|下调|上调|延长"
    r"|回落|翻|攀)[^，。；、\d]{0,6}$"
)
_RULE_WORDS = re.compile(r"有效期|年龄|周岁|不得|应当|可以?申[请报]|处罚|罚款|缴纳|起付|报销|限额|不予")


def is_from(text: str, start: int, number: int, end: int, following: int | None) -> bool:
    """Whether the number is the start of a 由A提高到B.

    >>> text = "覆盖率由60%提高到70%"
    >>> is_from(text, 0, 4, 7, 10)
    True
    """
    if following is None or following - end > 14 or not _FROM.search(text, max(start, number - 16), number):
        return False
    return bool(_TO.search(text, end, following))


def kind_of(text: str, begin: int, clause: int, end: int, q: Quantity, measure: str, setting: Setting, year: int | None, genre: str, grants: bool) -> str:
    """Kind of a number in the sentence ``text[begin:end]``.

    ``year`` is the year its words name, if any; ``grants`` whether the sentence lays down who gets what.
    """
    begin, end = max(begin, q.start - 240), min(end, q.end + 240)
    before = text[max(begin, q.start - 70):q.start]
    after = text[q.end:min(end, q.end + 40)]
    near = text[max(clause, q.start - 30):q.start]
    if setting.mode == "rule":
        if year and setting.now and year > setting.now and _HOPE.search(before):
            return "target"
        return "rule"
    if setting.mode != "past" and q.sort != "points" and grants and not re.search(r"力争|确保|到20\d\d年|20\d\d年底前|预算安排|不少于[^，。；]{0,6}[家项个]$|压缩到", near) and not (
            q.sort == "count" and q.op == "=" and not after.startswith("的")):
        return "rule"
    gives = bool(_GIVES.search(near) or _GIVES.search(after[:24]))
    now = setting.now
    if setting.mode == "past":
        if gives and (q.op in ("<=",) and "最高" in text[q.start:q.number] or _COND.search(text, begin, end) and q.sort == "money" and not _DONE.search(before)):
            return "rule"
        if year and now and year > now or year and now and year == now and setting.year and year > setting.year and _HOPE.search(before):
            return "forecast" if _GUESS.search(text[max(begin, q.start - 40):q.start]) and not _HOPE_FIRM.search(before) else "target"
        if re.search(r"(?:拟|下一步|将)(?:再|新|继续|推|出|建)", near):
            return "target"
        return "actual"
    if q.sort in ("age",):
        return "rule"
    if q.sort == "money" and gives and not _HOPE.search(near) and (
            _COND.search(text, begin, min(end, q.end + 60)) or q.start > q.number or "最高" in before[-12:] or "每" in before[-16:] or re.search(r"(?:对|按照?|给予)[^。；]{0,60}$", before) or "的" == after[:1] and re.search("给予|予以|奖励|补助|资助", before[-40:])):
        return "rule"
    if q.sort in ("percent", "share") and gives and re.search(r"按照?[^，。；]{0,24}$|比例|标准", near + after[:10]) and re.search(r"给予|奖励|补助|补贴|资助|贴息|补偿|核拨", text[max(begin, q.start - 40):min(end, q.end + 24)]):
        return "rule"
    if (q.op in (">=", "<=", ">", "<") or measure == "rank") and q.sort in ("money", "percent", "count", "rank") and re.match(r"的?(?:（[^）]{0,20}）)?(?:，[^。；]{0,60}?)?(?:的[^，。；]{0,20})?(?:，|可|给予|予以|由|将分别)", after) and (
            re.search(r"对[^。；]{0,80}$", before)) and re.search(r"给予|予以|奖励|补助|资助|支持", text[q.end:end]):
        return "rule"
    if q.sort == "time" and text[q.unit_end:q.end].endswith("内") and not re.search(r"压缩|缩短|减至|控制|压减|降", text[max(begin, q.start - 10):q.start]):
        return "rule"
    if q.sort == "time" and re.search(r"满|任期|服务期|连续|不足|期限|周期|建设期", near) and not re.search(r"压缩|缩短|减至|控制", near):
        return "rule"
    if _CONDITION.search(text, max(begin, q.start - 90), q.start) and _AWARD.search(text, q.end, min(end, q.end + 110)):
        return "rule"
    if setting.mode == "plan":
        if genre in ("opinion", "plan", "task_division", "notice") and q.sort in ("percent", "share", "money") and re.search(r"不低于|不超过|不高于|比例", text[q.start:q.number] + near) and re.search(r"基金|注册资本|出资|承诺|收益|净收入|提取|奖金|投资于|贷款|担保|股权|收入的|税", near) and not _HOPE.search(before):
            return "rule"
        if year and now and (year < now or year == now and setting.year is not None and setting.year > year and _PAST_NEAR.search(near)):
            return "actual"
        if (_PAST_NEAR.search(near) or _STANDS.search(near)) and not _HOPE.search(near):
            return "actual"
        if _BASELINE.search(text, max(clause, q.start - 14), q.start) and not _HOPE.search(near):
            return "actual"
        if _GUESS.search(near) and not re.search(r"力争|确保|目标", before):
            return "forecast"
        return "target"
    # flat: neither looking back nor ahead
    if year and now:
        if year > now:
            return "target"
        if year < now:
            return "actual"
    if _HOPE.search(near):
        return "target"
    return "actual"
