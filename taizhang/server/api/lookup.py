"""What an assistant may look up: the ledger, facts, documents, tasks, targets; read-only, and never more than the person of its token.

Plain functions from a person and questions to data; `mcp` offers them as tools. Every fact in an answer names its document by number,
its place by offsets, and its words by the quote, so that whatever is said from it can be checked.
"""
from dataclasses import replace
from functools import reduce
from operator import and_
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.bodies import resolve
from taizhang.packs import indicator_of
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.accounts.roles import place
from taizhang.server.api.ledger import ledger_page
from taizhang.server.api.reading import papers_of, text_part
from taizhang.server.api.shapes import facts as shapes
from taizhang.server.api.shapes.history import fact_steps
from taizhang.server.documents.models import Document, Text
from taizhang.server.documents.numbers import plain_number
from taizhang.server.documents.permissions import DOCUMENTS
from taizhang.server.documents.sections import headings
from taizhang.server.documents.views.fetching import document_of, uuid_of
from taizhang.server.facts.models import REVIEWED
from taizhang.server.facts.views import of
from taizhang.server.history import NOW
from taizhang.server.ledger.asking import MOST, Asked
from taizhang.server.ledger.finding import Found
from taizhang.server.library.statements import wordings
from taizhang.values.errors import UsageError

AROUND = 150  # code points shown before and behind a sentence
ROWS = 50
WORDS = 20_000  # code points of a text in one answer
HEADINGS = 400
NAMED = ("key", "version", "kind", "state", "what", "op", "value", "value2", "fen", "measure", "measure_unit", "period", "subject", "units", "decided_by")


def search_facts(person: Any, **asked: Any) -> dict[str, Any]:
    """Rows of the ledger by its filters: kind, words, units, document, years, states; with the cursor of the next page."""
    POLICIES.get("ledger").require(person, "read")
    given = QueryDict(mutable=True)
    for name, value in {"group": "none", "kind": asked.get("kind"), "q": asked.get("words"), "source": asked.get("document"), "from": asked.get("first_year"),
                        "to": asked.get("last_year"), "measure": asked.get("measure"), "subject": asked.get("subject"), "valid": asked.get("valid"),
                        "known": asked.get("known")}.items():
        if value not in (None, ""):
            given[name] = str(value)
    states = list(REVIEWED) if asked.get("reviewed_only") else [asked["state"]] if asked.get("state") else []
    given.setlist("state", states)
    given.setlist("unit", units_named(str(asked["unit"])) if asked.get("unit") else [])
    found = ledger_page(person, Asked.parse(given), min(max(int(asked.get("limit") or 20), 1), ROWS), str(asked.get("cursor") or ""))
    return {"facts": [said(one) for one in found["items"]], "total": found["total"], "reviewed": found["reviewed"], "not_reviewed": found["waiting"],
            "next_cursor": found["next"]}


def get_fact(person: Any, key: str) -> dict[str, Any]:
    """One fact with its sentence in its surroundings, its document and its history."""
    POLICIES.get("fact").require(person, "read")
    fact = of(person, _key(key))
    text = Text.objects.only("text").get(pk=fact.text_id).text
    found = said(shapes.out(fact, papers_of(person, [fact], NOW)))
    found["source"]["before"], found["source"]["after"] = text[max(0, fact.start - AROUND):fact.start], text[fact.end:fact.end + AROUND]
    return found | {"history": fact_steps(fact.key)}


def find_documents(person: Any, words: str = "", limit: int = 20) -> dict[str, Any]:
    """Documents by words of their title or their number, the newest first."""
    POLICIES.get("document").require(person, "read")
    rows = DOCUMENTS.visible(person, Document.objects.current().exclude(state="withdrawn"))
    for word in words.split()[:8]:
        by_title = rows.filter(title__icontains=word)
        plain = plain_number(word)
        rows = by_title | rows.filter(number_plain__icontains=plain) if plain else by_title
    found = rows.order_by("-issued", "key")[: min(max(limit, 1), ROWS)]
    return {"documents": [_document(one) for one in found], "total": rows.count()}


def get_outline(person: Any, document: str) -> dict[str, Any]:
    """The headings of a document with their offsets, to ask for the part that matters."""
    found = _one(person, document)
    nodes = headings(found.text.outline)[:HEADINGS] if found.text is not None else []
    return {"document": _document(found), "headings": [
        {"level": one.level, "title": f"{one.number}{one.title}", "start": one.start, "end": one.end, "body_end": one.body_end} for one in nodes]}


def get_text(person: Any, document: str, start: int = 0, end: int | None = None) -> dict[str, Any]:
    """A part of the canonical text of a document, at most 20,000 code points; ``start`` and ``end`` are offsets as facts and headings give them."""
    found = _one(person, document)
    return {"document": _document(found)} | text_part(found, max(start, 0), min(start + WORDS, end) if end is not None else start + WORDS)


def tasks_of_unit(person: Any, unit: str, cursor: str = "", limit: int = 20) -> dict[str, Any]:
    """The tasks a unit leads or supports, over all documents in force, each with the units beside it."""
    return {"unit": [{"id": one, "name": place().units[one].name} for one in units_named(unit) if one in place().units]} | search_facts(
        person, kind="task", unit=unit, cursor=cursor, limit=limit)


def targets_of_indicator(person: Any, indicator: str, first_year: int | None = None, last_year: int | None = None) -> dict[str, Any]:
    """What documents in force set as target for an indicator; several of one year and subject are rivals, and stand side by side."""
    POLICIES.get("ledger").require(person, "read")
    given = QueryDict(mutable=True)
    given.update({name: str(value) for name, value in {"from": first_year, "to": last_year}.items() if value})
    rows = Found(replace(Asked.parse(given), tab="target"), person).rows()
    known = indicator if indicator in place().indicators else indicator_of(indicator, place())
    wanted = Q(what__in=wordings(person, NOW, known)) if known else Q(pk__in=[])
    rows = rows.filter(wanted | reduce(and_, (Q(what__icontains=word) for word in indicator.split()), Q()))
    found = list(rows.select_related("decided_by", "recorded_by").prefetch_related("in_charge").order_by("year", "subject", "text", "position")[: 2 * ROWS])
    papers = papers_of(person, found, NOW)
    return {"indicator": indicator, "targets": [said(shapes.out(one, papers)) for one in found], "total": rows.count()}


def said(fact: dict[str, Any]) -> dict[str, Any]:
    """A fact as an assistant gets it: what it says, and where that stands."""
    return {name: fact[name] for name in NAMED} | {"counts": fact["state"] in REVIEWED, "source": {
        "document": fact["document"], "number": fact["document_number"], "title": fact["document_title"], "clause": fact["clause"],
        "start": fact["start"], "end": fact["end"], "quote": fact["quote"]}}


def units_named(written: str) -> list[str]:
    """The units (ids) of a name as documents write it, or the name itself where the catalogue does not know it."""
    units = place().units
    if written in units:
        return [written]
    named = [one.id for one in units.values() if written in (one.name, one.short)]
    if not named:
        try:
            named = list(resolve(written, timezone.localdate(), place()).units)
        except UsageError:
            named = []
    return (named or [written])[:MOST]


def _one(person: Any, written: str) -> Document:
    """A document by its key or its number; 404 where there is none this person may read."""
    POLICIES.get("document").require(person, "read")
    key = uuid_of(written)
    if key is None:
        plain = plain_number(written)
        rows = DOCUMENTS.visible(person, Document.objects.current().filter(number_plain=plain)) if plain else Document.objects.none()
        key = rows.values_list("key", flat=True).first()
    if key is None:
        raise Http404
    return document_of(person, key, words=True)


def _key(written: str) -> UUID:
    key = uuid_of(written)
    if key is None:
        raise UsageError(_("is not a key"), where=written[:60], hint=_("follow a link of a page, or choose from the list"))
    return key


def _document(document: Document) -> dict[str, Any]:
    return {"document": str(document.key), "number": document.number, "title": document.title, "issuers": list(map(str, document.issuers)),
            "issued": document.issued.isoformat() if document.issued else document.issued_text, "state": document.state}
