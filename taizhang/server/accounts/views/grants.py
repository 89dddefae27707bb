"""Pages of the security administrator: who holds which role, granting and withdrawing."""
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from taizhang.server.accounts import exclusive, lists
from taizhang.server.accounts.actions import grants as acts
from taizhang.server.accounts.doors import page
from taizhang.server.accounts.forms import GrantForm, ReasonForm, TakerForm
from taizhang.server.accounts.models import Deputy, Grant, User
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.accounts.roles import roles
from taizhang.server.accounts.words import role_words, scope_words
from taizhang.server.audit.actions import Refused
from taizhang.server.history import Moment, VersionedQuerySet
from taizhang.server.look.notices import tell
from taizhang.server.look.tables import page_number

ROWS = 50
STATES = (("", gettext_lazy("open accounts")), ("none", gettext_lazy("without a role")), ("closed", gettext_lazy("closed, with roles")))


def shown(grant: Grant) -> dict[str, object]:
    """A grant in words."""
    role, policy = roles().get(grant.role), POLICIES.get("grant")
    state = policy.state(grant)
    return {"grant": grant, "role": role_words(role) if role else grant.role, "scope": scope_words(grant), "state": state,
            "state_words": policy.state_words(state), "office": role.office if role else ""}


@page("grant", "read")
@require_safe
def grants(request: HttpRequest) -> HttpResponse:
    """All people with their roles."""
    given = {name: request.GET.get(name, "").replace("\0", "").strip()[:80] for name in ("q", "role", "state", "unit")}
    visible = POLICIES.get("grant").visible(request.user, Grant.objects.all())
    held = exclusive.running(visible)
    rows: QuerySet[Any] = User.objects.all()
    if given["q"]:
        rows = rows.filter(Q(name__icontains=given["q"]) | Q(account__icontains=given["q"]))
    if given["unit"]:
        rows = rows.filter(unit=given["unit"])
    if given["role"]:
        rows = rows.filter(pk__in=held.filter(role=given["role"]).values("user"))
    if given["state"] == "closed":
        rows = rows.filter(is_active=False, pk__in=held.values("user"))
    else:
        rows = rows.filter(is_active=True)
        rows = rows.exclude(pk__in=held.values("user")) if given["state"] == "none" else rows
    rows = lists.by_unit(rows).order_by("unit_order", "sort_name", "id").prefetch_related(
        Prefetch("grants", held.order_by("role", "id"), to_attr="held"))
    found = Paginator(rows, ROWS).get_page(page_number(request))
    people = [{"person": user, "grants": [shown(one) for one in user.held]} for user in found.object_list]
    return render(request, "accounts/grants.html", {
        "page": found, "people": people, "chosen": {name: value for name, value in given.items() if value}, "roles": lists.role_choices(),
        "units": lists.units_present(User.objects.all()), "states": STATES, "total": User.objects.filter(is_active=True).count(),
    })


@page("grant", "read")
@require_safe
def grants_of(request: HttpRequest, pk: int) -> HttpResponse:
    """The roles of one person: now, to come and past, or as they stood at another moment."""
    return _page(request, get_object_or_404(User, pk=pk), None)


def _page(request: HttpRequest, user: User, form: GrantForm | None, problem: str = "", status: int = 200) -> HttpResponse:
    moment = Moment.parse(request.GET)
    visible: VersionedQuerySet[Grant] = POLICIES.get("grant").visible(request.user, Grant.objects.filter(user=user))  # type: ignore[assignment]
    order = ("role", "scope", "scope_id", "id")
    if moment.is_now:
        held = [shown(one) for one in exclusive.running(visible).order_by(*order)]
        past = [shown(one) for one in visible.filter(superseded_at__isnull=True).filter(
            Q(ended=True) | Q(valid_until__lte=timezone.localdate())).select_related("recorded_by").order_by("-recorded_at")]
    else:
        held, past = [shown(one) for one in visible.as_of(moment).order_by(*order)], []
    initial = {"since": timezone.localdate(), "scope": f"unit:{user.unit}" if user.unit else "all:"}
    return render(request, "accounts/grants_of.html", {
        "person": user, "held": held, "past": past, "moment": moment, "problem": problem, "form": form or GrantForm(initial=initial),
        "transfer": TakerForm(user=user, auto_id="transfer-%s"), "movable": any(not one["office"] for one in held),
        "own": user.pk == request.user.pk, "roles": roles().values(),
        "deputies": Deputy.objects.current().filter(Q(absent=user) | Q(deputy=user)).filter(exclusive.overlapping(timezone.localdate(), None))
        .select_related("absent", "deputy").order_by("valid_from"),
    }, status=status)


@page("grant", "give")
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant a role."""
    user = get_object_or_404(User, pk=pk)
    if request.method != "POST":
        return redirect("accounts:grants_of", pk=pk)
    form = GrantForm(request.POST)
    if not form.is_valid():
        return _page(request, user, form, status=422)
    kind, _colon, id = form.cleaned_data["scope"].partition(":")
    try:
        acts.give(request.user, user, form.cleaned_data["role"], kind, id, since=form.cleaned_data["since"], until=form.until,
                  reason=form.cleaned_data["reason"])
    except Refused as refusal:
        return _page(request, user, form, refusal.sentence, 403)
    tell(request, _("The role is granted."))
    return redirect("accounts:grants_of", pk=pk)


@page("grant", "withdraw")
@require_POST
def withdraw(request: HttpRequest, key: str) -> HttpResponse:
    """Withdraw a role."""
    grant = get_object_or_404(POLICIES.get("grant").visible(request.user, Grant.objects.filter(superseded_at__isnull=True)), key=key)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        POLICIES.get("grant").require(request.user, "withdraw", grant)
        return _page(request, grant.user, None, _("A role is withdrawn for a reason, of at most 500 characters."), 422)
    acts.withdraw(request.user, grant, form.cleaned_data["reason"])
    tell(request, _("The role is withdrawn."))
    return redirect("accounts:grants_of", pk=grant.user_id)


@page("grant", "give")
@require_POST
def transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """Move all business roles of a person to another."""
    giver = get_object_or_404(User, pk=pk)
    form = TakerForm(request.POST, user=giver, auto_id="transfer-%s")
    if not form.is_valid():
        return _page(request, giver, None, _("Choose who takes over the roles, and say why."), 422)
    taker = User.objects.get(pk=form.cleaned_data["taker"])
    acts.transfer(request.user, giver, taker, form.cleaned_data["reason"])
    tell(request, _("The roles have moved."))
    return redirect("accounts:grants_of", pk=taker.pk)
