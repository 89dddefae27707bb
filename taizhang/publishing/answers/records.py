"""An answer as one object: the target and the result with all their fields, status, met and reason."""
from collections.abc import Iterator
from typing import Any

from taizhang.indicators import Answers, TargetAnswer
from taizhang.publishing.jsonl import fields_of


def record(one: TargetAnswer) -> dict[str, Any]:
    """One object a target: ``target``, ``status``, ``actual`` or None, ``met`` and ``degree`` or None, ``reason``, ``likeness``."""
    return {"target": fields_of(one.target), "status": one.status, "actual": fields_of(one.actual) if one.actual else None,
            "met": one.met, "degree": one.degree, "reason": one.reason, "likeness": one.likeness}


def records(found: Answers) -> Iterator[dict[str, Any]]:
    """The objects of all targets, in the order of the plan."""
    return map(record, found)
