"""Facts: every one with its quote, its offsets and its document."""
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from taizhang.server.api.shapes.common import Given, Listed, Reason, Whole, at, person
from taizhang.server.facts.models import STATEMENTS, Fact
from taizhang.values.errors import UsageError
from taizhang.values.money import Money

CNY = "CNY"
Kind = Literal["target", "actual", "forecast", "rule", "task", "goal", "cite", "clause"]


class Unit(Schema):
    """A unit in charge: its id in the pack (empty where the pack does not know it), its name as the document writes it, its role."""

    unit: str
    name: str
    role: str = Field(description="lead, support, inferred (a lead nobody named as such), or empty")
    inherited: bool = Field(description="from the task around it")


class FactOut(Schema):
    """One version of a fact. ``text[start:end] == quote`` in the canonical text of its document, in code points."""

    key: str
    version: int
    document: str
    document_number: str
    document_title: str
    kind: str
    state: str
    what: str
    op: str
    value: str | None = Field(description="exact, in the base unit, as a text; null where there is no number")
    value2: str | None = Field(description="the upper end of a range")
    fen: str | None = Field(description="money in whole fen; null where it is no money")
    measure: str
    measure_unit: str
    period: str
    year_first: int | None
    year: int | None
    subject: str
    clause: str
    quote: str
    start: int
    end: int
    value_start: int | None
    value_end: int | None
    position: int
    units: list[Unit]
    confidence: float
    manner: str
    decided_by: str | None
    decided_at: str | None
    act: str
    reason: str
    recorded_by: str | None
    recorded_at: str
    ended: bool = Field(description="whether it is no more: what was added or split off, and taken back")


class Vote(Schema):
    """How one person would settle a dispute."""

    by: str | None
    at: str | None
    proposal: str
    reason: str


class FactWhole(FactOut):
    """A fact with what can be done to it by whoever asks, and the voices in a dispute."""

    may: list[str] = Field(description="acts that are open to you now")
    votes: list[Vote]
    url: str = Field(description="the page of the fact")


class Change(Schema):
    """What differs between two versions."""

    name: str
    old: str
    new: str


class Step(Schema):
    """One version in the history of a row: who, when, why, and what changed."""

    version: int
    act: str
    state: str
    by: str | None
    at: str
    reason: str
    changes: list[Change]


class History(Schema):
    """All versions, the newest first."""

    items: list[Step]


class Facts(Listed):
    """A page of facts."""

    items: list[FactOut]


class InCharge(Given):
    """A unit in charge, by the name that the catalogue of units knows."""

    name: str = Field(min_length=1, max_length=120)
    role: Literal["", "lead", "support", "inferred"] = ""


Offset = Annotated[Whole, Field(ge=0, le=100_000_000)]


class Correction(Given):
    """What to change; fields that are left out stay as they are. ``value`` is in ``measure_unit``, which may hold a word of scale."""

    kind: Literal["target", "actual", "forecast", "rule"] | None = None
    what: str | None = Field(None, min_length=1, max_length=300)
    op: Literal["=", ">=", ">", "<=", "<", "~", "range"] | None = None
    value: str | None = Field(None, max_length=60, pattern=r"^[+-]?[0-9]{1,20}(\.[0-9]{1,12})?$", description="a decimal number as a text", examples=["2.5"])
    value2: str | None = Field(None, max_length=60, pattern=r"^([+-]?[0-9]{1,20}(\.[0-9]{1,12})?)?$", description="upper end of a range; empty: none")
    measure_unit: str | None = Field(None, max_length=30)
    period: str | None = Field(None, max_length=20, examples=["2030"])
    measure: str | None = Field(None, max_length=10, description="as the ledger has it: level, growth, rank …; of a citation its relation")
    subject: str | None = Field(None, max_length=120)
    number: str | None = Field(None, max_length=40, description="number of a task")
    path: str | None = Field(None, max_length=300, description="headings above a task, outermost first, with “ / ” between")
    start: Offset | None = Field(None, description="another stretch of the text, in code points; with `end`")
    end: Offset | None = None
    value_start: Offset | None = Field(None, description="where its number stands; without it, the one number of the stretch")
    value_end: Offset | None = None
    units: list[InCharge] | None = Field(None, max_length=60)
    why: str | None = Field(None, max_length=500)

    def changes(self) -> dict[str, Any]:
        """What was given, as the form of a correction takes it."""
        given = {name: value for name, value in self.model_dump(exclude_none=True).items() if name in Correction.model_fields and name != "units"}
        if self.units is not None:
            given["units"] = [(one.name, one.role) for one in self.units]
        return given


class NewFact(Correction):
    """A fact that the reader missed: its kind, its stretch of the text, and what it says. It counts at once."""

    kind: Kind  # type: ignore[assignment]
    start: Offset
    end: Offset
    measure: str | None = Field(None, max_length=10, description="as the ledger has it: level, growth, rank …; direction, place, state of a goal")


class Part(Correction):
    """One part of a fact that holds several."""

    start: Offset
    end: Offset


class Split(Given):
    """The parts, in their order: the first keeps the key."""

    parts: list[Part] = Field(min_length=2, max_length=20)


class Other(Given):
    """Another fact, and the version of it that you saw."""

    key: UUID
    version: Whole = Field(ge=1, le=10**9)


class Merger(Correction):
    """Facts that are the same as this one, and what to correct in it."""

    others: list[Other] = Field(min_length=1, max_length=20)


class SecondReading(Correction):
    """How a decided fact stands in the eyes of a second person: ``accept`` means that it holds as decided."""

    verdict: Literal["accept", "correct", "reject"]
    reason: str | None = Field(None, max_length=500, description="kept with a dispute where you see it otherwise")


class Made(Schema):
    """Facts that were made of one."""

    items: list[FactOut]


class Proposal(Correction):
    """How a dispute should end."""

    proposal: Literal["accept", "correct", "reject"]
    reason: str | None = Field(None, max_length=500)


class Rejection(Given):
    """Why a fact is none, or why a decision is disputed."""

    reason: Reason


def out(fact: Fact, papers: Mapping[UUID, Any]) -> dict[str, Any]:
    """A fact as data; ``papers`` are documents by key, with number and title."""
    paper = papers.get(fact.document)
    number = fact.kind in STATEMENTS and bool(fact.value_text)
    return {
        "key": str(fact.key), "version": fact.version, "document": str(fact.document), "document_number": paper.number if paper else "",
        "document_title": paper.title if paper else "", "kind": fact.kind, "state": fact.state, "what": fact.what, "op": fact.op if number else "",
        "value": fact.value_text if number else None, "value2": (fact.value2_text or None) if number else None, "fen": fen_of(fact) if number else None,
        "measure": fact.measure, "measure_unit": fact.measure_unit, "period": fact.period, "year_first": fact.year_first, "year": fact.year,
        "subject": fact.subject, "clause": fact.clause, "quote": fact.quote, "start": fact.start, "end": fact.end, "value_start": fact.value_start,
        "value_end": fact.value_end, "position": fact.position,
        "units": [{"unit": one.unit, "name": one.name, "role": one.role, "inherited": one.inherited} for one in fact.in_charge.all()],
        "confidence": fact.confidence, "manner": fact.manner, "decided_by": person(fact.decided_by), "decided_at": at(fact.decided_at), "act": fact.act,
        "reason": fact.reason, "recorded_by": person(fact.recorded_by), "recorded_at": at(fact.recorded_at), "ended": fact.ended,
    }


def fen_of(fact: Fact) -> str | None:
    """Money in whole fen; None for what is no money, or no whole number of fen.

    >>> fen_of(Fact(measure_unit="CNY", value_text="4627210600")), fen_of(Fact(measure_unit="CNY", value_text="0.001")), fen_of(Fact(value_text="3"))
    ('462721060000', None, None)
    """
    if fact.measure_unit != CNY:
        return None
    try:
        return str(Money.yuan(Decimal(fact.value_text)).fen)
    except UsageError:
        return None
