"""What the command line does with accounts: pure functions, the machine being the actor."""
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Prefetch
from django.utils.translation import gettext, gettext_lazy

from taizhang.server.accounts.actions import grants, people
from taizhang.server.accounts.actions.factors import reset_factor
from taizhang.server.accounts.exclusive import running
from taizhang.server.accounts.models import Grant, User
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.accounts.roles import Role, place, roles
from taizhang.server.accounts.standing import forget
from taizhang.server.accounts.words import role_words, scope_words, unit_words
from taizhang.values.errors import UsageError

WHY = gettext_lazy("at the server itself")


@dataclass(frozen=True, slots=True)
class Row:
    """One account as it is listed; ``state`` is open or closed, ``roles`` are ``role: scope`` in words."""

    account: str
    name: str
    unit: str
    state: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """An account that was opened or found: its first password stands here and nowhere else, empty where the account was there already."""

    account: str
    name: str
    password: str
    roles: tuple[str, ...]


def wanted(account: str) -> User:
    """The user of an account; `UsageError` naming it where there is none."""
    try:
        return User.objects.get_by_natural_key(account)
    except User.DoesNotExist:
        raise UsageError("there is no such account", where=account, hint="taizhang user list shows all") from None


def role_and_scope(written: str, unit: str) -> tuple[str, str, str]:
    """What ``ROLE`` or ``ROLE:SCOPE`` means: the scope is ``all``, a unit's or a region's id.

    Without one it is the usual scope of the role: everything, the person's own unit, or its region.
    """
    id, _colon, scope = written.partition(":")
    role = roles().get(id)
    if role is None:
        raise UsageError("there is no such role", where=id, hint="known: " + ", ".join(roles()))
    if not scope:
        return id, *_usual(role, unit)
    if scope == "all":
        return id, "all", ""
    if scope in place().units:
        return id, "unit", scope
    if scope in place().regions:
        return id, "region", scope
    raise UsageError("is neither all, nor a unit, nor a region of this place", where=scope, hint="taizhang pack show lists both")


def _usual(role: Role, unit: str) -> tuple[str, str]:
    kind = role.scopes[0]
    if kind == "all":
        return "all", ""
    if unit not in place().units:
        raise UsageError(f"the role {role.id} needs a scope", where=role.id, hint=f"write {role.id}:UNIT or {role.id}:REGION, or give --unit")
    return (kind, unit) if kind == "unit" else (kind, place().units[unit].region)


@transaction.atomic
def add_user(account: str, *, name: str, unit: str = "", telephone: str = "", given: tuple[str, ...] = ()) -> Opened:
    """Open an account with roles, all or nothing; the first password is in what comes back."""
    chosen = [role_and_scope(one, unit) for one in given]
    user, password = people.open_account(None, account, name, unit, telephone)
    for role, scope, id in chosen:
        grants.give(None, user, role, scope, id, reason=str(WHY))
    return Opened(user.account, user.name, password, tuple(given))


def grant_role(account: str, written: str) -> None:
    """Grant a role to an account that is there."""
    user = wanted(account)
    role, scope, id = role_and_scope(written, user.unit)
    grants.give(None, user, role, scope, id, reason=str(WHY))


def new_password(account: str) -> str:
    """A new first password for an account."""
    return people.reset_password(None, wanted(account))


def remove_factor(account: str) -> None:
    """Remove the second factor of whoever lost it; the only way for those who hold an office."""
    reset_factor(None, wanted(account), str(WHY))


def list_users() -> list[Row]:
    """All accounts with their roles, as they stand today."""
    known, state = roles(), POLICIES.get("user").state
    held = Prefetch("grants", running(Grant.objects.all()).order_by("id"), to_attr="held")
    users: list[Any] = list(User.objects.prefetch_related(held))
    return [Row(user.account, user.name, unit_words(user.unit), state(user), tuple(
        f"{role_words(known[one.role]) if one.role in known else one.role}: {scope_words(one)}" for one in user.held)) for user in users]


def demo_people() -> list[Opened]:
    """People of every role for a demonstration; who is there already keeps password and roles. Their accounts are marked as such."""
    return [_demo(role, *where) for role in roles().values() for where in _where(role)]


@transaction.atomic
def _demo(role: Role, account: str, unit: str, scope: str, id: str) -> Opened:
    said = (f"{role_words(role)}: {scope_words(Grant(scope=scope, scope_id=id))}",)
    if there := User.objects.filter(account=account, demo=True).first():
        return Opened(account, there.name, "", said)
    name = role.name if scope == "all" else f"{scope_words(Grant(scope=scope, scope_id=id))}{role.name}"
    user, password = people.open_account(None, account, name[:60], unit, demo=True)
    grants.give(None, user, role.id, scope, id, reason=gettext("demonstration"))
    forget(user)
    return Opened(account, user.name, password, said)


def _where(role: Role) -> list[tuple[str, str, str, str]]:
    """Account, unit and scope of the people of a role: one for everything, two units, two counties."""
    pack = place()
    home = pack.units_of(pack.home)
    keeper = next((unit for unit in home if unit.family == "kjj"), home[0])
    if role.scopes[0] == "all":
        return [(role.id, keeper.id, "all", "")]
    others = [unit for unit in home if unit.family in ("gxj", "czj")] or list(home[:2])
    if role.scopes[0] == "unit":
        return [(f"{role.id}-{unit.family or at}", unit.id, "unit", unit.id) for at, unit in enumerate(others, 1)]
    counties = [(region, next((unit for unit in pack.units_of(region.id) if unit.family == "kjj"), None)) for region in pack.members(pack.home)[:2]]
    return [(f"{role.id}-{at}", unit.id if unit else "", "region", region.id) for at, (region, unit) in enumerate(counties, 1)]
