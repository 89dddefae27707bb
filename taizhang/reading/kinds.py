"""Target, actual, rule or forecast: from the words beside the number, then the setting of its stretch."""
import re
from dataclasses import dataclass

from taizhang.reading.quantities import Quantity
from taizhang.reading.times import Setting

_GIVES = re.compile(
    r"给予|予以|奖励|奖补|补助|补贴|资助|扶持资金|贴息|配套支持|后补助|减免|减征|免征|返还|追加支持|支付|核拨|拨付|罚款|处以|担保费率"
    r"|风险补偿|分段补助|按照?[^，。；]{0,24}?比例|按照?[^，。；]{0,16}?标准"
)
_GIVEN = re.compile(r"已(?!有)|累计|落实|发放|兑现|拨付了|争取到|共有?|获得|达到|完成|支付|共为|筹措|投入|安排|下达|超过|增长")
_COND = re.compile(
    r"(?:以上|以下|以内|超过|不足|不满|满|达到?|低于|高于)[^，。；]{0,14}的[，、]"
    r"|符合(?:下列|以下|上述)?条件|具备(?:下列|以下)?条件|应当(?:符合|具备)|的，(?:可|给予|予以|按|由|应)"
    r"|对[^，。；]{2,40}的(?:企业|单位|个人|机构|项目|人才|团队|园区|平台)"
)
_HOPE = re.compile(
    r"力争|确保|争取|努力|力促|目标|预期|计划(?!的|单列|生育|内|外)|拟|将(?:达|新|建|投|完|实|力|在)|要(?:达|新|建|完|实|力|在|确|努|重|抓|全|突)"
    r"|下一步|今后|未来|到20\d\d年"
)
_HOPE_FIRM = re.compile(r"力争|确保|争取|目标")
_SET_AS_GOAL = re.compile(r"力争|确保|目标")
_NEXT = re.compile(r"(?:拟|下一步|将)(?:再|新|继续|推|出|建)")
_PAST_NEAR = re.compile(
    r"(?:目前|截至目前|现有|已(?!经?具备)|已有|(?<![比较])去年|(?<![比较])上年|累计(?!新增|实施|建|培|达到?[^，。]{0,6}以上))[^，。；]{0,24}$"
)
_STANDS = re.compile(r"仍(?:然|处于|有|占|为|高达)|依然|近年来|受到威胁|每年因")
_GUESS = re.compile(r"有望|预计|预测|预期(?:可|将)")
_BASELINE = re.compile(
    r"(?:低于|高于|超过|落后于|优于|快于|高出|低)(?:全[国省市区]|[\u4e00-\u9fff]{2,4}[省市])(?:平均水平?)?(?:的)?$"
)

# ---- rules: who gets what, on which condition, for how long ------------------------------------------------------

_GRANT = re.compile(
    r"给予[^，。；]{0,30}(?:奖励|补助|补贴|资助|贴息|奖补|扶持|津贴|配套|支持资金|经费)|一次性(?:给予)?(?:奖励|补助|资助)"
    r"|(?:奖励|补助|补贴|资助|津贴)(?:资金|标准)?(?:最高|不超过|每[人月年]|为)*\d"
    r"|按照?[^，。；]{0,36}\d%?[^，。；]{0,10}(?:给予|补助|奖励|补贴|贴息|配套|资助|核拨)"
    r"|每[人家户项台个][^，。；]{0,14}(?:不超过|补助|补贴|奖励)|不予(?:奖励|补助|认定|支持)|另[奖补]|奖补的|贴息\d|分别(?:奖励|补助|资助)"
)
# A goal or a budget within a sentence of grants.
_NO_GRANT = re.compile(r"力争|确保|到20\d\d年|20\d\d年底前|预算安排|不少于[^，。；]{0,6}[家项个]$|压缩到")
_TO_WHOM = re.compile(r"(?:对|按照?|给予)[^。；]{0,60}$")
_JUST_GIVEN = re.compile(r"给予|予以|奖励|补助|资助")
_AT_RATE = re.compile(r"按照?[^，。；]{0,24}$|比例|标准")
_RATE_OF = re.compile(r"给予|奖励|补助|补贴|资助|贴息|补偿|核拨")
_FOR = re.compile(r"对[^。；]{0,80}$")
_THEN_GIVEN = re.compile(r"的?(?:（[^）]{0,20}）)?(?:，[^。；]{0,60}?)?(?:的[^，。；]{0,20})?(?:，|可|给予|予以|由|将分别)")
_SUPPORT = re.compile(r"给予|予以|奖励|补助|资助|支持")
_SHORTER = re.compile(r"压缩|缩短|减至|控制|压减|降")
_SHORTENED = re.compile(r"压缩|缩短|减至|控制")
_TERM = re.compile(r"满|任期|服务期|连续|不足|期限|周期|建设期")
_LIMIT = re.compile(r"不低于|不超过|不高于|比例")
_CAPITAL = re.compile(r"基金|注册资本|出资|承诺|收益|净收入|提取|奖金|投资于|贷款|担保|股权|收入的|税")
_PLANS = ("opinion", "plan", "task_division", "notice")


def lays_down_grant(text: str, begin: int, end: int) -> bool:
    """Whether the sentence ``text[begin:end]`` lays down who gets what.

    >>> lays_down_grant("对新建泵站给予10万元补助", 0, 13), lays_down_grant("新建泵站10座", 0, 7)
    (True, False)
    """
    return bool(_GRANT.search(text, begin, end))


# ---- from A to B --------------------------------------------------------------------------------------------------

_FROM = re.compile(r"(?:由|从|自(?![然治主动由有来我建筹营产]))(?:(?:19|20)\d\d年(?:末|底)?的?)?(?:[^，。；、\d]{0,14})$")
_TO = re.compile(
    r"(?:（[^）]{0,12}）|以上|左右|多)?(?:分别|逐步|大幅|快速|迅速|稳步|进一步|提前|一举|跃|再)*"
    r"(?:增|升|提|降|减|扩|压|缩|上升|下降|发展|增长|跃|拓展|精简|调整|变|到|至|下调|上调|延长|回落|翻|攀)[^，。；、\d]{0,6}(?:(?:19|20)\d\d年(?:末|底)?的?)?$"
)


def is_from(text: str, start: int, number: int, end: int, following: int | None) -> bool:
    """Whether the number is the start of a 由A提高到B.

    >>> text = "覆盖率由60%提高到70%"
    >>> is_from(text, 0, 4, 7, 10)
    True
    """
    if following is None or following - end > 18 or not _FROM.search(text, max(start, number - 16), number):
        return False
    return bool(_TO.search(text, end, following))


# ---- the kind -----------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Beside:
    """The words beside a number: ``before`` and ``after`` it in its sentence, ``near`` it in its clause."""

    text: str
    begin: int
    clause: int
    end: int
    q: Quantity
    before: str
    near: str
    after: str


def kind_of(text: str, begin: int, clause: int, end: int, q: Quantity, measure: str, setting: Setting, year: int | None, genre: str,
            grants: bool) -> str:
    """Kind of a number in the sentence ``text[begin:end]`` whose clause begins at ``clause``.

    ``year`` is the year its words name, if any; ``grants`` whether the sentence lays down who gets what.
    """
    begin, end = max(begin, q.start - 240), min(end, q.end + 240)
    at = _Beside(
        text, begin, clause, end, q,
        before=text[max(begin, q.start - 70):q.start], near=text[max(clause, q.start - 30):q.start], after=text[q.end:min(end, q.end + 40)],
    )
    if setting.mode == "rule":
        return "target" if year and setting.now and year > setting.now and _HOPE.search(at.before) else "rule"
    if setting.mode == "past":
        return _looking_back(at, setting, year)
    if grants and _in_grant(at) or _is_rule(at, measure):
        return "rule"
    if setting.mode == "plan":
        return _looking_ahead(at, setting, year, genre)
    if year and setting.now and year != setting.now:
        return "target" if year > setting.now else "actual"
    return "target" if _HOPE.search(at.near) else "actual"


def _looking_back(at: _Beside, setting: Setting, year: int | None) -> str:
    """In a summary: reported, unless the words lay down a rule or look to a year not yet over."""
    q, now = at.q, setting.now
    if _gives(at) and (
        q.op == "<=" and "最高" in at.text[q.start:q.number]
        or q.sort == "money" and "每" in at.before[-16:] and _COND.search(at.text, at.begin, at.end) and not _GIVEN.search(at.before)
    ):
        return "rule"
    if year and now and (year > now or year == now and setting.year and year > setting.year and _HOPE.search(at.before)):
        guessed = _GUESS.search(at.text[max(at.begin, q.start - 40):q.start]) and not _HOPE_FIRM.search(at.before)
        return "forecast" if guessed else "target"
    return "target" if _NEXT.search(at.near) else "actual"


def _looking_ahead(at: _Beside, setting: Setting, year: int | None, genre: str) -> str:
    """In a plan: to be reached, unless the words tell where things stand or lay down a rule."""
    q, now, near = at.q, setting.now, at.near
    if (
        genre in _PLANS and q.sort in ("percent", "share", "money")
        and _LIMIT.search(at.text[q.start:q.number] + near) and _CAPITAL.search(near) and not _HOPE.search(at.before)
    ):
        return "rule"
    if year and now and (year < now or year == now and setting.year is not None and setting.year > year and _PAST_NEAR.search(near)):
        return "actual"
    stands = _PAST_NEAR.search(near) or _STANDS.search(near) or _BASELINE.search(at.text, max(at.clause, q.start - 14), q.start)
    if stands and not _HOPE.search(near):
        return "actual"
    return "forecast" if _GUESS.search(near) and not _SET_AS_GOAL.search(at.before) else "target"


def _gives(at: _Beside) -> bool:
    return bool(_GIVES.search(at.near) or _GIVES.search(at.after[:24]))


def _in_grant(at: _Beside) -> bool:
    """A number of a sentence that lays down who gets what; a plain count in it is rather a goal."""
    q = at.q
    return q.sort != "points" and not _NO_GRANT.search(at.near) and (q.sort != "count" or q.op != "=" or at.after.startswith("的"))


def _is_rule(at: _Beside, measure: str) -> bool:
    """Whether the words beside the number make it part of a rule, outside of a document of rules."""
    q = at.q
    if q.sort == "age":
        return True
    if q.sort == "time" and _is_term(at):
        return True
    if q.sort == "money" and _is_amount(at) or q.sort in ("percent", "share") and _is_rate(at):
        return True
    return bool(
        (q.op in (">=", "<=", ">", "<") or measure == "rank") and q.sort in ("money", "percent", "count", "rank")
        and _THEN_GIVEN.match(at.after) and _FOR.search(at.before) and _SUPPORT.search(at.text, q.end, at.end)
    )


def _is_term(at: _Beside) -> bool:
    """30日内办结, 任职满4年; not what is to be shortened."""
    q = at.q
    if at.text[q.unit_end:q.end].endswith("内") and not _SHORTER.search(at.text, max(at.begin, q.start - 10), q.start):
        return True
    return bool(_TERM.search(at.near)) and not _SHORTENED.search(at.near)


def _is_amount(at: _Beside) -> bool:
    """An amount given to somebody, on a condition, up to a cap or to each."""
    q = at.q
    return _gives(at) and not _HOPE.search(at.near) and bool(
        q.start > q.number or "最高" in at.before[-12:] or "每" in at.before[-16:]
        or _COND.search(at.text, at.begin, min(at.end, q.end + 60)) or _TO_WHOM.search(at.before)
        or at.after[:1] == "的" and _JUST_GIVEN.search(at.before[-40:])
    )


def _is_rate(at: _Beside) -> bool:
    """A rate at which something is given."""
    q = at.q
    return _gives(at) and bool(
        _AT_RATE.search(at.near + at.after[:10])
        and _RATE_OF.search(at.text, max(at.begin, q.start - 40), min(at.end, q.end + 24))
    )
