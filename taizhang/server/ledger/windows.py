"""Pages of a long, ordered list without sorting it: the rows are counted by group, and only the groups a page touches are looked into.

A group is a unit, a document, a state …: few values, put in their official order here and not by the database, so that the order
is alike on both engines. Inside a group an index gives the order.
"""
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from taizhang.server.documents.models import Text
from taizhang.server.facts.models import KINDS, STATES, Fact
from taizhang.server.ledger.asking import Asked
from taizhang.server.ledger.finding import Found, unit_order
from taizhang.server.ledger.scanning import plain
from taizhang.text.ordering import sort_key

#: Order inside a group, by the column that was chosen.
ORDERS: dict[str, tuple[str, ...]] = {
    "source": ("text", "position"), "what": ("sort_what", "text", "position"), "value": ("value", "text", "position"),
    "changed": ("recorded_at", "text", "position"), "due": ("year", "text", "position"),
}
OTHERWISE = ORDERS["source"]
MANY = 5_000  # rows of one subject that are rather found by reading on than by looking each up
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Window:
    """A group of rows: ``value`` names it (None: all), ``wanted`` finds its rows, ``count`` says how many."""

    value: Any
    wanted: Q
    count: int
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a page: rows of one group; ``first`` where the group begins on this page."""

    window: Window
    keys: list[int]
    begins: bool


def windows(found: Found) -> list[Window]:
    """The groups of a ledger in order: as it is grouped, else as the chosen column needs it."""
    asked = found.asked
    if asked.group == "unit":
        return _by_unit(found, asked, _order(asked))
    if asked.group == "document":
        return _by_document(found, asked, _order(asked))
    sorts = {"unit": _by_unit, "kind": _by_kind, "state": _by_state, "due": _by_year, "value": _by_value, "subject": _by_subject,
             "source": _by_document}
    if asked.sort in sorts:
        order = _turned(ORDERS["value"] if asked.sort == "value" else OTHERWISE, asked.descending)
        made = sorts[asked.sort](found, asked, order)
        return made[::-1] if asked.descending and asked.sort != "value" else made
    return [Window(None, Q(), found.total, _order(asked))]


def stretches(found: Found, made: list[Window], first: int, size: int) -> Iterator[Stretch]:
    """The parts of the rows ``first``..``first + size``, each with the ids of its rows in order."""
    at = 0
    rows = found.rows()
    for window in made:
        start, end = max(first - at, 0), min(first + size - at, window.count)
        if start < end:
            yield Stretch(window, _slice(rows.filter(window.wanted), window, start, end), start == 0)
        at += window.count
        if at >= first + size:
            break


def _slice(rows: Any, window: Window, start: int, end: int) -> list[int]:
    """Ids of some rows in order; what lies behind the middle is reached from the end."""
    order = (*window.order, "-pk" if window.order[0].startswith("-") else "pk")
    if start > window.count // 2:
        near = rows.order_by(*_turned(order, True)).values_list("pk", flat=True)[window.count - end:window.count - start]
        return list(near)[::-1]
    return list(rows.order_by(*order).values_list("pk", flat=True)[start:end])


def _order(asked: Asked) -> tuple[str, ...]:
    return _turned(ORDERS.get(asked.sort, OTHERWISE), asked.descending)


def _turned(order: tuple[str, ...], turn: bool) -> tuple[str, ...]:
    return tuple(name[1:] if name.startswith("-") else "-" + name for name in order) if turn else order


def _by_unit(found: Found, asked: Asked, order: tuple[str, ...]) -> list[Window]:
    made = [Window(lead, Q(lead=lead), n, order) for lead, n in found.by("lead").items()]
    return sorted(made, key=lambda one: unit_order(one.value))


def _by_document(found: Found, asked: Asked, order: tuple[str, ...]) -> list[Window]:
    """Groups of documents are the newest first; rows that are sorted by their source go by its number."""
    # by text, which an index orders, and from there to documents: a document has few texts
    counted = found.by("text_id")
    texts = {paper.text: key for key, paper in found.papers.items() if paper.text is not None}
    if others := counted.keys() - texts.keys():
        texts |= dict(Text.objects.filter(pk__in=others).values_list("pk", "document"))
    gathered: dict[UUID, int] = {}
    for text, n in counted.items():
        gathered[texts[text]] = gathered.get(texts[text], 0) + n
    papers = found.papers

    def newest_first(key: UUID) -> tuple[bool, int, str, str]:
        paper = papers.get(key)
        return (paper is None, -(paper.issued.toordinal() if paper and paper.issued else 0), paper.sort_title if paper else "", str(key))

    def by_number(key: UUID) -> tuple[bool, str, str]:
        paper = papers.get(key)
        return paper is None, sort_key(natural(paper.name), 40) if paper else "", str(key)

    in_order: Any = sorted(gathered, key=newest_first if asked.group == "document" else by_number)
    return [Window(key, Q(document=key), gathered[key], order) for key in in_order]


def natural(name: str) -> str:
    """A name whose numbers compare as numbers.

    >>> natural("(2018) 3") < natural("(2018) 12")
    True
    """
    return _DIGITS.sub(lambda found: found[0].zfill(5), name)


def _by_subject(found: Found, asked: Asked, order: tuple[str, ...]) -> list[Window]:
    made = [Window(subject, plain(subject=subject) if n > MANY else Q(subject=subject), n, order) for subject, n in found.by("subject").items()]
    return sorted(made, key=lambda one: (sort_key(one.value, 40), one.value))


def _by_kind(found: Found, asked: Asked, order: tuple[str, ...]) -> list[Window]:
    return [Window(kind, plain(kind=kind), n, order) for kind in KINDS if kind in asked.kinds and (n := found.count((kind,)))]


def _by_state(found: Found, asked: Asked, order: tuple[str, ...]) -> list[Window]:
    return [Window(state, plain(state=state), n, order) for state in STATES if (n := found.count(asked.kinds, (state,)))]


def _by_year(found: Found, asked: Asked, order: tuple[str, ...]) -> list[Window]:
    counted = found.rows().order_by().values_list("year").annotate(n=Count("*"))
    made = [Window(year, Q(year=year) if year is not None else Q(year__isnull=True), n, order) for year, n in counted]
    # who has no year comes last either way; the caller turns the list where it descends
    return sorted(made, key=lambda one: ((one.value is None) != asked.descending, one.value or 0))


def _by_value(found: Found, asked: Asked, order: tuple[str, ...]) -> list[Window]:
    many = found.numbers
    made = [Window(True, Q(value__isnull=False), many, order), Window(False, Q(value__isnull=True), found.total - many, OTHERWISE)]
    return [one for one in made if one.count]


def rows_of(keys: list[int]) -> list[Fact]:
    """The facts of some ids, in their order, with their units."""
    by_id = Fact.objects.filter(pk__in=keys).select_related("decided_by").prefetch_related("in_charge").in_bulk()
    return [by_id[one] for one in keys if one in by_id]


def every_key(found: Found) -> list[int]:
    """Ids of all rows in the order of the page: versions never change, so what is fetched by them later is what was asked for now."""
    rows = found.rows()
    keys: list[int] = []
    for window in windows(found):
        order = (*window.order, "-pk" if window.order[0].startswith("-") else "pk")
        keys += rows.filter(window.wanted).order_by(*order).values_list("pk", flat=True).iterator(chunk_size=5000)
    return keys
