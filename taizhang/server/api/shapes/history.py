"""Histories: one step a version, with what differs from the one before."""
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from taizhang.server.api.shapes.common import Asked, AtMoment, at, person
from taizhang.server.api.shapes.facts import Kind
from taizhang.server.documents.models import Document
from taizhang.server.documents.views.changing import SHOWN
from taizhang.server.facts.models import Fact
from taizhang.server.facts.showing import differences

State = Literal["suggested", "accepted", "corrected", "rejected", "disputed", "lost"]


class FactsAsked(Asked, AtMoment):
    """Which facts of a document."""

    kind: list[Kind] = Field([], description="of these kinds")
    state: list[State] = Field([], description="in these states")


def fact_steps(key: UUID) -> list[dict[str, Any]]:
    """The versions of a fact, the newest first."""
    versions = list(Fact.objects.of(key).select_related("recorded_by").prefetch_related("in_charge"))
    found = []
    for old, new in zip([None, *versions], versions, strict=False):
        changed = [] if old is None else [*differences(old, new), *_moved(old, new)]
        found.append(_step(new, new.act, new.state, changed))
    return found[::-1]


def document_steps(key: UUID) -> list[dict[str, Any]]:
    """The versions of what is known of a document, the newest first."""
    versions = list(Document.objects.of(key).select_related("recorded_by").defer("pack_reason"))
    found = []
    for old, new in zip([None, *versions], versions, strict=False):
        names = () if old is None else [name for name in (*SHOWN, "text_id") if getattr(old, name) != getattr(new, name)]
        changed = [(name.removesuffix("_id"), getattr(old, name), getattr(new, name)) for name in names]
        found.append(_step(new, "import" if old is None else "change", new.state, changed))
    return found[::-1]


def _step(row: Any, act: str, state: str, changed: list[tuple[str, Any, Any]]) -> dict[str, Any]:
    return {"version": row.version, "act": act, "state": state, "by": person(row.recorded_by), "at": at(row.recorded_at), "reason": row.reason,
            "changes": [{"name": name, "old": _said(was), "new": _said(becomes)} for name, was, becomes in changed]}


def _moved(old: Fact, new: Fact) -> list[tuple[str, Any, Any]]:
    if (old.start, old.end, old.text_id) == (new.start, new.end, new.text_id):
        return []
    return [("span", f"{old.start}-{old.end}", f"{new.start}-{new.end}")]


def _said(value: Any) -> str:
    if isinstance(value, list):
        return "\N{IDEOGRAPHIC COMMA}".join(map(str, value))
    return "" if value is None else str(value)
