"""What the sections of a pack hold: regions, families, units, indicators, aliases of them. Each has an id that never changes."""
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Level = Literal["country", "province", "prefecture", "county", "zone", "town"]
Branch = Literal["government", "party", "office", "mass", "institution", "company"]


def lives_on(since: date | None, until: date | None, on: date | None) -> bool:
    """Whether a life from ``since`` (first day) to ``until`` (first day after it) covers the day; no day: not ended.

    >>> lives_on(date(2018, 12, 1), None, date(2018, 11, 30)), lives_on(None, date(2021, 6, 1), None)
    (False, False)
    """
    if on is None:
        return until is None
    return (since is None or since <= on) and (until is None or on < until)


@dataclass(frozen=True, slots=True)
class Region:
    """An administrative region with its GB/T 2260 code, or a zone that has none; in official order by ``order``.

    ``short`` is the name without 省, 市, 县 … where it is usual; ``aliases`` other names; ``heads`` the first characters of
    its document numbers (泉, 闽); ``successors`` the ids that took over at ``until``.
    """

    id: str
    name: str
    level: Level
    code: str | None = None
    short: str | None = None
    parent: str | None = None
    order: int = 0
    aliases: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    nominal: bool = False
    since: date | None = None
    until: date | None = None
    successors: tuple[str, ...] = ()
    source: str | None = None
    layer: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of unit that many places have: 科学技术局 (科技局) of a city, 科学技术厅 (科技厅) of a province.

    ``full`` and ``short`` follow the name of a city or county, ``province_full`` and ``province_short`` that of a province.
    """

    id: str
    full: str
    short: str
    branch: Branch = "government"
    aliases: tuple[str, ...] = ()
    province_full: str | None = None
    province_short: str | None = None
    since: date | None = None
    until: date | None = None
    successors: tuple[str, ...] = ()
    source: str | None = None
    layer: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Unit:
    """A body that is responsible for things, with a life.

    ``name`` is the full name (泉州市科学技术局), ``short`` the one that documents use (市科技局), both given by ``family`` and
    ``region`` where left out. ``parent`` is the unit above. A name that held for a time only is an `Alias` of its own.
    """

    id: str
    region: str
    family: str | None = None
    name: str = ""
    short: str = ""
    aliases: tuple[str, ...] = ()
    branch: Branch = "government"
    parent: str | None = None
    order: int = 0
    since: date | None = None
    until: date | None = None
    successors: tuple[str, ...] = ()
    source: str | None = None
    layer: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Calibre:
    """How an indicator was counted during a time (口径).

    ``breaks``: figures from its first day on cannot be held against earlier ones; not so where the earlier ones were counted anew,
    or where the change is too small to show.
    """

    text: str
    since: date | None = None
    until: date | None = None
    source: str | None = None
    breaks: bool = True


@dataclass(frozen=True, slots=True)
class Indicator:
    """Something that is measured: what it means, in which unit, which direction is good and how it adds up.

    ``nature``: a stock (at a day), a flow (in a period), a ratio, a rank or a growth rate. ``rollup``: how a whole comes from
    its parts: ``sum``, ``ratio`` (numerators and denominators are added, then divided), ``max``, ``count`` or ``none``.
    ``numerator`` and ``denominator`` are ids of indicators, with ``factor`` between them (100 for %); ``sum_of`` are the ids of parts
    that add up to it. ``change_of``: it is only the growth of another indicator (nature growth) or what is added to it (nature flow), so
    that both are one series. ``part_of``: a statistic of its own that counts a part of the wider one and is never more than it.
    ``fed_by``: where its figures come from: a document, a filing of those counted, a register, or a survey.
    """

    id: str
    name: str
    english: str
    definition: str
    measure_unit: str
    direction: Literal["up", "down", "none"]
    nature: Literal["stock", "flow", "ratio", "rank", "growth"]
    rollup: Literal["sum", "ratio", "max", "count", "none"]
    frequency: Literal["year", "half", "quarter", "month", "once"]
    owner: str
    source: str
    aliases: tuple[str, ...] = ()
    numerator: str | None = None
    denominator: str | None = None
    factor: int | None = None
    calibres: tuple[Calibre, ...] = ()
    sum_of: tuple[str, ...] = ()
    change_of: str | None = None
    part_of: str | None = None
    fed_by: Literal["document", "filing", "register", "survey"] = "document"
    layer: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of a record: of the unit, the indicator or the region ``of``, from ``since`` to before ``until``.

    It wins over the names that records carry themselves, so that a layer can add one without repeating a list.
    """

    id: str
    section: Literal["units", "indicators", "regions"]
    of: str
    name: str
    since: date | None = None
    until: date | None = None
    source: str | None = None
    layer: str = field(default="", compare=False)

    @property
    def timeless(self) -> bool:
        """Whether it holds on every day: then the record itself carries it in ``aliases`` too."""
        return self.since is None and self.until is None
