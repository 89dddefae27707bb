"""Deputies for one's own absences."""
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router

from taizhang.server.accounts.actions import deputies as acts
from taizhang.server.accounts.doors import page
from taizhang.server.accounts.forms import DeputyForm
from taizhang.server.accounts.lists import people
from taizhang.server.accounts.models import Deputy, User
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.api.errors import valid
from taizhang.server.api.shapes import own as shapes
from taizhang.server.audit.actions import Refused

router = Router(tags=["me"])


@router.get("", response=shapes.Deputies, summary="Deputies")
@page("deputy", "read")
def deputies(request: HttpRequest) -> dict[str, Any]:
    """Your absences that are coming or running, and those in which you stand in."""
    rows = POLICIES.get("deputy").visible(request.user, Deputy.objects.current()).filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=timezone.localdate())).select_related("absent", "deputy").order_by("valid_from", "id")
    return {"items": [shapes.deputy_out(one) for one in rows]}


@router.get("/people", response=shapes.PeopleSaid, summary="People who may be named")
@page("deputy", "name")
def choices(request: HttpRequest) -> dict[str, Any]:
    """Open accounts by unit; whether one may stand in is asked when they are named."""
    return {"items": [{"id": int(pk), "name": name, "unit": unit} for unit, group in people(without=request.user) for pk, name in group]}


@router.post("", response=shapes.DeputyOut, summary="Name a deputy")
@page("deputy", "name")
def name(request: HttpRequest, given: shapes.NewDeputy) -> dict[str, Any]:
    """With a session: what a token was given, it hands on to nobody. For these days the deputy may do what you may in business."""
    user: Any = request.user
    if user.only is not None:
        raise Refused(_("A token names no deputy: log in."), noun="deputy")
    form = DeputyForm({"deputy": str(given.deputy), "since": given.since, "last": given.last_day, "reason": given.reason}, user=user)
    data = valid(form, last="last_day")
    return shapes.deputy_out(acts.name_deputy(user, user, User.objects.get(pk=data["deputy"]), data["since"], form.until, data["reason"]))


@router.post("/{uuid:key}/withdraw", response=shapes.DeputyOut, summary="Take a deputyship back")
@page("deputy", "withdraw")
def withdraw(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """The absence ends early, or never begins."""
    rows = POLICIES.get("deputy").visible(request.user, Deputy.objects.filter(superseded_at__isnull=True).select_related("absent", "deputy"), "withdraw")
    return shapes.deputy_out(acts.withdraw_deputy(request.user, get_object_or_404(rows, key=key)))
