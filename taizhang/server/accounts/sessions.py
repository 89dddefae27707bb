"""A person's sessions: begun at log-in, seen now and then, ended for a reason; all but the end of one's own leave a line in the trail."""
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.models import Session
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taizhang.server.accounts.models import LogIn, User
from taizhang.server.audit.actions import kind
from taizhang.server.audit.trail import record

BEGUN = kind("session.begin", _("{actor} logged in from {address}"))
OUT = kind("session.out", _("{actor} logged out"))
SECOND = kind("session.second_factor", _("{actor} gave the second factor"))
RECOVERY = kind("session.recovery", _("{actor} used a recovery code as the second factor"))
IDLE = kind("session.idle", _("the session of {actor} ended: nothing happened for {minutes} minutes"))
FAILED = kind("session.failed", _("a log-in as {account} from {address} failed: wrong account or password"))
FAILED_CODE = kind("session.failed_code", _("a log-in as {account} from {address} failed: wrong code"))
LOCKED = kind("session.locked", _("the account {account} was locked after too many failed log-ins from {address}"))

SEEN = "seen"
BEGAN = "began"
# Requests that a page makes by itself carry this header and keep no session alive.
POLL = "X-Poll"


def grain() -> int:
    """How many seconds apart `seen` is stored at least; a short time-out needs a finer one."""
    return int(min(60, max(1, settings.IDLE_SECONDS // 15)))


def now() -> int:
    """This second."""
    return int(timezone.now().timestamp())


def address(request: HttpRequest) -> str:
    """The address a request came from, as far as the server can tell."""
    return str(request.META.get("REMOTE_ADDR") or "")[:45]


def browser(request: HttpRequest) -> str:
    """How the browser calls itself."""
    return str(request.headers.get("User-Agent") or "")[:200]


@receiver(user_logged_in, dispatch_uid="accounts.clock")
def start_clock(sender: Any, request: HttpRequest, **more: Any) -> None:
    """Whichever way a session begins, its clock runs."""
    request.session[SEEN] = request.session[BEGAN] = now()


def begin(request: HttpRequest, user: User) -> LogIn:
    """Note a log-in: call it inside a transaction, after the session has its final key."""
    sweep(LogIn.objects.filter(user=user))
    if request.session.session_key is None:
        request.session.save()
    record(user, BEGUN, "user", user.pk, {"address": address(request), "browser": browser(request)})
    return LogIn.objects.create(user=user, session=request.session.session_key or "", address=address(request), browser=browser(request))


def moved(request: HttpRequest, old: str | None) -> None:
    """The session has a new key (it is cycled at each step of a log-in): keep its row with it."""
    LogIn.objects.filter(session=old or "-", ended_at__isnull=True).update(session=request.session.session_key or "")


def see(request: HttpRequest) -> None:
    """A person did something: remembered in the session, at most once a minute."""
    if now() - int(request.session.get(SEEN, 0)) >= grain():
        request.session[SEEN] = now()
        LogIn.objects.filter(session=request.session.session_key or "-", ended_at__isnull=True).update(seen_at=timezone.now())


def is_over(request: HttpRequest) -> bool:
    """Whether nothing happened for the set time, or the session is older than any may be."""
    seen, began = request.session.get(SEEN), request.session.get(BEGAN)
    if not isinstance(seen, int) or not isinstance(began, int):
        return True
    return now() - seen >= settings.IDLE_SECONDS or now() - began >= settings.SESSION_COOKIE_AGE


def end(rows: Any, why: str) -> int:
    """End these log-ins and the sessions behind them; how many there were."""
    found = list(rows.filter(ended_at__isnull=True))
    Session.objects.filter(session_key__in=[one.session for one in found]).delete()
    LogIn.objects.filter(pk__in=[one.pk for one in found]).update(ended_at=timezone.now(), session="", why=why)
    return len(found)


def alive(rows: Any) -> Any:
    """Log-ins whose sessions may still be used; of a browser that was closed nobody tells us."""
    return rows.filter(ended_at__isnull=True, seen_at__gt=timezone.now() - timedelta(seconds=settings.IDLE_SECONDS + 2 * grain()))


def sweep(rows: Any = None) -> int:
    """End what nobody can use any more; how many sessions that were. For all people, it also clears the store of sessions."""
    if rows is None:
        rows = LogIn.objects.all()
        Session.objects.filter(expire_date__lt=timezone.now()).delete()
    return end(rows.exclude(pk__in=alive(rows).values("pk")), "idle")


def end_this(request: HttpRequest, why: str) -> None:
    """Note that the session of this request ends; flushing it is the caller's."""
    LogIn.objects.filter(session=request.session.session_key or "-", ended_at__isnull=True).update(
        ended_at=timezone.now(), session="", why=why)
