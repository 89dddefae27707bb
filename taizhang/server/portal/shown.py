"""What the public may read: through the same policies as everybody, as the reader nobody knows; persons are masked before anything leaves here."""
from collections import defaultdict
from copy import copy
from dataclasses import dataclass, replace
from functools import lru_cache
from uuid import UUID

from django.db.models import Count, F, Max, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.urls import reverse

from taizhang.publishing.series import Edition, Paper
from taizhang.server.accounts.policy import PUBLIC
from taizhang.server.accounts.roles import place
from taizhang.server.documents.linking import said
from taizhang.server.documents.models import Document
from taizhang.server.documents.permissions import DOCUMENTS
from taizhang.server.documents.publicity import public_words
from taizhang.server.facts.models import Fact
from taizhang.server.facts.permissions import FACTS
from taizhang.server.history import NOW
from taizhang.server.indicators.editions import edition_of
from taizhang.server.indicators.values import KINDS, Values, of_indicator, statements, values
from taizhang.server.indicators.wordings import meaning
from taizhang.server.portal.answering import licence, stamp

#: Kinds of facts that the page of a document shows.
SHOWN = ("target", "actual", "forecast", "goal", "task")
LARGEST = 100_000  # values in one file


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator of the list: how many values are public, of how many documents, and their last year."""

    id: str
    total: int
    documents: int
    last: int | None


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything public in numbers."""

    rows: tuple[Row, ...]
    values: int
    documents: int


def overview() -> Overview:
    """The indicators that have public values, in the order of the catalogue."""
    return _overview(stamp())


@lru_cache(maxsize=1)
def _overview(_stamp: str) -> Overview:
    pack = place()
    order = {id: n for n, id in enumerate(pack.indicators)}
    grouped = statements(PUBLIC, NOW, ~Q(period=""), KINDS).annotate(in_per=KeyTextTransform("per", F("fields"))).order_by()
    counts: dict[str, int] = defaultdict(int)
    papers: dict[str, set[UUID]] = defaultdict(set)
    last: dict[str, int] = {}
    columns = ("what", "measure", "measure_unit", "in_per", "subject", "document")
    for what, measure, unit, per, subject, document, n, year in grouped.values_list(*columns).annotate(n=Count("id"), last=Max("year")):
        meant = meaning((what, measure, unit, said(per)[:60], subject), pack)
        if meant.indicator in order:
            counts[meant.indicator] += n
            papers[meant.indicator].add(document)
            last[meant.indicator] = max(last.get(meant.indicator, 0), year or 0)
    rows = tuple(Row(id, counts[id], len(papers[id]), last[id] or None) for id in sorted(counts, key=lambda id: order[id]))
    return Overview(rows, sum(counts.values()), documents().count())


def documents() -> QuerySet[Document]:
    """The public documents that are in force, the newest first."""
    return DOCUMENTS.visible(PUBLIC, Document.objects.current()).order_by(F("issued").desc(nulls_last=True), "key")


def document(key: UUID) -> Document | None:
    """One of them."""
    return documents().filter(key=key).first()


def facts(key: UUID) -> QuerySet[Fact]:
    """Its reviewed facts, in the order of the text."""
    rows = FACTS.visible(PUBLIC, Fact.objects.current().filter(document=key, kind__in=SHOWN))
    return rows.prefetch_related("in_charge").order_by("position", "id")


def one_indicator(id: str) -> Values:
    """The public values of an indicator of the catalogue, masked."""
    return masked(of_indicator(PUBLIC, id))


def everything() -> Values:
    """All public values, masked."""
    return masked(values(PUBLIC, NOW))


def masked(found: Values) -> Values:
    """The same with the words of sentences, subjects and titles as the public may read them."""
    points = tuple(replace(one, subject=public_words(one.subject), source=replace(one.source, quote=public_words(one.source.quote))) for one in found.points)
    return replace(found, points=points, documents={key: _masked(one) for key, one in found.documents.items()})


def _masked(one: Document) -> Document:
    """A copy of a document that is only shown, never written."""
    made = copy(one)
    made.title, made.number = public_words(one.title), public_words(one.number)
    return made


def edition(found: Values, title: str, host: str) -> Edition:
    """What files are written from; ``host`` is the address of this server, for the addresses of documents."""
    return edition_of(found, title, {
        key: Paper(key, one.title, one.number, one.issued, one.publicity, host + reverse("portal:document", args=[key]))
        for key, one in found.documents.items()}, host + reverse("portal:start"), licence())


__all__ = ["LARGEST", "Overview", "Row", "document", "documents", "edition", "everything", "facts", "one_indicator", "overview"]
