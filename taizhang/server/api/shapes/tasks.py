"""Tasks by hand, and clauses that get their units."""
from typing import Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from taizhang.reading.metadata import PUBLICITIES
from taizhang.server.api.shapes.common import Asked, Day, Given, Listed, Reason, Whole, at, on, person
from taizhang.server.api.shapes.facts import FactOut, Unit
from taizhang.server.tasks.finding import Given as Row
from taizhang.server.tasks.finding import Open
from taizhang.server.tasks.forms import SAFE, SENTENCE

Origin = Literal["instruction", "letter", "decision", "hand"]


class TaskOut(Schema):
    """A task by hand. ``key`` is that of its note, the document in which its sentence stands; ``fact`` is the task in the ledger."""

    key: str
    version: int = Field(description="rises with every change of the note or of what is known of it")
    title: str
    sentence: str
    origin: str
    said_by: list[str]
    said_on: str | None
    number: str
    due: str | None
    publicity: str
    region: str
    state: str = Field(description="standing, or withdrawn")
    fact: str
    units: list[Unit]
    recorded_by: str | None
    recorded_at: str
    may: list[str]
    url: str = Field(description="the page of its note")


class Tasks(Listed):
    """A page of tasks by hand, the newest first."""

    items: list[TaskOut]


class TasksAsked(Asked):
    """Which tasks by hand."""

    origin: Literal["", "instruction", "letter", "decision", "hand"] = ""
    withdrawn: bool = Field(False, description="those that were withdrawn")


class Charged(Given):
    """A unit in charge."""

    name: str = Field(min_length=1, max_length=200)
    role: Literal["", "lead", "support"] = ""


class NewTask(Given):
    """A task as somebody typed it: its words become a note, a document of its own, so that it opens to its sentence."""

    sentence: str = Field(min_length=1, max_length=SENTENCE)
    title: str = Field("", max_length=120, description="without it, the beginning of the sentence")
    origin: Origin = "hand"
    said_by: str = Field(min_length=1, max_length=120)
    said_on: Day
    number: str = Field("", max_length=120)
    due: Day | None = None
    publicity: Literal[PUBLICITIES] = SAFE  # type: ignore[valid-type]
    region: str = Field("", max_length=20, description="its code; without it, the home region")
    units: list[Charged] = Field([], max_length=60)

    def fields(self, home: str) -> dict[str, Any]:
        """As the form of a task takes it."""
        said = self.model_dump(mode="json", exclude={"units"})
        return {name: value or "" for name, value in said.items()} | {"region": self.region or home}


class OriginChange(Given):
    """What to correct of where a task comes from; what is left out stays, null empties the number and the day it is due."""

    origin: Origin | None = None
    said_by: str | None = Field(None, min_length=1, max_length=120)
    said_on: Day | None = None
    number: str | None = Field(None, max_length=120)
    due: Day | None = None
    publicity: Literal[PUBLICITIES] | None = None  # type: ignore[valid-type]


class Sentence(Given):
    """Words in which units are looked for."""

    sentence: str = Field(min_length=1, max_length=SENTENCE)


class Found(Schema):
    """A unit that was found, with its role where the words say one."""

    name: str
    role: str


class FoundUnits(Schema):
    """Units in a sentence: suggestions, nothing is kept."""

    items: list[Found]


class Suggested(Schema):
    """A clause that names no unit, the units it may mean and why these; none where nothing suggests any."""

    fact: FactOut
    units: list[Found]
    why: str


class Unassigned(Listed):
    """A page of clauses that name no unit."""

    items: list[Suggested]
    total: int


class UnassignedAsked(Asked):
    """Which clauses."""

    kind: Literal["", "task", "goal", "clause"] = ""
    document: UUID | None = Field(None, description="of one document")


class Clause(Given):
    """A clause, the version of it you saw, and its units."""

    fact: UUID
    version: Whole = Field(ge=1, le=2**31 - 1)
    units: list[Charged] = Field(min_length=1, max_length=60)


class NewAssignment(Given):
    """Clauses that get their units in one go, all or none."""

    clauses: list[Clause] = Field(min_length=1, max_length=200)
    reason: Reason | None = None


class AssignmentOut(Schema):
    """Units that were assigned in one go; taken back as one."""

    key: str
    by: str | None
    at: str
    facts: list[str]
    undone_at: str | None


def task_out(row: Row, may: list[str], url: str) -> dict[str, Any]:
    """A task by hand as data."""
    note, document, fact = row.note, row.document, row.fact
    return {
        "key": str(note.key), "version": version_of(row), "title": document.title, "sentence": fact.quote if fact else "", "origin": note.origin,
        "said_by": list(map(str, document.issuers)), "said_on": on(document.issued), "number": document.number, "due": on(note.due),
        "publicity": document.publicity, "region": document.region, "state": row.state, "fact": str(note.fact),
        "units": [{"unit": one.unit, "name": one.name, "role": one.role, "inherited": one.inherited} for one in row.units],
        "recorded_by": person(document.recorded_by), "recorded_at": at(document.recorded_at), "may": may, "url": url}


def version_of(row: Row) -> int:
    """One number for the two rows a task is made of: it rises whenever either of them gets a version."""
    return row.note.version + row.document.version - 1


def suggested_out(papers: list[Open], said: dict[int, dict[str, Any]]) -> list[dict[str, Any]]:
    """Clauses without units as data."""
    return [{"fact": said[fact.pk], "units": [{"name": name, "role": role} for name, role in found.units] if found else [], "why": found.why if found else ""}
            for paper in papers for fact, found in paper.rows if fact.pk in said]


def assignment_out(made: Any) -> dict[str, Any]:
    """An assignment as data."""
    return {"key": str(made.key), "by": person(made.by), "at": at(made.at), "facts": [str(key) for key, _version in made.facts],
            "undone_at": at(made.undone_at)}
