"""Documents: found, read with their text and facts, changed, withdrawn, brought back, taken along."""
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from ninja import Query, Router

from taizhang.server.accounts.doors import page
from taizhang.server.api import cursors, versions
from taizhang.server.api.reading import TextAsked, facts_page, papers_of, text_part
from taizhang.server.api.shapes import documents as shapes
from taizhang.server.api.shapes.common import AtMoment, at
from taizhang.server.api.shapes.facts import FactOut, Facts, History, NewFact
from taizhang.server.api.shapes.facts import out as fact_out
from taizhang.server.api.shapes.history import FactsAsked, document_steps
from taizhang.server.documents import actions, sections
from taizhang.server.documents.citations import cited_documents, citing_documents
from taizhang.server.documents.models import Document, Text
from taizhang.server.documents.permissions import DOCUMENTS
from taizhang.server.documents.views.fetching import document_of, reading_of
from taizhang.server.documents.views.files import original
from taizhang.server.documents.views.listing import _states, filtered
from taizhang.server.facts.adding import add
from taizhang.server.facts.views import of
from taizhang.server.history import NOW, Moment

router = Router(tags=["documents"])
ACTS = ("read", "trail", "download", "edit", "withdraw", "restore")


@router.get("", response=shapes.Documents, summary="Find documents")
@page("document", "read")
def find(request: HttpRequest, asked: Query[shapes.DocumentsAsked]) -> dict[str, Any]:
    """Documents you may read, the newest first; the filters are those of the page."""
    moment = Moment.parse(request.GET)
    rows, _chosen = filtered(DOCUMENTS.visible(request.user, Document.objects.as_of(moment)), request, moment)
    if asked.cursor:
        issued, key = cursors.read("documents", asked.cursor, date, UUID)
        later = Q(issued__isnull=True, key__gt=key)
        rows = rows.filter(later if issued is None else Q(issued__lt=issued) | Q(issued=issued, key__gt=key) | Q(issued__isnull=True))
    ordered = rows.select_related("text", "recorded_by").defer("text__text", "text__addresses", "text__outline").order_by(
        F("issued").desc(nulls_last=True), "key")
    found, more = cursors.cut(list(ordered[: asked.limit + 1]), asked.limit)
    counts = _states(found, moment)
    return {"items": [shapes.out(one, counts, one.text) for one in found],
            "next": cursors.write("documents", found[-1].issued, found[-1].key) if more else None}


@router.get("/{uuid:key}", response=shapes.DocumentWhole, summary="Get a document")
@page("document", "read")
def get(request: HttpRequest, response: HttpResponse, key: UUID, asked: Query[AtMoment]) -> dict[str, Any]:
    """What is known of a document, now or at another moment."""
    return whole(request, response, document_of(request.user, key, Moment.parse(request.GET)))


@router.patch("/{uuid:key}", response=shapes.DocumentWhole, summary="Change what is known of a document", openapi_extra=versions.IF_MATCH)
@page("document", "edit")
def edit(request: HttpRequest, response: HttpResponse, key: UUID, given: shapes.Known) -> dict[str, Any]:
    """Number, dates, issuers, publicity, state: a new version; the one before is kept."""
    present = document_of(request.user, key)
    return whole(request, response, actions.edit(request.user, key, versions.seen(request), given.over(present)))


@router.post("/{uuid:key}/withdraw", response=shapes.DocumentWhole, summary="Withdraw a document", openapi_extra=versions.IF_MATCH)
@page("document", "withdraw")
def withdraw(request: HttpRequest, response: HttpResponse, key: UUID, given: shapes.Withdrawal) -> dict[str, Any]:
    """For one that was imported by mistake: it stays readable, its facts count nowhere."""
    document_of(request.user, key)
    return whole(request, response, actions.withdraw(request.user, key, versions.seen(request), given.reason))


@router.post("/{uuid:key}/restore", response=shapes.DocumentWhole, summary="Bring a withdrawn document back", openapi_extra=versions.IF_MATCH)
@page("document", "restore")
def restore(request: HttpRequest, response: HttpResponse, key: UUID) -> dict[str, Any]:
    """In the state it had before."""
    document_of(request.user, key)
    return whole(request, response, actions.restore(request.user, key, versions.seen(request)))


@router.get("/{uuid:key}/history", response=History, summary="History of a document")
@page("document", "read")
def history(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """All versions of what is known of it, the newest first."""
    document_of(request.user, key)
    return {"items": document_steps(key)}


@router.get("/{uuid:key}/outline", response=shapes.Outline, summary="Headings of a document")
@page("document", "read")
def outline(request: HttpRequest, key: UUID, asked: Query[AtMoment]) -> dict[str, Any]:
    """The headings of its text, each with the stretch it stands over."""
    text = document_of(request.user, key, Moment.parse(request.GET)).text
    nodes = sections.headings(text.outline) if text is not None else []
    names = ("level", "number", "title", "start", "end", "body_end")
    return {"text": str(text.key) if text is not None else None, "items": [{name: getattr(one, name) for name in names} for one in nodes]}


@router.get("/{uuid:key}/text", response=shapes.TextPart, summary="Text of a document, or a part of it")
@page("document", "read")
def words(request: HttpRequest, key: UUID, asked: Query[TextAsked]) -> dict[str, Any]:
    """The canonical text: `words` is `text[start:end]`, in code points, as the offsets of facts count."""
    return text_part(document_of(request.user, key, Moment.parse(request.GET), words=True), asked.start, asked.end)


@router.get("/{uuid:key}/facts", response=Facts, summary="Facts of a document")
@page("document", "read")
def facts(request: HttpRequest, key: UUID, asked: Query[FactsAsked]) -> dict[str, Any]:
    """In the order of the text, in every state; those whose sentence is gone (`lost`) too."""
    reading = reading_of(request.user, key, Moment.parse(request.GET))
    return facts_page(request.user, reading.rows(), asked, reading.moment)


@router.post("/{uuid:key}/facts", response=FactOut, summary="Add a fact that the reader missed")
@page("fact", "add")
def add_fact(request: HttpRequest, response: HttpResponse, key: UUID, given: NewFact) -> dict[str, Any]:
    """At a stretch of the text; it counts at once, decided by you. The same once more gives the same fact."""
    document_of(request.user, key)
    made = of(request.user, add(request.user, key, given.start, given.end, given.changes()).key)
    versions.show(response, made.version)
    return fact_out(made, papers_of(request.user, [made], NOW))


@router.get("/{uuid:key}/citations", response=shapes.Citations, summary="What a document cites, and what cites it")
@page("document", "read")
def citations(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """As on its page: each document once."""
    reading = reading_of(request.user, key)

    def said(one: Any) -> dict[str, str]:
        return {"relation": one.relation, "name": one.name, "title": one.title, "url": request.build_absolute_uri(one.url) if one.url else ""}

    return {"cites": [said(one) for one in cited_documents(request.user, reading)],
            "cited_by": [said(one) for one in citing_documents(request.user, reading.document)]}


@router.get("/{uuid:key}/texts", response=shapes.Texts, summary="Texts and files of a document")
@page("document", "read")
def texts(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """Every text that was extracted for it, with the file it came from."""
    document = document_of(request.user, key)
    rows = Text.objects.filter(document=document.key).select_related("stored").defer("text", "addresses", "outline").order_by("id")
    return {"items": [{
        "text": str(one.key), "name": one.name, "format": one.format, "sha256": one.sha256, "text_sha256": one.text_sha256,
        "size": one.stored.size if one.stored is not None else None, "current": one.pk == document.text_id, "recorded_at": at(one.recorded_at),
    } for one in rows]}


@router.get("/{uuid:key}/originals/{uuid:text}", summary="Original file of a text", response={200: None}, openapi_extra={
    "responses": {200: {
        "description": "The file as it was handed in", "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}}})
@page("document", "download")
def download(request: HttpRequest, key: UUID, text: UUID) -> HttpResponseBase:
    """As an attachment; that it was taken is in the trail."""
    return original(request, key, text)


def whole(request: HttpRequest, response: HttpResponse, document: Document) -> dict[str, Any]:
    """A document with its version, as every change of it is answered."""
    versions.show(response, document.version)
    text = Text.objects.filter(pk=document.text_id).only("key").first() if document.text_id is not None else None
    return shapes.out(document, _states([document], Moment.parse(request.GET)), text) | {
        "may": [act for act in ACTS if DOCUMENTS.may(request.user, act, document)], "addressees": document.addressees, "pack": document.pack,
        "pack_reason": document.pack_reason, "url": request.build_absolute_uri(reverse("documents:page", args=[document.key])),
    }
