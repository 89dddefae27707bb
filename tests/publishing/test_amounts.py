"""Values as people read them: scales of the document, no digit lost, comparators and units as LOOK writes them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.publishing.amounts import exact, shown
from taizhang.publishing.examples import statement


@pytest.mark.parametrize(
    ("value", "unit", "op", "written", "says"),
    [
        ("2.5", "%", ">=", "2.5%以上", "≥ 2.5%"),
        ("900000000000", "CNY", ">", "超9000亿元", "> 9000 亿元"),
        ("4627210600", "CNY", "=", "462721.06万元", "462\u2009721.06 万元"),
        ("5000", "件", "=", "5000件", "5000 件"),
        ("12345", "家", "~", "12345家左右", "≈ 12\u2009345 家"),
        ("-30", "%", "=", "30%", "−30%"),
        ("0", "家", "=", "0家", "0 家"),
        ("0.24", "百分点", "=", "0.24个百分点", "0.24 个百分点"),
        ("250000", "CNY/人/年", "<=", "25万元/人/年", "≤ 25 万元/人/年"),
        ("1", "位", "=", "首位", "1 位"),
        ("3.50", "%", "=", "3.50%", "3.50%"),
        ("30000", "CNY", "=", "3万元", "3 万元"),
        ("1200000000000", "CNY", "=", "1.2万亿元", "1.2 万亿元"),
        ("5", "", "=", "5", "5"),
    ],
)
def test_a_value_is_shown_as_the_document_scales_it(value: str, unit: str, op: str, written: str, says: str) -> None:
    assert shown(statement(value=Decimal(value), unit=unit, op=op, value_quote=written)) == says


def test_ranges_share_their_unit() -> None:
    one = statement(value=Decimal(15), value2=Decimal(20), unit="家", op="range", value_quote="15-20家")
    assert shown(one) == "15—20 家" and exact(one) == "15—20 家"


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=6),
    st.sampled_from(["", "万", "亿", "万亿"]),
)
def test_no_digit_is_lost_in_a_scale(value: Decimal, scale: str) -> None:
    said = shown(statement(value=value, unit="%", value_quote=f"1{scale}"))
    number = Decimal(said.replace("\u2009", "").replace("−", "-").rstrip("%").rstrip(" 万亿"))
    factor = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}
    suffix = said.rstrip("%").lstrip("−0123456789.\u2009 ")
    assert number * factor[suffix] == value
