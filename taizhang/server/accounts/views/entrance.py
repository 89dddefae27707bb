"""Log-in and log-out."""
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from taizhang.server.accounts import attempts, factors, sessions
from taizhang.server.accounts.doors import open_door
from taizhang.server.accounts.models import User
from taizhang.server.audit.trail import record
from taizhang.server.look.choices import safe_next

LONGEST = 256  # hashing a password without end is work without end


@open_door
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """Ask for account and password; what is wrong is never said more exactly than "one of them"."""
    if request.method != "POST":
        if request.user.is_authenticated:
            return redirect(safe_next(request))
        return login_page(request, {"why": request.GET.get("why", "")})
    account = attempts.plain(request.POST.get("username", "")).replace("\0", "")
    password = request.POST.get("password", "")
    if not account or not password or len(account) > 40 or len(password) > LONGEST:
        return login_page(request, {"account": account[:40], "problem": "empty" if not account or not password else "wrong"})
    was_locked = attempts.locked_until(account) is not None
    user = authenticate(request, username=account, password=password)
    if isinstance(user, User):
        return _let_in(request, user)
    return _refuse(request, account, was_locked)


def _let_in(request: HttpRequest, user: User) -> HttpResponse:
    with transaction.atomic():
        login(request, user)
        sessions.begin(request, user)
        if not (factors.is_owed(user) and factors.device(user)):
            attempts.clear(user.account)
    return redirect(safe_next(request))


def _refuse(request: HttpRequest, account: str, was_locked: bool) -> HttpResponse:
    until = attempts.locked_until(account)
    if not was_locked:
        user = User.objects.filter(account=account).first()
        values = {"account": user.account if user else "?", "address": sessions.address(request)}
        with transaction.atomic():
            record(None, sessions.FAILED, "user", user.pk if user else "", values, outcome="failed")
            if until:
                record(None, sessions.LOCKED, "user", user.pk if user else "", values)
    problem = "locked" if until else "wrong"
    return login_page(request, {"account": account, "problem": problem, "left": attempts.left(account), "until": until}, 403 if until else 200)


def login_page(request: HttpRequest, more: dict[str, Any], status: int = 200) -> HttpResponse:
    """The page with the form; ``more`` says what is wrong."""
    shown = {"next": safe_next(request), "lock_minutes": round(settings.AXES_COOLOFF_TIME * 60), "idle_minutes": settings.IDLE_SECONDS // 60}
    return render(request, "accounts/login.html", {**shown, **more}, status=status)


def failed_again(request: HttpRequest, user: User, kind: str) -> datetime | None:
    """Count and write down that who is half inside gave something wrong; until when the account is locked now, if it is."""
    attempts.failed(request, user.account)
    until = attempts.locked_until(user.account)
    values = {"account": user.account, "address": sessions.address(request)}
    with transaction.atomic():
        record(None, kind, "user", user.pk, values, outcome="failed")
        if until:
            record(None, sessions.LOCKED, "user", user.pk, values)
    return until


def locked_out(request: HttpRequest, user: User, until: datetime) -> HttpResponse:
    """End the session of an account that is locked, and say so."""
    with transaction.atomic():
        sessions.end_this(request, "locked")
        logout(request)
    return login_page(request, {"account": user.account, "problem": "locked", "until": until}, 403)


@open_door
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """Log out."""
    if isinstance(request.user, User):
        with transaction.atomic():
            record(request.user, sessions.OUT, "user", request.user.pk)
            sessions.end_this(request, "out")
            logout(request)
    return redirect("accounts:login")
