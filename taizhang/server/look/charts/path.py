"""Results of one indicator against the way to its target, drawn wide and narrow, with a table and a sentence that say the same."""
from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from taizhang.server.look.charts import axes, ends, marks
from taizhang.server.look.charts.data import Mark, Number, PathChart
from taizhang.server.look.charts.figure import figure, nothing
from taizhang.server.look.charts.plot import Frame, Plot, Point, lacking
from taizhang.server.look.charts.room import Room, around
from taizhang.server.look.charts.svg import joined, linked, short, tag, width
from taizhang.server.look.charts.table import path_table
from taizhang.server.look.charts.wording import guess_words, mark_words, path_sentence, route_name, vintage

WIDE, NARROW = (760.0, 330.0), (350.0, 290.0)


def path_chart(chart: PathChart, *, table: bool = True) -> SafeString:
    """The drawing with its table folded below it; ``table=False`` where the page shows one of its own.

    Where nothing can be drawn, a sentence says what is missing.
    """
    wide, narrow = Plot.of(chart, _frame(chart, *WIDE)), Plot.of(chart, _frame(chart, *NARROW, narrow=True))
    if wide is None or narrow is None:
        return nothing(chart.title, gettext("Nothing to draw so far: neither a target nor a result with a period is known."))
    says = path_sentence(chart, wide.measure, (period for _, period, _ in lacking(chart)))
    return figure(
        "path-chart", (draw(wide, says), draw(narrow, says)), _key(chart), path_table(chart, wide.measure) if table else None)


def _frame(chart: PathChart, wide: float, high: float, *, narrow: bool = False) -> Frame:
    """Margins by what stands in them: numbers at the left, words at the lines' ends at the right."""
    rough = Plot.of(chart, Frame(wide, high, 40, 20, 32, 30, narrow))
    if rough is None:
        return Frame(wide, high, 40, 20, 32, 30, narrow)
    left = max((width(one) for one in rough.y.tick_words()), default=20) + 12
    below = 44 if rough.x.months < 12 else 30
    right = 16.0 if narrow else min(max(ends.room_for(rough) + 14, 24), wide * 0.28)
    return Frame(wide, high, min(max(left, 30), wide * 0.3), right, 36, below, narrow)


def draw(plot: Plot, says: str) -> SafeString:
    """One drawing: what is seen stands as a picture with its sentence, the marks that lead somewhere lie over it."""
    room = Room(axes.bounds(plot))
    under = [axes.axes(plot), _band(plot), _lines(plot, room)]
    over = _marks(plot, room)
    words = [axes.today(plot, room), ends.labels(plot, room), _gap(plot, room), axes.missing(plot, room), _values(plot, room)]
    frame = plot.frame
    return tag(
        "svg", tag("g", *under, *words, role="img", aria_label=says), over, class_="chart narrow" if frame.narrow else "chart wide",
        viewBox=f"0 0 {short(frame.width)} {short(frame.height)}")


def points_of(points: Sequence[Point]) -> str:
    """Points as drawings write them."""
    return " ".join(f"{short(x)},{short(y)}" for x, y in points)


def _band(plot: Plot) -> SafeString:
    """The range of the forecast, from the last result on."""
    held = [(x, plot.y.at(one.low), plot.y.at(one.high)) for one, x in plot.guesses if one.low is not None and one.high is not None]
    if not held:
        return joined(())
    start = plot.start_of_guess
    lower, upper = [(x, low) for x, low, _ in held], [(x, high) for x, _, high in held]
    return tag("polygon", class_="band", points=points_of([*([start] if start else []), *upper, *reversed(lower)]))


def _lines(plot: Plot, room: Room) -> SafeString:
    parts: list[SafeString] = []
    if plot.guesses:
        way = [*([plot.start_of_guess] if plot.start_of_guess else []), *((x, plot.y.at(one.value)) for one, x in plot.guesses)]
        room.line(way)
        parts.append(tag("polyline", class_="fore", points=points_of(way)))
    for number, route in enumerate(plot.chart.rivals):
        way = plot.way(route)
        room.line(way)
        parts.append(tag("polyline", class_=f"rival r{number % 3}", points=points_of(way)))
    if plot.chart.target:
        way = plot.way(plot.chart.target)
        room.line(way)
        parts.append(tag("polyline", class_="path", points=points_of(way)))
    for run in plot.runs:
        room.line(run)
        parts.append(tag("polyline", class_="real", points=points_of(run)))
    return joined(parts)


def _marks(plot: Plot, room: Room) -> SafeString:
    """Every value as a mark that leads to its sentence: routes below, results that do not count, then those that do."""
    parts: list[SafeString] = []
    for route in (*plot.chart.rivals, *((plot.chart.target,) if plot.chart.target else ())):
        rival = route is not plot.chart.target
        name, last = route_name(route, rival), plot.route(route)[-1:]
        for mark, (x, y) in plot.route(route):
            room.mark(x, y)
            end = bool(last) and mark is last[0][0]
            parts.append(_route_mark(plot, mark, x, y, name, rival, end))
    small = [(mark, x + _aside(index), y) for index, (mark, (x, y)) in enumerate(one for one in plot.results if not one[0].counts)]
    for mark, x, y in [*small, *((mark, *point) for mark, point in plot.results if mark.counts)]:
        room.mark(x, y)
        said = mark_words(mark, plot.measure, gettext("result, {vintage}").format(vintage=vintage(mark)))
        parts.append(linked(mark.href, said, marks.field(x, y), marks.shape(mark, x, y), class_="pt"))
    for guess, x in plot.guesses:
        y = plot.y.at(guess.value)
        parts.append(linked("", guess_words(guess, plot.measure), marks.field(x, y), marks.drawn("fore", x, y, 2), class_="pt"))
    return joined(parts)


def _aside(index: int) -> float:
    """Values that do not count stand left and right of their place in turn, so that they do not hide the one that does."""
    return -11.0 if index % 2 == 0 else 11.0


def _route_mark(plot: Plot, mark: Mark, x: float, y: float, name: str, rival: bool, end: bool) -> SafeString:
    kind = "rival" if rival else "target"
    said = mark_words(mark, plot.measure, gettext("{name}, computed").format(name=name) if mark.derived else name)
    drawn = [marks.field(x, y), marks.drawn(kind, x, y, marks.RADIUS if end or not mark.derived else marks.SMALL)]
    if mark.value2 is not None:
        other = plot.y.at(mark.value2)
        drawn.insert(0, tag("line", class_=f"span {kind}", x1=x, x2=x, y1=y, y2=other))
        drawn.append(marks.drawn(kind, x, other, marks.SMALL))
    return linked(mark.href, said, *drawn, class_="pt")


def _gap(plot: Plot, room: Room) -> SafeString:
    """The distance between result and route at one period, as a line with the number beside it."""
    result = next((one for one in plot.results if one[0].counts and one[0].period == plot.chart.gap), None)
    due = next((one for one in plot.route(plot.chart.target) if one[0].period == plot.chart.gap), None) if plot.chart.target else None
    if result is None or due is None or abs(result[1][1] - due[1][1]) < 14:
        return joined(())
    x, (upper, lower) = result[1][0], sorted((result[1][1], due[1][1]))
    words = gettext("gap {value}").format(value=plot.measure.number(_apart(result[0].value, due[0].value)))
    middle = (upper + lower) / 2 + 4
    label = room.put([*(one for one in around(words, x, middle) if abs(one.y - middle) < 6)])
    line = tag("line", class_="gap", x1=x, x2=x, y1=upper + 5, y2=lower - 5)
    return joined((line, ends.written(label, "lab gap-words") if label else ""))


def _apart(one: Number, other: Number) -> Number:
    """How far two values lie apart, without a digit lost."""
    if isinstance(one, Fraction) or isinstance(other, Fraction):
        return abs(Fraction(one) - Fraction(other))
    with localcontext() as context:
        context.prec = 150
        return abs(Decimal(one) - Decimal(other))


def _values(plot: Plot, room: Room) -> SafeString:
    """The numbers of results that count, the last first; one that finds no room is left to its title and the table."""
    parts = []
    for index, (mark, (x, y)) in reversed(list(enumerate(one for one in plot.results if one[0].counts))):
        last = index == sum(1 for one, _ in plot.results if one.counts) - 1
        number = plot.measure.number(mark.value)
        words = gettext("{name} {value}").format(name=gettext("result"), value=number) if last else number
        label = room.put((*around(words, x, y, below=_below(plot, x, y)), *(around(number, x, y) if last else ())))
        if label:
            parts.append(ends.written(label))
    return joined(parts)


def _below(plot: Plot, x: float, y: float) -> bool:
    """Whether the route lies above the mark, so that its number stands better below."""
    way = plot.way(plot.chart.target) if plot.chart.target else []
    near = min(way, key=lambda point: abs(point[0] - x), default=None)
    return near is not None and near[1] < y - 2 and abs(near[0] - x) < 60


def _key(chart: PathChart) -> SafeString:
    """The shapes of marks that the chart has, each with its word."""
    shown = {("derived" if one.derived else one.vintage): vintage(one) for one in chart.results}
    entries = [(marks.drawn(kind, 6, 6, 4), shown[kind]) for kind in ("final", "prelim", "est", "derived") if kind in shown]
    if any(not one.counts for one in chart.results):
        entries.append((marks.drawn("prelim", 6, 6, marks.SMALL), gettext("small: replaced, does not count")))
    return joined(tag("li", tag("svg", drawn, class_="chart key", viewBox="0 0 12 12", aria_hidden="true"), said) for drawn, said in entries)


