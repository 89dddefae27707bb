"""The page of a document: outline, text with marks, facts; and the parts of it that are fetched alone."""
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from taizhang.server.accounts.doors import page
from taizhang.server.documents.citations import cited_documents, citing_documents
from taizhang.server.documents.detail import MODES, Detail
from taizhang.server.documents.drawing import draw
from taizhang.server.documents.marks import Mark
from taizhang.server.documents.models import Document
from taizhang.server.documents.panel import panel, row
from taizhang.server.documents.reading import Reading
from taizhang.server.documents.remarks import remarks
from taizhang.server.documents.sections import tree
from taizhang.server.documents.views.fetching import fact_of, reading_of, uuid_of
from taizhang.server.history import Moment


@page("document", "read")
@require_safe
def document(request: HttpRequest, key: UUID) -> HttpResponse:
    """The whole page. ``fact`` opens one, ``mode`` begins to decide about it, ``span`` marks a stretch; ``valid`` and ``known`` as everywhere."""
    reading = reading_of(request.user, key, Moment.parse(request.GET), words=True)
    detail = asked_detail(request, reading)
    return whole(request, reading, detail)


@page("document", "read")
@require_safe
def facts_panel(request: HttpRequest, key: UUID) -> HttpResponse:
    """The list of facts alone, or its next piece."""
    reading = reading_of(request.user, key, Moment.parse(request.GET))
    detail = asked_detail(request, reading)
    context = common(reading) | {"panel": panel(reading, request.GET, detail)}
    answer = render(request, "documents/_piece.html" if request.GET.get("after") else "documents/_panel.html", context)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


@page("document", "read")
@require_safe
def fact(request: HttpRequest, key: UUID, fact: UUID) -> HttpResponse:
    """One fact of the list, open (``mode``) or closed."""
    moment = Moment.parse(request.GET)
    reading = reading_of(request.user, key, moment)
    mode = request.GET.get("mode", "open")
    detail = Detail(fact_of(request.user, reading, fact), request.user, mode=mode, still=not moment.is_now)
    return render(request, "documents/_fact.html", common(reading) | {"row": row(reading, detail, is_open=mode != "closed")})


def asked_detail(request: HttpRequest, reading: Reading) -> Detail | None:
    """The fact that an address opens; 404 for one that is not of this document."""
    written = request.GET.get("fact", "")
    if not written:
        return None
    key = uuid_of(written)
    if key is None:
        raise Http404
    mode = request.GET.get("mode", "open")
    return Detail(fact_of(request.user, reading, key), request.user, mode=mode if mode in MODES else "open", still=not reading.moment.is_now)


def common(reading: Reading) -> dict[str, Any]:
    """What the page and its parts share."""
    return {"reading": reading, "document": reading.document, "moment": reading.moment, "query": query(reading.moment)}


def whole(request: HttpRequest, reading: Reading, detail: Detail | None, status: int = 200) -> HttpResponse:
    """The page with a fact open, or none."""
    document = reading.document
    texts = text_versions(document.key)
    context = common(reading) | {
        "panel": panel(reading, request.GET, detail), "detail": detail, "tree": tree(reading.sections),
        "body": _body(request, reading), "cited": cited_documents(request.user, reading), "remarks": remarks(document),
        "citing": citing_documents(request.user, reading.document), "texts": texts,
        "older": reading.text is not None and bool(texts) and texts[-1][0].text_id != reading.text.pk,
    }
    return render(request, "documents/page.html", context, status=status)


def query(moment: Moment) -> str:
    """What addresses on a page of another moment carry along; begins with ``&``."""
    return "".join(f"&{name}={value.replace('+', '%2B')}" for name, value in moment.parameters().items())


def text_versions(key: UUID) -> list[tuple[Document, str]]:
    """The versions of a document that brought another text, oldest first, with the moment that leads to each (empty: now)."""
    found: list[tuple[Document, str]] = []
    for version in Document.objects.of(key).select_related("text").defer("text__text", "text__addresses", "text__outline"):
        if version.text_id is None:
            continue
        if found and found[-1][0].text_id == version.text_id:
            found[-1] = (found[-1][0], _until(version))
        else:
            found.append((version, _until(version)))
    return found


def _until(version: Document) -> str:
    last = version.superseded_at
    return "" if last is None else Moment(known=last - timedelta(microseconds=1)).parameters()["known"]


def _body(request: HttpRequest, reading: Reading) -> str:
    if reading.text is None:
        return ""
    marks = reading.marks()
    if span := span_of(request.GET.get("span", ""), len(reading.text.text)):
        marks.append(Mark(*span, "span"))
    more = query(reading.moment)
    return draw(reading.text.text, reading.blocks(), marks, reading.bars, lambda key: f"?fact={key}{more}#f-{key}")


def span_of(written: str, length: int) -> tuple[int, int] | None:
    """A stretch as an address writes it; None for what is none."""
    first, _dash, last = written.partition("-")
    if not (first.isascii() and first.isdigit() and last.isascii() and last.isdigit() and len(written) < 22):
        return None
    start, end = int(first), int(last)
    return (start, end) if start < end <= length else None
