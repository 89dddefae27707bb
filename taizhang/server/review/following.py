"""Which document comes after which: one's own first, then those that nobody reads."""
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from taizhang.server.documents.models import Document
from taizhang.server.facts.models import Fact
from taizhang.server.review.models import Assignment
from taizhang.server.review.permissions import REVIEW
from taizhang.server.review.queue import Tally

#: What one person alone may decide; a dispute takes two.
UNDECIDED = ("suggested", "lost")


@dataclass(frozen=True, slots=True)
class Following:
    """The document that is offered when one is finished: ``mine`` is whether it is assigned to the person, ``open`` what awaits in it."""

    document: Document
    mine: bool
    open: int


def ordered(rows: QuerySet[Document], user: Any) -> QuerySet[Any]:
    """Documents with their ``reader``: those assigned to this person first, then those nobody reads, then the rest, the newest first."""
    held = Assignment.objects.current().filter(document=OuterRef("key"))
    whose = Case(When(reader=user.pk, then=Value(0)), When(reader__isnull=True, then=Value(1)), default=Value(2), output_field=IntegerField())
    return rows.annotate(reader=Subquery(held.values("person")[:1]), whose=whose).order_by("whose", F("issued").desc(nulls_last=True), "key")


def following(user: Any, done: Document) -> Following | None:
    """The document to go on with after ``done``: assigned to this person or to nobody, with something undecided; None where there is none."""
    rows = ordered(REVIEW.visible(user, Document.objects.current().exclude(state="withdrawn").exclude(key=done.key)), user)
    undecided = Fact.objects.current().filter(document=OuterRef("key"), state__in=UNDECIDED)
    for one in rows.filter(Exists(undecided)).filter(Q(reader=user.pk) | Q(reader__isnull=True)).defer("text")[:1]:
        return Following(one, one.reader == user.pk, Tally.of(one.key).open)
    return None
