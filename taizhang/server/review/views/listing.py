"""All documents with what waits in each, who reads it, and how long it will take."""
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from taizhang.server.accounts.doors import page
from taizhang.server.accounts.models import Grant, User
from taizhang.server.accounts.policy import Verdict
from taizhang.server.accounts.roles import roles
from taizhang.server.documents.models import Document
from taizhang.server.facts.models import Fact
from taizhang.server.history import Moment
from taizhang.server.look.tables import page_number
from taizhang.server.review.models import Assignment
from taizhang.server.review.pace import Pace, pace
from taizhang.server.review.permissions import ASSIGNMENTS, REVIEW
from taizhang.server.review.queue import Tally, tallies

ROWS = 40
WAITING = ("suggested", "lost", "disputed")


@dataclass(frozen=True, slots=True)
class Line:
    """A document of the list."""

    document: Document
    tally: Tally
    assignment: Assignment | None
    left: str
    take: Verdict

    @property
    def held(self) -> int:
        """The version of the assignment, 0 where there is none."""
        return self.assignment.version if self.assignment is not None else 0


@page("review", "read")
@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """What is assigned to oneself comes first, then what nobody reads, then the rest."""
    everything = REVIEW.visible(request.user, Document.objects.current().exclude(state="withdrawn"))
    chosen = {name: request.GET.get(name, "")[:100] for name in ("mine", "every", "q") if request.GET.get(name)}
    rows = ordered(everything, request.user, chosen)
    paged = Paginator(rows, ROWS).get_page(page_number(request))
    own = pace(request.user)
    return render(request, "review/documents.html", {
        "page": paged, "lines": lines(list(paged.object_list), request.user, own), "chosen": chosen, "pace": own, "people": people(),
        "may_give": ASSIGNMENTS.may(request.user, "give"), "total": everything.count()})


def ordered(rows: QuerySet[Document], user: Any, chosen: dict[str, str]) -> QuerySet[Document]:
    """The documents under the filters, one's own first."""
    held = Assignment.objects.current().filter(document=OuterRef("key"))
    rows = rows.annotate(reader=Subquery(held.values("person")[:1]))
    if "every" not in chosen:
        rows = rows.filter(Exists(Fact.objects.current().filter(document=OuterRef("key"), state__in=WAITING)))
    if "mine" in chosen:
        rows = rows.filter(reader=user.pk)
    if "q" in chosen:
        rows = rows.filter(Q(title__icontains=chosen["q"]) | Q(number__icontains=chosen["q"]))
    whose = Case(When(reader=user.pk, then=Value(0)), When(reader__isnull=True, then=Value(1)), default=Value(2), output_field=IntegerField())
    return rows.annotate(whose=whose).order_by("whose", F("issued").desc(nulls_last=True), "key").defer("text")


def lines(papers: list[Document], user: Any, own: Pace) -> list[Line]:
    """The lines of one page."""
    keys = [one.key for one in papers]
    counted = tallies(keys)
    held = {one.document: one for one in Assignment.objects.current().filter(document__in=keys).select_related("person")}
    found = []
    for one in papers:
        tally = counted.get(one.key, Tally({}))
        given = held.get(one.key)
        take = ASSIGNMENTS.may(user, "take", given or Assignment(document=one.key, person=user))
        found.append(Line(one, tally, given, own.left(tally.open), take))
    return found


def people() -> list[User]:
    """Whoever reviews anything today; whether a person may review one document the action asks."""
    named = [role.id for role in roles().values() if "facts.review" in role.capabilities]
    granted = Grant.objects.as_of(Moment()).filter(role__in=named).values("user")
    return list(User.objects.filter(is_active=True, pk__in=granted).order_by("name", "pk"))
