"""From a chart's data to coordinates: which periods and values it covers, where each lies, which results belong together."""
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from taizhang.server.look.charts.data import Guess, Mark, Number, PathChart, Route
from taizhang.server.look.charts.scale import Measure, Scale, measure, scale
from taizhang.server.look.charts.times import Times, day_place, place, stored, times

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """Size of a drawing and the margins around its axes."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    narrow: bool = False


def values(chart: PathChart) -> Iterator[Number]:
    """Every number that the axis must hold."""
    for mark in (*chart.results, *(mark for route in chart.routes for mark in route.marks)):
        yield mark.value
        if mark.value2 is not None:
            yield mark.value2
    for guess in chart.forecast:
        yield from (one for one in (guess.value, guess.low, guess.high) if one is not None)


def places(chart: PathChart) -> list[Fraction]:
    """Every time that the axis must hold."""
    written = [mark.period for mark in chart.results] + [mark.period for route in chart.routes for mark in route.marks]
    written += [guess.period for guess in chart.forecast] + list(chart.missing)
    return [found for one in written if (found := place(one)) is not None]


def in_time(chart: PathChart) -> list[tuple[Fraction, Mark]]:
    """The results that lie on the axis, the earliest first."""
    return sorted(((at, mark) for mark in chart.results if (at := place(mark.period)) is not None), key=lambda one: one[0])


def lacking(chart: PathChart) -> tuple[tuple[Fraction, str, str], ...]:
    """Periods without a result that counts, with place and reason: those named, and those between the first result and the last."""
    counted = {at for at, mark in in_time(chart) if mark.counts}
    found = {at: (period, reason) for period, reason in chart.missing.items() if (at := place(period)) is not None and at not in counted}
    ordered = sorted(counted)
    apart = [int(after - before) for before, after in zip(ordered, ordered[1:], strict=False) if (after - before).denominator == 1]
    usual = min(apart, key=lambda months: (-apart.count(months), months), default=0)
    for before, after in zip(ordered, ordered[1:], strict=False):
        # Results that lie very far apart are no series with gaps.
        if usual and before.denominator == 1 and usual < after - before <= usual * 40:
            for step in range(int(before) + usual, math.ceil(after), usual):
                found.setdefault(Fraction(step), (stored(step, 12 if step % 12 == 0 and usual % 12 == 0 else 1), ""))
    return tuple((at, *found[at]) for at in sorted(found))


@dataclass(frozen=True)
class Plot:
    """A chart whose values have coordinates. `of` answers None where nothing is there to be drawn."""

    chart: PathChart
    frame: Frame
    x: Times
    y: Scale

    @classmethod
    def of(cls, chart: PathChart, frame: Frame, shared: Sequence[Fraction] = (), held: Sequence[Number] = (), ticks: int = 5) -> "Plot | None":
        """Axes for a chart in a frame; ``shared`` and ``held`` are places and values of charts that share its axes."""
        found, all_values = [*places(chart), *shared], [*values(chart), *held]
        if not found or not all_values:
            return None
        inner_top, inner_bottom = frame.top, frame.height - frame.bottom
        y = scale(all_values, measure(chart.unit, all_values), inner_bottom, inner_top, inverted=chart.inverted, ticks=ticks)
        return cls(chart, frame, times(found, frame.left + 8, frame.width - frame.right), y)

    @property
    def measure(self) -> Measure:
        """How its numbers are read."""
        return self.y.measure

    def point(self, period: str, value: Number) -> Point | None:
        """The coordinates of a value; None where its period has no place."""
        at = place(period)
        return None if at is None else (self.x.at(at), self.y.at(value))

    @cached_property
    def results(self) -> list[tuple[Mark, Point]]:
        """Results with their coordinates, the earliest first."""
        return [(mark, (self.x.at(at), self.y.at(mark.value))) for at, mark in in_time(self.chart)]

    @cached_property
    def runs(self) -> list[list[Point]]:
        """The line of results, cut where a period between two of them has none."""
        gaps = [at for at, _, _ in lacking(self.chart)]
        found: list[list[Point]] = []
        before: Fraction | None = None
        for at, mark in in_time(self.chart):
            if not mark.counts or at == before:
                continue
            if before is None or any(before < gap < at for gap in gaps):
                found.append([])
            found[-1].append((self.x.at(at), self.y.at(mark.value)))
            before = at
        return found

    def route(self, route: Route) -> list[tuple[Mark, Point]]:
        """A route's marks with coordinates; one that holds every year stands at the end of the axis."""
        found = []
        for mark in route.marks:
            at = place(mark.period)
            if at is not None:
                found.append((mark, (self.x.at(at), self.y.at(mark.value))))
            elif mark.period == "annual":
                found.append((mark, (self.x.at(Fraction(self.x.last)), self.y.at(mark.value))))
        return sorted(found, key=lambda one: one[1][0])

    def way(self, route: Route) -> list[Point]:
        """The line of a route; level over the whole axis where it holds every year."""
        points = [point for _, point in self.route(route)]
        if points and all(mark.period == "annual" for mark in route.marks):
            return [(self.x.at(Fraction(self.x.first)), points[-1][1]), points[-1]]
        return points

    @cached_property
    def guesses(self) -> list[tuple[Guess, float]]:
        """Forecasts with their place, the earliest first."""
        return sorted(((one, self.x.at(at)) for one in self.chart.forecast if (at := place(one.period)) is not None), key=lambda one: one[1])

    @property
    def start_of_guess(self) -> Point | None:
        """The last result before the forecast begins."""
        before = [point for mark, point in self.results if mark.counts and self.guesses and point[0] < self.guesses[0][1]]
        return before[-1] if before else None

    @property
    def today(self) -> float | None:
        """Where today lies, if the axis holds it."""
        at = day_place(self.chart.today) if self.chart.today else None
        return self.x.at(at) if at is not None and self.x.first <= at <= self.x.last and self.x.first < self.x.last else None
