"""Forecasts: robust, with an interval, and none where too little is known."""
from fractions import Fraction

import pytest

from taizhang.indicators.forecast import forecast
from taizhang.indicators.points import Point
from tests.indicators.given import actual, indicator, of, target


def years(*values: int | str, first: int = 2012, **given: str) -> list[Point]:
    return [actual(str(first + i), value, **given) for i, value in enumerate(values)]


def test_a_straight_series_goes_on_straight() -> None:
    one = forecast(of(*years(10, 20, 30, 40)), 2018)
    assert (one.value, one.low, one.high) == (70, 70, 70) and "2018: 70" in one.trace.tree() and len(one.points) == 4


def test_one_wild_year_does_not_turn_the_trend() -> None:
    one = forecast(of(*years(10, 20, 30, 40, 500, 60, 70)), 2019)
    assert one.value == 80 and one.low is not None and one.high is not None and one.low <= 80 <= one.high


def test_a_flow_grows_by_a_rate() -> None:
    told = of(*years(1000, 1100, 1210, 1331))
    assert forecast(told, 2016, indicator=indicator(nature="flow")).value == Fraction("1464.1")
    assert forecast(told, 2016).value != Fraction("1464.1") and forecast(told, 2016, trend="compound").value == Fraction("1464.1")
    assert forecast(of(*years(-1, 0, 1)), 2015, trend="compound").value == 2  # no rate leads through zero


def test_whether_the_target_is_reached_then() -> None:
    told = of(*years(10, 21, 29, 41))
    assert [forecast(told, 2016, target=target("2016", value)).reached for value in (40, 51, 90)] == ["yes", "maybe", "no"]
    assert forecast(told, 2016, target=target("2016", 40, "<=")).reached == "no" and forecast(told, 2016).reached is None


@pytest.mark.parametrize(("told", "year", "measure", "why"), [
    (years(10, 20), 2014, "level", "2 years are known, a forecast takes 3"),
    (years(87, 80, 75, measure="rank"), 2015, "rank", "a rank depends on others: it is not forecast"),
    (years(10, 20, 30), 2018, "level", "3 years are known, too few to look 4 years ahead"),
    (years(10, 20, 30), 2014, "level", "2014 is not after the last figure"),
    ([*years(10, 20, 30), actual("2015", 1, unit="项")], 2016, "level", "figures in several units of measure"),
    ([actual(f"2015-0{month}", month) for month in (1, 2, 3, 4)], 2016, "level", "0 years are known, a forecast takes 3"),
])
def test_where_nothing_is_forecast_it_is_said(told: list[Point], year: int, measure: str, why: str) -> None:
    one = forecast(of(*told), year, measure=measure, target=target("2016", 1))  # type: ignore[arg-type]
    assert one.value is None and one.low is None and one.reached is None and str(one.reason) == why


def test_targets_and_forecasts_of_documents_are_no_figures() -> None:
    assert forecast(of(*years(10, 20), target("2014", 30)), 2015).value is None
