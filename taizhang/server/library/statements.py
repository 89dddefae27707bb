"""Statements side by side: for one indicator by subject, for one region by indicator; targets beside actuals, period by period.

Different measures (a level, its growth, a rank) stand in rows of their own and are never compared here: status and paths are another
room's. Suggested statements are listed as such.
"""
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from taizhang.packs import Indicator, Region, indicator_of
from taizhang.server.accounts.roles import place
from taizhang.server.documents.force import closed, known
from taizhang.server.documents.models import Document
from taizhang.server.documents.permissions import DOCUMENTS
from taizhang.server.facts.models import REVIEWED, Fact
from taizhang.server.facts.permissions import FACTS
from taizhang.server.history import Moment
from taizhang.text.ordering import folded, sort_key

SHOWN = ("target", "actual", "forecast")
DROPPED = ("rejected", "lost")
MOST = 1500  # statements on one page


@dataclass(slots=True)
class Line:
    """One period of a group: what is wanted, what was reached, what was foreseen."""

    period: str
    measure: str
    cells: dict[str, list[Fact]] = field(default_factory=lambda: {kind: [] for kind in SHOWN})


@dataclass(slots=True)
class Group:
    """A subject (or indicator) and measure with its periods, the earliest first."""

    name: str
    measure: str
    unit: str
    lines: list[Line]
    out: set[UUID] = field(default_factory=set)


def statements(user: Any, moment: Moment) -> QuerySet[Fact]:
    """Targets, actuals and forecasts a person may read, of all documents but the withdrawn; what is out of force is marked, not hidden."""
    rows = Fact.objects.known_at(moment.known) if moment.known else Fact.objects.current()
    found: QuerySet[Fact] = FACTS.visible(user, rows.filter(kind__in=SHOWN)).exclude(state__in=DROPPED).exclude(value_text="")
    withdrawn = list(known(moment).filter(state="withdrawn").values_list("key", flat=True))
    return found.exclude(document__in=withdrawn) if withdrawn else found


def wordings(user: Any, moment: Moment, wanted: str) -> list[str]:
    """The wordings in the ledger that mean an indicator of the catalogue, or the one name that it does not know."""
    if wanted not in place().indicators:
        return [wanted]
    words = statements(user, moment).order_by().values_list("what", flat=True).distinct()
    return [one for one in words if indicator_of(one, place()) == wanted]


def of_indicator(user: Any, moment: Moment, wanted: str) -> QuerySet[Fact]:
    """All statements of an indicator, by id or by name."""
    words = wordings(user, moment, wanted)
    return statements(user, moment).filter(sort_what__in={sort_key(one) for one in words}, what__in=words)


def of_region(user: Any, moment: Moment, region: Region) -> QuerySet[Fact]:
    """All statements about a region, under any of its names."""
    return statements(user, moment).filter(subject__in=names_of_region(region))


def names_of_region(region: Region) -> list[str]:
    """The names under which a region may be a subject."""
    return list(dict.fromkeys(one for one in (region.name, region.short, *region.aliases) if one))


def groups(rows: QuerySet[Fact], by: Callable[[Fact], str], order: Callable[[str], Any], moment: Moment) -> tuple[list[Group], int]:
    """Statements as groups, and how many were left out because a page has an end."""
    held = list(rows.defer("quote").order_by("sort_what", "subject", "year", "document", "position")[: MOST + 1])
    left = rows.count() - MOST if len(held) > MOST else 0
    there: dict[tuple[str, str, str], dict[str, Line]] = defaultdict(dict)
    for fact in held[:MOST]:
        lines = there[by(fact), fact.measure or "level", fact.measure_unit]
        lines.setdefault(fact.period, Line(fact.period, fact.measure)).cells[fact.kind].append(fact)
    out = set(closed(moment).filter(key__in={fact.document for fact in held}))
    found = [Group(name, measure, unit, sorted(lines.values(), key=lambda line: (not line.period, line.period)), out)
             for (name, measure, unit), lines in there.items()]
    return sorted(found, key=lambda one: (order(one.name), one.name, MEASURES.index(one.measure) if one.measure in MEASURES else 9, one.unit)), left


MEASURES = ("level", "ratio", "growth", "increment", "rank")


def subject_order(subject: str) -> tuple[int, int, str]:
    """Regions in official order, the home first; then other subjects."""
    pack = place()
    region = pack.region_named(subject)
    if region is None:
        return 2, 0, sort_key(subject)
    return (0, 0, "") if region.id == pack.home else (1, region.order, region.id)


def indicator_order(words: str) -> tuple[int, int, str]:
    """Indicators of the catalogue in its order, then names it does not know."""
    id = indicator_of(words, place())
    ids = list(place().indicators)
    return (0, ids.index(id), "") if id else (1, 0, sort_key(words))


def named(fact: Fact) -> str:
    """What a statement is about: the catalogue's name of the indicator, or the words."""
    id = indicator_of(fact.what, place())
    return place().indicators[id].name if id else fact.what


@dataclass(slots=True)
class IndicatorRow:
    """An indicator of the list: how many statements of each kind there are, and how many of all are reviewed."""

    id: str
    name: str
    known: Indicator | None
    kinds: Counter[str] = field(default_factory=Counter)
    reviewed: int = 0

    @property
    def total(self) -> int:
        """All statements."""
        return sum(self.kinds.values())


def indicator_rows(user: Any, moment: Moment) -> list[IndicatorRow]:
    """Indicators of the catalogue in its order, then wordings that it does not know, the most frequent first: one question."""
    pack = place()
    found: dict[str, IndicatorRow] = {id: IndicatorRow(id, one.name, one) for id, one in pack.indicators.items()}
    other: dict[str, IndicatorRow] = {}
    for what, kind, state, n in statements(user, moment).order_by().values_list("what", "kind", "state").annotate(n=Count("*")):
        id = indicator_of(what, pack)
        row = found[id] if id else other.setdefault(folded(what), IndicatorRow(what, what, None))
        row.kinds[kind] += n
        row.reviewed += n if state in REVIEWED else 0
    return [*found.values(), *sorted(other.values(), key=lambda one: (-one.total, one.name))]


def titles(user: Any, moment: Moment, facts: Iterable[Fact]) -> dict[UUID, Document]:
    """The documents of some facts: one question."""
    rows = DOCUMENTS.visible(user, known(moment).filter(key__in={fact.document for fact in facts}))
    return {one.key: one for one in rows.only("key", "number", "title", "issued", "state", "valid_from", "valid_until", "version")}


def subject_counts(user: Any, moment: Moment, regions: Iterable[Region]) -> dict[str, int]:
    """How many statements there are about each of some regions: one question."""
    names = {name: region.id for region in regions for name in names_of_region(region)}
    counted = statements(user, moment).filter(Q(subject__in=list(names))).order_by().values_list("subject").annotate(n=Count("*"))
    found: Counter[str] = Counter()
    for subject, n in counted:
        found[names[subject]] += n
    return found
