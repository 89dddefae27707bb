"""What persons judge where no number answers: titles, tasks in words, parts without a figure, goals of documents."""
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router

from taizhang.server.accounts.doors import page
from taizhang.server.api import versions
from taizhang.server.api.shapes import judgements as shapes
from taizhang.server.rollups import actions
from taizhang.server.rollups.models import Judged
from taizhang.server.rollups.permissions import JUDGEMENTS

router = Router(tags=["judgements"])


@router.post("", response=shapes.JudgementOut, summary="Judge a goal")
@page("judgement", "judge")
def judge(request: HttpRequest, response: HttpResponse, given: shapes.NewJudgement) -> dict[str, Any]:
    """A stage of a title, an item of a formula, a part without a figure, or a goal of a document; what was judged before becomes history."""
    said = given.model_dump(exclude={"about", "of", "region", "state"})
    return _whole(response, actions.judge_goal(request.user, given.about, given.of, given.region, given.state, **said))


@router.get("/{uuid:key}", response=shapes.Judgements, summary="History of a judgement")
@page("judgement", "read")
def judgement(request: HttpRequest, response: HttpResponse, key: UUID) -> dict[str, Any]:
    """All versions, the newest first, also of one that was taken back."""
    versions.show(response, _one(request, key).version)
    rows = Judged.objects.of(key).select_related("recorded_by")
    return {"items": [shapes.judgement_out(one) for one in rows][::-1]}


@router.post("/{uuid:key}/undo", response=shapes.JudgementOut, summary="Undo the last judgement", openapi_extra=versions.IF_MATCH)
@page("judgement", "undo")
def undo(request: HttpRequest, response: HttpResponse, key: UUID) -> dict[str, Any]:
    """Back to the judgement before; the only one is taken back."""
    held = _one(request, key)
    JUDGEMENTS.require(request.user, "undo", held)
    versions.require(request, held.version)
    return _whole(response, actions.undo(request.user, key, held.version))


def _one(request: HttpRequest, key: UUID) -> Judged:
    return get_object_or_404(JUDGEMENTS.visible(request.user, Judged.objects.newest().select_related("recorded_by")), key=key)


def _whole(response: HttpResponse, one: Judged) -> dict[str, Any]:
    versions.show(response, one.version)
    return shapes.judgement_out(one)
