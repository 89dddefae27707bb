"""A target on its way down: province, city, county; who set what, how it was split, whether the parts reach the whole."""
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from taizhang.indicators.cascade import Step, cascade
from taizhang.indicators.parts import Part
from taizhang.indicators.points import Point
from taizhang.indicators.series import Series
from taizhang.packs import Indicator, Region
from taizhang.server.accounts.roles import place
from taizhang.server.history import NOW, Moment
from taizhang.server.indicators.values import Values
from taizhang.server.rollups.bodies import last_day, tree_of
from taizhang.server.rollups.choosing import Chosen, chosen, fetched, grouped
from taizhang.server.rollups.rolling import at_home

BACK = 5  # years in which denominators are looked for


@dataclass(frozen=True, slots=True)
class Descent:
    """The ``steps`` from ``top`` down for the targets of a year; ``weights`` is what rates were weighed by, of ``weighed_in``; ``zones`` are targets
    of zones, which lie within others and are not added."""

    indicator: Indicator
    top: Region
    year: int
    steps: tuple[Step, ...]
    chosen: Chosen
    values: Values
    weights: Indicator | None
    weighed_in: int | None
    denominators: Mapping[str, Part]
    zones: Mapping[str, Point]


def descent(user: Any, indicator: Indicator, top: Region, year: int, moment: Moment = NOW, *, way: str = "") -> Descent:
    """The cascade of one year's targets; only those in force, and of rivals the one that counts."""
    pack = place()
    found = fetched(user, (indicator.id, indicator.denominator or ""), moment, years=(year - BACK, year))
    held, day = grouped(found), last_day(year, moment.day)
    picked = at_home(chosen(held.get(indicator.id, ()), indicator, year, "target", way), day)
    below = tree_of(top.id, day)
    growth = picked.way[1] == "growth"
    of = indicator if growth else pack.indicators.get(indicator.denominator or "")
    denominators: dict[str, Part] = {}
    weighed_in: int | None = None
    if of is not None and picked.points:
        at = range(year - 1, year - BACK - 1, -1) if growth else range(year, year - BACK - 1, -1)
        weighed_in, denominators = _weights(held.get(of.id, ()), of, at, set(picked.points), day)
    steps = cascade(indicator, picked.points, below, denominators=denominators)
    known = {*below.above, top.id}
    zones = {id: point for id, point in picked.points.items() if id not in known and id in pack.regions and pack.is_within(id, top.id)}
    return Descent(indicator, top, year, steps, picked, found, of if denominators else None, weighed_in, denominators, zones)


def _weights(series: Any, of: Indicator, at: range, wanted: set[str], day: Any) -> tuple[int | None, dict[str, Part]]:
    """The figures of one year that stand for most of those that have a target; the latest of equal ones. Years are never mixed."""
    best: tuple[int, int | None, dict[str, Part]] = (0, None, {})
    listed: list[Series] = list(series)
    for year in at:
        told = at_home(chosen(listed, of, year), day).points
        fit: dict[str, Part] = {id: point for id, point in told.items() if id in wanted}
        if len(fit) > best[0]:
            best = len(fit), year, fit
    return best[1], best[2]


def tops() -> list[Region]:
    """Where a cascade may begin: what the home region lies in below the country, then the home."""
    pack, found = place(), []
    at = pack.regions.get(pack.home)
    while at is not None and at.level != "country":
        found.append(at)
        at = pack.regions.get(at.parent or "")
    return found[::-1]
