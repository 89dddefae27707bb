"""Roles, scopes and units in the words of the page."""
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from taizhang.server.accounts.roles import Role, place

SCOPES = {"unit": gettext_lazy("own unit"), "region": gettext_lazy("region"), "all": gettext_lazy("everything")}


def role_words(role: Role) -> str:
    """A role's name in the language of the page."""
    return str(role.english if (get_language() or "").startswith("en") else role.name)


def unit_words(unit: str) -> str:
    """The name of a unit: of the home region the short one that documents use, of others the full one; its id where the pack has none."""
    found = place().units.get(unit)
    if found is None:
        return unit
    return (found.short or found.name) if found.region == place().home else found.name or found.short


def actor_words(actor: Any, absent: str = "") -> str:
    """Who did something; with whom they stood in for, where the trail says so."""
    return _("{actor} in the stead of {absent}").format(actor=actor, absent=absent) if absent else str(actor)


def scope_words(scope: Any) -> str:
    """A scope in words: the unit's or region's name. Takes anything with ``kind`` (or ``scope``) and an id."""
    kind, id = (scope.kind, scope.id) if hasattr(scope, "kind") else (scope.scope, scope.scope_id)
    if kind == "unit":
        return unit_words(id) or str(SCOPES["unit"])
    if kind == "region":
        region = place().regions.get(id)
        return region.name if region else str(SCOPES["region"])
    return str(SCOPES["all"])
