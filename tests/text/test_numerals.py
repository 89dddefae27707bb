"""Chinese numerals, both ways."""
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.text import chinese_number, chinese_percent, to_chinese


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("〇", "0"), ("零", "0"), ("两", "2"), ("十五", "15"), ("一百零五", "105"), ("一百十五", "115"), ("一千零十", "1010"),
        ("二〇二〇", "2020"), ("一九九八", "1998"), ("廿", "20"), ("廿三", "23"), ("卅一", "31"), ("三百五", "350"), ("一万五", "15000"),
        ("一百零五", "105"), ("十万", "100000"), ("百万", "1000000"), ("一千五百亿", "150000000000"), ("五万亿三千亿", "5300000000000"),
        ("4万5千", "45000"), ("4万5", "45000"), ("1万2000", "12000"), ("2.5千", "2500"), ("1.50亿", "150000000"), ("十二点五万", "125000"),
        ("零点五", "0.5"), ("三百二十点五", "320.5"), ("二五〇万", "2500000"), ("壹佰贰拾叁萬", "1230000"), ("９，０００", "9000"),
        ("462721.06万", "4627210600"), ("百分之零点八", "0.008"), ("万分之五", "0.0005"), ("三分之二", None), ("一又二分之一", "1.5"),
        ("半", "0.5"), ("六成半", "0.65"), ("十成", "1"), ("负五", "-5"), ("-3.2%", "-0.032"), ("亿", None),
    ],
)  # fmt: skip
def test_numeral_is_read_exactly(written: str, number: str | None) -> None:
    if written == "三分之二":
        assert chinese_number(written) == Decimal(2) / 3
    else:
        assert chinese_number(written) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    "written",
    ["", " ", "三四百", "三四万", "数十", "若干", "十十", "万亿", "百", "千", "点五", ".5", "5.", "1.2.3", "1，2", "1 2", "百分之", "分之三",
     "零分之一", "十一成", "三百二千", "三万五万", "一亿亿", "5家", "亿万", "一点", "一点二三点四", "²", "٣"],
)  # fmt: skip
def test_what_is_no_numeral_is_no_number(written: str) -> None:
    assert chinese_number(written) is None


def test_percentages_count_as_papers_do() -> None:
    assert chinese_percent("百分之二十五") == 25
    assert chinese_percent("１２．５％") == Decimal("12.5")
    assert chinese_percent("千分之三") is None
    assert chinese_percent("%") is None


@given(st.integers(-(10**16) + 1, 10**16 - 1))
def test_written_numbers_are_read_back(number: int) -> None:
    assert chinese_number(to_chinese(number)) == number


@given(st.integers(0, 9999), st.sampled_from(["", "万", "亿", "万亿"]), st.integers(0, 3))
def test_figures_with_units_scale_exactly(count: int, unit: str, places: int) -> None:
    size = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}[unit]
    figure = Decimal(count).scaleb(-places)
    assert chinese_number(f"{figure:f}{unit}") == figure * size


@given(st.text("零〇一二两三十百千万亿点半成分之负0123456789.，,%廿又", max_size=12))
def test_any_jumble_is_a_number_or_none(jumble: str) -> None:
    found = chinese_number(jumble)
    assert found is None or "E" not in str(found).upper()


def test_ten_to_the_sixteenth_is_too_large_to_write() -> None:
    with pytest.raises(ValueError, match="too large"):
        to_chinese(10**16)


@pytest.mark.parametrize("sign", ["一", "十", "万", "亿", "9", ".", "点", "零", "百分之"])
def test_long_repetitions_cost_nothing(sign: str) -> None:
    begun = time.process_time()
    assert chinese_number(sign * 100_000) is None
    assert chinese_percent(sign * 100_000) is None
    assert time.process_time() - begun < 0.5
