"""Months to quarters to years: no month twice, a stock is the last, a rate is made anew, a growth is refused."""
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang import packs
from taizhang.indicators.overtime import months, roll_time
from taizhang.values import AnswerState, Period
from taizhang.values.errors import UsageError

PACK = packs.load("quanzhou")
YEAR = Period.parse("2017")


def times(**values: str) -> dict[Period, Decimal]:
    """Values by period: m01 a month, q1 a quarter, h1 a half."""
    ends = {"q": 3, "h": 6}
    found = {}
    for word, value in values.items():
        n = int(word[1:])
        first = n if word[0] == "m" else (n - 1) * ends[word[0]] + 1
        last = n if word[0] == "m" else n * ends[word[0]]
        found[Period(2017, 2017, first, last)] = Decimal(value)
    return found


def test_months_add_up_to_a_quarter_and_quarters_to_a_year() -> None:
    quarter = roll_time("rd_expenditure", times(m01="1.001", m02="2", m03="-0.5"), Period.parse("2017-01/2017-03"), PACK)
    assert (quarter.value, quarter.coverage) == (Fraction("2.501"), 1)
    assert roll_time("rd_expenditure", times(q1="1", q2="2", q3="3", q4="4"), YEAR, PACK).value == 10


def test_no_month_is_counted_twice() -> None:
    total = roll_time("rd_expenditure", times(h1="40", m01="7", m06="9", q3="25", m12="3"), YEAR, PACK)
    assert (total.value, total.coverage, total.missing) == (68, Fraction(10, 12), ("2017-10/2017-11",))
    assert str(total.notes[0]) == "not added, since others stand for their time: 2017-01, 2017-06"


def test_what_the_year_reported_counts_and_the_gap_is_named() -> None:
    total = roll_time("rd_expenditure", {YEAR: Decimal(100)} | times(h1="40", h2="50"), YEAR, PACK)
    assert (total.value, total.summed, total.residual) == (100, 90, 10)


def test_a_stock_takes_the_last_and_says_from_when() -> None:
    total = roll_time("hnte_count", times(m03="300", m09="310", m06="900"), YEAR, PACK)
    assert (total.value, total.coverage, total.missing) == (310, Fraction(9, 12), ("2017-10/2017-12",))
    assert roll_time("hnte_count", times(m11="300", m12="0"), YEAR, PACK).value == 0


def test_a_ratio_is_made_anew_from_both_lines() -> None:
    total = roll_time("rd_gdp_ratio", times(h1="9", h2="9"), YEAR, PACK, numerators=times(h1="1", h2="3"), denominators=times(h1="100", h2="100"))
    assert (total.value, total.coverage) == (2, 1)
    apart = roll_time("rd_gdp_ratio", {}, YEAR, PACK, numerators=times(h1="1"), denominators=times(h1="100", h2="100"))
    assert apart.value is None and "cover different times: 1/2 of" in str(apart.reason)
    half = roll_time("rd_gdp_ratio", {}, YEAR, PACK, numerators=times(h1="1"), denominators=times(h1="100"))
    assert (half.value, half.coverage, half.missing) == (1, Fraction(1, 2), ("2017-07/2017-12",))


@pytest.mark.parametrize("indicator", ["gdp_growth", "st_progress_rank", "st_contribution_rate"])
def test_growth_ranks_and_loose_rates_are_refused_unless_the_year_said_so_itself(indicator: str) -> None:
    refused = roll_time(indicator, times(q1="8", q2="9"), YEAR, PACK)
    assert refused.value is None and refused.reason is not None
    assert roll_time(indicator, {YEAR: Decimal("8.5")} | times(q1="8"), YEAR, PACK).value == Fraction("8.5")


def test_a_month_that_does_not_apply_leaves_the_base() -> None:
    given: dict[Period, Decimal | AnswerState] = {**times(m02="3"), Period.parse("2017-01"): AnswerState.NOT_APPLICABLE}
    total = roll_time("rd_expenditure", given, Period.parse("2017-01/2017-03"), PACK)
    assert (total.value, total.coverage, total.missing) == (3, Fraction(1, 2), ("2017-03",))


def test_a_time_without_an_end_is_refused() -> None:
    with pytest.raises(UsageError, match="no first and last month"):
        roll_time("rd_expenditure", {}, Period.parse("annual"), PACK)


SPANS = st.builds(lambda a, n: Period(2017, 2017, a, min(12, a + n)), st.integers(1, 12), st.integers(0, 6))


@given(st.dictionaries(SPANS, st.decimals(min_value=-1000, max_value=1000, places=3)), st.randoms())
def test_what_is_added_never_overlaps_and_no_order_matters(values: dict[Period, Decimal], random: object) -> None:
    shuffled = list(values.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    total, other = roll_time("rd_expenditure", values, YEAR, PACK), roll_time("rd_expenditure", dict(shuffled), YEAR, PACK)
    assert (total.value, total.members, total.trace) == (other.value, other.members, other.trace)
    held = [month for id in total.reported for month in months(Period.parse(id))]
    assert len(held) == len(set(held)) and 0 <= total.coverage <= 1
    if YEAR not in values and held:
        assert total.value == sum(Fraction(values[Period.parse(id)]) for id in total.reported)
        assert total.coverage == Fraction(len(held), 12)
