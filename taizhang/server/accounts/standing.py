"""What a person may do on a day: grants of their own and those lent for an absence, resolved to capabilities with scopes."""
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from taizhang.packs import Pack
from taizhang.server.accounts.models import Deputy, Grant, User
from taizhang.server.accounts.roles import place, roles
from taizhang.server.history import Moment


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a capability holds: a unit, a region with all below it, or everything."""

    kind: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A capability held within a scope, by which role, and in whose stead (None: one's own)."""

    capability: str
    scope: Scope
    role: str
    instead_of: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """All that a person holds on a day."""

    held: tuple[Held, ...]

    def scopes(self, capability: str) -> tuple[Scope, ...]:
        """The scopes in which a capability is held."""
        return tuple(dict.fromkeys(one.scope for one in self.held if one.capability == capability))

    def has(self, capability: str) -> bool:
        """Whether a capability is held anywhere."""
        return any(one.capability == capability for one in self.held)

    def everywhere(self, capability: str) -> bool:
        """Whether a capability is held without limit of scope."""
        return any(one.capability == capability and one.scope.kind == "all" for one in self.held)

    def narrowed(self, only: frozenset[str] | None) -> "Standing":
        """What is left of it where only some capabilities may be used; all of it for None."""
        return self if only is None else Standing(tuple(one for one in self.held if one.capability in only))

    @property
    def roles(self) -> tuple[str, ...]:
        """Ids of roles held in one's own name."""
        return tuple(dict.fromkeys(one.role for one in self.held if one.instead_of is None))


NOTHING = Standing(())


def standing(user: Any, on: date | None = None) -> Standing:
    """The standing of a person on a day (today); nothing for who is not logged in or whose account is closed.

    Where a token asks for the person, it is what the token may use of it: this is the one place that narrows it, and every policy asks here.
    """
    return whole_standing(user, on).narrowed(getattr(user, "only", None))


def whole_standing(user: Any, on: date | None = None) -> Standing:
    """The same whoever asks for the person; for what follows from roles themselves (an office, a second factor), never for permission.

    Kept on the user object while a request lasts.
    """
    if not isinstance(user, User) or not user.is_active:
        return NOTHING
    kept: dict[date, Standing] = user.__dict__.setdefault("_standing", {})
    day = on or timezone.localdate()
    if day not in kept:
        kept[day] = _resolve(user, day)
    return kept[day]


def forget(user: Any) -> None:
    """Have the standing of a user object resolved anew, after grants changed."""
    user.__dict__.pop("_standing", None)


def has_office(user: Any) -> bool:
    """Whether a person holds one of the three exclusive offices today."""
    known = roles()
    return any(known[role].office for role in whole_standing(user).roles if role in known)


def _resolve(user: User, day: date) -> Standing:
    moment = Moment(valid=day)
    lent = {one.absent_id for one in Deputy.objects.as_of(moment).filter(deputy=user, absent__is_active=True)}
    known = roles()
    held = []
    for grant in Grant.objects.as_of(moment).filter(user_id__in={user.pk, *lent}).order_by("id"):
        role = known.get(grant.role)
        instead = None if grant.user_id == user.pk else grant.user_id
        if role is None or (instead is not None and role.office):
            continue
        scope = Scope(grant.scope, grant.scope_id)
        held += [Held(capability, scope, role.id, instead) for capability in role.capabilities]
    return Standing(tuple(held))


def regions_within(region: str, pack: Pack | None = None) -> frozenset[str]:
    """Ids of a region and all regions below it."""
    pack = pack or place()
    found, waiting = set(), [region]
    while waiting:
        at = waiting.pop()
        if at not in found:
            found.add(at)
            waiting += [child.id for child in pack.children(at)]
    return frozenset(found)
