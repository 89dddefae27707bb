"""What a document states: the facts of the ledger, as `docs/reading.md` describes their fields.

All offsets are code points into the canonical text of ``doc``; ``text[start:end] == quote`` holds for each pair.
"""
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from taizhang.values.period import Period

Kind = Literal["target", "actual", "rule", "forecast"]
Measure = Literal["level", "growth", "increment", "rank", "ratio"]
Op = Literal["=", ">=", ">", "<=", "<", "~", "range"]
Role = Literal["lead", "support"]
Relation = Literal["implements", "issues", "revises", "drafts", "other"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One number-bearing claim about something measured.

    ``value`` is exact and scaled to the base unit (9000亿元 is 900000000000 CNY; percentages stay as written).
    ``modality`` is the word that binds (必须, 确保, 力争 …), ``vintage`` the state of the figure (预计, 初步, 核定),
    ``clause`` the path of headings it stands under, ``confidence`` 0..1, ``stage`` the stage that found it.
    """

    doc: str
    start: int
    end: int
    quote: str
    value_start: int
    value_end: int
    value_quote: str
    indicator: str
    kind: Kind
    measure: Measure
    op: Op
    value: Decimal
    value2: Decimal | None
    unit: str
    per: str | None
    period: Period | None
    subject: str
    list_item: bool = False
    table: bool = False
    modality: str | None = None
    vintage: str | None = None
    period_source: str | None = None
    subject_source: str | None = None
    indicator_id: str | None = None
    clause: tuple[str, ...] = ()
    confidence: float = 1.0
    stage: str = "statements"


@dataclass(frozen=True, slots=True)
class Goal:
    """A target without a number: a direction, a place, a state to be reached; judged by a person with evidence."""

    doc: str
    start: int
    end: int
    quote: str
    what: str
    form: Literal["direction", "place", "state"]
    modality: str | None
    period: Period | None
    subject: str
    clause: tuple[str, ...] = ()
    confidence: float = 1.0
    stage: str = "goals"


@dataclass(frozen=True, slots=True)
class Task:
    """An accountable clause with its responsible units; ``start``..``end`` is the clause body."""

    doc: str
    start: int
    end: int
    quote: str
    number: str | None
    title: str | None
    path: tuple[str, ...]
    units_start: int
    units_end: int
    units_quote: str
    units: tuple[str, ...]
    roles: tuple[Role | None, ...]
    inferred_lead: str | None = None
    resolved: tuple[str | None, ...] = ()
    unresolved: tuple[str, ...] = ()
    confidence: float = 1.0
    stage: str = "tasks"


@dataclass(frozen=True, slots=True)
class Citation:
    """Another document named in 《》 or by its number, with what this document does to it."""

    start: int
    end: int
    quote: str
    title: str | None
    number: str | None
    relation: Relation


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a special kind: an incentive, a cadence, or one too vague to verify.

    ``parts`` says what it holds: for an incentive ``who``, ``condition``, ``rate``, ``amount``, ``cap``, ``sharing``;
    for a cadence ``every`` and ``what``; for a vague clause ``why``. Each part is quoted from the text.
    """

    doc: str
    start: int
    end: int
    quote: str
    clause_kind: Literal["incentive", "cadence", "vague"]
    parts: tuple[tuple[str, str], ...] = ()
    path: tuple[str, ...] = ()
    confidence: float = 1.0
    stage: str = "clauses"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the head and foot of a document say about it."""

    title: str | None = None
    issuers: tuple[str, ...] = ()
    number: str | None = None
    issued: str | None = None
    year_of: str | None = None
    plan_for: str | None = None
    publicity: str | None = None
    addressees: str | None = None
    place: str | None = None
    genre: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of one document, in the order of the text, with what they were read from."""

    doc: str
    text: str
    sha256: str
    metadata: Metadata
    pack: str
    pack_reason: str
    statements: tuple[Statement, ...] = ()
    goals: tuple[Goal, ...] = ()
    tasks: tuple[Task, ...] = ()
    clauses: tuple[Clause, ...] = ()
    cites: tuple[Citation, ...] = ()
    outline: tuple["Heading", ...] = ()
    notes: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Heading:
    """One node of the outline: ``start``..``end`` the heading itself, ``body_end`` where its branch ends."""

    level: int
    number: str
    title: str
    start: int
    end: int
    body_end: int
    parent: int | None = None
