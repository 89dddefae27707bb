"""Names in every state."""
from datetime import timedelta

from django.utils import timezone

from taizhang.server.accounts.models import User
from taizhang.server.local.layer import changed
from taizhang.server.local.models import Alias
from tests.server.things import Where, arguments, things


def alias(name: str, of: str = "990402.kjj", section: str = "units", **more: object) -> Alias:
    """A name, as if somebody had added it."""
    made = Alias(name=name, of=of, section=section, **more)
    made.save()
    changed()
    return made


@things("alias", scoped=False)
def aliases(user: User, where: Where) -> dict[str, Alias]:
    """One in every state, of a unit of the place."""
    day = timezone.localdate()
    kinds = {"coming": {"valid_from": day + timedelta(days=9)}, "valid": {}, "over": {"valid_until": day}, "taken back": {}}
    made = {state: alias(f"某科技机构{state}", where.unit, **days) for state, days in kinds.items()}
    made["taken back"] = made["taken back"].conclude(by=None, reason="a mistake")
    return made


arguments("local:undo", lambda thing: {"key": thing.key, "version": thing.version})
