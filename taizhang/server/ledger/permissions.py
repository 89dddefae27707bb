"""Who may read the ledger, take it along, and keep views of it."""
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.server.accounts.policy import POLICIES, YES, Act, Policy, Verdict
from taizhang.server.accounts.standing import Scope
from taizhang.server.facts.models import Fact
from taizhang.server.facts.permissions import FACTS
from taizhang.server.ledger.models import SavedView

OWN = gettext_lazy("only one's own view")


class LedgerPolicy(Policy[Fact]):
    """The ledger is the facts one may read; taking it out of the house is a capability of its own."""

    noun = "ledger"
    says = gettext_lazy("ledger")
    acts = (
        Act("read", "documents.read", gettext_lazy("read")),
        Act("export", "ledger.export", gettext_lazy("export")),
    )

    def state(self, thing: Fact) -> str:
        """None: the ledger lists facts in every state."""
        return ""

    def within(self, scope: Scope, user: Any) -> Q:
        """As for facts: those of the documents in a scope."""
        return FACTS.within(scope, user)


class ViewPolicy(Policy[SavedView]):
    """A saved view belongs to who saved it; a shared one is read by everybody who reads the ledger."""

    noun = "view"
    says = gettext_lazy("saved view")
    acts = (
        Act("read", "documents.read", gettext_lazy("open"), but=gettext_lazy("one's own, or a shared one")),
        Act("save", "documents.read", gettext_lazy("save")),
        Act("rename", "documents.read", gettext_lazy("rename"), but=OWN),
        Act("remove", "documents.read", gettext_lazy("remove"), but=OWN),
        Act("share", "views.share", gettext_lazy("share with everybody"), but=OWN),
    )

    def covers(self, scope: Scope, thing: SavedView, user: Any) -> bool:
        """A view lies in no scope; what it shows is filtered for who looks."""
        return True

    def within(self, scope: Scope, user: Any) -> Q:
        """No condition, for the same reason."""
        return Q()

    def visible(self, user: Any, rows: QuerySet[SavedView], act: str = "read") -> QuerySet[SavedView]:
        """One's own views and, to read, the shared ones; removed ones are kept and not shown."""
        rows = super().visible(user, rows, act).filter(removed_at__isnull=True)
        return rows.filter(Q(owner=user.pk) | Q(shared=True)) if act in ("read", "save") else rows.filter(owner=user.pk)

    def also(self, user: Any, act: Act, thing: SavedView) -> Verdict:
        """Whose view it is."""
        if thing.removed_at is not None:
            return Verdict(False, _("This view was removed."))
        if act.name == "save" or user is None or thing.owner_id == user.pk or (act.name == "read" and thing.shared):
            return YES
        return Verdict(False, _("This view belongs to {person}. Save one of your own instead.").format(person=thing.owner))


LEDGER = LedgerPolicy()
VIEWS = ViewPolicy()
POLICIES.add(LEDGER)
POLICIES.add(VIEWS)
