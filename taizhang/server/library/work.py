"""Who is in charge of what over all documents in force: tasks by unit and role, reviewed or waiting; one question for all units."""
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from taizhang.server.accounts.roles import place
from taizhang.server.documents.force import closed
from taizhang.server.facts.models import REVIEWED, Fact
from taizhang.server.facts.permissions import FACTS
from taizhang.server.history import Moment

ROLES = ("lead", "inferred", "support", "")
DROPPED = ("rejected", "lost")


@dataclass(slots=True)
class Load:
    """How many tasks somebody has: reviewed ones by role, and how many wait for review and do not count."""

    by_role: Counter[str] = field(default_factory=Counter)
    waiting: int = 0
    documents: set[UUID] = field(default_factory=set)

    def add(self, role: str, state: str, n: int, document: UUID) -> None:
        """Count some tasks."""
        self.documents.add(document)
        if state in REVIEWED:
            self.by_role[role] += n
        else:
            self.waiting += n

    @property
    def lead(self) -> int:
        """Tasks it leads by the words of a document."""
        return self.by_role["lead"]

    @property
    def inferred(self) -> int:
        """Tasks it leads because it stands first."""
        return self.by_role["inferred"]

    @property
    def support(self) -> int:
        """Tasks it supports, or shares without a role."""
        return self.by_role["support"] + self.by_role[""]

    @property
    def total(self) -> int:
        """All that count."""
        return sum(self.by_role.values())


def tasks(user: Any, moment: Moment) -> QuerySet[Fact]:
    """Tasks of documents in force on the day, as far as a person may read them; rejected and lost ones are none."""
    return of_kinds(user, moment, ("task",))


def of_kinds(user: Any, moment: Moment, kinds: Iterable[str]) -> QuerySet[Fact]:
    """Facts of some kinds of documents in force on the day."""
    rows = Fact.objects.known_at(moment.known) if moment.known else Fact.objects.current()
    found: QuerySet[Fact] = FACTS.visible(user, rows.filter(kind__in=list(kinds))).exclude(state__in=DROPPED)
    return found.exclude(document__in=list(closed(moment)))


def loads(user: Any, moment: Moment) -> tuple[dict[str, Load], dict[str, Load]]:
    """Loads by unit, and by name where the pack does not know it: one question."""
    known: dict[str, Load] = defaultdict(Load)
    unknown: dict[str, Load] = defaultdict(Load)
    units = place().units
    counted = tasks(user, moment).filter(in_charge__inherited=False).order_by().values_list(
        "in_charge__unit", "in_charge__name", "in_charge__role", "state", "document").annotate(n=Count("*"))
    for unit, name, role, state, document, n in counted:
        load = known[unit] if unit in units else unknown[name]
        load.add(role, state, n, document)
    return known, unknown


def line_of(unit: str) -> list[str]:
    """A unit with those whose work it has taken over, itself first."""
    pack, found, waiting = place(), [unit], [unit]
    while waiting:
        for one in pack.predecessors(waiting.pop(0)):
            if one.id not in found:
                found.append(one.id)
                waiting.append(one.id)
    return found


def issued_by(names: Iterable[str], documents: Iterable[tuple[Any, ...]], at: int) -> list[tuple[Any, ...]]:
    """The rows among whose issuers (a list at place ``at``) is one of some names, blanks aside."""
    wanted = {"".join(name.split()) for name in names if name}
    return [row for row in documents if any("".join(str(name).split()) in wanted for name in row[at])]


def issuers(rows: Iterable[tuple[UUID, list[Any]]]) -> Mapping[str, set[UUID]]:
    """Documents by the names of their issuers, blanks aside."""
    found: dict[str, set[UUID]] = defaultdict(set)
    for key, names in rows:
        for name in names:
            found["".join(str(name).split())].add(key)
    return found
