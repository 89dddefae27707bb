"""Values of the ledger as points of series: for an indicator, for subjects, for years; what counts, and how many wait.

Reviewed statements only, unless the others are asked for; those of withdrawn documents never. What stands in a document that is out of
force on the day is told apart: its targets do not bind, its results remain results.
"""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform

from taizhang.indicators.collecting import pointed
from taizhang.indicators.points import Point
from taizhang.server.accounts.roles import place
from taizhang.server.documents.force import closed, known
from taizhang.server.documents.linking import said
from taizhang.server.documents.models import Document
from taizhang.server.documents.permissions import DOCUMENTS
from taizhang.server.facts.models import REVIEWED, Fact
from taizhang.server.history import NOW, Moment
from taizhang.server.indicators.permissions import SERIES
from taizhang.server.indicators.wordings import Meaning, meaning, names_of
from taizhang.text.ordering import sort_key
from taizhang.values import Period, Span

KINDS = ("target", "actual", "forecast")
OPEN = ("suggested", "disputed")
COLUMNS = ("key", "document", "kind", "what", "op", "value_text", "value2_text", "measure", "measure_unit", "period", "subject", "start", "end", "quote",
           "state")
IN_FIELDS = ("per", "modality", "vintage")


@dataclass(frozen=True, slots=True)
class Values:
    """Points, with the documents they stand in by key, the keys of facts whose document is out of force, and how many facts wait.

    A point's ``key`` is the key of its fact, its ``document`` the key of its document; ``waiting`` counts suggested and disputed
    statements of the same filter, which count nowhere.
    """

    points: tuple[Point, ...]
    documents: Mapping[str, Document]
    out: frozenset[str]
    waiting: int

    def binding(self) -> tuple[Point, ...]:
        """The points without targets of documents that are out of force."""
        return tuple(one for one in self.points if one.kind != "target" or one.key not in self.out)


def of_indicator(user: Any, indicator: str, moment: Moment = NOW, **more: Any) -> Values:
    """All values of an indicator of the catalogue; ``subjects``, ``years`` and ``open`` as in `values`."""
    names = names_of(indicator)
    if not names:
        return Values((), {}, frozenset(), 0)
    where = Q(sort_what__in={sort_key(one) for one in names}, what__in=names)
    return values(user, moment, where=where, only=frozenset({indicator}), **more)


def of_subjects(user: Any, subjects: Iterable[str], moment: Moment = NOW, **more: Any) -> Values:
    """All values of some regions (ids) or other subjects (words), of all indicators of the catalogue."""
    return values(user, moment, subjects=subjects, **more)


def values(user: Any, moment: Moment = NOW, *, where: Q | None = None, only: frozenset[str] | None = None,
           subjects: Iterable[str] | None = None, years: tuple[int, int] | None = None, kinds: Iterable[str] = KINDS, open: bool = False) -> Values:
    """Values a person may read whose wording means an indicator (one of ``only``, where given); ``years`` is the first and the last one.

    With ``open`` suggested and disputed ones are among the points, marked as not reviewed.
    """
    rows = statements(user, moment, where or Q(), kinds)
    if subjects is not None:
        rows = rows.filter(subject__in=subject_names(subjects))
    if years is not None:
        rows = rows.filter(year__gte=years[0], year__lte=years[1])
    asked = rows.filter(state__in=(*REVIEWED, *OPEN)).annotate(**{f"in_{name}": KeyTextTransform(name, F("fields")) for name in IN_FIELDS})
    fetched = asked.order_by("document", "position").values_list(*COLUMNS, *(f"in_{name}" for name in IN_FIELDS))
    pack = place()
    meant = []
    for row in fetched.iterator(chunk_size=5000):
        sense = meaning((row[3], row[7], row[8], said(row[15])[:60], row[10]), pack)
        if sense.indicator and (only is None or sense.indicator in only):
            meant.append((row, sense))
    shown = [one for one in meant if open or one[0][14] in REVIEWED]
    held = {row[1] for row, _sense in shown}
    papers, shut = papers_of(user, moment, held), set(closed(moment).filter(key__in=held))
    points: list[Point] = []
    out: set[str] = set()
    for row, sense in shown:
        point = _point(row, sense, papers.get(row[1]))
        if point is not None:
            points.append(point)
            if row[1] in shut:
                out.add(point.key)
    waiting = sum(row[14] not in REVIEWED for row, _sense in meant)
    return Values(tuple(points), {str(key): one for key, one in papers.items()}, frozenset(out), waiting)


def statements(user: Any, moment: Moment, where: Q, kinds: Iterable[str] = KINDS) -> QuerySet[Fact]:
    """Statements with a number that a person may read as series, but those of withdrawn documents."""
    rows = Fact.objects.known_at(moment.known) if moment.known else Fact.objects.current()
    found: QuerySet[Fact] = SERIES.visible(user, rows.filter(where, kind__in=tuple(kinds))).exclude(value_text="")
    withdrawn = list(known(moment).filter(state="withdrawn").values_list("key", flat=True))
    return found.exclude(document__in=withdrawn) if withdrawn else found


def subject_names(subjects: Iterable[str]) -> list[str]:
    """The words under which some subjects may stand in the ledger: of a region, by its id, each of its names; of others the words."""
    pack = place()
    found: dict[str, None] = {}
    for one in subjects:
        region = pack.regions.get(one)
        names = (region.name, region.short or region.name, *region.aliases) if region is not None else (one,)
        found |= dict.fromkeys(names)
    return list(found)


def subject_of(words: str) -> str:
    """The id of the region that a subject's words mean; the words where they mean none, or several."""
    return _subject(words, place().fingerprint)


@lru_cache(maxsize=50_000)
def _subject(words: str, _fingerprint: str) -> str:
    region = place().region_named(words)
    return region.id if region is not None else words


def papers_of(user: Any, moment: Moment, keys: Iterable[UUID]) -> dict[UUID, Document]:
    """The documents of these keys that a person may read."""
    rows = DOCUMENTS.visible(user, known(moment).filter(key__in=set(keys)))
    columns = ("key", "number", "title", "issued", "issued_text", "state", "valid_from", "valid_until", "version", "issuers")
    return {one.key: one for one in rows.only(*columns)}


def _point(row: Any, meant: Meaning, paper: Document | None) -> Point | None:
    key, document, kind, _what, op, value, value2, _measure, _unit, period, subject, start, end, quote, state, _per, modality, vintage = row
    try:
        when = Period.parse(period)
    except ValueError:
        return None  # a statement without a time belongs to no series; the list of statements has it
    assert meant.scale is not None
    made = pointed(
        place().indicators[meant.indicator], meant.scale, subject=subject_of(subject), kind=kind, op=op or "=", value=Decimal(value), period=when,
        source=Span(str(document), start, end, quote), document=str(document), value2=Decimal(value2) if value2 else None,
        vintage=said(vintage) or None, modality=said(modality) or None, issued=paper.issued if paper is not None else None, key=str(key),
        reviewed=state in REVIEWED)
    return made if isinstance(made, Point) else None
