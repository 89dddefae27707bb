"""When one field of a found row is right.

Names are compared as people do (``score_names``), numbers exactly but for a relative rounding of 1e-9, a month answers
its year, and an excerpt's fields that it cannot tell are always right.
"""
from collections.abc import Callable
from decimal import Decimal

from taizhang.reading.score_gold import GoldDocument, GoldStatement, GoldTask
from taizhang.reading.score_names import IndicatorJudge, same_name, squash, squashed
from taizhang.reading.score_pairs import hull, overlap
from taizhang.values import Metadata, Statement, Task

FIELDS = ("value", "unit", "op", "kind", "measure", "period", "subject", "indicator", "per", "span", "value_span")
STRICT = ("value", "unit", "op", "kind", "period", "indicator")

SAME_SUBJECT = 0.8
SAME_TASK_TITLE = 0.8
SAME_TITLE = 0.75
EVIDENCE_SHARED = 0.6
BODY_SHARED = 0.9
ROUNDING = 1e-9


def wrong_fields(gold: GoldStatement, found: Statement, judge: IndicatorJudge) -> dict[str, tuple[object, object]]:
    """The fields that are not right, each with what the gold has and what was found."""
    wrong: dict[str, tuple[object, object]] = {}
    for name in FIELDS:
        if name in gold.unscored:
            continue
        right = judge.right(gold, found.indicator) if name == "indicator" else _RIGHT[name](gold, found)
        if not right:
            wrong[name] = (_shown(gold, name), _shown(found, name))
    return wrong


def same_number(a: Decimal | None, b: Decimal | None) -> bool:
    """Whether two numbers are one but for rounding; nothing equals nothing only.

    >>> same_number(Decimal("33.3333333333"), Decimal("33.33333333331")), same_number(None, Decimal(0))
    (True, False)
    """
    if a is None or b is None:
        return a is b
    x, y = float(a), float(b)
    return abs(x - y) <= ROUNDING * max(1.0, abs(x), abs(y))


def same_period(gold: str | None, found: str | None) -> bool:
    """Whether two written periods are one; a month answers its year and the other way round, spans must be equal.

    >>> same_period("2017", "2017-12"), same_period("2016/2020", "2016"), same_period(None, "2017")
    (True, False, False)
    """
    a, b = gold or "", found or ""
    return a == b or ("/" not in a + b and a[:4].isdigit() and a[:4] == b[:4])


def _same_evidence(gold: GoldStatement, found: Statement) -> bool:
    a, b = (gold.start, gold.end), (found.start, found.end)
    return overlap(a, b) >= EVIDENCE_SHARED * hull(a, b)


_RIGHT: dict[str, Callable[[GoldStatement, Statement], bool]] = {
    "value": lambda g, s: same_number(g.value, s.value) and same_number(g.value2, s.value2),
    "unit": lambda g, s: squash(g.unit) == squash(s.unit),
    "op": lambda g, s: g.op == s.op,
    "kind": lambda g, s: g.kind == s.kind,
    "measure": lambda g, s: g.measure == s.measure,
    "period": lambda g, s: same_period(g.period, None if s.period is None else str(s.period)),
    "subject": lambda g, s: same_name(g.subject, s.subject, SAME_SUBJECT),
    "per": lambda g, s: squash(g.per) == squash(s.per),
    "span": _same_evidence,
    "value_span": lambda g, s: (g.value_start, g.value_end) == (s.value_start, s.value_end),
}


def _shown(row: GoldStatement | Statement, name: str) -> object:
    if name == "span":
        return row.quote
    if name == "value_span":
        return row.value_quote
    value = getattr(row, name)
    if name == "value" and row.value2 is not None:
        return f"{value}~{row.value2}"
    return value if value is None else str(value)


def task_right(gold: GoldTask, found: Task) -> frozenset[str]:
    """The parts of a paired task that are right; ``roles`` only where the gold tells them."""
    a, b = (gold.start, gold.end), (found.start, found.end)
    parts = {
        "units_exact": squashed(gold.units) == squashed(found.units),
        "title": same_name(gold.title, found.title, SAME_TASK_TITLE),
        "number": squash(gold.number) == squash(found.number),
        "path": squashed(gold.path) == squashed(found.path),
        "body": overlap(a, b) / max(1, hull(a, b)) >= BODY_SHARED,
        "roles": any(gold.roles) and gold.roles == tuple(found.roles),
    }
    return frozenset(name for name, right in parts.items() if right)


def metadata_right(gold: GoldDocument, found: Metadata) -> frozenset[str]:
    """The fields of metadata that are right; a month given in the gold is answered by any day of it."""
    issued = gold.issued or ""
    parts = {
        "title": same_name(gold.title, found.title, SAME_TITLE),
        "number": squash(gold.number) == squash(found.number),
        "issued": (found.issued or "")[: len(issued)] == issued[:10] if issued else not found.issued,
        "issuers": sorted(squashed(gold.issuers)) == sorted(squashed(found.issuers)),
        "year_of": gold.year_of == found.year_of,
        "plan_for": gold.plan_for == found.plan_for,
    }
    return frozenset(name for name, right in parts.items() if right)
