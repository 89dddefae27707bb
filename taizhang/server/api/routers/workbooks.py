"""Workbooks: handed in, planned, decided upon, carried out; a bureau's own sheet by its named columns."""
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import File, Query, Router
from ninja.files import UploadedFile

from taizhang.server.accounts.doors import page
from taizhang.server.api import cursors
from taizhang.server.api.shapes import exchange as shapes
from taizhang.server.api.shapes import mappings
from taizhang.server.api.shapes.common import Asked
from taizhang.server.api.shapes.work import job_out
from taizhang.server.documents.storage import put
from taizhang.server.exchange import actions, showing
from taizhang.server.exchange.bureau import actions as bureau
from taizhang.server.exchange.bureau.naming import Naming
from taizhang.server.exchange.columns import spoken
from taizhang.server.exchange.models import Row, Workbook
from taizhang.server.exchange.permissions import WORKBOOKS
from taizhang.server.exchange.receiving import receive
from taizhang.server.facts import actions as facts
from taizhang.server.facts.models import Fact
from taizhang.server.facts.permissions import FACTS
from taizhang.server.jobs.models import Job
from taizhang.text import Limits
from taizhang.text.containers import CHUNK, clean_name
from taizhang.values.errors import UsageError

router = Router(tags=["workbooks"])
ACTS = ("read", "map", "choose", "apply", "discard", "replan")


@router.get("", response=shapes.Workbooks, summary="Workbooks")
@page("workbook", "read")
def workbooks(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """Those you may see, the newest first."""
    rows = WORKBOOKS.visible(request.user, Workbook.objects.select_related("by").defer("cells"))
    found, following = cursors.newest_first("workbooks", rows, asked)
    return {"items": [shapes.workbook_out(one) for one in found], "next": following}


@router.post("", response=shapes.WorkbookWhole, summary="Hand a workbook in")
@page("workbook", "start")
def start(request: HttpRequest, handed: File[UploadedFile]) -> dict[str, Any]:
    """An .xlsx that was taken along to be filled in, or a bureau's own sheet. A plan is made; the ledger changes only once it is carried out."""
    kept = put(handed.chunks(CHUNK), Limits().file_bytes)
    return _whole(request, receive(request.user, clean_name(handed.name or ""), kept))


@router.get("/{uuid:key}", response=shapes.WorkbookWhole, summary="Get a workbook")
@page("workbook", "read")
def get(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """How far its plan is, and what carrying it out will do."""
    return _whole(request, _one(request, key))


@router.get("/{uuid:key}/rows", response=shapes.Rows, summary="Rows of a workbook")
@page("workbook", "read")
def rows(request: HttpRequest, key: UUID, asked: Query[shapes.RowsAsked]) -> dict[str, Any]:
    """Those that say something else than the ledger, doubtful and refused ones first, with what is wrong in which cell."""
    workbook = _one(request, key)
    found = showing.in_order(workbook.rows.filter(finding=asked.finding) if asked.finding else workbook.rows.all())
    if asked.cursor:
        rank, position = cursors.read("rows", asked.cursor, int, int)
        found = found.filter(cursors.behind(("rank", rank), ("position", position)))
    shown, more = cursors.cut(list(found[: asked.limit + 1]), asked.limit)
    last: Any = shown[-1] if more else None
    return {"items": _rows(request, shown), "next": cursors.write("rows", last.rank, last.position) if last else None}


@router.post("/{uuid:key}/choose", response=shapes.WorkbookWhole, summary="Decide what becomes of rows")
@page("workbook", "choose")
def choose(request: HttpRequest, key: UUID, given: shapes.RowChoices) -> dict[str, Any]:
    """Doubtful rows that nobody decides on stay out."""
    actions.choose(request.user, _one(request, key), {one.row: one.choice for one in given.choices})
    return _whole(request, _one(request, key))


@router.post("/{uuid:key}/apply", response=shapes.WorkbookWhole, summary="Carry the plan out")
@page("workbook", "apply")
def apply(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """In your name, row by row, in a job of its own."""
    actions.apply(request.user, _one(request, key))
    return _whole(request, _one(request, key))


@router.post("/{uuid:key}/discard", response=shapes.WorkbookWhole, summary="Discard the plan")
@page("workbook", "discard")
def discard(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """Nothing of it is carried out."""
    actions.discard(request.user, _one(request, key))
    return _whole(request, _one(request, key))


@router.post("/{uuid:key}/replan", response=shapes.WorkbookWhole, summary="Make the plan anew")
@page("workbook", "replan")
def replan(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """Against the ledger as it is now."""
    actions.replan(request.user, _one(request, key))
    return _whole(request, _one(request, key))


@router.post("/{uuid:key}/rows/{int:row}/undo", response=shapes.RowOut, summary="Take back what a row did")
@page("workbook", "read")
def undo(request: HttpRequest, key: UUID, row: int) -> dict[str, Any]:
    """As on the page of its fact; refused where somebody decided since."""
    found = get_object_or_404(_one(request, key).rows, pk=row) if row < 2**63 else None
    if found is None or found.fact is None or found.made is None:
        raise UsageError(_("there is nothing to undo in this row"), where=str(row)[:20])
    facts.undo(request.user, found.fact, found.made)
    return _rows(request, [found])[0]


@router.get("/{uuid:key}/columns", response=mappings.Columns, summary="Columns of a bureau's sheet")
@page("workbook", "map")
def columns(request: HttpRequest, key: UUID, asked: Query[mappings.ColumnsAsked]) -> dict[str, Any]:
    """Its head, some rows, and what each column may be; nothing is kept."""
    workbook = _mapped(request, key)
    return mappings.columns_out(Naming.of(workbook, {name: str(value) for name, value in asked.model_dump(exclude_none=True).items()}))


@router.post("/{uuid:key}/columns", response=shapes.WorkbookWhole, summary="Name the columns of a bureau's sheet")
@page("workbook", "map")
def name_columns(request: HttpRequest, key: UUID, given: mappings.NewMapping) -> dict[str, Any]:
    """Kept as a mapping, by which the workbook is planned, and every later one with the same head."""
    said = given.model_dump(exclude={"rows"}) | {"kind": given.rows}
    bureau.keep(request.user, _mapped(request, key), **said)
    return _whole(request, _one(request, key))


def _one(request: HttpRequest, key: UUID) -> Workbook:
    return get_object_or_404(WORKBOOKS.visible(request.user, Workbook.objects.select_related("by", "mapping").defer("cells")), key=key)


def _mapped(request: HttpRequest, key: UUID) -> Workbook:
    found = get_object_or_404(WORKBOOKS.visible(request.user, Workbook.objects.select_related("by", "stored", "mapping"), "map"), key=key)
    WORKBOOKS.require(request.user, "map", found)
    return found


def _rows(request: HttpRequest, found: list[Row]) -> list[dict[str, Any]]:
    made = {one.key: one for one in Fact.objects.current().filter(key__in=[row.fact for row in found if row.made]).select_related("decided_by")}

    def may(row: Row) -> bool:
        fact = made.get(row.fact) if row.fact and row.made else None
        return fact is not None and fact.version == row.made and bool(FACTS.may(request.user, "undo", fact))

    return [shapes.row_out(row, may(row)) for row in found]


def _whole(request: HttpRequest, workbook: Workbook) -> dict[str, Any]:
    job = Job.objects.filter(about=str(workbook.key)).select_related("asked_by").order_by("-id").first()
    return shapes.workbook_out(workbook) | {
        "outlook": showing.outlook(workbook) if workbook.state == "planned" else "", "problems": [spoken(one) for one in workbook.problems],
        "mapping": str(workbook.mapping.key) if workbook.mapping else None, "document": str(workbook.document) if workbook.document else None,
        "done": workbook.rows.filter(applied_at__isnull=False).count(), "job": job_out(job) if job else None,
        "may": [act for act in ACTS if WORKBOOKS.may(request.user, act, workbook)],
        "url": request.build_absolute_uri(reverse("exchange:plan", args=[workbook.key]))}
