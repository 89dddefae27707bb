"""Who reads the library, takes its list along, and keeps systems of policies: reading follows documents."""
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy

from taizhang.server.accounts.policy import POLICIES, Act, Policy
from taizhang.server.accounts.standing import Scope
from taizhang.server.documents.models import Document
from taizhang.server.documents.permissions import keys_within, within
from taizhang.server.library.models import System


class LibraryPolicy(Policy[Document]):
    """The library is the documents one may read; taking its list out of the house is a capability of its own."""

    noun = "library"
    says = gettext_lazy("library")
    acts = (
        Act("read", "documents.read", gettext_lazy("read")),
        Act("export", "ledger.export", gettext_lazy("export")),
    )

    def state(self, thing: Document) -> str:
        """None: the library lists documents however they stand."""
        return ""

    def within(self, scope: Scope, user: Any) -> Q:
        """As for documents."""
        return within(scope)


class SystemPolicy(Policy[System]):
    """A system belongs to its main document: who may read that reads it, who may change that keeps it."""

    noun = "system"
    says = gettext_lazy("system of policies")
    acts = (
        Act("read", "documents.read", gettext_lazy("read")),
        Act("trail", "trail.read", gettext_lazy("read its trail")),
        Act("make", "documents.edit", gettext_lazy("make one for a document")),
        Act("edit", "documents.edit", gettext_lazy("change it and its members")),
        Act("end", "documents.edit", gettext_lazy("end, and bring back")),
    )

    def within(self, scope: Scope, user: Any) -> Q:
        """Systems whose main document a scope covers."""
        return Q(document__in=keys_within(scope))


LIBRARY = LibraryPolicy()
SYSTEMS = SystemPolicy()
POLICIES.add(LIBRARY)
POLICIES.add(SYSTEMS)
