"""Bounds judge by the words, and ratios are never divided."""
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.values import Bound, Ratio, TaizhangError

numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=3)


@given(numbers, numbers)
def test_at_least_and_below_part_the_line(value: Decimal, actual: Decimal) -> None:
    assert Bound(">=", value).meets(actual) != Bound("<", value).meets(actual)
    assert Bound(">", value).meets(actual) != Bound("<=", value).meets(actual)
    assert Bound("=", value).meets(actual) == (Bound(">=", value).meets(actual) and Bound("<=", value).meets(actual))


@given(numbers, numbers, numbers)
def test_a_stricter_bound_is_never_easier(value: Decimal, more: Decimal, actual: Decimal) -> None:
    if Bound(">=", value + abs(more)).meets(actual):
        assert Bound(">=", value).meets(actual)


@given(st.integers(-10**12, 10**12), st.integers(-10**12, 10**12).filter(bool), numbers)
def test_a_ratio_is_compared_exactly(part: int, whole: int, value: Decimal) -> None:
    exact = Fraction(part, whole)
    assert Bound(">=", value).meets(Ratio(part, whole)) == (exact >= Fraction(value))
    assert Bound("<", value).meets(Ratio(part, whole)) == (exact < Fraction(value))


def test_a_third_is_not_its_decimals() -> None:
    assert not Bound(">=", Decimal("33.3333333333333333333333333334")).meets(Ratio(1, 3, 100))
    assert Bound(">", Decimal("33.3333333333333333333333333333")).meets(Ratio(1, 3, 100))


def test_a_target_of_zero_is_a_target() -> None:
    assert Bound("<=", Decimal(0)).meets(0) and not Bound(">", Decimal(0)).meets(0)


@pytest.mark.parametrize(("op", "value", "value2"), [("range", 1, None), (">=", 1, 2), ("range", 2, 1)])
def test_only_a_range_has_two_values(op: str, value: int, value2: int | None) -> None:
    with pytest.raises(TaizhangError, match="not a bound"):
        Bound(op, Decimal(value), None if value2 is None else Decimal(value2))  # type: ignore[arg-type]


def test_of_nothing_there_is_no_ratio() -> None:
    with pytest.raises(TaizhangError, match="whole is zero"):
        Ratio(1, 0)
