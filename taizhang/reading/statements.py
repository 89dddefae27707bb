"""One statement for each number that measures something."""
import re
from collections.abc import Iterator

from taizhang.reading.context import Reading
from taizhang.reading.kinds import is_from, kind_of
from taizhang.reading.modality import modality, vintage
from taizhang.reading.naming import Head, Mention, name_mentions
from taizhang.reading.quantities import Quantity, quantities
from taizhang.reading.settings import settings
from taizhang.reading.stage import stage
from taizhang.reading.subjects import Subjects
from taizhang.reading.times import Setting, Time, period_of, times
from taizhang.values import Period, Statement

_STOPS = "。！？"
_CLAUSE = "，；：。！？\n"
_SKIP = "、）和及以与并，”且 及其"
_ANY_DIGIT = re.compile(r"[\d百千万亿两二三四五六七八九十首半番成第]")


@stage(reads="flow outline metadata tasks", writes="statements")
def statements(reading: Reading) -> None:
    """One statement for each number that measures something."""
    reader = _Reader(reading)
    text = reading.flow.text
    silent = _silent(reading)
    for (a, b), setting in zip(reading.flow.paragraphs, settings(reading), strict=True):
        if not _ANY_DIGIT.search(text, a, b):
            continue
        reader.paragraph(a, b, setting, silent)
    reading.statements = reader.found


def _silent(reading: Reading) -> list[tuple[int, int]]:
    """Stretches of canonical text whose numbers are never statements: lists of responsible units."""
    return sorted((t.units_start, t.units_end) for t in reading.tasks)


class _Reader:
    """Reads the paragraphs of one document in order."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.flow.text
        self.found: list[Statement] = []
        self.genre = reading.metadata.genre or "other"
        self.subjects = Subjects(reading.lexicon, reading.metadata.place)
        self.headings = {node.start for node in reading.outline.nodes}

    def paragraph(self, a: int, b: int, setting: Setting, silent: list[tuple[int, int]]) -> None:
        text = self.text
        if "\t" in text[a:b] or self._is_title(a, b):
            return
        carried: list[Time] = []
        sentence_end = a
        group: list[Mention] = []
        begin = a
        head = Head()
        previous: Quantity | None = None
        for q in quantities(text, a, b):
            if q.start >= sentence_end:
                if group:
                    self._sentence(group, begin, sentence_end, setting, head, carried)
                group = []
                begin = max(text.rfind(s, max(a, sentence_end - 1), q.start) for s in _STOPS) + 1
                begin = max(begin, a)
                sentence_end = min((x for x in (text.find(s, q.end, b) for s in _STOPS) if x >= 0), default=b)
                head = Head()
                previous = None
            group.append(self._mention(q, previous, begin))
            previous = q
        if group:
            self._sentence(group, begin, sentence_end, setting, head, carried)

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

    def _sentence(self, group: list[Mention], begin: int, end: int, setting: Setting, head: Head, carried: list[Time]) -> None:
        text = self.text
        found = list(times(text, begin, group[-1].q.end))
        name_mentions(text, group, begin, end, head)
        horizon = [t for t in found if t.sort in ("horizon", "planend")]
        whose = self._sentence_subject(begin, group[0].clause)
        for i, m in enumerate(group):
            following = group[i + 1].q.start if i + 1 < len(group) else None
            m.from_ = is_from(text, max(begin, m.left - 2), m.q.number, m.q.end, following)
            self._emit(m, begin, end, setting, found or carried, whose, group, i)
        if horizon:
            carried[:] = [Time(begin, begin, t.sort, t.first, t.last, t.month) for t in horizon[-1:]]

    def _sentence_subject(self, begin: int, clause: int) -> str | None:
        return None

    def _emit(self, m: Mention, begin: int, end: int, setting: Setting, found: list[Time], whose: str | None, group: list[Mention], i: int) -> None:
        text, q = self.text, m.q
        name = m.name
        if not name:
            return
        year = _year_named(found, m, setting)
        kind = "actual" if m.from_ else kind_of(text, begin, m.clause, end, q, m.measure, setting, year, self.genre)
        if m.from_:
            period, source = _from_period(found, q.start, setting)
        else:
            period, source = period_of(found, q.start, m.clause, setting, kind, m.measure)
        if kind == "rule":
            explicit = source == "sentence" and period is not None and period.every_year
            if not explicit and not (q.sort == "money" and setting.mode == "plan" and setting.year and not setting.horizon):
                period, source = None, "none"
        period = _with_base(found, q, text, period, m)
        subject, subject_source = self._subject(m, begin, whose)
        self._add(m, name, kind, period, source, subject, subject_source, begin)

    def _subject(self, m: Mention, begin: int, whose: str | None) -> tuple[str, str]:
        text = self.text
        compared = self.subjects.compared(text, m.left, m.q.start)
        if compared:
            return compared, "sentence"
        if m.aside:
            got = self.subjects.named(text, *m.aside)
            if got:
                return got[0], "sentence"
        got = self.subjects.named(text, m.clause, m.q.start)
        if got:
            if m.name.startswith(text[m.clause:got[1]]) and len(m.name) - (got[1] - m.clause) >= 2:
                m.name = m.name[got[1] - m.clause:].lstrip("的")
            return got[0], "sentence"
        return (whose, "sentence") if whose else (self.subjects.place, "document")

    def _add(self, m: Mention, name: str, kind: str, period: Period | None, source: str, subject: str, subject_source: str, begin: int) -> None:
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
            list_item=m.chained, modality=modality(words), vintage=vintage(words), period_source=source, subject_source=subject_source,
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
            year = None
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
        if time.sort == "base" and time.end <= q.start and q.start - time.end <= 24 and time.first < period.last and text[time.start] in "比较":
            return Period(time.first, period.last)
    return period


