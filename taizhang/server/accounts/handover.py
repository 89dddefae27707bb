"""What a person may have open, and how it moves to another: every app registers its own here.

``MOVERS.add(Mover("view", _("saved views"), count, move))``: ``count(giver)`` says how many there are, ``move(actor, giver, taker)``
moves them inside the caller's transaction and says how many it moved.
"""
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from taizhang.server.accounts.exclusive import against_deputy, running
from taizhang.server.accounts.models import Deputy, User
from taizhang.values.errors import UsageError


@dataclass(frozen=True, slots=True)
class Mover:
    """One kind of open work: its name, its words, how much there is of it, and how it moves."""

    name: str
    says: Any
    count: Callable[[User], int]
    move: Callable[[Any, User, User], int]


@dataclass(slots=True)
class Movers:
    """The register of what moves; a name is taken once."""

    by_name: dict[str, Mover] = field(default_factory=dict)

    def add(self, mover: Mover) -> Mover:
        """Register a kind of open work."""
        if mover.name in self.by_name:
            raise UsageError(f"there is a mover {mover.name} already")
        self.by_name[mover.name] = mover
        return mover

    def plan(self, giver: User) -> dict[str, int]:
        """How much of each kind would move; kinds without any are left out."""
        found = {mover.name: mover.count(giver) for mover in self}
        return {name: count for name, count in found.items() if count}

    def __iter__(self) -> Iterator[Mover]:
        return iter(self.by_name.values())


MOVERS = Movers()


def _absences(giver: User) -> Any:
    return running(Deputy.objects.filter(deputy=giver))


def _stand_in(actor: Any, giver: User, taker: User) -> int:
    """Whoever is absent and counted on the giver is stood in for by the taker; where that cannot be, the deputyship ends."""
    found = list(_absences(giver).select_related("absent"))
    for one in found:
        wanted = Deputy(absent=one.absent, deputy=taker, valid_from=one.valid_from, valid_until=one.valid_until, key=one.key)
        if against_deputy(wanted):
            one.conclude(by=actor, reason="handed over")
        else:
            one.revise(by=actor, reason="handed over", deputy=taker)
    return len(found)


MOVERS.add(Mover("deputy", _("absences of others for which this person is the deputy"), lambda giver: int(_absences(giver).count()), _stand_in))
