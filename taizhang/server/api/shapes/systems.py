"""Systems of policies: one main document and those that support it."""
from typing import Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from taizhang.server.api.shapes.common import Day, Given, at, on, person
from taizhang.server.api.shapes.library import Ref, ref
from taizhang.server.library.models import Member
from taizhang.server.library.systems import Whole

State = Literal["planned", "drafted", "issued", "dropped"]


class MemberOut(Schema):
    """A supporting document: here (``document``), or only owed by a unit."""

    key: str
    version: int
    title: str
    document: Ref | None
    unit: str
    due: str | None
    state: str
    overdue: bool
    fact: str | None = Field(description="the clause that demands it")
    note: str
    ended: bool = Field(description="whether it was removed")


class SystemOut(Schema):
    """A system with how far it is. ``main`` is null where you may not read the main document."""

    key: str
    version: int
    title: str
    note: str
    main: Ref | None
    counts: dict[str, int]
    owed: int
    overdue: int
    undated: int
    ended: bool
    recorded_by: str | None
    recorded_at: str


class SystemWhole(SystemOut):
    """A system with its members: what is owed and dated first."""

    members: list[MemberOut]


class Systems(Schema):
    """All systems you may read, by title."""

    items: list[SystemOut]


class Demanded(Schema):
    """What a text says is to be drafted, and is no member yet."""

    title: str
    unit: str
    fact: str
    document: Ref | None
    demanded_in: Ref


class Demands(Schema):
    """Such documents; nothing is registered by itself."""

    items: list[Demanded]


class NewSystem(Given):
    """The system of a main document."""

    document: UUID
    title: str = Field(min_length=1, max_length=300)
    note: str = Field("", max_length=2000)


class SystemChange(Given):
    """What to change; what is left out stays."""

    title: str | None = Field(None, min_length=1, max_length=300)
    note: str | None = Field(None, max_length=2000)


class Reasoned(Given):
    """Why, where there is something to say."""

    reason: str = Field("", max_length=500)


class NewMember(Given):
    """A document that is here (then it is issued), or a title that is owed."""

    title: str = Field("", max_length=300)
    document: UUID | None = None
    unit: str = Field("", max_length=120, description="id or name")
    due: Day | None = None
    state: State = "planned"
    note: str = Field("", max_length=500)
    fact: UUID | None = Field(None, description="the clause that demands it")


class MemberChange(Given):
    """What to change; what is left out stays, null empties."""

    title: str | None = Field(None, max_length=300)
    document: UUID | None = None
    unit: str | None = Field(None, max_length=120)
    due: Day | None = None
    state: State | None = None
    note: str | None = Field(None, max_length=500)


def system_out(whole: Whole) -> dict[str, Any]:
    """A system as data."""
    one = whole.system
    return {"key": str(one.key), "version": one.version, "title": one.title, "note": one.note, "main": ref(whole.main), "counts": whole.counts,
            "owed": whole.owed, "overdue": whole.overdue, "undated": whole.undated, "ended": one.ended, "recorded_by": person(one.recorded_by),
            "recorded_at": at(one.recorded_at)}


def member_out(member: Member, document: Any, overdue: bool) -> dict[str, Any]:
    """A member as data."""
    return {"key": str(member.key), "version": member.version, "title": member.title, "document": ref(document), "unit": member.unit, "due": on(member.due),
            "state": member.state, "overdue": overdue, "fact": str(member.fact) if member.fact else None, "note": member.note, "ended": member.ended}
