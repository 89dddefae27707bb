"""What may be done to a document, and which documents a scope covers; facts follow their document through `facts.permissions.REACH`."""
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.server.accounts.policy import POLICIES, Act, Policy
from taizhang.server.accounts.roles import place
from taizhang.server.accounts.standing import Scope, regions_within
from taizhang.server.documents.force import in_force
from taizhang.server.documents.models import STATES, Document
from taizhang.server.documents.publicity import public
from taizhang.server.facts.models import InCharge
from taizhang.server.facts.permissions import REACH

STATE_WORDS = {
    "in force": gettext_lazy("in force"), "superseded": gettext_lazy("superseded by another document"), "repealed": gettext_lazy("repealed"),
    "withdrawn": gettext_lazy("withdrawn"),
}
STANDING = ("in force", "superseded", "repealed")


class DocumentPolicy(Policy[Document]):
    """A region's documents are those about it or a place below it; a unit's are its own and those that give it something to do."""

    noun = "document"
    says = gettext_lazy("document")
    states = STATES
    acts = (
        Act("read", "documents.read", gettext_lazy("read"), public=True),
        Act("trail", "trail.read", gettext_lazy("read its trail")),
        Act("download", "documents.read", gettext_lazy("download the original")),
        Act("edit", "documents.edit", gettext_lazy("change what is known of it"), STANDING),
        Act("withdraw", "documents.edit", gettext_lazy("withdraw"), STANDING),
        Act("restore", "documents.edit", gettext_lazy("bring back"), ("withdrawn",)),
    )

    def state_words(self, state: str) -> str:
        """A state in words."""
        return str(STATE_WORDS.get(state, state))

    def within(self, scope: Scope, user: Any) -> Q:
        """The condition for documents in a scope."""
        return within(scope)

    def open_to_all(self) -> Q:
        """What says that it is public, bears no mark, and is in force today; the newest version only."""
        return public() & in_force(timezone.localdate()) & Q(superseded_at__isnull=True, ended=False)


class EffectPolicy(Policy[Document]):
    """What a document does to others belongs to that document; the action asks beside it whether the affected one may be changed."""

    noun = "effect"
    says = gettext_lazy("effect of a document on another")
    states = STATES
    acts = (
        Act("read", "documents.read", gettext_lazy("read")),
        Act("record", "documents.edit", gettext_lazy("record that it supersedes, repeals or revises another"), STANDING,
            but=gettext_lazy("who may change both documents")),
        Act("undo", "documents.edit", gettext_lazy("take back"), but=gettext_lazy("who may change both documents")),
    )

    def state_words(self, state: str) -> str:
        """A state in words."""
        return str(STATE_WORDS.get(state, state))

    def within(self, scope: Scope, user: Any) -> Q:
        """As for documents."""
        return within(scope)


def within(scope: Scope) -> Q:
    """The condition for documents that a scope covers."""
    if scope.kind == "region":
        return Q(region__in=regions_within(scope.id))
    units = {scope.id, *(one.id for one in place().predecessors(scope.id))}
    tasked = InCharge.objects.filter(unit__in=units, fact__superseded_at__isnull=True, fact__ended=False).values("fact__document")
    return Q(owner__in=units) | Q(key__in=tasked)


def keys_within(scope: Scope) -> QuerySet[Any]:
    """Keys of the documents that a scope covers, for a subquery."""
    return Document.objects.current().filter(within(scope)).values("key")


def open_keys() -> QuerySet[Any]:
    """Keys of the documents that the public may read, for a subquery."""
    return Document.objects.current().filter(DOCUMENTS.open_to_all()).values("key")


def counting() -> QuerySet[Any]:
    """Keys of the documents whose facts count, for a subquery: all but the withdrawn."""
    return Document.objects.current().exclude(state="withdrawn").values("key")


def why_closed(key: Any) -> str:
    """Why nothing is decided about the facts of a document any more."""
    state = Document.objects.filter(key=key, superseded_at__isnull=True).values_list("state", flat=True).first()
    return _("The document was withdrawn: nothing is decided about its facts.") if state == "withdrawn" else ""


DOCUMENTS = DocumentPolicy()
EFFECTS = EffectPolicy()
POLICIES.add(DOCUMENTS)
POLICIES.add(EFFECTS)
REACH.documents, REACH.closed, REACH.public = keys_within, why_closed, open_keys
