"""Roles: granted and withdrawn by the security administrator, each with its reason."""
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taizhang.server.accounts import exclusive
from taizhang.server.accounts.actions.shared import last, lock, reasoned
from taizhang.server.accounts.models import Grant, User
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.accounts.roles import roles
from taizhang.server.accounts.standing import forget
from taizhang.server.accounts.words import role_words, scope_words
from taizhang.server.audit.actions import action
from taizhang.server.audit.trail import record


def said(grant: Grant) -> dict[str, Any]:
    """What the trail keeps of a grant."""
    role = roles().get(grant.role)
    return {"label": grant.user.name, "role": role_words(role) if role else grant.role, "scope": scope_words(grant),
            "from": grant.valid_from, "until": last(grant.valid_until), "grant": str(grant.key), "id": f"{grant.role} {grant.scope} {grant.scope_id}".strip()}


@action("grant.give", _("{actor} granted {label} the role {role} for {scope}: {reason}"))
def give(
    actor: Any, user: User, role: str, scope: str, scope_id: str = "", *, since: date | None = None, until: date | None = None, reason: str = "",
) -> Grant:
    """Grant a role within a scope from ``since`` (today) to the day before ``until`` (without end)."""
    reason = reasoned(reason)
    lock(user)
    user.refresh_from_db()
    grant = Grant(user=user, role=role, scope=scope, scope_id=scope_id, valid_from=since or timezone.localdate(), valid_until=until,
                  reason=reason, recorded_by=actor)
    POLICIES.get("grant").require(actor, "give", grant)
    grant.save()
    forget(user)
    record(actor, "grant.give", "user", user.pk, {**said(grant), "reason": reason})
    return grant


@action("grant.withdraw", _("{actor} withdrew the role {role} for {scope} from {label}: {reason}"))
def withdraw(actor: Any, grant: Grant, reason: str) -> Grant:
    """End a grant at once; its versions stay."""
    reason = reasoned(reason)
    lock(grant.user)
    POLICIES.get("grant").require(actor, "withdraw", grant)
    ended = grant.conclude(by=actor, reason=reason)
    record(actor, "grant.withdraw", "user", grant.user_id, {**said(grant), "reason": reason})
    return ended


@action("grant.transfer", _("{actor} moved the roles of {label} to {taker}: {roles}"))
def transfer(actor: Any, giver: User, taker: User, reason: str) -> list[Grant]:
    """Withdraw all business roles from one person and grant them to another, who keeps those they hold already."""
    reason = reasoned(reason)
    lock(giver, taker)
    moved = []
    for grant in exclusive.running(Grant.objects.filter(user=giver)).order_by("role", "scope", "scope_id"):
        role = roles().get(grant.role)
        if role is None or role.office:
            continue
        has = exclusive.running(Grant.objects.filter(user=taker, role=grant.role, scope=grant.scope, scope_id=grant.scope_id))
        withdraw(actor, grant, reason)
        if not has.exists():
            moved.append(give(actor, taker, grant.role, grant.scope, grant.scope_id, since=max(grant.valid_from or timezone.localdate(),
                              timezone.localdate()), until=grant.valid_until, reason=reason))
    names = [f"{said(grant)['role']} ({said(grant)['scope']})" for grant in moved]
    record(actor, "grant.transfer", "user", giver.pk, {"label": giver.name, "taker": taker.name, "roles": ", ".join(names), "reason": reason})
    return moved
