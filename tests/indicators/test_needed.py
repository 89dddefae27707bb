"""The arithmetic that the five documents invite, row by row, with their figures as numbers."""
from datetime import date
from fractions import Fraction

import pytest

from taizhang.indicators.deriving import growth_between, level_after, of_ratio
from taizhang.indicators.needed import growth_needed, needed, part_needed, ratio_growth_needed
from taizhang.indicators.points import Point
from taizhang.indicators.roots import said
from tests.indicators.given import actual, indicator, of, target

YI = 10 ** 8


def value(point: Point | None) -> Fraction:
    assert point is not None and point.trace is not None
    return Fraction(point.value)


def gdp() -> Point:
    spent = actual("2015", 67_88 * 10 ** 6, indicator="rd_expenditure", unit="CNY", quote="67.88亿元")
    ratio = actual("2015", "1.11", measure="ratio", unit="%", quote="1.11%")
    found = of_ratio(ratio, spent, None, 100, ("gdp", "CNY"))
    assert found is not None
    return found


def test_the_product_that_spending_and_its_share_imply() -> None:
    assert said(value(gdp()) / YI) == "6115.32"
    after = level_after(gdp(), target("2020", "8.5", "=", measure="growth"), 5)
    assert round(value(after) / YI) == 9195 and value(after) > 9000 * YI


@pytest.mark.parametrize(("ratio", "spending", "growth", "of_ratio_itself", "with_product"), [
    ("2", 180, "21.5", "12.5", "22.1"), ("2.5", 225, "27.1", "17.6", "27.6"),
])
def test_the_spending_a_share_of_the_product_needs(ratio: str, spending: int, growth: str, of_ratio_itself: str, with_product: str) -> None:
    assert part_needed(Fraction(ratio), Fraction(9000)) == spending
    assert tenth(growth_needed(Fraction("67.88"), Fraction(spending), 5)) == growth
    assert tenth(growth_needed(Fraction("1.11"), Fraction(ratio), 5)) == of_ratio_itself
    assert tenth(ratio_growth_needed(Fraction("1.11"), Fraction(ratio), 5, Fraction("8.5"))) == with_product


def test_from_the_series_itself() -> None:
    goal = target("2020", "2.5", measure="ratio", unit="%")
    told = of(goal, actual("2015", "1.11", measure="ratio", unit="%"))
    one = needed(told, goal, date(2016, 8, 27), indicator=indicator(nature="ratio"), whole_growth=Fraction("8.5"))
    assert tenth(one.growth) == "27.6" and "while the whole grows by 8.5 % a year" in str(one.reason) and "actual 2015 = 1.11 %" in one.trace.tree()
    assert one.step == Fraction("0.278")
    assert str(needed(told, target("2020", 1, measure="ratio", unit="%"), date(2016, 8, 27)).reason) == "reached already: it has to be kept up"
    assert needed(told, target("annual", 1, measure="ratio", unit="%"), date(2016, 8, 27)).growth is None
    assert needed(of(goal), goal, date(2016, 8, 27)).growth is None


def test_where_no_growth_leads_there_a_step_does() -> None:
    one = needed(of(actual("2015", -10)), target("2020", 40), date(2016, 8, 27))
    assert one.growth is None and one.step == 10 and "10 a year are needed" in str(one.reason)
    assert growth_needed(Fraction(0), Fraction(1), 5) is None and growth_needed(Fraction(1), Fraction(2), 0) is None


def test_two_targets_that_cannot_both_bind() -> None:
    assert part_needed(Fraction(16), Fraction(9000)) == 1440
    assert said(value(of_ratio(None, target("2020", 1400, "="), target("2020", 9000, "="), 100, ("share", "%")))) == "15.56"


def test_a_yearly_target_that_leads_to_the_last_one() -> None:
    after = value(level_after(target("2017", 1600, "="), target("2020", 15, "=", measure="growth"), 3))
    assert after == Fraction("2433.4") and after > 2400


@pytest.mark.parametrize(("part", "whole", "share"), [(667, 4438, "15.03"), (150, 4438, "3.38"), (1300, 4438, "29.29")])
def test_shares_of_firms(part: int, whole: int, share: str) -> None:
    assert said(value(of_ratio(None, actual("2016", part), actual("2016", whole), 100, ("share", "%")))) == share


def test_wholes_behind_shares_and_heads() -> None:
    province = of_ratio(actual("2016", 76, measure="ratio", unit="%"), actual("2016", 16), None, 100, ("firms", "家"))
    assert round(value(province)) == 21
    heads = of_ratio(actual("2017", "6.86", measure="ratio"), actual("2017", 1435), None, 10_000, ("population", "人"))
    assert tenth(value(heads) / 10_000) == "209.2"
    wanted = part_needed(Fraction(8), value(heads), 10_000)
    assert 1673 < wanted < 1674 and 1674 - 1435 == 239


def test_one_target_below_what_is_reached_beside_one_far_above() -> None:
    assert tenth(value(growth_between(actual("2017", 5550), target("2018", 5500, "=")))) == "-0.9"
    assert round(value(growth_between(actual("2017", 7830), target("2018", 12_000, "=")))) == 53


def test_counts_that_are_met_early() -> None:
    assert 311 + 100 > 400
    assert tenth(Fraction(100_000, 26_851)) == "3.7"
    assert 1 + 1 + 2 + 1 + 3 + 8 == 16


def tenth(exact: Fraction | None) -> str:
    assert exact is not None
    return f"{round(exact * 10) / 10:.1f}"
