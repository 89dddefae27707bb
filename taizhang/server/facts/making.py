"""From what the reader says to rows of facts: one mapping for imports and new readings alike. Pure: nothing is stored here."""
import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from taizhang.publishing import jsonl
from taizhang.publishing.amounts import plain
from taizhang.publishing.rows import TaskIndex, in_charge, years
from taizhang.server.facts.charge import Charge, lead_of
from taizhang.server.facts.models import Fact, InCharge
from taizhang.server.facts.positions import STRIDE
from taizhang.values import Citation, Clause, Facts, Goal, Statement, Task
from taizhang.values.facts import Heading

_ORDER = {"task": 0, "clause": 1, "goal": 2, "cite": 4}  # statements are 3: what holds others stands before them
_CUT = {one.name: one.max_length for one in Fact._meta.concrete_fields if one.max_length and one.name not in ("kind", "state", "manner", "act", "sort_what")}
_NAME, _UNIT = (next(one.max_length for one in InCharge._meta.concrete_fields if one.name == name) for name in ("name", "unit"))
_HEAD = 60  # characters of a quote that name a fact which has no name


@dataclass(frozen=True, slots=True)
class Made:
    """The values of one fact's row, without document, text and person, and its units."""

    values: dict[str, Any]
    units: tuple[Charge, ...] = field(default=())

    @property
    def place(self) -> tuple[int, int, str]:
        """Where it stands."""
        return self.values["start"], self.values["end"], self.values["kind"]


def make(lines: Iterable[str], text: str) -> list[Made]:
    """The facts of one document from the reader's own jsonl, in the order of the text. ``text`` is the canonical text."""
    lines = list(lines)
    records = [json.loads(line, parse_float=Decimal) for line in lines]
    head = next(one for one in records if one["type"] == "document")
    facts = jsonl.read(lines, {head["doc"]: text})[0]
    units = _Units(facts)
    headings = _Headings.of(facts.outline)
    found: list[tuple[tuple[int, int, int], Made]] = []
    by_kind = {name: iter([one for one in records if one["type"] == name]) for name in jsonl.TYPES}
    for name, gathered in jsonl.GATHERED.items():
        for thing in getattr(facts, gathered):
            record = next(by_kind[name])
            found.append(_made(name, thing, record, units))
    for cite, record in zip(facts.cites, head["cites"], strict=True):
        found.append(((cite.start, 4, -cite.end), _cited(cite, {"type": "cite"} | record, headings.path(cite.start))))
    found.sort(key=lambda one: one[0])
    for position, (_, made) in enumerate(found):
        made.values["position"] = position * STRIDE
    return [made for _, made in found]


def make_one(thing: Statement | Goal | Task | Clause | Citation, doc: str, sha256: str, units: Sequence[Charge], path: Sequence[str]) -> Made:
    """One fact that a person found, as `make` would have made it of the reader's own line; without its position.

    ``units`` are in charge of it, ``path`` is the headings above it.
    """
    if isinstance(thing, Citation):
        written = jsonl.dumps({"type": "cite"} | jsonl.fields_of(thing))
        return _cited(thing, json.loads(written, parse_float=Decimal), path, tuple(units))
    name = next(name for name, kind in jsonl.TYPES.items() if isinstance(thing, kind))
    record = json.loads(jsonl.dumps({"type": name, "doc": doc, "sha256": sha256} | jsonl.fields_of(thing)), parse_float=Decimal)
    return _made(name, thing, record, _Known(tuple(units)))[1]


def rows_of(made: Sequence[Made], **common: Any) -> tuple[list[Fact], list[list[Charge]]]:
    """Unsaved rows with what is common to them (document, text, recorded_by), and the units of each."""
    return [Fact(**one.values, **common) for one in made], [list(one.units) for one in made]


def store(made: Sequence[Made], **common: Any) -> list[Fact]:
    """Store facts as suggested, with their units; inside the caller's transaction."""
    rows, units = rows_of(made, **common)
    stored = Fact.objects.bulk_create(rows, batch_size=200)
    InCharge.objects.bulk_create([
        InCharge(fact=fact, order=order, unit=unit, name=name, role=role, inherited=inherited)
        for fact, charged in zip(stored, units, strict=True) for order, (unit, name, role, inherited) in enumerate(charged)
    ], batch_size=300)
    return stored


def headings_above(outline: Sequence[Mapping[str, Any]], offset: int) -> list[str]:
    """The titles of the headings above a place, outermost first; ``outline`` as a text keeps it."""
    names = ("level", "number", "title", "start", "end", "body_end")
    return _Headings.of([Heading(**{name: node[name] for name in names}, parent=node.get("parent")) for node in outline]).path(offset)


def cut(name: str, value: str) -> str:
    """A value as long as its column takes it."""
    size = _CUT.get(name)
    return value if not size or len(value) <= size else value[: size - 1] + "\N{HORIZONTAL ELLIPSIS}"


def head_of(quote: str) -> str:
    """What a task or a clause without a name is called."""
    if cut("what", quote) != quote:
        return cut("what", quote)
    flat = " ".join(quote.split())
    return flat if len(flat) <= _HEAD else flat[:_HEAD] + "\N{HORIZONTAL ELLIPSIS}"


def sortable(value: Decimal) -> Decimal | None:
    """The value as the column can hold it; None where it has too many digits."""
    try:
        fitting = value.quantize(Decimal(1).scaleb(-12)) if value.is_finite() else None
    except InvalidOperation:
        return None
    return fitting if fitting is not None and fitting.adjusted() < 28 else None


def _cited(cite: Citation, record: dict[str, Any], path: Sequence[str], charged: tuple[Charge, ...] = ()) -> Made:
    values = _base("cite", cite.start, cite.end, cite.quote, record)
    values |= {"what": cite.title or cite.number or cite.quote, "measure": cite.relation, "clause": " / ".join(path), "lead": lead_of(charged)}
    return Made(_fitting(values), charged)


def _made(name: str, thing: Any, record: dict[str, Any], units: "_Units | _Known") -> tuple[tuple[int, int, int], Made]:
    kind = thing.kind if name == "statement" else name
    values = _base(kind, thing.start, thing.end, thing.quote, record)
    values["confidence"] = thing.confidence
    if name == "statement":
        values |= _statement(thing)
        charged = units.around(thing.value_start)
    elif name == "task":
        values |= {"what": thing.title or thing.quote, "clause": " / ".join((*thing.path, *([thing.title] if thing.title else ())))}
        charged = units.of(thing)
    elif name == "goal":
        values |= {"what": thing.what, "measure": thing.form, "subject": thing.subject, "clause": " / ".join(thing.clause)} | _period(thing.period)
        charged = units.around(thing.start)
    else:
        values |= {"what": thing.quote, "measure": thing.clause_kind, "clause": " / ".join(thing.path)}
        charged = units.around(thing.start)
    values["lead"] = lead_of(charged)
    return (thing.start, _ORDER.get(kind, 3), -thing.end), Made(_fitting(values), charged)


def _base(kind: str, start: int, end: int, quote: str, record: dict[str, Any]) -> dict[str, Any]:
    return {"kind": kind, "start": start, "end": end, "quote": quote, "fields": _exact(record)}


def _statement(one: Any) -> dict[str, Any]:
    return {
        "value_start": one.value_start, "value_end": one.value_end, "what": one.indicator, "op": one.op,
        "value_text": plain(one.value), "value2_text": "" if one.value2 is None else plain(one.value2), "value": sortable(one.value),
        "measure": one.measure, "measure_unit": one.unit, "subject": one.subject, "clause": " / ".join(one.clause),
    } | _period(one.period)


def _period(period: Any) -> dict[str, Any]:
    span = years(period)
    first, last = span or (None, None)
    return {"period": "" if period is None else str(period), "year": last, "year_first": first}


def _fitting(values: dict[str, Any]) -> dict[str, Any]:
    """Cut what is longer than its column; ``fields`` keeps it whole."""
    for name, size in _CUT.items():
        given = values.get(name)
        if given and len(given) > size:
            values[name] = "" if name in ("value_text", "value2_text", "period") else cut(name, given)
    if values["kind"] in ("task", "clause") and values["what"] == values["quote"]:
        values["what"] = head_of(values["quote"])
    return values


def _exact(value: Any) -> Any:
    """JSON for the database: numbers of the ledger as texts with all their digits, all else as the reader writes it."""
    kept = {name: _plain(one) for name, one in value.items()}
    for name in ("value", "value2"):
        if value.get(name) is not None:
            kept[name] = plain(Decimal(value[name]))
    return kept


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return value


class _Units:
    """Who is in charge: of a task by itself, of anything else by the task around it."""

    def __init__(self, facts: Facts) -> None:
        self.tasks = facts.tasks
        self.index = TaskIndex.of(facts.tasks)
        self.own = [_charges(task) for task in facts.tasks]

    def of(self, task: Task) -> tuple[Charge, ...]:
        """The units of a task."""
        return _charges(task)

    def around(self, offset: int) -> tuple[Charge, ...]:
        """The units of the task that holds a place of the text."""
        at = self.index.at(offset)
        return () if at is None else tuple((unit, name, role, True) for unit, name, role, _own in self.own[at])


@dataclass(frozen=True, slots=True)
class _Known:
    """Units in charge that somebody has named."""

    charged: tuple[Charge, ...]

    def of(self, task: Task) -> tuple[Charge, ...]:
        return self.charged

    def around(self, offset: int) -> tuple[Charge, ...]:
        return self.charged


def _charges(task: Task) -> tuple[Charge, ...]:
    resolved = (*task.resolved, *(None,) * len(task.units))
    found: list[Charge] = []
    for (name, role), unit in zip(in_charge(task), resolved, strict=False):
        said = role or ("inferred" if name == task.inferred_lead else "")
        found.append(((unit or "")[:_UNIT], name[:_NAME], said, False))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Headings:
    """The path of headings to a place."""

    outline: Sequence[Heading]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, outline: Sequence[Heading]) -> "_Headings":
        return cls(outline, tuple(one.start for one in outline))

    def path(self, offset: int) -> list[str]:
        at: int | None = bisect_right(self.starts, offset) - 1
        outline = self.outline
        while at is not None and at >= 0 and outline[at].body_end <= offset:
            at = outline[at].parent
        titles = []
        while at is not None and at >= 0:
            if outline[at].title:
                titles.append(outline[at].title)
            at = outline[at].parent
        return titles[::-1]
