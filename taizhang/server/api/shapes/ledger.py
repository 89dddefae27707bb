"""The ledger: what can be asked of it, and what comes back. Filters are those of the page, by the same names."""
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from taizhang.server.api.shapes.common import Asked, AtMoment, Given, Listed, Whole, at, person
from taizhang.server.api.shapes.facts import FactOut
from taizhang.server.api.shapes.history import State
from taizhang.server.ledger.models import SavedView

Tab = Literal["", "target", "actual", "goal", "task", "clause", "forecast", "cite"]
Measure = Literal["", "level", "growth", "increment", "rank", "ratio", "direction", "place", "state", "incentive", "cadence", "vague",
                  "implements", "issues", "revises", "drafts", "other"]
COLUMNS = ("kind", "what", "value", "subject", "due", "unit", "source", "state", "changed")
Sort = Literal["kind", "what", "value", "subject", "due", "unit", "source", "state", "changed", "-kind", "-what", "-value", "-subject", "-due", "-unit",
               "-source", "-state", "-changed"]
Keys = list[str]


class Filters(AtMoment):
    """The filters of the ledger; all of them hold at once."""

    kind: Tab = Field("", description="one kind of facts; `clause` takes incentives and rules")
    q: str = Field("", max_length=100, description="words that stand in the name or the sentence")
    document: Keys = Field([], max_length=60, description="keys of documents", json_schema_extra={"items": {"type": "string", "format": "uuid"}})
    source: str = Field("", max_length=100, description="words of a document's number or title")
    unit: list[str] = Field([], max_length=60, description="ids or names of units in charge; `-`: none", json_schema_extra={
        "items": {"type": "string", "maxLength": 100}})
    first: int | None = Field(None, alias="from", ge=1900, le=2100, description="from this year")
    last: int | None = Field(None, alias="to", ge=1900, le=2100, description="up to this year")
    state: list[State] = Field([], description="in these states")
    measure: Measure = Field("", description="how it is measured, or of which form it is")
    subject: str = Field("", max_length=100, description="words of the region or subject")
    every: Literal["", "1"] = Field("", description="`1`: of documents out of force too")
    fact: Keys = Field([], max_length=1000, description="only these facts", json_schema_extra={"items": {"type": "string", "format": "uuid"}})


class LedgerAsked(Filters, Asked):
    """Filters, order and page."""

    sort: Sort = Field("source", description="by this column; with `-` the other way")
    group: Literal["unit", "document", "none"] = Field("none", description="rows of one group stand together, in the official order")


class Ledger(Listed):
    """A page of the ledger. ``counts`` are by kind, whatever kind was asked for."""

    items: list[FactOut]
    total: int
    reviewed: int = Field(description="how many of them a person has accepted or corrected: only those count")
    waiting: int = Field(description="how many are suggested and not decided")
    counts: dict[str, int]


class Sum(Schema):
    """The exact sum of the reviewed rows, or why there is none."""

    shown: str
    exact: str
    covers: str
    why: str


class SampleAsked(Filters):
    """Filters, and the seed that draws."""

    seed: str = Field(min_length=1, max_length=80, description="any word; the same draws the same rows")


class Sample(Schema):
    """Suggestions drawn from all that a filter finds: look at them before you accept all."""

    items: list[FactOut]
    expected: int = Field(description="how many suggestions the filter finds: say it when you accept them")
    words: str = Field(description="the filter in words, as the ledger keeps it")


class Acceptance(Given):
    """What you have looked at: the seed of the sample, and how many rows you were told."""

    seed: str = Field(min_length=1, max_length=80)
    expected: Whole = Field(ge=1, le=2000)


class BulkOut(Schema):
    """An acceptance in bulk: its facts stay marked, and are taken back as one."""

    key: str
    by: str | None
    at: str
    filter: str
    query: str
    count: int
    sample: list[str]


class BulkWhole(BulkOut):
    """With how many of its facts nobody has decided about since."""

    standing: int
    yours_to_undo: int
    may_undo: bool


class Undone(Schema):
    """How many facts went back."""

    count: int


class ViewOut(Schema):
    """A view of the ledger that somebody keeps. ``query`` holds the parameters of an address."""

    key: str
    name: str
    query: str
    owner: str | None
    own: bool
    shared: bool
    at: str


class Views(Schema):
    """Your own views, and those that are shared."""

    items: list[ViewOut]


class NewView(Given):
    """A view to keep."""

    name: str = Field(min_length=1, max_length=60)
    query: str = Field("", max_length=2000, examples=["kind=target&unit=990400.kjj"])
    shared: bool = Field(False, strict=True)


class ViewChange(Given):
    """Another name, or shared and not."""

    name: str | None = Field(None, min_length=1, max_length=60)
    shared: bool | None = Field(None, strict=True)


def view_out(view: SavedView, user: Any) -> dict[str, Any]:
    """A saved view as data."""
    return {"key": str(view.key), "name": view.name, "query": view.query, "owner": person(view.owner), "own": view.owner_id == user.pk,
            "shared": view.shared, "at": at(view.at)}
