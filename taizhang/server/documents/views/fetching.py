"""Fetching what a page is about, filtered by the policy: what one may not read is not there."""
from typing import Any
from uuid import UUID

from django.http import Http404

from taizhang.server.documents.force import known
from taizhang.server.documents.models import Document
from taizhang.server.documents.permissions import DOCUMENTS
from taizhang.server.documents.reading import Reading
from taizhang.server.facts.models import Fact
from taizhang.server.facts.permissions import FACTS
from taizhang.server.history import NOW, Moment


def document_of(user: Any, key: UUID, moment: Moment = NOW, *, words: bool = False) -> Document:
    """A document this person may read, as it was known at a moment, also where it was not in force that day; 404 where there is none.

    ``words``: its text comes along.
    """
    rows = known(moment).filter(key=key).select_related("text", "recorded_by")
    rows = rows.defer("text__addresses", *(() if words else ("text__text",)))
    found = DOCUMENTS.visible(user, rows).first()
    if found is None:
        raise Http404
    # Who may not read it as it is now does not read it as it was.
    if not moment.is_now and not DOCUMENTS.visible(user, Document.objects.filter(key=key, superseded_at__isnull=True)).exists():
        raise Http404
    return found


def reading_of(user: Any, key: UUID, moment: Moment = NOW, *, words: bool = False) -> Reading:
    """A document with its facts, as this person may read it."""
    document = document_of(user, key, moment, words=words)
    facts = Fact.objects.current() if moment.is_now else Fact.objects.known_at(moment.known) if moment.known else Fact.objects.current()
    return Reading(document, moment, facts)


def fact_of(user: Any, reading: Reading, key: UUID) -> Fact:
    """A fact of a document; 404 where it is not one of its facts."""
    rows = reading.rows().filter(key=key).select_related("decided_by", "recorded_by").prefetch_related("in_charge")
    found: Fact | None = FACTS.visible(user, rows).first()
    if found is None:
        raise Http404
    return found


def uuid_of(written: str) -> UUID | None:
    """A key of an address; None for what is none."""
    try:
        return UUID(written) if written else None
    except ValueError:
        return None
