"""The library: how documents stand to each other, rivals, what is missing."""
from collections.abc import Iterable, Mapping
from typing import Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from taizhang.server.api.shapes.common import Asked, AtMoment, Day, Given, Listed, Whole, at, on, person
from taizhang.server.api.shapes.facts import FactOut
from taizhang.server.documents.models import Document

Does = Literal["supersedes", "repeals", "revises", "none"]


class Ref(Schema):
    """A document by key, number and title."""

    document: str
    number: str
    title: str


class Acting(Schema):
    """What another document does to this one; without its key where you may not read it."""

    effect: str
    does: str
    by: str | None
    name: str
    part: bool
    day: str | None


class Shelved(Ref):
    """A document as the library lists it: how it stands on the day, what was done to it, how often it cites and is cited."""

    issuers: list[str]
    region: str
    genre: str
    issued: str | None
    force: str = Field(description="in force, not yet, superseded, repealed, expired")
    acting: list[Acting]
    cites: int
    cited: int


class Library(Listed):
    """A page of the library, the newest first."""

    items: list[Shelved]


class LibraryFilters(AtMoment):
    """The filters of the library."""

    q: str = Field("", max_length=120)
    issuer: str = Field("", max_length=120)
    year: str = Field("", max_length=10, pattern="^([0-9]{4}|none)?$")
    region: str = Field("", max_length=20)
    genre: str = Field("", max_length=40)
    state: Literal["", "in force", "not yet", "superseded", "repealed", "expired", "any"] = Field(
        "", description="how they stand on the day; without it all, or of a day asked for those in force")


class LibraryAsked(LibraryFilters, Asked):
    """Filters and page."""


class EffectOut(Schema):
    """What one document does to another, as a person recorded it. An end you may not read is null."""

    key: str
    version: int
    acting: Ref | None
    affected: Ref | None
    does: str
    part: bool
    scope: str
    day: str | None = Field(description="from which day; null: not known")
    fact: str | None = Field(description="the citation that says so")
    reason: str
    ended: bool = Field(description="whether it was taken back")
    recorded_by: str | None
    recorded_at: str
    may_undo: bool


class OfferOut(Schema):
    """What texts and titles suggest to record; nothing of it is recorded by itself."""

    acting: Ref
    affected: Ref
    version: int = Field(description="of the affected document, for recording")
    does: str
    why: str
    fact: str | None
    day: str | None


class DayOut(Schema):
    """A day of force that the text gives and nobody has taken over."""

    name: str
    day: str
    words: str
    start: int
    end: int


class SystemRef(Schema):
    """A system a document belongs to, and its part in it."""

    system: str
    title: str
    part: str


class Relations(Schema):
    """How a document stands to others."""

    document: str
    version: int
    force: str
    on_trial: bool
    effects: list[EffectOut]
    offers: list[OfferOut]
    days: list[DayOut]
    systems: list[SystemRef]


class NewEffect(Given):
    """What a document does to another one."""

    other: UUID
    version: Whole = Field(ge=1, le=2**31 - 1, description="the version of the other document that you saw")
    does: Does
    part: bool = Field(False, strict=True)
    scope: str = Field("", max_length=300, description="which part")
    day: Day | None = Field(None, description="null: nobody knows")
    fact: UUID | None = Field(None, description="the citation that says so")
    reason: str = Field("", max_length=500)


class TakenDay(Given):
    """Which day of the text is taken over."""

    name: Literal["valid_from", "valid_until"]


class ClaimOut(Schema):
    """A bound that a document sets; ``why`` says why it does not bind, where another one does."""

    fact: FactOut
    binds: bool
    why: str


class RivalsOut(Schema):
    """Claims about one thing, the binding one first. ``rule`` names what decided; empty where it cannot be told, and ``why`` says why."""

    claims: list[ClaimOut]
    open: list[ClaimOut] = Field(description="suggested ones, which never bind")
    rule: str
    why: str


class RivalsPage(Listed):
    """A page of rivals."""

    items: list[RivalsOut]
    total: int


class RivalsAsked(AtMoment, Asked):
    """Which rivals."""

    q: str = Field("", max_length=100, description="words of the indicator or the subject")
    suggested: Literal["", "1"] = Field("", description="`1`: suggested targets too")
    untold: Literal["", "1"] = Field("", description="`1`: only those of which no rule decides")


class MissingOut(Schema):
    """A document that is cited and not here."""

    number: str
    title: str
    times: int
    cited_in: list[str]


class MissingPage(Listed):
    """A page of missing documents, the most often cited first."""

    items: list[MissingOut]
    total: int


class MissingAsked(Asked):
    """Which missing documents."""

    q: str = Field("", max_length=100)


def ref(document: Document | None) -> dict[str, Any] | None:
    """A document in short."""
    return {"document": str(document.key), "number": document.number, "title": document.title} if document is not None else None


def shelved_out(one: Document, force: str, acting: Iterable[tuple[Any, str]], degrees: tuple[int, int]) -> dict[str, Any]:
    """A document of the list as data."""
    return (ref(one) or {}) | {
        "issuers": list(map(str, one.issuers)), "region": one.region, "genre": one.genre, "issued": on(one.issued), "force": force,
        "acting": [{"effect": str(effect.key), "does": effect.does, "by": str(effect.acting) if name else None, "name": name, "part": effect.part,
                    "day": on(effect.valid_from)} for effect, name in acting],
        "cites": degrees[0], "cited": degrees[1]}


def effect_out(step: Mapping[str, Any]) -> dict[str, Any]:
    """An effect with the documents at its ends as data."""
    effect = step["effect"]
    return {
        "key": str(effect.key), "version": effect.version, "acting": ref(step["acting"]), "affected": ref(step["affected"]), "does": effect.does,
        "part": effect.part, "scope": effect.scope, "day": on(effect.valid_from), "fact": str(effect.fact) if effect.fact else None,
        "reason": effect.reason, "ended": effect.ended, "recorded_by": person(effect.recorded_by), "recorded_at": at(effect.recorded_at),
        "may_undo": step["may_undo"] and not effect.ended}


def offer_out(one: Any) -> dict[str, Any]:
    """An offer as data."""
    return {"acting": ref(one.acting), "affected": ref(one.affected), "version": one.affected.version, "does": one.does, "why": one.why,
            "fact": str(one.fact) if one.fact else None, "day": on(one.day)}


def rivals_out(one: Any, said: Mapping[int, dict[str, Any]]) -> dict[str, Any]:
    """Rivals as data."""
    def claims(rows: Iterable[Any]) -> list[dict[str, Any]]:
        return [{"fact": said[claim.fact.pk], "binds": claim.binds, "why": claim.why} for claim in rows]

    return {"claims": claims(one.claims), "open": claims(one.open), "rule": one.rule, "why": one.why}
