"""What the library adds to the menu and to what waits for a person."""
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.server.library.permissions import LIBRARY, SYSTEMS
from taizhang.server.library.systems import overdue
from taizhang.server.look.navigation import NAVIGATION, Entry
from taizhang.server.look.waiting import LATE, WAITING, Waiting


def waiting(user: Any) -> list[Waiting]:
    """Supporting policies that are late, for who keeps the systems."""
    if not SYSTEMS.may(user, "edit"):
        return []
    return [Waiting(40, _("Supporting policies that are overdue"), overdue(user), reverse("library:systems"), group=LATE)]


NAVIGATION.add(Entry(25, gettext_lazy("Library"), "library:list", lambda user: bool(LIBRARY.may(user, "read"))))
WAITING.add(waiting)
