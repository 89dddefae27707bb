"""What may be done to a fact, by whom, in which state."""
from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.server.accounts.policy import NONE, POLICIES, YES, Act, Policy, Verdict
from taizhang.server.accounts.standing import Scope
from taizhang.server.facts.models import DECIDED, REVIEWED, STATES, Bulk, Fact
from taizhang.server.facts.versions import origin

STATE_WORDS = {
    "suggested": gettext_lazy("suggested"), "accepted": gettext_lazy("accepted"), "corrected": gettext_lazy("corrected"),
    "rejected": gettext_lazy("rejected"), "disputed": gettext_lazy("disputed"), "lost": gettext_lazy("source lost"),
}
OWN_OR_SUGGESTED = gettext_lazy("once decided: one's own decision, or one made in bulk or for the demonstration")
OWN_AND_ALONE = gettext_lazy("one's own decision, or one made in bulk or for the demonstration; not what two have settled")
BY_ANOTHER = gettext_lazy("another's decision, made one by one, that no second person has read")
#: Manners of a decision that anybody who reviews may look at once more.
SECOND_LOOK = ("bulk", "demo")
#: What is done to a suggestion or to one's own decision.
CHANGES = ("correct", "reject", "split", "merge")


class Reach:
    """How facts reach their documents, which live one floor up: that floor says which documents a scope covers, and which are closed."""

    def __init__(self) -> None:
        self.documents: Callable[[Scope], QuerySet[Any]] | None = None
        #: The documents that the public may read.
        self.public: Callable[[], QuerySet[Any]] | None = None
        self.closed: Callable[[Any], str] | None = None
        #: The text of a document that facts stand in now; None where there is no such document or it has no text.
        self.text: Callable[[Any], Any] | None = None
        #: Where stretches of one text (by id) stand in another one; None for one that cannot be found for certain.
        self.moved: Callable[[int, int, Sequence[tuple[int, int]]], list[tuple[int, int] | None]] | None = None

    def within(self, scope: Scope) -> Q:
        """The condition for facts whose document a scope covers; nothing where no documents are."""
        return Q(document__in=self.documents(scope)) if self.documents is not None else NONE

    def open_to_all(self) -> Q:
        """The condition for facts the public may read: reviewed ones of public documents that are in force."""
        return Q(document__in=self.public(), state__in=REVIEWED, superseded_at__isnull=True, ended=False) if self.public is not None else NONE

    def covers(self, scope: Scope, document: Any) -> bool:
        """Whether a scope covers a document."""
        return self.documents is not None and bool(self.documents(scope).filter(key=document).exists())

    def why_closed(self, fact: Fact) -> str:
        """Why nothing is decided about a fact's document any more; empty while it is open."""
        if self.closed is None:
            return ""
        asked: dict[str, str] = fact.__dict__  # a page asks a dozen acts about one row: the answer stays with it
        if "_why_closed" not in asked:
            asked["_why_closed"] = self.closed(fact.document)
        return asked["_why_closed"]


REACH = Reach()


class FactPolicy(Policy[Fact]):
    """Facts follow their document: who may read it may read them; who reviews within a scope reviews the facts of its documents."""

    noun = "fact"
    says = gettext_lazy("fact")
    states = STATES
    acts = (
        Act("read", "documents.read", gettext_lazy("read"), public=True),
        Act("trail", "trail.read", gettext_lazy("read its trail")),
        Act("accept", "facts.review", gettext_lazy("accept"), ("suggested",)),
        Act("correct", "facts.review", gettext_lazy("correct"), ("suggested", *REVIEWED), but=OWN_OR_SUGGESTED),
        Act("reject", "facts.review", gettext_lazy("reject"), ("suggested", "lost", *REVIEWED), but=OWN_OR_SUGGESTED),
        Act("undo", "facts.review", gettext_lazy("undo"), DECIDED, but=OWN_AND_ALONE),
        Act("add", "facts.review", gettext_lazy("add one to its document"), but=gettext_lazy("where none of the kind stands at the place")),
        Act("split", "facts.review", gettext_lazy("split"), ("suggested", *REVIEWED), but=OWN_OR_SUGGESTED),
        Act("merge", "facts.review", gettext_lazy("merge"), ("suggested", *REVIEWED), but=OWN_OR_SUGGESTED),
        Act("second", "facts.review", gettext_lazy("read a second time"), DECIDED, but=BY_ANOTHER),
        Act("dispute", "facts.dispute", gettext_lazy("dispute"), DECIDED, but=gettext_lazy("not one's own decision")),
        Act("settle", "facts.dispute", gettext_lazy("settle"), ("disputed",), but=gettext_lazy("not one's own decision; two have to agree")),
        Act("recall", "facts.dispute", gettext_lazy("take back the dispute"), ("disputed",), but=gettext_lazy("one's own dispute")),
    )

    def state_words(self, state: str) -> str:
        """A state in words."""
        return str(STATE_WORDS.get(state, state))

    def within(self, scope: Scope, user: Any) -> Q:
        """Facts of the documents in a scope."""
        return REACH.within(scope)

    def open_to_all(self) -> Q:
        """As `Reach.open_to_all`."""
        return REACH.open_to_all()

    def covers(self, scope: Scope, thing: Fact, user: Any) -> bool:
        """Whether a scope covers a fact; one that is about to be added is asked for by its document."""
        return REACH.covers(scope, thing.document) if thing.pk is None else super().covers(scope, thing, user)

    def also(self, user: Any, act: Act, thing: Fact) -> Verdict:
        """Whose decision it is: one's own is changed or undone, another's is disputed; who is judged is never the judge."""
        if act.name == "read":
            return YES
        if user is None:
            return Verdict(False, _("A machine decides nothing: a person has to."))
        if why := REACH.why_closed(thing):
            return Verdict(False, why)
        mine = thing.decided_by_id is not None and thing.decided_by_id == user.pk
        if act.name in CHANGES and thing.state in REVIEWED and not mine and thing.manner not in SECOND_LOOK:
            return Verdict(False, _("{person} decided this. Whoever sees it otherwise disputes it.").format(person=thing.decided_by))
        if act.name == "undo":
            return self._undo(thing, user, mine)
        if act.name == "recall" and (raiser := disputed_by(thing)) != user:
            return Verdict(False, _("Only {person}, who disputes it, may take the dispute back; others settle it.").format(person=raiser))
        if act.name == "second":
            return self._second(thing, mine)
        if act.name == "dispute" and mine:
            return Verdict(False, _("This is your own decision: undo it or correct it."))
        if act.name == "settle" and mine:
            return Verdict(False, _("Your own decision is disputed: two others settle it."))
        if act.name in ("dispute", "settle") and second_reader(thing) == user:
            return Verdict(False, _("You have read this as the second person and agreed: undo that first.") if act.name == "dispute" else _(
                "You agreed to what is disputed: two others settle it."))
        return YES

    def _second(self, thing: Fact, mine: bool) -> Verdict:
        if thing.manner == "bulk":
            return Verdict(False, _("Nobody has read this by itself yet: it was accepted in bulk. Correct it, reject it, or undo the acceptance."))
        if thing.manner == "second":
            return Verdict(False, _("Two persons have read this already."))
        if mine:
            return Verdict(False, _("You decided this yourself: another person reads it a second time."))
        return YES

    def _undo(self, thing: Fact, user: Any, mine: bool) -> Verdict:
        if thing.manner == "second" and user is not None and second_reader(thing) == user:
            return YES
        if thing.manner == "second":
            return Verdict(False, _("Two persons settled this: it can be disputed again, not undone."))
        if mine or thing.manner in SECOND_LOOK:
            return YES
        return Verdict(False, _("{person} decided this. Whoever sees it otherwise disputes it.").format(person=thing.decided_by))


def disputed_by(fact: Fact) -> Any:
    """Who raised the dispute; machines may have moved the fact since."""
    found = Fact.objects.of(fact.key).filter(act="dispute", version__lte=fact.version).select_related("recorded_by").last()
    return found.recorded_by if found is not None else None


def second_reader(fact: Fact) -> Any:
    """Who read the fact as the second person and agreed with what holds now or is disputed; None where nobody did."""
    if fact.manner != "second":
        return None
    if fact.state == "disputed":
        dispute = Fact.objects.of(fact.key).filter(act="dispute", version__lte=fact.version).last()
        read = Fact.objects.filter(key=fact.key, version=dispute.version - 1).first() if dispute is not None else None
        return second_reader(read) if read is not None else None
    made = origin(fact)
    return made.recorded_by if made.act == "second" else None


class BulkPolicy(Policy[Bulk]):
    """What was accepted at once is seen by who may read one of its facts, and taken back by who reviews them, as far as the scope goes."""

    noun = "bulk"
    says = gettext_lazy("bulk acceptance")
    acts = (
        Act("read", "documents.read", gettext_lazy("read")),
        Act("trail", "trail.read", gettext_lazy("read its trail")),
        Act("undo", "facts.review", gettext_lazy("undo"), but=gettext_lazy("of the facts in one's scope that nobody has looked at since")),
    )

    def within(self, scope: Scope, user: Any) -> Q:
        """Those with a fact of a document in the scope."""
        return Q(pk__in=Fact.objects.filter(REACH.within(scope), bulk__isnull=False).order_by().values("bulk"))


FACTS = FactPolicy()
BULKS = BulkPolicy()
POLICIES.add(FACTS)
POLICIES.add(BULKS)
