"""One statement for each number that measures something."""
import re

from taizhang.reading import phrases
from taizhang.reading.context import Reading
from taizhang.reading.kinds import is_from, kind_of, lays_down_grant
from taizhang.reading.modality import modality, vintage
from taizhang.reading.naming import Mention, name_mentions, name_per
from taizhang.reading.quantities import Quantity, quantities
from taizhang.reading.settings import settings
from taizhang.reading.stage import stage
from taizhang.reading.subjects import Subjects
from taizhang.reading.tables import cells, free_cells
from taizhang.reading.times import Setting, Time, period_of, times
from taizhang.values import Period, Statement

_STOPS = "。！？"
_STOP = re.compile("[。！？]")
_ADDS_UP = re.compile(r"累计|投入|新增|新建|建成|完成|创建|支持|引进|举办|实施|解决|改造|培训|转移|安置|发放|争取|扶持|帮扶|新改扩建|拆除|种植|造林|招商|签约|开工|竣工|吸引|共|投资")
_CLAUSE = "，；：。！？\n"
_SKIP = "、）和及与并，”且 "
_FAR_TIME = re.compile(r"到20\d\d年|“?十[一二三四五六]五”|今后五年|未来五年")
_THESE = re.compile(r"(?:这些|上述|这批)(?P<what>[\u4e00-\u9fff]{2})")
_OWN_HOUSE = re.compile(r"机关|党的建设|党建|党风|自身建设|干部队伍|作风")
_OWNER = re.compile(r"(?P<who>[\u4e00-\u9fff]{1,10}?(?:企业|制造业|服务业|行业|机构|学校|高校|院所|地区|部门|医院))(?P<what>.{4,})$")
_ANY_DIGIT = re.compile(r"[\d百千万亿两二三四五六七八九十首半番成第]")


@stage(reads="flow outline metadata tasks", writes="statements")
def statements(reading: Reading) -> None:
    """One statement for each number that measures something."""
    reader = _Reader(reading)
    text = reading.flow.text
    rows: list[tuple[int, int]] = []
    above = ""
    presumed: Setting | None = None
    for (a, b), setting in zip(reading.flow.paragraphs, settings(reading), strict=True):
        if text.find("\t", a, b) >= 0:
            presumed = presumed or setting
            rows.append((a, b))
            continue
        if rows and presumed is not None:
            reader.table(rows, above, presumed)
            rows, presumed = [], None
        above = text[a:b] if b - a <= 80 else ""
        if not _ANY_DIGIT.search(text, a, b):
            continue
        reader.paragraph(a, b, setting)
    if rows and presumed is not None:
        reader.table(rows, above, presumed)
    reading.statements = reader.found


class _Reader:
    """Reads the paragraphs of one document in order."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.flow.text
        self.found: list[Statement] = []
        self.genre = reading.metadata.genre or "other"
        self.subjects = Subjects(reading.lexicon, reading.metadata.place)
        self.seen: set[str] = set()  # names of indicators so far, to tell a group from what is counted in it
        self.moved: dict[int, int] = {}  # evidence that begins behind the place that its noun begins with
        self.counted: list[str] = []  # what the paragraph has counted, for 这些企业
        self.headings = {node.start for node in reading.outline.nodes}

    def _begin(self, a: int) -> int:
        """Where the words of a paragraph begin: behind its number."""
        index = self.reading.outline.at(a)
        if index is None:
            return a
        node = self.reading.outline.nodes[index]
        return a + len(node.number) if node.start == a and self.text.startswith(node.number, a) else a

    def paragraph(self, a: int, b: int, setting: Setting) -> None:
        text = self.text
        if self._is_title(a, b):
            return
        carried: list[Time] = []
        self.counted = []
        a = self._begin(a)
        sentence_end = a
        group: list[Mention] = []
        begin = a
        previous: Quantity | None = None
        for q in quantities(text, a, b):
            if q.start >= sentence_end:
                if group:
                    self._sentence(group, begin, sentence_end, setting, carried)
                group = []
                begin = max(text.rfind(s, max(a, sentence_end - 1), q.start) for s in _STOPS) + 1
                begin = max(begin, a)
                if setting.mode != "past" and begin - sentence_end > 8:
                    self._carry(sentence_end, begin, carried)
                stop = _STOP.search(text, q.end, b)
                sentence_end = stop.start() if stop else b
                previous = None
            elif len(group) >= 60:  # a list without end is read in pieces
                self._sentence(group, begin, q.start, setting, carried)
                group, begin, previous = [], q.start, None
            group.append(self._mention(q, previous, begin))
            previous = q
        if group:
            self._sentence(group, begin, sentence_end, setting, carried)

    def table(self, rows: list[tuple[int, int]], title: str, setting: Setting) -> None:
        """The cells of one table."""
        for a, b in free_cells(self.text, rows):
            self.paragraph(a, b, setting)
        for cell in cells(self.text, rows, title):
            year = cell.year or setting.horizon or setting.year
            kind = cell.kind or ("actual" if setting.mode in ("past", "flat") else "rule" if setting.mode == "rule" else "target")
            if cell.kind is None and kind == "target" and cell.year and setting.now and cell.year < setting.now:
                kind = "actual"
            m = Mention(cell.q, cell.start, cell.start, False, name=cell.indicator, start=cell.start, end=cell.q.end, measure=cell.measure)
            name_per(m)
            period = Period(year, year) if year and kind != "rule" else None
            source = "section" if period else "none"
            subject = self.subjects.full(cell.subject) if cell.subject else self.subjects.place
            self._add(m, kind, period, source, subject, "table" if cell.subject else "document", cell.start, table=True)

    def _is_title(self, a: int, b: int) -> bool:
        """A heading alone on its line, or the document's title: counts in it announce, they do not state."""
        text = self.text
        if b - a > 44 or text[b - 1] in "。；，：！？）":
            return False
        if a in self.headings:
            index = self.reading.outline.at(a)
            node = self.reading.outline.nodes[index] if index is not None else None
            return node is not None and node.end >= b - 1 and not node.number[:1].isdigit()
        title = self.reading.metadata.title
        line = text[a:b]
        if title and line in title.replace(" ", ""):
            return True
        return line.startswith("附件") or a > 0 and text[max(0, a - 5):a - 1].startswith("附件") or bool(re.match(r"[^，。；：]{2,40}(?:清单|实事|任务表|分工表|一览表|名单|情况表)$", line))

    def _mention(self, q: Quantity, previous: Quantity | None, begin: int) -> Mention:
        text = self.text
        low = previous.end if previous is not None else begin
        clause = max(text.rfind(s, low, q.start) for s in _CLAUSE) + 1
        if clause > low or previous is None:
            left = max(clause, begin)
            chained = False
            if previous is not None:
                gap = text[previous.end:q.start]
                chained = gap in ("，", "、") and False
        else:
            left = low
            chained = True
        while left < q.start and text[left] in _SKIP:
            if text.startswith("及以上", left):
                break
            left += 1
        outer = -1
        bracket = text.rfind("（", left, q.start)
        if bracket >= 0 and text.find("）", bracket, q.start) < 0:
            outer, left = bracket, bracket + 1
        return Mention(q, left, max(clause, begin), chained, outer)

    def _topic(self, at: int) -> str:
        """The title of the innermost item that has one: what a bare 补贴 is called."""
        index = self.reading.outline.at(at)
        while index is not None and not self.reading.outline.nodes[index].title:
            index = self.reading.outline.nodes[index].parent
        return self.reading.outline.nodes[index].title if index is not None else ""

    def _sentence(self, group: list[Mention], begin: int, end: int, setting: Setting, carried: list[Time]) -> None:
        text = self.text
        found = list(times(text, begin, group[-1].q.end))
        name_mentions(text, group, begin, end, self._topic(begin))
        horizon = [t for t in times(text, begin, end) if t.sort in ("horizon", "planend", "plan", "next")] if setting.mode != "past" else []
        whose = self._whose(begin, group[0])
        grants = lays_down_grant(text, max(begin, group[0].q.start - 240), min(end, group[-1].q.end + 240))
        for i, m in enumerate(group):
            low = group[i - 1].q.end if i else begin
            for sign in "，；":  # a clause without a number may name who acts from here on
                at = text.find(sign, low, m.q.start)
                while at >= 0:
                    whose = self.subjects.actor(text, phrases.trim_left(text, at + 1, m.q.start, doing=False), m.q.start) or whose
                    at = text.find(sign, at + 1, m.q.start)
            following = group[i + 1].q.start if i + 1 < len(group) else None
            m.from_ = is_from(text, max(begin, m.left - 2), m.q.number, m.q.end, following)
            self._emit(m, begin, end, setting, found or carried, whose, grants)
        if setting.mode == "past" and self.genre in ("plan", "opinion", "task_division", "other"):
            points = [t for t in found if t.sort == "point"]
            if points:
                carried[:] = [Time(begin, begin, "point", t.first, t.last, t.month) for t in points[-1:]]
        if horizon and not any(t.sort in ("point", "this") for t in found):
            carried[:] = [Time(begin, begin, t.sort, t.first, t.last, t.month) for t in horizon[-1:]]

    def _carry(self, start: int, end: int, carried: list[Time]) -> None:
        """Horizons of sentences without a number of their own hold for those that follow."""
        if not _FAR_TIME.search(self.text, start, end):
            return
        horizon = [t for t in times(self.text, start, end) if t.sort in ("horizon", "planend", "plan", "next")]
        if horizon:
            last = horizon[-1]
            carried[:] = [Time(start, start, last.sort, last.first, last.last, last.month)]

    def _whose(self, begin: int, first: Mention) -> str | None:
        """Who acts in a sentence from its start: a body, the firms counted before (这些企业), the office itself."""
        text = self.text
        opening = phrases.trim_left(text, begin, first.q.start)
        actor = self.subjects.actor(text, opening, first.q.start)
        if actor:
            return actor
        these = _THESE.match(text, begin, first.q.start)
        if these:
            for name in reversed(self.counted):
                if name.endswith(these["what"]):
                    return name
        issuers = self.reading.metadata.issuers
        if self.genre == "summary_plan" and issuers:
            index = self.reading.outline.at(begin)
            if any(_OWN_HOUSE.search(title) for title in self.reading.outline.path(index)):
                return issuers[0]
        return None

    def _part_owner(self, m: Mention) -> None:
        """高技术制造业研发经费, where 研发经费 has been spoken of: the group is whose number it is."""
        found = _OWNER.match(m.name)
        if found and found["what"] in self.seen and m.place is None:
            m.place, m.name = found["who"], found["what"]
        self.seen.add(m.name)
        if m.q.sort == "count":
            self.counted.append(m.name)

    def _rule_topic(self, begin: int, end: int) -> str | None:
        """Whom a rule speaks of: in its sentence, else in the items above it."""
        topic = self.subjects.topic(self.text, begin, end)
        index = self.reading.outline.at(begin)
        while topic is None and index is not None:
            node = self.reading.outline.nodes[index]
            start = node.start + len(node.number)
            while start < node.body_end and self.text[start] in " 　\n":
                start += 1
            topic = self.subjects.topic(self.text, start, min(node.body_end, start + 90))
            index = node.parent
        return topic

    def _emit(self, m: Mention, begin: int, end: int, setting: Setting, found: list[Time], whose: str | None, grants: bool) -> None:
        text, q = self.text, m.q
        if not m.name:
            return
        self._part_owner(m)
        year = _year_named(found, m, setting)
        kind = "actual" if m.from_ else kind_of(text, begin, m.clause, end, q, m.measure, setting, year, self.genre, grants)
        if m.from_:
            period, source = _from_period(found, q.start, setting)
        else:
            adds = m.measure == "increment" or m.measure == "level" and bool(_ADDS_UP.search(text, max(m.clause, q.start - 24), q.start)) or (
                m.measure == "growth" and "年均" in text[max(begin, q.start - 30):q.start])
            period, source = period_of(found, q.start, m.clause, setting, kind, m.measure, adds)
        if kind == "rule":
            explicit = source == "sentence" and period is not None and period.every_year and q.sort in ("count", "money")
            if explicit and m.per is None and setting.mode == "rule":
                m.per = "年"
            if not explicit and not (q.sort == "money" and setting.mode == "plan" and setting.year and not setting.horizon):
                period, source = None, "none"
        period = _with_base(found, q, text, period, m)
        subject, subject_source = self._subject(m, begin, end, whose, kind)
        m.subject = subject
        self._add(m, kind, period, source, subject, subject_source, begin)

    def _subject(self, m: Mention, begin: int, end: int, whose: str | None, kind: str) -> tuple[str, str]:
        """Whose number it is, and whether the sentence or the document says so."""
        text, subjects = self.text, self.subjects
        compared = subjects.compared(text, m.left, m.q.start)
        if compared:
            return compared, "sentence"
        if m.place:
            return subjects.zone(m.place), "sentence"
        m.start = self.moved.get(m.start, m.start)
        if m.like is not None and m.like.subject:
            return m.like.subject, "sentence"
        if m.measure != "rank" and text.startswith(("全国", "全省"), max(m.left, m.q.start - 2)):
            return subjects.general(text[m.q.start - 2:m.q.start]), "sentence"
        opening = phrases.trim_left(text, m.clause, m.q.start, doing=False)
        actor = subjects.actor(text, opening, m.q.start) if opening > begin else None
        if actor:
            return actor, "sentence"
        listed = text[m.q.start - 1] == "等"  # 甲园、乙园等3个园区: the first of a list is not whose number it is
        for a, b in () if listed else ((m.start, m.q.start), (m.left, m.q.start), *((m.aside,) if m.aside else ()), (m.clause, m.q.start)):
            a = phrases.trim_left(text, a, b) if a < b else a
            got = subjects.named(text, a, b)
            if got and not text.startswith("级", got[1]):
                lead = text[a:got[1]]
                if m.name.startswith(lead) and len(m.name) - len(lead) >= 2 and m.name[len(lead)] not in "、和及":
                    rest = m.name[len(lead):].removeprefix("内").removeprefix("的")
                    cut = phrases.trim_left(rest, 0, len(rest)) if len(rest) > 3 else 0
                    m.name = rest[cut:] if len(rest) - cut >= 2 else rest or m.name
                    if m.start == a:
                        self.moved[a] = m.start = got[1] + (cut if len(rest) - cut >= 2 else 0)
                return got[0], "sentence"
        if m.measure != "rank":
            wide = subjects.wider(text, m.left, m.q.end)
            if wide:
                return wide, "sentence"
        if kind == "rule":
            if m.q.sort == "age":
                return m.name.removesuffix("年龄"), "sentence"
            topic = self._rule_topic(begin, end)
            if topic:
                return topic, "sentence"
        return (whose, "sentence") if whose else (subjects.place, "document")

    def _add(self, m: Mention, kind: str, period: Period | None, source: str, subject: str, subject_source: str, begin: int, table: bool = False) -> None:
        reading, text, q = self.reading, self.text, m.q
        start = min(m.start, q.start)
        stop = max(m.end, q.end)
        if q.start - start > 160:
            start = q.start
        a, b, quote = reading.quote(start, stop)
        va, vb, value_quote = reading.quote(q.start, q.end)
        sign = m.sign if m.measure in ("growth", "increment") else 1
        value = -q.value if sign < 0 else q.value
        words = text[max(begin, q.start - 60):q.start]
        self.found.append(Statement(
            doc=reading.doc, start=a, end=b, quote=quote, value_start=va, value_end=vb, value_quote=value_quote, indicator=m.name,
            kind=kind, measure=m.measure, op=q.op, value=value, value2=q.value2, unit=q.unit, per=m.per, period=period, subject=subject,  # type: ignore[arg-type]
            list_item=m.chained, table=table, modality=modality(words), vintage=vintage(words), period_source=source, subject_source=subject_source,
            clause=reading.outline.path(reading.outline.at(q.start)), indicator_id=reading.lexicon.indicators.get(m.name),
        ))


def _year_named(found: list[Time], m: Mention, setting: Setting) -> int | None:
    year = None
    for time in found:
        if time.start > m.q.start:
            break
        if time.sort in ("point", "horizon", "span", "planend"):
            year = time.last
        elif time.sort == "last" and setting.now:
            year = setting.now - 1
        elif time.sort == "this":
            year = setting.now if setting.mode == "past" and setting.now and setting.year and setting.now > setting.year else None
    return year


def _from_period(found: list[Time], at: int, setting: Setting) -> tuple[Period | None, str]:
    for time in reversed(found):
        if time.start < at and time.sort == "base" and at - time.end < 30:
            return Period(time.first, time.first), "sentence"
    return None, "none"


def _with_base(found: list[Time], q: Quantity, text: str, period: Period | None, m: Mention) -> Period | None:
    """比2010年翻一番 runs from the base to the horizon."""
    if m.measure != "growth" or period is None or period.last is None or period.first != period.last:
        return period
    for time in found:
        if time.sort == "base" and m.left <= time.start < q.start and time.first < period.last and text[time.start] in "比较":
            return Period(time.first, period.last)
    return period


