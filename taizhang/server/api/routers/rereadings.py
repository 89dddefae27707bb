"""Reading texts anew with the reader of this release: planned, chosen, carried out or discarded."""
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router

from taizhang.server.accounts.doors import page
from taizhang.server.api import cursors
from taizhang.server.api.shapes import rereadings as shapes
from taizhang.server.api.shapes.common import Asked
from taizhang.server.api.shapes.work import job_out
from taizhang.server.exchange.anew import actions, showing
from taizhang.server.exchange.models import Rereading
from taizhang.server.exchange.permissions import REREADINGS
from taizhang.server.jobs.models import Job

router = Router(tags=["rereadings"])
ACTS = ("read", "choose", "apply", "discard")


@router.get("", response=shapes.Rereadings, summary="Readings anew")
@page("rereading", "read")
def rereadings(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """Those you may see, the newest first."""
    found, following = cursors.newest_first("rereadings", REREADINGS.visible(request.user, Rereading.objects.select_related("by")), asked)
    return {"items": [shapes.rereading_out(one) for one in found], "next": following}


@router.post("", response=shapes.RereadingWhole, summary="Have texts read anew")
@page("rereading", "start")
def start(request: HttpRequest, given: shapes.NewRereading) -> dict[str, Any]:
    """A plan is made; suggestions change only once it is carried out, decided facts never."""
    return _whole(request, actions.start(request.user, given.documents, everything=given.everything))


@router.get("/{uuid:key}", response=shapes.RereadingWhole, summary="Get a reading anew")
@page("rereading", "read")
def get(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """How far it is, and what carrying it out will do."""
    return _whole(request, _one(request, key))


@router.get("/{uuid:key}/items", response=shapes.Readings, summary="Texts of a reading anew")
@page("rereading", "read")
def items(request: HttpRequest, key: UUID, asked: Query[Asked]) -> dict[str, Any]:
    """Those whose reading changes something first."""
    rows = showing.in_order(_one(request, key).items.all())
    if asked.cursor:
        rank, position = cursors.read("texts", asked.cursor, int, int)
        rows = rows.filter(cursors.behind(("rank", rank), ("position", position)))
    found, more = cursors.cut(list(rows[: asked.limit + 1]), asked.limit)
    last: Any = found[-1] if more else None
    return {"items": [shapes.reading_out(one) for one in found], "next": cursors.write("texts", last.rank, last.position) if last else None}


@router.post("/{uuid:key}/choose", response=shapes.RereadingWhole, summary="Choose the texts whose new reading is taken")
@page("rereading", "choose")
def choose(request: HttpRequest, key: UUID, given: shapes.ReadingChoices) -> dict[str, Any]:
    """The others stay as they are."""
    actions.choose(request.user, _one(request, key), {one.item: one.choice for one in given.choices})
    return _whole(request, _one(request, key))


@router.post("/{uuid:key}/apply", response=shapes.RereadingWhole, summary="Carry the plan out")
@page("rereading", "apply")
def apply(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """In a job of its own."""
    actions.apply(request.user, _one(request, key))
    return _whole(request, _one(request, key))


@router.post("/{uuid:key}/discard", response=shapes.RereadingWhole, summary="Discard the plan")
@page("rereading", "discard")
def discard(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """Nothing of it is taken."""
    actions.discard(request.user, _one(request, key))
    return _whole(request, _one(request, key))


def _one(request: HttpRequest, key: UUID) -> Rereading:
    found: Rereading = get_object_or_404(REREADINGS.visible(request.user, Rereading.objects.select_related("by")), key=key)
    return found


def _whole(request: HttpRequest, batch: Rereading) -> dict[str, Any]:
    job = Job.objects.filter(about=str(batch.key)).select_related("asked_by").order_by("-id").first()
    return shapes.rereading_out(batch) | {
        "outlook": showing.outlook(batch) if batch.state == "planned" else "", "job": job_out(job) if job else None,
        "may": [act for act in ACTS if REREADINGS.may(request.user, act, batch)]}
