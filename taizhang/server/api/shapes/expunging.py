"""Destroying values of the trail, in two steps by two people."""
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from taizhang.server.api.shapes.common import Asked, Given, Listed, at, person
from taizhang.server.audit.models import Expunging


class ExpungingOut(Schema):
    """A request that values of an object be destroyed."""

    id: int
    noun: str
    key: str
    names: list[str] = Field(description="names of the values; empty: all of the object")
    basis: str
    state: str = Field(description="asked, done, declined")
    asked_by: str | None
    asked_at: str
    decided_by: str | None
    decided_at: str | None
    remark: str


class ExpungingWhole(ExpungingOut):
    """With what it would destroy."""

    values: int
    entries: int
    covers: list[str] = Field(description="names of the values that are there")
    may_decide: bool


class Expungings(Listed):
    """A page of requests, the newest first."""

    items: list[ExpungingOut]


class ExpungingsAsked(Asked):
    """Which requests."""

    state: Literal["", "asked", "done", "declined"] = ""


class NewExpunging(Given):
    """Which values of which object, and on what legal basis. Write no content that has to go."""

    noun: str = Field(min_length=1, max_length=40)
    key: str = Field(min_length=1, max_length=80)
    names: list[str] = Field([], max_length=60, json_schema_extra={"items": {"type": "string", "maxLength": 60}})
    basis: str = Field(min_length=1, max_length=2000)


class Confirmation(Given):
    """That you are sure: what is destroyed does not come back."""

    sure: Literal[True]
    remark: str = Field("", max_length=2000)


class Declining(Given):
    """Why nothing is destroyed."""

    remark: str = Field(min_length=1, max_length=2000)


def expunging_out(one: Expunging) -> dict[str, Any]:
    """A request as data."""
    return {"id": one.pk, "noun": one.noun, "key": one.key, "names": one.names, "basis": one.basis, "state": one.state, "asked_by": person(one.asked_by),
            "asked_at": at(one.asked_at), "decided_by": person(one.decided_by), "decided_at": at(one.decided_at), "remark": one.remark}
