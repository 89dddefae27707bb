"""A new version of a document: what people decided moves to where its sentence now stands, or is listed as lost; the rest is read anew."""
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from taizhang.server.documents.anchoring import Anchored, Anchoring
from taizhang.server.documents.models import Document, Text
from taizhang.server.facts.making import Made, make, store
from taizhang.server.facts.models import Fact
from taizhang.server.facts.positions import STRIDE
from taizhang.server.facts.versions import follow
from taizhang.server.imports.reader import Reading

KEPT = ("accepted", "corrected", "rejected", "disputed")
_NEAR = "the words around its sentence changed"
_SAME = "its sentence stands in the new version"
_LOST = "the new version no longer has its sentence"
_ANEW = "read anew in the new version"


@dataclass(frozen=True, slots=True)
class Moves:
    """Where each decided fact goes: None is lost. ``units`` is where the list of units of a task stands now."""

    facts: Sequence[Fact]
    spans: Sequence[Anchored | None]
    values: Sequence[Anchored | None]
    units: Sequence[Anchored | None]

    @property
    def lost(self) -> list[dict[str, Any]]:
        """The decided facts that find no place, as an item lists them."""
        return [
            {"key": str(fact.key), "kind": fact.kind, "what": fact.what, "state": fact.state, "quote": fact.quote[:200]}
            for fact, span in zip(self.facts, self.spans, strict=True) if span is None
        ]

    @property
    def moved(self) -> int:
        """How many find one."""
        return sum(span is not None for span in self.spans)


def moves(old: str, new: str, facts: Sequence[Fact]) -> Moves:
    """Where decided facts of one text stand in another."""
    anchoring = Anchoring(old, new)
    spans = anchoring.move_all([(one.start, one.end) for one in facts])
    values: list[Anchored | None] = []
    units: list[Anchored | None] = []
    for at, (fact, span) in enumerate(zip(facts, spans, strict=True)):
        value = unit = None
        if span is not None and fact.value_start is not None and fact.value_end is not None:
            value = _inside(old, new, fact, span)
            if value is None:
                spans[at] = None
        start, end = fact.fields.get("units_start"), fact.fields.get("units_end")
        if spans[at] is not None and fact.kind == "task" and isinstance(start, int) and isinstance(end, int) and start < end:
            unit = anchoring.move(start, end)
            if unit is None:  # other units are in charge now: this is another task
                spans[at] = None
        values.append(value)
        units.append(unit)
    return Moves(facts, spans, values, units)


def _inside(old: str, new: str, fact: Fact, span: Anchored) -> Anchored | None:
    """A number inside a quote that moved: counted in signs that are no white space."""
    assert fact.value_start is not None and fact.value_end is not None
    if not (fact.start <= fact.value_start < fact.value_end <= fact.end):
        moved = Anchoring(old, new).move(fact.value_start, fact.value_end)
        return moved
    before = _signs(old[fact.start:fact.value_start])
    length = _signs(old[fact.value_start:fact.value_end])
    places = [at for at in range(span.start, span.end) if not new[at].isspace()][before:before + length]
    return Anchored(places[0], places[-1] + 1, span.how) if length and len(places) == length else None


def _signs(text: str) -> int:
    return sum(not sign.isspace() for sign in text)


def preview(document: Document, reading: Reading) -> tuple[int, list[dict[str, Any]]]:
    """How many decided facts would move, and those that would be lost."""
    facts = list(Fact.objects.current().filter(document=document.key, state__in=KEPT).order_by("position"))
    text = document.text
    if not facts or text is None:
        return 0, []
    found = moves(text.text, reading.made["text"], facts)
    return found.moved, found.lost


def renew(document: Document, text: Text, old: Text, reading: Reading, person: Any) -> tuple[int, list[dict[str, Any]]]:
    """Give a document's facts their places in its new text. Inside the transaction that makes the version."""
    facts = list(Fact.objects.current().filter(document=document.key).order_by("position").prefetch_related("in_charge"))
    decided = [one for one in facts if one.state in KEPT]
    found = moves(old.text, text.text, decided)
    taken: set[tuple[str, int, int]] = set()
    for fact, span, value in zip(decided, found.spans, found.values, strict=True):
        if span is not None:
            taken.add((fact.kind, span.start, span.end))
            if value is not None:
                taken.add((fact.kind, value.start, value.end))
    anew = [one for one in make(reading.made["lines"], text.text) if not _told(one, taken)]
    positions = _in_order(anew, found.spans)
    for at, (fact, span, value, unit) in enumerate(zip(decided, found.spans, found.values, found.units, strict=True)):
        if span is None:
            follow(fact, by=None, act="lose", reason=_LOST, state="lost")
            continue
        placed = _placed(fact, text.text, span, value, unit) | {"position": positions[at]}
        follow(fact, by=None, act="anchor", reason=_SAME if span.how == "same" else _NEAR, text=text, **placed)
    _suggest(anew, [one for one in facts if one.state == "suggested"], document, text, person)
    return found.moved, found.lost


def _in_order(anew: Sequence[Made], spans: Sequence[Anchored | None]) -> dict[int, int]:
    """Number new suggestions and moved facts in the order of the text; the numbers of the moved ones, by their place in ``spans``."""
    places = [(one.values["start"], 1, at) for at, one in enumerate(anew)]
    places += [(span.start, 0, at) for at, span in enumerate(spans) if span is not None]
    positions: dict[int, int] = {}
    for nth, (_start, is_new, at) in enumerate(sorted(places)):
        if is_new:
            anew[at].values["position"] = nth * STRIDE
        else:
            positions[at] = nth * STRIDE
    return positions


def _told(made: Made, taken: set[tuple[str, int, int]]) -> bool:
    """Whether a decided fact says this already, at this place."""
    values = made.values
    at_value = values.get("value_start") is not None and (values["kind"], values["value_start"], values["value_end"]) in taken
    return at_value or (values["kind"], values["start"], values["end"]) in taken


def _placed(fact: Fact, text: str, span: Anchored, value: Anchored | None, unit: Anchored | None) -> dict[str, Any]:
    """The columns that say where a fact stands, and the same in its fields."""
    quote = text[span.start:span.end]
    fields = fact.fields | {"start": span.start, "end": span.end, "quote": quote}
    changes: dict[str, Any] = {"start": span.start, "end": span.end, "quote": quote}
    if value is not None:
        changes |= {"value_start": value.start, "value_end": value.end}
        fields |= {"value_start": value.start, "value_end": value.end, "value_quote": text[value.start:value.end]}
    if unit is not None:
        fields |= {"units_start": unit.start, "units_end": unit.end, "units_quote": text[unit.start:unit.end]}
    return changes | {"fields": fields}


def _suggest(anew: Sequence[Made], before: Sequence[Fact], document: Document, text: Text, person: Any) -> None:
    """New suggestions; one that says what an old one said goes on under its key, an old one that nothing repeats ends."""
    waiting: dict[tuple[Any, ...], list[Fact]] = {}
    for fact in before:
        waiting.setdefault(_says(fact.kind, fact.quote, fact.what, fact.value_text, fact.period, fact.subject), []).append(fact)
    fresh: list[Made] = []
    for made in anew:
        values = made.values
        alike = waiting.get(_says(*(values.get(name) or "" for name in ("kind", "quote", "what", "value_text", "period", "subject"))))
        if alike:
            follow(alike.pop(0), by=person, act="read", reason=_ANEW, text=text, in_charge=made.units, **values)
        else:
            fresh.append(made)
    store(fresh, document=document.key, text=text, recorded_by=person)
    for left in waiting.values():
        for fact in left:
            fact.conclude(by=person, reason=_ANEW)


def _says(kind: str, quote: str, what: str, value: str, period: str, subject: str) -> tuple[str, ...]:
    return kind, "".join(quote.split()), what, value, period, subject
