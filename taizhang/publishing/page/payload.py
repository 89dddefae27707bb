"""What the page is given: documents, facts and layout as JSON, small enough for sixty documents in one file."""
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from taizhang.publishing import amounts, rows
from taizhang.publishing.blocks import layout
from taizhang.values import Citation, Clause, Facts, Goal, Statement, Task

_KIND_CODES = {"text": 0, "title": 1, "number": 2, "heading": 3, "flush": 4, "units": 5, "sign": 6, "row": 7, "rest": 8}
_WIDE = re.compile("[\U00010000-\U0010ffff]")
# Whatever could end a script element, begin markup, or cannot be written as UTF-8.
_UNSAFE = re.compile("[<>&\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def script_json(value: object) -> str:
    """JSON that is safe between script tags, whatever the strings hold.

    >>> script_json("</script><!--&")
    '"\\\\u003c/script\\\\u003e\\\\u003c!--\\\\u0026"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda m: f"\\u{ord(m.group()):04x}", text)


def index(ledger: Sequence[Facts]) -> dict[str, Any]:
    """Everything but the texts: one entry a document, with its facts."""
    return {"documents": [_document(facts) for facts in ledger], "facts": [_facts(facts) for facts in ledger]}


def body(facts: Facts) -> dict[str, Any]:
    """One document's text, for when it is opened.

    ``wide`` lists the code points that take two places in the page's strings; all offsets are code points.
    Each block is ``[start, end, kind, level, lead, gaps…]``.
    """
    return {
        "text": facts.text,
        "wide": [found.start() for found in _WIDE.finditer(facts.text)],
        "blocks": [[b.start, b.end, _KIND_CODES[b.kind], b.level, b.lead, *(x for gap in b.gaps for x in gap)] for b in layout(facts)],
    }


def _document(facts: Facts) -> dict[str, Any]:
    meta = facts.metadata
    return _slim({
        "name": facts.doc, "title": meta.title, "issuers": list(meta.issuers), "number": meta.number, "issued": meta.issued,
        "yearOf": meta.year_of, "planFor": meta.plan_for, "place": meta.place, "publicity": meta.publicity, "genre": meta.genre,
        "pack": facts.pack, "reason": facts.pack_reason, "sha256": facts.sha256, "size": len(facts.text), "notes": list(facts.notes),
        "years": rows.document_years(facts), "counts": rows.counts(facts),
        "outline": [[h.start, h.end, h.body_end, h.level, h.number, h.title] for h in facts.outline],
    })


def _facts(facts: Facts) -> list[dict[str, Any]]:
    tasks = rows.TaskIndex.of(facts.tasks)
    found = [_task(task) for task in facts.tasks]
    found += [_statement(one, tasks) for one in facts.statements]
    found += [_goal(goal, tasks) for goal in facts.goals]
    found += [_cite(cite) for cite in facts.cites]
    found += [_clause(clause, tasks) for clause in facts.clauses]
    return found


def _task(task: Task) -> dict[str, Any]:
    return _slim({
        "k": "task", "s": task.start, "e": task.end, "what": task.title, "number": task.number, "path": list(task.path),
        "us": task.units_start, "ue": task.units_end, "units": list(task.units),
        "roles": list(task.roles) if any(task.roles) else None, "lead": task.inferred_lead, "unresolved": list(task.unresolved),
        "confidence": task.confidence, "stage": task.stage,
    })


def _statement(one: Statement, tasks: rows.TaskIndex) -> dict[str, Any]:
    return _slim({
        "k": one.kind, "s": one.start, "e": one.end, "vs": one.value_start, "ve": one.value_end, "what": one.indicator,
        "value": amounts.shown(one), "exact": amounts.exact(one), "n": float(one.value), "unit": one.unit, "measure": one.measure,
        "per": one.per, "period": _said(one.period), "years": rows.years(one.period), "subject": one.subject,
        "task": tasks.at(one.value_start), "modality": one.modality, "vintage": one.vintage, "periodSource": one.period_source,
        "subjectSource": one.subject_source,
        "code": one.indicator_id, "path": list(one.clause), "table": one.table or None, "confidence": one.confidence, "stage": one.stage,
    })


def _goal(goal: Goal, tasks: rows.TaskIndex) -> dict[str, Any]:
    return _slim({
        "k": "goal", "s": goal.start, "e": goal.end, "what": goal.what, "form": goal.form, "modality": goal.modality,
        "period": _said(goal.period), "years": rows.years(goal.period), "subject": goal.subject, "path": list(goal.clause),
        "task": tasks.at(goal.start), "confidence": goal.confidence, "stage": goal.stage,
    })


def _cite(cite: Citation) -> dict[str, Any]:
    return _slim({
        "k": "cite", "s": cite.start, "e": cite.end, "what": cite.title or cite.number or cite.quote,
        "number": cite.number if cite.title else None, "relation": cite.relation,
    })


def _clause(clause: Clause, tasks: rows.TaskIndex) -> dict[str, Any]:
    return _slim({
        "k": "clause", "s": clause.start, "e": clause.end, "form": clause.clause_kind, "parts": [list(part) for part in clause.parts],
        "path": list(clause.path), "task": tasks.at(clause.start), "confidence": clause.confidence, "stage": clause.stage,
    })


def _said(period: object) -> str | None:
    return None if period is None else str(period)


def _slim(record: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty: the page asks for it and finds nothing, which is the same."""
    return {key: value for key, value in record.items() if value is not None and value != [] and value != ""}


def scripts(ledger: Iterable[Facts]) -> list[str]:
    """One JSON text a document."""
    return [script_json(body(facts)) for facts in ledger]
