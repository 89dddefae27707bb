"""Who reads series of the ledger, and who takes them along: reading follows documents."""
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy

from taizhang.server.accounts.policy import POLICIES, Act, Policy
from taizhang.server.accounts.standing import Scope
from taizhang.server.facts.models import Fact
from taizhang.server.facts.permissions import REACH


class SeriesPolicy(Policy[Fact]):
    """A series is the statements of documents one may read; taking it out of the house is a capability of its own."""

    noun = "series"
    says = gettext_lazy("series of values")
    acts = (
        Act("read", "documents.read", gettext_lazy("read"), public=True),
        Act("export", "ledger.export", gettext_lazy("export")),
    )

    def state(self, thing: Fact) -> str:
        """None: a series shows its points however they stand."""
        return ""

    def within(self, scope: Scope, user: Any) -> Q:
        """As for facts: those of the documents in a scope."""
        return REACH.within(scope)

    def open_to_all(self) -> Q:
        """As for facts."""
        return REACH.open_to_all()


SERIES = SeriesPolicy()
POLICIES.add(SERIES)
