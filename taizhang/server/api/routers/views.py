"""Views of the ledger that people keep."""
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router

from taizhang.server.accounts.doors import page
from taizhang.server.api.shapes import ledger as shapes
from taizhang.server.ledger import actions
from taizhang.server.ledger.models import SavedView
from taizhang.server.ledger.permissions import VIEWS

router = Router(tags=["views"])


@router.get("", response=shapes.Views, summary="Saved views")
@page("view", "read")
def views(request: HttpRequest) -> dict[str, Any]:
    """Your own, and those that are shared with everybody."""
    return {"items": [shapes.view_out(one, request.user) for one in VIEWS.visible(request.user, SavedView.objects.select_related("owner"))]}


@router.post("", response=shapes.ViewOut, summary="Keep a view")
@page("view", "save")
def save(request: HttpRequest, given: shapes.NewView) -> dict[str, Any]:
    """One of the same name is replaced."""
    return shapes.view_out(actions.save(request.user, given.name, given.query, shared=given.shared), request.user)


@router.get("/{uuid:key}", response=shapes.ViewOut, summary="Get a view")
@page("view", "read")
def get(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """Its query can be sent to the ledger as it is."""
    return shapes.view_out(_one(request, key), request.user)


@router.patch("/{uuid:key}", response=shapes.ViewOut, summary="Rename a view, share it or keep it to yourself")
@page("view", "rename")
def change(request: HttpRequest, key: UUID, given: shapes.ViewChange) -> dict[str, Any]:
    """Your own one."""
    view = _one(request, key)
    if given.name is not None:
        view = actions.rename(request.user, view, given.name)
    if given.shared is not None:
        view = (actions.share if given.shared else actions.unshare)(request.user, view)
    return shapes.view_out(view, request.user)


@router.delete("/{uuid:key}", response=shapes.ViewOut, summary="Remove a view")
@page("view", "remove")
def remove(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """It is kept and no longer shown; it can be brought back."""
    return shapes.view_out(actions.remove(request.user, _one(request, key)), request.user)


@router.post("/{uuid:key}/restore", response=shapes.ViewOut, summary="Bring a removed view back")
@page("view", "save")
def restore(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """Your own one."""
    found = get_object_or_404(SavedView, key=key, owner=request.user)
    return shapes.view_out(actions.restore(request.user, found), request.user)


def _one(request: HttpRequest, key: UUID) -> SavedView:
    return get_object_or_404(VIEWS.visible(request.user, SavedView.objects.select_related("owner")), key=key)
