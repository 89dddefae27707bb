"""What two documents say of one thing: figures of many documents, grouped so that only those of one thing are held against each other."""
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from taizhang.indicators.doubt import Doubt, Figure, doubt, number
from taizhang.indicators.words import words
from taizhang.values import Statement

RIVALS, AVERAGE = "rival targets", "target below the average"
RIVALS_SAID = "one document sets {first}, another {second}"
AVERAGE_SAID = "{first} does not come up to the average, which is {second} already"


@dataclass(frozen=True, slots=True)
class Held:
    """What one figure takes to be held against those of other documents: plain data, so that an office can keep it beside the document.

    ``at`` names the figure in its document. ``id`` is that of the catalogue or empty, ``core`` the name in its normal form. ``period`` is
    filled for targets of a year that may have rivals, ``wider`` for targets that are to come up to the average of such a place.
    """

    doc: str
    at: str
    kind: str
    id: str
    core: str
    manner: str
    dimension: str
    per: bool
    subject: str
    period: str
    value: Fraction
    unit: str
    wider: str


def held(figure: Figure, at: str = "") -> Held | None:
    """What is held of a figure; None where no other document can speak against it."""
    one, form = figure.statement, figure.claim.form
    rival = one.kind == "target" and figure.year is not None and form.manner in ("share", "level", "growth") and not form.generic
    wider = next((place for word, place in words().averages if word in figure.after), "") if one.kind == "target" and one.per else ""
    told = one.kind == "actual" and any(one.subject.endswith(place) for _word, place in words().averages)
    if not (rival or wider or told):
        return None
    return Held(one.doc, at, one.kind, one.indicator_id or "", form.core, form.manner, form.dimension, bool(form.per), one.subject,
                str(one.period) if rival else "", figure.value, one.unit, wider)


def rivals(ledger: Iterable[Held]) -> Iterator[tuple[Held, Held]]:
    """Different targets for one thing, place and period in two documents, the earlier by name first; each pair once."""
    for group in _named(one for one in ledger if one.period):
        for some, others in combinations(_by_value(group), 2):
            for one in some:
                for other in others:
                    if one.doc != other.doc and _one_name(one, other):
                        yield (one, other) if one.doc < other.doc else (other, one)


def averages(ledger: Iterable[Held]) -> Iterator[tuple[Held, Held]]:
    """Targets that are to come up to the average of a wider place, with what another document says of it: higher already."""
    every = list(ledger)
    asked = [one for one in every if one.wider]
    told: dict[str, list[Held]] = {}
    for other in every if asked else ():
        if other.kind == "actual":
            for name in {f"id {other.id}" if other.id else "", f"core {other.core}"} - {""}:
                told.setdefault(name, []).append(other)
    for one in asked:
        met = {id(other): other for name in (f"id {one.id}", f"core {one.core}") for other in told.get(name, ())}
        for other in met.values():
            fits = other.doc != one.doc and _one_name(one, other) and other.subject.endswith(one.wider)
            if fits and (one.manner, one.unit) == (other.manner, other.unit) and one.value < other.value:
                yield one, other


def doubted(kind: str, one: Held, other: Held, of: tuple[Statement, Statement]) -> Doubt:
    """The doubt about two figures of two documents, ``of`` being their statements."""
    gap = number(abs(other.value - one.value))
    if kind == RIVALS:
        return doubt(RIVALS, RIVALS_SAID, of, f"|{number(one.value)} - {number(other.value)}| = {gap}", gap)
    return doubt(AVERAGE, AVERAGE_SAID, of, f"{number(other.value)} - {number(one.value)} = {gap}", gap)


def _named(ledger: Iterable[Held]) -> Iterator[list[Held]]:
    """Figures of one thing, place and period: by the catalogue, and by their names, for where it does not know one of two."""
    groups: dict[tuple[object, ...], list[Held]] = {}
    for one in ledger:
        thing = (one.period, one.subject, one.manner, one.dimension, one.per)
        if one.id:
            groups.setdefault((*thing, "id", one.id), []).append(one)
        groups.setdefault((*thing, "core", one.core), []).append(one)
    for key, group in groups.items():
        if len(group) > 1 and (key[-2] == "id" or not all(one.id for one in group)):
            yield group if key[-2] == "id" else [*group]


def _by_value(group: list[Held]) -> list[list[Held]]:
    values: dict[Fraction, list[Held]] = {}
    for one in group:
        values.setdefault(one.value, []).append(one)
    return list(values.values())


def _one_name(one: Held, other: Held) -> bool:
    return one.id == other.id if one.id and other.id else one.core == other.core
