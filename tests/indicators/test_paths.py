"""Paths: the base, the shape and the rule that chose it."""
from datetime import date
from fractions import Fraction

import pytest

from taizhang.indicators.paths import Path, path
from taizhang.indicators.points import Point
from taizhang.indicators.reasons import Reason
from taizhang.indicators.roots import said
from tests.indicators.given import actual, of, target


def way(goal: Point, *told: Point, **given: object) -> Path:
    found = path(of(goal, *told), goal, **given)  # type: ignore[arg-type]
    assert isinstance(found, Path)
    return found


def test_a_straight_line_from_the_last_actual_before_the_target_was_set() -> None:
    found = way(target("2020", 400), actual("2014", 150), actual("2015", 200), actual("2016", 311))
    assert found.shape == "linear" and found.base is not None and (found.base.at, found.base.value) == (2015, 200)
    assert found.yearly() == ((2015, 200), (2016, 240), (2017, 280), (2018, 320), (2019, 360), (2020, 400)) and found.at(Fraction(4035, 2)) == 300


def test_a_growth_rate_in_the_same_document_makes_it_compound() -> None:
    told = target("2020", "14641", document="d"), actual("2015", 0), target("2020", 10, measure="growth", document="d")
    assert way(*told).shape == "linear"  # nothing compounds from zero, which is said
    assert "no constant rate" in str(way(*told).reason)
    found = way(told[0], actual("2016", 10000), told[2], start=2016)
    assert found.shape == "compound" and [value for _, value in found.yearly()] == [10000, 11000, 12100, 13310, 14641]
    assert way(told[0], actual("2016", 10000), target("2020", 10, measure="growth", document="other"), start=2016).shape == "linear"


def test_roots_are_rounded_and_close() -> None:
    found = way(target("2020", "2.5", measure="ratio"), actual("2015", "1.11", measure="ratio"), shape="compound")
    assert said(found.at(2016)) == "1.31" and abs(found.at(2016) ** 5 / Fraction("1.11") ** 4 - Fraction("2.5")) < Fraction(1, 10 ** 18)


def test_yearly_targets_stand_on_the_way() -> None:
    found = way(target("2020", "5.6"), actual("2015", 4), target("2017", "5.3"))
    assert found.shape == "listed" and found.at(2017) == Fraction("5.3") and found.at(2016) == Fraction("4.65") and found.at(2020) == Fraction("5.6")


def test_the_same_each_year_and_what_is_kept_up() -> None:
    assert way(target("annual", 100)).at(2019) == 100 and way(target("annual", 100)).shape == "annual"
    kept = way(target("2020", 100), actual("2015", 100))
    assert kept.shape == "maintain" and kept.at(2017) == 100
    below = way(target("2020", 90), actual("2015", 100))
    assert below.shape == "maintain" and below.at(2017) == 90 and "no more than the base" in str(below.reason)


def test_a_base_may_be_named() -> None:
    told = target("2020", 400), actual("2014", 160), actual("2015", 200)
    assert way(*told, start=2014).at(2017) == 280 and way(*told, base=actual("2010", 0)).at(2015) == 200


@pytest.mark.parametrize(("goal", "told", "why"), [
    (target("2020", 400), (), "no figure from before"),
    (target("2020", 400, issued=None), (actual("2015", 1),), "no figure from before"),
    (target("2020", 8, measure="growth"), (), "growth rate is asked for each year"),
])
def test_where_there_is_no_path_it_is_said(goal: Point, told: tuple[Point, ...], why: str) -> None:
    found = path(of(goal, *told), goal)
    assert isinstance(found, Reason) and why in str(found)


def test_additions_start_from_nothing() -> None:
    assert way(target("2017", 100, measure="increment", issued=date(2017, 2, 1))).knots[0].at == 2016
    five = way(target("2020", 100_000, measure="increment"))  # a target for 2020 set in 2016
    assert five.knots[0].at == 2015 and five.at(2018) == 60_000 and "2016" in str(five.reason)
