"""Counties as equal tiles: name, value and state in each; five steps of one hue, hatched where there is no value."""
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from taizhang.server.look.charts.data import Number
from taizhang.server.look.charts.figure import figure, nothing
from taizhang.server.look.charts.places import Place, comparison
from taizhang.server.look.charts.places_table import places_table
from taizhang.server.look.charts.scale import Measure, measure
from taizhang.server.look.charts.states import state_shape
from taizhang.server.look.charts.steps import step_of, steps
from taizhang.server.look.charts.svg import EM, cut, joined, linked, short, tag, width

SIDE, HIGH, GAP = 84.0, 68.0, 4.0
_DARK = 4
"""From this step on words are drawn light."""


@dataclass(frozen=True, slots=True)
class TileChart:
    """``places`` with their values; ``grid`` has column and row of each by its id, from 1. A place without one is told below the drawing."""

    title: str
    unit: str
    places: tuple[Place, ...]
    grid: Mapping[str, tuple[int, int]]
    anchor: str = "tiles"


def tiles(chart: TileChart, *, table: bool = True) -> SafeString:
    """The drawing, what its steps mean, who stands on no tile, and the table."""
    drawn = [one for one in chart.places if one.id in chart.grid]
    if not drawn:
        return nothing(chart.title, gettext("Nothing to draw so far: no place has a tile."))
    values = [one.value for one in chart.places if one.value is not None]
    by = measure(chart.unit, values)
    columns, rows = [chart.grid[one.id][0] for one in drawn], [chart.grid[one.id][1] for one in drawn]
    left, top = min(columns), min(rows)
    wide, high = (max(columns) - left + 1) * (SIDE + GAP), (max(rows) - top + 1) * (HIGH + GAP)
    seen, over = [], []
    for one in drawn:
        x, y = (chart.grid[one.id][0] - left) * (SIDE + GAP) + GAP / 2, (chart.grid[one.id][1] - top) * (HIGH + GAP) + GAP / 2
        seen.append(_tile(one, x, y, step_of(one.value, values) if one.value is not None else 0, by))
        over.append(linked(one.href, one.sentence(by), tag("rect", class_="field", x=x, y=y, width=SIDE, height=HIGH), class_="pt"))
    svg = tag("svg", tag("g", *seen, role="img", aria_label=comparison(chart.title, chart.places, by)), *over,
              class_="chart tiles", viewBox=f"0 0 {short(wide)} {short(high)}", width=short(wide * 1.15))
    without = [one.sentence(by) for one in chart.places if one.id not in chart.grid]
    note = gettext("Tiles show who lies beside whom, no boundary.")
    note = " ".join([note, *([gettext("Without a tile: {places}.").format(places="; ".join(without))] if without else [])])
    return figure("tile-chart", [svg], step_key(values, by, len([one for one in chart.places if one.value is None])),
                  places_table(chart.title, chart.places, by, chart.anchor) if table else None, note)


def _tile(one: Place, x: float, y: float, step: int, by: Measure) -> SafeString:
    light = " on-dark" if step >= _DARK else ""
    middle, space = x + SIDE / 2, SIDE - 6
    parts: list[SafeString] = [tag("rect", class_=f"q{step}", x=x, y=y, width=SIDE, height=HIGH)]
    if not step:
        parts.append(hatch(x, y, SIDE, HIGH))
    lines = name_lines(one.name, space)
    at = y + (18 if len(lines) > 1 else 24)
    for words in lines:
        parts.append(tag("text", words, class_=f"lab{light}" if step else "lab over", x=middle, y=at, text_anchor="middle"))
        at += EM * 1.2
    said = cut(one.said(by), space)
    parts.append(tag("text", said, class_=f"val{light}" if step else "val over", x=middle, y=at, text_anchor="middle"))
    if one.state:
        words = cut(one.state_words, space - 14)
        start = middle - (width(words) + 13) / 2
        under = y + HIGH - 7
        parts.append(state_shape(one.state, start + 4.5, under - 4))
        parts.append(tag("text", words, class_=f"val{light}" if step else "val over", x=start + 13, y=under))
    return tag("g", *parts, class_=f"t{light}")


def name_lines(name: str, space: float) -> list[str]:
    """A name in one line or two of about the same length; what is too long for two ends in ….

    >>> name_lines("晋江市", 78), name_lines("泉州台商投资区", 78)
    (['晋江市'], ['泉州台商', '投资区'])
    """
    if width(name) <= space:
        return [cut(name, space)]
    half = next((n for n in range(1, len(name)) if width(name[:n]) * 2 >= width(name)), len(name))
    return [cut(name[:half], space), cut(name[half:], space)] if width(name[:half]) <= space else [cut(name, space)]


def hatch(x: float, y: float, wide: float, high: float) -> SafeString:
    """Slanted lines over a rectangle: no value, which is not the same as a small one."""
    lines = ((max(by, 0.0), min(wide, by + high), by) for by in (float(n) for n in range(-int(high) + 4, int(wide), 8)))
    return tag("path", class_="hatch", d="".join(f"M{short(x + a)} {short(y + a - by)}L{short(x + b)} {short(y + b - by)}" for a, b, by in lines if b > a))


def step_key(values: Sequence[Number], by: Measure, without: int) -> SafeString:
    """What the steps mean, each with its range in words, and how many places have no value."""
    parts = [tag("li", tag("svg", tag("rect", class_=f"q{one.number}", x=0.5, y=0.5, width=25.0, height=11.0), class_="chart key wide-key", viewBox="0 0 26 12",
                           aria_hidden="true"), one.words(by)) for one in steps(values)]
    if without:
        drawn = joined((tag("rect", class_="q0", x=0.5, y=0.5, width=25.0, height=11.0), hatch(0.5, 0.5, 25, 11)))
        parts.append(tag("li", tag("svg", drawn, class_="chart key wide-key", viewBox="0 0 26 12", aria_hidden="true"),
                         gettext("no value: {count}, not counted as 0").format(count=without)))
    return joined(parts)
