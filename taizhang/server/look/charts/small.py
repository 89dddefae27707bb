"""Many small path charts beside each other on one axis of time: indicators of a place, or places of an indicator."""
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from taizhang.server.look.charts import marks
from taizhang.server.look.charts.data import Number, PathChart
from taizhang.server.look.charts.figure import figure, grid, nothing
from taizhang.server.look.charts.path import points_of
from taizhang.server.look.charts.plot import Frame, Plot, in_time, lacking, places, values
from taizhang.server.look.charts.scale import Measure, measure
from taizhang.server.look.charts.svg import joined, linked, short, tag, width
from taizhang.server.look.charts.wording import mark_words, path_sentence, periods, vintage

WIDTH, HEIGHT = 230.0, 112.0


@dataclass(frozen=True, slots=True)
class SmallCharts:
    """``charts`` in the order in which they stand; ``links`` has an address for each by its anchor.

    ``same_values``: one axis of values for all, so that heights compare (places of one indicator); it takes charts of one unit.
    """

    title: str
    charts: tuple[PathChart, ...]
    links: Mapping[str, str] = field(default_factory=dict)
    same_values: bool = False
    anchor: str = "small"


def small(given: SmallCharts, *, table: bool = True) -> SafeString:
    """All of them, and one table: a row each, a column for each period with a result."""
    shared = [at for one in given.charts for at in places(one)]
    held = [value for one in given.charts for value in values(one)] if given.same_values else []
    if not given.charts or not shared:
        return nothing(given.title, gettext("Nothing to draw so far: neither a target nor a result with a period is known."))
    items = [tag("li", _head(one, given.links.get(one.anchor, "")), _one(one, shared, held)) for one in given.charts]
    return figure("small-charts", [tag("ul", *items, class_="smalls")], "", _table(given) if table else None)


def _head(chart: PathChart, href: str) -> SafeString:
    return tag("h3", tag("a", chart.title, href=href) if href else chart.title, class_="t2")


def _one(chart: PathChart, shared: Sequence[Fraction], held: Sequence[Number]) -> SafeString:
    if not places(chart):
        return tag("p", gettext("Nothing to draw so far: neither a target nor a result with a period is known."), class_="t1 muted")
    rough = Plot.of(chart, Frame(WIDTH, HEIGHT, 30, 40, 18, 20, True), shared, held, ticks=2)
    assert rough is not None
    left = max(width(one) for one in rough.y.tick_words()) + 12
    plot = Plot.of(chart, Frame(WIDTH, HEIGHT, min(left, WIDTH * 0.35), 14, 20, 24, True), shared, held, ticks=2)
    assert plot is not None
    under, over = [*_axes(plot)], []
    for route in reversed(chart.routes):
        under.append(tag("polyline", class_="path" if route is chart.target else "rival", points=points_of(plot.way(route))))
        for mark, (x, y) in plot.route(route)[-1:]:
            said = mark_words(mark, plot.measure, route.name)
            over.append(linked(mark.href, said, marks.field(x, y, 8), marks.drawn("target" if route is chart.target else "rival", x, y, 3), class_="pt"))
    under += [tag("polyline", class_="real", points=points_of(run)) for run in plot.runs]
    counted = [one for one in plot.results if one[0].counts]
    for mark, (x, y) in counted[-1:]:
        said = mark_words(mark, plot.measure, gettext("result, {vintage}").format(vintage=vintage(mark)))
        over.append(linked(mark.href, said, marks.field(x, y, 8), marks.shape(mark, x, y), class_="pt"))
        words = plot.measure.number(mark.value)
        half = width(words) / 2
        above = y - 8 > 12
        under.append(tag("text", words, class_="lab", x=min(max(x, plot.frame.left + half), WIDTH - half), y=y - 8 if above else y + 18, text_anchor="middle"))
    says = path_sentence(chart, plot.measure, (period for _, period, _ in lacking(chart)))
    return tag("svg", tag("g", *under, role="img", aria_label=says), *over, class_="chart", viewBox=f"0 0 {short(WIDTH)} {short(HEIGHT)}")


def _axes(plot: Plot) -> list[SafeString]:
    """Fewer lines than a large chart has: round values, and the first and last period only."""
    parts, right = [], plot.frame.width - plot.frame.right
    for value, words in zip(plot.y.ticks, plot.y.tick_words(), strict=True):
        y = plot.y.at(value)
        parts.append(tag("line", class_="axis" if value == 0 else "grid", x1=float(plot.frame.left), x2=right, y1=y, y2=y))
        parts.append(tag("text", words, x=plot.frame.left - 6.0, y=y + 4, text_anchor="end"))
    if plot.measure.caption:
        caption = plot.measure.caption
        parts.append(tag("text", caption, x=max(plot.frame.left - 6.0, width(caption)), y=9.0, text_anchor="end"))
    for at, words in zip((plot.x.first, plot.x.last), plot.x.ends(), strict=False):
        x = plot.x.at(Fraction(at))
        half = width(words) / 2
        parts.append(tag("text", words, x=min(max(x, half), WIDTH - half), y=HEIGHT - 5, text_anchor="middle"))
    return parts


def _table(given: SmallCharts) -> SafeString:
    at: dict[Fraction, str] = {}
    for chart in given.charts:
        for where, mark in in_time(chart):
            at.setdefault(where, mark.period)
    columns = sorted(at)
    heads = [(pgettext("in a chart's table", "What"), ""), *((periods(at[where]), "num") for where in columns), (gettext("target"), "num")]
    rows: list[list[tuple[object, str]]] = []
    for chart in given.charts:
        by = measure(chart.unit, values(chart))
        found: dict[Fraction, object] = {}
        for where, mark in in_time(chart):
            if mark.counts:
                words = by.words(mark.value, mark.op, whole=True)
                found.setdefault(where, tag("a", words, href=mark.href) if mark.href else words)
        why = {where: reason or gettext("missing") for where, _, reason in lacking(chart)}
        rows.append([(chart.title, ""), *((found.get(where, why.get(where, "")), "num nb") for where in columns), (_aim(chart, by), "num nb")])
    return grid(given.title, heads, rows, (f"{given.anchor}-{n}" for n in range(1, len(rows) + 1)))


def _aim(chart: PathChart, by: Measure) -> SafeString:
    ends = chart.target.marks[-1:] if chart.target else ()
    return joined(f"{periods(one.period)} {by.words(one.value, one.op, one.value2, whole=True)}" for one in ends)
