"""For whom a request asks."""
from typing import Any, NoReturn

from django.contrib.auth import logout, update_session_auth_hash
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router

from taizhang.server.accounts import attempts, sessions
from taizhang.server.accounts.actions.passwords import change_password
from taizhang.server.accounts.capabilities import CAPABILITIES
from taizhang.server.accounts.doors import everybody
from taizhang.server.accounts.forms import PasswordForm
from taizhang.server.accounts.standing import standing, whole_standing
from taizhang.server.accounts.views.entrance import failed_again
from taizhang.server.api.errors import NotDone, valid
from taizhang.server.api.models import Token
from taizhang.server.api.routers.audit import entries_page
from taizhang.server.api.shapes import people as shapes
from taizhang.server.api.shapes.common import Asked, on
from taizhang.server.api.shapes.own import Changed, NewPassword
from taizhang.server.audit.actions import Refused
from taizhang.server.audit.models import Entry

router = Router(tags=["me"])


@router.get("", response=shapes.Me, summary="Who asks, and what it may")
@everybody
def me(request: HttpRequest) -> dict[str, Any]:
    """The account behind the token or session, and the capabilities that are left to it with their scopes."""
    user: Any = request.user
    held = standing(user)
    scopes = {name: [":".join(part for part in (one.kind, one.id) if part) for one in held.scopes(name)] for name in CAPABILITIES if held.has(name)}
    token = Token.objects.filter(user=user.pk, name=user.by_token, ended_at__isnull=True).first() if user.only is not None else None
    return {
        "account": user.account, "name": user.name, "unit": user.unit, "roles": list(whole_standing(user).roles),
        "may": [{"capability": name, "scopes": found} for name, found in scopes.items()],
        "token": {"name": token.name, "capabilities": token.capabilities, "last_day": on(token.last_day)} if token else None,
    }


@router.get("/trail", response=shapes.Entries, summary="Your own trail")
@everybody
def trail(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """What you did, and what others did about your account and your roles."""
    wanted = Q(actor=request.user.pk) | Q(noun="user", key=str(request.user.pk))
    return entries_page(request, Entry.objects.filter(wanted).order_by("-id"), asked)


@router.post("/password", response=Changed, summary="Change your password")
@everybody
def password(request: HttpRequest, given: NewPassword) -> dict[str, bool]:
    """With a session only: a token changes no password. Your other sessions and your tokens end; a wrong present password counts as a failed log-in."""
    user: Any = request.user
    if user.only is not None:
        raise Refused(_("A token changes no password: log in."), noun="user", key=str(user.pk))
    if attempts.locked_until(user.account):
        _lock_out(request)
    form = PasswordForm({"old": given.old, "new": given.new, "again": given.new}, user=user)
    if not form.is_valid() and "old" in form.errors and failed_again(request, user, sessions.FAILED):
        _lock_out(request)
    new = valid(form)["new"]
    with transaction.atomic():
        before = request.session.session_key
        change_password(user, user, new, keep=before or "")
        update_session_auth_hash(request, user)
        sessions.moved(request, before)
    return {"done": True}


def _lock_out(request: HttpRequest) -> NoReturn:
    with transaction.atomic():
        sessions.end_this(request, "locked")
        logout(request)
    raise NotDone("not_logged_in", _("this account is locked"), why=_("wrong passwords were given too often"), hint=_("Wait, or have it unlocked."))
