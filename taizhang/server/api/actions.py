"""Making and ending tokens, by their person, logged in."""
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.server.accounts import factors
from taizhang.server.accounts.capabilities import CAPABILITIES
from taizhang.server.accounts.models import User
from taizhang.server.accounts.policy import OWN
from taizhang.server.accounts.standing import standing
from taizhang.server.api.models import Token
from taizhang.server.api.permissions import TOKENS
from taizhang.server.api.tokens import SHOWN, digest, fresh
from taizhang.server.audit.actions import Refused, action
from taizhang.server.audit.trail import record
from taizhang.values.errors import UsageError

LONGEST = 366  # days a token may be valid
USUAL = 90
MOST = 20  # valid ones of one person


@action("token.make", _("{actor} made the token “{label}” for: {may}; valid until {until}"))
def make(actor: User, name: str, capabilities: Iterable[str], until: date) -> tuple[Token, str]:
    """A new token and its secret, which stands nowhere else. ``until`` is its last day; ``capabilities`` at most those of the person."""
    name, chosen = " ".join(name.replace("\0", "").split()), sorted(set(capabilities))
    token = Token(user=actor, name=name, capabilities=chosen, until=until + timedelta(days=1))
    _check(actor, token)
    TOKENS.require(actor, "make", token)
    if factors.is_owed(actor) and not factors.is_given(actor):
        raise Refused(gettext("Your role, or this installation, asks for a second factor: give it before you make a token."), noun="token")
    if Token.objects.filter(user=actor, name=name, ended_at__isnull=True).exists():
        raise UsageError(gettext("you have a token of this name already"), where=name, hint=gettext("End it first, or choose another name."))
    if sum(one.state == "valid" for one in Token.objects.filter(user=actor, ended_at__isnull=True)) >= MOST:
        raise UsageError(gettext("you have too many tokens"), hint=gettext("End one that no program uses any more."))
    secret = fresh()
    token.digest, token.hint = digest(secret), secret[:SHOWN]
    token.save()
    record(actor, "token.make", "token", token.key, {"label": name, "may": ", ".join(chosen), "until": until})
    return token, secret


@action("token.end", _("{actor} ended the token “{label}”"))
def end(actor: Any, token: Token) -> Token:
    """From now on nobody comes in with it."""
    TOKENS.require(actor, "end", token)
    token.ended_at = timezone.now()
    token.save(update_fields=["ended_at"])
    record(actor, "token.end", "token", token.key, {"label": token.name})
    return token


def choices(user: User) -> list[str]:
    """What a token of this person may be given, in the order of the capabilities; last, what everybody may do to what is their own."""
    held = standing(user)
    return [*(name for name in CAPABILITIES if held.has(name)), OWN]


def _check(user: User, token: Token) -> None:
    if not token.name or len(token.name) > 60:
        raise UsageError(gettext("a token needs a name of up to 60 characters"), hint=gettext("Name the program that will use it."))
    if not token.capabilities:
        raise UsageError(gettext("a token that may nothing is of no use"), hint=gettext("Choose what it may do."))
    if beyond := [one for one in token.capabilities if one not in choices(user)]:
        raise UsageError(gettext("a token may not more than you"), where=", ".join(beyond)[:200], hint=gettext("Choose from what you may do yourself."))
    today = timezone.localdate()
    if not today <= token.last_day <= today + timedelta(days=LONGEST):
        raise UsageError(gettext("this last day is past or too far away"), where=str(token.last_day),
                         hint=gettext("Choose a day within {n} days; a new token is quickly made.").format(n=LONGEST))
