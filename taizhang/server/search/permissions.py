"""Who may search, and who may have the index made anew. What is found is asked of each noun's own policy besides."""
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy

from taizhang.server.accounts.policy import POLICIES, Act, Policy
from taizhang.server.accounts.standing import Scope
from taizhang.server.documents.permissions import keys_within
from taizhang.server.search.models import Passage


class SearchPolicy(Policy[Passage]):
    """A passage is read by who may read its document; the index itself belongs to the system administrator, who reads nothing by it."""

    noun = "search"
    says = gettext_lazy("search")
    acts = (
        Act("read", "documents.read", gettext_lazy("search")),
        Act("rebuild", "jobs.manage", gettext_lazy("have the index made anew")),
    )

    def state(self, thing: Passage) -> str:
        """None: passages are made from texts and have no life of their own."""
        return ""

    def within(self, scope: Scope, user: Any) -> Q:
        """Passages of the documents in a scope."""
        return Q(text__document__in=keys_within(scope))


SEARCH = SearchPolicy()
POLICIES.add(SEARCH)
