"""The page of one account, for the system administrator, and what can be done there."""
import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from taizhang.server.accounts import attempts, exclusive, factors, sessions
from taizhang.server.accounts.actions import people as acts
from taizhang.server.accounts.actions.factors import reset_factor
from taizhang.server.accounts.actions.handover import check_taker, hand_over
from taizhang.server.accounts.doors import page
from taizhang.server.accounts.forms import AccountForm, ReasonForm, TakerForm
from taizhang.server.accounts.handover import MOVERS
from taizhang.server.accounts.models import HandOver, User
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.accounts.views.people import first_password
from taizhang.server.accounts.words import role_words
from taizhang.server.look.notices import tell

COUNT = re.compile(r"[0-9]{1,9}")
REASONS = ("close", "reopen", "reset_factor")


def wanted(request: HttpRequest, pk: int) -> User:
    """The account of an address, or 404."""
    user: User = get_object_or_404(POLICIES.get("user").visible(request.user, User.objects.all()), pk=pk)
    return user


@page("user", "read")
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """What is known of an account, and what can be done with it."""
    user = wanted(request, pk)
    form = AccountForm(initial={"name": user.name, "unit": user.unit, "telephone": user.telephone})
    return _page(request, user, form)


def _page(request: HttpRequest, user: User, form: AccountForm, wrong: str = "", reasons: ReasonForm | None = None) -> HttpResponse:
    office = exclusive.office_of(user)
    shown = {
        "person": user, "form": form, "until": attempts.locked_until(user.account), "has_factor": factors.device(user) is not None,
        "owes_factor": factors.is_owed(user), "office": role_words(office) if office else "",
        "sessions": sessions.alive(user.log_ins.all()).count(),
        "reasons": {act: reasons if act == wrong else ReasonForm(auto_id=f"{act}-%s") for act in REASONS},
        "given": HandOver.objects.filter(giver=user).select_related("taker", "by").order_by("-at"),
        "taken": HandOver.objects.filter(taker=user).select_related("giver", "by").order_by("-at"),
    }
    return render(request, "accounts/person.html", shown, status=422 if form.errors or wrong else 200)


@page("user", "edit")
@require_POST
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change name, unit, telephone."""
    user = wanted(request, pk)
    POLICIES.get("user").require(request.user, "edit", user)
    form = AccountForm(request.POST, initial={"unit": user.unit})
    if not form.is_valid():
        return _page(request, user, form)
    acts.edit_account(request.user, user, **form.cleaned_data)
    tell(request, _("Saved."))
    return redirect("accounts:person", pk=pk)


@page("user", "reset_password")
@never_cache
@require_POST
def reset_password(request: HttpRequest, pk: int) -> HttpResponse:
    """A new first password, shown once."""
    user = wanted(request, pk)
    return first_password(request, user, acts.reset_password(request.user, user))


@page("user", "unlock")
@require_POST
def unlock(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget failed log-ins."""
    acts.unlock(request.user, wanted(request, pk))
    tell(request, _("The account is unlocked."))
    return redirect("accounts:person", pk=pk)


def _with_reason(act: str, do: Callable[[Any, User, str], Any], done: Any) -> Callable[[HttpRequest, int], HttpResponseBase]:
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        user = wanted(request, pk)
        POLICIES.get("user").require(request.user, act, user)
        form = ReasonForm(request.POST, auto_id=f"{act}-%s")
        if not form.is_valid():
            told = AccountForm(initial={"name": user.name, "unit": user.unit, "telephone": user.telephone})
            return _page(request, user, told, act, form)
        result = do(request.user, user, form.cleaned_data["reason"])
        if isinstance(result, str):
            return first_password(request, user, result)
        tell(request, str(done()))
        return redirect("accounts:person", pk=pk)

    return page("user", act)(never_cache(require_POST(view)))


close = _with_reason("close", acts.close_account, lambda: _("The account is closed; its sessions have ended."))
reopen = _with_reason("reopen", acts.reopen_account, lambda: "")
remove_factor = _with_reason("reset_factor", reset_factor, lambda: _("The second factor is removed."))


@page("user", "hand_over")
@require_http_methods(["GET", "HEAD", "POST"])
def handing_over(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan: what would move, to whom; then exactly that is done."""
    giver = wanted(request, pk)
    POLICIES.get("user").require(request.user, "hand_over", giver)
    form = TakerForm(request.POST if request.method == "POST" else None, user=giver)
    plan = MOVERS.plan(giver)
    lines = [(mover.says, plan[mover.name]) for mover in MOVERS if mover.name in plan]
    if request.method == "POST" and form.is_valid():
        taker = User.objects.get(pk=form.cleaned_data["taker"])
        check_taker(giver, taker)
        if "apply" in request.POST:
            planned = {mover.name: int(count) for mover in MOVERS if COUNT.fullmatch(count := request.POST.get(f"n-{mover.name}", ""))}
            hand_over(request.user, giver, taker, form.cleaned_data["reason"], planned=planned, close="close" in request.POST)
            tell(request, _("The work is handed over."))
            return redirect("accounts:person", pk=pk)
        shown = {"person": giver, "taker": taker, "lines": lines, "plan": plan, "reason": form.cleaned_data["reason"], "close": "close" in request.POST,
                 "may_close": POLICIES.get("user").may(request.user, "close", giver)}
        return render(request, "accounts/hand_over_plan.html", shown)
    return render(request, "accounts/hand_over.html", {"person": giver, "form": form, "lines": lines}, status=422 if form.errors else 200)
