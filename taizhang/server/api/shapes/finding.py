"""The search; units, regions and indicators with what documents say of them."""
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from taizhang.server.api.shapes.common import AtMoment
from taizhang.server.api.shapes.facts import FactOut
from taizhang.server.library.statements import SHOWN, Group
from taizhang.server.library.work import Load
from taizhang.server.search.hits import Group as Hits
from taizhang.server.search.hits import Marked


class SearchAsked(AtMoment):
    """What is looked for, and the filters of the page."""

    q: str = Field(max_length=200, min_length=1, description="words; in quotes they stand together, with - in front they are barred")
    kind: Literal["", "documents", "clauses", "facts", "names"] = Field("", description="one group, page by page; without it the first hits of each")
    state: Literal["", "in force", "superseded", "repealed", "withdrawn"] = ""
    issuer: str = Field("", max_length=120)
    year: int | None = Field(None, ge=1900, le=2100)
    region: str = Field("", max_length=60)
    fact: Literal["", "target", "actual", "forecast", "rule", "task", "goal", "cite", "clause"] = ""
    review: Literal["", "suggested", "accepted", "corrected", "rejected", "disputed", "lost"] = ""
    page: int = Field(1, ge=1, le=50, description="of one group: hits are ranked, so pages are counted and no cursor can name the last one")


class Hit(Schema):
    """One hit. ``key`` is that of a fact or document, or the id of a unit, region or indicator."""

    key: str
    kind: str
    title: str
    words: str
    where: str
    why: str
    url: str


class HitGroup(Schema):
    """The hits of one kind; with ``more`` there are at least ``total``."""

    name: str
    total: int
    more: bool
    hits: list[Hit]


class Results(Schema):
    """What is found, by group."""

    total: int
    groups: list[HitGroup]


class Typed(Schema):
    """What was typed so far."""

    q: str = Field(min_length=1, max_length=120)


class Suggestions(Schema):
    """What it may become."""

    items: list[Hit]


class LoadOut(Schema):
    """How many tasks somebody has: reviewed ones by role; ``waiting`` ones do not count yet."""

    total: int
    lead: int
    inferred: int
    support: int
    waiting: int
    documents: int


class UnitOut(Schema):
    """A unit with its load."""

    id: str
    name: str
    short: str
    region: str
    load: LoadOut


class Units(Schema):
    """Units in official order, and names that the catalogue does not know."""

    items: list[UnitOut]
    unknown: list[str]


class UnitWhole(UnitOut):
    """A unit with its life and its tasks over all documents in force."""

    lives: bool
    names: list[str]
    before: list[str] = Field(description="ids of units that ended in this one")
    after: list[str] = Field(description="ids of units that took over from it")
    parent: str
    tasks: list[FactOut]
    targets: list[FactOut]


class RegionOut(Schema):
    """A region with how much is said of it."""

    id: str
    name: str
    short: str
    documents: int
    facts: int


class Regions(Schema):
    """The home region and those below it, in official order."""

    items: list[RegionOut]


class Period(Schema):
    """One period: what is wanted, what was reached, what was foreseen. Two targets of one period are rivals."""

    period: str
    target: list[FactOut]
    actual: list[FactOut]
    forecast: list[FactOut]


class Series(Schema):
    """The periods of one subject (or indicator) in one measure."""

    name: str
    measure: str
    measure_unit: str
    periods: list[Period]


class RegionWhole(RegionOut):
    """A region with its figures."""

    parent: str
    below: list[RegionOut]
    series: list[Series]
    left: int = Field(description="statements that found no place in the answer")


class IndicatorOut(Schema):
    """An indicator with how often it is stated."""

    id: str
    name: str
    known: bool = Field(description="whether the catalogue knows it; else `id` is the wording itself")
    counts: dict[str, int]
    reviewed: int


class Indicators(Schema):
    """The catalogue, then wordings that it does not know."""

    items: list[IndicatorOut]


class IndicatorWhole(Schema):
    """An indicator with all its statements, by subject and period."""

    id: str
    name: str
    known: bool
    measure_unit: str
    series: list[Series]
    left: int


def text_of(said: Marked) -> str:
    """Words with marks as plain words."""
    return "".join(text for text, _found in said)


def hits_out(group: Hits, home: Any) -> dict[str, Any]:
    """A group of hits as data."""
    return {"name": group.name, "total": group.total, "more": group.more, "hits": [hit_out(one, home) for one in group.hits]}


def hit_out(one: Any, home: Any) -> dict[str, str]:
    """A hit as data."""
    return {"key": str(getattr(one.thing, "key", None) or getattr(one.thing, "id", "") or ""), "kind": one.kind, "title": text_of(one.title),
            "words": text_of(one.words), "where": one.where, "why": one.why, "url": home(one.url)}


def load_out(load: Load) -> dict[str, int]:
    """A load as data."""
    return {"total": load.total, "lead": load.lead, "inferred": load.inferred, "support": load.support, "waiting": load.waiting,
            "documents": len(load.documents)}


def series_out(groups: Iterable[Group], said: Mapping[int, dict[str, Any]]) -> list[dict[str, Any]]:
    """Groups of statements as data; ``said`` holds each fact as data, by its row."""
    return [{"name": group.name, "measure": group.measure, "measure_unit": group.unit, "periods": [
        {"period": line.period, **{kind: [said[fact.pk] for fact in line.cells[kind]] for kind in SHOWN}} for line in group.lines]} for group in groups]


def facts_in(groups: Iterable[Group]) -> list[Any]:
    """The facts of some groups."""
    return [fact for group in groups for line in group.lines for some in line.cells.values() for fact in some]
