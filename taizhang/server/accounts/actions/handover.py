"""A person's open work moved to another, as the plan said."""
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.server.accounts import exclusive
from taizhang.server.accounts.actions.people import close_account
from taizhang.server.accounts.actions.shared import lock, reasoned
from taizhang.server.accounts.handover import MOVERS
from taizhang.server.accounts.models import HandOver, User
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.accounts.words import role_words
from taizhang.server.audit.actions import action
from taizhang.server.audit.trail import record
from taizhang.server.history import Outdated
from taizhang.values.errors import UsageError


def check_taker(giver: User, taker: User) -> None:
    """Raise `UsageError` where the work cannot go to this person."""
    hint = gettext("Choose another person.")
    if giver.pk == taker.pk:
        raise UsageError(gettext("the work stays where it is"), where=taker.name, hint=hint)
    if not taker.is_active:
        raise UsageError(gettext("this account is closed"), where=taker.name, hint=hint)
    if role := exclusive.office_of(taker):
        raise UsageError(gettext("whoever holds an office does no business"), where=f"{taker.name}, {role_words(role)}", hint=hint)


@action("user.hand_over", _("{actor} handed the work of {label} over to {taker}: {moved}"))
def hand_over(actor: Any, giver: User, taker: User, reason: str, *, planned: Mapping[str, int], close: bool = False) -> HandOver:
    """Move what the plan named; refused where meanwhile there is more or less of it. Roles stay until the security administrator moves them."""
    reason = reasoned(reason)
    lock(giver, taker)
    POLICIES.get("user").require(actor, "hand_over", giver)
    check_taker(giver, taker)
    if dict(planned) != MOVERS.plan(giver):
        raise Outdated(gettext("someone else changed this meanwhile"), where=giver.name, hint=gettext("load it again and decide anew"))
    moved = {mover.name: mover.move(actor, giver, taker) for mover in MOVERS if mover.name in planned}
    done = HandOver.objects.create(at=timezone.now(), by=actor, giver=giver, taker=taker, moved=moved, reason=reason)
    words = ", ".join(f"{mover.says} {moved[mover.name]}" for mover in MOVERS if mover.name in moved)
    record(actor, "user.hand_over", "user", giver.pk, {
        "label": giver.name, "taker": taker.name, "moved": words or gettext("nothing open"), "reason": reason})
    if close and giver.is_active:
        close_account(actor, giver, reason)
    return done
