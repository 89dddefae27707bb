"""Deputies for an absence: named by the absent person, for business only."""
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from taizhang.server.accounts.actions.shared import last, lock
from taizhang.server.accounts.models import Deputy, User
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.accounts.standing import forget
from taizhang.server.audit.actions import action
from taizhang.server.audit.trail import record


@action("deputy.name", _("{actor} named {deputy} as deputy from {from} until {until}"))
def name_deputy(actor: Any, absent: User, deputy: User, since: date | None, until: date | None, reason: str = "") -> Deputy:
    """From ``since`` to the day before ``until`` the deputy may do what the absent person may in business."""
    lock(absent, deputy)
    deputy.refresh_from_db()
    named = Deputy(absent=absent, deputy=deputy, valid_from=since, valid_until=until, reason=reason.strip()[:500], recorded_by=actor)
    POLICIES.get("deputy").require(actor, "name", named)
    named.save()
    forget(deputy)
    record(actor, "deputy.name", "user", absent.pk, {"label": absent.name, "deputy": deputy.name, "from": since, "until": last(until),
                                                    "reason": named.reason})
    return named


@action("deputy.withdraw", _("{actor} took the deputyship back from {deputy}"))
def withdraw_deputy(actor: Any, named: Deputy, reason: str = "") -> Deputy:
    """The absence ends early, or never begins."""
    POLICIES.get("deputy").require(actor, "withdraw", named)
    ended = named.conclude(by=actor, reason=reason.strip()[:500] or "back")
    record(actor, "deputy.withdraw", "user", named.absent_id, {"label": named.absent.name, "deputy": named.deputy.name, "reason": reason.strip()[:500]})
    return ended
