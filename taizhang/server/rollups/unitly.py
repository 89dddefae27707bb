"""A whole over units: who told a figure of its own, and who told one in another year and is silent now."""
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from taizhang.bodies import resolve
from taizhang.indicators.merges import roll_on
from taizhang.indicators.parts import Part
from taizhang.indicators.rollup import NONE
from taizhang.indicators.total import Total
from taizhang.packs import Indicator, Region
from taizhang.server.accounts.roles import place
from taizhang.server.history import NOW, Moment
from taizhang.server.indicators.values import Values
from taizhang.server.rollups.bodies import last_day
from taizhang.server.rollups.choosing import Chosen, chosen, fetched, grouped
from taizhang.server.rollups.rolling import Row, lines_of
from taizhang.values import AnswerState


@dataclass(frozen=True, slots=True)
class Joint:
    """The ``total`` over units, a row for each by the units of ``on``; members are those that told a figure of it in any year."""

    total: Total
    rows: tuple[Row, ...]
    chosen: Chosen
    values: Values
    on: date


def joint(user: Any, indicator: Indicator, region: Region, year: int, moment: Moment = NOW, *, way: str = "") -> Joint:
    """The whole of a year over the units of a region and of those below it. A unit that followed another one stands for it."""
    found = fetched(user, lines_of(indicator), moment, kinds=("actual",))
    held, then, pack = grouped(found), last_day(year, moment.day), place()
    picked = chosen(held.get(indicator.id, ()), indicator, year, way=way)
    parts: dict[str, Part] = {}
    for words, point in picked.points.items():
        if (id := unit_of(words, then, region.id)) is not None:
            parts.setdefault(id, point)
    known = {id for one in held.get(indicator.id, ()) if (id := unit_of(one.subject, then, region.id)) is not None}
    members = sorted({*known, *parts}, key=lambda id: (pack.units[id].region, pack.units[id].order, id))
    lines = [{id: point for words, point in chosen(held.get(one or "", ()), pack.indicators[one], year).points.items()
              if (id := unit_of(words, then, region.id)) is not None} if one and indicator.rollup == "ratio" else NONE
             for one in (indicator.numerator, indicator.denominator)]
    total = roll_on(indicator, parts, members, pack, moment.day, numerators=lines[0], denominators=lines[1])
    rows = tuple(Row(id, total.state_of(id), total.parts.get(id)) if total.state_of(id) is AnswerState.VALUE else Row(id, total.state_of(id))
                 for id in total.members)
    return Joint(total, rows, picked, found, moment.day)


def unit_of(words: str, on: date, region: str) -> str | None:
    """The one unit of a region, or of one below it, that a subject's words mean on a day: the unit that followed where it ended before."""
    return _unit(words, on, region, place().fingerprint)


@lru_cache(maxsize=20_000)
def _unit(words: str, on: date, region: str, _fingerprint: str) -> str | None:
    pack = place()
    if words in pack.regions:
        return None
    said = resolve(words, on, pack)
    if len(said.units) != 1 or said.units[0] not in pack.units or not pack.is_within(pack.units[said.units[0]].region, region):
        return None
    return said.units[0]
