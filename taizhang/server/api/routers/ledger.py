"""The ledger: its rows, sums, exports."""
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Query, Router

from taizhang.server.accounts.doors import page
from taizhang.server.api.ledger import ledger_page
from taizhang.server.api.shapes import ledger as shapes
from taizhang.server.ledger.asking import Asked
from taizhang.server.ledger.exporting import FORMATS
from taizhang.server.ledger.finding import Found
from taizhang.server.ledger.sums import sum_of
from taizhang.server.ledger.views.exports import export

router = Router(tags=["ledger"])


@router.get("", response=shapes.Ledger, summary="Rows of the ledger")
@page("ledger", "read")
def rows(request: HttpRequest, asked: Query[shapes.LedgerAsked]) -> dict[str, Any]:
    """Facts of all documents you may read, by the filters of the page; suggested ones are listed too, marked as such."""
    given = request.GET.copy()
    given.setdefault("group", "none")
    return ledger_page(request.user, Asked.parse(given), asked.limit, asked.cursor)


@router.get("/sum", response=shapes.Sum, summary="Sum of rows of the ledger")
@page("ledger", "read")
def total(request: HttpRequest, asked: Query[shapes.Filters]) -> dict[str, str]:
    """Only where adding makes sense: one kind, one indicator, one unit of measure; else `why` says why not."""
    found = sum_of(Found(Asked.parse(request.GET), request.user))
    return {"shown": found.shown, "exact": found.exact, "covers": found.covers, "why": found.why}


def _export(format: str) -> Any:
    @page("ledger", "export")
    def take(request: HttpRequest, asked: Query[shapes.LedgerAsked]) -> HttpResponseBase:
        return export(request, format)

    media = FORMATS[format].content_type.partition(";")[0]
    take.__name__ = f"export_{format}"
    take.__doc__ = "All rows that the filters mean, with their sources; who took what is in the trail."
    kind = {"schema": {"type": "string", "format": "binary"}}
    router.post(f"/export.{format}", summary=f"Take the ledger along as .{format}", response={200: None},
                openapi_extra={"responses": {200: {"description": "The file", "content": {media: kind}}}})(take)
    return take


EXPORTS = [_export(format) for format in FORMATS]
