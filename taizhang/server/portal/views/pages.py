"""The pages of the public portal."""
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from taizhang.indicators.series import Series, series
from taizhang.server.accounts.roles import place
from taizhang.server.documents.publicity import public_words
from taizhang.server.indicators.editions import ENDS
from taizhang.server.indicators.reasons import words
from taizhang.server.local.names import thing_words
from taizhang.server.look.tables import page_number
from taizhang.server.look.words import day_words, joined
from taizhang.server.portal import drawing, shown
from taizhang.server.portal.answering import everyone, missing, show
from taizhang.server.portal.showing import stated

NEWEST = 8
ROWS = 50


@everyone
def start(request: HttpRequest) -> HttpResponse:
    """What this is, as of when, how much it holds, under what licence."""
    found = shown.overview()
    return show(request, "portal/start.html", {
        "today": timezone.localdate(), "found": found, "newest": [_paper(one) for one in shown.documents()[:NEWEST]],
        "largest": [_row(one) for one in sorted(found.rows, key=lambda one: (-one.total, one.id))[:NEWEST]]})


@everyone
def indicators(request: HttpRequest) -> HttpResponse:
    """The indicators that have public values."""
    found = shown.overview()
    return show(request, "portal/indicators.html", {"rows": [_row(one) for one in found.rows], "found": found, "today": timezone.localdate()})


@everyone
def indicator(request: HttpRequest, id: str) -> HttpResponse:
    """One indicator: a chart and a table of one subject's values, and the other subjects that have some."""
    known = place().indicators.get(id)
    if known is None:
        raise Http404
    values = shown.one_indicator(id)
    groups = series(values.binding())
    if not groups:
        raise Http404
    chosen = _chosen(groups, request.GET.get("of", ""), request.GET.get("calibre", ""))
    rows = drawing.lines(chosen, values.documents)
    title = joined((thing_words("indicators", id), thing_words("regions", chosen.subject), *((chosen.calibre,) if chosen.calibre else ())))
    return show(request, "portal/indicator.html", {
        "indicator": known, "name": thing_words("indicators", id), "subject": thing_words("regions", chosen.subject), "chosen": chosen, "rows": rows,
        "left": len(chosen) - len(rows), "chart": drawing.chart(chosen, rows, title, known.measure_unit), "forms": _forms(), "today": timezone.localdate(),
        "total": len(values.points),
        "others": [(one, thing_words("regions", one.subject)) for one in groups] if len(groups) > 1 else []})


@everyone
def documents(request: HttpRequest) -> HttpResponse:
    """The public documents in force, the newest first."""
    page = Paginator(shown.documents(), ROWS).get_page(page_number(request))
    return show(request, "portal/documents.html", {"page": page, "papers": [_paper(one) for one in page.object_list], "today": timezone.localdate()})


@everyone
def document(request: HttpRequest, key: UUID) -> HttpResponse:
    """One document's reviewed facts, each with its sentence."""
    found = shown.document(key)
    if found is None:
        raise Http404
    page = Paginator(shown.facts(key), ROWS).get_page(page_number(request))
    return show(request, "portal/document.html", {
        "paper": _paper(found), "page": page, "facts": [stated(one) for one in page.object_list], "today": timezone.localdate()})


@everyone
def downloads(request: HttpRequest) -> HttpResponse:
    """All values as files, and how long the names of their fields are kept."""
    found = shown.overview()
    return show(request, "portal/downloads.html", {
        "forms": _forms(), "found": found, "too_many": found.values > shown.LARGEST, "largest": shown.LARGEST,
        "host": f"{request.scheme}://{request.get_host()}", "today": timezone.localdate()})


@everyone
def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    """What else is asked for below the portal."""
    return missing(request)


def _chosen(groups: tuple[Series, ...], subject: str, calibre: str) -> Series:
    """The series that is asked for; else that of the place itself, else the longest."""
    home = place().home
    return max(groups, key=lambda one: ((one.subject, one.calibre) == (subject, calibre), one.subject == subject, one.subject == home, len(one)))


def _forms() -> list[tuple[str, str]]:
    """The ends of files' names, each with what the file is."""
    say = words()
    return [(end, say(one.says)) for end, one in ENDS.items()]


def _row(one: shown.Row) -> dict[str, Any]:
    known = place().indicators[one.id]
    return {"row": one, "indicator": known, "name": thing_words("indicators", one.id)}


def _paper(one: Any) -> dict[str, Any]:
    return {"key": one.key, "title": public_words(one.title), "number": public_words(one.number), "issued": one.issued,
            "day": day_words(one.issued) if one.issued else public_words(one.issued_text),
            "issuers": joined(public_words(str(name)) for name in one.issuers), "address": reverse("portal:document", args=[one.key])}
