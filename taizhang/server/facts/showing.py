"""What of a fact a decision may change, and what differs between two versions."""
from decimal import Decimal
from typing import Any, cast

from taizhang.server.facts.headings import present
from taizhang.server.facts.models import STATEMENTS, Fact
from taizhang.server.look.words import amount_words as shown
from taizhang.server.look.words import exact_words as exact
from taizhang.values.facts import Kind, Measure, Op, Statement

__all__ = ["as_statement", "differences", "exact", "label", "shown", "snapshot"]


def as_statement(fact: Fact) -> Statement | None:
    """The number of a fact as the library knows it; None where the fact holds none."""
    if fact.kind not in STATEMENTS or not fact.value_text:
        return None
    first, last = fact.value_start, fact.value_end
    words = fact.quote[first - fact.start : last - fact.start] if first is not None and last is not None else fact.quote
    return Statement(
        doc="", start=fact.start, end=fact.end, quote=fact.quote, value_start=first or fact.start, value_end=last or fact.end, value_quote=words,
        indicator=fact.what, kind=cast("Kind", fact.kind), measure=cast("Measure", fact.measure or "level"), op=cast("Op", fact.op or "="),
        value=Decimal(fact.value_text), value2=Decimal(fact.value2_text) if fact.value2_text else None, unit=fact.measure_unit, per=None,
        period=None, subject=fact.subject,
    )


def label(fact: Fact) -> str:
    """A fact in a few words: what it is about, and its value."""
    return f"{fact.what or fact.quote[:40]} {shown(fact)}".strip()


def snapshot(fact: Fact) -> dict[str, Any]:
    """What a decision may change of a fact, by name; the trail keeps it, old and new."""
    held: dict[str, Any] = {
        "kind": fact.kind, "what": fact.what, "op": fact.op, "value": fact.value_text, "value2": fact.value2_text, "measure": fact.measure,
        "measure_unit": fact.measure_unit, "per": fact.fields.get("per"), "period": fact.period, "subject": fact.subject,
        **(present(fact) if fact.kind == "task" else {}),
        "units": [f"{one.name}/{one.role}" if one.role else one.name for one in fact.in_charge.all()],
    }
    return {name: value for name, value in held.items() if value}


def differences(old: Fact, new: Fact) -> list[tuple[str, Any, Any]]:
    """(name, old, new) for each thing that differs between two versions, in a fixed order."""
    a, b = snapshot(old), snapshot(new)
    return [(name, a.get(name, ""), b.get(name, "")) for name in dict.fromkeys((*a, *b)) if a.get(name) != b.get(name)]
