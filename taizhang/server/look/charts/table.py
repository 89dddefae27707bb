"""A path chart as a table: every value of the drawing with its period, vintage and source, the latest first."""
from collections.abc import Iterator
from fractions import Fraction

from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from taizhang.server.look.charts import marks
from taizhang.server.look.charts.data import PathChart
from taizhang.server.look.charts.figure import grid, place_of
from taizhang.server.look.charts.plot import lacking
from taizhang.server.look.charts.scale import Measure
from taizhang.server.look.charts.svg import joined, tag
from taizhang.server.look.charts.times import place
from taizhang.server.look.charts.wording import periods, route_name, vintage

Row = tuple[Fraction, int, tuple[tuple[object, str], ...]]
LAST = Fraction(10**6)


def path_table(chart: PathChart, measure: Measure) -> SafeString:
    """All values with exact numbers. Rows have the ids ``ANCHOR-1``, ``ANCHOR-2`` …, the latest period first."""
    rows = sorted(_rows(chart, measure), key=lambda row: (-row[0], row[1]))
    heads = ((pgettext("in a chart's table", "Period"), ""), (pgettext("in a chart's table", "What"), ""), (pgettext("in a chart's table", "Value"), "num"),
             (gettext("Vintage"), ""), (pgettext("in a chart's table", "Source"), ""))
    return grid(chart.title, heads, (row for _, _, row in rows), (f"{chart.anchor}-{n}" for n in range(1, len(rows) + 1)))


def _rows(chart: PathChart, measure: Measure) -> Iterator[Row]:
    for route in chart.routes:
        name = route_name(route, route is not chart.target)
        for mark in route.marks:
            said = measure.words(mark.value, mark.op, mark.value2, whole=True)
            how = gettext("computed") if mark.derived else ""
            yield place(mark.period) or LAST, 0 if route is chart.target else 1, (
                (periods(mark.period), "nb"), (name, ""), (said, "num nb"), (how, ""), (place_of(mark.href, mark.source or route.note), "wide"))
    for guess in chart.forecast:
        between = "" if guess.low is None or guess.high is None else gettext("between {low} and {high}").format(
            low=measure.words(guess.low, whole=True), high=measure.words(guess.high, whole=True))
        yield place(guess.period) or LAST, 2, (
            (periods(guess.period), "nb"), (gettext("forecast"), ""), (measure.words(guess.value, whole=True), "num nb"), (between, ""), ("", "wide"))
    for mark in chart.results:
        sign = tag("svg", marks.drawn("derived" if mark.derived else mark.vintage, 6, 6, 4), class_="chart key", viewBox="0 0 12 12", aria_hidden="true")
        what = gettext("result") if mark.counts else gettext("result, does not count")
        yield place(mark.period) or LAST, 3 if mark.counts else 4, (
            (periods(mark.period), "nb"), (what, ""), (measure.words(mark.value, mark.op, mark.value2, whole=True), "num nb"),
            (joined((sign, vintage(mark))), "nb"), (place_of(mark.href, mark.source), "wide"))
    for at, period, reason in lacking(chart):
        yield at, 5, ((periods(period), "nb"), (gettext("result"), ""), (reason or gettext("missing"), "num"), ("", ""), ("", "wide"))
