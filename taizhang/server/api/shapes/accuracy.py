"""How well the reader reads, by what people decided one by one."""
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from taizhang.server.accuracy.figures import Line, Share
from taizhang.server.accuracy.gold import Left
from taizhang.server.accuracy.naming import Corrected
from taizhang.server.api.shapes.common import Given
from taizhang.server.documents.models import Document

Section = Literal["units", "indicators", "regions"]


class AccuracyAsked(Schema):
    """Which decisions; all filters hold at once."""

    kind: Literal["", "target", "actual", "forecast", "rule", "task", "goal", "cite", "clause"] = ""
    genre: str = Field("", max_length=80)
    release: str = Field("", max_length=80, description="of the reader")
    month: str = Field("", max_length=80, description="of the decision", examples=["2030-01"])


class ShareOut(Schema):
    """``right`` of ``of``, with the interval (Wilson, 95 %) in which the true share lies."""

    right: int
    of: int
    share: float | None = Field(description="null of nothing")
    low: float
    high: float
    says: bool = Field(description="whether it rests on enough decisions to say something")


class LineOut(Schema):
    """Figures of a group."""

    name: str
    precision: ShareOut
    recall: ShareOut
    whole: ShareOut = Field(description="found facts that are right in every field")


class Table(Schema):
    """Figures by one thing: kind, field, month, release, genre."""

    by: str
    lines: list[LineOut]


class Accuracy(Schema):
    """Figures from decisions that were made one by one; acceptance in bulk never counts."""

    seen: int
    total: LineOut
    tables: list[Table]


class GoldPaper(Schema):
    """A document each fact of which was decided one by one."""

    document: str
    number: str
    title: str


class NoGold(Schema):
    """A document that is not gold yet, and why."""

    title: str
    why: str


class Gold(Schema):
    """What is gold, and what is not yet."""

    items: list[GoldPaper]
    left: list[NoGold]


class CorrectedName(Schema):
    """A name that people corrected: what the reader wrote, what they put in its place."""

    section: str
    old: str
    new: str
    times: int
    people: list[str]
    facts: list[str] = Field(description="keys of some facts where it was corrected")
    stands_for: str = Field(description="the id of what the new name stands for; empty: nothing, or several")
    why: str = Field(description="why it cannot be made a name; empty where it can, or is one")
    adopted: bool


class CorrectedNames(Schema):
    """The names people corrected, the most frequent first."""

    items: list[CorrectedName]
    total: int


class Adoption(Given):
    """A correction, as the list of them has it."""

    section: Section
    old: str = Field(min_length=1, max_length=300)
    new: str = Field(min_length=1, max_length=300)


def share_out(one: Share) -> dict[str, Any]:
    """A share as data."""
    return {"right": one.part, "of": one.whole, "share": one.value, "low": one.low, "high": one.high, "says": one.says}


def line_out(one: Line) -> dict[str, Any]:
    """A line of figures as data."""
    return {"name": one.name} | {name: share_out(getattr(one, name)) for name in ("precision", "recall", "whole")}


def gold_out(documents: list[Document], left: list[Left]) -> dict[str, Any]:
    """What is gold as data."""
    return {"items": [{"document": str(one.key), "number": one.number, "title": one.title} for one in documents],
            "left": [{"title": one.title, "why": one.why} for one in left]}


def corrected_out(one: Corrected) -> dict[str, Any]:
    """A corrected name as data."""
    return {"section": one.section, "old": one.old, "new": one.new, "times": one.times, "people": list(one.people),
            "facts": [str(fact.key) for fact in one.facts],
            "stands_for": one.id, "why": one.why, "adopted": one.added is not None}
