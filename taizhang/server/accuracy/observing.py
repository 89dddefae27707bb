"""What people decided one by one, held against what the reader had suggested: one observation a fact.

What counts as right: an accepted suggestion is right in every field, for accepting changes nothing; of a corrected one each field is compared
with the version the person saw; a rejected one was a false find; an added one was missed. Bulk and demonstration never count.
"""
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils import timezone

from taizhang.server.documents.models import Document, Text
from taizhang.server.facts.models import STATEMENTS, Fact, InCharge

#: The fields that are compared, by kind of fact.
NUMBERED = ("kind", "what", "op", "value", "measure_unit", "period", "subject")
FIELDS: dict[str, tuple[str, ...]] = dict.fromkeys(STATEMENTS, NUMBERED) | {
    "task": ("what", "units", "roles"), "goal": ("what", "period", "subject"), "cite": ("what",), "clause": ("what",)}
#: What makes a fact one that no suggestion stood behind.
BY_HAND = ("add", "split")
_PLAIN = ("id", "key", "version", "kind", "state", "what", "op", "value_text", "value2_text", "measure_unit", "period", "subject", "decided_at",
          "document", "text")


@dataclass(frozen=True, slots=True)
class Seen:
    """A fact as it was compared: ``found`` what the reader said by field (None: it found nothing), ``true`` what holds (None: no fact)."""

    key: Any
    kind: str
    genre: str
    release: str
    day: date
    found: dict[str, Any] | None
    true: dict[str, Any] | None

    def right(self, field: str) -> bool:
        """Whether the reader's field says what holds; a field that both leave empty is not asked."""
        return self.found is not None and self.true is not None and _same(self.found.get(field), self.true.get(field))

    @property
    def whole(self) -> bool:
        """Whether all of its fields are right."""
        return self.found is not None and self.true is not None and all(
            _same(self.found.get(one), self.true.get(one)) for one in FIELDS[self.kind])


def observe(visible: QuerySet[Fact]) -> list[Seen]:
    """All observations among the facts a person may read (a query set of present versions)."""
    rows = list(measured(visible).values_list(*_PLAIN))
    known = {row[1]: _Row(*row) for row in rows}
    changed = [row.key for row in known.values() if row.state == "corrected"]
    tasks = {row.key for row in known.values() if row.kind == "task"}
    # Facts whose first version no reader made.
    by_hand = set(Fact.objects.filter(version=1, act__in=BY_HAND).values_list("key", flat=True))
    before = {one.key: one for one in _read_versions(changed)}
    units = _units([row.id for row in known.values() if row.key in tasks], [one.id for one in before.values() if one.key in tasks])
    genres = dict(Document.objects.newest().filter(key__in={row.document for row in known.values()}).values_list("key", "genre"))
    releases = _releases({row.text for row in known.values()} | {one.text for one in before.values()})
    found = []
    for row in known.values():
        said = before.get(row.key, row)
        made_by_hand = row.key in by_hand
        if made_by_hand and row.state == "rejected":
            continue  # a person's own mistake says nothing about the reader
        found.append(Seen(
            row.key, row.kind, genres.get(row.document) or "", releases.get(said.text, ""), timezone.localtime(row.decided_at).date(),
            None if made_by_hand else said.fields(units), None if row.state == "rejected" else row.fields(units)))
    return found


def measured(visible: QuerySet[Fact]) -> QuerySet[Fact]:
    """Facts that count: decided by a person, one by one, in documents that are texts of others, not notes typed here."""
    notes = Document.objects.newest().filter(genre="note").values("key")
    return visible.measured().exclude(document__in=notes)  # type: ignore[attr-defined, no-any-return]


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    key: Any
    version: int
    kind: str
    state: str
    what: str
    op: str
    value_text: str
    value2_text: str
    measure_unit: str
    period: str
    subject: str
    decided_at: Any
    document: Any
    text: int

    def fields(self, units: dict[int, list[tuple[str, str]]]) -> dict[str, Any]:
        charged = units.get(self.id, [])
        return {
            "kind": self.kind, "what": self.what, "op": self.op, "measure_unit": self.measure_unit, "period": self.period, "subject": self.subject,
            "value": tuple(Decimal(one) for one in (self.value_text, self.value2_text) if one),
            "units": tuple(name for name, _ in charged),
            # An inferred lead is the reader's own reading of the order: a role like any other.
            "roles": tuple(role for _, role in charged) if any(role for _, role in charged) else (),
        }


def _read_versions(keys: Iterable[Any]) -> Iterator[_Row]:
    """The last version the reader made of each fact, which is the one a person decided about."""
    keys = list(keys)
    for at in range(0, len(keys), 500):
        newest = Fact.objects.filter(key=OuterRef("key"), act="read").order_by("-version").values("version")[:1]
        rows = Fact.objects.filter(key__in=keys[at:at + 500], act="read").annotate(last=Subquery(newest)).filter(version=F("last"))
        for row in rows.values_list(*_PLAIN):
            yield _Row(*row)


def _units(*ids: list[int]) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = {}
    wanted = [one for group in ids for one in group]
    for at in range(0, len(wanted), 500):
        for fact, name, role in InCharge.objects.filter(fact__in=wanted[at:at + 500]).order_by("fact", "order").values_list("fact", "name", "role"):
            found.setdefault(fact, []).append((name, role))
    return found


def _releases(texts: set[int]) -> dict[int, str]:
    return dict(Text.objects.filter(pk__in=texts).values_list("pk", "release"))


def _same(a: Any, b: Any) -> bool:
    return (a or None) == (b or None)
