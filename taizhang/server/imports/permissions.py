"""Who may import, for whom, and who sees the plan."""
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from taizhang.server.accounts.policy import NONE, POLICIES, Act, Policy
from taizhang.server.accounts.roles import place
from taizhang.server.accounts.standing import Scope, regions_within, standing
from taizhang.server.imports.models import Import

STATES = {
    "planning": _("being planned"), "planned": _("planned"), "applying": _("being carried out"), "applied": _("carried out"),
    "discarded": _("discarded"), "failed": _("failed"),
}


class ImportPolicy(Policy[Import]):
    """Imports are seen and handled by those who import for the same unit or region."""

    noun = "import"
    says = _("import of documents")
    states = tuple(STATES)
    acts = (
        Act("read", "documents.import", _("see")),
        Act("start", "documents.import", _("start"), ("planning",)),
        Act("choose", "documents.import", _("decide on doubtful files of"), ("planned",)),
        Act("apply", "documents.import", _("carry out"), ("planned",)),
        Act("discard", "documents.import", _("discard"), ("planning", "planned", "failed")),
        Act("replan", "documents.import", _("plan anew"), ("planned", "failed")),
    )

    def state_words(self, state: str) -> str:
        """A state in words."""
        return str(STATES.get(state, state))

    def covers(self, scope: Scope, thing: Import, user: Any) -> bool:
        """By the unit it is for; one's own imports are always covered."""
        return (thing.pk is not None and thing.by_id == user.pk) or _covers(scope, thing.owner, "")

    def within(self, scope: Scope, user: Any) -> Q:
        """Imports for the units of a scope, and one's own."""
        return Q(by=user) | (Q(owner__in=_units(scope)) if scope.kind in ("unit", "region") else NONE)


def owners(person: Any) -> list[str]:
    """The units (ids) a person may import for, in official order; everywhere: all units of the place itself."""
    held = standing(person).scopes("documents.import")
    pack = place()
    if any(scope.kind == "all" for scope in held):
        wanted = {unit.id for unit in pack.units_of(pack.home)}
    else:
        wanted = {unit for scope in held for unit in _units(scope)}
    return [unit.id for unit in sorted(pack.units.values(), key=lambda one: (one.region, one.order, one.id)) if unit.id in wanted]


def within_scope(person: Any, document: Any) -> bool:
    """Whether a person may bring in new versions of a document: it belongs to a unit or region of theirs."""
    return any(scope.kind == "all" or _covers(scope, document.owner, document.region) for scope in standing(person).scopes("documents.import"))


def _covers(scope: Scope, owner: str, region: str) -> bool:
    if scope.kind == "unit":
        return bool(owner) and owner == scope.id
    if scope.kind == "region":
        return owner in _units(scope) or (bool(region) and region in regions_within(scope.id))
    return scope.kind == "all"


def _units(scope: Scope) -> list[str]:
    """Ids of the units of a scope."""
    if scope.kind == "unit":
        return [scope.id]
    within = regions_within(scope.id)
    return [unit.id for unit in place().units.values() if unit.region in within]


IMPORTS = ImportPolicy()
POLICIES.add(IMPORTS)
