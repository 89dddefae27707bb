"""How one document stands to others: its force, what was done to it and by it, the picture of citations, its systems."""
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from taizhang.server.accounts.doors import page
from taizhang.server.documents import effects
from taizhang.server.documents.effects import DOES_WORDS, DONE_WORDS
from taizhang.server.documents.models import Document, Effect
from taizhang.server.documents.permissions import DOCUMENTS, EFFECTS
from taizhang.server.documents.views.fetching import document_of
from taizhang.server.history import Moment
from taizhang.server.library import suggesting, systems
from taizhang.server.library.drawing import picture, sample
from taizhang.server.library.graph import DEPTHS, Links, relations_of
from taizhang.server.library.permissions import SYSTEMS


@page("document", "read")
@require_safe
def document(request: HttpRequest, key: UUID) -> HttpResponse:
    """The page of a document's relations. ``depth`` is how far the picture goes."""
    moment = Moment.parse(request.GET)
    shown = document_of(request.user, key, moment)
    return render(request, "library/document.html", context_of(request, shown, moment))


def context_of(request: HttpRequest, shown: Document, moment: Moment) -> dict[str, Any]:
    """What the page shows."""
    user, key = request.user, shown.key
    depth = 2 if request.GET.get("depth") == "2" else 1
    links = Links(user)
    graph = links.around(key, depth) if key in links.index.known else None
    chained = effects.chain(key)
    may_record = EFFECTS.may(user, "record", shown)
    return {
        "document": shown, "moment": moment, "depth": depth, "depths": DEPTHS, "graph": graph,
        "picture": picture(graph) if graph is not None and len(graph.nodes) > 1 else "",
        "legend": [(sample(name), words) for name, words in relations_of(graph.edges)] if graph is not None else [],
        "chain": steps(user, chained), "may_record": may_record, "trial": suggesting.on_trial(shown),
        "offers": suggesting.offers(user, shown, links, chained) if may_record else [],
        "days": suggesting.day_offers(shown) if may_record and moment.is_now else [],
        "systems": systems.of_document(user, key), "may_system": SYSTEMS.may(user, "make") and DOCUMENTS.may(user, "edit", shown),
        "does_words": DOES_WORDS,
    }


def steps(user: Any, chained: list[Effect]) -> list[dict[str, Any]]:
    """Effects with the documents at both ends, as far as a person may read them."""
    keys = {end for one in chained for end in (one.acting, one.affected)}
    rows = {one.key: one for one in DOCUMENTS.visible(user, Document.objects.current()).filter(key__in=keys).only(
        "key", "number", "title", "issued", "state", "valid_from", "valid_until", "version", "region", "owner")}
    return [{
        "effect": one, "acting": rows.get(one.acting), "affected": rows.get(one.affected), "does": DOES_WORDS[one.does], "done": DONE_WORDS[one.does],
        "may_undo": bool(one.acting in rows and EFFECTS.may(user, "undo", rows[one.acting]))} for one in chained]
