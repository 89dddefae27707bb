"""Who may add names to the installation's own layer."""
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from taizhang.server.accounts.policy import POLICIES, YES, Act, Policy, Verdict
from taizhang.server.accounts.roles import place
from taizhang.server.accounts.standing import Scope, regions_within, standing
from taizhang.server.local.models import Alias

WITHIN = gettext_lazy("of what lies in one's scope")


class AliasPolicy(Policy[Alias]):
    """Who reads documents sees the names; who keeps the layer adds, ends and takes back those of what lies in their scope."""

    noun = "alias"
    says = gettext_lazy("added name")
    states = ("coming", "valid", "over", "taken back")
    acts = (
        Act("read", "documents.read", gettext_lazy("see")),
        Act("add", "local.edit", gettext_lazy("add a name"), ("coming", "valid", "over"), but=WITHIN),
        Act("end", "local.edit", gettext_lazy("end a name"), ("coming", "valid"), but=WITHIN),
        Act("undo", "local.edit", gettext_lazy("undo the last change"), but=WITHIN),
        Act("export", "local.edit", gettext_lazy("export as a pack folder")),
    )

    def state(self, thing: Alias) -> str:
        """Whether its days are coming, running or over, or it was taken back."""
        day = timezone.localdate()
        if thing.ended:
            return "taken back"
        if thing.valid_until and thing.valid_until <= day:
            return "over"
        return "coming" if thing.valid_from and thing.valid_from > day else "valid"

    def state_words(self, state: str) -> str:
        """The state in words."""
        return {"coming": pgettext("name", "coming"), "valid": pgettext("name", "valid"), "over": pgettext("name", "ended"),
                "taken back": pgettext("name", "taken back")}[state]

    def covers(self, scope: Scope, thing: Alias, user: Any) -> bool:
        """Names are known to everybody; whose they may be changed is asked by `also`."""
        return True

    def within(self, scope: Scope, user: Any) -> Q:
        """No condition, for the same reason."""
        return Q()

    def also(self, user: Any, act: Act, thing: Alias) -> Verdict:
        """A name of what lies in the person's scope; the catalogue of indicators belongs to everything."""
        if user is None or act.capability != "local.edit" or any(_reaches(scope, thing) for scope in standing(user).scopes("local.edit")):
            return YES
        return Verdict(False, _("This name belongs to something outside your scope; whoever keeps the ledger for everything can change it."))


def _reaches(scope: Scope, thing: Alias) -> bool:
    if scope.kind == "all":
        return True
    if thing.section == "units":
        unit = place().units.get(thing.of)
        if scope.kind == "unit":
            return thing.of == scope.id
        return unit is not None and unit.region in regions_within(scope.id)
    return thing.section == "regions" and scope.kind == "region" and thing.of in regions_within(scope.id)


ALIASES = AliasPolicy()
POLICIES.add(ALIASES)
