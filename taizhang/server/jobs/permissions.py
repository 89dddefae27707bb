"""Who sees jobs and may stop or repeat them: who asked for one, and the system administrator, who sees no business content by them."""
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from taizhang.server.accounts.policy import POLICIES, YES, Act, Policy, Verdict
from taizhang.server.accounts.standing import Scope, standing
from taizhang.server.jobs.models import Job

STATES = {
    "waiting": pgettext_lazy("job", "waiting"), "running": pgettext_lazy("job", "running"), "done": pgettext_lazy("job", "done"),
    "failed": pgettext_lazy("job", "failed"), "cancelled": pgettext_lazy("job", "cancelled"),
}
MANAGE = "jobs.manage"


class JobPolicy(Policy[Job]):
    """One's own jobs, and all of them for the system administrator."""

    noun = "job"
    says = _("job")
    states = tuple(STATES)
    acts = (
        Act("list", MANAGE, _("see all")),
        Act("read", MANAGE, _("see"), anyone=True, but=_("others' jobs: the system administrator only")),
        Act("cancel", MANAGE, _("cancel"), ("waiting", "running"), anyone=True, but=_("others' jobs: the system administrator only")),
        Act("retry", MANAGE, _("try again"), ("failed", "cancelled"), anyone=True, but=_("others' jobs: the system administrator only")),
    )

    def state_words(self, state: str) -> str:
        """A state in words."""
        return str(STATES.get(state, state))

    def visible(self, user: Any, rows: QuerySet[Job], act: str = "read") -> QuerySet[Job]:
        """All for the system administrator, one's own for everybody else."""
        found = super().visible(user, rows, act)
        return found if act == "list" or standing(user).has(MANAGE) else found.filter(asked_by=user)

    def within(self, scope: Scope, user: Any) -> Q:
        """The capability is held everywhere or not at all."""
        return Q(asked_by=user)

    def also(self, user: Any, act: Act, thing: Job) -> Verdict:
        """Others' jobs are the system administrator's."""
        if user is None or act.name == "list" or thing.asked_by_id == user.pk or standing(user).has(MANAGE):
            return YES
        return Verdict(False, gettext("This job was asked for by somebody else. {refusal}").format(refusal=self.refusal(act)))


JOBS = JobPolicy()
POLICIES.add(JOBS)
