"""Tasks by hand: entered, corrected, withdrawn; and clauses that name no unit."""
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Query, Router

from taizhang.server.accounts.doors import page
from taizhang.server.accounts.roles import place
from taizhang.server.api import cursors, versions
from taizhang.server.api.reading import fact_named, said_of
from taizhang.server.api.shapes import tasks as shapes
from taizhang.server.api.shapes.common import Why
from taizhang.server.history import NOW
from taizhang.server.tasks import actions, finding
from taizhang.server.tasks.forms import OriginForm
from taizhang.server.tasks.models import Assignment, Note
from taizhang.server.tasks.permissions import TASKS
from taizhang.server.tasks.suggesting import units_in

router = Router(tags=["tasks"])
ACTS = ("read", "correct", "withdraw", "restore")


@router.get("", response=shapes.Tasks, summary="Tasks by hand")
@page("task", "read")
def tasks(request: HttpRequest, asked: Query[shapes.TasksAsked]) -> dict[str, Any]:
    """Those entered by people, the newest first; tasks that documents give are facts of the ledger."""
    rows = finding.notes(request.user, asked.origin, asked.withdrawn)
    found, following = cursors.newest_first("tasks", rows, asked)
    return {"items": [_said(request, one) for one in finding.given(found)], "next": following}


@router.post("", response=shapes.TaskOut, summary="Enter a task by hand")
@page("task", "give")
def give(request: HttpRequest, response: HttpResponse, given: shapes.NewTask) -> dict[str, Any]:
    """From an instruction, a letter, a decision, or typed. Its words become a document of their own, and it counts at once."""
    note = actions.give(request.user, given.fields(place().home), [(one.name, one.role) for one in given.units])
    return _whole(request, response, note.key)


@router.post("/suggest", response=shapes.FoundUnits, summary="Find units in a sentence")
@page("task", "give")
def suggest(request: HttpRequest, given: shapes.Sentence) -> dict[str, Any]:
    """The units that the reader finds in words that were typed; nothing is kept."""
    return {"items": [{"name": name, "role": role} for name, role in units_in(given.sentence)]}


@router.get("/without", response=shapes.Unassigned, summary="Clauses that name no unit")
@page("task", "assign")
def without(request: HttpRequest, asked: Query[shapes.UnassignedAsked]) -> dict[str, Any]:
    """Tasks, goals and clauses to which you may give units, each with those it may mean and why."""
    rows = finding.without_units(request.user, asked.kind, asked.document)
    total = rows.count()
    if asked.cursor:
        text, position, pk = cursors.read("without", asked.cursor, int, int, int)
        rows = rows.filter(cursors.behind(("text", text), ("position", position), ("pk", pk)))
    found, more = cursors.cut(list(rows[: asked.limit + 1]), asked.limit)
    last = found[-1] if more else None
    return {"items": shapes.suggested_out(finding.by_document(request.user, found), said_of(request.user, found, NOW)), "total": total,
            "next": cursors.write("without", last.text_id, last.position, last.pk) if last else None}


@router.post("/assign", response=shapes.AssignmentOut, summary="Assign units to clauses without any")
@page("task", "assign")
def assign(request: HttpRequest, given: shapes.NewAssignment) -> dict[str, Any]:
    """All or none: each becomes a correction, and so counts."""
    rows = [(one.fact, one.version, [(unit.name, unit.role) for unit in one.units]) for one in given.clauses]
    fact_named(request.user, [key for key, *_rest in rows])
    return shapes.assignment_out(actions.assign(request.user, rows, given.reason or ""))


@router.post("/assignments/{uuid:key}/undo", response=shapes.AssignmentOut, summary="Take assigned units back")
@page("task", "assign")
def unassign(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """Your own assignment, as one; refused where somebody changed one of its clauses since."""
    get_object_or_404(Assignment, key=key, by=request.user.pk)
    actions.unassign(request.user, key)
    return shapes.assignment_out(Assignment.objects.select_related("by").get(key=key))


@router.get("/{uuid:key}", response=shapes.TaskOut, summary="Get a task by hand")
@page("task", "read")
def get(request: HttpRequest, response: HttpResponse, key: UUID) -> dict[str, Any]:
    """With its sentence, its units, and what you may do to it."""
    return _whole(request, response, key)


@router.patch("/{uuid:key}", response=shapes.TaskOut, summary="Correct where a task comes from", openapi_extra=versions.IF_MATCH)
@page("task", "correct")
def correct(request: HttpRequest, response: HttpResponse, key: UUID, given: shapes.OriginChange) -> dict[str, Any]:
    """Origin, who said it and when, number, due day, publicity; a correction of its units is one of its fact."""
    row = _one(request, key)
    versions.require(request, shapes.version_of(row))
    present = OriginForm.of(row.note, row.document) | given.model_dump(exclude_unset=True)
    actions.correct(request.user, key, row.note.version, {name: value if value is not None else "" for name, value in present.items()})
    return _whole(request, response, key)


@router.post("/{uuid:key}/withdraw", response=shapes.TaskOut, summary="Withdraw a task by hand", openapi_extra=versions.IF_MATCH)
@page("task", "withdraw")
def withdraw(request: HttpRequest, response: HttpResponse, key: UUID, given: Why) -> dict[str, Any]:
    """It stays readable, and counts nowhere."""
    row = _one(request, key)
    TASKS.require(request.user, "withdraw", row.note)
    versions.require(request, shapes.version_of(row))
    actions.withdraw(request.user, key, row.document.version, given.reason)
    return _whole(request, response, key)


@router.post("/{uuid:key}/restore", response=shapes.TaskOut, summary="Bring a withdrawn task back", openapi_extra=versions.IF_MATCH)
@page("task", "restore")
def restore(request: HttpRequest, response: HttpResponse, key: UUID) -> dict[str, Any]:
    """From now on it counts again."""
    row = _one(request, key)
    TASKS.require(request.user, "restore", row.note)
    versions.require(request, shapes.version_of(row))
    actions.restore(request.user, key, row.document.version)
    return _whole(request, response, key)


def _one(request: HttpRequest, key: UUID) -> finding.Given:
    note = get_object_or_404(TASKS.visible(request.user, Note.objects.current()), key=key)
    rows = finding.given([note])
    if not rows:
        raise Http404
    return rows[0]


def _said(request: HttpRequest, row: finding.Given) -> dict[str, Any]:
    may = [act for act in ACTS if TASKS.may(request.user, act, row.note)]
    return shapes.task_out(row, may, request.build_absolute_uri(reverse("documents:page", args=[row.note.key])))


def _whole(request: HttpRequest, response: HttpResponse, key: UUID) -> dict[str, Any]:
    row = _one(request, key)
    versions.show(response, shapes.version_of(row))
    return _said(request, row)
