"""The columns of a value: one list for all formats, with types and meanings.

The names of version 1 and what they mean stay until `KEPT_UNTIL` at least; fields may be added at the end. Whatever changes or takes
away a name is a new version, and the old one is written beside it until that day.
"""
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from taizhang.indicators.points import VINTAGES, Point
from taizhang.publishing.series.edition import Edition, Paper

VERSION = "1.0"
KEPT_UNTIL = date(2029, 12, 31)
#: Comparators by names: a sign such as = at the head of a cell would begin a formula.
OPS = {"=": "eq", ">=": "ge", ">": "gt", "<=": "le", "<": "lt", "~": "about", "range": "range"}
Value = str | int | bool | Decimal | date | None
Type = Literal["string", "number", "integer", "boolean", "date"]


@dataclass(frozen=True, slots=True)
class Row:
    """A point with what its cells need."""

    point: Point
    paper: Paper
    indicator: str
    subject: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its ``name`` in all formats, its ``head`` for people and what it ``says`` (message ids), its type, and what it holds.

    ``limits`` are constraints of a Data Package's schema; ``word`` cells are words of ours, translated where people read them.
    """

    name: str
    type: Type
    head: str
    says: str
    cell: Callable[[Row], Value]
    limits: dict[str, Any] = field(default_factory=dict)
    width: int = 12
    word: bool = False

    def schema(self) -> dict[str, Any]:
        """As a Table Schema says it."""
        said: dict[str, Any] = {"name": self.name, "type": self.type, "title": self.head, "description": self.says}
        return said | ({"constraints": self.limits} if self.limits else {})


_NEEDED: dict[str, Any] = {"required": True}
COLUMNS: tuple[Column, ...] = (
    Column("indicator", "string", "Indicator id", "Id of the indicator in the catalogue.", lambda r: r.point.indicator, _NEEDED, 18),
    Column("indicator_name", "string", "Indicator", "Name of the indicator.", lambda r: r.indicator, _NEEDED, 28),
    Column("calibre", "string", "Calibre", "Way of counting; different ones are different series.", lambda r: r.point.calibre, width=16),
    Column("subject", "string", "Subject id", "Region or body the value is about: its id, else its words.", lambda r: r.point.subject, width=12),
    Column("subject_name", "string", "Subject", "Name of the subject.", lambda r: r.subject, width=14),
    Column("period", "string", "Period", "2020, 2017-12, 2016/2020 or annual (every year).", lambda r: str(r.point.period), _NEEDED, 11),
    Column("first_year", "integer", "First year", "First year of the period.", lambda r: r.point.period.first, width=8),
    Column("last_year", "integer", "Last year", "Last year of the period: by which a target falls due.", lambda r: r.point.period.last, width=8),
    Column("kind", "string", "Kind", "target, actual or forecast.", lambda r: r.point.kind,
           _NEEDED | {"enum": ["target", "actual", "forecast", "rule"]}, 8, word=True),
    Column("measure", "string", "Measure", "level, growth, increment, rank or ratio.", lambda r: r.point.measure,
           _NEEDED | {"enum": ["level", "growth", "increment", "rank", "ratio"]}, 9, word=True),
    Column("op", "string", "Comparator", "How the text bounds the value: eq =, ge ≥, gt >, le ≤, lt <, about, range.", lambda r: OPS[r.point.op],
           _NEEDED | {"enum": list(OPS.values())}, 8),
    Column("value", "number", "Value", "Exact, in the unit of this row.", lambda r: r.point.value, _NEEDED, 16),
    Column("value2", "number", "Upper end", "Upper end of a range.", lambda r: r.point.value2, width=14),
    Column("unit", "string", "Unit of measure", "Base unit; CNY is yuan.", lambda r: r.point.unit, width=9),
    Column("per", "string", "Per", "What the value is counted for, where it is a rate.", lambda r: r.point.per or "", width=8),
    Column("vintage", "string", "Vintage", "How firm the figure is, in the words of the text.", lambda r: r.point.vintage or "",
           {"enum": ["", *VINTAGES]}, 8),
    Column("modality", "string", "Modality", "The word that binds a target.", lambda r: r.point.modality or "", width=8),
    Column("derived", "boolean", "Derived", "Whether it was computed from other values.", lambda r: r.point.derived, _NEEDED, 8),
    Column("trace", "string", "Computed how", "Rule, inputs and steps of a computed value.", lambda r: r.point.trace.tree() if r.point.trace else "", width=20),
    Column("reviewed", "boolean", "Reviewed", "Whether a person accepted it.", lambda r: r.point.reviewed, _NEEDED, 8),
    Column("number", "string", "Document number", "Number of the document.", lambda r: r.paper.number, width=20),
    Column("title", "string", "Document", "Title of the document.", lambda r: r.paper.title, _NEEDED, 40),
    Column("issued", "date", "Issued", "Day of issue.", lambda r: r.point.issued or r.paper.issued, width=11),
    Column("start", "integer", "Start", "Where the quote begins in the text of the document, in code points.", lambda r: r.point.source.start, _NEEDED, 8),
    Column("end", "integer", "End", "Where it ends.", lambda r: r.point.source.end, _NEEDED, 8),
    Column("quote", "string", "Quote", "The words that say it.", lambda r: r.point.source.quote, _NEEDED, 50),
    Column("document", "string", "Document id", "Id of the document in the list of documents.", lambda r: r.paper.id, _NEEDED, 20),
    Column("key", "string", "Key", "Stable id of the fact behind the value; empty for a computed one.", lambda r: r.point.key, width=20),
    Column("address", "string", "Address", "A page about the document.", lambda r: r.paper.address, width=30),
)


def rows(edition: Edition) -> Iterator[Row]:
    """The rows of an edition, always in the same order: by indicator, calibre, subject, period, kind, measure, document, place."""
    for point in sorted(edition.points, key=_order):
        named = edition.indicators.get(point.indicator)
        yield Row(point, edition.paper(point.source.doc), named.name if named else point.indicator, edition.subjects.get(point.subject, point.subject))


def _order(point: Point) -> tuple[Any, ...]:
    last, first = point.period.last or 0, point.period.first or 0
    return (point.indicator, point.calibre, point.subject, last, first, str(point.period), point.kind, point.measure, point.source.doc, point.source.start,
            point.source.end, point.key, point.value, point.value2 or 0, point.op, point.vintage or "", point.derived)
