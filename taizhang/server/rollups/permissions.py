"""Who judges titles, tasks in words and parts without a figure."""
from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from taizhang.server.accounts.policy import POLICIES, YES, Act, Policy, Verdict
from taizhang.server.accounts.standing import Scope, regions_within, standing
from taizhang.server.facts.models import Fact
from taizhang.server.facts.permissions import REACH
from taizhang.server.rollups.models import Judged

CAPABILITY = "goals.judge"


class JudgementPolicy(Policy[Judged]):
    """Who reads documents sees what was judged, of a goal only where they read its document; who judges does so for what lies in their scope."""

    noun = "judgement"
    says = gettext_lazy("judgement of a goal")
    states = ("holds", "taken back")
    acts = (
        Act("read", "documents.read", gettext_lazy("see")),
        Act("judge", CAPABILITY, gettext_lazy("judge"), ("holds",), but=gettext_lazy("of what lies in one's scope")),
        Act("undo", CAPABILITY, gettext_lazy("undo the last judgement"), but=gettext_lazy("of what lies in one's scope")),
    )

    def state(self, thing: Judged) -> str:
        """Whether it holds or was taken back."""
        return "taken back" if thing.ended else "holds"

    def state_words(self, state: str) -> str:
        """The state in words."""
        return {"holds": pgettext("judgement", "holds"), "taken back": pgettext("judgement", "taken back")}[state]

    def covers(self, scope: Scope, thing: Judged, user: Any) -> bool:
        """Judgements are known to everybody, but those of goals: their words stand in a document. Whose they may be changed is asked by `also`."""
        return thing.about != "goal" or _goals(scope, [thing.of]) != []

    def within(self, scope: Scope, user: Any) -> Q:
        """The same for rows; goals that persons judged are few."""
        judged = Judged.objects.filter(about="goal").values_list("of", flat=True).distinct()
        return ~Q(about="goal") | Q(about="goal", of__in=_goals(scope, judged))

    def also(self, user: Any, act: Act, thing: Judged) -> Verdict:
        """What belongs to a region or a unit in the person's scope."""
        if user is None or act.capability != CAPABILITY or any(_reaches(scope, thing) for scope in standing(user).scopes(CAPABILITY)):
            return YES
        return Verdict(False, _("This belongs to a region or a unit outside your scope."))


def _goals(scope: Scope, keys: Iterable[str]) -> list[str]:
    """Of some keys of goals those whose document lies in a scope."""
    rows = Fact.objects.current().filter(REACH.within(scope), key__in=list(keys))
    return [str(key) for key in rows.values_list("key", flat=True)]


def _reaches(scope: Scope, thing: Judged) -> bool:
    if scope.kind == "all":
        return True
    return thing.unit == scope.id if scope.kind == "unit" else thing.region in regions_within(scope.id)


JUDGEMENTS = JudgementPolicy()
POLICIES.add(JUDGEMENTS)
