"""Names of the office's own layer."""
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from taizhang.server.api.shapes.common import Asked, Day, Given, Listed, at, on, person
from taizhang.server.local.models import Alias
from taizhang.server.local.permissions import ALIASES

ACTS = ("read", "end", "undo")


class NameOut(Schema):
    """A name that this office added for a unit, an indicator or a region of the pack. ``until`` is the first day on which it is none."""

    key: str
    version: int
    name: str
    section: str
    stands_for: str = Field(description="the id in the pack")
    since: str | None
    until: str | None
    state: str = Field(description="coming, valid, over, taken back")
    reason: str
    correction: str | None = Field(description="the fact whose correction it came from")
    recorded_by: str | None
    recorded_at: str
    may: list[str]


class Names(Listed):
    """A page of names, the newest first."""

    items: list[NameOut]


class NamesAsked(Asked):
    """Which names."""

    q: str = Field("", max_length=80, description="part of the name")
    section: Literal["", "units", "indicators", "regions"] = ""
    state: Literal["", "over", "gone"] = Field("", description="without it: valid and coming; `over`: ended; `gone`: taken back")


class Versions(Schema):
    """All versions of a name, the newest first."""

    items: list[NameOut]


class NewName(Given):
    """A name to add. ``stands_for`` is a name that is known already, or an id of the pack."""

    name: str = Field(min_length=1, max_length=120)
    section: Literal["units", "indicators", "regions"]
    stands_for: str = Field(min_length=1, max_length=120)
    since: Day | None = None
    last_day: Day | None = None
    reason: str = Field("", max_length=500)


class Ending(Given):
    """The last day of a name."""

    last_day: Day
    reason: str = Field("", max_length=500)


def name_out(alias: Alias, user: Any) -> dict[str, Any]:
    """A name as data."""
    return {
        "key": str(alias.key), "version": alias.version, "name": alias.name, "section": alias.section, "stands_for": alias.of, "since": on(alias.valid_from),
        "until": on(alias.valid_until), "state": ALIASES.state(alias), "reason": alias.reason,
            "correction": str(alias.correction) if alias.correction else None,
        "recorded_by": person(alias.recorded_by), "recorded_at": at(alias.recorded_at), "may": [act for act in ACTS if ALIASES.may(user, act, alias)]}
