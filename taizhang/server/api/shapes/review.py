"""The review of documents: what waits in each, who reads it, disputes, agreement."""
from collections.abc import Iterable
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from taizhang.server.api.shapes.common import Asked, Given, Listed, Whole, on
from taizhang.server.api.shapes.facts import Correction, FactOut, Vote
from taizhang.server.review.views.listing import Line


class Person(Schema):
    """A person by the number of the account."""

    id: int
    name: str
    unit: str


class People(Schema):
    """Some people."""

    items: list[Person]


class Paper(Schema):
    """A document with how far its review is. ``version`` is that of who reads it (0: nobody does), for `If-Match`."""

    document: str
    number: str
    title: str
    issued: str | None
    states: dict[str, int] = Field(description="how many facts are in which state")
    total: int
    done: int
    open: int = Field(description="facts that one person may decide")
    disputed: int
    left: str = Field(description="how long it takes at your pace, in words")
    reader: Person | None
    version: int
    may_take: bool


class Papers(Listed):
    """A page of documents: your own first, then those nobody reads."""

    items: list[Paper]
    total: int


class PapersAsked(Asked):
    """Which documents."""

    mine: Literal["", "1"] = Field("", description="`1`: those you read")
    every: Literal["", "1"] = Field("", description="`1`: those too in which nothing waits")
    q: str = Field("", max_length=100, description="words of title or number")


class QueueAsked(Asked):
    """Which facts of a document."""

    state: Literal["", "suggested", "disputed", "lost", "decided", "all"] = Field("", description="without it: those that await a decision")
    kind: Literal["", "target", "actual", "forecast", "rule", "task", "goal", "cite", "clause"] = ""
    below: Literal["", "0.5", "0.7", "0.8", "0.9"] = Field("", description="of which the reader is less sure than this")
    unit: str = Field("", max_length=120, description="id of the unit they are listed under; `-`: none")
    at: int | None = Field(None, ge=0, le=100_000_000, description="the part of the text that begins here, as the outline says")
    second: Literal["", "yes"] = Field("", description="`yes`: what another person decided and no second one has read, shown as it was suggested")


class Queue(Listed):
    """A page of facts in the order of the text."""

    items: list[FactOut]
    total: int


class Giving(Given):
    """To whom a document is given."""

    person: Whole | None = Field(ge=1, le=2**31 - 1, description="number of an account; null: to nobody")


class BlindReading(Correction):
    """What a second person reads who does not know the first decision: the suggestion with what was changed, or that it is no fact."""

    verdict: Literal["read", "reject"]
    reason: str | None = Field(None, max_length=500, description="needed where it turns out that you see it otherwise")


class Dispute(Schema):
    """An open dispute: the decision as it stands, who disputes it and why, and what was said so far."""

    fact: FactOut
    disputed_by: str | None
    reason: str
    votes: list[Vote]
    may_settle: bool


class Disputes(Listed):
    """A page of open disputes, the newest first."""

    items: list[Dispute]


class Alike(Schema):
    """How far two readers agree: ``equal`` of ``n`` facts; ``kappa`` is null where it says nothing."""

    n: int
    equal: int
    share: float | None
    kappa: float | None


class Agreement(Alike):
    """Altogether, and by kind of fact; ``once`` is how many facts await a second reading of yours."""

    by_kind: dict[str, Alike]
    once: int


class PicksAsked(Schema):
    """Which field, and what was typed so far."""

    field: Literal["what", "subject", "measure_unit", "period", "unit_name"]
    q: str = Field("", max_length=120)


class Pick(Schema):
    """One offer."""

    value: str
    why: str


class Picks(Schema):
    """Offers for a field."""

    items: list[Pick]


def person_of(user: Any) -> dict[str, Any]:
    """A person as data."""
    return {"id": user.pk, "name": str(user), "unit": user.unit}


def paper_out(line: Line) -> dict[str, Any]:
    """A document of the list as data."""
    document, tally = line.document, line.tally
    return {
        "document": str(document.key), "number": document.number, "title": document.title, "issued": on(document.issued), "states": tally.states,
        "total": tally.total, "done": tally.done, "open": tally.open, "disputed": tally.disputed, "left": line.left,
        "reader": person_of(line.assignment.person) if line.assignment else None, "version": line.held, "may_take": bool(line.take)}


def people_out(people: Iterable[Any]) -> dict[str, Any]:
    """Some people as data."""
    return {"items": [person_of(one) for one in people]}


def alike_out(one: Any) -> dict[str, Any]:
    """Agreement as data."""
    return {"n": one.n, "equal": one.equal, "share": one.share, "kappa": one.kappa}
