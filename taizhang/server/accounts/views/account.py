"""The page of one's own account: what one may do here, running sessions, the second factor, absences."""
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from taizhang.server.accounts import exclusive, factors
from taizhang.server.accounts.actions import deputies, sessions
from taizhang.server.accounts.actions import factors as factor_acts
from taizhang.server.accounts.doors import everybody, page
from taizhang.server.accounts.forms import DeputyForm
from taizhang.server.accounts.models import Deputy, Grant, LogIn, User
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.accounts.roles import roles
from taizhang.server.accounts.sessions import alive
from taizhang.server.accounts.standing import standing
from taizhang.server.accounts.words import role_words, scope_words, unit_words
from taizhang.server.audit.actions import Refused
from taizhang.server.look.notices import tell


@everybody
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The page of one's own account."""
    return _page(request)


def _page(request: HttpRequest, form: DeputyForm | None = None, problem: str = "", status: int = 200) -> HttpResponse:
    user = request.user
    assert isinstance(user, User)
    recovery = factors.recovery(user)
    absences = POLICIES.get("deputy").visible(user, Deputy.objects.current()).filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=timezone.localdate())).select_related("absent", "deputy").order_by("valid_from", "id")
    return render(request, "accounts/account.html", {
        "unit": unit_words(user.unit), "roles": _roles(user), "lent": _lent(user), "form": form or DeputyForm(user=user), "problem": problem,
        "has_factor": factors.device(user) is not None, "must_factor": factors.must(user),
        "codes_left": recovery.token_set.count() if recovery else 0,
        "sessions": alive(POLICIES.get("session").visible(user, LogIn.objects.all())).order_by("-seen_at"),
        "here": request.session.session_key, "today": timezone.localdate(),
        "mine": [one for one in absences if one.absent_id == user.pk], "for_others": [one for one in absences if one.deputy_id == user.pk],
        "may_name": POLICIES.get("deputy").may(user, "name"),
    }, status=status)


def _roles(user: User) -> list[dict[str, Any]]:
    known = roles()
    held = exclusive.running(Grant.objects.filter(user=user)).order_by("id")
    return [{"grant": one, "role": role_words(known[one.role]) if one.role in known else one.role, "scope": scope_words(one),
             "coming": bool(one.valid_from and one.valid_from > timezone.localdate())} for one in held]


def _lent(user: User) -> list[dict[str, str]]:
    known = roles()
    found = dict.fromkeys((one.instead_of, one.role, one.scope) for one in standing(user).held if one.instead_of is not None)
    names = dict(User.objects.filter(pk__in=[absent for absent, _role, _scope in found]).values_list("pk", "name"))
    return [{"absent": names[absent], "role": role_words(known[role]), "scope": scope_words(scope)} for absent, role, scope in found if absent]


@page("deputy", "name")
@require_http_methods(["GET", "HEAD", "POST"])
def name_deputy(request: HttpRequest) -> HttpResponse:
    """Name a deputy for an absence."""
    user = request.user
    assert isinstance(user, User)
    if request.method != "POST":
        return redirect("accounts:account")
    form = DeputyForm(request.POST, user=user)
    if not form.is_valid():
        return _page(request, form, status=422)
    chosen = User.objects.get(pk=form.cleaned_data["deputy"])
    try:
        deputies.name_deputy(user, user, chosen, form.cleaned_data["since"], form.until, form.cleaned_data["reason"])
    except Refused as refusal:
        return _page(request, form, refusal.sentence, 403)
    tell(request, _("The deputy is named."))
    return redirect("accounts:account")


@page("deputy", "withdraw")
@require_POST
def withdraw_deputy(request: HttpRequest, key: str) -> HttpResponse:
    """Take a deputyship back."""
    rows = POLICIES.get("deputy").visible(request.user, Deputy.objects.filter(superseded_at__isnull=True), "withdraw")
    deputies.withdraw_deputy(request.user, get_object_or_404(rows, key=key))
    tell(request, _("The deputyship has ended."))
    return redirect("accounts:account")


@page("session", "end")
@require_POST
def end_session(request: HttpRequest, key: str) -> HttpResponse:
    """End a session of one's own."""
    sessions.end_session(request.user, get_object_or_404(POLICIES.get("session").visible(request.user, LogIn.objects.all()), key=key))
    tell(request, _("The session has ended."))
    return redirect("accounts:account")


@everybody
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """End all of one's sessions but this one."""
    others = POLICIES.get("session").visible(request.user, LogIn.objects.filter(ended_at__isnull=True)).exclude(session=request.session.session_key)
    for one in others:
        sessions.end_session(request.user, one)
    tell(request, _("Your other sessions have ended."))
    return redirect("accounts:account")


@everybody
@never_cache
@require_POST
def renew_codes(request: HttpRequest) -> HttpResponse:
    """New recovery codes, shown once."""
    user = request.user
    assert isinstance(user, User)
    if factors.device(user) is None:
        return redirect("accounts:account")
    return render(request, "accounts/recovery_codes.html", {"codes": factor_acts.renew_codes(user, user), "next": "/account/"})


@everybody
@require_POST
def remove_factor(request: HttpRequest) -> HttpResponse:
    """Log in by password alone from now on, where that is enough."""
    user = request.user
    assert isinstance(user, User)
    factor_acts.remove_factor(user, user)
    tell(request, _("You log in by password alone from now on."))
    return redirect("accounts:account")
