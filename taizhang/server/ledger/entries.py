"""What the ledger adds elsewhere: its entry in the menu, and how saved views move when a person's work is handed over."""
from typing import Any

from django.utils.translation import gettext_lazy

from taizhang.server.accounts.handover import MOVERS, Mover
from taizhang.server.accounts.models import User
from taizhang.server.ledger.models import SavedView
from taizhang.server.ledger.permissions import LEDGER
from taizhang.server.look.navigation import NAVIGATION, Entry


def open_views(giver: User) -> int:
    """How many saved views a person has."""
    return SavedView.objects.filter(owner=giver, removed_at__isnull=True).count()


def hand_over(actor: Any, giver: User, taker: User) -> int:
    """Give saved views to somebody else; one whose name the taker uses already gets the giver's name behind it."""
    taken = set(SavedView.objects.filter(owner=taker, removed_at__isnull=True).values_list("name", flat=True))
    moved = list(SavedView.objects.filter(owner=giver, removed_at__isnull=True))
    for view in moved:
        name, n = view.name, 1
        while name in taken:
            tail = f" ({giver}{'' if n == 1 else f' {n}'})"
            name, n = view.name[: 60 - len(tail)] + tail[:60], n + 1
        taken.add(name)
        view.name, view.owner = name, taker
    SavedView.objects.bulk_update(moved, ["name", "owner"])
    return len(moved)


NAVIGATION.add(Entry(30, gettext_lazy("Ledger"), "ledger:ledger", lambda user: bool(LEDGER.may(user, "read"))))
MOVERS.add(Mover("view", gettext_lazy("saved views"), open_views, hand_over))
