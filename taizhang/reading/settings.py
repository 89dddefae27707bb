"""What a stretch of a document presumes of a number: looking back or ahead, of which year, or laying down a rule."""
import re
from dataclasses import replace

from taizhang.reading.context import Reading
from taizhang.reading.times import Setting
from taizhang.text.outline import Node

_AHEAD = re.compile(
    r"计划|安排|打算|部署|目标|要点|任务|举措|措施|今后|下一步|下阶段|展望|思路|要求|建议|预期|发展规划|蓝图|愿景|重点工作|主要工作(?!回顾|完成|成效|及|和)|实事|清单|工作重点|奋斗|攻坚|规划纲要|路径|做好")
_BACK = re.compile(r"回顾|总结|成效|成绩|进展|完成情况|执行情况|落实情况|情况$|取得|成就|基础$|发展基础|现状|工作情况|历程|过去|亮点|开局|收官|所做|存在.{0,6}(?:困难|问题)|基本情况")
_BACKGROUND = re.compile(r"短板|压力|挑战|差距|严峻|瓶颈|突出矛盾|形势")
_BACK_STRONG = re.compile(
    r"回顾|总结|成效$|成效显著|完成情况|执行情况|进展(?:情况)?$|积极进展|基本情况|发展基础$|建设基础$|现状|存在.{0,6}(?:困难|问题)|主要成就|取得的成"
    r"|工作情况$|发展背景"
)
_AHEAD_STRONG = re.compile(r"计划|安排|打算|部署|目标|要点|任务|今后|下一步|展望|思路|建议|重点工作|实事|举措")
_AHEAD_BELOW = re.compile(r"工作安排|工作打算|工作部署|总体要求|(?:主要|预期|发展|工作)目标|下一步|今后|工作思路|总体思路")
_THIS_YEAR = re.compile(r"今年|本年度")
_ONE_YEAR = re.compile(r"一年来|过去一年|去年|(?:19|20)\d\d年")
_FIVE_YEARS = re.compile(r"过去五年|这五年|五年来|本届政府|五年工作")
_NEXT_FIVE = re.compile(r"今后五年|未来五年")
_PROGRESS = re.compile(r"进展|成效|回顾|成就|完成")
_DOES = re.compile(r"夯实|强化|打牢|筑牢|加强|推动|巩固|把握|适应|认清|优化|提升|完善|深化|扎实|切实")
_YEAR = re.compile(r"((?:19|20)\d\d)年")
_YEARS = re.compile(r"((?:19|20)\d\d)年?(?:—{1,2}|-|~|至|到)((?:19|20)\d\d)年")
_PLAN = re.compile(r"十([一二三四五六])五|“(十)五”")
_FIVE = {"十": 2001, "一": 2006, "二": 2011, "三": 2016, "四": 2021, "五": 2026, "六": 2031}

# Words in running text that turn a report from looking back to looking ahead, and the other way.
_TURN_AHEAD = re.compile(
    r"(?:各位代表[，！：])?(?:(?:今年|(?P<y>(?:19|20)\d\d)年)[^。]{0,40}?(?:总体要求|工作总体|主要预期目标|主要目标|发展目标|预期目标|工作思路|总体思路|工作安排|要重点|重点抓好"
    r"|着力抓好|要着力|将重点|我们要|我们将|要做好|的政府工作|政府工作)"
    r"|(?:做好|围绕|实现|完成)(?:今年|(?P<y2>(?:19|20)\d\d)年|上述|以上)[^。]{0,30}?(?:工作|目标|任务)|今后五年|未来五年"
    r"|(?:今年|(?P<y3>(?:19|20)\d\d)年)是[^。]{0,60}?(?:关键|开局|第一年|收官|之年|攻坚|重要))")
_OPENS_YEAR = re.compile(r"(?:各位代表[，！：])?(?:回顾)?(?:刚刚)?(?:过去的?一年|一年来|这一年|去年|过去的?(?:19|20)\d\d年|(?:19|20)\d\d年(?![的以]))")
_OPENS_FIVE = re.compile(r"[^，。]{0,12}?(?:五年来|过去五年|这五年|五年间|“十[一二三四五六]?五”(?:时期|期间|以来))")
_TURN_BACK = re.compile(
    r"(?:各位代表[，！：])?(?:过去的?一年|过去五年|一年来|五年来|回顾|(?P<y>(?:19|20)\d\d)年(?:的)?(?:工作回顾|是[^。]{0,40}(?:不平凡|极为|很不|极不|一年里)"
    r"|[^。]{0,6}，我们))"
)


def settings(reading: Reading) -> list[Setting]:
    """One `Setting` for each paragraph of the flow, in order."""
    meta = reading.metadata
    now = int(meta.issued[:4]) if meta.issued else None
    back = _last_year(meta.year_of)
    ahead = _last_year(meta.plan_for)
    span = _span(meta.plan_for)
    genre = meta.genre or "other"
    if now is None:
        now = ahead if ahead and not span and back else back + 1 if back else None
    start = _begin(genre, back, ahead, now, span)
    headings: dict[int | None, Setting] = {None: start}
    nodes = reading.outline.nodes
    text = reading.flow.text
    found: list[Setting] = []
    turn: Setting | None = None
    turned_in: int | None = -1
    five = False
    starts = {node.start for node in nodes if node.parent is None}
    narrative = genre in ("work_report", "other", "summary_plan")
    for a, b in reading.flow.paragraphs:
        index = reading.outline.at(a)
        setting = _of_node(index, nodes, headings, start, genre, back, ahead, now)
        top = _top(index, nodes)
        if narrative and genre != "rules":
            if top != turned_in and index is not None:
                turn, turned_in = None, top
            changed = _turn(text, a, b, turn or setting, back, ahead, now, start)
            if changed is not None:
                turn, turned_in = changed, top
                headings[-1] = changed
        setting = turn if turn is not None and narrative else setting
        if setting.mixed and setting.span:  # a part that tells of a year and of five: its paragraphs say which
            head = min(b, a + 40)
            five = a not in starts and (_OPENS_FIVE.match(text, a, head) is not None or five and not _OPENS_YEAR.match(text, a, head))
            setting = replace(setting, mixed=not five)
        found.append(setting)
    return found


def _begin(genre: str, back: int | None, ahead: int | None, now: int | None, span: tuple[int, int] | None) -> Setting:
    if genre == "rules":
        return Setting("rule", None, None, now)
    if genre == "bulletin":
        return Setting("past", back or (now - 1 if now else None), None, now)
    if genre in ("work_report", "summary_plan"):
        if back:
            return Setting("past", back, None, now)
        return Setting("plan", ahead, None, now)
    if genre in ("opinion", "plan", "task_division"):
        return Setting("plan", None if ahead is None else ahead, ahead, now, span)
    if genre == "notice":
        return Setting("flat", back, None, now)
    if ahead and not back:
        return Setting("plan", ahead, None, now, span)
    if back:
        return Setting("past", back, None, now)
    return Setting("flat", now, None, now)


def _of_node(index: int | None, nodes: tuple[Node, ...], headings: dict[int | None, Setting], start: Setting, genre: str,
             back: int | None, ahead: int | None, now: int | None) -> Setting:
    known = headings.get(index)
    if known is not None:
        return known
    assert index is not None
    node = nodes[index]
    if node.parent is None and genre in ("work_report", "summary_plan", "other"):
        above = headings.get(-1, start)  # a silent part goes on as the part before it
    else:
        above = _of_node(node.parent, nodes, headings, start, genre, back, ahead, now)
    setting = above
    if genre != "rules" or node.number.startswith("附"):
        setting = _said(node.title, above, back, ahead, now, genre, node.parent is None)
    headings[index] = setting
    if node.parent is None:
        headings[-1] = setting
    return setting


def _said(title: str, above: Setting, back: int | None, ahead: int | None, now: int | None, genre: str, top: bool) -> Setting:
    """What a heading says of mode and year; silent headings leave it as it was."""
    if len(title) > 60 or genre in ("bulletin", "rules"):
        return above
    years = [int(y) for y in _YEAR.findall(title)]
    span = _YEARS.search(title)
    plan = _PLAN.search(title)
    looks_ahead = bool(_AHEAD.search(title))
    looks_back = _looks_back(title, genre, top)
    if (looks_back or above.mode == "past") and now and _FIVE_YEARS.search(title):
        last = years[-1] if years else back or now - 1
        return Setting("past", last, None, now, (last - 4, last), bool(years))
    if not top and above.mode == "past" and above.mixed and _ONE_YEAR.search(title):
        return Setting("past", above.year, None, now)
    if genre in ("work_report", "summary_plan") and _THIS_YEAR.search(title) and looks_ahead:
        return Setting("plan", ahead or now, None, now)
    if looks_back and not (looks_ahead and above.mode == "plan" and not _BACK_STRONG.search(title)):
        if span:
            return Setting("past", int(span[2]), None, now, (int(span[1]), int(span[2])))
        if plan:
            first = _FIVE[plan[1] or plan[2]]
            return Setting("past", years[-1] if years else back or first + 4, None, now, (first, first + 4), bool(years))
        if years:
            return Setting("past", years[-1], None, now)
        if genre in ("plan", "opinion", "task_division") and above.horizon and above.horizon % 5 == 0 and now:
            return Setting("past", min(now, above.horizon - 5) if _PROGRESS.search(title) else None, None, now)
        return Setting("past", back or (now - 1 if genre == "work_report" and now else now), None, now)
    if plan and looks_ahead | top and (not years or "远景" in title):
        horizon = _FIVE[plan[1] or plan[2]] + 4
        return Setting("plan", horizon, horizon, now)
    if span and (looks_ahead or top):
        return Setting("plan", int(span[2]), int(span[2]), now, (int(span[1]), int(span[2])))
    if years and (looks_ahead or now and years[-1] > now):
        return Setting("plan", years[0] if "远景" in title else years[-1], None, now, None, plan is not None or _NEXT_FIVE.search(title) is not None)
    if looks_ahead:
        if now and _NEXT_FIVE.search(title):
            return Setting("plan", now + 4, now + 4, now)
        if above.mode == "past" and (_AHEAD_STRONG.search(title) if top else _AHEAD_BELOW.search(title)):
            yearly = genre in ("work_report", "summary_plan")
            return Setting("plan", ahead or (now if genre == "work_report" else None), None if yearly else ahead, now)
        return above
    if years and above.mode == "past" and back and years[-1] == back + 1 and (not now or years[-1] >= now):
        return Setting("plan", years[-1], None, now)
    return above


def _looks_back(title: str, genre: str, top: bool) -> bool:
    """Whether a heading looks back; below the top, and in documents that lay down what is to be done, it must say so clearly."""
    if genre in ("plan", "opinion", "task_division") and _BACKGROUND.search(title) and not _DOES.match(title):
        return True
    if not top:
        return bool(_BACK_STRONG.search(title)) and not _DOES.match(title)
    if genre in ("plan", "opinion", "task_division") and _DOES.search(title):
        return False
    return bool(_BACK.search(title) or _BACK_STRONG.search(title))


def _turn(
    text: str, a: int, b: int, setting: Setting, back: int | None, ahead: int | None, now: int | None, start: Setting,
) -> Setting | None:
    """A paragraph that opens a new part without a heading."""
    found = _TURN_AHEAD.match(text, a, b)
    if found and setting.mode == "past":
        year = next((int(y) for y in found.groups() if y), None)
        if year is None and text.startswith(("今后五年", "未来五年"), a):
            return Setting("plan", now + 4 if now else ahead, None, now)
        if year is not None and back is not None and year <= back:
            return None
        return Setting("plan", year or ahead or now, None, now)
    found = _TURN_BACK.match(text, a, b)
    if found and setting.mode == "plan" and start.mode == "past" and back:
        return Setting("past", back, None, now)
    return None


def _top(index: int | None, nodes: tuple[Node, ...]) -> int | None:
    while index is not None and nodes[index].parent is not None:
        index = nodes[index].parent
    return index


def _last_year(written: str | None) -> int | None:
    years = re.findall(r"(?:19|20)\d\d", written or "")
    return int(years[-1]) if years else None


def _span(written: str | None) -> tuple[int, int] | None:
    years = re.findall(r"(?:19|20)\d\d", written or "")
    return (int(years[0]), int(years[-1])) if len(years) > 1 else None
