"""Accounts, roles and the trail."""
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from taizhang.server.accounts.actions.shared import last
from taizhang.server.accounts.models import Grant, User
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.api.shapes.common import Asked, Day, DayAsked, Given, Listed, Reason, Whole, at, on
from taizhang.server.oversight.reading import Line

Account = int


class Held(Schema):
    """A capability, and where it holds: ``unit:…``, ``region:…`` or ``all``."""

    capability: str
    scopes: list[str]


class TokenSaid(Schema):
    """The token that asks."""

    name: str
    capabilities: list[str]
    last_day: str


class Me(Schema):
    """For whom this request asks, and what it may."""

    account: str
    name: str
    unit: str
    roles: list[str]
    may: list[Held]
    token: TokenSaid | None


class AccountOut(Schema):
    """An account."""

    id: int
    account: str
    name: str
    unit: str
    telephone: str
    state: str
    locked: bool
    must_change: bool
    two_factor: bool
    last_log_in: str | None


class Accounts(Listed):
    """A page of accounts, by number."""

    items: list[AccountOut]


class AccountsAsked(Asked):
    """The filters of the page of accounts."""

    q: str = Field("", max_length=80, description="part of name, account or telephone number")
    unit: str = Field("", max_length=80)
    state: Literal["", "closed", "locked", "all"] = Field("", description="without it: open ones")


class NewAccount(Given):
    """A new account, without any role."""

    account: str = Field(min_length=2, max_length=40, pattern="^[a-z0-9][a-z0-9._-]{1,39}$")
    name: str = Field(min_length=1, max_length=60)
    unit: str = Field("", max_length=60)
    telephone: str = Field("", max_length=40)


class AccountChange(Given):
    """What to change; what is left out stays."""

    name: str | None = Field(None, min_length=1, max_length=60)
    unit: str | None = Field(None, max_length=60)
    telephone: str | None = Field(None, max_length=40)


class FirstPassword(Schema):
    """A first password. It stands nowhere else, and has to be changed at the next log-in."""

    account: AccountOut
    password: str


class GrantOut(Schema):
    """A role given to a person within a scope."""

    key: str
    version: int
    account: int
    name: str
    role: str
    scope: str
    scope_id: str
    state: str
    since: str | None
    last_day: str | None
    reason: str


class Grants(Listed):
    """A page of grants, the newest first."""

    items: list[GrantOut]


class GrantsAsked(Asked):
    """Which grants."""

    account: int | None = Field(None, ge=1, le=2**31 - 1)
    role: str = Field("", max_length=60)


class NewGrant(Given):
    """A role to give."""

    account: Whole = Field(ge=1, le=2**31 - 1)
    role: str = Field(min_length=1, max_length=60)
    scope: Literal["unit", "region", "all"]
    scope_id: str = Field("", max_length=60)
    since: Day | None = None
    last_day: Day | None = None
    reason: Reason


class Transfer(Given):
    """All business roles of one person, to another."""

    giver: Whole = Field(ge=1, le=2**31 - 1)
    taker: Whole = Field(ge=1, le=2**31 - 1)
    reason: Reason


class Said(Schema):
    """A value of an entry: ``state`` is kept, expunged, closed (content of business you may not read) or missing."""

    name: str
    text: str
    state: str


class EntryOut(Schema):
    """An entry of the trail, as you may read it."""

    id: int
    place: int | None
    at: str
    actor: str
    action: str
    noun: str
    key: str
    outcome: str
    sentence: str
    values: list[Said]
    digests: dict[str, str]
    digest: str
    previous: str
    seal: str


class Entries(Listed):
    """A page of the trail, the newest first."""

    items: list[EntryOut]


class TrailFilters(Schema):
    """The filters of the trail."""

    person: str = Field("", max_length=60)
    action: str = Field("", max_length=80)
    noun: str = Field("", max_length=40)
    outcome: Literal["", "done", "refused", "failed"] = ""
    key: str = Field("", max_length=80)
    since: DayAsked = ""
    until: DayAsked = ""


class TrailAsked(TrailFilters, Asked):
    """Filters and page."""


class Report(Schema):
    """What verifying found."""

    ok: bool
    entries: int
    lines: list[str]


def account_out(user: User, locked: set[str]) -> dict[str, Any]:
    """An account as data."""
    return {"id": user.pk, "account": user.account, "name": user.name, "unit": user.unit, "telephone": user.telephone,
            "state": "open" if user.is_active else "closed", "locked": user.account in locked, "must_change": user.must_change,
            "two_factor": user.two_factor, "last_log_in": at(user.last_login)}


def grant_out(grant: Grant) -> dict[str, Any]:
    """A grant as data."""
    return {"key": str(grant.key), "version": grant.version, "account": grant.user_id, "name": grant.user.name, "role": grant.role, "scope": grant.scope,
            "scope_id": grant.scope_id, "state": POLICIES.get("grant").state(grant), "since": on(grant.valid_from), "last_day": on(last(grant.valid_until)),
            "reason": grant.reason}


def entry_out(line: Line) -> dict[str, Any]:
    """An entry as data, for the reader its line was made for."""
    entry = line.entry
    return {
        "id": entry.pk, "place": entry.place, "at": at(entry.at), "actor": line.actor, "action": entry.action, "noun": entry.noun, "key": entry.key,
        "outcome": entry.outcome, "sentence": line.plain, "values": [{"name": one.name, "text": one.text if one.state == "kept" else "", "state": one.state}
                                                                      for one in line.values],
        "digests": entry.digests, "digest": entry.digest, "previous": entry.previous, "seal": entry.seal,
    }
