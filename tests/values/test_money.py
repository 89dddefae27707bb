"""Money stays whole: sums, ratios and shares to the fen."""
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.values import Money, TaizhangError

fen = st.integers(min_value=-(10**18), max_value=10**18)
weights = st.lists(st.integers(min_value=0, max_value=10**6), min_size=1, max_size=30).filter(any)


@given(fen, weights)
def test_shares_conserve_the_sum(amount: int, by: list[int]) -> None:
    parts = Money(amount).shares(by)
    assert sum(part.fen for part in parts) == amount
    assert all(part.fen == 0 for part, weight in zip(parts, by, strict=True) if weight == 0)
    for part, weight in zip(parts, by, strict=True):
        assert abs(part.fen - Fraction(amount * weight, sum(by))) < 1


@given(fen, weights)
def test_a_heavier_weight_never_gets_less(amount: int, by: list[int]) -> None:
    parts = Money(abs(amount)).shares(by)
    for (a, wa), (b, wb) in zip(zip(parts, by, strict=True), list(zip(parts, by, strict=True))[1:], strict=False):
        if wa > wb:
            assert a >= b


@given(fen)
def test_written_and_read_again(amount: int) -> None:
    assert Money.yuan(str(Money(amount))) == Money(amount)


@given(fen, st.fractions(min_value=-5, max_value=5, max_denominator=1000))
def test_rounding_goes_where_it_says(amount: int, ratio: Fraction) -> None:
    exact = amount * ratio
    money = Money(amount)
    down, up = money.times(ratio, rounding="down").fen, money.times(ratio, rounding="up").fen
    near, even = money.times(ratio, rounding="half-up").fen, money.times(ratio, rounding="half-even").fen
    assert abs(down) <= abs(exact) <= abs(up) and abs(up) - abs(down) == (exact.denominator != 1)
    assert abs(near - exact) <= Fraction(1, 2) and abs(even - exact) <= Fraction(1, 2)
    if exact.denominator == 2:
        assert abs(near) > abs(exact) and even % 2 == 0


@pytest.mark.parametrize("by", [[], [0], [0, 0], [1, -1], [-2]])
def test_shares_need_weights(by: list[int]) -> None:
    with pytest.raises((TaizhangError, ValueError)):
        Money(1).shares(by)


def test_five_percent_of_an_increase_is_exact() -> None:
    assert Money.yuan("12345.67").times(Decimal("0.05"), rounding="half-up") == Money(61728)
