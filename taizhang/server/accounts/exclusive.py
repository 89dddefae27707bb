"""What keeps power apart: offices stand alone, are three people, and are never without one; deputies lend business only."""
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.server.accounts.models import Deputy, Grant, User
from taizhang.server.accounts.roles import Role, place, roles
from taizhang.server.accounts.words import role_words


def overlapping(since: date | None, until: date | None) -> Q:
    """The condition for rows whose days meet these days."""
    found = Q()
    if until:
        found &= Q(valid_from__isnull=True) | Q(valid_from__lt=until)
    if since:
        found &= Q(valid_until__isnull=True) | Q(valid_until__gt=since)
    return found


def running(grants: Any) -> Any:
    """Grants that hold today or will."""
    return grants.current().filter(Q(valid_until__isnull=True) | Q(valid_until__gt=timezone.localdate()))


def office_of(user: User, since: date | None = None, until: date | None = None) -> Role | None:
    """The role with an office that a person holds on any of these days."""
    since = since or timezone.localdate()
    known = roles()
    for grant in Grant.objects.current().filter(overlapping(since, until), user=user):
        if grant.role in known and known[grant.role].office:
            return known[grant.role]
    return None


def against(grant: Grant) -> str:
    """Why a role cannot be granted as asked, in a sentence; an empty word where it can."""
    role = roles().get(grant.role)
    if role is None:
        return _("There is no role “{role}” in this place.").format(role=grant.role)
    if not grant.user.is_active:
        return _("The account of {name} is closed.").format(name=grant.user)
    if grant.valid_from and grant.valid_until and grant.valid_until <= grant.valid_from:
        return _("The last day lies before the first.")
    if why := against_scope(grant, role):
        return why
    since = grant.valid_from or timezone.localdate()
    others = [one for one in Grant.objects.current().filter(overlapping(since, grant.valid_until), user=grant.user) if one.key != grant.key]
    for other in others:
        known = roles().get(other.role)
        if other.role == grant.role and (other.scope, other.scope_id) == (grant.scope, grant.scope_id):
            return _("{name} holds this role in this scope already.").format(name=grant.user)
        if role.office or (known and known.office):
            return _("{name} holds the role {other}. System administrator, security administrator and auditor are three people who hold "
                     "nothing else; choose another person, or withdraw the other role first.").format(
                name=grant.user, other=role_words(known) if known else other.role)
    if role.office and (stands := _stands_in(grant.user, since, grant.valid_until)):
        return _("{name} stands in for {absent} in these days; whoever holds an office does not.").format(name=grant.user, absent=stands.absent)
    return ""


def against_scope(grant: Grant, role: Role) -> str:
    """Why a role cannot be granted within this scope."""
    if grant.scope not in role.scopes:
        return _("The role {role} is not granted in this kind of scope.").format(role=role_words(role))
    if grant.scope == "unit" and grant.scope_id not in place().units:
        return _("There is no unit “{id}” in this place.").format(id=grant.scope_id)
    if grant.scope == "region" and grant.scope_id not in place().regions:
        return _("There is no region “{id}” in this place.").format(id=grant.scope_id)
    if grant.scope == "all" and grant.scope_id:
        return _("A role for everything names no unit and no region.")
    return ""


def _stands_in(user: User, since: date, until: date | None) -> Deputy | None:
    return Deputy.objects.current().filter(overlapping(since, until), deputy=user).select_related("absent").first()


def last_of(user: User, grant: Grant | None = None) -> str:
    """The role whose office would be without a person, were this account closed (or this grant withdrawn); an empty word if none."""
    known = roles()
    day = timezone.localdate()
    held = [grant] if grant else list(running(Grant.objects.filter(user=user)))
    for one in held:
        role = known.get(one.role)
        if role is None or not role.office or (one.valid_from and one.valid_from > day):
            continue
        same = [other.id for other in known.values() if other.office == role.office]
        others = running(Grant.objects.filter(role__in=same, user__is_active=True)).exclude(user=user)
        if not others.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=day)).exists():
            return role_words(role)
    return ""


def against_deputy(deputy: Deputy) -> str:
    """Why somebody cannot stand in as asked, in a sentence; an empty word where they can."""
    since, until = deputy.valid_from, deputy.valid_until
    if deputy.absent_id == deputy.deputy_id:
        return _("Nobody stands in for themselves.")
    if not deputy.deputy.is_active:
        return _("The account of {name} is closed.").format(name=deputy.deputy)
    if since is None or until is None:
        return _("An absence has a first and a last day.")
    if until <= since:
        return _("The last day lies before the first.")
    if role := office_of(deputy.absent, since, until):
        return _("An office is not lent: {role}. The security administrator can grant it to another person.").format(role=role_words(role))
    if role := office_of(deputy.deputy, since, until):
        return _("{name} holds the office {role} and does no business.").format(name=deputy.deputy, role=role_words(role))
    others = [one for one in Deputy.objects.current().filter(overlapping(since, until)).select_related("absent", "deputy")
              if one.key != deputy.key]
    if any(one.absent_id == deputy.absent_id and one.deputy_id == deputy.deputy_id for one in others):
        return _("{name} stands in for you in these days already.").format(name=deputy.deputy)
    waiting, seen = [deputy.deputy_id], set()
    while waiting:
        at = waiting.pop()
        if at == deputy.absent_id:
            return _("{name} is absent in these days too, and you would stand in for each other.").format(name=deputy.deputy)
        if at not in seen:
            seen.add(at)
            waiting += [one.deputy_id for one in others if one.absent_id == at]
    return ""
