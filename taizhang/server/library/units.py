"""A unit as a page shows it: its names and life, its tasks over all documents in force, its load, what it issued."""
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from taizhang.packs import Region, Unit
from taizhang.packs.records import lives_on
from taizhang.server.accounts.roles import place
from taizhang.server.documents.force import in_force, known
from taizhang.server.documents.models import Document
from taizhang.server.documents.permissions import DOCUMENTS
from taizhang.server.facts.models import Fact
from taizhang.server.history import Moment
from taizhang.server.library.work import Load, issued_by, issuers, line_of, loads, of_kinds, tasks

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a unit with the days it held, as the pack gives them."""

    words: str
    usual: bool
    since: str = ""
    until: str = ""


@dataclass
class UnitPage:
    """One unit, by its id in the pack or by a name that the pack does not know."""

    user: Any
    id: str
    moment: Moment

    @property
    def unit(self) -> Unit | None:
        """The unit as the pack knows it."""
        return place().units.get(self.id)

    @property
    def title(self) -> str:
        """What it is called."""
        return self.unit.name if self.unit else self.id

    @property
    def region(self) -> Region | None:
        """Its region."""
        return place().regions.get(self.unit.region) if self.unit else None

    @property
    def lives(self) -> bool:
        """Whether it exists on the day."""
        return self.unit is None or lives_on(self.unit.since, self.unit.until, self.moment.day)

    @cached_property
    def line(self) -> list[str]:
        """The unit and those before it."""
        return line_of(self.id) if self.unit else [self.id]

    @property
    def before(self) -> list[Unit]:
        """Units that ended in this one."""
        return list(place().predecessors(self.id)) if self.unit else []

    @property
    def after(self) -> list[Unit]:
        """Units that took over from it."""
        units = place().units
        return [units[one] for one in self.unit.successors if one in units] if self.unit else []

    @property
    def parent(self) -> Unit | None:
        """The unit above."""
        return place().units.get(self.unit.parent or "") if self.unit else None

    @property
    def names(self) -> list[Name]:
        """Its names, the full one first; an alias may have days of its own."""
        if self.unit is None:
            return [Name(self.id, True)]
        found = {self.unit.name: Name(self.unit.name, True), self.unit.short: Name(self.unit.short, True)}
        for written in self.unit.aliases:
            words, _at, life = written.partition("@")
            since, _slash, until = life.partition("/")
            found.setdefault(words, Name(words, False, since, until))
        return [one for one in found.values() if one.words]

    def _mine(self) -> Q:
        if self.unit is None:
            return Q(in_charge__unit="", in_charge__name=self.id, in_charge__inherited=False)
        return Q(in_charge__unit__in=self.line, in_charge__inherited=False)

    @cached_property
    def tasks(self) -> QuerySet[Fact]:
        """Its tasks and those of units before it, in the order of documents."""
        rows = tasks(self.user, self.moment).filter(pk__in=tasks(self.user, self.moment).filter(self._mine()).values("pk"))
        return rows.prefetch_related("in_charge").defer("quote").order_by("document", "position")

    @cached_property
    def counted(self) -> list[tuple[UUID, int | None, str, str, int]]:
        """(document, year, role, state, how many): one question for load, by document and by year."""
        rows = tasks(self.user, self.moment).filter(self._mine()).order_by().values_list("document", "year", "in_charge__role", "state")
        return list(rows.annotate(n=Count("*")))

    @cached_property
    def load(self) -> Load:
        """Its load as a whole."""
        found = Load()
        for document, _year, role, state, n in self.counted:
            found.add(role, state, n, document)
        return found

    @cached_property
    def by_document(self) -> list[tuple[Document, Load]]:
        """Its load by document, the newest first."""
        found: dict[UUID, Load] = defaultdict(Load)
        for document, _year, role, state, n in self.counted:
            found[document].add(role, state, n, document)
        return [(one, found[one.key]) for one in self._documents(found) if one.key in found]

    @cached_property
    def by_year(self) -> list[tuple[int | None, Load]]:
        """Its load by the year in which the document was issued, the newest first."""
        years = {one.key: one.issued.year if one.issued else None for one, _load in self.by_document}
        found: dict[int | None, Load] = defaultdict(Load)
        for document, _year, role, state, n in self.counted:
            found[years.get(document)].add(role, state, n, document)
        return sorted(found.items(), key=lambda one: -(one[0] or 0))

    @cached_property
    def issued(self) -> list[tuple[Any, ...]]:
        """Documents it issued, under any of its names: (key, number, title, issued, issuers), the newest first."""
        rows = DOCUMENTS.visible(self.user, known(self.moment).exclude(state="withdrawn")).order_by("-issued", "id")
        return issued_by([one.words for one in self.names], rows.values_list("key", "number", "title", "issued", "issuers"), 4)

    @cached_property
    def targets(self) -> list[Fact]:
        """Targets it is the first to answer for."""
        rows = of_kinds(self.user, self.moment, ("target",)).filter(lead__in=self.line)
        return list(rows.defer("quote").order_by("year", "sort_what", "id")[:SHOWN])

    @cached_property
    def target_counts(self) -> Counter[str]:
        """How many targets it leads, by state."""
        rows = of_kinds(self.user, self.moment, ("target",)).filter(lead__in=self.line).order_by().values_list("state").annotate(n=Count("*"))
        return Counter(dict(rows))

    def _documents(self, keys: Any) -> list[Document]:
        rows = DOCUMENTS.visible(self.user, known(self.moment).filter(key__in=list(keys)))
        return list(rows.only("key", "number", "title", "issued", "state", "valid_from", "valid_until", "version").order_by("-issued", "id"))


@dataclass(slots=True)
class UnitRow:
    """A unit of the list."""

    unit: Unit
    load: Load
    issued: int


def unit_rows(user: Any, moment: Moment, *, every: bool = False) -> tuple[list[tuple[Region, list[UnitRow]]], list[tuple[str, Load]]]:
    """Units in official order by region (those with work or documents, or all that live on the day), and names the pack does not know."""
    pack = place()
    held, unknown = loads(user, moment)
    documents = issuers(DOCUMENTS.visible(user, known(moment).exclude(state="withdrawn").filter(in_force(moment.day))).values_list("key", "issuers"))
    found: dict[str, list[UnitRow]] = defaultdict(list)
    for unit in pack.units.values():
        own = {key for name in {unit.name, unit.short, *(alias.partition("@")[0] for alias in unit.aliases)}
               for key in documents.get("".join(name.split()), ())} if documents else set()
        if unit.id in held or own or (every and lives_on(unit.since, unit.until, moment.day)):
            found[unit.region].append(UnitRow(unit, held.get(unit.id, Load()), len(own)))
    groups = [(pack.regions[id], sorted(rows, key=lambda one: (one.unit.order, one.unit.id))) for id, rows in found.items() if id in pack.regions]
    groups.sort(key=lambda group: region_order(group[0]))
    return groups, sorted(unknown.items(), key=lambda one: (-one[1].total - one[1].waiting, one[0]))


def region_order(region: Region) -> tuple[bool, tuple[tuple[int, str], ...]]:
    """The home first, what lies in it by official order with each part behind its whole, then all others."""
    pack, path, at = place(), list[tuple[int, str]](), region
    while at.id != pack.home and at.parent is not None and at.parent in pack.regions:
        path.append((at.order, at.id))
        at = pack.regions[at.parent]
    return at.id != pack.home, tuple(reversed(path))
