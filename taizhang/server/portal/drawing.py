"""The series of an indicator for the public: a chart of results and targets, and rows that say the same with their sentences."""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from taizhang.indicators.counting import vintage
from taizhang.indicators.points import Point
from taizhang.indicators.series import Series
from taizhang.server.indicators import numbers
from taizhang.server.indicators.reasons import words
from taizhang.server.look.charts import Mark, PathChart, Route, path_chart
from taizhang.server.look.charts.data import Vintage
from taizhang.server.look.words import period_words

VINTAGES: tuple[Vintage, ...] = ("est", "prelim", "final")
MOST_ROWS = 400


@dataclass(frozen=True, slots=True)
class Line:
    """A value as the page shows it; ``anchor`` is the id of its row."""

    point: Point
    anchor: str
    period: str
    number: str
    exact: str
    kind: str
    measure: str
    vintage: str
    counts: bool
    document: Any


def lines(one: Series, documents: Mapping[str, Any]) -> list[Line]:
    """The values of a series, the newest first, each with whether it is the one that counts for its time."""
    slots = [slot for slot in one.counted() if slot.point is not None]
    # A figure that says the same as the one that counts is no rival of it: both stand for it.
    counting = {point for slot in slots for point in (slot.point, *slot.others) if point is not None and _same(point, slot.point)}
    found = sorted(one.points, key=lambda point: (point.period.last or 9999, str(point.period), point.kind, point.measure, point.source.start), reverse=True)
    say = words()
    return [Line(point, f"v-{n}", period(point), numbers.of(point), numbers.exact_of(point), point.kind,
                 say(point.measure) if point.measure != "level" else "", point.vintage or "", point in counting, documents.get(point.source.doc))
            for n, point in enumerate(found[:MOST_ROWS], 1)]


def _same(one: Point, other: Point | None) -> bool:
    return other is not None and (one.op, one.value, one.value2) == (other.op, other.value, other.value2)


def period(point: Point) -> str:
    """The time of a value in words."""
    return pgettext("a period", "every year") if point.period.every_year else period_words(str(point.period))


def chart(one: Series, rows: Iterable[Line], title: str, unit: str) -> SafeString:
    """Results and targets in the indicator's own unit; targets that do not count stand beside as rivals."""
    wanted = [row for row in rows if row.point.measure in ("level", "rank", "ratio") and row.point.unit == unit and not row.point.period.every_year]
    drawn = list({(row.kind, row.period, row.point.op, row.point.value, row.point.value2): row for row in wanted}.values())  # each figure once
    results = tuple(_mark(row) for row in reversed(drawn) if row.point.kind == "actual")
    targets = [row for row in reversed(drawn) if row.point.kind == "target"]
    route = Route(tuple(_mark(row) for row in targets if row.counts))
    rivals = tuple(Route((_mark(row),), note=source(row)) for row in targets if not row.counts)
    return path_chart(PathChart(title, unit, results, route if route.marks else None, rivals, anchor="row",
                                inverted=any(row.point.measure == "rank" for row in drawn)), table=False)


def source(row: Line) -> str:
    """The document of a value, short."""
    return str(row.document.number or row.document.title) if row.document is not None else ""


def _mark(row: Line) -> Mark:
    point = row.point
    return Mark(str(point.period), point.value, point.value2, point.op, f"#{row.anchor}", source(row),
                VINTAGES[min(vintage(point), 2)], point.derived, row.counts)
