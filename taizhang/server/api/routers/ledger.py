"""The ledger: its rows, sums, exports."""
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from ninja import Query, Router

from taizhang.server.accounts.doors import page
from taizhang.server.api.ledger import ledger_page
from taizhang.server.api.reading import said_of
from taizhang.server.api.shapes import ledger as shapes
from taizhang.server.api.shapes.common import at, person
from taizhang.server.facts import bulk
from taizhang.server.facts.models import Bulk, Fact
from taizhang.server.facts.permissions import BULKS, FACTS
from taizhang.server.facts.views import bulk_of
from taizhang.server.history import NOW
from taizhang.server.ledger.asking import Asked
from taizhang.server.ledger.exporting import FORMATS
from taizhang.server.ledger.finding import Found, tab_words
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


@router.get("/sample", response=shapes.Sample, summary="A sample of suggestions")
@page("fact", "accept")
def sample(request: HttpRequest, asked: Query[shapes.SampleAsked]) -> dict[str, Any]:
    """Twenty of the suggestions that the filters find, drawn by the seed and spread over their documents."""
    rows, words, _query = suggested(request)
    facts = bulk.draw(rows, asked.seed)
    said = said_of(request.user, facts, NOW)
    return {"items": [said[one.pk] for one in facts], "expected": rows.count(), "words": words}


@router.post("/accept", response=shapes.BulkOut, summary="Accept many suggestions at once")
@page("fact", "accept")
def accept(request: HttpRequest, asked: Query[shapes.Filters], given: shapes.Acceptance) -> dict[str, Any]:
    """All that the filters find, after you have looked at the sample of this seed. They stay marked, and say nothing of how well the reader reads."""
    rows, words, query = suggested(request)
    made = bulk.accept(request.user, rows, words, query, given.seed, given.expected)
    return _bulk(made)


@router.get("/accept/{uuid:key}", response=shapes.BulkWhole, summary="Get an acceptance in bulk")
@page("bulk", "read")
def get(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """Its filter, the sample that was looked at, and how many of its facts still stand as it left them."""
    made = bulk_of(request.user, key)
    standing = FACTS.visible(request.user, bulk.untouched(made))
    return _bulk(made) | {"standing": standing.count(), "yours_to_undo": FACTS.visible(request.user, standing, "undo").count(),
                          "may_undo": bool(BULKS.may(request.user, "undo", made))}


@router.post("/accept/{uuid:key}/undo", response=shapes.Undone, summary="Take an acceptance in bulk back")
@page("fact", "undo")
def undo(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """Of all its facts that nobody has looked at since and that lie in your scope."""
    get_object_or_404(BULKS.visible(request.user, Bulk.objects.all(), "undo"), key=key)
    return {"count": bulk.undo_all(request.user, key)}


def _bulk(made: Bulk) -> dict[str, Any]:
    return {"key": str(made.key), "by": person(made.by), "at": at(made.at), "filter": made.filter, "query": made.query, "count": made.count,
            "sample": [str(one) for one in made.sample]}


def suggested(request: HttpRequest) -> tuple[QuerySet[Fact], str, str]:
    """The suggestions that the filters of an address find and that this person may accept; the filter in words, and as an address."""
    asked = replace(Asked.parse(request.GET), states=("suggested",), group="none", moment=NOW)
    found = Found(asked, request.user)
    words = "; ".join([tab_words(asked.tab), *(one.words for one in found.conditions)])
    return FACTS.visible(request.user, found.rows(), "accept"), words, asked.query(page=1)


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
