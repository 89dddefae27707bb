"""Systems of policies as pages show them: who owes what, what is overdue, and what texts say that nobody has registered yet."""
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from taizhang.server.accounts.roles import place
from taizhang.server.documents.linking import Cite
from taizhang.server.documents.models import Document
from taizhang.server.documents.numbers import plain_title
from taizhang.server.documents.permissions import DOCUMENTS
from taizhang.server.facts.models import Fact
from taizhang.server.facts.permissions import FACTS
from taizhang.server.ledger.finding import unit_name
from taizhang.server.library.graph import Links
from taizhang.server.library.models import STATES, Member, System
from taizhang.server.library.permissions import SYSTEMS

OWED = ("planned", "drafted")
DEMANDS = ("drafts", "issues")
MOST_OFFERS = 40


@dataclass(slots=True)
class Row:
    """A member with what its line needs. ``document`` is None where there is none, or none this person may read (``hidden``)."""

    member: Member
    today: date
    document: Document | None = None
    hidden: bool = False
    fact: Fact | None = None

    @property
    def owed(self) -> bool:
        """Whether it still has to come."""
        return self.member.state in OWED

    @property
    def overdue(self) -> bool:
        """Whether its day is past."""
        return self.owed and self.member.due is not None and self.member.due < self.today

    @property
    def due_words(self) -> str:
        """What there is to say about its day."""
        if not self.owed:
            return ""
        if self.member.due is None:
            return _("due day unknown")
        late = (self.today - self.member.due).days
        if late > 0:
            return ngettext("overdue by {n} day", "overdue by {n} days", late).format(n=late)
        return _("due today") if late == 0 else ngettext("in {n} day", "in {n} days", -late).format(n=-late)

    @property
    def unit(self) -> str:
        """Who owes it, as documents call it."""
        return unit_name(self.member.unit) if self.member.unit else ""

    @property
    def order(self) -> tuple[int, date, str]:
        """What is owed and dated first, the earliest before; then what is owed, what came, what was dropped."""
        place_of = {"planned": 1, "drafted": 1, "issued": 2, "dropped": 3}[self.member.state]
        return place_of - (1 if self.owed and self.member.due else 0), self.member.due or date.max, self.member.title


@dataclass(slots=True)
class Whole:
    """A system with its main document and members; ``counts`` by state, ``overdue`` and ``undated`` of those owed."""

    system: System
    main: Document | None
    rows: list[Row] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """How many members are in which state."""
        counted = Counter(one.member.state for one in self.rows)
        return {state: counted[state] for state in STATES}

    @property
    def owed(self) -> int:
        """How many still have to come."""
        return sum(one.owed for one in self.rows)

    @property
    def overdue(self) -> int:
        """How many of these are late."""
        return sum(one.overdue for one in self.rows)

    @property
    def undated(self) -> int:
        """How many of these have no day."""
        return sum(one.owed and one.member.due is None for one in self.rows)

    @property
    def came(self) -> int:
        """How many are issued."""
        return sum(one.member.state == "issued" for one in self.rows)

    @property
    def wanted(self) -> int:
        """How many there will be: all but those dropped."""
        return sum(one.member.state != "dropped" for one in self.rows)


@dataclass(frozen=True, slots=True)
class Offer:
    """A document that a clause says is to be drafted, not registered yet: its title, who owes it, the clause."""

    title: str
    unit: str
    fact: Fact
    document: Document | None
    demanded_in: Document

    @property
    def unit_words(self) -> str:
        """Who owes it, as documents call it."""
        return unit_name(self.unit) if self.unit else ""


def wholes(user: Any, systems: Iterable[System] | None = None) -> list[Whole]:
    """Systems a person may read with their members: three questions, whatever their number."""
    rows = SYSTEMS.visible(user, System.objects.current()).order_by("sort_title", "key") if systems is None else list(systems)
    found = [Whole(one, None) for one in rows]
    members: dict[UUID, list[Member]] = defaultdict(list)
    for member in Member.objects.current().filter(system__in=[one.system.key for one in found]).order_by("id"):
        members[member.system].append(member)
    wanted = {one.system.document for one in found} | {one.document for some in members.values() for one in some if one.document}
    documents = {one.key: one for one in DOCUMENTS.visible(user, Document.objects.current()).filter(key__in=wanted).only(
        "key", "number", "title", "issued", "state", "valid_from", "valid_until", "version")}
    today = timezone.localdate()
    for whole in found:
        whole.main = documents.get(whole.system.document)
        for one in members[whole.system.key]:
            there = documents.get(one.document) if one.document else None
            whole.rows.append(Row(one, today, there, hidden=one.document is not None and there is None))
        whole.rows.sort(key=lambda row: row.order)
    return found


def with_clauses(user: Any, whole: Whole) -> Whole:
    """The clauses that demand the members, where this person may read them: one question."""
    keys = {one.member.fact for one in whole.rows if one.member.fact}
    facts = {one.key: one for one in FACTS.visible(user, Fact.objects.current().filter(key__in=keys))}
    for row in whole.rows:
        row.fact = facts.get(row.member.fact) if row.member.fact else None
    return whole


def offers(user: Any, whole: Whole, links: Links) -> list[Offer]:
    """What texts say is to be drafted, and is no member yet: in the main document, in members that are here, and in what cites the main one.

    A citation with the relation "drafts" names it; the task around it says who owes it. Nothing is registered by itself.
    """
    main = whole.system.document
    sources = {main, *(one.member.document for one in whole.rows if one.document is not None)}
    sources |= {one.start for one in links.edges if one.end == main and isinstance(one.start, UUID)}
    titles = {plain_title(one.member.title) for one in whole.rows} | {plain_title(one.document.title) for one in whole.rows if one.document}
    held = {one.document.key for one in whole.rows if one.document} | {main}
    demanded: dict[str, tuple[Cite, UUID | None]] = {}
    for cite in links.all:
        if cite.relation not in DEMANDS or cite.document not in sources:
            continue
        here = links.index.find(cite)
        title = plain_title(cite.title)
        if here in held or here == cite.document or title in titles or (cite.relation == "issues" and here is None):
            continue
        demanded.setdefault(title, (cite, here))
    chosen = list(demanded.values())[:MOST_OFFERS]
    facts = {one.key: one for one in Fact.objects.current().filter(key__in=[cite.key for cite, _here in chosen])}
    keys = {cite.document for cite, _here in chosen} | {here for _cite, here in chosen if here}
    documents = {one.key: one for one in DOCUMENTS.visible(user, Document.objects.current()).filter(key__in=keys).only("key", "number", "title", "issued")}
    leads = _leads(facts.values())
    return [Offer(cite.title, leads.get(cite.key, ""), facts[cite.key], documents.get(here) if here else None, documents[cite.document])
            for cite, here in chosen if cite.key in facts and cite.document in documents]


def _leads(cites: Iterable[Fact]) -> dict[UUID, str]:
    """Who leads the task in whose clause a citation stands: two questions."""
    cites = list(cites)
    tasks: dict[UUID, list[Fact]] = defaultdict(list)
    for task in Fact.objects.current().filter(kind="task", document__in={one.document for one in cites}).exclude(state__in=("rejected", "lost")).only(
            "id", "document", "start", "end", "lead"):
        tasks[task.document].append(task)
    found = {}
    for cite in cites:
        around = [one for one in tasks[cite.document] if one.start <= cite.start and cite.end <= one.end]
        if around:
            found[cite.key] = min(around, key=lambda one: one.end - one.start).lead
    return found


def overdue(user: Any) -> int:
    """How many members of the systems a person keeps are late."""
    rows = SYSTEMS.visible(user, System.objects.current(), "edit").values("key")
    return Member.objects.current().filter(system__in=rows, state__in=OWED, due__lt=timezone.localdate()).count()


def owed_by(user: Any, units: Iterable[str]) -> list[tuple[Row, System]]:
    """What some units owe to systems this person may read."""
    names = list(units)
    members = list(Member.objects.current().filter(unit__in=names, state__in=OWED))
    systems = {one.key: one for one in SYSTEMS.visible(user, System.objects.current()).filter(key__in={one.system for one in members})}
    today = timezone.localdate()
    found = [(Row(one, today), systems[one.system]) for one in members if one.system in systems]
    return sorted(found, key=lambda pair: pair[0].order)


def of_document(user: Any, key: UUID) -> list[tuple[System, str]]:
    """The systems to which a document belongs, with its part: the main one, or a member."""
    member_of = list(Member.objects.current().filter(document=key).values_list("system", flat=True))
    rows = SYSTEMS.visible(user, System.objects.current())
    found = [(one, _("the main document")) for one in rows.filter(document=key)]
    return [*found, *((one, _("a supporting document")) for one in rows.filter(key__in=member_of))]


def unit_choices() -> list[str]:
    """Names of units for a list that helps typing."""
    pack = place()
    found = [one for one in pack.units.values() if one.region == pack.home and one.until is None]
    return [one.short or one.name for one in sorted(found, key=lambda one: one.order)]
