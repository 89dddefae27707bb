"""Who reads and verifies the trail, and who asks and decides on expunging."""
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.server.accounts.policy import NONE, POLICIES, YES, Act, Policy, Verdict
from taizhang.server.accounts.standing import Scope
from taizhang.server.audit.models import Entry, Expunging


class AuditPolicy(Policy[Entry]):
    """The whole trail is the auditor's; content of business in it stays closed to who may not read the thing itself."""

    noun = "audit"
    says = gettext_lazy("audit trail")
    acts = (
        Act("read", "audit.read", gettext_lazy("read")),
        Act("export", "audit.read", gettext_lazy("export")),
        Act("verify", "audit.read", gettext_lazy("verify")),
    )

    def within(self, scope: Scope, user: Any) -> Q:
        """An office is held everywhere or not at all."""
        return NONE


class ExpungingPolicy(Policy[Expunging]):
    """The security administrator asks, the auditor decides; never the same person."""

    noun = "expunging"
    says = gettext_lazy("expunging")
    states = ("asked", "done", "declined")
    acts = (
        Act("ask", "expunging.ask", gettext_lazy("ask for")),
        Act("follow", "expunging.ask", gettext_lazy("see what was asked and how it was decided")),
        Act("read", "expunging.decide", gettext_lazy("see")),
        Act("decide", "expunging.decide", gettext_lazy("confirm or decline"), ("asked",), but=gettext_lazy("not who asked")),
    )

    def within(self, scope: Scope, user: Any) -> Q:
        """An office is held everywhere or not at all."""
        return NONE

    def state_words(self, state: str) -> str:
        """The state in words."""
        return {"asked": _("waits for the auditor"), "done": _("expunged"), "declined": _("declined")}.get(state, state)

    def also(self, user: Any, act: Act, thing: Expunging) -> Verdict:
        """Four eyes."""
        if act.name == "decide" and user is not None and user.pk == thing.asked_by_id:
            return Verdict(False, _("You asked for this yourself; another person decides."))
        return YES


for policy in (AuditPolicy(), ExpungingPolicy()):
    POLICIES.add(policy)
