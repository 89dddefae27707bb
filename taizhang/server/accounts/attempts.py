"""Wrong passwords and codes, counted by account: how many are left, and until when an account is locked.

Counting is django-axes'; that an account does not exist makes no difference here, so nobody learns which do.
"""
from datetime import datetime
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.db.models import Max, Sum
from django.http import HttpRequest, HttpResponse
from django.utils import timezone


def plain(account: str) -> str:
    """An account as it is compared and counted."""
    return account.strip().lower()[:150]


def _recent(account: str) -> tuple[int, datetime | None]:
    cool_off = get_cool_off()
    rows = AccessAttempt.objects.filter(username=plain(account), attempt_time__gte=timezone.now() - cool_off)
    found = rows.aggregate(count=Sum("failures_since_start"), last=Max("attempt_time"))
    return found["count"] or 0, found["last"]


def left(account: str) -> int:
    """How many tries are left before the account is locked."""
    return max(0, int(settings.AXES_FAILURE_LIMIT) - _recent(account)[0])


def locked_until(account: str) -> datetime | None:
    """Until when the account is locked, or None."""
    count, last = _recent(account)
    return last + get_cool_off() if last and count >= settings.AXES_FAILURE_LIMIT else None


def failed(request: HttpRequest, account: str) -> None:
    """Count a wrong code like a wrong password."""
    AxesProxyHandler.update_request(request)
    user_login_failed.send(sender=__name__, credentials={"username": plain(account)}, request=request)


def clear(account: str) -> int:
    """Forget what went wrong, after a complete log-in or an unlocking; how many rows that were."""
    return int(AccessAttempt.objects.filter(username=plain(account)).delete()[0])


def keep_response(request: HttpRequest, response: HttpResponse | None = None, credentials: Any = None) -> HttpResponse:
    """What axes shows where an account is locked: the page our own view made, which says until when."""
    return response or HttpResponse(status=403)


def locked_accounts() -> set[str]:
    """All accounts that are locked now."""
    rows = AccessAttempt.objects.filter(attempt_time__gte=timezone.now() - get_cool_off())
    counted = rows.values("username").annotate(count=Sum("failures_since_start")).filter(count__gte=settings.AXES_FAILURE_LIMIT)
    return {str(row["username"]) for row in counted}
