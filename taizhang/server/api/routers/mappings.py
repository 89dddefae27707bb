"""Mappings: how a bureau's own sheet is read, and a copy of it filled from the ledger."""
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router

from taizhang.server.accounts.doors import page
from taizhang.server.api import cursors, files
from taizhang.server.api.shapes import mappings as shapes
from taizhang.server.api.shapes.common import Asked
from taizhang.server.exchange.bureau import actions, filling
from taizhang.server.exchange.models import Mapping
from taizhang.server.exchange.permissions import MAPPINGS
from taizhang.server.exchange.views.editions import XLSX

router = Router(tags=["mappings"])


@router.get("", response=shapes.Mappings, summary="Mappings of sheets")
@page("mapping", "read")
def mappings(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """Your own, and those that are shared, the newest first."""
    found, following = cursors.newest_first("mappings", MAPPINGS.visible(request.user, Mapping.objects.select_related("owner")), asked)
    return {"items": [shapes.mapping_out(one, request.user) for one in found], "next": following}


@router.get("/{uuid:key}", response=shapes.MappingOut, summary="Get a mapping")
@page("mapping", "read")
def get(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """Which column is what."""
    return shapes.mapping_out(_one(request, key, "read"), request.user)


@router.patch("/{uuid:key}", response=shapes.MappingOut, summary="Rename a mapping, share it or keep it to yourself")
@page("mapping", "rename")
def change(request: HttpRequest, key: UUID, given: shapes.MappingChange) -> dict[str, Any]:
    """Your own one."""
    held = _one(request, key, "rename")
    if given.name is not None:
        actions.rename(request.user, held, given.name)
    if given.shared is not None:
        actions.share(request.user, held, given.shared)
    return shapes.mapping_out(_one(request, key, "rename"), request.user)


@router.delete("/{uuid:key}", response=shapes.MappingOut, summary="End a mapping")
@page("mapping", "end")
def end(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """A sheet with this head is asked about again."""
    held = _one(request, key, "end")
    actions.end(request.user, held)
    return shapes.mapping_out(Mapping.objects.select_related("owner").get(pk=held.pk), request.user)


@router.get("/{uuid:key}/filling", response=shapes.Filling, summary="What the ledger has for a sheet")
@page("mapping", "fill")
def planned(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """The cells that would be filled with the facts they come from, and those that would stay as they are, with the reason."""
    found = filling.planned(request.user, _one(request, key, "fill"))
    return {"filled": [{"cell": cell, "value": value, "fact": str(fact.key)} for cell, value, fact in found.sources],
            "left": [{"cell": cell, "what": what, "why": why} for cell, what, why in found.left]}


@router.post("/{uuid:key}/filled.xlsx", summary="Fill a copy of a sheet from the ledger", response={200: None},
             openapi_extra=files.said(XLSX, "The filled copy"))
@page("mapping", "fill")
def fill(request: HttpRequest, key: UUID) -> HttpResponse:
    """Of the workbook that the mapping was made of; that it was filled is in the trail."""
    held = _one(request, key, "fill")
    found = filling.planned(request.user, held)
    data = filling.filled(held, found)
    actions.note_fill(request.user, held, len(found.edits), len(found.left))
    return files.attached(data, f"{held.name}.xlsx", XLSX)


def _one(request: HttpRequest, key: UUID, act: str) -> Mapping:
    found: Mapping = get_object_or_404(MAPPINGS.visible(request.user, Mapping.objects.select_related("owner", "stored"), act), key=key)
    return found
