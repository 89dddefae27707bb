"""Jobs: one's own, and all of them for the system administrator."""
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router

from taizhang.server.accounts.doors import page
from taizhang.server.api import cursors
from taizhang.server.api.shapes import work as shapes
from taizhang.server.jobs import actions
from taizhang.server.jobs.models import Job
from taizhang.server.jobs.permissions import JOBS

router = Router(tags=["jobs"])


@router.get("", response=shapes.Jobs, summary="Jobs")
@page("job", "read")
def jobs(request: HttpRequest, asked: Query[shapes.JobsAsked]) -> dict[str, Any]:
    """Your own ones, the newest first; with `everybody` all of them, for who may see them."""
    rows = Job.objects.select_related("asked_by").order_by("-id")
    if asked.everybody:
        JOBS.require(request.user, "list")
        rows = JOBS.visible(request.user, rows, "list")
    else:
        rows = rows.filter(asked_by_id=request.user.pk)
    if asked.state:
        rows = rows.filter(state=asked.state)
    if asked.cursor:
        rows = rows.filter(id__lt=cursors.read("jobs", asked.cursor, int)[0])
    found, more = cursors.cut(list(rows[: asked.limit + 1]), asked.limit)
    return {"items": [shapes.job_out(one) for one in found], "next": cursors.write("jobs", found[-1].pk) if more else None}


@router.get("/{uuid:key}", response=shapes.JobOut, summary="Get a job")
@page("job", "read")
def get(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """How far it is."""
    return shapes.job_out(_one(request, key))


@router.post("/{uuid:key}/cancel", response=shapes.JobOut, summary="Cancel a job")
@page("job", "cancel")
def cancel(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """It stops after the step it is at; what is done stays done."""
    actions.cancel(request.user, _one(request, key))
    return shapes.job_out(_one(request, key))


@router.post("/{uuid:key}/retry", response=shapes.JobOut, summary="Try a job again")
@page("job", "retry")
def retry(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """One that failed or was cancelled goes on where it stopped."""
    actions.retry(request.user, _one(request, key))
    return shapes.job_out(_one(request, key))


def _one(request: HttpRequest, key: UUID) -> Job:
    return get_object_or_404(JOBS.visible(request.user, Job.objects.select_related("asked_by")), key=key)
