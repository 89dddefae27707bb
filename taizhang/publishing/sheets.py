"""What the sheets of a workbook hold: columns as data, one list a kind of fact."""
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from taizhang.publishing import amounts, rows
from taizhang.values import Facts, Statement, Task

Cell = str | int | float | Decimal | None
Get = Callable[[Facts, Any], Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """``kind``: ``long`` wraps, ``word`` is a word of ours and translated, ``link`` holds a span and opens the page."""

    head: str
    cell: Get
    width: int = 12
    kind: Literal["", "long", "word", "link"] = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: what it lists of each document, and its columns; ``frozen`` columns stay in sight."""

    name: str
    facts: Callable[[Facts], Iterable[Any]]
    columns: tuple[Column, ...]
    frozen: int = 1


KIND_WORDS = {"target": "Target", "actual": "Actual", "forecast": "Forecast", "rule": "Rule"}
FORM_WORDS = {"other": "mentions", "vague": "too vague to verify"}


def in_task(facts: Facts, offset: int) -> Task | None:
    """The task whose clause holds a place of the text."""
    i = _index(facts).at(offset)
    return None if i is None else facts.tasks[i]


_last: list[tuple[Facts, rows.TaskIndex]] = []


def _index(facts: Facts) -> rows.TaskIndex:
    # documents come one after the other: the last index is enough
    if not _last or _last[0][0] is not facts:
        _last[:] = [(facts, rows.TaskIndex.of(facts.tasks))]
    return _last[0][1]


def _joined(names: Iterable[str]) -> str:
    return "\N{IDEOGRAPHIC COMMA}".join(names)


def _units(place: Callable[[Any], int]) -> Get:
    def get(facts: Facts, fact: Any) -> Cell:
        task = in_task(facts, place(fact))
        return _joined(task.units) if task else None
    return get


def _year(which: int, period: Callable[[Any], object]) -> Get:
    def get(facts: Facts, fact: Any) -> Cell:
        span = rows.years(period(fact))
        return span[which] if span else None
    return get


def _leads(facts: Facts, task: Task) -> Cell:
    found = [unit for unit, role in rows.in_charge(task) if role == "lead"]
    return _joined(found) or task.inferred_lead


def _lead_inferred(facts: Facts, task: Task) -> Cell:
    return "inferred lead" if task.inferred_lead and "lead" not in task.roles else None


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _part(name: str) -> Get:
    return lambda facts, clause: "; ".join(_one_line(said) for part, said in clause.parts if part == name)


_FILE = Column("File", lambda d, f: d.doc, 18)
_TITLE = Column("Document", lambda d, f: d.metadata.number or d.metadata.title or d.doc, 22)
_STAMP = Column("Review", lambda d, f: "suggested", 9, "word")
_SPAN = (
    Column("Quote", lambda d, f: _one_line(f.quote), 44, "long"),
    Column("Start", lambda d, f: f.start, 9), Column("End", lambda d, f: f.end, 9),
    Column("Open", lambda d, f: f"{f.start}-{f.end}", 14, "link"), _FILE, _STAMP,
)
_FOUND = (Column("Confidence", lambda d, f: f.confidence, 8), Column("Stage", lambda d, f: f.stage, 12))


def _statements(kind: str) -> Callable[[Facts], list[Statement]]:
    return lambda facts: [one for one in facts.statements if one.kind == kind]


_STATEMENT = (
    Column("Indicator", lambda d, s: s.indicator, 30, "long"),
    Column("Shown", lambda d, s: amounts.shown(s), 14),
    Column("Comparator", lambda d, s: amounts.SIGNS[s.op] or "=", 7),
    Column("Value", lambda d, s: s.value, 16),
    Column("Value 2", lambda d, s: s.value2, 14),
    Column("Unit of measure", lambda d, s: s.unit, 10),
    Column("Per", lambda d, s: s.per, 9),
    Column("Digits", lambda d, s: amounts.plain(s.value) if len(s.value.as_tuple().digits) > 15 else None, 12),
    Column("As written", lambda d, s: s.value_quote, 14),
    Column("Measure", lambda d, s: s.measure, 8, "word"),
    Column("Period", lambda d, s: str(s.period) if s.period else None, 11),
    Column("First year", _year(0, lambda s: s.period), 8),
    Column("Last year", _year(1, lambda s: s.period), 8),
    Column("Subject", lambda d, s: s.subject, 18, "long"),
    Column("Units", _units(lambda s: s.value_start), 30, "long"),
    Column("Modality", lambda d, s: s.modality, 8),
    Column("Vintage", lambda d, s: s.vintage, 8),
    Column("Indicator id", lambda d, s: s.indicator_id, 14),
    _TITLE,
    Column("Clause", lambda d, s: " › ".join(s.clause), 30, "long"),
    *_SPAN, *_FOUND,
)
_TASK = (
    Column("Item", lambda d, t: t.number, 7),
    Column("Title", lambda d, t: t.title, 28, "long"),
    Column("Units", lambda d, t: _joined(t.units), 40, "long"),
    Column("Leads", _leads, 18, "long"),
    Column("inferred lead", _lead_inferred, 9, "word"),
    Column("support", lambda d, t: _joined(unit for unit, role in rows.in_charge(t) if role == "support"), 30, "long"),
    Column("Not resolved", lambda d, t: _joined(t.unresolved), 16, "long"),
    Column("List as written", lambda d, t: _one_line(t.units_quote), 36, "long"),
    _TITLE,
    Column("Path", lambda d, t: " › ".join(t.path), 30, "long"),
    *_SPAN, *_FOUND,
)
_GOAL = (
    Column("What", lambda d, g: g.what, 34, "long"), Column("Form", lambda d, g: g.form, 8, "word"),
    Column("Modality", lambda d, g: g.modality, 8),
    Column("Period", lambda d, g: str(g.period) if g.period else None, 11), Column("Last year", _year(1, lambda g: g.period), 8),
    Column("Subject", lambda d, g: g.subject, 18, "long"), Column("Units", _units(lambda g: g.start), 30, "long"), _TITLE,
    Column("Clause", lambda d, g: " › ".join(g.clause), 30, "long"), *_SPAN, *_FOUND,
)
_CITE = (
    Column("Document cited", lambda d, c: c.title, 50, "long"), Column("Number", lambda d, c: c.number, 20),
    Column("Relation", lambda d, c: FORM_WORDS.get(c.relation, c.relation), 9, "word"), _TITLE, *_SPAN,
)
_CLAUSE = (
    Column("Kind", lambda d, c: FORM_WORDS.get(c.clause_kind, c.clause_kind), 12, "word"),
    *(Column(name, _part(name), 18, "long")
      for name in ("who", "condition", "rate", "amount", "cap", "sharing", "every", "what", "by", "why", "lacks")),
    Column("Units", _units(lambda c: c.start), 30, "long"), _TITLE, Column("Path", lambda d, c: " › ".join(c.path), 30, "long"),
    *_SPAN, *_FOUND,
)


def _count(kind: str) -> Get:
    return lambda facts, _: rows.counts(facts)[kind]


_DOCUMENT = (
    Column("Title", lambda d, _: d.metadata.title, 50, "long"),
    Column("Issuers", lambda d, _: _joined(d.metadata.issuers), 28, "long"),
    Column("Number", lambda d, _: d.metadata.number, 20), Column("Issued", lambda d, _: d.metadata.issued, 11),
    Column("Sums up", lambda d, _: d.metadata.year_of, 9), Column("Plans", lambda d, _: d.metadata.plan_for, 11),
    Column("Publicity", lambda d, _: d.metadata.publicity, 10), Column("Genre", lambda d, _: d.metadata.genre, 9),
    *(Column(head, _count(kind), 8) for kind, head in rows.PLURALS.items()),
    Column("Pack", lambda d, _: d.pack, 9), Column("Reason for the pack", lambda d, _: d.pack_reason, 24, "long"),
    Column("Characters", lambda d, _: len(d.text), 10), Column("File", lambda d, _: d.doc, 24), Column("Open", lambda d, _: "", 14, "link"),
    Column("Digest", lambda d, _: d.sha256, 20), Column("Notes", lambda d, _: "; ".join(d.notes), 30, "long"),
)

SHEETS: tuple[Sheet, ...] = (
    Sheet("Targets", _statements("target"), _STATEMENT), Sheet("Actuals", _statements("actual"), _STATEMENT),
    Sheet("Forecasts", _statements("forecast"), _STATEMENT), Sheet("Rules", _statements("rule"), _STATEMENT),
    Sheet("Tasks", lambda facts: facts.tasks, _TASK, 2), Sheet("Goals", lambda facts: facts.goals, _GOAL),
    Sheet("Citations", lambda facts: facts.cites, _CITE), Sheet("Clauses", lambda facts: facts.clauses, _CLAUSE),
    Sheet("Documents", lambda facts: (facts,), _DOCUMENT),
)
