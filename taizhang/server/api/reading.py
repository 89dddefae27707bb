"""What several addresses, and the assistant's tools, read in the same way: pages of facts, parts of texts."""
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from pydantic import Field

from taizhang.server.api import cursors
from taizhang.server.api.shapes import facts as shapes
from taizhang.server.api.shapes.common import AtMoment
from taizhang.server.documents.models import Document
from taizhang.server.documents.permissions import DOCUMENTS
from taizhang.server.facts.models import Fact
from taizhang.server.facts.permissions import FACTS
from taizhang.server.history import Moment
from taizhang.server.ledger.finding import Paper, papers
from taizhang.values.errors import UsageError

MOST_WORDS = 200_000


class TextAsked(AtMoment):
    """Which part of a text."""

    start: int = Field(0, ge=0, le=100_000_000, description="from this code point")
    end: int | None = Field(None, ge=0, le=100_000_000, description=f"to the one before this; without it, to the end, at most {MOST_WORDS} of them")


def fact_named(user: Any, keys: Iterable[UUID | str]) -> None:
    """Refuse keys in a body that name no fact one may see: what is not there and what may not be seen are told alike."""
    wanted = {UUID(str(one)) for one in keys}
    seen = set(FACTS.visible(user, Fact.objects.current().filter(key__in=wanted)).values_list("key", flat=True))
    if strange := next((one for one in wanted if one not in seen), None):
        raise UsageError(_("there is no such fact"), where=str(strange))


def document_named(user: Any, key: UUID | str) -> Document:
    """The document that a key in a body names; refused where there is none one may see."""
    found = DOCUMENTS.visible(user, Document.objects.current()).filter(key=UUID(str(key))).first()
    if found is None:
        raise UsageError(_("there is no such document"), where=str(key))
    return found


def text_part(document: Document, start: int, end: int | None) -> dict[str, Any]:
    """A part of a document's text; 404 where it has none, `UsageError` where the part runs backwards."""
    text = document.text
    if text is None:
        raise Http404
    length = len(text.text)
    last = min(length if end is None else end, length, start + MOST_WORDS)
    if end is not None and end < start or start > length:
        raise UsageError(_("there is no such part of the text"), where=f"start={start}, end={end}", why=_("it has {n} code points").format(n=length))
    return {"text": str(text.key), "text_sha256": text.text_sha256, "length": length, "start": start, "end": last, "words": text.text[start:last]}


def papers_of(user: Any, facts: Iterable[Fact], moment: Moment) -> dict[UUID, Paper]:
    """The documents of some facts, with number and title."""
    return papers(user, moment, {fact.document for fact in facts})


def said_of(user: Any, facts: Iterable[Fact], moment: Moment) -> dict[int, dict[str, Any]]:
    """Some facts as data, by their rows: fetched whole, since lists leave out what they do not show."""
    rows = list(Fact.objects.filter(pk__in={one.pk for one in facts}).select_related("decided_by", "recorded_by").prefetch_related("in_charge"))
    known = papers_of(user, rows, moment)
    return {one.pk: shapes.out(one, known) for one in rows}


def facts_page(user: Any, rows: QuerySet[Fact], asked: Any, moment: Moment) -> dict[str, Any]:
    """A page of the facts of one document, in the order of the text; what comes in meanwhile moves none of them."""
    rows = FACTS.visible(user, rows)
    if asked.kind:
        rows = rows.filter(kind__in=asked.kind)
    if asked.state:
        rows = rows.filter(state__in=asked.state)
    if asked.cursor:
        position, key = cursors.read("facts", asked.cursor, int, UUID)
        rows = rows.filter(Q(position__gt=position) | Q(position=position, key__gt=key))
    ordered = rows.select_related("decided_by", "recorded_by").prefetch_related("in_charge").order_by("position", "key")
    found, more = cursors.cut(list(ordered[: asked.limit + 1]), asked.limit)
    known = papers_of(user, found, moment)
    return {"items": [shapes.out(one, known) for one in found], "next": cursors.write("facts", found[-1].position, found[-1].key) if more else None}
