"""Sums: exact, only of what can be added, and in words what they cover."""
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from taizhang.server.accounts.models import User
from taizhang.server.ledger.asking import Asked
from taizhang.server.ledger.finding import Found
from taizhang.server.ledger.sums import Sum, added, sum_of
from tests.server.ledger.make import fact, paper


@pytest.fixture(autouse=True)
def in_chinese() -> Iterator[None]:
    with translation.override("zh-hans"):
        yield


def total(reader: User, query: str = "") -> Sum:
    found = Found(Asked.parse(QueryDict(query)), reader)
    return sum_of(found)


@pytest.fixture
def reader(person: Callable[..., User]) -> User:
    return person("planning")


@pytest.mark.django_db
def test_a_sum_keeps_every_digit(reader: User) -> None:
    document = paper()
    for value, quote in (("4627210600", "投入462721.06万元"), ("-0.125", "投入"), ("0", "投入0元"), ("100000000000000000000.001", "投入")):
        fact(document, "投入", value, "CNY", state="accepted", quote=quote, value_start=2, value_end=len(quote))
    assert total(reader).exact.split()[0] == "100000000004627210599.876"


@pytest.mark.django_db
def test_zero_is_a_sum_and_shown_with_its_unit(reader: User) -> None:
    document = paper()
    fact(document, "件数", "0", state="accepted")
    fact(document, "件数", "0", state="corrected")
    found = total(reader)
    assert found and found.shown == "0 件" and found.why == ""


@pytest.mark.django_db
def test_the_sum_is_in_the_scale_of_the_document(reader: User) -> None:
    document = paper()
    fact(document, "投入", "4627210600", "CNY", state="accepted", quote="投入462721.06万元", value_start=2, value_end=13)
    assert total(reader).shown.replace("\N{THIN SPACE}", "") == "462721.06 万元"


@pytest.mark.django_db
def test_suggested_and_disputed_rows_wait_and_are_counted_in_words(reader: User) -> None:
    document = paper()
    fact(document, "件数", "5", state="accepted", year=2018, subject="松烟区")
    fact(document, "件数", "7", state="accepted", year=2019, subject="临砚区")
    for state in ("suggested", "disputed", "rejected"):
        fact(document, "件数", "100", state=state)
    found = total(reader)
    assert found.shown == "12 件"
    assert "2 行已核" in found.covers and "3 行未核" in found.covers and "2018" in found.covers and "2 个主体" in found.covers


@pytest.mark.django_db
@pytest.mark.parametrize(("first", "second", "said"), [
    ({}, {"kind": "actual"}, "不同种类"),
    ({}, {"what": "别的指标"}, "不同指标"),
    ({}, {"unit": "家"}, "不同计量单位"),
    ({}, {"measure": "increment"}, "口径不同"),
    ({"measure": "growth"}, {"measure": "growth"}, "不相加"),
    ({"measure": "rank"}, {"measure": "rank"}, "不相加"),
    ({"unit": "%"}, {"unit": "%"}, "不相加"),
    ({"op": ">="}, {}, "确数不相加"),
    ({"op": "range", "value2_text": "9"}, {"op": "range", "value2_text": "9"}, "区间"),
    ({"state": "suggested"}, {"state": "suggested"}, "未核"),
    ({"kind": "task", "value": ""}, {"kind": "task", "value": ""}, "没有数值"),
])
def test_what_cannot_be_added_is_told_with_the_reason(reader: User, first: dict[str, str], second: dict[str, str], said: str) -> None:
    document = paper()
    for more in (first, second):
        fact(document, **({"what": "件数", "value": "5", "unit": "件", "state": "accepted"} | more))
    found = total(reader)
    assert not found and said in found.why


@pytest.mark.django_db
def test_bounds_of_one_sense_are_added_as_such(reader: User) -> None:
    document = paper()
    for value in ("5", "6"):
        fact(document, "件数", value, state="accepted", op=">=")
    assert total(reader).shown == "≥ 11 件"


@given(st.lists(st.decimals(min_value=-10**25, max_value=10**25, places=9), max_size=30), st.randoms())
def test_adding_is_exact_and_order_does_not_matter(values: list[Decimal], chance: object) -> None:
    whole = sum(map(Fraction, values), Fraction(0))
    assert Fraction(added(values)) == whole
    chance.shuffle(values)  # type: ignore[attr-defined]
    assert Fraction(added(values)) == whole
