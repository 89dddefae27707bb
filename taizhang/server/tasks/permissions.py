"""Who enters tasks by hand, changes and withdraws them, and assigns units to clauses that name none."""
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy, pgettext

from taizhang.server.accounts.policy import POLICIES, Act, Policy
from taizhang.server.accounts.standing import Scope
from taizhang.server.documents.models import Document
from taizhang.server.documents.permissions import keys_within
from taizhang.server.tasks.models import Note


class TaskPolicy(Policy[Note]):
    """A task by hand is reached as its note is, which is a document of its region and of the unit that keeps it."""

    noun = "task"
    says = gettext_lazy("task by hand")
    states = ("standing", "withdrawn")
    acts = (
        Act("read", "documents.read", gettext_lazy("see")),
        Act("give", "tasks.give", gettext_lazy("enter a task by hand"), ("standing",)),
        Act("correct", "tasks.give", gettext_lazy("correct where it comes from"), ("standing",)),
        Act("withdraw", "tasks.give", gettext_lazy("withdraw"), ("standing",)),
        Act("restore", "tasks.give", gettext_lazy("bring back"), ("withdrawn",)),
        Act("assign", "facts.review", gettext_lazy("assign units to clauses without any"), ("standing",)),
    )

    def state(self, thing: Note) -> str:
        """Whether its note was withdrawn."""
        state = Document.objects.filter(key=thing.key, superseded_at__isnull=True).values_list("state", flat=True).first()
        return "withdrawn" if state == "withdrawn" else "standing"

    def state_words(self, state: str) -> str:
        """The state in words."""
        return pgettext("task", "withdrawn") if state == "withdrawn" else pgettext("task", "standing")

    def covers(self, scope: Scope, thing: Note, user: Any) -> bool:
        """Whether its note lies in a scope."""
        return bool(keys_within(scope).filter(key=thing.key).exists())

    def within(self, scope: Scope, user: Any) -> Q:
        """Tasks whose notes lie in a scope."""
        return Q(key__in=keys_within(scope))


TASKS = TaskPolicy()
POLICIES.add(TASKS)
