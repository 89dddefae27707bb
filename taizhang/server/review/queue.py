"""The facts of one document that a person goes through, in the order of the text."""
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from taizhang.server.documents.models import Document
from taizhang.server.documents.reading import Reading
from taizhang.server.documents.sections import Section
from taizhang.server.facts.models import DECIDED, KINDS, Fact
from taizhang.server.facts.permissions import FACTS
from taizhang.server.ledger.finding import unit_name, unit_order
from taizhang.server.review.asking import SHOWN, Asked
from taizhang.server.review.blind import hidden, waiting

OPEN = ("suggested", "lost")  # what one person decides alone
MOST = 300  # lines of a queue that a page holds


@dataclass(frozen=True, slots=True)
class Tally:
    """How far a document is reviewed: facts by state."""

    states: dict[str, int]

    @classmethod
    def of(cls, document: UUID) -> "Tally":
        """Of one document."""
        return tallies([document]).get(document, cls({}))

    @property
    def total(self) -> int:
        """All facts."""
        return sum(self.states.values())

    @property
    def done(self) -> int:
        """Those decided."""
        return sum(self.states.get(one, 0) for one in DECIDED)

    @property
    def open(self) -> int:
        """Those one person may decide."""
        return sum(self.states.get(one, 0) for one in OPEN)

    @property
    def disputed(self) -> int:
        """Those two have to settle."""
        return self.states.get("disputed", 0)


def tallies(documents: Sequence[UUID]) -> dict[UUID, Tally]:
    """How far each of some documents is reviewed."""
    found: dict[UUID, dict[str, int]] = {}
    counted = Fact.objects.current().filter(document__in=documents).order_by().values_list("document", "state").annotate(n=Count("*"))
    for key, state, n in counted:
        found.setdefault(key, {})[state] = n
    return {key: Tally(states) for key, states in found.items()}


@dataclass
class Queue:
    """What an address asks for of a document's facts, as far as this person may read them."""

    reading: Reading
    user: Any
    asked: Asked

    @property
    def document(self) -> Document:
        """The document."""
        return self.reading.document

    def rows(self) -> QuerySet[Fact]:
        """The facts under the filters, in order; the open one is among them, whatever its state."""
        asked = self.asked
        rows = FACTS.visible(self.user, Fact.objects.current().filter(document=self.document.key))
        wanted = waiting(rows, self.user) if asked.second else rows.filter(state__in=SHOWN[asked.state])
        if asked.kind:
            wanted = wanted.filter(kind=asked.kind)
        if asked.below:
            wanted = wanted.filter(confidence__lt=float(asked.below))
        if asked.unit:
            wanted = wanted.filter(lead="" if asked.unit == "-" else asked.unit)
        if (part := self.part) is not None:
            wanted = wanted.filter(start__gte=part.start, start__lt=min(part.end, 2**31 - 1)).exclude(state="lost")
        if asked.fact is not None and not asked.second:
            wanted = wanted | rows.filter(key=asked.fact)
        return wanted.order_by("position", "id")

    @cached_property
    def keys(self) -> list[tuple[UUID, str]]:
        """Key and state of every fact of the queue."""
        found = list(self.rows().values_list("key", "state"))
        return [(key, "suggested") for key, _state in found] if self.asked.second else found

    @cached_property
    def current(self) -> UUID | None:
        """The fact that is open: the one asked for, else the first that one person may decide, else the first."""
        keys = [key for key, _state in self.keys]
        if self.asked.fact in keys:
            return self.asked.fact
        return next((key for key, state in self.keys if state in OPEN), keys[0] if keys else None)

    @cached_property
    def lines(self) -> list[Fact]:
        """The lines that a page holds: from a little before the open fact on."""
        keys = [key for key, _state in self.keys]
        at = keys.index(self.current) if self.current is not None else 0
        first = max(0, min(at - 40, len(keys) - MOST))
        rows = Fact.objects.current().filter(key__in=keys[first : first + MOST])
        found = list(rows.select_related("decided_by").order_by("position", "id"))
        return hidden(found) if self.asked.second else found

    @property
    def more(self) -> int:
        """How many lie beyond the lines of the page."""
        return len(self.keys) - len(self.lines)

    def after(self, key: UUID) -> UUID | None:
        """The next fact that one person may decide behind this one, else the first there is."""
        found = [one for one, state in self.keys if state in OPEN and one != key]
        place = Fact.objects.current().filter(key=key).values_list("position", flat=True).first()
        behind = Fact.objects.current().filter(key__in=found, position__gt=place if place is not None else -1).order_by("position", "id")
        return behind.values_list("key", flat=True).first() or (found[0] if found else None)

    @cached_property
    def part(self) -> Section | None:
        """The part of the text that is asked for, with all below it."""
        if self.asked.at is None:
            return None
        parts = self.reading.sections
        at = next((i for i, one in enumerate(parts) if one.start == self.asked.at), None)
        if at is None:
            return None
        end = next((one.start for one in parts[at + 1 :] if one.level <= parts[at].level), parts[-1].end)
        return Section(parts[at].start, end, parts[at].label, parts[at].level)

    @property
    def kinds(self) -> list[str]:
        """Kinds that the document has, for the filter."""
        there = set(self._known("kind"))
        return [one for one in KINDS if one in there]

    @property
    def units(self) -> list[tuple[str, str]]:
        """Units that facts of the document are listed under: id and name, in the official order."""
        found = sorted(self._known("lead"), key=unit_order)
        return [(one or "-", unit_name(one)) for one in found]

    def _known(self, column: str) -> list[str]:
        rows = Fact.objects.current().filter(document=self.document.key)
        return list(rows.order_by().values_list(column, flat=True).distinct())
