"""The secret of a token: made, kept as a digest, and found again; who shows a wrong one is told so, slowed down, and written down."""
import hashlib
import re
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taizhang.server.accounts.models import User
from taizhang.server.api.models import Token
from taizhang.server.audit.actions import kind
from taizhang.server.audit.trail import record
from taizhang.server.rates import Rate

REFUSED = kind("token.refused", _("a token that begins with {hint} was refused, from {address}: {why}"))
PREFIX = "tz_"
WRITTEN = re.compile(r"tz_[A-Za-z0-9_-]{43}")
SHOWN = 8  # characters of a secret that are kept to tell tokens apart
GRAIN = timedelta(minutes=1)
#: Wrong tokens a minute from one address, before that address waits; and refusals a minute that the trail is told of at most.
WRONG = Rate(20)
WRITTEN_DOWN = Rate(30)


def fresh() -> str:
    """A new secret: 256 bits that nobody guesses.

    >>> bool(WRITTEN.fullmatch(fresh())), fresh() == fresh()
    (True, False)
    """
    return PREFIX + secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is kept of a secret. It has no pattern one could try, so one pass is enough."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def find(secret: str) -> tuple[Token | None, str]:
    """The token of a secret; or none, with why in words that tell a stranger nothing about accounts."""
    if not WRITTEN.fullmatch(secret):
        return None, "unknown"
    token = Token.objects.select_related("user").filter(digest=digest(secret)).first()
    if token is None:
        return None, "unknown"
    if token.state != "valid":
        return None, token.state
    return (token, "") if token.user.is_active else (None, "closed")


def person_of(token: Token) -> User:
    """The person a token asks for, narrowed to what the token may use."""
    user = token.user
    user.only = frozenset(map(str, token.capabilities))
    user.by_token = token.name
    return user


def use(token: Token, address: str) -> None:
    """Note that a token was used; at most once a minute, so that reading writes next to nothing."""
    now = timezone.now()
    if token.used_at is None or now - token.used_at >= GRAIN or token.used_from != address:
        Token.objects.filter(pk=token.pk).update(used_at=now, used_from=address[:45])


def refuse(secret: str, address: str, why: str) -> None:
    """Count and write down that a token was refused; the trail is not flooded with them."""
    WRONG.count(address)
    if not WRITTEN_DOWN.count("all"):
        with transaction.atomic():
            hint = secret[:SHOWN] if WRITTEN.fullmatch(secret) else "-"
            record(None, REFUSED, "token", "", {"hint": hint, "address": address, "why": why}, outcome="refused")
