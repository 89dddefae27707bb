"""Before any page: idle sessions end, and who still owes a second factor or a password is led there."""
from collections.abc import Callable
from urllib.parse import SplitResult, urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import logout
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve, reverse

from taizhang.server.accounts import factors, sessions
from taizhang.server.accounts.doors import Asks, asks
from taizhang.server.accounts.models import User
from taizhang.server.audit.trail import record

Next = Callable[[HttpRequest], HttpResponse]
# Pages of apps below this one, which cannot say for themselves what they ask.
OPEN = frozenset({"look:health", "look:language", "look:theme", "look:accessibility"})


def idle(get_response: Next) -> Next:
    """End a session in which nothing happened for the set time; what pages ask by themselves keeps none alive."""

    def middleware(request: HttpRequest) -> HttpResponse:
        user = request.user
        if isinstance(user, User) and user.only is None:  # who comes with a token has no session
            if sessions.is_over(request):
                with transaction.atomic():
                    record(user, sessions.IDLE, "user", user.pk, {"minutes": settings.IDLE_SECONDS // 60})
                    sessions.end_this(request, "idle")
                    logout(request)
                if not asked_of(request).open:
                    return to(request, "accounts:login", why="idle")
            elif sessions.POLL not in request.headers:
                sessions.see(request)
        return get_response(request)

    return middleware


def gate(get_response: Next) -> Next:
    """Everything but the doors asks for a log-in; a second factor and a new password where they are owed."""

    def middleware(request: HttpRequest) -> HttpResponse:
        asked = asked_of(request)
        user = request.user
        if not asked.open and not isinstance(user, User):
            return to(request, "accounts:login")
        if isinstance(user, User) and not asked.open and (step := owed(user)) and step != asked.step:
            return to(request, step)
        return get_response(request)

    return middleware


def owed(user: User) -> str:
    """The page of the next step a person owes, or an empty word.

    A device that is there is asked before the password may change, so that a stolen first password opens nothing.
    """
    second = factors.is_owed(user) and not factors.is_given(user)
    if second and factors.device(user):
        return "accounts:second_factor"
    if user.must_change:
        return "accounts:password"
    return "accounts:set_up" if second else ""


def asked_of(request: HttpRequest) -> Asks:
    """What the view behind an address asks; where nobody has said, a log-in."""
    if request.path_info.startswith(settings.STATIC_URL):
        return Asks(open=True)
    try:
        found = resolve(request.path_info)
    except Http404:
        return Asks()
    if found.view_name in OPEN:
        return Asks(open=True)
    return asks(found.func) or Asks()


def to(request: HttpRequest, step: str, why: str = "") -> HttpResponse:
    """To a step of the log-in, and back here afterwards where this can be asked again."""
    here = _here(request)
    given = {"next": here.path + (f"?{here.query}" if here.query else "")}
    if here.path in ("", "/") or asked_of(request).step or (request.method not in ("GET", "HEAD") and "HX-Request" not in request.headers):
        given = {}
    if why:
        given["why"] = why
    return lead(request, reverse(step) + (f"?{urlencode(given)}" if given else ""))


def _here(request: HttpRequest) -> SplitResult:
    """The page the person is on: the address of this request, or what htmx says is in the address bar."""
    try:
        return urlsplit(request.headers.get("HX-Current-URL") or "" if "HX-Request" in request.headers else request.get_full_path())
    except ValueError:  # a header may say anything
        return urlsplit("")


def lead(request: HttpRequest, address: str) -> HttpResponse:
    """Send the browser to a page; a fragment that htmx asked for takes the whole page along."""
    if "HX-Request" in request.headers:
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)
