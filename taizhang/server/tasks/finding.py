"""Tasks by hand, and clauses that name no unit, as lists."""
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from taizhang.server.documents.models import Document
from taizhang.server.documents.permissions import counting
from taizhang.server.facts.models import Fact, InCharge
from taizhang.server.facts.permissions import FACTS
from taizhang.server.tasks.models import Note
from taizhang.server.tasks.permissions import TASKS
from taizhang.server.tasks.suggesting import Suggestion, suggest

KINDS = ("task", "goal", "clause")


@dataclass(slots=True)
class Given:
    """A task by hand as a row: note, document, the task itself (None where it was taken back) and its units."""

    note: Note
    document: Document
    fact: Fact | None
    units: list[InCharge]
    state: str


@dataclass(slots=True)
class Open:
    """A document with its clauses that name no unit, each with a suggestion or none."""

    document: Document
    rows: list[tuple[Fact, Suggestion | None]] = field(default_factory=list)


def notes(user: Any, origin: str = "", withdrawn: bool = False) -> QuerySet[Note]:
    """The tasks by hand that a person may see, the newest first."""
    rows: Any = TASKS.visible(user, Note.objects.current())
    if origin:
        rows = rows.filter(origin=origin)
    gone = Document.objects.current().filter(genre="note", state="withdrawn").values("key")
    return (rows.filter(key__in=gone) if withdrawn else rows.exclude(key__in=gone)).order_by("-recorded_at", "-pk")  # type: ignore[no-any-return]


def given(rows: list[Note]) -> list[Given]:
    """Rows with all that a list shows."""
    documents = {one.key: one for one in Document.objects.current().filter(key__in=[note.key for note in rows])}
    facts = {one.key: one for one in Fact.objects.current().filter(key__in=[note.fact for note in rows]).prefetch_related("in_charge")}
    found = []
    for note in rows:
        document, fact = documents.get(note.key), facts.get(note.fact)
        if document is not None:
            found.append(Given(note, document, fact, list(fact.in_charge.all()) if fact else [], "withdrawn" if document.state == "withdrawn" else "standing"))
    return found


def without_units(user: Any, kind: str = "", document: Any = None) -> QuerySet[Fact]:
    """Clauses that name no unit and to which this person may give one, in the order of documents and places."""
    rows: Any = FACTS.visible(user, Fact.objects.current().filter(lead="", kind__in=(kind,) if kind in KINDS else KINDS), "correct")
    rows = rows.exclude(state__in=("rejected", "lost", "disputed")).filter(document__in=counting())
    return (rows.filter(document=document) if document else rows).order_by("text", "position", "pk")  # type: ignore[no-any-return]


def by_document(user: Any, rows: list[Fact]) -> list[Open]:
    """Clauses under their documents, with suggestions."""
    papers = {one.key: one for one in Document.objects.current().filter(key__in={one.document for one in rows})}
    said = suggest(rows, FACTS.visible(user, Fact.objects.current()))
    found: dict[Any, Open] = {}
    for one in rows:
        if one.document in papers:
            found.setdefault(one.document, Open(papers[one.document])).rows.append((one, said.get(one.key)))
    return list(found.values())
