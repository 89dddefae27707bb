"""Titles and pilots of a place (创建称号): who grants them, how far the place has come, and until when they hold."""
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from taizhang.indicators.reasons import Reason, reason
from taizhang.packs import SECTIONS, Mistake, Pack, Section
from taizhang.packs.checks import identity

StageName = Literal["applied", "building", "midterm", "accepted", "lost"]
StateName = Literal["not begun", "applied", "building", "midterm", "accepted", "expiring", "expired", "lost", "unknown"]
STATES: tuple[StateName, ...] = ("accepted", "expiring", "midterm", "building", "applied", "not begun", "unknown", "expired", "lost")
"""The states of a title, those that hold first."""
_RANK = {"applied": 0, "building": 1, "midterm": 2, "accepted": 3, "lost": 4}


@dataclass(frozen=True, slots=True)
class Stage:
    """How far a place has come, from the day ``since``; with ``known: by`` the day is that of a document that says it is so by then."""

    stage: StageName
    since: date
    known: Literal["on", "by"] = "on"
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Title:
    """A title of a ``region``; without one it is a kind of title, which others name as their ``kind``.

    ``granted_by`` is the granting body, ``years`` how long the title holds from its acceptance where that is limited, ``until`` the first
    day on which it no longer holds. ``lead`` is a unit, ``indicators`` are ids, ``tasks`` words of documents.
    """

    id: str
    name: str
    english: str
    granted_by: str
    region: str | None = None
    kind: str | None = None
    stages: tuple[Stage, ...] = ()
    years: int | None = None
    until: date | None = None
    lead: str | None = None
    indicators: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    source: str | None = None
    layer: str = field(default="", compare=False)

    @property
    def expires(self) -> date | None:
        """The first day on which it no longer holds; None where nobody said. The years count only from a day of acceptance that is known."""
        won = next((one.since for one in self.stages if one.stage == "accepted" and one.known == "on"), None)
        return self.until or (_after(won, self.years) if won is not None and self.years is not None else None)


@dataclass(frozen=True, slots=True)
class TitleState:
    """A title on a day: its ``state``, since when, the days left where it ends, and why."""

    title: Title
    state: StateName
    since: date | None
    days: int | None
    reason: Reason

    @property
    def holds(self) -> bool:
        """Whether the place bears the title."""
        return self.state in ("accepted", "expiring")


def state(title: Title, on: date, within: int = 180) -> TitleState:
    """What a title is on a day; ``within`` days before its end it is expiring.

    >>> won = Title("t", "t", "t", "x", region="r", years=3, stages=(Stage("building", date(2016, 8, 27), "by"), Stage("accepted", date(2017, 6, 1))))
    >>> [state(won, date(y, 1, 1)).state for y in (2016, 2017, 2018, 2020, 2021)]
    ['unknown', 'building', 'accepted', 'expiring', 'expired']
    """
    reached = [one for one in title.stages if one.since <= on]
    if not reached:
        first = title.stages[0] if title.stages else None
        if first is None or first.known == "by":
            return TitleState(title, "unknown", None, None, reason("no document says how far it is"))
        return TitleState(title, "not begun", None, None, reason("it begins on {day}", day=first.since))
    last, ends = reached[-1], title.expires
    if last.stage != "accepted" or ends is None:
        word = "{stage} since {day}" if last.known == "on" else "{stage} by {day} at the latest"
        return TitleState(title, last.stage, last.since, None, reason(word, stage=last.stage, day=last.since))
    days = (ends - on).days
    if days <= 0:
        return TitleState(title, "expired", ends, days, reason("it ended on {day}", day=ends))
    if days <= within:
        return TitleState(title, "expiring", last.since, days, reason("it ends in {days} days, on {day}", days=days, day=ends))
    return TitleState(title, "accepted", last.since, days, reason("it holds until {day}", day=ends - timedelta(days=1)))


def titles(pack: Pack, region: str | None = None) -> tuple[Title, ...]:
    """The titles of a region (of the pack's home where none is named), kinds left out, in the order of the pack.

    >>> from taizhang import packs
    >>> [one.id for one in titles(packs.load("sanming"))]
    ['350400.innovation_city', '350400.small_firms_city']
    """
    return tuple(one for one in all_titles(pack).values() if one.region == (region or pack.home))


def all_titles(pack: Pack) -> Mapping[str, Title]:
    """All titles and kinds of titles of a pack by id."""
    return pack.section("titles", Title)


def check_titles(pack: Pack) -> Iterator[Mistake]:
    """Kinds, regions, units and indicators exist; a kind has no stages; stages follow each other; an end lies behind them."""
    known = all_titles(pack)
    for one in known.values():
        yield from identity(one.id)
        yield from _links(one, known, pack)
        if one.region is None and (one.stages or one.kind or one.until):
            yield Mistake(one.id, "region", "it has stages, a kind or an end, but no region that bears it", "name the region, or leave them out of a kind")
        if one.region is not None and not one.stages:
            yield Mistake(one.id, "stages", "nobody says how far the region is", "name a stage with its day and source")
        if one.years is not None and one.years < 1:
            yield Mistake(one.id, "years", f"{one.years} years are no time to hold a title", "leave the key out where it is not limited")
        for before, after in zip(one.stages, one.stages[1:], strict=False):
            if after.since < before.since or _RANK[after.stage] <= _RANK[before.stage]:
                yield Mistake(one.id, "stages", f"{after.stage} on {after.since} does not follow {before.stage} on {before.since}",
                              "from applied to building, midterm, accepted, lost, each with a later day")
        won = [stage.since for stage in one.stages if stage.stage == "accepted"]
        if one.until and won and one.until <= won[0]:
            yield Mistake(one.id, "until", f"it ends on {one.until}, not after it was accepted on {won[0]}", "until is the first day after its life")


def _links(one: Title, known: Mapping[str, Title], pack: Pack) -> Iterator[Mistake]:
    if one.region is not None and one.region not in pack.regions:
        yield Mistake(one.id, "region", f"the region {one.region} is not there", "add it, or correct the id")
    if one.kind is not None and (one.kind not in known or known[one.kind].region is not None):
        yield Mistake(one.id, "kind", f"{one.kind} is no kind of title", "a kind is a title without a region")
    if one.lead is not None and one.lead not in pack.units:
        yield Mistake(one.id, "lead", f"the unit {one.lead} is not there", "add it, or correct the id")
    for id in one.indicators:
        if id not in pack.indicators:
            yield Mistake(one.id, "indicators", f"the indicator {id} is not there", "add it, or leave it out")


def _after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return date(day.year + years, 3, 1)


TITLES = SECTIONS.add(Section("titles", Title, check_titles))
