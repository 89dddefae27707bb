"""Texts read anew by the reader of this release."""
from typing import Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from taizhang.server.api.shapes.common import Given, Listed, Whole, at, person
from taizhang.server.api.shapes.work import JobOut
from taizhang.server.exchange.anew import showing
from taizhang.server.exchange.columns import spoken
from taizhang.server.exchange.models import Reread, Rereading


class RereadingOut(Schema):
    """Texts that are read anew: planned, then carried out or discarded."""

    key: str
    release: str
    everything: bool
    state: str
    by: str | None
    at: str
    planned_at: str | None
    applied_at: str | None
    counts: dict[str, int]


class RereadingWhole(RereadingOut):
    """With what carrying it out will do, and its job."""

    outlook: str
    job: JobOut | None
    may: list[str]


class Rereadings(Listed):
    """A page of them, the newest first."""

    items: list[RereadingOut]


class NewRereading(Given):
    """Which texts: of some documents, or of all you import for."""

    documents: list[UUID] | None = Field(None, min_length=1, max_length=500)
    everything: bool = Field(False, strict=True, description="also those that this release has read")


class Reading(Schema):
    """One text: what the new reading says differently. What a person decided is not touched."""

    item: int
    document: str
    title: str
    finding: str = Field(description="changed, unchanged, refused; empty: not read yet")
    words: str
    counts: dict[str, int]
    changes: list[dict[str, Any]]
    problems: list[str]
    choice: str
    applied_at: str | None


class Readings(Listed):
    """A page of texts."""

    items: list[Reading]


class ReadingChoice(Given):
    """Whether the new reading of a text is taken."""

    item: Whole = Field(ge=1, le=2**63 - 1)
    choice: Literal["apply", "skip"]


class ReadingChoices(Given):
    """For some texts."""

    choices: list[ReadingChoice] = Field(min_length=1, max_length=500)


def rereading_out(one: Rereading) -> dict[str, Any]:
    """A reading anew as data."""
    return {"key": str(one.key), "release": one.release, "everything": one.everything, "state": one.state, "by": person(one.by), "at": at(one.at),
            "planned_at": at(one.planned_at), "applied_at": at(one.applied_at), "counts": {name or "unread": n for name, n in showing.counts(one).items()}}


def reading_out(one: Reread) -> dict[str, Any]:
    """A text as data."""
    return {"item": one.pk, "document": str(one.document), "title": one.title, "finding": one.finding, "words": showing.words(one.counts),
            "counts": one.counts, "changes": one.changes, "problems": [spoken(said) for said in one.problems], "choice": one.choice,
            "applied_at": at(one.applied_at)}
