"""A whole over the regions of a year: what it comes to, of whom, who is missing, and each part with its value or its state."""
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from taizhang.indicators.counting import Counted
from taizhang.indicators.merges import roll_on
from taizhang.indicators.parts import Part, computed, number
from taizhang.indicators.points import Point
from taizhang.indicators.rollup import NONE, roll
from taizhang.indicators.series import Series
from taizhang.indicators.shares import Share
from taizhang.indicators.total import Total
from taizhang.packs import Indicator, Region
from taizhang.packs.records import lives_on
from taizhang.server.accounts.roles import place
from taizhang.server.history import NOW, Moment
from taizhang.server.indicators.values import Values
from taizhang.server.rollups.bodies import Change, last_day, since, tree_of
from taizhang.server.rollups.choosing import NOTHING, Chosen, chosen, fetched, grouped
from taizhang.server.rollups.models import Judged
from taizhang.values import AnswerState


@dataclass(frozen=True, slots=True)
class Row:
    """A part on the page: a value with its sentence, a total of its own, or a state without a value.

    ``said`` is the person's judgement that it stands for, ``open`` what its sources say where none counts.
    """

    id: str
    state: AnswerState
    part: Part | None = None
    said: Judged | None = None
    open: Counted | None = None

    @property
    def value(self) -> Fraction | None:
        """The number, None where there is none."""
        held = number(self.part) if self.state is AnswerState.VALUE else None
        return Fraction(held) if held is not None else None

    @property
    def points(self) -> tuple[Point, ...]:
        """The figures behind it, each with its sentence: the figure itself; of a ratio both its lines."""
        if isinstance(self.part, Share):
            given = (self.part.above if self.part.above is not None else self.part.rate, self.part.below)
            return tuple(one for one in given if isinstance(one, Point))
        whole = self.total.whole if self.total is not None else self.part
        return (whole,) if isinstance(whole, Point) else ()

    @property
    def total(self) -> Total | None:
        """The part as a total of its own."""
        return self.part if isinstance(self.part, Total) else None


@dataclass(frozen=True, slots=True)
class Rolled:
    """The whole of ``indicator`` over the regions directly below ``region`` for ``year``, shown by the regions of the day ``on``.

    ``apart`` are zones and other parts that are told and not added, since they lie within others. ``changes`` is what became of the regions
    between the end of the year and today.
    """

    indicator: Indicator
    region: Region
    year: int
    on: date
    later: bool
    total: Total
    rows: tuple[Row, ...]
    apart: tuple[Row, ...]
    chosen: Chosen
    values: Values
    changes: tuple[Change, ...]


def lines_of(indicator: Indicator) -> tuple[str, ...]:
    """The indicators whose values a roll-up needs: its own, and of a ratio both lines."""
    return tuple(one for one in (indicator.id, indicator.numerator, indicator.denominator) if one) if indicator.rollup == "ratio" else (indicator.id,)


def rolled(
    user: Any, indicator: Indicator, region: Region, year: int, moment: Moment = NOW, *, way: str = "", later: bool = False, zones: bool = False,
) -> Rolled:
    """The whole of a year; with ``later`` by the regions of the moment's day, with ``zones`` zones are parts as well."""
    found = fetched(user, lines_of(indicator), moment, years=(year, year), kinds=("actual",))
    held = grouped(found)
    then = last_day(year, moment.day)
    picked = at_home(chosen(held.get(indicator.id, ()), indicator, year, way=way), then)
    said = judged_of(indicator.id, year, moment)
    lines = lines_over(held, indicator, year, then)
    parts: dict[str, Part] = {**{id: AnswerState(one.state) for id, one in said.items()}, **picked.points}
    after = since(region.id, then, moment.day)
    by_later = later and bool(after)
    total = total_over(indicator, region, parts, lines, then, moment.day if by_later else None, zones=zones)
    rows = tuple(_row(id, total.parts.get(id), said, picked) for id in total.members)
    return Rolled(indicator, region, year, moment.day if by_later else then, by_later, total, rows, _apart(region, picked, said, total, then), picked,
                  found, after)


def total_over(
    indicator: Indicator, region: Region, parts: dict[str, Part], lines: tuple[Mapping[str, Part], Mapping[str, Part]], then: date, later: date | None, *,
    zones: bool,
) -> Total:
    """The total of parts by region over those directly below one on the day ``then``, shown by the regions of ``later`` where given."""
    pack, of_then = place(), tree_of(region.id, then, zones=zones)
    top = of_then.roll(indicator, parts, numerators=lines[0], denominators=lines[1]).get(region.id)
    members = of_then.members.get(region.id, ())
    undivided = {one.id: parts[one.id] for one in pack.children(region.id) if one.nominal and one.id in parts}
    whole = parts.get(region.id)
    held = dict(top.parts) if top is not None else {}
    above, below = ({id: given[id] for id in members if id in given and not isinstance(held.get(id), Total)} for given in lines)
    # The tree knows its own regions only: what else was told directly below this one (an ended region, say) is named, not lost.
    strangers = {id: part for id, part in parts.items() if id not in held and id not in undivided and _directly_below(id, region.id, zones)}
    if later is not None:
        return roll_on(indicator, {**held, **strangers}, members, pack, later, whole=whole, undivided=undivided, numerators=above, denominators=below)
    if not undivided and not strangers and top is not None:
        return top
    return roll(indicator, {**held, **strangers}, members, pack, whole=whole, undivided=undivided, numerators=above, denominators=below)


def _directly_below(id: str, region: str, zones: bool) -> bool:
    one = place().regions.get(id)
    return one is not None and one.parent == region and not one.nominal and one.level != "town" and (zones or one.level != "zone")


def at_home(picked: Chosen, then: date) -> Chosen:
    """Subjects whose name means several regions over time are the one that lived then: a name that a new region took over is the old one's before."""
    pack = place()

    def home(words: str) -> str:
        region = pack.regions.get(words)
        if region is not None and lives_on(region.since, region.until, then):
            return region.id
        former = pack.region_named(region.name if region is not None else words, then)
        return former.id if former is not None else words

    return replace(picked, points={home(words): point for words, point in picked.points.items()},
                   open={home(words): slot for words, slot in picked.open.items()})


def lines_over(held: dict[str, list[Series]], indicator: Indicator, year: int, then: date) -> tuple[Mapping[str, Part], Mapping[str, Part]]:
    """Numerators and denominators of a ratio by region; nothing for what is none."""
    if indicator.rollup != "ratio":
        return NONE, NONE
    pack, made = place(), []
    for id in (indicator.numerator, indicator.denominator):
        of = pack.indicators.get(id or "")
        made.append(at_home(chosen(held.get(id or "", ()), of, year), then).points if of is not None else NOTHING.points)
    return made[0], made[1]


def judged_of(indicator: str, year: int, moment: Moment = NOW) -> dict[str, Judged]:
    """What persons said of the parts that have no figure, by region: one question."""
    rows = Judged.objects.known_at(moment.known) if moment.known else Judged.objects.current()
    return {one.region: one for one in rows.filter(about="part", of=indicator, period=str(year)).select_related("recorded_by")}


def _row(id: str, part: Part | None, said: Mapping[str, Judged], picked: Chosen) -> Row:
    slot = picked.open.get(id)
    if computed(part) is not None and isinstance(part, Total):
        return Row(id, part.state, part)
    if number(part) is not None:
        return Row(id, AnswerState.VALUE, part if part is not None else None)
    return Row(id, part if isinstance(part, AnswerState) else AnswerState.NO_EVIDENCE, None, said.get(id), slot)


def _apart(region: Region, picked: Chosen, said: Mapping[str, Judged], total: Total, then: date) -> tuple[Row, ...]:
    """Zones directly below that have a value and are no members: they lie within counties."""
    pack, inside = place(), set(total.members)
    below = [one for one in pack.members(region.id, then, zones=True) if one.id not in inside and one.id in picked.points]
    return tuple(_row(one.id, picked.points[one.id], said, picked) for one in below)
