"""The sheet a bureau reports in: choose it, look at it, take it along."""
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from taizhang.publishing.reports import Cell, Filled, as_xlsx, templates
from taizhang.publishing.reports.spans import Head, heads
from taizhang.server.accounts.doors import page
from taizhang.server.accounts.roles import place
from taizhang.server.indicators import sheeting
from taizhang.server.indicators.reasons import language
from taizhang.server.ledger.views.exports import attachment
from taizhang.server.look.words import in_english
from taizhang.values.errors import UsageError

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the preview: its own heads, those that begin here, and its cells in the order of columns; None where the heads stand."""

    heads: list[Head]
    before: list[Cell]
    cells: list[Cell]


@page("series", "export")
@require_safe
def sheets(request: HttpRequest) -> HttpResponse:
    """Choose template, year and regions; below it the sheet as it will be."""
    return _page(request)


@page("series", "export")
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """The sheet as a workbook; the trail says who took it."""
    try:
        asked = sheeting.Asked.parse(request.POST)
        if asked is None:
            raise UsageError(_("This place has no sheets."))
        made = sheeting.take(request.user, asked)
    except UsageError as error:
        return _page(request, error)
    response = HttpResponse(as_xlsx(made.filled, made.papers, language(), timezone.localdate()), content_type=XLSX)
    response["Content-Disposition"] = attachment(made.filled.title + ".xlsx")
    return response


def _page(request: HttpRequest, wrong: UsageError | None = None) -> HttpResponse:
    asked = made = None
    if wrong is None:
        try:
            asked = sheeting.Asked.parse(request.GET)
            made = sheeting.made(request.user, asked) if asked is not None else None
        except UsageError as error:
            wrong = error
    context: dict[str, Any] = {
        "wrong": wrong, "asked": asked, "made": made, "regions": sheeting.regions(), "english": in_english(),
        "templates": templates(place(), timezone.localdate()), "given": request.POST or request.GET}
    if made is not None:
        context |= {"levels": heads(made.filled.template.paths, twins=True), "rows": rows(made.filled)}
    return render(request, "indicators/sheets.html", context, status=422 if wrong else 200)


def rows(filled: Filled) -> list[Row]:
    """The lines of a sheet as the page draws them: merged heads of lines stand where they begin."""
    template = filled.template
    named = next(n for n, path in enumerate(template.paths) if path == next(one.heads for one in template.columns if one.fills == "subject"))
    begin: dict[int, list[Head]] = {}
    for level in heads(filled.paths, template.depth):
        for head in level:
            begin.setdefault(head.column, []).append(head)
    return [Row(sorted(begin.get(n, []), key=lambda one: one.level), list(cells[:named]), list(cells[named + template.depth:]))
            for n, cells in enumerate(filled.rows)]
