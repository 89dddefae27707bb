"""Series: what is grouped, and which of several figures counts by which rule."""
from datetime import date
from itertools import permutations

import pytest

from taizhang.indicators.counting import RULES, Counted
from taizhang.indicators.points import Point
from taizhang.indicators.series import Series, series
from tests.indicators.given import actual, of, target


def only(*points: Point, owned: tuple[str, ...] = ()) -> Counted:
    """What counts among figures for one thing, the same in every order."""
    found = {series(order, owned)[0].counted() for order in permutations(points)}
    assert len(found) == 1
    ((one,),) = found
    assert one.rule in RULES
    return one


def test_calibres_subjects_and_indicators_never_mix() -> None:
    points = (actual("2015", 1), actual("2015", 2, calibre="规上"), actual("2015", 3, subject="350582"), actual("2015", 4, indicator="gdp"))
    assert [(one.indicator, one.subject, one.calibre, len(one)) for one in series(points)] == [
        ("gdp", "350500", "", 1), ("hnte_count", "350500", "", 1), ("hnte_count", "350500", "规上", 1), ("hnte_count", "350582", "", 1)]


def test_measures_units_and_periods_are_counted_apart() -> None:
    told = of(actual("2015", 1), actual("2015", 2, measure="growth"), actual("2015", 3, unit="项"), actual("2015-01/2015-06", 4), actual("2015", 5, per="万人口"))
    assert len(told.counted()) == 5 and not told.conflicts()


def test_twelve_months_are_the_year() -> None:
    (one,) = of(actual("2015-01/2015-12", 7), actual("2015", 7)).counted()
    assert str(one.period) == "2015" and one.rule == "agree"


def test_a_point_given_twice_stands_once() -> None:
    assert len(of(actual("2015", 1), actual("2015", 1))) == 1


@pytest.mark.parametrize(("points", "value", "rule"), [
    ((actual("2015", 7),), 7, "only"),
    ((actual("2015", 7, document="a"), actual("2015", 7, document="b")), 7, "agree"),
    ((actual("2015", 7, vintage="预计"), actual("2015", 8)), 8, "vintage"),
    ((actual("2015", 7, vintage="核定"), actual("2015", 8, vintage="初步"), actual("2015", 9, vintage="预计")), 7, "vintage"),
    ((actual("2015", 300, ">", document="a"), actual("2015", 311, document="b")), 311, "precise"),
    ((actual("2015", 30, quote="30%", document="a"), actual("2015", "29.6", quote="29.6%", document="b")), "29.6", "precise"),
    ((actual("2015", 7, issued=date(2016, 1, 1)), actual("2015", 8, issued=date(2017, 1, 1))), 8, "later"),
    ((actual("2015", 7, issued=date(2016, 1, 1)), actual("2015", 8)), None, "undecided"),
    ((actual("2015", 7, document="a"), actual("2015", 8, document="b")), None, "undecided"),
    ((actual("2015", 7, reviewed=False),), None, "waiting"),
    ((actual("2015", 7, reviewed=False), actual("2015", 8)), 8, "only"),
    ((target("2020", 2, "=", issued=date(2016, 6, 1), modality="力争"), target("2020", "2.5", issued=date(2016, 8, 27))), "2.5", "later"),
    ((target("2020", 25, "=", modality="确保"), target("2020", 30, "=", modality="力争")), 25, "firm"),
    ((target("2020", 25, "="), target("2020", 25)), None, "undecided"),
])
def test_which_figure_counts(points: tuple[Point, ...], value: object, rule: str) -> None:
    one = only(*points)
    assert (None if one.point is None else one.point.value, one.rule) == (None if value is None else type(points[0].value)(str(value)), rule)
    assert len(one.others) + len(one.waiting) + (one.point is not None) == len(points)


def test_the_owner_counts_before_others() -> None:
    told = actual("2015", 7, document="统计公报"), actual("2015", 8, document="报告", issued=date(2017, 1, 1))
    one = only(*told, owned=("统计公报",))
    assert one.point == told[0] and one.rule == "owner" and one.conflict and one.others == (told[1],)


def test_a_conflict_stays_visible_when_a_rule_decides() -> None:
    told = of(actual("2015", 7, vintage="预计"), actual("2015", 8, vintage="核定"))
    (one,) = told.conflicts()
    assert one.conflict and str(one.reason) == "the firmer figure counts: 核定"


def test_a_later_estimate_does_not_replace_a_settled_figure() -> None:
    assert only(actual("2015", 7, vintage="核定", issued=date(2016, 1, 1)), actual("2015", 8, vintage="预计", issued=date(2018, 1, 1))).rule == "vintage"


def test_every_point_is_kept() -> None:
    told: Series = of(actual("2016", 2), target("2020", 9), actual("2015", 1))
    assert [one.value for one in told] == [1, 2, 9] and [one.value for one in told.counting("actual")] == [1, 2]
