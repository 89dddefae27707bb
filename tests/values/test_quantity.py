"""Quantities convert exactly, and home again."""
from decimal import Decimal, Inexact, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.values import Quantity, TaizhangError
from taizhang.values.quantity import EXACT

amounts = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=6)
money_units = st.sampled_from(["元", "万元", "百万元", "千万元", "亿元", "万亿元", "CNY"])


@given(amounts, money_units, money_units)
def test_there_and_home_again(amount: Decimal, here: str, there: str) -> None:
    start = Quantity(amount, here)
    assert start.to(there).to(here) == start
    assert start.to(there).base == start.base


@given(amounts, amounts, money_units, money_units)
def test_a_sum_is_the_same_in_every_unit(a: Decimal, b: Decimal, here: str, there: str) -> None:
    one, two = Quantity(a, here), Quantity(b, there)
    assert (one + two).base == (two + one).base
    assert one + two - two == one


def test_no_context_of_the_caller_rounds() -> None:
    with localcontext() as narrow:
        narrow.prec = 3
        assert str(Quantity.of("462721.06", "万元").base) == "4627210600 CNY"


def test_what_would_be_rounded_raises() -> None:
    with pytest.raises(Inexact):
        EXACT.divide(Decimal(1), Decimal(3))


@pytest.mark.parametrize("pair", [("件", "家"), ("元", "美元"), ("%", "百分点"), ("万件", "万家")])
def test_measures_do_not_mix(pair: tuple[str, str]) -> None:
    with pytest.raises(TaizhangError, match="is not a number of"):
        Quantity.of(1, pair[0]).to(pair[1])
