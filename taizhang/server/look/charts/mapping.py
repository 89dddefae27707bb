"""A city's approved map drawn with values: outlines simplified no further than half a unit, words where the areas are widest."""
import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from taizhang.server.look.charts.figure import figure
from taizhang.server.look.charts.geojson import CityMap, Ring
from taizhang.server.look.charts.places import Place, comparison
from taizhang.server.look.charts.places_table import places_table
from taizhang.server.look.charts.room import Box, Label, Room
from taizhang.server.look.charts.scale import Measure, measure
from taizhang.server.look.charts.steps import step_of
from taizhang.server.look.charts.svg import EM, joined, linked, short, tag
from taizhang.server.look.charts.tiles import step_key

WIDE, HIGH = 560.0, 520.0
TOLERANCE = 0.5
"""How far, in units of the drawing, a simplified outline may lie from its own."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class MapChart:
    """``places`` with values, drawn on the areas of ``map`` with the same region."""

    title: str
    unit: str
    places: tuple[Place, ...]
    map: CityMap
    anchor: str = "map"


def city_map(chart: MapChart, *, table: bool = True) -> SafeString:
    """The drawing; below it the review number, what the steps mean, who is not on the map, and the table."""
    by_region = {one.id: one for one in chart.places}
    values = [one.value for one in chart.places if one.value is not None]
    by = measure(chart.unit, values)
    drawn, wide, high = projected(chart.map)
    hatch = f"hatch-{chart.anchor}"
    under, over, words = [], [], []
    room = Room(Box(0, 0, wide, high))
    for region, rings in drawn.items():
        one = by_region.get(region) or Place(region, "")
        step = step_of(one.value, values) if one.value is not None else 0
        way = "".join("M" + "L".join(f"{short(x)} {short(y)}" for x, y in ring) + "Z" for ring in rings)
        under.append(tag("path", class_=f"area q{step}", d=way, fill_rule="evenodd"))
        if not step:
            under.append(tag("path", class_="area", d=way, fill=f"url(#{hatch})", fill_rule="evenodd"))
        if one.name:
            words.append(_words(one, by, rings, room))
            over.append(linked(one.href, one.sentence(by), tag("path", class_="field", d=way, fill_rule="evenodd"), class_="pt"))
    pattern = tag("defs", tag("pattern", tag("path", class_="hatch", d="M0 0v8"), id=hatch, width="8", height="8", patternUnits="userSpaceOnUse",
                              patternTransform="rotate(45)"))
    svg = tag("svg", pattern, tag("g", *under, *words, role="img", aria_label=comparison(chart.title, chart.places, by)), *over,
              class_="chart map-drawn", viewBox=f"0 0 {short(wide)} {short(high)}")
    off = [one.sentence(by) for one in chart.places if one.id not in drawn]
    note = gettext("Review number of the map: {number}.").format(number=chart.map.number)
    note = " ".join([note, *([gettext("Not on the map: {places}.").format(places="; ".join(off))] if off else [])])
    return figure("map-chart", [svg], step_key(values, by, len(chart.places) - len(values)),
                  places_table(chart.title, chart.places, by, chart.anchor) if table else None, note)


def _words(one: Place, by: Measure, rings: Sequence[Ring], room: Room) -> SafeString:
    ring = max(rings, key=_size)
    x, y = (min(p[0] for p in ring) + max(p[0] for p in ring)) / 2, (min(p[1] for p in ring) + max(p[1] for p in ring)) / 2
    label = room.put([Label(one.name, x, y + by_y, "middle", one.said(by)) for by_y in (-2, -16, 12, -30, 26)])
    if label is None:
        return joined(())
    return joined((tag("text", label.words, class_="lab", x=label.x, y=label.y, text_anchor="middle"),
                   tag("text", label.second, class_="lab thin", x=label.x, y=label.y + EM * 1.2, text_anchor="middle")))


def _size(ring: Ring) -> float:
    """Twice the area of a ring."""
    return abs(sum(x * to_y - to_x * y for (x, y), (to_x, to_y) in zip(ring, (*ring[1:], ring[0]), strict=True)))


def projected(given: CityMap) -> tuple[dict[str, list[Ring]], float, float]:
    """Outlines in units of the drawing, with its width and height: equirectangular, true to scale at the map's middle latitude."""
    points = [point for area in given.areas for ring in area.rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    squeeze = max(math.cos(math.radians((south + north) / 2)), 0.01)
    across, up = max((east - west) * squeeze, 1e-9), max(north - south, 1e-9)
    unit = min((WIDE - 8) / across, (HIGH - 8) / up)
    drawn = {area.region: [simplified(tuple((4 + (x - west) * squeeze * unit, 4 + (north - y) * unit) for x, y in ring)) for ring in area.rings]
             for area in given.areas}
    return drawn, across * unit + 8, up * unit + 8


def simplified(line: Ring, tolerance: float = TOLERANCE) -> Ring:
    """The fewest of its points with which a line stays within the tolerance of all (Douglas and Peucker); first and last stay.

    >>> simplified(((0, 0), (1, 0.1), (2, 0), (2, 2), (0, 0)))
    ((0, 0), (2, 0), (2, 2), (0, 0))
    """
    # Points closer than the drawing's digits show nothing; without them the way is short, however many points are given.
    line = tuple(one for n, one in enumerate(line) if n in (0, len(line) - 1) or math.dist(one, line[n - 1]) > TOLERANCE / 100)
    kept, waiting = {0, len(line) - 1}, [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        away, at = max(((_away(line[n], line[first], line[last]), n) for n in range(first + 1, last)), default=(0.0, 0))
        if away > tolerance:
            kept.add(at)
            waiting += [(first, at), (at, last)]
    return tuple(line[n] for n in sorted(kept))


def _away(point: Point, one: Point, other: Point) -> float:
    """How far a point lies from the stretch between two."""
    across, up = other[0] - one[0], other[1] - one[1]
    length = across * across + up * up
    part = min(max(((point[0] - one[0]) * across + (point[1] - one[1]) * up) / length, 0.0), 1.0) if length else 0.0
    return math.hypot(point[0] - one[0] - part * across, point[1] - one[1] - part * up)
