"""Tokens in every state, for the table of permissions and the walk of all addresses."""
from datetime import timedelta

from django.utils import timezone

from taizhang.server.accounts.models import User
from taizhang.server.api.models import Token
from taizhang.server.api.tokens import digest, fresh
from tests.server.things import Where, things


@things("token", scoped=False)
def tokens(user: User, where: Where) -> dict[str, Token]:
    """This person's."""
    today = timezone.localdate()
    days = {"valid": today + timedelta(days=9), "over": today, "ended": today + timedelta(days=9)}
    return {state: Token.objects.create(user=user, name=state, digest=digest(fresh()), hint="tz_abcde", capabilities=["documents.read"], until=day,
                                        ended_at=timezone.now() if state == "ended" else None) for state, day in days.items()}
