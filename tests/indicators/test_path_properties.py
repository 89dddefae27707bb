"""What holds whatever the figures are."""
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.indicators.directions import direction
from taizhang.indicators.forecast import forecast
from taizhang.indicators.implied import disagreements, implied
from taizhang.indicators.judgement import JUDGED, STATES, Thresholds
from taizhang.indicators.needed import needed
from taizhang.indicators.paths import SHAPES, Path, path
from taizhang.indicators.points import Point
from taizhang.indicators.roots import decimal, power
from taizhang.indicators.series import series
from taizhang.indicators.spans import interval
from taizhang.indicators.status import judge
from taizhang.values import Quantity
from taizhang.values.answer import AnswerState
from tests.indicators.given import actual, indicator, of, point, target

VALUES = st.decimals(min_value=-200, max_value=200, places=1)
OPS = st.sampled_from(["=", ">=", ">", "<=", "<", "~", "range"])
PERIODS = st.sampled_from(["2014", "2015", "2016", "2017", "2018", "2019", "2020", "annual", "2016/2020", "2018-01/2018-06", "2018-12", "2017-04/2017-06"])
MEASURES = st.sampled_from(["level", "growth", "increment", "rank", "ratio"])
DAYS = st.dates(date(2014, 1, 1), date(2022, 12, 31))
INDICATORS = st.none() | st.builds(indicator, st.sampled_from(["up", "down", "none"]), st.sampled_from(["stock", "flow", "ratio", "rank", "growth"]))
LIMITS = st.builds(Thresholds, st.sampled_from([Fraction(0), Fraction(1, 5), Fraction(9, 10)]), st.sampled_from([Fraction(0), Fraction(1, 10)]),
                   st.sampled_from([None, Fraction(0), Fraction(1, 20)]), st.sampled_from([0, 18, 600]))


@st.composite
def points(draw: Any) -> Point:
    op = draw(OPS)
    value = draw(VALUES)
    return point(
        draw(st.sampled_from(["target", "actual", "actual", "forecast"])), draw(PERIODS), str(value), op, draw(MEASURES), unit=draw(st.sampled_from(["家", "%"])),
        value2=value + 5 if op == "range" else None, issued=draw(st.none() | DAYS), reviewed=draw(st.sampled_from([True, True, True, False])),
        vintage=draw(st.sampled_from([None, "预计", "核定"])), modality=draw(st.sampled_from([None, "力争"])),
        document=draw(st.sampled_from(["a", "b"])), quote=draw(st.sampled_from(["", f"年均{value}家", "控制在3以内"])))


@settings(max_examples=300, deadline=None)
@given(st.lists(points(), min_size=1, max_size=9), DAYS, INDICATORS, LIMITS, st.none() | st.integers(2010, 2022), st.none() | st.sampled_from(SHAPES),
       st.sampled_from([None, *AnswerState]), st.booleans())
def test_a_judgement_comes_back_whatever_is_given(
    told: list[Point], on: date, known: Any, limits: Thresholds, start: int | None, shape: Any, answer: Any, named: bool,
) -> None:
    (one,) = series(told)
    for goal in told:
        found = judge(one, goal, on, indicator=known, thresholds=limits, start=start, shape=shape, answer=answer, base=told[0] if named else None)
        assert found.state in STATES and str(found.reason) and found.trace.tree()
        assert found.state not in JUDGED or (goal.kind == "target" and found.actual is not None and found.gap is not None)
        needed(one, goal, on, indicator=known)
        forecast(one, 2021, measure=goal.measure, target=goal, indicator=known)
    assert disagreements(one) is not None


@settings(max_examples=200, deadline=None)
@given(st.lists(points(), min_size=1, max_size=9), st.randoms(), DAYS, INDICATORS)
def test_no_order_of_the_points_changes_anything(told: list[Point], chance: Any, on: date, known: Any) -> None:
    mixed = [*told, *told]
    chance.shuffle(mixed)
    assert series(mixed) == series(told) and series(mixed)[0].counted() == series(told)[0].counted()
    assert implied(series(mixed)[0]) == implied(series(told)[0])
    assert judge(series(mixed)[0], told[0], on, indicator=known) == judge(series(told)[0], told[0], on, indicator=known)


@settings(max_examples=400, deadline=None)
@given(VALUES, VALUES, VALUES, st.decimals(min_value=0, max_value=200, places=1), OPS, MEASURES, INDICATORS, LIMITS,
       st.sampled_from(["2015", "2016", "2017", "2018", "2019", "2020"]), st.sampled_from(["2020", "2018", "annual", "2016/2020"]),
       st.sampled_from([None, "linear", "compound"]), st.sampled_from(["", "年均", "保持"]))
def test_a_stricter_target_never_raises_a_status(
    base: Decimal, value: Decimal, reached: Decimal, more: Decimal, op: str, measure: str, known: Any, limits: Thresholds, year: str, due: str,
    shape: Any, quote: str,
) -> None:
    def goal(worth: Decimal) -> Point:
        return target(due, str(worth), op, measure=measure, value2=worth + 5 if op == "range" else None, quote=quote, unit="家")

    mild = goal(value)
    side = direction(mild, known)
    strict = goal(value + side * more)
    if side == 0 or direction(strict, known) != side:
        return
    told = [actual("2015", str(base), measure=measure, unit="家"), actual(year, str(reached), measure=measure, unit="家")]
    (first,) = [judge(of(mild, *told), mild, date(int(year) + 1, 3, 1), indicator=known, thresholds=limits, shape=shape)]
    second = judge(of(strict, *told), strict, date(int(year) + 1, 3, 1), indicator=known, thresholds=limits, shape=shape)
    if first.state in JUDGED and second.state in JUDGED:
        assert JUDGED.index(second.state) >= JUDGED.index(first.state), (first, second)


@given(VALUES, st.decimals(min_value=-50, max_value=200, places=1), st.integers(0, 3))
def test_a_growth_and_a_level_that_imply_each_other_agree(base: Decimal, growth: Decimal, places: int) -> None:
    level = Fraction(base) * (1 + Fraction(growth) / 100)
    written = round(Decimal(level.numerator) / Decimal(level.denominator), places)
    told = [actual("2015", str(base)), actual("2016", str(growth), measure="growth"), actual("2016", str(written))]
    assert disagreements(of(*told)) == ()


@given(st.decimals(min_value=1, max_value=200, places=1), st.decimals(min_value=-50, max_value=200, places=1), st.decimals(min_value=1, max_value=400, places=1))
def test_where_they_disagree_a_doubt_says_by_how_much(base: Decimal, growth: Decimal, level: Decimal) -> None:
    told = [actual("2015", str(base)), actual("2016", str(growth), measure="growth"), actual("2016", str(level))]
    found = disagreements(of(*told))
    low, high = interval(told[0]), interval(told[2])
    assert low.low and low.high and high.low and high.high
    least, most = (high.low / low.high - 1) * 100, (high.high / low.low - 1) * 100
    stated = interval(told[1])
    assert stated.low is not None and stated.high is not None
    fits = least <= stated.high and stated.low <= most
    assert bool(found) != fits and all(Fraction(one.apart) >= 0 and one.value for one in found)


@given(st.decimals(min_value=1, max_value=9999, places=2), st.sampled_from(["元", "万元", "亿元", "件", "万件"]))
def test_units_come_home(amount: Decimal, unit: str) -> None:
    quantity = Quantity.of(amount, unit)
    held = interval(actual("2015", str(quantity.base.amount), unit=quantity.base.measure_unit, quote=f"达到{amount}{unit}"))
    power_of_unit = quantity.base.amount / quantity.amount
    assert held.width == Fraction(power_of_unit) / 100


@given(st.fractions(min_value=Fraction(1, 1000), max_value=1000), st.fractions(min_value=Fraction(1, 12), max_value=6, max_denominator=12))
def test_powers_are_exact_or_close(base: Fraction, exponent: Fraction) -> None:
    found, exact = power(base, exponent)
    back, wanted = found ** exponent.denominator, base ** exponent.numerator
    assert back == wanted if exact else abs(back / wanted - 1) < Fraction(1, 10 ** 15)


@given(st.fractions())
def test_a_kept_number_is_exact_or_says_that_it_is_rounded(exact: Fraction) -> None:
    value, rounded = decimal(exact)
    assert rounded or Fraction(value) == exact
    assert abs(Fraction(value) - exact) <= abs(exact) / 10 ** 11


@settings(deadline=None)
@given(VALUES, VALUES, st.sampled_from(SHAPES), st.integers(2015, 2020))
def test_a_path_stays_between_its_ends_and_meets_them(base: Decimal, value: Decimal, shape: Any, year: int) -> None:
    goal = target("2020", str(value))
    found = path(of(goal, actual("2015", str(base))), goal, shape=shape)
    assert isinstance(found, Path) and found.at(2020) == value
    if found.shape != "maintain":
        assert found.at(2015) == base and base <= found.at(year) <= value
    assert replace(found).at(year) == found.at(year)
