"""What charts say: names of vintages, and the sentence that stands for a drawing where it is not seen."""
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext, gettext_lazy, pgettext

from taizhang.server.look.charts.data import Guess, Mark, PathChart, Route
from taizhang.server.look.charts.scale import Measure
from taizhang.server.look.words import joined, period_words

VINTAGES: dict[str, Any] = {"final": gettext_lazy("final"), "prelim": gettext_lazy("preliminary"), "est": gettext_lazy("estimated")}


def periods(stored: str) -> str:
    """A stored period in words; every year as such."""
    if stored == "annual":
        return gettext("every year")
    first, slash, last = stored.partition("/")
    if slash and len(first) == len(last) == 7 and first[:4] == last[:4] and int(last[5:]) - int(first[5:]) == 2 and int(last[5:]) % 3 == 0:
        return pgettext("a quarter of a year", "Q{quarter} {year}").format(year=first[:4], quarter=int(last[5:]) // 3)
    return period_words(stored)


def vintage(mark: Mark) -> str:
    """How firm a result is: computed, final, preliminary, estimated."""
    return gettext("computed") if mark.derived else str(VINTAGES[mark.vintage])


def mark_words(mark: Mark, measure: Measure, name: str = "") -> str:
    """One value with all that is known of it, as the title of its mark: ``2018: result 1.74%, estimated (source)``."""
    said = [part for part in (measure.words(mark.value, mark.op, mark.value2, whole=True), name) if part]
    if not mark.counts:
        said.append(gettext("does not count"))
    words = gettext("{period}: {said}").format(period=periods(mark.period), said=listed(said))
    return gettext("{words} ({source})").format(words=words, source=mark.source) if mark.source else words


def listed(parts: Iterable[Any]) -> str:
    """Parts of a sentence after one another."""
    return pgettext("between parts of a sentence", "; ").join(str(part) for part in parts)


def route_name(route: Route, rival: bool) -> str:
    """The name of a route; its kind where it has none."""
    return route.name or (gettext("another target") if rival else gettext("target"))


def path_sentence(chart: PathChart, measure: Measure, missing: Iterable[str]) -> str:
    """The whole chart as one sentence: first and last result, targets, forecast, what is missing."""
    said, counted = [], [one for one in chart.results if one.counts]
    if len(counted) > 1:
        first, last = counted[0], counted[-1]
        said.append(gettext("results from {value} in {period} to {last_value} in {last_period} ({vintage})").format(
            value=measure.words(first.value, first.op, whole=True), period=periods(first.period), last_value=measure.words(last.value, last.op, whole=True),
            last_period=periods(last.period), vintage=vintage(last)))
    elif counted:
        said.append(gettext("one result, {value} in {period} ({vintage})").format(
            value=measure.words(counted[0].value, counted[0].op, whole=True), period=periods(counted[0].period), vintage=vintage(counted[0])))
    else:
        said.append(gettext("no result"))
    for route in chart.routes:
        if route.marks:
            end, rival = route.marks[-1], route is not chart.target
            said.append(gettext("{name} {value} in {period}").format(
                name=route_name(route, rival), value=measure.words(end.value, end.op, end.value2, whole=True), period=periods(end.period)))
    if chart.forecast:
        said.append(guess_words(chart.forecast[-1], measure))
    if lacking := [periods(one) for one in missing]:
        said.append(gettext("no result for {periods}").format(periods=joined(lacking)))
    if chart.inverted:
        said.append(gettext("the smallest is best and stands above"))
    return gettext("{title}: {said}.").format(title=chart.title, said=listed(said))


def guess_words(guess: Guess, measure: Measure) -> str:
    """A forecast with its range, in words."""
    value, period = measure.words(guess.value, whole=True), periods(guess.period)
    if guess.low is None or guess.high is None:
        return gettext("forecast {value} in {period}").format(value=value, period=period)
    return gettext("forecast {value} in {period}, between {low} and {high}").format(
        value=value, period=period, low=measure.words(guess.low), high=measure.words(guess.high))
