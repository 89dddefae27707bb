"""Numbers that measure, with their comparators and units; and those that do not."""
from decimal import Decimal

import pytest

from taizhang.reading.quantities import quantities, scaled


def found(text: str) -> list[tuple[str, str, str, str]]:
    """Span, op, value and unit of each quantity of a text."""
    return [(text[q.start:q.end], q.op, str(q.value) if q.value2 is None else f"{q.value}~{q.value2}", q.unit)
            for q in quantities(text, 0, len(text))]


@pytest.mark.parametrize(("text", "expected"), [
    ("泵站3座", ("3座", "=", "3", "座")),
    ("投资1.2亿元", ("1.2亿元", "=", "120000000", "CNY")),
    ("出口500万美元", ("500万美元", "=", "5000000", "USD")),
    ("资金1,234.5万元", ("1,234.5万元", "=", "12345000", "CNY")),
    ("提高3.5个百分点", ("3.5个百分点", "=", "3.5", "百分点")),
    ("增长2倍", ("2倍", "=", "200", "%")),
    ("发病率为5.6/10万以下", ("5.6/10万以下", "<=", "5.6", "/10万")),
    ("标准为300元/人/月", ("300元/人/月", "=", "300", "CNY/人/月")),
    ("有效期5年", ("5年", "=", "5", "年")),
    ("金额达333万", ("333万", "=", "3330000", "CNY")),
    ("15亿发展基金", ("15亿", "=", "1500000000", "CNY")),
])
def test_figures(text: str, expected: tuple[str, str, str, str]) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(("text", "expected"), [
    ("100~300万元", ("100~300万元", "range", "1000000~3000000", "CNY")),
    ("1万元至3万元", ("1万元至3万元", "range", "10000~30000", "CNY")),
    ("15-20家", ("15-20家", "range", "15~20", "家")),
    ("约1—2家", ("约1—2家", "range", "1~2", "家")),
])
def test_ranges(text: str, expected: tuple[str, str, str, str]) -> None:
    assert found(text) == [expected]


def test_a_range_that_falls_is_none() -> None:
    assert found("20-15家") == []


@pytest.mark.parametrize(("text", "span", "op"), [
    ("不低于5家", "不低于5家", ">="), ("最高可达5家", "最高可达5家", "<="), ("未满5家", "未满5家", "<"), ("首次突破5家", "首次突破5家", ">"),
    ("将近5家", "将近5家", "~"), ("5家以上", "5家以上", ">="), ("5家（含）以上", "5家（含）以上", ">="), ("5家上下", "5家上下", "~"),
    ("500多家", "500多家", "~"), ("超过5家（含5家）", "超过5家（含5家）", ">="), ("超过5家以上", "超过5家以上", ">="), ("节约5家", "5家", "="), ("附近5家", "5家", "="),
    ("不低于承诺额的5%", "不低于承诺额的5%", ">="), ("至少建泵站5家", "至少建泵站5家", ">="), ("低于全省的5%", "5%", "="),
])
def test_comparators(text: str, span: str, op: str) -> None:
    assert [one[:2] for one in found(text)] == [(span, op)]


@pytest.mark.parametrize(("text", "value", "op"), [
    ("排名全省第3位", "3", "="), ("居全省首位", "1", "="), ("进入全国前10名", "10", "<="), ("位居全市次席", "2", "="),
])
def test_ranks(text: str, value: str, op: str) -> None:
    [one] = found(text)
    assert one[1:] == (op, value, "位")


@pytest.mark.parametrize(("text", "value", "unit"), [
    ("建成三个中心", "3", "个"), ("甲、乙两个中心", "2", "个"), ("至少一个站点", "1", "个"), ("等三大平台", "3", "个"),
    ("翻两番", "300", "%"), ("百分之十五", "15", "%"), ("四分之三", "75", "%"), ("达六成。", "60", "%"), ("半数", "50", "%"), ("1/3的", "33.3333", "%"),
])
def test_numbers_in_words(text: str, value: str, unit: str) -> None:
    assert [one[2:] for one in found(text)] == [(value, unit)]


@pytest.mark.parametrize("text", [
    "三个方面的工作", "五大行动", "一个中心", "第三产业", "近5年来", "二期工程", "放在首位", "首位度高", "3月15日", "2030年", "“1+N”方案", "5号文件",
    "3个重点任务。", "5级", "A5座", "3-5月", "第一次", "《100条意见》", "6·18大会", "3/28的",
])
def test_no_quantity(text: str) -> None:
    assert found(text) == []


def test_the_unit_is_shared_backwards() -> None:
    assert [one[3] for one in found("高18个和3.2个百分点")] == ["百分点", "百分点"]


@pytest.mark.parametrize(("written", "value"), [("4万5千", "45000"), ("1.2亿", "120000000"), ("3千万", "30000000"), ("1,234", "1234"), ("0", "0")])
def test_scaled(written: str, value: str) -> None:
    got = scaled(written)
    assert got is not None and got == (Decimal(value), False)


def test_no_exponent_is_written() -> None:
    assert found("1000亿元")[0][2] == "100000000000"
