"""Which of several figures for one thing counts: rules in their order, each with its name. Where none decides, none counts."""
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from taizhang.indicators.moments import whole
from taizhang.indicators.points import Point
from taizhang.indicators.reasons import Reason, reason
from taizhang.indicators.spans import interval
from taizhang.indicators.words import words
from taizhang.values import Period
from taizhang.values.facts import Kind, Measure

ONLY = reason("the only figure")
RULES = ("only", "agree", "stated", "vintage", "owner", "precise", "later", "firm", "undecided", "waiting")
"""Ids of the rules; `docs/indicators.md` says what each does."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What counts for one kind, measure and period of a series.

    ``point`` counts, None where no rule decides or nothing is reviewed; ``others`` do not, in the order of the series; ``waiting``
    are not reviewed yet and take no part. ``rule`` is one of `RULES`. ``conflict`` says that reviewed figures differ.
    """

    kind: Kind
    measure: Measure
    period: Period
    unit: str
    per: str | None
    point: Point | None
    others: tuple[Point, ...]
    waiting: tuple[Point, ...]
    rule: str
    reason: Reason
    conflict: bool


def order(point: Point) -> tuple[object, ...]:
    """The one order in which points stand: by what they are, then by where they come from. No order of input matters."""
    source = point.source
    return (point.kind, point.measure, point.unit, point.per or "", str(point.period), point.issued or date.min, point.document, source.doc,
            source.start, source.end, source.quote, point.key, point.value, point.value2 or point.value, point.op, point.vintage or "",
            point.modality or "", not point.reviewed, point.derived)


def vintage(point: Point) -> int:
    """How firm a figure is, 0 the least; one that says nothing is a reported one."""
    listed = words().vintages
    return listed.index(point.vintage) if point.vintage in listed else 1


def firm(point: Point) -> bool:
    """Whether a target binds, or is only striven for (力争, 争取)."""
    return not (point.modality and any(word in point.modality for word in words().stretch))


def count(points: Sequence[Point], owned: Collection[str] = ()) -> Counted:
    """Decide among figures for one kind, measure and period (at least one); ``owned`` names the documents of the indicator's owner."""
    if len(points) == 1 and points[0].reviewed:  # what most are
        one = points[0]
        return Counted(one.kind, one.measure, whole(one.period), one.unit, one.per, one, (), (), "only", ONLY, False)
    ordered = sorted(points, key=order)
    left = [one for one in ordered if one.reviewed]
    waiting = tuple(one for one in ordered if not one.reviewed)
    conflict = len({_said(one) for one in left}) > 1
    point, rule, why = _decide(left, frozenset(owned)) if left else (None, "waiting", reason("{n} figures wait for review", n=len(waiting)))
    first = ordered[0]
    others = tuple(one for one in left if one is not point)
    return Counted(first.kind, first.measure, whole(first.period), first.unit, first.per, point, others, waiting, rule, why, conflict)


def _said(one: Point) -> tuple[object, ...]:
    return one.op, one.value, one.value2


def _decide(left: list[Point], owned: frozenset[str]) -> tuple[Point | None, str, Reason]:
    if len(left) == 1:
        return left[0], "only", ONLY
    if len({_said(one) for one in left}) == 1:
        return _best(left), "agree", reason("{n} sources say the same", n=len(left))
    bounds = {one.op for one in left} - {"="}
    if left[0].kind == "target" and len(bounds) == 1 and len({(one.value, one.value2) for one in left}) == 1:
        return _best([one for one in left if one.op != "="]), "agree", reason("the same number, once as a bound")
    stated = [one for one in left if not one.derived]
    if stated and len(stated) < len(left):
        return _through(stated, "stated", reason("what a document states counts before what is computed"), owned)
    if len({vintage(one) for one in left}) > 1:
        top = max(vintage(one) for one in left)
        return _through([one for one in left if vintage(one) == top], "vintage",
                        reason("the firmer figure counts: {vintage}", vintage=words().vintages[top]), owned)
    ours = [one for one in left if one.document in owned]
    if ours and len(ours) < len(left):
        return _through(ours, "owner", reason("the figure of the unit that owns the indicator counts"), owned)
    if left[0].kind != "target":
        precise = _precise(left)
        if precise is not None:
            return precise, "precise", reason("all agree within the digits as written, the most precise counts")
    if all(one.issued is not None for one in left) and len({one.issued for one in left}) > 1:
        last = max(one.issued for one in left if one.issued is not None)
        return _through([one for one in left if one.issued == last], "later", reason("the later document counts: {day}", day=last), owned)
    binding = [one for one in left if firm(one)]
    if left[0].kind == "target" and binding and len(binding) < len(left):
        return _through(binding, "firm", reason("what is promised counts before what is striven for"), owned)
    return None, "undecided", reason("{n} sources differ and no rule says which one counts", n=len(left))


def _through(left: list[Point], rule: str, why: Reason, owned: frozenset[str]) -> tuple[Point | None, str, Reason]:
    """What a rule left over: it decided where one value is left, else the next rules go on."""
    return (_best(left), rule, why) if len({_said(one) for one in left}) == 1 else _decide(left, owned)


def _best(left: Sequence[Point]) -> Point:
    """Of figures that say the same: the firmest, then the latest, then the first in order."""
    return max(reversed(left), key=lambda one: (not one.derived, vintage(one), one.issued or date.min))


def _precise(left: Sequence[Point]) -> Point | None:
    """The narrowest of figures that all agree; None where they do not, or where two are as narrow and differ."""
    held = [(interval(one), one) for one in left]
    if not all(a.meets(b) for a, _ in held for b, _ in held):
        return None
    known = [(one.width, point) for one, point in held if one.width is not None]
    if not known:
        return None
    least = min(width for width, _ in known)
    narrow = [point for width, point in known if width == least]
    return _best(narrow) if len({_said(one) for one in narrow}) == 1 else None
