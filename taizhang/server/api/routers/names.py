"""Names that this office adds to the pack: listed, added, ended, taken back, taken along."""
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router

from taizhang.server.accounts.doors import page
from taizhang.server.api import cursors, files, versions
from taizhang.server.api.errors import valid
from taizhang.server.api.shapes import names as shapes
from taizhang.server.local import actions
from taizhang.server.local.forms import AliasForm, after
from taizhang.server.local.layer import NAME, packed
from taizhang.server.local.models import Alias
from taizhang.server.local.permissions import ALIASES

router = Router(tags=["names"])


@router.get("", response=shapes.Names, summary="Names of the office's own layer")
@page("alias", "read")
def names(request: HttpRequest, asked: Query[shapes.NamesAsked]) -> dict[str, Any]:
    """Other names of units, indicators and regions, beside those of the pack."""
    rows = ALIASES.visible(request.user, Alias.objects.filter(superseded_at__isnull=True, ended=asked.state == "gone")).select_related("recorded_by")
    day = timezone.localdate()
    if asked.state != "gone":
        rows = rows.filter(valid_until__lte=day) if asked.state == "over" else rows.exclude(valid_until__lte=day)
    if asked.section:
        rows = rows.filter(section=asked.section)
    if asked.q:
        rows = rows.filter(name__icontains=asked.q)
    found, following = cursors.newest_first("names", rows, asked)
    return {"items": [shapes.name_out(one, request.user) for one in found], "next": following}


@router.post("", response=shapes.NameOut, summary="Add a name")
@page("alias", "add")
def add(request: HttpRequest, response: HttpResponse, given: shapes.NewName) -> dict[str, Any]:
    """From now on readers, forms and filters know it; refused where it means something else."""
    said = given.model_dump(mode="json", exclude={"stands_for", "last_day"})
    form = AliasForm(said | {"of": given.stands_for, "until": given.last_day})
    data = valid(form, of="stands_for", until="last_day")
    made = actions.add(request.user, data["section"], data["id"], data["name"], since=data["since"], until=form.end, reason=data["reason"])
    return _whole(request, response, made)


@router.post("/export.zip", summary="Take the names along as a folder of a pack", response={200: None},
             openapi_extra=files.said("application/zip", "The folder"))
@page("alias", "export")
def export(request: HttpRequest) -> HttpResponse:
    """As `taizhang pack` takes it in elsewhere."""
    return files.attached(packed(request.user), f"{NAME}.zip", "application/zip")


@router.get("/{uuid:key}", response=shapes.NameOut, summary="Get a name")
@page("alias", "read")
def get(request: HttpRequest, response: HttpResponse, key: UUID) -> dict[str, Any]:
    """Its newest version, also of one that was taken back."""
    return _whole(request, response, _one(request, key))


@router.get("/{uuid:key}/history", response=shapes.Versions, summary="History of a name")
@page("alias", "read")
def history(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """All versions, the newest first."""
    _one(request, key)
    rows = Alias.objects.of(key).select_related("recorded_by")
    return {"items": [shapes.name_out(one, request.user) for one in rows][::-1]}


@router.post("/{uuid:key}/end", response=shapes.NameOut, summary="End a name", openapi_extra=versions.IF_MATCH)
@page("alias", "end")
def end(request: HttpRequest, response: HttpResponse, key: UUID, given: shapes.Ending) -> dict[str, Any]:
    """Texts of earlier days are still read with it."""
    held = _one(request, key)
    ALIASES.require(request.user, "end", held)
    versions.require(request, held.version)
    return _whole(request, response, actions.end(request.user, key, held.version, after(given.last_day) or given.last_day, given.reason))


@router.post("/{uuid:key}/undo", response=shapes.NameOut, summary="Undo the last change of a name", openapi_extra=versions.IF_MATCH)
@page("alias", "undo")
def undo(request: HttpRequest, response: HttpResponse, key: UUID) -> dict[str, Any]:
    """Back to the version before; a name that had none before is taken back."""
    held = _one(request, key)
    ALIASES.require(request.user, "undo", held)
    versions.require(request, held.version)
    return _whole(request, response, actions.undo(request.user, key, held.version))


def _one(request: HttpRequest, key: UUID) -> Alias:
    rows = ALIASES.visible(request.user, Alias.objects.filter(superseded_at__isnull=True).select_related("recorded_by"))
    return get_object_or_404(rows, key=key)


def _whole(request: HttpRequest, response: HttpResponse, alias: Alias) -> dict[str, Any]:
    versions.show(response, alias.version)
    return shapes.name_out(alias, request.user)
