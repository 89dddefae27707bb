"""Pages of mappings: naming the columns of a sheet, the mappings one may use, and filling a copy of a bureau's sheet."""
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from taizhang.server.accounts.doors import page
from taizhang.server.exchange.bureau import actions, filling, naming
from taizhang.server.exchange.models import Mapping, Workbook
from taizhang.server.exchange.permissions import MAPPINGS, WORKBOOKS
from taizhang.server.exchange.views.editions import XLSX
from taizhang.server.ledger.views.exports import attachment
from taizhang.server.look.notices import tell

LISTED = 100


@page("workbook", "map")
@require_http_methods(["GET", "POST"])
def name_columns(request: HttpRequest, key: UUID) -> HttpResponse:
    """Name the columns of a workbook's sheet; sent, they are kept as a mapping and the workbook is planned."""
    workbook = get_object_or_404(WORKBOOKS.visible(request.user, Workbook.objects.select_related("by", "stored", "mapping"), "map"), key=key)
    WORKBOOKS.require(request.user, "map", workbook)
    if request.method == "POST" and request.POST.get("keep"):
        given = naming.given(request.POST)
        actions.keep(request.user, workbook, **given)
        return redirect("exchange:plan", workbook.key)
    return render(request, "exchange/columns.html", {"workbook": workbook, "naming": naming.Naming.of(workbook, request.GET)})


@page("mapping", "read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """The mappings one may use, the newest first."""
    rows = MAPPINGS.visible(request.user, Mapping.objects.select_related("owner").order_by("-id"))[:LISTED]
    return render(request, "exchange/mappings.html", {"mappings": [(one, naming.said(one), one.owner_id == request.user.pk) for one in rows]})


@page("mapping", "rename")
@require_POST
def rename(request: HttpRequest, key: UUID) -> HttpResponse:
    """Rename a mapping."""
    actions.rename(request.user, _asked(request, key, "rename"), request.POST.get("name", ""))
    return redirect("exchange:mappings")


@page("mapping", "share")
@require_POST
def share(request: HttpRequest, key: UUID) -> HttpResponse:
    """Share a mapping, or keep it to oneself again."""
    actions.share(request.user, _asked(request, key, "share"), request.POST.get("shared") == "1")
    return redirect("exchange:mappings")


@page("mapping", "end")
@require_POST
def end(request: HttpRequest, key: UUID) -> HttpResponse:
    """End a mapping."""
    actions.end(request.user, _asked(request, key, "end"))
    tell(request, _("The mapping is ended; a sheet with this head is asked about again."))
    return redirect("exchange:mappings")


@page("mapping", "fill")
@require_http_methods(["GET", "POST"])
def fill(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """What the ledger has for each cell of a bureau's sheet; sent, the filled copy."""
    mapping = _asked(request, key, "fill")
    planned = filling.planned(request.user, mapping)
    if request.method != "POST":
        return render(request, "exchange/fill.html", {"mapping": mapping, "planned": planned})
    data = filling.filled(mapping, planned)
    actions.note_fill(request.user, mapping, len(planned.edits), len(planned.left))
    answer = HttpResponse(data, content_type=XLSX)
    answer["Content-Disposition"] = attachment(f"{mapping.name}.xlsx")
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _asked(request: HttpRequest, key: UUID, act: str) -> Mapping:
    rows: Any = MAPPINGS.visible(request.user, Mapping.objects.select_related("owner", "stored"), act)
    found: Mapping = get_object_or_404(rows, key=key)
    return found
