"""The audit trail: all of it for the auditor, that of one thing for who may read it."""
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import Field

from taizhang.server.accounts.doors import everybody, page
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.api import cursors, files
from taizhang.server.api.errors import valid
from taizhang.server.api.shapes import people as shapes
from taizhang.server.api.shapes.common import Asked
from taizhang.server.audit.actions import Refused
from taizhang.server.audit.anchors import newest_anchor
from taizhang.server.audit.models import Entry
from taizhang.server.oversight.actions import verify_trail
from taizhang.server.oversight.exporting import TYPES
from taizhang.server.oversight.filters import Filters
from taizhang.server.oversight.reading import lines
from taizhang.server.oversight.things import find, has, may_read_trail
from taizhang.server.oversight.views.trail import sent
from taizhang.server.oversight.views.verification import MOST
from taizhang.values.errors import UsageError

router = Router(tags=["audit"])


@router.get("/entries", response=shapes.Entries, summary="Entries of the trail")
@page("audit", "read")
def entries(request: HttpRequest, asked: Query[shapes.TrailAsked]) -> dict[str, Any]:
    """The newest first, by the filters of the page. Content of business is closed to who may not read the thing itself."""
    form = Filters(request.GET)
    valid(form)
    return entries_page(request, form.rows(), asked)


@router.get("/entries/{int:pk}", response=shapes.EntryOut, summary="Get an entry")
@page("audit", "read")
def entry(request: HttpRequest, pk: Annotated[int, Field(ge=1, le=2**63 - 1)]) -> dict[str, Any]:
    """With its values, its digests and its place in the chain."""
    found = get_object_or_404(Entry, pk=pk)
    return shapes.entry_out(lines([found], request.user)[0])


def _export(format: str) -> Any:
    @page("audit", "export")
    def take(request: HttpRequest, asked: Query[shapes.TrailFilters]) -> HttpResponseBase:
        valid(Filters(request.GET))
        return sent(request, format)

    take.__name__ = f"export_{format}"
    take.__doc__ = "The entries that the filters mean, the oldest first; that they were taken is in the trail."
    router.post(f"/export.{format}", summary=f"Take the trail along as .{format}", response={200: None},
                openapi_extra=files.said(TYPES[format].partition(";")[0], "The file"))(take)
    return take


EXPORTS = [_export(format) for format in TYPES]


@router.post("/verify", response=shapes.Report, summary="Verify the trail")
@page("audit", "verify")
def verify(request: HttpRequest) -> dict[str, Any]:
    """The whole chain, against the newest anchor on the server; that it was verified is in the trail."""
    if Entry.objects.count() > MOST:
        raise UsageError(_("the trail is too long to be verified on a page"), hint=_("run on the server: taizhang audit verify --anchor FILE"))
    report = verify_trail(request.user, newest_anchor())
    return {"ok": report.ok, "entries": report.entries, "lines": report.lines()}


@router.get("/of/{noun}/{key}", response=shapes.Entries, summary="The trail of one thing")
@everybody
def of(request: HttpRequest, noun: str, key: str, asked: Query[Asked]) -> dict[str, Any]:
    """For who may read the thing and its trail, and for the auditor."""
    thing = find(noun, key)
    allowed = bool(POLICIES.get("audit").may(request.user, "read"))
    if not allowed and thing is not None:
        verdict = may_read_trail(request.user, noun, thing)
        if not verdict and has(POLICIES.get(noun), "read") and POLICIES.get(noun).may(request.user, "read", thing):
            raise Refused(verdict.sentence, noun=noun, key=key)
        allowed = bool(verdict)
    if not allowed:
        raise Http404
    return entries_page(request, Entry.objects.filter(noun=noun, key=key).order_by("-id"), asked)


def entries_page(request: HttpRequest, rows: QuerySet[Entry], asked: Asked) -> dict[str, Any]:
    """A page of entries, as whoever asks may read them."""
    if asked.cursor:
        rows = rows.filter(id__lt=cursors.read("entries", asked.cursor, int)[0])
    found, more = cursors.cut(list(rows[: asked.limit + 1]), asked.limit)
    return {"items": [shapes.entry_out(one) for one in lines(found, request.user)], "next": cursors.write("entries", found[-1].pk) if more else None}
