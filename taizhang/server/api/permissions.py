"""Tokens are one's own: nobody sees or ends another's; an account that is closed closes them all."""
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from taizhang.server.accounts.policy import POLICIES, YES, Act, Policy, Verdict
from taizhang.server.api.models import STATES, Token

OWN_ONLY = gettext_lazy("one's own only")


class TokenPolicy(Policy[Token]):
    """Everybody makes tokens for programs of their own, and ends them."""

    noun = "token"
    says = gettext_lazy("token")
    states = STATES
    acts = (
        Act("read", "", gettext_lazy("see"), anyone=True, but=OWN_ONLY),
        Act("make", "", gettext_lazy("make a token"), ("valid",), anyone=True, but=gettext_lazy("for oneself, logged in and not by a token")),
        Act("end", "", gettext_lazy("end the token"), ("valid", "over"), anyone=True, but=OWN_ONLY),
    )

    def state_words(self, state: str) -> str:
        """A state in words."""
        return {"valid": pgettext("token", "valid"), "over": pgettext("token", "expired"), "ended": pgettext("token", "ended")}[state]

    def visible(self, user: Any, rows: Any, act: str = "read") -> Any:
        """One's own."""
        return super().visible(user, rows, act).filter(user=user.pk)

    def also(self, user: Any, act: Act, thing: Token) -> Verdict:
        """One's own; and a token makes no token."""
        if user is not None and user.pk != thing.user_id:
            return Verdict(False, _("This is somebody else's token."))
        if act.name == "make" and user is not None and user.only is not None:
            return Verdict(False, _("A token makes no token: log in."))
        return YES


TOKENS = TokenPolicy()
POLICIES.add(TOKENS)
