"""The order of what is found: plain columns and whole numbers only, so that both engines give the same.

Documents stand in one order: those in force before all others, the newest first, undated ones last. Whatever hangs on documents
(clauses, facts) follows theirs. Where a word is in so many passages that all of them would have to be looked up, the documents are
walked in that order until the page is full: what is shown is the same, only how many there are in all is then not counted to the end.
"""
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Case, F, IntegerField, QuerySet, Value, When
from django.db.models.functions import StrIndex

from taizhang.server.accounts.standing import regions_within
from taizhang.server.documents.models import Document
from taizhang.server.documents.permissions import DOCUMENTS
from taizhang.server.search.asking import Asked

CAP = 5_000  # hits that are looked up and counted; where there are more, documents are walked
FEW = 300  # texts that are asked one by one
LEAST = 50  # hits that are counted when documents are walked
BATCH = 40  # texts of the first stretch of a walk; each further one is twice as long
LONGEST_BATCH = 640
LITTLE = 8  # where a stretch gave less than this part of what is needed, the index is asked in which of the next texts hits stand at all
ASKED = 2_000  # texts about which it is asked at once; each further time twice as many
NAMED = 1_500  # documents that are named one by one

T = TypeVar("T")


def standing_first() -> list[Any]:
    """The order of documents."""
    rank = Case(When(state="in force", then=Value(0)), When(state="withdrawn", then=Value(2)), default=Value(1), output_field=IntegerField())
    return [rank, F("issued").desc(nulls_last=True), "key"]


def papers(asked: Asked, user: Any) -> QuerySet[Document]:
    """The documents a person may read that fit the filters, in no order."""
    rows = DOCUMENTS.visible(user, Document.objects.as_of(asked.moment))
    rows = rows.filter(state=asked.state) if asked.state else rows.exclude(state="withdrawn")
    if asked.year:
        rows = rows.filter(issued__year=asked.year)
    if asked.region:
        rows = rows.filter(region__in=regions_within(asked.region))
    if asked.issuer:
        rows = rows.annotate(at_issuer=StrIndex("head__issuers", Value(f"\n{asked.issuer}\n"))).filter(at_issuer__gt=0)
    return rows


@dataclass
class Reach:
    """The texts in which a person searches, in order; ``place`` is where a text stands among them.

    ``few`` are the documents, where they are so few that naming them costs less than asking once more which ones a person may read.
    """

    texts: list[int]
    few: list[int] | None = None
    place: dict[int, int] = field(init=False)

    def __post_init__(self) -> None:
        self.place = {text: i for i, text in enumerate(self.texts)}

    @classmethod
    def of(cls, asked: Asked, user: Any) -> "Reach":
        """The texts of all documents in reach."""
        rows = list(papers(asked, user).order_by(*standing_first()).values_list("pk", "text_id"))
        few = [pk for pk, _ in rows] if len(rows) <= NAMED else None
        return cls([text for _, text in rows if text is not None], few)

    def papers(self, asked: Asked, user: Any) -> QuerySet[Document]:
        """The documents themselves, in no order."""
        return papers(asked, user) if self.few is None else Document.objects.filter(pk__in=self.few)


@dataclass(frozen=True, slots=True)
class Source(Generic[T]):
    """Where hits come from: ``some`` gives all, or None where that is more than so many; ``walk`` all of some texts; both in no order.

    ``texts`` gives the texts, of all or of some, that may hold any. ``text`` and ``order`` say of a hit in which text it stands, and where there. ``few``: a
    walk costs so little that a few texts are walked at once.
    """

    some: Callable[[int], Sequence[T] | None]
    walk: Callable[[Sequence[int]], Sequence[T]]
    texts: Callable[[Sequence[int] | None], Iterable[int]]
    text: Callable[[T], int]
    order: Callable[[T], Any]
    few: bool = False


@dataclass(frozen=True, slots=True)
class Gathered(Generic[T]):
    """Hits in order, all of them unless ``more``: then the first ones, and their number says at least how many there are."""

    hits: list[T]
    more: bool = False


def gather(source: Source[T], reach: Reach, need: int) -> Gathered[T]:
    """The hits within reach in order; at least ``need`` of them where there are so many."""
    place = reach.place

    def ordered(found: Sequence[T]) -> list[T]:
        return sorted((one for one in found if source.text(one) in place), key=lambda one: (place[source.text(one)], source.order(one)))

    if not place:
        return Gathered([])
    if source.few and len(reach.texts) <= FEW:
        return Gathered(ordered(source.walk(reach.texts)))
    some = source.some(CAP)
    if some is not None:
        return Gathered(ordered(some))
    return _walked(source, reach, ordered, max(need, LEAST))


def _walked(source: Source[T], reach: Reach, ordered: Callable[[Sequence[T]], list[T]], need: int) -> Gathered[T]:
    """The first hits in order, document by document. Hits may all stand in documents that come late: then only these are walked."""
    found: list[T] = []
    texts, size = reach.texts, BATCH
    first = min(size, len(texts))
    found += ordered(source.walk(texts[:first])) if first else []
    if len(found) * LITTLE < need:
        left, asked = texts[first:], ASKED
        # The embedded database goes through all in any case: it is asked once. Stretches are the same on both engines, and so is what is counted.
        known = None if connection.vendor == "postgresql" else set(source.texts(None))
        while left and len(found) < need:
            holding = set(source.texts(left[:asked])) if known is None else known
            some, over = _in_order(source, [one for one in left[:asked] if one in holding], ordered, need - len(found), BATCH)
            found, left, asked = found + some, over + left[asked:], asked * 2
        return Gathered(found, bool(left))
    some, over = _in_order(source, texts[first:], ordered, need - len(found), size * 2)
    return Gathered(found + some, bool(over))


def _in_order(source: Source[T], texts: list[int], ordered: Callable[[Sequence[T]], list[T]], need: int, size: int) -> tuple[list[T], list[int]]:
    """At least ``need`` hits of the first texts, where there are so many, and the texts that were not walked."""
    found: list[T] = []
    while texts and len(found) < need:
        found += ordered(source.walk(texts[:size]))
        texts, size = texts[size:], min(size * 2, LONGEST_BATCH)
    return found, texts
