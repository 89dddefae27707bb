"""A roll-up as a page shows it: rows in words, coverage as a sentence, the chart; plain data for templates and programs."""
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from taizhang import packs
from taizhang.indicators.points import Point
from taizhang.indicators.reasons import Reason
from taizhang.indicators.telling import telling
from taizhang.indicators.total import Total
from taizhang.packs import Region
from taizhang.server.accounts.roles import place
from taizhang.server.documents.models import Document
from taizhang.server.indicators.numbers import exact_of, exactly, of, words
from taizhang.server.indicators.reasons import said
from taizhang.server.look.charts import BarChart, Place, TileChart, bars, tiles
from taizhang.server.look.words import joined, period_words
from taizhang.server.rollups.bodies import name_of
from taizhang.server.rollups.rolling import Row
from taizhang.server.rollups.words import PART_WORDS, SHAPES

ANYWAY = ("{missing} of {all} are missing: {names}",
          "reported for the whole: {stated}; the parts come to {summed}: {residual} is not explained")
#: Parameters of reasons that are amounts, and whether each is a difference of two.
AMOUNTS = {"size": True, "residual": True, "value": False, "stated": False, "summed": False}
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
MOST_BARS = 40
MOST_NAMES = 30


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure stands: the address of its sentence, its document in words, the sentence."""

    url: str
    document: str
    quote: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A row of the table. ``inside`` says of how many parts a part that is itself a total is made; ``why`` why there is no value."""

    id: str
    name: str
    state: str
    state_words: str
    shape: str
    value: str
    exact: str
    sources: tuple[Source, ...]
    inside: str = ""
    inside_url: str = ""
    why: str = ""
    who: str = ""
    key: str = ""
    version: int = 0


def source_of(point: Point | None, documents: Mapping[str, Document]) -> Source | None:
    """Where the sentence of a point is open; nothing for what was computed or may not be read."""
    if point is None or not point.key or point.document not in documents:
        return None
    paper = documents[point.document]
    url = f"{reverse('documents:page', args=[point.document])}?fact={point.key}#f-{point.key}"
    return Source(url, paper.number or paper.title, point.source.quote)


def shown(row: Row, unit: str, documents: Mapping[str, Document], links: str = "") -> Shown:
    """A row in words; ``links`` is the region of a part that can be opened as a whole of its own."""
    total, value, points = row.total, row.value, row.points
    said_value = exact = inside = url = why = who = ""
    if value is not None:
        if len(points) == 1 and Fraction(points[0].value) == value:
            said_value, exact = of(points[0]), exact_of(points[0])
        else:
            said_value = words(value, unit, total.op if total is not None else "=", _decimal(total.value2) if total is not None else None)
        if len(points) == 2:
            inside = " / ".join(of(one) for one in points)
    if total is not None and row.id in place().regions:
        inside, url = coverage_short(total), links
    if row.said is not None:
        why, who = row.said.reason, str(row.said.recorded_by) if row.said.recorded_by else ""
    elif row.open is not None:
        why = _("its sources differ and no rule says which one counts: {values}").format(values=joined(of(one) for one in row.open.others))
    state = row.state.value
    sources = tuple(one for point in points if (one := source_of(point, documents)) is not None)
    return Shown(row.id, name_of(row.id), state, str(PART_WORDS[state]), SHAPES[state], said_value, exact, sources, inside, url, why, who,
                 str(row.said.key) if row.said is not None else "", row.said.version if row.said is not None else 0)


def _decimal(value: Fraction | None) -> Any:
    return exactly(value) if value is not None else None


def total_words(total: Total) -> str:
    """What a total comes to; nothing where there is no value."""
    value = total.value
    return words(value, total.indicator.measure_unit, total.op, _decimal(total.value2)) if value is not None else ""


def amount_words(value: Fraction | None, unit: str) -> str:
    """An amount that was computed."""
    return words(value, unit) if value is not None else ""


def coverage_short(total: Total) -> str:
    """How many cover, without names."""
    return _("{n} of {all} cover").format(n=len(total.reported), all=total.gathered.base)


def coverage_words(total: Total) -> str:
    """How many of those whom it concerns are in it, and who is missing: “7 of 9 cover; missing: …”."""
    base = total.gathered.base
    if not base:
        return _("It concerns nobody.")
    missing = total.missing
    if not total.reported and len(missing) == base:
        return _("None of {all} covers it.").format(all=base)
    n = coverage_short(total)
    if total.coverage != Fraction(len(total.reported), base):
        n = _("{said}, with the gaps within them {percent}").format(said=n, percent=percent(total.coverage))
    if not missing:
        return _("{said}; nobody is missing.").format(said=n)
    return _("{said}; missing: {names}.").format(said=n, names=named(missing))


def named(ids: Sequence[str]) -> str:
    """The names of regions or units, so many that a sentence can hold them."""
    said_names = joined(name_of(one) for one in ids[:MOST_NAMES])
    if len(ids) <= MOST_NAMES:
        return said_names
    return ngettext("{names} and {n} more", "{names} and {n} more", len(ids) - MOST_NAMES).format(names=said_names, n=len(ids) - MOST_NAMES)


def set_words(members: Sequence[str], targets: Mapping[str, Any]) -> str:
    """How many of those below were set a target, and who was not."""
    unset = [id for id in members if id not in targets]
    n = _("{n} of {all} were set a target").format(n=len(members) - len(unset), all=len(members))
    return _("{said}; without one: {names}.").format(said=n, names=named(unset)) if unset else _("{said}.").format(said=n)


def gap_words(value: Fraction | None, unit: str) -> str:
    """A difference: of two percentages in percentage points."""
    return amount_words(value, telling().points if unit == "%" else unit)


def times_words(period: str) -> str:
    """A time within a year in words: months from and to."""
    first, _slash, last = period.partition("/")
    if len(first) == 7 and len(last) == 7 and first[:4] == last[:4]:
        return _("{year}, months {first} to {last}").format(year=first[:4], first=int(first[5:]), last=int(last[5:]))
    return period_words(period)


def months_words(total: Total) -> str:
    """How many months of a time are in it, and which are missing."""
    n = _("{n} of {all} months are covered").format(n=int(total.gathered.covered), all=total.gathered.base)
    gaps = [one for one in total.members if one not in total.parts]
    return _("{said}; missing: {names}.").format(said=n, names=joined(map(times_words, gaps))) if gaps else _("{said}; nothing is missing.").format(said=n)


def further(total: Total) -> list[str]:
    """All there is to know of a total beside what the page says anyway: why there is none, who is missing, what is not explained."""
    return [said_in(one, total.indicator.measure_unit) for one in total.says if one != total.reason and one.text not in ANYWAY]


def said_in(one: Reason | None, unit: str) -> str:
    """A reason as a sentence, its amounts as people read them, its times in words."""
    if one is None:
        return ""
    difference = telling().points if unit == "%" else unit
    params = []
    for name, value in one.params:
        if name in AMOUNTS and NUMBER.fullmatch(value):
            value = words(Fraction(value), difference if AMOUNTS[name] else unit)  # noqa: PLW2901
        elif name == "times":
            value = joined(times_words(each) for each in value.split(", "))  # noqa: PLW2901
        params.append((name, value))
    return said(Reason(one.text, tuple(params)))


def percent(share: Fraction) -> str:
    """A share of 0..1 in percent; what is not all of it never says 100 %."""
    tenths = int(share * 1000)
    return f"{tenths / 10:.1f}%".replace(".0%", "%")


def chart(title: str, unit: str, region: Region, rows: Sequence[Shown], values: Mapping[str, Fraction], on: date) -> SafeString | None:
    """The parts as tiles where the pack has a tile for most of them, else as bars; nothing where they are too many, or nobody told anything."""
    if not values or not 1 < len(rows) <= MOST_BARS:
        return None
    places = tuple(Place(one.id, one.name, values.get(one.id), one.state_words if one.id not in values else "", one.sources[0].url if one.sources else "")
                   for one in rows)
    grid = {one.region: (one.column, one.row) for one in packs.tiles_of(place(), region.id, on)}
    if 2 * sum(one.id in grid for one in places) > len(places):
        return tiles(TileChart(title, unit, places, grid))
    return bars(BarChart(title, unit, places))


def values_of(rows: Iterable[Row]) -> dict[str, Fraction]:
    """The numbers of rows that have one."""
    return {one.id: value for one in rows if (value := one.value) is not None}
