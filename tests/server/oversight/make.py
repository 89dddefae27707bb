"""Entries, and requests for expunging in every state, for the table of permissions and the walk of all addresses."""
from django.utils import timezone

from taizhang.server.accounts.models import User
from taizhang.server.audit.models import Entry, Expunging
from taizhang.server.audit.trail import record
from tests.server.things import Where, arguments, somebody, things

arguments("audit:export", lambda thing: {"format": "csv"}, noun="audit")
arguments("audit:of", lambda user: {"noun": "user", "key": str(user.pk)}, noun="user")


@things("audit", scoped=False)
def entries(user: User, where: Where) -> dict[str, Entry]:
    """An entry about nothing in particular."""
    return {"": record(somebody(), "session.out")}


@things("expunging", scoped=False)
def expungings(user: User, where: Where) -> dict[str, Expunging]:
    """Asked for by somebody else, about values that are there."""
    other = somebody()
    record(other, "session.begin", "user", other.pk, {"address": "127.0.0.1"})
    return {state: Expunging.objects.create(
        asked_at=timezone.now(), asked_by=other, basis="law", noun="user", key=str(other.pk), state=state,
        decided_at=None if state == "asked" else timezone.now(), decided_by=None if state == "asked" else somebody(),
    ) for state in ("asked", "done", "declined")}
