"""The library: how each document stands, what one does to another, rivals, what is cited and not here."""
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router

from taizhang.server.accounts.doors import page
from taizhang.server.api import cursors, files, versions
from taizhang.server.api.reading import document_named, fact_named, said_of
from taizhang.server.api.routers.documents import whole as whole_document
from taizhang.server.api.shapes import library as shapes
from taizhang.server.api.shapes.common import on
from taizhang.server.api.shapes.documents import DocumentWhole
from taizhang.server.documents import actions as documents
from taizhang.server.documents import effects, rivals
from taizhang.server.documents.force import force_of
from taizhang.server.documents.models import Effect
from taizhang.server.documents.permissions import DOCUMENTS, EFFECTS
from taizhang.server.documents.views.fetching import document_of
from taizhang.server.history import Moment
from taizhang.server.ledger.exporting import FORMATS
from taizhang.server.library import suggesting, systems
from taizhang.server.library.graph import Links, Missing
from taizhang.server.library.listing import Shelf, acting_on
from taizhang.server.library.views.lists import export
from taizhang.server.library.views.relations import steps
from taizhang.text.ordering import folded
from taizhang.values.errors import UsageError

router = Router(tags=["library"])


@router.get("", response=shapes.Library, summary="The library")
@page("library", "read")
def shelf(request: HttpRequest, asked: Query[shapes.LibraryAsked]) -> dict[str, Any]:
    """Documents you may read and how each stands on the day, with what others did to it."""
    moment = Moment.parse(request.GET)
    rows = Shelf(request.user, request.GET, moment).rows()
    if asked.cursor:
        issued, key = cursors.read("library", asked.cursor, date, UUID)
        undated = Q(issued__isnull=True, key__gt=key)
        rows = rows.filter(undated if issued is None else Q(issued__lt=issued) | Q(issued=issued, key__gt=key) | Q(issued__isnull=True))
    found, more = cursors.cut(list(rows.order_by(F("issued").desc(nulls_last=True), "key")[: asked.limit + 1]), asked.limit)
    acting, degrees = acting_on(request.user, [one.key for one in found]), Links(request.user).degrees()
    return {"items": [shapes.shelved_out(one, force_of(one, moment.day), acting.get(one.key, ()), degrees.get(one.key, (0, 0))) for one in found],
            "next": cursors.write("library", found[-1].issued, found[-1].key) if more else None}


@router.get("/documents/{uuid:key}", response=shapes.Relations, summary="How a document stands to others")
@page("document", "read")
def relations(request: HttpRequest, response: HttpResponse, key: UUID) -> dict[str, Any]:
    """What it does to others and others to it, what texts suggest to record, and the systems it belongs to."""
    shown = document_of(request.user, key)
    chained = effects.chain(key)
    may = bool(EFFECTS.may(request.user, "record", shown))
    versions.show(response, shown.version)
    return {
        "document": str(key), "version": shown.version, "force": force_of(shown, timezone.localdate()), "on_trial": suggesting.on_trial(shown),
        "effects": [shapes.effect_out(one) for one in steps(request.user, chained)],
        "offers": [shapes.offer_out(one) for one in suggesting.offers(request.user, shown, Links(request.user), chained)] if may else [],
        "days": [{"name": one.name, "day": on(one.day), "words": one.words, "start": one.start, "end": one.end}
                 for one in suggesting.day_offers(shown)] if may else [],
        "systems": [{"system": str(one.key), "title": one.title, "part": part} for one, part in systems.of_document(request.user, key)]}


@router.post("/documents/{uuid:key}/effects", response=shapes.EffectOut, summary="Record what a document does to another")
@page("effect", "record")
def record(request: HttpRequest, response: HttpResponse, key: UUID, given: shapes.NewEffect) -> dict[str, Any]:
    """Superseding or repealing a whole document ends its force, as a new version of it."""
    EFFECTS.require(request.user, "record", document_of(request.user, key))
    other = document_named(request.user, given.other)
    fact_named(request.user, [given.fact] if given.fact else [])
    if given.part and not given.scope.strip():
        raise UsageError(_("Say which part: clauses, or what they are about."), where="scope")
    made = effects.take_effect(request.user, key, other.key, given.version, {
        "does": given.does, "part": given.part, "scope": given.scope, "day": given.day, "why": given.reason,
        "fact": given.fact})
    return _effect(request, response, made)


@router.post("/effects/{uuid:key}/undo", response=shapes.EffectOut, summary="Take an effect back", openapi_extra=versions.IF_MATCH)
@page("effect", "undo")
def undo(request: HttpRequest, response: HttpResponse, key: UUID) -> dict[str, Any]:
    """Both documents stand as before."""
    found = get_object_or_404(Effect.objects.current(), key=key)
    EFFECTS.require(request.user, "undo", document_of(request.user, found.acting))
    return _effect(request, response, effects.undo_effect(request.user, key, versions.seen(request)))


@router.post("/documents/{uuid:key}/days", response=DocumentWhole, summary="Take over a day of force from the text", openapi_extra=versions.IF_MATCH)
@page("document", "edit")
def days(request: HttpRequest, response: HttpResponse, key: UUID, given: shapes.TakenDay) -> dict[str, Any]:
    """As its words say; refused where the text gives none, or it is taken over already."""
    document = document_of(request.user, key)
    DOCUMENTS.require(request.user, "edit", document)
    offered = next((one for one in suggesting.day_offers(document) if one.name == given.name), None)
    if offered is None:
        raise UsageError(_("the text gives no such day"), where=document.title, hint=_("Set it by hand on the page of what is known of it."))
    done = documents.set_days(request.user, key, versions.seen(request), {offered.name: offered.day}, _("as its text says: {words}").format(
        words=offered.words))
    return whole_document(request, response, done)


@router.get("/rivals", response=shapes.RivalsPage, summary="Targets that contradict each other")
@page("library", "read")
def rival_targets(request: HttpRequest, asked: Query[shapes.RivalsAsked]) -> dict[str, Any]:
    """Side by side, with the one that binds, and why; pages that follow show what was known when the first was asked for."""
    moment, first = Moment.parse(request.GET), 0
    if asked.cursor:
        first, known = cursors.read("rivals", asked.cursor, int, datetime)
        moment = Moment(moment.valid, known)
    found = rivals.rivals(request.user, moment, suggested=asked.suggested == "1")
    words = folded(asked.q)
    found = [one for one in found if (not words or words in folded(one.fact.what + one.fact.subject)) and not (asked.untold and one.told)]
    shown = found[first:first + asked.limit]
    said = said_of(request.user, [claim.fact for one in shown for claim in (*one.claims, *one.open)], moment)
    known_at = (moment.known or timezone.now()).isoformat()
    return {"items": [shapes.rivals_out(one, said) for one in shown], "total": len(found),
            "next": cursors.write("rivals", first + len(shown), known_at) if first + len(shown) < len(found) else None}


@router.get("/missing", response=shapes.MissingPage, summary="Documents that are cited and not here")
@page("library", "read")
def missing(request: HttpRequest, asked: Query[shapes.MissingAsked]) -> dict[str, Any]:
    """The most often cited first, with what cites them."""
    words = folded(asked.q)
    rows = [one for one in Links(request.user).missing() if not words or words in folded(one.number + one.title)]
    total = len(rows)
    if asked.cursor:
        sources, times, mark = cursors.read("missing", asked.cursor, int, int, str)
        at = next((n + 1 for n, one in enumerate(rows) if _mark(one) == mark), None)  # it may have come in meanwhile: then what stands behind its place
        rows = rows[at:] if at is not None else [one for one in rows if (len(one.sources), one.times) < (sources or 0, times or 0)]
    found, more = cursors.cut(rows, asked.limit)
    return {"items": [{"number": one.number, "title": one.title, "times": one.times, "cited_in": [source.name for source in one.sources]} for one in found],
            "total": total, "next": cursors.write("missing", len(found[-1].sources), found[-1].times, _mark(found[-1])) if more else None}


def _mark(one: Missing) -> str:
    return sha256(f"{one.number} {one.title}".encode()).hexdigest()[:16]


def _export(format: str) -> Any:
    @page("library", "export")
    def take(request: HttpRequest, asked: Query[shapes.LibraryFilters]) -> HttpResponseBase:
        return export(request, format)

    take.__name__ = f"export_{format}"
    take.__doc__ = "The list that the filters mean; who took it is in the trail."
    media = FORMATS[format].content_type.partition(";")[0]
    router.post(f"/export.{format}", summary=f"Take the list of the library along as .{format}", response={200: None},
                openapi_extra=files.said(media, "The file"))(take)
    return take


EXPORTS = [_export(format) for format in FORMATS]


def _effect(request: HttpRequest, response: HttpResponse, effect: Effect) -> dict[str, Any]:
    versions.show(response, effect.version)
    return shapes.effect_out(steps(request.user, [effect])[0])
