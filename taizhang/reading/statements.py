"""One statement for each number that measures something."""
import re

from taizhang.reading.context import Reading
from taizhang.reading.kinds import is_from, kind_of, lays_down_grant
from taizhang.reading.mentions import mention
from taizhang.reading.modality import modality, vintage
from taizhang.reading.naming import Mention, name_mentions, name_per
from taizhang.reading.owners import Owners
from taizhang.reading.quantities import Quantity, quantities
from taizhang.reading.settings import settings
from taizhang.reading.stage import stage
from taizhang.reading.tables import Cell, cells, free_cells
from taizhang.reading.times import Setting, Time, base_period, period_of, since_base, times, year_named
from taizhang.values import Period, Statement

_STOP = re.compile("[。！？]")
_ANY_NUMBER = re.compile(r"[\d百千万亿两二三四五六七八九十首半番成第]")
_ADDS_UP = re.compile(
    r"累计|投入|新增|新建|建成|完成|创建|支持|引进|举办|实施|解决|改造|培训|转移|安置|发放|争取|扶持|帮扶|新改扩建|拆除|种植|造林|招商|签约"
    r"|开工|竣工|吸引|惠及|淘汰|化解|脱贫|办理|受理|救助|搬迁|减免|(?<![公一])共(?![预同享])|投资"
)
_OVER_YEARS = re.compile(r"五年|累计|年均|“十[一二三四五六]?五”")
_GLOSSARY = re.compile(r"名词解释|名词注释|用语解释|用语说明|有关名词")
_EXPLAINS = re.compile(r"(?:\d{1,3}[.．、]?)?[^。]{1,40}?(?:：|是?指|即)")
_FAR_TIME = re.compile(r"到20\d\d年|“?十[一二三四五六]五”|今后五年|未来五年")
_HORIZONS = ("horizon", "planend", "plan", "next")
_LISTING = re.compile(r"[^，。；：]{2,40}(?:清单|实事|任务表|分工表|一览表|名单|情况表)$")
_ITEM = re.compile(r"\d{1,2}[.．](?=\d{1,3}(?:周岁|岁|[个家名项年人户件万]))")
_LONGEST_LIST = 60  # numbers of one sentence that are read together: a list without end is read in pieces
_FARTHEST_WORDS = 160  # evidence farther from its number than this is left out of the quote


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
        if _ANY_NUMBER.search(text, a, b):
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
        self.owners = Owners(reading, self.genre)
        self.headings = {node.start for node in reading.outline.nodes}

    def paragraph(self, a: int, b: int, setting: Setting) -> None:
        """The numbers of one paragraph, sentence by sentence."""
        if self._is_title(a, b) or self._in_glossary(a, b):
            return
        text = self.text
        self.owners.begin_paragraph()
        carried: list[Time] = []  # the horizon that the sentences so far have set for those that follow
        begin = sentence_end = a = self._behind_number(a)
        group: list[Mention] = []
        previous: Quantity | None = None
        for q in quantities(text, a, b):
            if q.start >= sentence_end:
                if group:
                    self._sentence(group, begin, sentence_end, setting, carried)
                group, previous = [], None
                begin = max(max(text.rfind(stop, max(a, sentence_end - 1), q.start) for stop in "。！？") + 1, a)
                if setting.mode != "past" and begin - sentence_end > 8:
                    self._carry(sentence_end, begin, setting, carried)
                stop = _STOP.search(text, q.end, b)
                sentence_end = stop.start() if stop else b
            elif len(group) >= _LONGEST_LIST:
                self._sentence(group, begin, q.start, setting, carried)
                group, begin, previous = [], group[-1].q.end, None
            group.append(mention(text, q, previous, begin))
            previous = q
        if group:
            self._sentence(group, begin, sentence_end, setting, carried)

    def table(self, rows: list[tuple[int, int]], title: str, setting: Setting) -> None:
        """The cells of one table; ``title`` is the line above it."""
        for a, b in free_cells(self.text, rows):
            self.paragraph(a, b, setting)
        for cell in cells(self.text, rows, title):
            self._cell(cell, setting)

    def _cell(self, cell: Cell, setting: Setting) -> None:
        year = cell.year or setting.horizon or setting.year
        kind = cell.kind or {"past": "actual", "flat": "actual", "rule": "rule"}.get(setting.mode, "target")
        if cell.kind is None and kind == "target" and cell.year and setting.now and cell.year < setting.now:
            kind = "actual"
        m = Mention(
            cell.q, cell.start, cell.start, False, name=cell.indicator, start=cell.start, end=cell.q.end, measure=cell.measure,
        )
        name_per(m)
        period = Period(year, year) if year and kind != "rule" else None
        m.subject = self.owners.subjects.full(cell.subject) if cell.subject else self.owners.subjects.place
        self._add(m, kind, (period, "section" if period else "none"), "table" if cell.subject else "document", cell.start, table=True)

    def _behind_number(self, a: int) -> int:
        """Where the words of a paragraph begin: behind its number."""
        index = self.reading.outline.at(a)
        if index is None:
            item = _ITEM.match(self.text, a)
            return item.end() if item else a
        node = self.reading.outline.nodes[index]
        if node.start == a and self.text.startswith(node.number, a):
            return a + len(node.number)
        item = _ITEM.match(self.text, a)  # 1.80周岁以上: the item's number stands glued to a figure
        return item.end() if item else a

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
        below = a > 0 and text[max(0, a - 5):a - 1].startswith("附件")
        return line.startswith("附件") or below or _LISTING.match(line) is not None

    def _in_glossary(self, a: int, b: int) -> bool:
        """Whether a paragraph explains a term: its numbers state nothing."""
        if not _EXPLAINS.match(self.text, a, min(b, a + 60)):
            return False
        return any(_GLOSSARY.search(title) for title in self.reading.outline.path(self.reading.outline.at(a)))

    def _topic(self, at: int) -> str:
        """The title of the innermost item that has one: what a bare 补贴 is called."""
        nodes = self.reading.outline.nodes
        index = self.reading.outline.at(at)
        while index is not None and not nodes[index].title:
            index = nodes[index].parent
        return nodes[index].title if index is not None else ""

    def _sentence(self, group: list[Mention], begin: int, end: int, setting: Setting, carried: list[Time]) -> None:
        """The numbers of the sentence ``text[begin:end]``."""
        text, owners = self.text, self.owners
        said = list(times(text, begin, end))
        found = [time for time in said if time.end <= group[-1].q.end]
        name_mentions(text, group, begin, end, self._topic(begin))
        whose = owners.of_sentence(begin, group[0])
        grants = lays_down_grant(text, max(begin, group[0].q.start - 240), min(end, group[-1].q.end + 240))
        for i, m in enumerate(group):
            whose = owners.from_clauses(group[i - 1].q.end if i else begin, m.q.start, whose)
            following = group[i + 1].q.start if i + 1 < len(group) else None
            m.from_ = is_from(text, max(begin, m.left - 2), m.q.number, m.q.end, following)
            self._emit(m, begin, end, setting, found or carried, whose, grants)
        if setting.mode == "past":
            points = [time for time in found if time.sort == "point"]
            if points and (self.genre in ("plan", "opinion", "task_division") or self.genre == "other" and setting.year is None):
                carried[:] = [points[-1].moved(begin)]
        elif not any(time.sort in ("point", "this") for time in found):
            self._keep(said, setting, carried, begin)

    def _carry(self, start: int, end: int, setting: Setting, carried: list[Time]) -> None:
        """Horizons of sentences without a number of their own hold for those that follow."""
        if not _FAR_TIME.search(self.text, start, end):
            return
        self._keep(list(times(self.text, start, end)), setting, carried, start)

    def _keep(self, said: list[Time], setting: Setting, carried: list[Time], at: int) -> None:
        """Keep the last horizon not yet over for the sentences that follow; in a year's plan only one told by its year."""
        yearly = setting.year is not None and setting.horizon is None and not setting.mixed
        horizons = [
            time for time in said
            if time.sort in _HORIZONS and not (yearly and time.sort != "horizon") and not (time.last and setting.now and time.last < setting.now)
        ]
        if horizons:
            carried[:] = [horizons[-1].moved(at)]

    def _emit(self, m: Mention, begin: int, end: int, setting: Setting, found: list[Time], whose: str | None, grants: bool) -> None:
        """The statement of one mention of the sentence ``text[begin:end]``; none where it has no indicator."""
        text, q = self.text, m.q
        if not m.name:
            return
        self.owners.split_group(m)
        if m.from_:
            kind, when = "actual", base_period(found, q.start)
        else:
            kind = kind_of(text, begin, m.clause, end, q, m.measure, setting, year_named(found, q.start, setting), self.genre, grants)
            when = period_of(found, q.start, m.clause, setting, kind, m.measure, self._adds_up(m, begin, setting))
        if kind == "target" and setting.mode == "past" and when[1] == "section":
            when = None, "none"  # 下一步拟…: to come, and the text does not say when
        if kind == "rule":
            when = _period_of_rule(m, when, setting)
        if m.measure == "growth":
            when = since_base(found, m.left, q.start, text, when[0]), when[1]
        m.subject, subject_source = self.owners.of_mention(m, begin, end, whose, kind)
        self._add(m, kind, when, subject_source, begin)

    def _adds_up(self, m: Mention, begin: int, setting: Setting) -> bool:
        """Whether the number adds up over a span of years (投入, 新建, 年均) rather than being reached at its end."""
        at = m.q.start
        if setting.mixed and not _OVER_YEARS.search(self.text, max(begin, at - 120), at):
            return False
        return (
            m.measure == "increment"
            or m.measure == "level" and _ADDS_UP.search(self.text, max(m.clause, at - 24), at) is not None
            or m.measure == "growth" and self.text.find("年均", max(begin, at - 30), at) >= 0
        )

    def _add(self, m: Mention, kind: str, when: tuple[Period | None, str], subject_source: str, begin: int, table: bool = False) -> None:
        """Write the statement down; ``when`` is its period and where that comes from."""
        reading, q = self.reading, m.q
        start = min(m.start, q.start)
        if q.start - start > _FARTHEST_WORDS:
            start = q.start
        a, b, quote = reading.quote(start, max(m.end, q.end))
        va, vb, value_quote = reading.quote(q.start, q.end)
        falls = m.sign < 0 and m.measure in ("growth", "increment")
        words = self.text[max(begin, q.start - 60):q.start]
        self.found.append(Statement(
            doc=reading.doc, start=a, end=b, quote=quote, value_start=va, value_end=vb, value_quote=value_quote, indicator=m.name,
            kind=kind, measure=m.measure, op=q.op, value=-q.value if falls else q.value, value2=q.value2,  # type: ignore[arg-type]
            unit=q.unit, per=m.per, period=when[0], subject=m.subject, list_item=m.chained, table=table,
            modality=modality(words), vintage=vintage(words), period_source=when[1], subject_source=subject_source,
            clause=reading.outline.path(reading.outline.at(q.start)), indicator_id=reading.lexicon.indicators.get(m.name),
        ))


def _period_of_rule(m: Mention, when: tuple[Period | None, str], setting: Setting) -> tuple[Period | None, str]:
    """A rule has no period, but 每年 is what an amount or a count is per, and a budget belongs to its year."""
    period, source = when
    if source == "sentence" and period is not None and period.every_year and m.q.sort in ("count", "money"):
        if m.per is None and setting.mode == "rule":
            m.per = "年"
        return when
    budget = m.q.sort == "money" and setting.mode == "plan" and setting.year and not setting.horizon
    return when if budget else (None, "none")
