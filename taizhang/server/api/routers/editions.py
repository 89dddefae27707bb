"""Editions: the ledger as a workbook that can be filled in and taken back, prepared by a job."""
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Query, Router

from taizhang.server.accounts.doors import page
from taizhang.server.api import cursors, files
from taizhang.server.api.shapes import exchange as shapes
from taizhang.server.api.shapes.common import Asked
from taizhang.server.api.shapes.ledger import LedgerAsked
from taizhang.server.documents.storage import path_of
from taizhang.server.exchange import actions
from taizhang.server.exchange.models import Edition
from taizhang.server.exchange.permissions import EDITIONS
from taizhang.server.exchange.views.editions import XLSX
from taizhang.server.exchange.views.editions import download as sent
from taizhang.server.jobs.models import Job
from taizhang.server.ledger.asking import Asked as Filters
from taizhang.server.ledger.views.exports import name_of_today
from taizhang.values.errors import UsageError

router = Router(tags=["editions"])


@router.get("", response=shapes.Editions, summary="Editions of the ledger")
@page("edition", "read")
def editions(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """Those you asked for, the newest first."""
    found, following = cursors.newest_first("editions", EDITIONS.visible(request.user, Edition.objects.defer("keys")), asked)
    return {"items": [_said(one) for one in found], "next": following}


@router.post("", response=shapes.EditionOut, summary="Have an edition of the ledger prepared")
@page("edition", "prepare")
def prepare(request: HttpRequest, asked: Query[LedgerAsked], given: shapes.NewEdition) -> dict[str, Any]:
    """The rows that the filters mean now. In the form `edit` the workbook can be filled in and handed in again at /api/v1/workbooks."""
    name = name_of_today() if given.form == "xlsx" else _("{name}-to-fill-in").format(name=name_of_today())
    made = actions.prepare(request.user, Filters.parse(request.GET), given.form, f"{name}.xlsx", f"{request.scheme}://{request.get_host()}")
    return _said(made)


@router.get("/{uuid:key}", response=shapes.EditionOut, summary="Get an edition")
@page("edition", "read")
def get(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """How far it is. Poll it until it is `ready`."""
    return _said(_one(request, key))


@router.get("/{uuid:key}/file", summary="File of an edition", response={200: None}, openapi_extra=files.said(XLSX, "The workbook"))
@page("edition", "download")
def download(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Kept for a day; that it was taken is in the trail."""
    found = _one(request, key)
    EDITIONS.require(request.user, "download", found)
    if not path_of(found.sha256).exists():
        raise UsageError(_("this edition is not kept any more"), where=found.name, hint=_("Have it prepared again."))
    return sent(request, key)


def _one(request: HttpRequest, key: UUID) -> Edition:
    found: Edition = get_object_or_404(EDITIONS.visible(request.user, Edition.objects.defer("keys")), key=key)
    return found


def _said(edition: Edition) -> dict[str, Any]:
    job = Job.objects.filter(about=str(edition.key)).select_related("asked_by").order_by("-id").first()
    return shapes.edition_out(edition, edition.state == "ready" and path_of(edition.sha256).exists(), job)
