"""The arithmetic cases of targets and results, each by name: zero, negative, falling, maintained, ranked, about, yes or no."""
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from taizhang.indicators.judgement import JUDGED, Judgement, Thresholds
from taizhang.indicators.points import Point
from taizhang.indicators.status import judge, judge_goal
from taizhang.values.answer import AnswerState
from taizhang.values.errors import UsageError
from tests.indicators.given import actual, indicator, of, point, target

FEBRUARY = date(2018, 2, 1)
MARCH = date(2019, 3, 1)  # the figures of 2018 are there, three of five years are gone


def state(goal: Point, *told: Point, on: date = MARCH, **given: Any) -> str:
    return found(goal, *told, on=on, **given).state


def found(goal: Point, *told: Point, on: date = MARCH, **given: Any) -> Judgement:
    return judge(of(goal, *told), goal, on, **given)


@pytest.mark.covers("B01", status="partly", note="a target is judged against its path with rule, inputs and reason; its pages come with the office")
def test_a_target_is_held_against_the_straight_line_with_rule_inputs_and_reason() -> None:
    one = found(target("2020", 400), actual("2015", 200), actual("2018", 311))
    assert (one.state, one.rule, one.path_value, one.gap, one.share, one.due) == ("behind", "linear", 320, -9, Fraction(111, 200), 2020)
    assert str(one.reason) == "short of the path, by less than is called off"
    tree = one.trace.tree()
    assert all(said in tree for said in ("target 2020 = >= 400 家", "actual 2015 = 200 家", "actual 2018 = 311 家", "311 against 320: -9", "rule: linear"))


def test_the_straight_line_is_on_track_and_not_ahead() -> None:
    for value, wanted in ((319, "behind"), (320, "ontrack"), (331, "ontrack"), (332, "ahead"), (296, "behind"), (295, "off"), (400, "done")):
        assert state(target("2020", 400), actual("2015", 200), actual("2018", value)) == wanted, value


def test_an_actual_of_zero_is_stored_and_judged_as_zero() -> None:
    one = found(target("2020", 10), actual("2015", 4), actual("2018", 0))
    assert one.actual is not None and one.actual.value == 0 and one.state == "off" and one.share == Fraction(-2, 3)
    assert state(target("2018", 5, measure="increment", issued=FEBRUARY), actual("2018", 0, measure="increment")) == "off"


def test_no_figure_is_not_zero() -> None:
    assert state(target("2020", 10), actual("2015", 4)) == "noevidence"
    assert judge(of(target("2020", 10)), target("2020", 10), MARCH).state == "noevidence"


def test_negative_values() -> None:
    assert state(target("2020", -10), actual("2015", -60), actual("2018", -30)) == "ontrack"
    assert state(target("2020", -10), actual("2015", -60), actual("2018", -31)) == "behind"


def test_lower_is_better_uses_its_baseline() -> None:
    down = indicator("down", "ratio")
    for value, wanted in ((38, "ahead"), (39, "ontrack"), (40, "behind"), (41, "off"), (35, "done")):
        assert state(target("2020", 35, "="), actual("2015", 45), actual("2018", value), indicator=down) == wanted, value


def test_a_ceiling_that_is_reached_early_has_to_hold() -> None:
    assert state(target("2020", 35, "<="), actual("2015", 45), actual("2018", 34)) == "ahead"
    assert state(target("2018", 35, "<="), actual("2015", 45), actual("2018", 34)) == "done"


def test_a_target_of_zero() -> None:
    down = indicator("down")
    assert state(target("2020", 0, "="), actual("2015", 5), actual("2018", 2), indicator=down) == "ontrack"
    assert state(target("2020", 0, "="), actual("2015", 5), actual("2018", 3), indicator=down) == "off"
    assert state(target("2018", 0, "="), actual("2015", 5), actual("2018", 0), indicator=down) == "done"


def test_a_base_of_zero() -> None:
    assert state(target("2020", 10), actual("2015", 0), actual("2018", 6)) == "ontrack"
    one = found(target("2020", 10), actual("2015", 0), actual("2018", 6), shape="compound")
    assert one.state == "ontrack" and one.rule == "linear"  # no constant rate leads away from zero


def test_base_and_current_of_different_sign() -> None:
    assert state(target("2020", 50), actual("2015", -50), actual("2018", 10)) == "ontrack"
    assert state(target("2020", 50), actual("2015", 10), actual("2018", -10)) == "off"


def test_a_target_that_is_the_base_is_kept_up() -> None:
    for value, wanted in ((100, "ontrack"), (99, "behind"), (79, "off")):
        one = found(target("2020", 100), actual("2015", 100), actual("2018", value))
        assert (one.state, one.rule, one.share) == (wanted, "maintain", None)
    assert state(target("2020", 100), actual("2015", 100), actual("2020", 100), on=date(2021, 3, 1)) == "done"


def test_rank_targets() -> None:
    for value, wanted in ((60, "ontrack"), (61, "behind"), (88, "off"), (40, "done")):
        assert state(target("2020", 42, "=", measure="rank", unit="位"), actual("2015", 87, measure="rank", unit="位"),
                     actual("2018", value, measure="rank", unit="位")) == wanted, value


def test_yes_or_no_goals() -> None:
    assert judge_goal(True, 2020, MARCH)[0] == "done"
    assert judge_goal(False, 2020, MARCH)[0] == "unknown" and judge_goal(False, 2018, MARCH)[0] == "off"
    assert judge_goal(None, 2020, MARCH)[0] == "noevidence" and judge_goal(None, 2020, MARCH, AnswerState.NOT_STARTED)[0] == "notstarted"


def test_forty_is_never_shown_as_a_hundred() -> None:
    assert found(target("2018", 100, measure="increment", issued=FEBRUARY), actual("2018", 40, measure="increment")).share == Fraction(2, 5)
    assert found(target("2018", 40, measure="increment", issued=FEBRUARY), actual("2018", 100, measure="increment")).share == Fraction(5, 2)


def test_growth_targets() -> None:
    goal = target("2018", "8.5", measure="growth")
    for value, wanted in (("8.5", "done"), ("8.4", "behind"), ("6.7", "off")):
        assert state(goal, actual("2018", value, measure="growth")) == wanted, value
    assert state(goal, actual("2018-01/2018-06", "8.6", measure="growth"), on=date(2018, 8, 1)) == "ontrack"
    assert state(goal, actual("2018-01/2018-06", "9.4", measure="growth"), on=date(2018, 8, 1)) == "ahead"
    assert state(goal, actual("2017", "9", measure="growth"), on=date(2017, 12, 1)) == "notstarted"


def test_a_fall_that_is_asked_for() -> None:
    goal = target("2018", -3, ">=", measure="growth")  # down by 3 % or more: the words say more, the value less
    assert state(goal, actual("2018", "-3.4", measure="growth")) == "done" and state(goal, actual("2018", "-2.9", measure="growth")) == "behind"


def test_growth_that_only_levels_tell() -> None:
    one = found(target("2018", 10, measure="growth"), actual("2017", 100), actual("2018", 110))
    assert one.state == "done" and one.actual is not None and one.actual.derived and "growth implied by two levels" in one.trace.tree()


def test_average_growth_over_years() -> None:
    goal = target("2016/2020", 15, measure="growth")
    assert state(goal, actual("2015", 1000), actual("2018", "1520.875")) == "ontrack"
    assert state(goal, actual("2015", 1000), actual("2018", "1520.874")) == "behind"
    assert state(goal, *(actual(str(year), 16, measure="growth") for year in (2016, 2017, 2018))) == "ontrack"
    assert state(goal, actual("2017", 16, measure="growth")) == "noevidence"  # 2016 is missing, and nothing is filled in
    worded = target("2020", 15, measure="growth", quote="年均增长15%")
    assert found(worded, actual("2015", 1000), actual("2018", "1520.875")).rule == "average"


def test_ranges() -> None:
    goal = target("2018", 15, "range", value2=Decimal(20), measure="increment", issued=FEBRUARY)
    for value, wanted in ((15, "done"), (25, "done"), (14, "behind"), (11, "off")):
        assert state(goal, actual("2018", value, measure="increment")) == wanted
    assert state(target("2018", 15, "range", value2=Decimal(20)), actual("2018", 25), indicator=indicator("none")) == "unknown"
    assert state(target("2018", 15, "range", value2=Decimal(20)), actual("2018", 18), indicator=indicator("none")) == "done"


def test_about_is_judged_only_where_somebody_said_how_near_is_near_enough() -> None:
    goal = target("2018", "8.5", "~", measure="growth")
    assert state(goal, actual("2018", "8.3", measure="growth")) == "unknown"
    assert state(goal, actual("2018", "8.3", measure="growth"), thresholds=Thresholds(near=Fraction(1, 20))) == "done"
    assert state(goal, actual("2018", "8.0", measure="growth"), thresholds=Thresholds(near=Fraction(1, 20))) == "behind"
    assert state(goal, actual("2018", "8.5", measure="growth")) == "done"


def test_a_forecast_is_not_a_target() -> None:
    one = judge(of(point("forecast", "2020", 400), actual("2018", 500)), point("forecast", "2020", 400), MARCH)
    assert one.state == "unknown" and str(one.reason) == "a forecast is not a target"
    assert state(target("2020", 400), actual("2015", 200), point("forecast", "2018", 400)) == "noevidence"  # nor an actual


def test_additions_are_counted_from_nothing_over_their_years() -> None:
    goal = target("2016/2020", 500, measure="increment")
    years = [actual(str(year), 100, measure="increment") for year in (2016, 2017, 2018)]
    one = found(goal, *years)
    assert (one.state, one.path_value, one.share) == ("ontrack", 300, Fraction(3, 5)) and "100 + 100 + 100 = 300" in one.trace.tree()
    gone = found(goal, years[0], years[2])
    assert gone.state == "unknown" and str(gone.reason) == "what was added from 2017 to 2017 is missing"
    assert state(target("2018", 100, measure="increment", issued=FEBRUARY), actual("2018-01/2018-06", 50, measure="increment"), on=date(2018, 8, 1)) == "ontrack"
    assert state(target("annual", 100, measure="increment"), years[2]) == "done"


def test_a_flow_of_a_part_of_a_year_is_held_against_that_part() -> None:
    goal, base = target("2018", 120, issued=FEBRUARY), actual("2017", 100)
    half = actual("2018-01/2018-06", 60)
    one = found(goal, base, half, on=date(2018, 8, 1), indicator=indicator(nature="flow"))
    assert (one.state, one.path_value) == ("ontrack", 60)
    assert state(goal, base, half, on=date(2018, 8, 1)) == "noevidence"  # without the catalogue nobody knows that it flows
    assert state(goal, base, half, on=date(2018, 8, 1), indicator=indicator(nature="stock")) == "off"


def test_what_people_say_without_a_value_is_kept_apart() -> None:
    told = target("2020", 10), actual("2018", 4)
    assert [state(*told, answer=one) for one in (AnswerState.NOT_STARTED, AnswerState.NO_EVIDENCE, AnswerState.NOT_APPLICABLE)] == [
        "notstarted", "noevidence", "na"]


def test_what_nobody_reviewed_does_not_count() -> None:
    one = found(target("2020", 400), actual("2015", 200), actual("2018", 311, reviewed=False))
    assert one.state == "noevidence"
    assert state(target("2020", 400, reviewed=False), actual("2015", 200), actual("2018", 311)) == "unknown"


def test_sources_that_differ_without_a_rule_are_not_judged() -> None:
    one = found(target("2020", 400), actual("2015", 200), actual("2018", 311, document="a"), actual("2018", 325, document="b"))
    assert one.state == "unknown" and "no rule says" in str(one.reason)


def test_figures_grow_old() -> None:
    told = target("2020", 400), actual("2015", 200), actual("2016", 260)
    assert state(*told, on=date(2018, 6, 30)) == "ahead" and state(*told, on=date(2018, 8, 1)) == "noevidence"
    assert state(target("2018", 400), actual("2015", 200), actual("2018", 400), on=date(2030, 1, 1)) == "done"  # the figure when due stays


def test_a_target_that_is_only_striven_for_says_so() -> None:
    assert found(target("2018", 400, modality="力争"), actual("2018", 311)).stretch and not found(target("2018", 400), actual("2018", 311)).stretch


def test_thresholds_are_data_and_checked() -> None:
    told = target("2020", 400), actual("2015", 200), actual("2018", 290)
    assert state(*told) == "off" and state(*told, thresholds=Thresholds(off=Fraction(1, 2))) == "behind"
    with pytest.raises(UsageError, match="are no thresholds"):
        Thresholds(off=Fraction(1))
    assert JUDGED[0] == "done" and len(JUDGED) == 5
