"""The original beside the text, and the pictures of its pages, drawn by the child on demand, one at a time."""
import base64
import threading
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from taizhang.server.accounts.doors import page
from taizhang.server.documents.beside import page_of, places, sheet
from taizhang.server.documents.layouts import layout_of
from taizhang.server.documents.models import Text, TextLayout
from taizhang.server.documents.storage import path_of
from taizhang.server.documents.views.fetching import document_of, reading_of, uuid_of
from taizhang.server.documents.views.page import common, span_of
from taizhang.server.history import Moment

WIDE = 1_100  # pixels of a picture
WAIT = 20.0  # seconds a picture waits for others
_ONE = threading.Lock()


@page("document", "read")
@require_safe
def beside(request: HttpRequest, key: UUID) -> HttpResponse:
    """A page of the original (``page``), or the place of a ``fact`` or ``span`` in it."""
    reading = reading_of(request.user, key, Moment.parse(request.GET), words=True)
    if reading.text is None:
        raise Http404
    text = Text.objects.select_related("stored").get(pk=reading.text.pk)
    chosen = uuid_of(request.GET.get("fact", ""))
    fact = next((one for one in reading.placed if chosen is not None and one.key == str(chosen)), None)
    span = (fact.start, fact.end) if fact else span_of(request.GET.get("span", ""), len(text.text))
    layout = layout_of(text.key)
    context: dict[str, Any] = common(reading) | {"text": text, "fact": fact, "span": span, "signatures": _signatures(text)}
    if layout is not None:
        written = request.GET.get("page", "")
        number = page_of(layout, span, int(written) if written.isascii() and written.isdigit() and len(written) < 7 else 0)
        drawn = drawable(text)
        context |= {"sheet": sheet(layout, number, reading.placed, span, fact.key if fact else "", "" if drawn else text.text), "drawn": drawn}
    else:
        context["places"] = places(text.text, text.addresses, span)
    return render(request, "documents/beside.html", context)


@page("document", "read")
@require_safe
def picture(request: HttpRequest, key: UUID, text: UUID, number: int) -> HttpResponse:
    """The picture of one page of a text's original."""
    document = document_of(request.user, key)
    row = Text.objects.filter(key=text, document=document.key).select_related("stored").defer("text", "addresses", "outline").first()
    if row is None:
        raise Http404
    if not drawable(row):
        return HttpResponse(status=415)
    known = TextLayout.objects.filter(text=row).values_list("pages", flat=True).first()
    if not known or not 1 <= number <= known:
        raise Http404
    if not _ONE.acquire(timeout=WAIT):
        return HttpResponse(status=503, headers={"Retry-After": "5"})
    try:
        data = drawn(row.stored.sha256, number)  # type: ignore[union-attr]
    finally:
        _ONE.release()
    if data is None:
        raise Http404
    return HttpResponse(data, content_type="image/png", headers={"Cache-Control": "private, max-age=3600", "X-Content-Type-Options": "nosniff"})


def drawable(text: Text) -> bool:
    """Whether pages of a text's original can be drawn here: it is a pdf and its bytes are there."""
    return text.format == "pdf" and text.stored is not None and path_of(text.stored.sha256).is_file()


#: Draws a page of stored bytes, so many pixels wide; None where it cannot be drawn. The app that has the child puts it here.
DRAW: list[Any] = []


@lru_cache(maxsize=24)
def drawn(sha256: str, number: int) -> bytes | None:
    """A page as PNG, drawn in the child; a few are remembered."""
    said = DRAW[0](sha256, number, WIDE) if DRAW else None
    return base64.b64decode(said) if said else None


def _signatures(text: Text) -> list[dict[str, Any]]:
    found = TextLayout.objects.filter(text=text).values_list("signatures", flat=True).first()
    return list(found or ())
