"""Accounts: for the system administrator."""
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Query, Router

from taizhang.server.accounts import attempts
from taizhang.server.accounts.actions import people as acts
from taizhang.server.accounts.actions.factors import reset_factor
from taizhang.server.accounts.actions.handover import hand_over as move
from taizhang.server.accounts.doors import page
from taizhang.server.accounts.handover import MOVERS
from taizhang.server.accounts.models import User
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.accounts.views.people import filtered
from taizhang.server.api import cursors
from taizhang.server.api.shapes import own
from taizhang.server.api.shapes import people as shapes
from taizhang.server.api.shapes.common import Why, at
from taizhang.values.errors import UsageError

router = Router(tags=["accounts"])


@router.get("", response=shapes.Accounts, summary="Accounts")
@page("user", "read")
def accounts(request: HttpRequest, asked: Query[shapes.AccountsAsked]) -> dict[str, Any]:
    """By number; the filters are those of the page."""
    locked = attempts.locked_accounts()
    rows, _chosen = filtered(POLICIES.get("user").visible(request.user, User.objects.all()), request, locked)
    if asked.cursor:
        rows = rows.filter(id__gt=cursors.read("accounts", asked.cursor, int)[0])
    found, more = cursors.cut(list(rows.order_by("id")[: asked.limit + 1]), asked.limit)
    return {"items": [shapes.account_out(one, locked) for one in found], "next": cursors.write("accounts", found[-1].pk) if more else None}


@router.post("", response=shapes.FirstPassword, summary="Open an account")
@page("user", "open")
def new(request: HttpRequest, given: shapes.NewAccount) -> dict[str, Any]:
    """Without any role. Its first password is in the answer, and nowhere else."""
    user, password = acts.open_account(request.user, given.account, given.name, given.unit, given.telephone)
    return {"account": shapes.account_out(user, set()), "password": password}


@router.get("/{int:pk}", response=shapes.AccountOut, summary="Get an account")
@page("user", "read")
def get(request: HttpRequest, pk: int) -> dict[str, Any]:
    """What is known of it."""
    return _out(_one(request, pk))


@router.patch("/{int:pk}", response=shapes.AccountOut, summary="Change name, unit, telephone")
@page("user", "edit")
def edit(request: HttpRequest, pk: int, given: shapes.AccountChange) -> dict[str, Any]:
    """What is left out stays as it is."""
    user = _one(request, pk)
    wanted = {name: getattr(user, name) for name in ("name", "unit", "telephone")} | given.model_dump(exclude_none=True)
    return _out(acts.edit_account(request.user, user, **wanted))


@router.post("/{int:pk}/password", response=shapes.FirstPassword, summary="Give a new first password")
@page("user", "reset_password")
def reset_password(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Sessions and tokens of the person end with the old one."""
    user = _one(request, pk)
    password = acts.reset_password(request.user, user)
    return {"account": _out(user), "password": password}


@router.post("/{int:pk}/unlock", response=shapes.AccountOut, summary="Unlock an account")
@page("user", "unlock")
def unlock(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Its failed log-ins are forgotten."""
    user = _one(request, pk)
    acts.unlock(request.user, user)
    return _out(user)


@router.post("/{int:pk}/close", response=shapes.AccountOut, summary="Close an account")
@page("user", "close")
def close(request: HttpRequest, pk: int, given: Why) -> dict[str, Any]:
    """Nobody comes in with it any more, nor with its tokens."""
    return _out(acts.close_account(request.user, _one(request, pk), given.reason))


@router.post("/{int:pk}/reopen", response=shapes.FirstPassword, summary="Open a closed account again")
@page("user", "reopen")
def reopen(request: HttpRequest, pk: int, given: Why) -> dict[str, Any]:
    """With a new first password; tokens made before stay void."""
    user = _one(request, pk)
    password = acts.reopen_account(request.user, user, given.reason)
    return {"account": _out(user), "password": password}


@router.post("/{int:pk}/factor/remove", response=shapes.AccountOut, summary="Remove a second factor that was lost")
@page("user", "reset_factor")
def remove_factor(request: HttpRequest, pk: int, given: Why) -> dict[str, Any]:
    """Where it is owed, the person sets up a new one at the next log-in."""
    user = _one(request, pk)
    reset_factor(request.user, user, given.reason)
    return _out(user)


@router.get("/{int:pk}/hand-over", response=own.HandOverPlan, summary="What would be handed over")
@page("user", "hand_over")
def plan(request: HttpRequest, pk: int) -> dict[str, Any]:
    """How much open work of each kind the person has."""
    giver = _one(request, pk)
    POLICIES.get("user").require(request.user, "hand_over", giver)
    found = MOVERS.plan(giver)
    return {"items": [{"name": one.name, "says": str(one.says), "count": found[one.name]} for one in MOVERS if one.name in found]}


@router.post("/{int:pk}/hand-over", response=own.HandedOver, summary="Hand somebody's work over")
@page("user", "hand_over")
def hand_over(request: HttpRequest, pk: int, given: own.NewHandOver) -> dict[str, Any]:
    """Exactly what the plan said. Roles stay until the security administrator moves them."""
    giver = _one(request, pk)
    POLICIES.get("user").require(request.user, "hand_over", giver)
    taker = User.objects.filter(pk=given.taker).first()
    if taker is None:
        raise UsageError(_("there is no such account"), where=str(given.taker))
    done = move(request.user, giver, taker, given.reason, planned=given.planned, close=given.close)
    return {"giver": giver.pk, "taker": taker.pk, "at": at(done.at), "moved": done.moved, "reason": done.reason}


def _one(request: HttpRequest, pk: int) -> User:
    found: User = get_object_or_404(POLICIES.get("user").visible(request.user, User.objects.all()), pk=pk)
    return found


def _out(user: User) -> dict[str, Any]:
    return shapes.account_out(user, attempts.locked_accounts())
