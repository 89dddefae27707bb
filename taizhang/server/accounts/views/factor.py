"""The second factor: given at log-in, set up once."""
from base64 import b32encode
from io import BytesIO

import segno
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods
from django_otp import login as remember
from django_otp.models import Device
from django_otp.plugins.otp_totp.models import TOTPDevice

from taizhang.server.accounts import attempts, factors, sessions
from taizhang.server.accounts.actions.factors import confirm_factor
from taizhang.server.accounts.doors import step
from taizhang.server.accounts.models import User
from taizhang.server.accounts.views.entrance import failed_again, locked_out
from taizhang.server.audit.trail import record
from taizhang.server.look.choices import safe_next


@step("accounts:second_factor")
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest) -> HttpResponse:
    """Ask for the code of the device, or a recovery code; too many wrong ones lock the account and end the session."""
    user = request.user
    assert isinstance(user, User)
    if factors.is_given(user) or factors.device(user) is None:
        return redirect(safe_next(request))
    if request.method != "POST":
        return _ask(request, "")
    if until := attempts.locked_until(user.account):
        return locked_out(request, user, until)
    if seconds := factors.wait(user):
        return _ask(request, _("Wrong codes make one wait: try again in %(seconds)s seconds.") % {"seconds": seconds})
    if accepted := factors.verify(user, request.POST.get("code", "")):
        given(request, user, accepted)
        return redirect(safe_next(request))
    if until := failed_again(request, user, sessions.FAILED_CODE):
        return locked_out(request, user, until)
    left = attempts.left(user.account)
    return _ask(request, _("This code is wrong or was used already. Tries left: %(left)s.") % {"left": left})


def given(request: HttpRequest, user: User, accepted: Device) -> None:
    """The session knows the second factor from now on, under a new key."""
    with transaction.atomic():
        old = request.session.session_key
        request.session.cycle_key()
        sessions.moved(request, old)
        remember(request, accepted)
        attempts.clear(user.account)
        record(user, sessions.SECOND if isinstance(accepted, TOTPDevice) else sessions.RECOVERY, "user", user.pk, {
            "address": sessions.address(request)})


def _ask(request: HttpRequest, problem: str) -> HttpResponse:
    shown = {"problem": problem, "next": safe_next(request)}
    return render(request, "accounts/second_factor.html", shown, status=422 if problem else 200)


def _pending(user: User) -> TOTPDevice:
    found: TOTPDevice = TOTPDevice.objects.filter(user=user, confirmed=False).order_by("id").first() or TOTPDevice.objects.create(
        user=user, name="app", confirmed=False)
    return found


@step("accounts:set_up")
@never_cache
@sensitive_post_parameters("code")
@sensitive_variables("codes")
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """Show a new secret as a picture and in letters; a right code makes it the person's own and shows recovery codes once."""
    user = request.user
    assert isinstance(user, User)
    if factors.device(user) and not factors.is_given(user):
        return redirect("accounts:second_factor")
    device = _pending(user)
    problem = ""
    if request.method == "POST":
        seconds = factors.wait_of(device)
        if not seconds and device.verify_token(factors.plain(request.POST.get("code", ""))):
            codes = confirm_factor(user, user, device)
            given(request, user, device)
            return render(request, "accounts/recovery_codes.html", {"codes": codes, "next": safe_next(request)})
        problem = (_("Wrong codes make one wait: try again in %(seconds)s seconds.") % {"seconds": seconds} if seconds
                   else _("This code is wrong. Is the clock of the telephone right? Wait for the next code and try again."))
    letters = b32encode(device.bin_key).decode().rstrip("=")
    groups = [letters[at : at + 4] for at in range(0, len(letters), 4)]
    shown = {"groups": groups, "problem": problem, "next": safe_next(request), "owed": factors.is_owed(user)}
    return render(request, "accounts/set_up.html", shown, status=422 if problem else 200)


@step("accounts:set_up")
@never_cache
@require_GET
def picture(request: HttpRequest) -> HttpResponse:
    """The new secret as a picture for the telephone's camera."""
    user = request.user
    assert isinstance(user, User)
    if factors.device(user) and not factors.is_given(user):
        return redirect("accounts:second_factor")
    drawn = BytesIO()
    segno.make(_pending(user).config_url, error="m").save(drawn, kind="svg", scale=5, border=3, light="#ffffff", xmldecl=False)
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")
