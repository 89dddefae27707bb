"""What the app adds elsewhere: its entry in the menu, clauses that wait for a unit, the origin of a note on the note's page."""
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.server.documents.remarks import REMARKS
from taizhang.server.look.navigation import NAVIGATION, Entry
from taizhang.server.look.waiting import WAITING, Waiting
from taizhang.server.tasks.finding import without_units
from taizhang.server.tasks.permissions import TASKS
from taizhang.server.tasks.words import remark

NAVIGATION.add(Entry(35, gettext_lazy("Tasks"), "tasks:tasks", may=lambda user: bool(TASKS.may(user, "give"))))
REMARKS.append(remark)


@WAITING.add
def waiting(user: Any) -> list[Waiting]:
    """Tasks that name no unit, for who may give them one."""
    if not TASKS.may(user, "assign"):
        return []
    return [Waiting(40, _("Tasks without a unit"), without_units(user, "task").count(), reverse("tasks:without") + "?kind=task",
                    _("Nobody is in charge of them until somebody names a unit."))]
