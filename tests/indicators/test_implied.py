"""Implied values, with their traces; and by how much what is stated and what is implied disagree."""
from fractions import Fraction

import pytest

from taizhang.indicators.deriving import growth_between, level_after, of_ratio
from taizhang.indicators.implied import disagreements, implied, ratios, with_implied
from taizhang.indicators.points import Point
from taizhang.indicators.roots import said
from taizhang.indicators.spans import Interval, interval, step
from taizhang.packs.records import Indicator
from tests.indicators.given import actual, of, target

RATIO = Indicator("rd_gdp_ratio", "名", "name", "", "%", "up", "ratio", "ratio", "year", "", "", numerator="rd", denominator="gdp", factor=100)


def made(*told: Point) -> dict[tuple[str, str], str]:
    return {(one.measure, str(one.period)): f"{one.op}{said(Fraction(one.value))}" for one in implied(of(*told))}


def test_growth_and_last_years_level_imply_a_level_with_its_trace() -> None:
    (one,) = implied(of(actual("2015", 6115), actual("2016", "8.5", measure="growth")))
    assert (str(one.value), one.unit, str(one.period), one.derived) == ("6634.775", "家", "2016", True)
    tree = one.trace.tree() if one.trace else ""
    assert "6115 × (1 + 8.5 / 100) = 6634.775" in tree and "actual 2015 = 6115 家" in tree and "by the digits as written between" in tree


def test_what_else_is_implied() -> None:
    assert made(actual("2015", 100), actual("2016", 110)) == {("growth", "2016"): "=10"}
    assert made(actual("2016", 110), actual("2016", 10, measure="growth")) == {("level", "2015"): "=100"}
    assert made(actual("2015", 311), actual("2016", 100, measure="increment")) == {("level", "2016"): "=411"}
    assert made(actual("2015", "1.5", unit="%"), actual("2016", "0.2", measure="increment", unit="百分点")) == {("level", "2016"): "=1.7"}
    assert made(actual("2015", 100), actual("2016/2020", 10, measure="growth")) == {("level", "2020"): "=161.05"}


def test_comparators_go_through_or_nothing_is_said() -> None:
    assert made(actual("2015", 100, ">"), actual("2016", 10, ">=", measure="growth")) == {("level", "2016"): ">110"}
    assert made(actual("2015", 100, ">"), actual("2016", 10, "<=", measure="growth")) == {}
    assert made(actual("2015", 100, "<"), actual("2016", 110))[("growth", "2016")] == ">10"


def test_nothing_is_implied_from_nothing() -> None:
    assert made(actual("2015", 0), actual("2016", 10)) == {}
    assert made(actual("2015", 87, measure="rank"), actual("2016", 10, measure="growth")) == {}
    assert made(actual("2015", 1), actual("2015", 2, unit="项"), actual("2016", 10, measure="growth")) == {}
    assert made(target("2015", 1), actual("2016", 10, measure="growth")) == {}


def test_a_computed_point_counts_only_where_nothing_is_stated() -> None:
    told = with_implied(of(actual("2015", 100), actual("2016", 10, measure="growth"), actual("2016", 111)))
    (level,) = [one for one in told.counted("actual") if one.measure == "level" and one.period.year == 2016]
    assert level.rule == "stated" and level.point is not None and level.point.value == 111 and not level.point.derived


@pytest.mark.parametrize(("growth", "apart"), [("11", []), ("11.3", []), ("11.4", []), ("10.7", []), ("12", ["0.1477"]), ("10", ["0.1489"])])
def test_stated_growth_and_levels_agree_within_their_digits_or_a_doubt_says_by_how_much(growth: str, apart: list[str]) -> None:
    # 300 to 333 with half a unit to either side is between 10.649 % and 11.351 %
    told = of(actual("2015", 300, quote="300家"), actual("2016", 333, quote="333家"), actual("2016", growth, measure="growth", quote=f"{growth}%"))
    found = disagreements(told)
    assert [one.apart for one in found] == apart
    for one in found:
        assert one.value == "11" and "beyond rounding" in one.trace.tree() and one.apart in str(one.reason)


def test_additions_that_do_not_lead_to_the_level() -> None:
    (one,) = disagreements(of(actual("2015", 311), actual("2016", 100, measure="increment"), actual("2016", 405)))
    assert one.value == "411" and one.apart == "4.5" and one.kind == "addition and levels"


def test_the_digits_as_written_say_how_exact_a_figure_is() -> None:
    assert step(actual("2015", "140000000000", quote="达到1400亿元")) == 10 ** 8
    assert step(actual("2015", "6788000000", quote="投入67.88亿元")) == 10 ** 6 and step(actual("2015", "1.10", quote="")) == Fraction(1, 100)
    assert interval(actual("2015", "30", quote="30%")) == Interval(Fraction("29.5"), Fraction("30.5"))
    assert interval(actual("2015", 300, ">")) == Interval(Fraction(300), None)


def test_a_ratio_its_part_and_its_whole() -> None:
    part, whole = actual("2015", "67.88", indicator="rd", unit="亿"), actual("2015", 6115, indicator="gdp", unit="亿")
    ratio = actual("2015", "1.11", indicator="rd_gdp_ratio", unit="%", measure="ratio")
    empty = of(actual("2014", 1, indicator="gdp", unit="亿"))
    (points, doubts) = ratios(of(ratio), of(part), empty, RATIO)
    assert [(one.indicator, said(Fraction(one.value)), one.unit) for one in points] == [("gdp", "6115.32", "亿")] and not doubts
    assert ratios(of(ratio), of(part), of(whole), RATIO) == ((), ())
    _, (doubt,) = ratios(of(ratio), of(part), of(actual("2015", 5000, indicator="gdp", unit="亿")), RATIO)
    assert doubt.value == "1.36" and doubt.apart == "0.2424"
    assert of_ratio(ratio, None, of(actual("2015", 0, indicator="gdp")).points[0], 100, ("rd", "亿")) is not None
    assert of_ratio(None, part, actual("2015", 0, indicator="gdp"), 100, ("rd_gdp_ratio", "%")) is None


def test_growth_over_several_years() -> None:
    one = growth_between(actual("2015", 100), actual("2017", 121), 2)
    assert one is not None and one.value == 10
    after = level_after(actual("2017", 1600, ">"), target("2020", 15, measure="growth"), 3)
    assert after is not None and (str(after.value), after.op, after.kind) == ("2433.4", ">", "target")
