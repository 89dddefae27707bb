"""Targets without a number: a direction, a place, a state.

A goal is a clause (between two commas) that a person can later judge with evidence: 位居全省前列, 建成示范区,
供水能力显著提升. It counts only where the document looks ahead; a clause that holds a statement is left to it.
"""
import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Literal

from taizhang.reading.context import Reading
from taizhang.reading.modality import modality
from taizhang.reading.settings import settings
from taizhang.reading.stage import stage
from taizhang.reading.times import Setting, period_of, times
from taizhang.values import Goal

Form = Literal["direction", "place", "state"]

_SENTENCE = re.compile(r"[^。；！？\n]+")
_CLAUSE = re.compile(r"[^，]+")
_HINT = re.compile(
    r"前列|前茅|上游|领先|先进|一流|第一方阵|第一梯队|建成|形成|成为|打造|创建|争创|创成|获批|获评|入选|通过|全覆盖|摘帽|投产|通车|投用|投入|竣工|完工|建立|构建"
    r"|提升|提高|增强|优化|改善|下降|降低|减少|缩小|扩大|增加|完善|健全|壮大|好转|巩固|协调|合理|浓厚|便捷|繁荣|活跃|普及|凸显|跃升|进步|拓展|夯实|稳定|达标|落户|挂牌|彰显|集聚|开工|上市|清零|自给|试点|示范|基地|先行区|城市|加强|升级|改观|建设|增长"
)
_PLACE = re.compile(
    r"(?:位居|稳居|居于?|位列|位于|跻身|走在|处于|处在|保持在?|列|排名|排位|达到|继续|迈入|挺进|进入|名列|步入)(?:在)?"
    r"(?:全国|全省|全区|全市|国内|国际|世界|全球|亚洲|东部|西部|中西部|同类|省内|(?![进居位在全])[\u4e00-\u9fff]{2,3}省|省会|设区市|沿海)[^，、]{0,10}?"
    r"(?:最前列|前列|前茅|上游|中上水平|领先|先进|第一方阵|第一梯队|一流|前沿)(?:水平|地位|位置|行列|序列)?(?=$|、|和|并)"
)
_DONE = re.compile(
    r"(?:基本|初步|全面|全部|率先|如期|提前|正式)?(?P<verb>建成(?!区)(?:投产|通车|投用|投运|使用|运营)?|形成|建立(?:起|健全)?|成为|打造成为?|建设成为?|创成|创建成?(?!活动|工作|成果|机制|活力)|争创(?!活动|工作)|获批|获评|入选|竣工|完工|投产|通车|投用"
    r"|投入(?:使用|运营|运行)|开工建设|落户|挂牌|摘帽|上市|实现[^，]{0,20}(?:全覆盖|清零|达标|通车|投产|摘帽|自给)|通过[^，]{2,20}(?:验收|复评|评估|认定|复审|考核))"
)
_HONOUR = re.compile(
    r"(?:创建|争创|获批|申报|申创|建设|创成|打造成?)(?P<name>[^，、]{0,6}(?:国家|省级|全国|全省|“中国|国际|自主创新)[^，]{0,26}(?:示范[区市县点城]*|试验区|试点[区市县城]*|城市|基地|称号|园区|先行区|实验室|示范城市|先导区|开发区|中心))$"
)
_BECOME = re.compile(r"[^，的是]{0,14}?(?:基本|初步|全面|率先)?(?:形成|建成(?!区)|建立|成为)[^，]{4,}")
_TURN_INTO = re.compile(r"[把将][^，]{2,24}?(?:建成|打造成?为?|建设成?为?)[^，]{3,}")
_MAKE = re.compile(r"(?:构建|打造|建设)(?!活动|工作)[^，]{4,}")
_DIRECTION = re.compile(
    r"(?:得到|实现|更加?|日益|趋于)?(?:显著|明显|大幅度?|稳步|逐步|持续|不断|进一步|全面|有效|基本|更加|更趋|日趋|日益|较快|整体|总体|根本|极大|蓬勃)(?:得到|实现)?的?"
    r"(?:提升|提高|增强|优化|改善|下降|降低|减少|缩小|扩大|增加|完善|健全|壮大|好转|加强|巩固|改观|升级|协调|合理|浓厚|便捷|繁荣|活跃|普及|形成|彰显|凸显|集聚|跃升|进步|增长|拓展|夯实|稳定)$"
)
_ACTS = re.compile(
    r"(?:大力|积极|着力|加快|深入|扎实|全力|切实|重点|继续)?(?:推进|推动|促进|加强|加大|强化|提升|提高|优化|完善|健全|深化|支持|鼓励|引导|坚持|落实|开展|组织|实施|发挥|围绕|按照|根据|依托|通过|把|将|以|对|为|抓|做|开展|改善|扩大|巩固|建立|用好|营造|培育|建设)"
)
_ENUM = re.compile(r"(?:——|[①-⑳]|（[一二三四五六七八九十\d]{1,3}）|[一二三四五六七八九十\d]{1,3}[、.．)）](?!\d))?(?:[一二三四五六七八九十]{1,2}是(?:要)?)?")
_WHEN = r"(?:到|至|在)?(?:(?:19|20)\d\d年(?:底前|底|末|前|内)?|“?十[一二三四五六]五”?(?:末期?|期末|期间|时期)?|今年|年内|年底前?|届时)，?"
_LEAD = re.compile(rf"(?:{_WHEN})?(?:力争|确保|争取|努力|力促|全力|积极|使得?|促使|实现|要|并){{0,6}}(?:{_WHEN})?")
_NUMBER = re.compile(r"\d(?![级维G大\d+]{0,8}(?:年|月|日|·|“|”|\+|版|期|号|维|D|G|级))[\d.]*(?:%|[亿万千百]|个|家|件|项|名|人|条|座|公里|倍|户|台|套|亩|吨|位|次|所|处|张|株|只|辆|部|期|批|种|类|间|栋|支|片|平方|立方|元|天|小时)")
_PAST = re.compile(r"近年来|已经?[^，]{0,6}(?:建成|形成|成为|获|实现)|取得了|过去|存在|不足|问题|困难|挑战|我国|世界(?!一流|级|领先|先进|前列)|机遇|关键之年|之年|仍然|尚未|还不|有待|不够|滞后|指导思想|为指导|基本原则|坚持以|以[^，]{2,20}为(?:指导|统领|抓手|主线|引领|导向|核心)")
_AIM = re.compile(r"目标|愿景")
_AIM_ONLY = re.compile(r"目标(?!.*(?:任务|举措|措施|政策|要求|工作|安排))|愿景")
_OPENS = re.compile(r"目标(?:任务)?(?:是|为|如下|：|:)|(?:^|[：，])(?:到|至)20\d\d年|十[一二三四五六]五”?(?:期?末)")
_DUE = re.compile(r"(?:20\d\d年|年)(?:底前|前|内|底|末)|上半年|下半年|[一二三四]季度|月底前|到20\d\d年")
_DUE_ABOVE = re.compile(r"(?:到|至)?(?:20\d\d年|年)(?:底前|前|内|底|末)?，$")
_SOFT = frozenset(("全力", "应当", "不得", "尽快", "尽量", "有望", "预期", "计划", "拟", "原则上", "严禁"))
_NO_GOAL = re.compile(r"(?:任务|目标|要求|合力|之一|关键)$|探索|试行|^(?:力争|确保|争取)?(?:早日|按期|如期|尽快|尽早)|^让|^支持|^鼓励|^促进")
_CUT = frozenset("并和与及、且或的是")


@dataclass(frozen=True, slots=True)
class _Ground:
    """Why a paragraph may hold goals: it stands under a heading of goals, or only in a part that looks ahead."""

    aims: bool
    setting: Setting


@stage(reads="flow outline metadata statements", writes="goals")
def goals(reading: Reading) -> None:
    """Targets without a number: a direction, a place, a state."""
    if reading.metadata.genre in ("rules", "bulletin", "notice"):
        return
    text = reading.flow.text
    numbers = sorted(s.value_start for s in reading.statements)
    place = reading.metadata.place or ""
    aims_below = False
    for (a, b), setting in zip(reading.flow.paragraphs, settings(reading), strict=True):
        if b - a < 6:
            continue
        if setting.mode not in ("plan", "flat") or (setting.mode == "flat" and not setting.horizon):
            aims_below = False
            continue
        path = reading.outline.path(reading.outline.at(a))
        opens = _OPENS.search(text[a : min(b, a + 60)]) is not None
        aims = opens or aims_below or any(_AIM_ONLY.search(title) for title in path[-2:])
        aims_below = (opens and text[b - 1] in "：:") or (aims_below and text.startswith(("——", "（", "——"), a))
        for sentence in _SENTENCE.finditer(text, a, b):
            if sentence.end() - sentence.start() <= 3000 and _HINT.search(text, sentence.start(), sentence.end()):
                _of_sentence(reading, sentence.start(), sentence.end(), _Ground(aims, setting), path, place, numbers)


def _of_sentence(reading: Reading, start: int, end: int, ground: _Ground, path: tuple[str, ...], place: str, numbers: list[int]) -> None:
    text = reading.flow.text
    if _PAST.search(text, start, end):
        return
    found = None
    bound: str | None = None
    binds = modality(text[start:end]) is not None
    for piece in _CLAUSE.finditer(text, start, end):
        a, b = piece.span()
        if enum := _ENUM.match(text, a, b):
            a = enum.end()
        clause = text[a:b]
        own = modality(clause) if binds else None
        if own in _SOFT:
            own = None
        elif own and own != "争创":
            bound = own
        if not _HINT.search(clause):
            continue
        due = _DUE.search(clause) is not None or _DUE_ABOVE.search(text[max(start, a - 12) : a]) is not None
        form = form_of(clause, aims=ground.aims, bound=own is not None, due=due, carried=bound is not None)
        if form is None or _NUMBER.search(clause):
            continue
        lead = _LEAD.match(clause)
        from_ = a + (lead.end() if lead else 0)
        what = what_of(text[from_:b], form)
        if b - from_ < 5 or (form != "state" and (len(what) < 2 or what[-1] in _CUT)):
            continue
        first, last, quote = reading.quote(a, b)
        if (i := bisect_left(numbers, first)) < len(numbers) and numbers[i] < last:
            continue
        if found is None:
            found = list(times(text, start, end))
        period, source = period_of(found, b - 1, a, ground.setting, "target", "level")
        reading.goals.append(Goal(
            reading.doc, first, last, quote, what, form, own or bound, period, place, path,
            0.9 if own or source == "sentence" else 0.75,
        ))


def form_of(clause: str, *, aims: bool, bound: bool, due: bool, carried: bool = False) -> Form | None:
    """What sort of goal a clause is, if it is one: ``aims`` under a heading of goals, ``bound`` by 力争 and the like,
    ``due`` with a time of its own, ``carried`` where the binding word stands in an earlier clause of the sentence.

    >>> form_of("供水量位居全省前列", aims=False, bound=False, due=False)
    'place'
    >>> form_of("供水能力显著提升", aims=True, bound=False, due=False), form_of("进一步提升供水能力", aims=True, bound=False, due=False)
    ('direction', None)
    >>> form_of("力争建成节水城市", aims=False, bound=True, due=False), form_of("建成节水城市", aims=False, bound=False, due=False)
    ('state', None)
    """
    if not 5 <= len(clause) <= 70 or _NO_GOAL.search(clause) or clause.count("（") != clause.count("）"):
        return None
    if _PLACE.search(clause):
        return "place"
    if (aims or bound or (carried and due)) and _DIRECTION.search(clause) and not _acts(clause):
        return "direction"
    if clause[0] in "是就也":
        return None
    lead = _LEAD.match(clause)
    begin = lead.end() if lead else 0
    if (aims or bound) and _TURN_INTO.match(clause, begin):
        return "state"
    if aims and ((_BECOME.match(clause, begin) and not _acts(clause)) or ((bound or due) and _MAKE.match(clause, begin))):
        return "state"
    if (bound or due) and (done := _DONE.search(clause)):
        return "state" if len(clause) - len(done.group()) >= 3 and (bound or done["verb"] not in ("形成", "建立", "成为", "建立健全")) else None
    return "state" if (aims or bound) and _HONOUR.search(clause) else None


def _acts(clause: str) -> bool:
    """Whether a clause says what is to be done, not what is to be reached."""
    lead = _LEAD.match(clause)
    return _ACTS.match(clause, lead.end() if lead else 0) is not None


_KEEP = re.compile(r"^(?:继续)?(?:保持|推动|推进|促进|实现)(?=[^，]{3,})")
_WHAT_END = {
    "place": _PLACE,
    "direction": _DIRECTION,
}


def what_of(clause: str, form: Form) -> str:
    """The thing a goal is about: what stands before the place or the change, or the state itself.

    >>> what_of("供水量位居全省前列", "place"), what_of("供水能力显著提升", "direction"), what_of("建成节水城市", "state")
    ('供水量', '供水能力', '建成节水城市')
    """
    pattern = _WHAT_END.get(form)
    found = pattern.search(clause) if pattern else None
    what = clause[: found.start()] if found else clause
    return _KEEP.sub("", what.removesuffix("继续").strip("、： ")) or clause
