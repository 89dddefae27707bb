"""Who reviews, and who says who reviews what."""
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.server.accounts.policy import POLICIES, YES, Act, Policy, Verdict
from taizhang.server.accounts.standing import Scope
from taizhang.server.documents.models import Document
from taizhang.server.documents.permissions import within
from taizhang.server.facts.permissions import FACTS
from taizhang.server.review.models import Assignment


class ReviewPolicy(Policy[Document]):
    """The queue of a document; what may be done to each fact in it the policy of facts says."""

    noun = "review"
    says = gettext_lazy("review of a document")
    acts = (
        Act("read", "facts.review", gettext_lazy("open its queue")),
        Act("disputes", "facts.dispute", gettext_lazy("see its open disputes")),
    )

    def state(self, thing: Document) -> str:
        """None: a withdrawn document has a queue too, in which nothing is decided any more."""
        return ""

    def within(self, scope: Scope, user: Any) -> Q:
        """Documents in a scope."""
        return within(scope)


class AssignmentPolicy(Policy[Assignment]):
    """Who reviews may take a document and leave it again; giving it to others is a capability of its own."""

    noun = "assignment"
    says = gettext_lazy("assignment of a document")
    acts = (
        Act("read", "facts.review", gettext_lazy("see who reads a document")),
        Act("take", "facts.review", gettext_lazy("take a document to review"), but=gettext_lazy("one nobody has, or one's own")),
        Act("leave", "facts.review", gettext_lazy("leave a document to others"), but=gettext_lazy("one's own")),
        Act("give", "review.assign", gettext_lazy("give a document to somebody")),
    )

    def state(self, thing: Assignment) -> str:
        """None: an assignment is there or it is not."""
        return ""

    def within(self, scope: Scope, user: Any) -> Q:
        """Those of documents in a scope."""
        return FACTS.within(scope, user)

    def covers(self, scope: Scope, thing: Assignment, user: Any) -> bool:
        """By its document: an assignment about to be made is in no table yet."""
        return Document.objects.current().filter(key=thing.document).filter(within(scope)).exists()

    def also(self, user: Any, act: Act, thing: Assignment) -> Verdict:
        """Whose assignment it is."""
        if user is None or act.name in ("read", "give") or thing.person_id == user.pk:
            return YES
        if act.name == "leave":
            return Verdict(False, _("{person} reads this document; whoever gives documents to people may change that.").format(person=thing.person))
        return Verdict(False, _("{person} reads this document already. Ask them to leave it, or whoever gives documents to people.").format(
            person=thing.person))


def reviewers(rows: QuerySet[Any], document: Document) -> list[Any]:
    """The people among ``rows`` who may review a document."""
    return [person for person in rows if REVIEW.may(person, "read", document)]


REVIEW = ReviewPolicy()
ASSIGNMENTS = AssignmentPolicy()
POLICIES.add(REVIEW)
POLICIES.add(ASSIGNMENTS)
