"""What one document may do to another, as far as texts and titles say: offered to who may record it, never done."""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from taizhang.reading.force import Days, days, does, is_trial, lasting_title
from taizhang.server.documents.models import Document, Effect, Text
from taizhang.server.documents.permissions import DOCUMENTS
from taizhang.server.facts.models import Fact
from taizhang.server.library.graph import Links

AROUND = 24  # characters around a citation that say what is done to it


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to record: what ``acting`` would do to ``affected``, and why it is offered; ``fact`` is the citation that says so."""

    acting: Document
    affected: Document
    does: str
    why: str
    fact: UUID | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class DayOffer:
    """A day of a document's force as its text says it: what it would become, and the words with their place."""

    name: str
    day: date
    words: str
    start: int
    end: int


def offers(user: Any, document: Document, links: Links, there: Iterable[Effect]) -> list[Offer]:
    """What this document may do to others and others to it: citations with the relation "revises", and the same title of another year."""
    settled = {(one.acting, one.affected) for one in there}
    pairs: dict[tuple[UUID, UUID], UUID | None] = {}
    for one in links.edges:
        if one.relation == "revises" and isinstance(one.end, UUID) and isinstance(one.start, UUID) and document.key in (one.start, one.end):
            pairs.setdefault((one.start, one.end), one.fact)
    titled = _same_title(user, document)
    for other in titled:
        pairs.setdefault((document.key, other.key) if _newer(document, other) else (other.key, document.key), None)
    pairs = {pair: fact for pair, fact in pairs.items() if pair not in settled and pair[::-1] not in settled}
    rows = {one.key: one for one in DOCUMENTS.visible(user, Document.objects.current()).filter(key__in={key for pair in pairs for key in pair})}
    facts = {one.key: one for one in Fact.objects.current().filter(key__in=[fact for fact in pairs.values() if fact]).select_related("text")}
    found = []
    for (acting, affected), key in pairs.items():
        if acting not in rows or affected not in rows:
            continue
        fact = facts.get(key) if key else None
        if fact is not None:
            words = fact.text.text[max(0, fact.start - AROUND):fact.end + AROUND]
            found.append(Offer(rows[acting], rows[affected], does(words), _("its text says so"), fact.key, _day(rows[acting])))
        else:
            found.append(Offer(rows[acting], rows[affected], "supersedes", _("the same issuer and the same title of another year"), None, _day(rows[acting])))
    return found


def day_offers(document: Document) -> list[DayOffer]:
    """Days of force that the text gives and nobody has taken over."""
    text = Text.objects.only("text").filter(pk=document.text_id).first() if document.text_id else None
    if text is None:
        return []
    said: Days = days(text.text, document.issued)
    found = []
    for name, one, now in (("valid_from", said.since, document.valid_from), ("valid_until", said.until, document.valid_until)):
        if one is not None and one.day != now:
            found.append(DayOffer(name, one.day, " ".join(text.text[one.start:one.end].split()), one.start, one.end))
    return found


def on_trial(document: Document) -> bool:
    """Whether its title says that it is on trial."""
    return is_trial(document.title)


def _same_title(user: Any, document: Document) -> list[Document]:
    """Documents of the same issuers whose title differs in year or edition only; reports of a year do not follow each other."""
    mine = lasting_title(document.title, map(str, document.issuers))
    if len(mine) < 6 or not document.issuers or document.year_of:
        return []
    rows = DOCUMENTS.visible(user, Document.objects.current().exclude(state="withdrawn").exclude(key=document.key)).filter(year_of="")
    found = [one for one in rows.only("key", "title", "issuers", "issued", "issued_text", "region", "owner")
             if one.issuers == document.issuers and lasting_title(one.title, map(str, one.issuers)) == mine]
    return [one for one in found if one.issued and document.issued and one.issued != document.issued][:6]


def _newer(one: Document, other: Document) -> bool:
    return bool(one.issued and other.issued and one.issued > other.issued)


def _day(document: Document) -> date | None:
    return document.valid_from or document.issued
