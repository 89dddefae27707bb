"""Who may see how well the reader reads, and take the gold along."""
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy

from taizhang.server.accounts.policy import POLICIES, Act, Policy
from taizhang.server.accounts.standing import Scope
from taizhang.server.facts.models import Fact
from taizhang.server.facts.permissions import FACTS


class AccuracyPolicy(Policy[Fact]):
    """The figures are made of the facts one may read; gold leaves the house as the ledger does."""

    noun = "accuracy"
    says = gettext_lazy("accuracy of reading")
    acts = (
        Act("read", "documents.read", gettext_lazy("see")),
        Act("names", "facts.review", gettext_lazy("see which names people corrected")),
        Act("gold", "ledger.export", gettext_lazy("export decisions as gold")),
    )

    def state(self, thing: Fact) -> str:
        """None: facts in every state are behind the figures."""
        return ""

    def within(self, scope: Scope, user: Any) -> Q:
        """As for facts: those of the documents in a scope."""
        return FACTS.within(scope, user)


ACCURACY = AccuracyPolicy()
POLICIES.add(ACCURACY)
