"""Expunging: the security administrator asks, the auditor decides."""
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router
from pydantic import Field

from taizhang.server.accounts.doors import page
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.api import cursors
from taizhang.server.api.shapes import expunging as shapes
from taizhang.server.audit.models import Expunging
from taizhang.server.oversight import actions

router = Router(tags=["expungings"])
Number = Annotated[int, Field(ge=1, le=2**63 - 1)]


@router.get("", response=shapes.Expungings, summary="Requests for expunging")
@page("expunging", "read")
def expungings(request: HttpRequest, asked: Query[shapes.ExpungingsAsked]) -> dict[str, Any]:
    """For who decides."""
    return _page(asked)


@router.get("/asked", response=shapes.Expungings, summary="What was asked for, and how it was decided")
@page("expunging", "follow")
def asked_for(request: HttpRequest, asked: Query[shapes.ExpungingsAsked]) -> dict[str, Any]:
    """For who asks."""
    return _page(asked)


@router.post("", response=shapes.ExpungingOut, summary="Ask for an expunging")
@page("expunging", "ask")
def ask(request: HttpRequest, given: shapes.NewExpunging) -> dict[str, Any]:
    """Of personal data, or a secret that was stored by mistake; another person decides."""
    return shapes.expunging_out(actions.ask(request.user, given.noun, given.key, given.names, given.basis))


@router.get("/{int:pk}", response=shapes.ExpungingWhole, summary="Get a request for expunging")
@page("expunging", "read")
def get(request: HttpRequest, pk: Number) -> dict[str, Any]:
    """With what it would destroy, by names and numbers."""
    asked = _one(pk)
    rows = actions.covered(asked)
    return shapes.expunging_out(asked) | {
        "values": rows.count(), "entries": rows.values("entry").distinct().count(), "covers": sorted(set(rows.values_list("name", flat=True))),
        "may_decide": bool(POLICIES.get("expunging").may(request.user, "decide", asked))}


@router.post("/{int:pk}/confirm", response=shapes.ExpungingOut, summary="Confirm an expunging")
@page("expunging", "decide")
def confirm(request: HttpRequest, pk: Number, given: shapes.Confirmation) -> dict[str, Any]:
    """The values and their salts are destroyed. The entries stay, and the chain verifies and says so."""
    POLICIES.get("expunging").require(request.user, "decide", _one(pk))
    return shapes.expunging_out(actions.confirm(request.user, pk, given.remark))


@router.post("/{int:pk}/decline", response=shapes.ExpungingOut, summary="Decline an expunging")
@page("expunging", "decide")
def decline(request: HttpRequest, pk: Number, given: shapes.Declining) -> dict[str, Any]:
    """Nothing is destroyed; the reason is kept."""
    POLICIES.get("expunging").require(request.user, "decide", _one(pk))
    return shapes.expunging_out(actions.decline(request.user, pk, given.remark))


def _one(pk: int) -> Expunging:
    return get_object_or_404(Expunging.objects.select_related("asked_by", "decided_by"), pk=pk)


def _page(asked: shapes.ExpungingsAsked) -> dict[str, Any]:
    rows: Any = Expunging.objects.select_related("asked_by", "decided_by")
    found, following = cursors.newest_first("expungings", rows.filter(state=asked.state) if asked.state else rows, asked)
    return {"items": [shapes.expunging_out(one) for one in found], "next": following}
