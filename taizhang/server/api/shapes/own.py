"""What belongs to the person who asks: sessions, tokens, deputies, the password; and handing somebody's work over."""
from typing import Any

from ninja import Schema
from pydantic import Field

from taizhang.server.accounts.actions.shared import last
from taizhang.server.accounts.models import Deputy, LogIn
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.api.models import Token
from taizhang.server.api.shapes.common import Day, Given, Reason, Whole, Yes, at, on

Account = Whole


class SessionOut(Schema):
    """A session of yours."""

    key: str
    began_at: str
    seen_at: str
    address: str
    browser: str
    state: str
    here: bool = Field(description="whether it is the one that asks")


class Sessions(Schema):
    """Your sessions that may still be used, the last used first."""

    items: list[SessionOut]


class Ended(Schema):
    """How many have ended."""

    count: int


class TokenOut(Schema):
    """A token of yours, without its secret."""

    key: str
    name: str
    hint: str = Field(description="how its secret begins")
    capabilities: list[str]
    last_day: str
    state: str = Field(description="valid, over, ended")
    used_at: str | None
    used_from: str


class Tokens(Schema):
    """Your tokens."""

    items: list[TokenOut]


class NewToken(Given):
    """A token to make: for whom, what it may, its last day."""

    name: str = Field(min_length=1, max_length=60)
    capabilities: list[str] = Field(min_length=1, max_length=60, json_schema_extra={"items": {"type": "string", "maxLength": 60}})
    last_day: Day


class MadeToken(Schema):
    """A new token with its secret, which stands nowhere else."""

    token: TokenOut
    secret: str


class NewPassword(Given):
    """The present password, and a new one."""

    old: str = Field(min_length=1, max_length=200)
    new: str = Field(min_length=1, max_length=200)


class Changed(Schema):
    """That it was done."""

    done: bool


class PersonSaid(Schema):
    """A person who may be named."""

    id: int
    name: str
    unit: str


class PeopleSaid(Schema):
    """People with open accounts, by unit."""

    items: list[PersonSaid]


class DeputyOut(Schema):
    """Who stands in for whom, from when to when."""

    key: str
    version: int
    absent: int
    absent_name: str
    deputy: int
    deputy_name: str
    since: str | None
    last_day: str | None
    state: str = Field(description="coming, valid, over")
    reason: str


class Deputies(Schema):
    """Those of your own absences and those in which you stand in, that are coming or running."""

    items: list[DeputyOut]


class NewDeputy(Given):
    """A deputy for an absence of yours."""

    deputy: Account = Field(ge=1, le=2**31 - 1, description="number of an account")
    since: Day
    last_day: Day
    reason: str = Field("", max_length=200)


class Moving(Schema):
    """One kind of open work."""

    name: str
    says: str
    count: int


class HandOverPlan(Schema):
    """What would move to another person."""

    items: list[Moving]


class NewHandOver(Given):
    """To whom the work goes, and what you were told would move: it is refused where meanwhile there is more or less of it."""

    taker: Account = Field(ge=1, le=2**31 - 1)
    planned: dict[str, Whole] = Field(description="as the plan said: how much of each kind", max_length=60)
    reason: Reason
    close: Yes = Field(False, description="close the account of the giver too")


class HandedOver(Schema):
    """What moved."""

    giver: int
    taker: int
    at: str
    moved: dict[str, int]
    reason: str


def session_out(one: LogIn, here: str | None) -> dict[str, Any]:
    """A session as data."""
    return {"key": str(one.key), "began_at": at(one.began_at), "seen_at": at(one.seen_at), "address": one.address, "browser": one.browser,
            "state": POLICIES.get("session").state(one), "here": bool(here) and one.session == here}


def token_out(one: Token) -> dict[str, Any]:
    """A token as data."""
    return {"key": str(one.key), "name": one.name, "hint": one.hint, "capabilities": one.capabilities, "last_day": on(one.last_day), "state": one.state,
            "used_at": at(one.used_at), "used_from": one.used_from or ""}


def deputy_out(one: Deputy) -> dict[str, Any]:
    """A deputyship as data."""
    return {"key": str(one.key), "version": one.version, "absent": one.absent_id, "absent_name": one.absent.name, "deputy": one.deputy_id,
            "deputy_name": one.deputy.name, "since": on(one.valid_from), "last_day": on(last(one.valid_until)), "state": POLICIES.get("deputy").state(one),
            "reason": one.reason}
