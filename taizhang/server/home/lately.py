"""What came in and what changed lately, as far as this person may see it."""
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Model, Q, QuerySet

from taizhang.server.accounts.policy import POLICIES
from taizhang.server.accounts.standing import standing
from taizhang.server.accounts.words import actor_words
from taizhang.server.audit.actions import ACTIONS
from taizhang.server.audit.models import Entry, Value
from taizhang.server.documents.models import Document
from taizhang.server.facts.models import DECIDED, Fact
from taizhang.server.home.person import address

DOCUMENTS = 6
CHANGES = 8
# So many entries are looked through for changes that this person may see; further back it is not lately any more.
LOOKED_THROUGH = 150


@dataclass(frozen=True, slots=True)
class Recent:
    """A document that came in, how many facts were read out of it, and how many of them nobody has decided yet."""

    document: Document
    url: str
    facts: int
    undecided: int


@dataclass(slots=True)
class Change:
    """Something a person did; ``more`` counts what the same person did of the same kind right before."""

    at: datetime
    sentence: str
    url: str
    entry: Entry
    more: int = 0
    values: dict[str, str] = field(default_factory=dict)


def documents(user: Any) -> list[Recent]:
    """The documents that came in or changed last."""
    rows = POLICIES.get("document").visible(user, Document.objects.current()).exclude(state="withdrawn")
    found = list(rows.order_by("-recorded_at", "-pk").defer("pack_reason")[:DOCUMENTS])
    counted = (
        Fact.objects.current().filter(document__in=[one.key for one in found]).order_by().values_list("document")
        .annotate(facts=Count("pk"), undecided=Count("pk", filter=~Q(state__in=DECIDED)))
    )
    counts = {document: (facts, undecided) for document, facts, undecided in counted}
    return [Recent(one, address("documents:page", one.key), *counts.get(one.key, (0, 0))) for one in found]


def changes(user: Any) -> list[Change]:
    """What people did to documents and facts, newest first; only for who may read the trail, and only about what they may read."""
    if not standing(user).has("trail.read"):
        return []
    entries = list(
        Entry.objects.filter(outcome="done", noun__in=list(NOUNS), actor__isnull=False)
        .select_related("actor").only("at", "action", "noun", "key", "actor__name", "actor__account").order_by("-id")[:LOOKED_THROUGH]
    )
    seen = {noun: _visible(user, noun, model, {one.key for one in entries if one.noun == noun}) for noun, (model, _) in NOUNS.items()}
    found: list[Change] = []
    for entry in (one for one in entries if one.key in seen[one.noun] and one.action in ACTIONS):
        last = found[-1] if found else None
        if last and (last.entry.actor_id, last.entry.action, last.entry.at.date()) == (entry.actor_id, entry.action, entry.at.date()):
            last.more += 1
        elif len(found) == CHANGES:
            break
        else:
            found.append(Change(entry.at, "", address(NOUNS[entry.noun][1], entry.key), entry))
    _tell(found)
    return found


NOUNS: dict[str, tuple[type[Model], str]] = {"document": (Document, "documents:page"), "fact": (Fact, "facts:fact")}


def _visible(user: Any, noun: str, model: Any, keys: set[str]) -> set[str]:
    rows: QuerySet[Any] = model.objects.current().filter(key__in=_uuids(keys))
    return {str(key) for key in POLICIES.get(noun).visible(user, rows).values_list("key", flat=True)}


def _uuids(keys: Iterable[str]) -> list[UUID]:
    """Keys that are one: an entry about something else under the same noun would break the question."""
    found = []
    for key in keys:
        with suppress(ValueError):
            found.append(UUID(key))
    return found


def _tell(found: list[Change]) -> None:
    by_entry = {one.entry.pk: one for one in found}
    for value in Value.objects.filter(entry__in=list(by_entry)):
        by_entry[value.entry_id].values[value.name] = value.value
    for one in found:
        actor = actor_words(one.entry.actor, one.values.get("in_stead_of", ""))
        one.sentence = str(ACTIONS[one.entry.action].reads).format_map(_Said(one.values | {"actor": actor}))


class _Said(dict[str, str]):
    """Values of an entry; one that is missing or was expunged is a gap, not a fault."""

    def __missing__(self, name: str) -> str:
        return "…"
