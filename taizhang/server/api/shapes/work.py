"""Imports and jobs."""
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from taizhang.server.api.shapes.common import Asked, Given, Listed, Whole, at, person
from taizhang.server.imports import reasons, showing
from taizhang.server.imports.actions import possible
from taizhang.server.imports.deciding import found_words
from taizhang.server.imports.models import Import, Item
from taizhang.server.jobs.models import Job


class JobOut(Schema):
    """Long work: how far it is, how it ended."""

    key: str
    kind: str
    about: str
    label: str
    state: str
    done: int
    total: int | None
    now: str
    error: str
    asked_by: str | None
    asked_at: str
    started_at: str | None
    ended_at: str | None


class Jobs(Listed):
    """A page of jobs, the newest first."""

    items: list[JobOut]


class JobsAsked(Asked):
    """Which jobs."""

    state: Literal["", "waiting", "running", "done", "failed", "cancelled"] = ""
    everybody: bool = Field(False, description="those of all people: for the system administrator")


class ImportOut(Schema):
    """Files handed in together, and what was planned and done."""

    key: str
    label: str
    state: str
    pack: str
    owner: str
    by: str | None
    at: str
    planned_at: str | None
    applied_at: str | None
    applied_by: str | None
    counts: dict[str, int] = Field(description="how many files of each finding")


class ImportWhole(ImportOut):
    """An import with its outlook and its job."""

    outlook: str = Field(description="what carrying it out will do, in words")
    job: JobOut | None
    may: list[str]
    url: str


class Imports(Listed):
    """A page of imports, the newest first."""

    items: list[ImportOut]


class ItemOut(Schema):
    """One file of an import."""

    item: int
    position: int
    name: str
    title: str
    number: str
    finding: str = Field(description="new, changed, unchanged, doubtful, refused; empty: not read yet")
    reasons: list[str]
    choice: str = Field(description="create, version, skip; empty: a person has to choose")
    choices: list[str] = Field(description="what may be chosen")
    target: str | None
    facts: dict[str, int]
    moved: int
    lost: int
    result: str | None = Field(description="the key of the document it became")
    error: str
    found: str = Field(description="marks of restricted use and data of persons that were found in it, in words")
    handling: str = Field(description="what was decided about them: mask, keep, admit; empty: nothing yet")


class Items(Listed):
    """A page of files, in the order in which they were handed in."""

    items: list[ItemOut]


class Choice(Given):
    """What becomes of one file."""

    item: Whole = Field(ge=1, le=2**63 - 1)
    choice: Literal["create", "version", "skip"]


class Choices(Given):
    """What becomes of some files."""

    choices: list[Choice] = Field(min_length=1, max_length=500)


class Admission(Given):
    """The decision about a file in which something was found."""

    handling: Literal["mask", "keep", "admit"] = Field(description="mask or keep data of persons; admit where there is only a mark")
    grounds: str = Field(default="", max_length=2000, description="why; not needed to mask")
    choice: Literal["create", "version", "skip"] = Field(description="skip takes the decision back")


def job_out(job: Job) -> dict[str, Any]:
    """A job as data."""
    return {"key": str(job.key), "kind": job.kind, "about": job.about, "label": job.label, "state": job.state, "done": job.done, "total": job.total,
            "now": job.now, "error": job.error, "asked_by": person(job.asked_by), "asked_at": at(job.asked_at), "started_at": at(job.started_at),
            "ended_at": at(job.ended_at)}


def import_out(batch: Import) -> dict[str, Any]:
    """An import as data."""
    return {"key": str(batch.key), "label": batch.label, "state": batch.state, "pack": batch.pack, "owner": batch.owner, "by": person(batch.by),
            "at": at(batch.at), "planned_at": at(batch.planned_at), "applied_at": at(batch.applied_at), "applied_by": person(batch.applied_by),
            "counts": {name or "unread": n for name, n in showing.counts(batch).items()}}


def item_out(item: Item, open_for_choice: bool) -> dict[str, Any]:
    """A file of an import as data."""
    return {"item": item.pk, "position": item.position, "name": item.name, "title": item.title, "number": item.number, "finding": item.finding,
            "reasons": [reasons.say(one) for one in item.reasons], "choice": item.choice, "choices": list(possible(item)) if open_for_choice else [],
            "target": str(item.target) if item.target else None, "facts": {str(kind): int(n) for kind, n in item.counts.items()}, "moved": item.moved,
            "lost": len(item.lost), "result": str(item.result) if item.result else None, "error": item.error,
            "found": found_words(item), "handling": item.handling}
