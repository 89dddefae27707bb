"""Values of indicators as files."""
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from ninja import Router

from taizhang.publishing.reports import as_xlsx, templates
from taizhang.server.accounts.doors import page
from taizhang.server.accounts.roles import place
from taizhang.server.api import files
from taizhang.server.api.shapes import series as shapes
from taizhang.server.indicators import sheeting, taking
from taizhang.server.indicators.editions import ENDS
from taizhang.server.indicators.reasons import language

router = Router(tags=["indicators"])
FILE = {"responses": {200: {"description": "The file, in the form that was asked for", "content": {
    one.content_type.partition(";")[0]: {"schema": {"type": "object"} if one.name == "json" else {"type": "string", "format": "binary"}}
    for one in ENDS.values()}}}}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.post("/export", summary="Take values of indicators along", response={200: None}, openapi_extra=FILE)
@page("series", "export")
def export(request: HttpRequest, given: shapes.SeriesAsked) -> HttpResponseBase:
    """Reviewed values within your scope with document and sentence, as comma-separated values, JSON, a workbook or a Frictionless Data Package."""
    form = ENDS[given.form]
    wanted = taking.Wanted.parse({"indicator": given.indicator, "region": given.region, "since": given.since or "", "until": given.until or ""})
    edition = taking.take(request.user, wanted, form.name, f"{request.scheme}://{request.get_host()}")
    return files.attached(form.write(edition, language()), f"values-{timezone.localdate():%Y%m%d}{form.suffix}", form.content_type)


@router.get("/sheets", response=shapes.Sheets, summary="Sheets to report in")
@page("series", "export")
def sheets(request: HttpRequest) -> dict[str, Any]:
    """The templates that the pack of the place has in use today."""
    return {"items": [{"id": one.id, "name": one.name, "english": one.english, "columns": len(one.paths), "lines": len(one.lines), "subjects": one.subjects}
                      for one in templates(place(), timezone.localdate())]}


@router.post("/sheet", summary="Take a sheet along", response={200: None}, openapi_extra=files.said(XLSX, "The sheet as a workbook"))
@page("series", "export")
def sheet(request: HttpRequest, given: shapes.SheetAsked) -> HttpResponseBase:
    """Filled from the reviewed values within your scope; an empty cell says why, a second sheet has the source of each number."""
    asked = sheeting.Asked.of(given.sheet, given.year, given.regions)
    made = sheeting.take(request.user, asked)
    book = as_xlsx(made.filled, made.papers, language(), timezone.localdate())
    return files.attached(book, made.filled.title + ".xlsx", XLSX)
