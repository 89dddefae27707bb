"""Roles granted to people: for the security administrator."""
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Query, Router

from taizhang.server.accounts.actions import grants as acts
from taizhang.server.accounts.doors import page
from taizhang.server.accounts.models import Grant, User
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.api import cursors
from taizhang.server.api.shapes import people as shapes
from taizhang.server.api.shapes.common import Why
from taizhang.values.errors import UsageError

router = Router(tags=["grants"])


@router.get("", response=shapes.Grants, summary="Granted roles")
@page("grant", "read")
def grants(request: HttpRequest, asked: Query[shapes.GrantsAsked]) -> dict[str, Any]:
    """The newest version of each, also of those that ended; the newest first."""
    rows = POLICIES.get("grant").visible(request.user, Grant.objects.filter(superseded_at__isnull=True)).select_related("user").order_by("-id")
    if asked.account is not None:
        rows = rows.filter(user=asked.account)
    if asked.role:
        rows = rows.filter(role=asked.role)
    if asked.cursor:
        rows = rows.filter(id__lt=cursors.read("grants", asked.cursor, int)[0])
    found, more = cursors.cut(list(rows[: asked.limit + 1]), asked.limit)
    return {"items": [shapes.grant_out(one) for one in found], "next": cursors.write("grants", found[-1].pk) if more else None}


@router.post("", response=shapes.GrantOut, summary="Grant a role")
@page("grant", "give")
def give(request: HttpRequest, given: shapes.NewGrant) -> dict[str, Any]:
    """Within a scope, from today or another day on; nobody grants to themselves."""
    if given.last_day is not None and given.last_day.year > 9000:
        raise UsageError(_("This day is too far away."), where="last_day")
    until = given.last_day + timedelta(days=1) if given.last_day else None
    made = acts.give(request.user, _person(given.account), given.role, given.scope, given.scope_id, since=given.since, until=until, reason=given.reason)
    return shapes.grant_out(made)


@router.get("/{uuid:key}", response=shapes.GrantOut, summary="Get a granted role")
@page("grant", "read")
def get(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """Its newest version."""
    return shapes.grant_out(_one(request, key))


@router.post("/{uuid:key}/withdraw", response=shapes.GrantOut, summary="Withdraw a role")
@page("grant", "withdraw")
def withdraw(request: HttpRequest, key: UUID, given: Why) -> dict[str, Any]:
    """At once; its versions stay."""
    return shapes.grant_out(acts.withdraw(request.user, _one(request, key), given.reason))


@router.post("/transfer", response=shapes.Grants, summary="Move roles to another person")
@page("grant", "give")
def transfer(request: HttpRequest, given: shapes.Transfer) -> dict[str, Any]:
    """All business roles of one person, to another who keeps those they hold already."""
    moved = acts.transfer(request.user, _person(given.giver), _person(given.taker), given.reason)
    return {"items": [shapes.grant_out(one) for one in moved], "next": None}


def _person(pk: int) -> User:
    found = User.objects.filter(pk=pk).first()
    if found is None:
        raise UsageError(_("there is no such account"), where=str(pk))
    return found


def _one(request: HttpRequest, key: UUID) -> Grant:
    rows = POLICIES.get("grant").visible(request.user, Grant.objects.filter(superseded_at__isnull=True).select_related("user"))
    found: Grant = get_object_or_404(rows, key=key)
    return found
