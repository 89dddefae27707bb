"""Accepting many suggestions at once: a filter, a drawn sample that a person has looked at, one decision that can be taken back as one.

Nobody has read each of these facts: they count, they stay marked, and they say nothing of how well the reader reads
(`FactQuerySet.measured` leaves them out).
"""
import hashlib
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from taizhang.server.audit.actions import action
from taizhang.server.audit.trail import record
from taizhang.server.facts.actions import decided
from taizhang.server.facts.errors import Incomplete, Shifted
from taizhang.server.facts.models import Bulk, Fact
from taizhang.server.facts.permissions import BULKS, FACTS
from taizhang.server.facts.undoing import back
from taizhang.server.facts.versions import follow_all
from taizhang.server.history import Outdated
from taizhang.values.errors import UsageError

SAMPLE = 20
#: The most rows of one acceptance: what a person can still have an idea of, and what one transaction can do in seconds.
MOST = 2_000
T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class OneByOne:
    """Facts that are never accepted in bulk: which, and the sentence that says why."""

    name: str
    says: Any
    which: Callable[[], Q]


#: Who knows of such facts adds them here: what is read from scans will be the first.
ONE_BY_ONE: list[OneByOne] = []


def without_one_by_one(rows: QuerySet[Fact]) -> QuerySet[Fact]:
    """Of some facts those that may be accepted in bulk."""
    for kept in ONE_BY_ONE:
        rows = rows.exclude(kept.which())
    return rows


def left_out(rows: QuerySet[Fact]) -> list[tuple[int, str]]:
    """How many of some facts are accepted one by one only, and why."""
    return [(n, str(kept.says)) for kept in ONE_BY_ONE if (n := rows.filter(kept.which()).count())]


def draw(rows: QuerySet[Fact], seed: str, size: int = SAMPLE) -> list[Fact]:
    """A sample of some facts, the same for the same rows and seed, spread over their documents; in the order of documents and texts."""
    found = {pk: (str(key), str(document)) for pk, key, document in rows.values_list("pk", "key", "document")}
    keys = {key: pk for pk, (key, _document) in found.items()}
    drawn = spread(found.values(), seed, size)
    facts = Fact.objects.filter(pk__in=[keys[key] for key in drawn]).select_related("decided_by").prefetch_related("in_charge")
    return sorted(facts, key=lambda one: (str(one.document), one.position, one.pk))


def spread(rows: Iterable[tuple[T, T]], seed: str, size: int) -> list[T]:
    """So many of the (row, group), chance decided by the seed: one of each group in turn, then a second one, until there are enough.

    >>> rows = [(f"row {n}", "large" if n < 97 else f"small {n}") for n in range(100)]
    >>> drawn = spread(rows, "seed", 8)
    >>> len(drawn), sorted({dict(rows)[one] for one in drawn}), drawn == spread(rows[::-1], "seed", 8)
    (8, ['large', 'small 97', 'small 98', 'small 99'], True)
    >>> drawn == spread(rows, "another seed", 8)
    False
    """
    groups: dict[T, list[T]] = {}
    for row, group in rows:
        groups.setdefault(group, []).append(row)
    for one in groups.values():
        one.sort(key=lambda row: _chance(seed, row))
    order = sorted(groups, key=lambda group: _chance(seed, group))
    drawn: list[T] = []
    turn = 0
    while len(drawn) < size and any(len(groups[group]) > turn for group in order):
        drawn += [groups[group][turn] for group in order if len(groups[group]) > turn]
        turn += 1
    return drawn[:size]


def _chance(seed: str, thing: object) -> bytes:
    return hashlib.sha256(f"{seed}\n{thing}".encode("utf-8", "replace")).digest()


@action("fact.accept_bulk", gettext_lazy("{actor} accepted {count} facts in bulk: {label}"))
def accept(actor: Any, rows: QuerySet[Fact], filter_words: str, query: str, seed: str, expected: int) -> Bulk:
    """Accept all of some suggestions, after the person has looked at what `draw` gives for this seed.

    ``filter_words`` says in words what the filter was, ``query`` is its address, ``expected`` how many rows the person was told.
    The same request once more gives the same `Bulk`. Raises `Shifted` where the filter finds something else by now, `Incomplete`
    for nothing, for more than ``MOST``, and for facts that are only accepted one by one, and `Refused` as any acceptance does.
    """
    FACTS.require(actor, "accept")
    filter_words, query, seed = (str(one).replace("\0", "").strip() for one in (filter_words, query, seed[:80]))
    had = Bulk.objects.filter(by=actor, seed=seed, query=query, count=expected).first() if actor is not None else None
    if had is not None and untouched(had).exists():
        return had
    if not filter_words or not seed:
        raise UsageError(_("an acceptance in bulk says in words what the filter was, and with which seed its sample was drawn"))
    ids = sorted(rows.values_list("pk", flat=True))
    _check_size(filter_words, expected, len(ids))
    facts = _held(ids)
    if len(facts) != expected:  # somebody was faster: perhaps this very person, a moment ago
        had = Bulk.objects.filter(by=actor, seed=seed, query=query, count=expected).first() if actor is not None else None
        if had is not None and untouched(had).exists():
            return had
        _check_size(filter_words, expected, len(facts))
    _check_each(actor, filter_words, expected, facts)
    sample = [str(one.key) for one in draw(Fact.objects.filter(pk__in=ids), seed)]
    bulk = Bulk.objects.create(by=actor, filter=filter_words, query=query, seed=seed, count=len(facts), sample=sample)
    try:
        follow_all(facts, by=actor, act="accept", each=lambda fact: {"state": "accepted", **decided(actor, "bulk", bulk)})
    except Outdated:
        raise Shifted(filter_words, expected, expected, _("Somebody decided about one of these facts meanwhile.")) from None
    record(actor, "fact.accept_bulk", "bulk", bulk.key, {
        "label": filter_words, "count": bulk.count, "query": query, "seed": seed, "sample": sample, "manner": "bulk"})
    return bulk


@action("fact.undo_bulk", gettext_lazy("{actor} took back an acceptance in bulk: {label} ({count} facts)"))
def undo_all(actor: Any, key: UUID) -> int:
    """Take an acceptance in bulk back, of all its facts that nobody has looked at since and that lie in one's scope; says how many."""
    bulk = Bulk.objects.filter(key=key).first()
    if bulk is None:
        raise UsageError(_("there is no such acceptance"), where=str(key))
    BULKS.require(actor, "undo", bulk)
    reached = untouched(bulk) if actor is None else FACTS.visible(actor, untouched(bulk), "undo")
    facts = _held(sorted(reached.values_list("pk", flat=True)))
    for one in _one_of_each_document(facts):
        FACTS.require(actor, "undo", one)
    if not facts:
        return 0
    suggested = {"state": "suggested", "manner": "", "decided_by": None, "decided_at": None, "bulk": None}
    as_made = [one for one in facts if one.act == "accept"]
    follow_all(as_made, by=actor, act="undo", each=lambda fact: suggested | {"restores": fact.version - 1})
    for one in facts:
        if one.act != "accept":  # moved to a new text since, or decided anew and undone
            back(actor, one)
    record(actor, "fact.undo_bulk", "bulk", bulk.key, {"label": bulk.filter, "count": len(facts), "manner": "bulk"})
    return len(facts)


def untouched(bulk: Bulk) -> QuerySet[Fact]:
    """The facts of an acceptance in bulk about which nobody has decided since."""
    found: QuerySet[Fact] = Fact.objects.current().filter(bulk=bulk, state="accepted", manner="bulk")
    return found


def _held(ids: Sequence[int]) -> list[Fact]:
    """The facts of these rows that are the newest still, held until the transaction ends, with their units."""
    found: list[Fact] = []
    for first in range(0, len(ids), 500):
        rows = Fact.objects.current().filter(pk__in=ids[first:first + 500]).order_by("pk")
        found += rows.select_for_update(of=("self",)).prefetch_related("in_charge")
    return found


def _check_size(label: str, expected: int, found: int) -> None:
    if found != expected:
        raise Shifted(label, expected, found, _("The filter found {expected} rows when the sample was shown; now it finds {found}.").format(
            expected=expected, found=found))
    if not found:
        raise Incomplete(label, [_("The filter finds nothing that could be accepted.")])
    if found > MOST:
        raise Incomplete(label, [_("The filter finds {found} rows; at most {most} are accepted at once. Make it narrower.").format(
            found=found, most=MOST)])


def _check_each(actor: Any, label: str, expected: int, facts: Sequence[Fact]) -> None:
    others = sum(one.state != "suggested" for one in facts)
    if others:
        raise Shifted(label, expected, len(facts) - others, ngettext(
            "{n} of the rows is no open suggestion any more.", "{n} of the rows are no open suggestions any more.", others).format(n=others))
    for one in _one_of_each_document(facts):
        FACTS.require(actor, "accept", one)
    for kept in ONE_BY_ONE:
        if Fact.objects.filter(kept.which(), pk__in=[one.pk for one in facts]).exists():
            raise Incomplete(label, [str(kept.says)])


def _one_of_each_document(facts: Iterable[Fact]) -> Iterable[Fact]:
    return {one.document: one for one in facts}.values()
