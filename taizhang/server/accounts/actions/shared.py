"""What several actions need: a reason, and rows kept from others."""
from datetime import date, timedelta

from django.utils.translation import gettext

from taizhang.server.accounts.models import Grant, User
from taizhang.server.accounts.roles import roles
from taizhang.values.errors import UsageError


def lock(*users: User) -> None:
    """Keep the rows of these people, and those of all who hold an office, from others until the transaction ends.

    Two grants to one person, or two withdrawals from the last two of an office, then see each other.
    """
    offices = [role.id for role in roles().values() if role.office]
    holders = Grant.objects.current().filter(role__in=offices).values("user")
    wanted = User.objects.filter(pk__in=[user.pk for user in users]) | User.objects.filter(pk__in=holders)
    list(wanted.order_by("pk").select_for_update().values_list("pk", flat=True))


def last(until: date | None) -> date | None:
    """The last day of what ends at ``until``, the first day after."""
    return until - timedelta(days=1) if until else None


def reasoned(reason: str) -> str:
    """A reason as it is kept; `UsageError` where there is none."""
    reason = reason.strip()
    if not reason or len(reason) > 500:
        raise UsageError(gettext("a reason is needed, of at most 500 characters"), hint=gettext("Say in one sentence why."))
    return reason
