"""One's own sessions."""
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router

from taizhang.server.accounts.actions.sessions import end_session
from taizhang.server.accounts.doors import page
from taizhang.server.accounts.models import LogIn
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.accounts.sessions import alive
from taizhang.server.api.shapes import own as shapes

router = Router(tags=["me"])


@router.get("", response=shapes.Sessions, summary="Your sessions")
@page("session", "read")
def sessions(request: HttpRequest) -> dict[str, Any]:
    """Those of browsers; a token has none."""
    rows = alive(POLICIES.get("session").visible(request.user, LogIn.objects.all())).order_by("-seen_at", "-id")
    return {"items": [shapes.session_out(one, request.session.session_key) for one in rows]}


@router.post("/{uuid:key}/end", response=shapes.SessionOut, summary="End a session")
@page("session", "end")
def end(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """Here or on another machine."""
    found = get_object_or_404(POLICIES.get("session").visible(request.user, LogIn.objects.all()), key=key)
    end_session(request.user, found)
    return shapes.session_out(LogIn.objects.get(pk=found.pk), None)


@router.post("/end", response=shapes.Ended, summary="End your other sessions")
@page("session", "end")
def end_others(request: HttpRequest) -> dict[str, Any]:
    """All but the one that asks; asked with a token, all."""
    rows = POLICIES.get("session").visible(request.user, LogIn.objects.filter(ended_at__isnull=True)).exclude(session=request.session.session_key or "-")
    found = list(rows)
    for one in found:
        end_session(request.user, one)
    return {"count": len(found)}
