"""Days, times and numbers read as the visual language says."""
from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone, translation

from taizhang.server.look import words

FAR = date(2018, 1, 5)


@pytest.fixture
def english() -> Any:
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def chinese() -> Any:
    with translation.override("zh-hans"):
        yield


def fact(**given: Any) -> Any:
    base = {"op": ">=", "value_text": "2.5", "value2_text": "", "measure_unit": "%", "quote": "达到2.5%以上", "start": 0, "value_start": 2, "value_end": 6,
            "fields": {}}
    return SimpleNamespace(**(base | given))


def test_days_in_chinese() -> None:
    this_year = timezone.localdate().replace(month=7, day=3)
    assert words.day_words(FAR) == words.day_words(FAR, short=True) == "2018年1月5日"
    assert words.day_words(this_year, short=True) == "7月3日" and words.day_words(this_year).endswith("年7月3日")


def test_days_in_english(english: None) -> None:
    this_year = timezone.localdate().replace(month=7, day=3)
    assert words.day_words(FAR) == "5 Jan 2018" and words.day_words(this_year, short=True) == "3 Jul"


def test_times_are_told_where_the_office_is() -> None:
    assert words.time_words(datetime(2018, 1, 4, 16, 5, tzinfo=UTC)) == "2018年1月5日 00:05"


@pytest.mark.parametrize(("stored", "said", "english"), [
    ("2020", "2020年", "2020"), ("2018/2020", "2018—2020年", "2018–2020"), ("2018-06", "2018年6月", "Jun 2018"), ("2018-06-30", "2018年6月30日", "30 Jun 2018"),
    ("every year", "every year", "every year"), ("2018-13", "2018-13", "2018-13"), ("2018-02-30", "2018-02-30", "2018-02-30"), ("", "", ""),
])
def test_periods(stored: str, said: str, english: str) -> None:
    assert words.period_words(stored) == said
    with translation.override("en"):
        assert words.period_words(stored) == english


@pytest.mark.parametrize(("number", "said"), [(0, "0"), (9999, "9999"), (12345, "12\u2009345"), (-1234567, "-1\u2009234\u2009567")])
def test_counts_are_exact(number: int, said: str) -> None:
    assert words.count_words(number) == said


@pytest.mark.parametrize(("given", "shown", "exact"), [
    ({}, "≥ 2.5%", "≥ 2.5 %"),
    ({"op": "=", "value_text": "0", "measure_unit": "家", "quote": "0家", "value_start": 0, "value_end": 2}, "0 家", "0 家"),
    ({"op": "range", "value_text": "1000000", "value2_text": "3000000", "measure_unit": "CNY", "quote": "奖励100~300万元", "value_start": 2, "value_end": 11},
     "100—300 万元", "1000000—3000000 CNY"),
    ({"op": ">", "value_text": "900000000000", "measure_unit": "CNY", "fields": {"value_quote": "超9000亿元"}}, "> 9000 亿元", "> 900000000000 CNY"),
    ({"op": "=", "value_text": "-0.17", "measure_unit": "百分点", "quote": "下降0.17个百分点", "value_start": 2, "value_end": 10}, "−0.17 个百分点",
     "-0.17 百分点"),
    ({"op": "~", "value_text": "12345", "measure_unit": "件", "quote": "12345件左右", "value_start": 0, "value_end": 8}, "≈ 12\u2009345 件", "≈ 12345 件"),
    ({"value_text": ""}, "", ""), ({"value_text": None}, "", ""), ({"value_text": "many"}, "", ""),
])
def test_numbers_of_facts(given: dict[str, Any], shown: str, exact: str) -> None:
    assert words.amount_words(fact(**given)) == shown
    assert words.exact_words(fact(**given)).strip() == exact.strip()


def test_places_of_the_value_count_from_the_document() -> None:
    moved = fact(start=100, value_start=102, value_end=106, measure_unit="CNY", value_text="25000", quote="达到2.5万元以上", op="=")
    assert words.Amount.of(moved).value_quote == "2.5万"
    assert words.amount_words(moved) == "2.5 万元"


def test_an_unknown_comparator_is_left_out() -> None:
    assert words.Amount.of(fact(op="!!")).op == "="
    assert words.Amount.of(fact()).value == Decimal("2.5")
