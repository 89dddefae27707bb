"""Formulas, titles, and what persons judged."""
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from taizhang.server.api.shapes.common import AtMoment, Day, Given, at, on, person
from taizhang.server.api.shapes.rollups import Place
from taizhang.server.rollups.models import Judged
from taizhang.server.rollups.words import judged_words


class FormulaAsked(AtMoment):
    """Which formula."""

    id: str = Field(min_length=1, max_length=80, description="its id in the pack")


class AimOut(Schema):
    """What an item asks of an indicator, and what was reached."""

    indicator: str
    op: str | None
    value: str | None
    period: str | None
    actual: str | None
    actual_period: str | None
    fact: str | None
    state: str
    why: str


class ItemOut(Schema):
    """An item of a formula with its state: as its worst aim that could be judged, or as a person judged."""

    name: str
    state: str
    reasons: list[str]
    title: str | None
    judgement: str | None
    aims: list[AimOut]


class GroupOut(Schema):
    """A sign of the formula with its items."""

    sign: str
    name: str
    count: int
    done: int
    items: list[ItemOut]


class FormulaLine(Schema):
    """A formula in short: how many items stand how, and the part of them that could be judged."""

    id: str
    name: str
    region: str
    document: str
    clause: str
    since: str | None
    until: str | None
    counts: dict[str, int]
    coverage: str


class FormulaOut(FormulaLine):
    """A formula with its items."""

    groups: list[GroupOut]


class Formulas(Schema):
    """All formulas of the place."""

    items: list[FormulaLine]


class StageOut(Schema):
    """A stage of a title with its day."""

    stage: str
    since: str
    known: str
    source: str
    judgement: str | None


class TitleOut(Schema):
    """A title of a region: how it stands, until when, when it is evaluated again."""

    id: str
    name: str
    region: str
    granted_by: str
    state: str
    why: str
    until: str | None
    due: str | None
    lead: str | None
    stages: list[StageOut]


class GoalOut(Schema):
    """A goal of a document without a number, and how it stands."""

    fact: str
    quote: str
    period: str
    state: str
    why: str
    judgement: str | None


class Titles(Schema):
    """Titles, and goals in words: fifty at once."""

    items: list[TitleOut]
    goals: list[GoalOut]
    goals_total: int


class TitlesAsked(AtMoment):
    """Whose titles, which goals."""

    region: str = Place
    q: str = Field("", max_length=80, description="words of a goal")
    skip: int = Field(0, ge=0, le=100_000, description="how many goals to leave out")


class NewJudgement(Given):
    """What is judged, and how. ``version`` is the version that was seen (0: none); another one by now is refused."""

    about: Literal["title", "item", "part", "goal"]
    of: str = Field(min_length=1, max_length=80, description="id of the title, formula or indicator, or key of the fact")
    region: str = Field("", max_length=60)
    item: str = Field("", max_length=120, description="name of the item of a formula")
    period: str = Field("", max_length=4, description="the year of a part")
    state: str = Field(min_length=1, max_length=16)
    since: Day | None = None
    known: Literal["on", "by"] = "on"
    until: Day | None = None
    due: Day | None = None
    evidence: list[str] = Field(default_factory=list, max_length=30, description="keys of reviewed facts")
    reason: str = Field("", max_length=1000)
    version: int | None = Field(None, ge=0, le=100_000)


class JudgementOut(Schema):
    """A version of a judgement."""

    key: str
    version: int
    ended: bool
    about: str
    of: str
    thing: str
    region: str
    item: str
    period: str
    state: str
    since: str | None
    known: str
    until: str | None
    due: str | None
    evidence: list[str]
    reason: str
    by: str | None
    at: str | None


class Judgements(Schema):
    """Versions of a judgement, the newest first."""

    items: list[JudgementOut]


def judgement_out(one: Judged) -> dict[str, Any]:
    """A version of a judgement as data."""
    return {"key": str(one.key), "version": one.version, "ended": one.ended, "about": one.about, "of": one.of, "thing": judged_words(one), "region": one.region,
            "item": one.item, "period": one.period, "state": one.state, "since": on(one.valid_from), "known": one.known, "until": on(one.valid_until),
            "due": on(one.due), "evidence": one.evidence, "reason": one.reason, "by": person(one.recorded_by), "at": at(one.recorded_at)}
