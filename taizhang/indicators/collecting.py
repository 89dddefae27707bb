"""Statements of a document as points of series: which indicator, for which region, in the indicator's own unit."""
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import cast

from taizhang.indicators.calibres import calibre_on
from taizhang.indicators.points import Point
from taizhang.indicators.reasons import Reason, reason
from taizhang.indicators.resolving import Suggestion, resolve
from taizhang.indicators.units import Scale
from taizhang.packs import Indicator, Pack
from taizhang.values import Facts, Period, Span, Statement
from taizhang.values.facts import Kind, Op


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A statement that is a point of no series, with why and what it may mean."""

    statement: Statement
    why: Reason
    suggestions: tuple[Suggestion, ...] = ()


def subject_of(words: str, pack: Pack, on: date | None = None) -> str:
    """The id of the region that some words name on a day; the words where none or several do.

    >>> from taizhang.packs import load
    >>> subject_of("泉州市", load("china")), subject_of("河西试验农场", load("china"))
    ('350500', '河西试验农场')
    """
    region = pack.region_named(words, on)
    return region.id if region is not None else words


def point_of(*, what: str, kind: str, measure: str, op: str, value: Decimal, unit: str, period: Period | None, subject: str, source: Span,
             pack: Pack, value2: Decimal | None = None, per: str | None = None, vintage: str | None = None, modality: str | None = None,
             document: str = "", issued: date | None = None, key: str = "", reviewed: bool = True) -> Point | Reason:
    """A value as a point of a series, or the reason why it is none. All arguments are fields as the reader or the ledger has them.

    >>> from taizhang.packs import load
    >>> point = point_of(what="研发投入强度", kind="target", measure="ratio", op=">=", value=Decimal("25"), unit="‰", period=Period(2030, 2030),
    ...     subject="泉州市", source=Span("a.txt", 0, 1, "a"), pack=load("china"))
    >>> point.indicator, point.subject, str(point.value), point.unit
    ('rd_gdp_ratio', '350500', '2.5', '%')
    """
    if kind == "rule":
        return reason("a rule sets no value of a series")
    if period is None:
        return reason("no time is told")
    found = resolve(what, measure, unit, per, pack, subject)
    if found.id is None or found.scale is None:
        return found.why
    return pointed(
        pack.indicators[found.id], found.scale, subject=subject_of(subject, pack, issued), kind=kind, op=op, value=Decimal(value), period=period,
        source=source, value2=value2, vintage=vintage, modality=modality, document=document, issued=issued, key=key, reviewed=reviewed)


def pointed(one: Indicator, scale: Scale, *, subject: str, kind: str, op: str, value: Decimal, period: Period, source: Span,
            value2: Decimal | None = None, vintage: str | None = None, modality: str | None = None, document: str = "",
            issued: date | None = None, key: str = "", reviewed: bool = True) -> Point | Reason:
    """A value whose indicator and scale are known already as a point, in the unit of the series and under its way of counting; ``subject`` is an id."""
    return _scaled(scale, Point(
        indicator=one.id, subject=subject, period=period, kind=cast("Kind", kind), measure=scale.measure, op=cast("Op", op), value=value,
        unit=scale.unit, source=source, document=document or source.doc, value2=value2, per=scale.per, calibre=calibre_on(one, period, issued),
        vintage=vintage, modality=modality, issued=issued, key=key, reviewed=reviewed))


def _scaled(scale: Scale, point: Point) -> Point | Reason:
    if scale.factor == 1:
        return point
    value, value2 = point.value, point.value2
    scaled = scale.of(value)
    other = scale.of(value2) if value2 is not None else None
    if scaled is None or (value2 is not None and other is None):
        return reason("the value is no decimal number in {unit}", unit=scale.unit)
    return replace(point, value=scaled, value2=other)


def points(facts: Facts, pack: Pack) -> tuple[tuple[Point, ...], tuple[Unresolved, ...]]:
    """The points of a document in the order of its text, and the statements with a number that are none; nothing of it is reviewed.

    >>> from taizhang import read_text
    >>> from taizhang.packs import load
    >>> facts = read_text("到2030年，研发投入占地区生产总值比重达2.5%以上，建成茶园300亩。")
    >>> found, open = points(facts, load("china"))
    >>> [(one.indicator, str(one.value)) for one in found], [one.statement.indicator for one in open]
    ([('rd_gdp_ratio', '2.5')], ['茶园'])
    """
    issued = day_of(facts.metadata.issued)
    made: list[Point] = []
    open: list[Unresolved] = []
    for one in facts.statements:
        if one.kind == "rule":
            continue
        found = point_of(
            what=one.indicator, kind=one.kind, measure=one.measure, op=one.op, value=one.value, unit=one.unit, period=one.period, subject=one.subject,
            source=Span(one.doc, one.start, one.end, one.quote), pack=pack, value2=one.value2, per=one.per, vintage=one.vintage,
            modality=one.modality, document=facts.doc, issued=issued, key=f"{one.doc}:{one.value_start}:{one.value_end}", reviewed=False)
        if isinstance(found, Point):
            made.append(found)
        else:
            open.append(Unresolved(one, found, resolve(one.indicator, one.measure, one.unit, one.per, pack, one.subject).suggestions))
    return tuple(made), tuple(open)


def day_of(written: str | None) -> date | None:
    """The day a document was issued; the first of the month where only that is known.

    >>> day_of("2016-06"), day_of(None)
    (datetime.date(2016, 6, 1), None)
    """
    if not written:
        return None
    year, month, day = (*written.split("-"), "1", "1")[:3]
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
