"""What review adds elsewhere: the menu, what waits for a person, and what moves when work is handed over."""
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.server.accounts.handover import MOVERS, Mover
from taizhang.server.accounts.models import User
from taizhang.server.documents.models import Document
from taizhang.server.documents.permissions import counting
from taizhang.server.facts.models import Fact
from taizhang.server.look.navigation import NAVIGATION, Entry
from taizhang.server.look.waiting import WAITING, Waiting
from taizhang.server.review.models import Assignment
from taizhang.server.review.permissions import ASSIGNMENTS, REVIEW


def waiting(user: Any) -> list[Waiting]:
    """Documents assigned to this person that still hold something undecided."""
    if not REVIEW.may(user, "read"):
        return []
    undecided = Fact.objects.current().filter(document=OuterRef("document"), state__in=("suggested", "lost"))
    mine = ASSIGNMENTS.visible(user, Assignment.objects.current()).filter(person=user, document__in=counting()).filter(Exists(undecided))
    first = mine.order_by("recorded_at").values_list("document", flat=True)[:2]
    url = reverse("review:queue", args=[first[0]]) if len(first) == 1 else reverse("review:documents") + "?mine=yes"
    return [Waiting(15, _("Documents assigned to you to review"), mine.count(), url)]


def _open(giver: User) -> int:
    return Assignment.objects.current().filter(person=giver).count()


def _hand_over(actor: Any, giver: User, taker: User) -> int:
    """Give a person's documents to another; where that one may not review a document, nobody reads it for now."""
    found = list(Assignment.objects.current().filter(person=giver))
    papers = {one.key: one for one in Document.objects.current().filter(key__in=[one.document for one in found])}
    for one in found:
        paper = papers.get(one.document)
        if paper is not None and REVIEW.may(taker, "read", paper):
            one.revise(by=actor, person=taker, reason="handed over")
        else:
            one.conclude(by=actor, reason="handed over")
    return len(found)


NAVIGATION.add(Entry(25, gettext_lazy("Review"), "review:documents", lambda user: bool(REVIEW.may(user, "read"))))
WAITING.add(waiting)
MOVERS.add(Mover("assignment", gettext_lazy("documents to review"), _open, _hand_over))
