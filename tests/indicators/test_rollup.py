"""A whole from its parts: nothing is added that may not be, nothing is lost, and who is missing is named."""
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from taizhang import packs
from taizhang.indicators.points import Point
from taizhang.indicators.rollup import roll
from taizhang.indicators.weights import weigh
from taizhang.values import Answer, AnswerState, Period, Span
from taizhang.values.errors import UsageError

PACK = packs.load("quanzhou")
COUNTIES = tuple(one.id for one in PACK.members("350500", date(2017, 6, 1)))
A, B, C, D = COUNTIES[:4]
NOT_STARTED, NO_EVIDENCE, NOT_APPLICABLE = AnswerState.NOT_STARTED, AnswerState.NO_EVIDENCE, AnswerState.NOT_APPLICABLE


def point(subject: str, value: str, **other: object) -> Point:
    given: dict[str, object] = {
        "indicator": "hnte_count", "subject": subject, "period": Period.parse("2017"), "kind": "actual", "measure": "level", "op": "=",
        "value": Decimal(value), "unit": "家", "source": Span("county.txt", 3, 6, f"{value}家"), "document": "county.txt"} | other
    return Point(**given)  # type: ignore[arg-type]


def test_a_total_names_the_children_that_did_not_report() -> None:
    total = roll("hnte_count", {A: point(A, "12"), C: NO_EVIDENCE}, COUNTIES[:4], PACK)
    assert (total.value, total.coverage, total.missing) == (12, Fraction(1, 4), (B, C, D))
    assert str(total.says[0]) == "3 of 4 are missing: 丰泽区, 洛江区, 泉港区"


def test_zero_is_a_value_and_no_state_is_zero() -> None:
    zero = roll("hnte_count", {A: Decimal(0), B: Answer.of(0)}, (A, B), PACK)
    assert (zero.value, zero.coverage, zero.state, zero.missing) == (0, 1, AnswerState.VALUE, ())
    nothing = roll("hnte_count", {A: NO_EVIDENCE, B: NOT_STARTED}, (A, B), PACK)
    assert (nothing.value, nothing.coverage, nothing.state) == (None, 0, NO_EVIDENCE)
    assert str(nothing.reason) == "nobody who belongs to it reported a figure"


def test_the_four_states_are_kept_apart_and_only_not_applicable_leaves_the_base() -> None:
    total = roll("hnte_count", {A: Decimal(5), B: NOT_STARTED, C: NO_EVIDENCE, D: NOT_APPLICABLE}, (A, B, C, D), PACK)
    assert (total.reported, total.not_started, total.no_evidence, total.not_applicable) == ((A,), (B,), (C,), (D,))
    assert (total.value, total.coverage, total.missing) == (5, Fraction(1, 3), (B, C))


def test_a_total_that_concerns_nobody_and_one_that_nobody_began() -> None:
    apart = roll("hnte_count", {A: NOT_APPLICABLE}, (A,), PACK)
    assert (apart.state, apart.value, apart.coverage, apart.reason) == (NOT_APPLICABLE, None, 1, None)
    assert roll("hnte_count", {A: NOT_STARTED, B: NOT_APPLICABLE}, (A, B), PACK).state is NOT_STARTED
    assert roll("hnte_count", {A: NOT_STARTED}, (A, B), PACK).state is NO_EVIDENCE


def test_negative_values_and_three_decimals_survive() -> None:
    total = roll("rd_expenditure", {A: Decimal("-0.125"), B: Decimal("1.003"), C: Decimal("-3")}, (A, B, C), PACK)
    assert total.value == Fraction("-2.122")
    assert total.trace.value == "-2.122" and total.trace.rounding is None


def test_a_filing_without_breakdown_stays_in_the_total_and_is_named() -> None:
    total = roll("hnte_count", {A: Decimal(12)}, (A, B), PACK, undivided={"350500": Decimal(30)})
    assert (total.value, total.coverage, total.missing) == (42, Fraction(1, 2), (B,))
    assert "30 of 泉州市 belongs to none of the parts and is in the total" in map(str, total.says)


def test_what_the_whole_reported_counts_and_the_residual_is_named() -> None:
    total = roll("hnte_count", {A: Decimal(12), B: Decimal(20)}, (A, B), PACK, whole=point("350500", "400"))
    assert (total.value, total.summed, total.residual, total.coverage, total.covers) == (400, 32, 368, 1, 1)
    assert "reported for the whole: 400; the parts come to 32: 368 is not explained" in map(str, total.says)
    agreed = roll("hnte_count", {A: Decimal(12)}, (A,), PACK, whole=Decimal(12))
    assert agreed.residual == 0 and agreed.says == ()


def test_the_parts_count_alone_where_the_whole_said_nothing() -> None:
    assert roll("hnte_count", {A: Decimal(12)}, (A, B), PACK, whole=NO_EVIDENCE).value == 12


def test_parts_of_others_are_left_out_and_named() -> None:
    total = roll("hnte_count", {A: Decimal(1), "350400": Decimal(99)}, (A,), PACK)
    assert (total.value, total.strangers, total.coverage) == (1, ("350400",), 1)
    assert str(total.says[0]) == "left out, since they do not belong to it: 三明市"


def test_rates_are_never_added_but_by_numerator_and_denominator() -> None:
    rd, gdp = {A: Decimal(30), B: Decimal(10)}, {A: Decimal(1000), B: Decimal(1000)}
    total = roll("rd_gdp_ratio", {}, (A, B, C), PACK, numerators=rd, denominators=gdp)
    assert (total.value, total.coverage, total.reported, total.missing) == (2, Fraction(2, 3), (A, B), (C,))


def test_where_only_rate_and_denominator_are_known_it_is_weighted() -> None:
    total = roll("rd_gdp_ratio", {A: Decimal(3), B: Decimal(1)}, (A, B), PACK, denominators={A: Decimal(100), B: Decimal(300)})
    assert total.value == Fraction(3, 2)  # not 2, the mean of both, and not 4, their sum
    mixed = roll("rd_gdp_ratio", {B: Decimal(1)}, (A, B), PACK, numerators={A: Decimal(3)}, denominators={A: Decimal(100), B: Decimal(300)})
    assert mixed.value == Fraction(3, 2)


def test_a_rate_without_weight_is_left_out_named_and_lowers_the_coverage() -> None:
    total = roll("rd_gdp_ratio", {A: Decimal(3), B: Decimal(9)}, (A, B), PACK, denominators={A: Decimal(100)})
    assert (total.value, total.coverage, total.missing, total.gathered.left) == (3, Fraction(1, 2), (B,), (B,))
    assert "left out, since nothing is known to weigh them by: 丰泽区" in map(str, total.says)
    alone = roll("rd_gdp_ratio", {A: Decimal(3), B: Decimal(9)}, (A, B), PACK)
    assert alone.value is None and str(alone.reason) == "rates are not added: 鲤城区, 丰泽区 gave a rate and nothing to weigh it by"


def test_what_would_be_divided_by_zero_has_no_ratio() -> None:
    total = roll("rd_gdp_ratio", {}, (A,), PACK, numerators={A: Decimal(1)}, denominators={A: Decimal(0)})
    assert total.value is None and str(total.reason) == "what it is divided by adds up to zero"
    half = roll("rd_gdp_ratio", {}, (A, B), PACK, numerators={A: Decimal(0), B: Decimal(3)}, denominators={A: Decimal(0), B: Decimal(100)})
    assert (half.value, half.coverage) == (3, 1)


@pytest.mark.parametrize(("indicator", "why"), [
    ("gdp_growth", "growth rates are not added: it takes the levels of both years"),
    ("st_progress_rank", "ranks are not added: each is a place among others"),
    ("st_contribution_rate", "the catalogue says that 科技进步贡献率 is not rolled up"),
])
def test_what_does_not_roll_up_is_refused_with_a_reason(indicator: str, why: str) -> None:
    total = roll(indicator, {A: Decimal(8), B: NOT_APPLICABLE}, (A, B, C), PACK)
    assert total.value is None and str(total.reason) == why
    assert (total.coverage, total.reported, total.missing) == (Fraction(1, 2), (A,), (A, C))


def test_what_the_whole_itself_reported_stands_even_where_nothing_is_rolled_up() -> None:
    assert roll("gdp_growth", {A: Decimal(8)}, (A,), PACK, whole=Decimal("8.5")).value == Fraction("8.5")


@pytest.mark.parametrize(("other", "what"), [
    ({"kind": "target"}, "kind"), ({"calibre": "规上"}, "way of counting"), ({"unit": "个"}, "unit"),
    ({"period": Period.parse("2016")}, "period"), ({"measure": "increment"}, "measure"), ({"per": "year"}, "rhythm"),
])
def test_points_of_different_kinds_are_not_added(other: dict[str, object], what: str) -> None:
    total = roll("hnte_count", {A: point(A, "1"), B: point(B, "2", **other)}, (A, B), PACK)
    assert total.value is None and f"differ in {what}" in str(total.reason)


def test_a_growth_among_the_parts_is_refused() -> None:
    total = roll("hnte_count", {A: point(A, "8", measure="growth")}, (A,), PACK)
    assert total.value is None and "takes the levels" in str(total.reason)


def test_the_greatest_and_the_counted() -> None:
    greatest = packs.Indicator(**{f: getattr(PACK.indicators["hnte_count"], f) for f in ("id", "name", "english", "definition", "measure_unit",
                               "direction", "nature", "frequency", "owner", "source")}, rollup="max")
    total = roll(greatest, {A: Decimal(-3), B: Decimal(-7), C: NO_EVIDENCE}, (A, B, C), PACK)
    assert (total.value, total.coverage) == (-3, Fraction(2, 3))
    assert roll("one_plus_x_policies", {A: Decimal(1), B: Decimal(0)}, (A, B), PACK).value == 1
    broken = roll("one_plus_x_policies", {A: Decimal("1.5")}, (A,), PACK)
    assert broken.value is None and str(broken.reason) == "what is counted is whole and not below zero: 350502"


def test_at_least_stays_at_least_and_ranges_add_up_to_a_range() -> None:
    assert roll("hnte_count", {A: point(A, "5", op=">="), B: point(B, "2")}, (A, B), PACK).op == ">="
    total = roll("hnte_count", {A: point(A, "5", op="range", value2=Decimal(8)), B: point(B, "2")}, (A, B), PACK)
    assert (total.value, total.op, total.value2) == (7, "range", 10)


def test_a_total_is_a_part_of_a_greater_one_with_its_gaps() -> None:
    city = roll("hnte_count", {A: Decimal(5)}, (A, B), PACK)
    other = roll("hnte_count", {}, (C, D), PACK)
    province = roll("hnte_count", {"350500": city, "350400": other}, ("350500", "350400"), PACK)
    assert (province.value, province.coverage, province.missing) == (5, Fraction(1, 4), (B, C, D))


def test_a_ratio_of_totals_is_made_of_their_lines() -> None:
    city = roll("rd_gdp_ratio", {}, (A, B), PACK, numerators={A: Decimal(3), B: Decimal(1)}, denominators={A: Decimal(100), B: Decimal(300)})
    other = roll("rd_gdp_ratio", {}, (C,), PACK, numerators={C: Decimal(8)}, denominators={C: Decimal(400)})
    assert roll("rd_gdp_ratio", {"350500": city, "350400": other}, ("350500", "350400"), PACK).value == Fraction(12, 8)


def test_every_total_has_its_trace_down_to_the_sentence() -> None:
    tree = roll("hnte_count", {A: point(A, "12"), B: Decimal(1)}, (A, B, C), PACK).trace.tree()
    assert tree.splitlines() == [
        "高新技术企业 = 13", "├─ rule: the parts are added", "├─ 鲤城区 = 12 (county.txt 3–6 “12家”)", "├─ 丰泽区 = 1 (no source)",
        "└─ step: 1 of 3 are missing: 洛江区"]
    third = roll("rd_gdp_ratio", {}, (A,), PACK, numerators={A: Decimal(1)}, denominators={A: Decimal(3)}).trace
    assert (third.value, third.rounding) == ("33.333333", "to 6 places, half up")


def test_how_firm_the_figures_are_is_kept() -> None:
    assert roll("hnte_count", {A: point(A, "1", vintage="核定"), B: point(B, "1", vintage="预计")}, (A, B), PACK).vintages == ("核定", "预计")


def test_an_indicator_nobody_knows_is_refused() -> None:
    with pytest.raises(UsageError, match="has no indicator nothing"):
        roll("nothing", {}, (A,), PACK)


def test_weights_that_do_not_add_to_one_are_said() -> None:
    mean = weigh("score", {A: Decimal("0.5"), B: Decimal("0.4")}, {A: Decimal(90), B: Decimal(45)}, PACK)
    assert (mean.value, mean.coverage) == (70, 1)
    assert str(mean.says[0]) == "the weights add to 0.9, not to 1: the mean is divided by what they add to"
    over = weigh("score", {A: Decimal(1), B: Decimal(1)}, {A: Decimal(90), B: Decimal(100)}, PACK)
    assert over.value == 95 and over.says


def test_a_weight_of_exactly_one_is_the_whole() -> None:
    mean = weigh("score", {A: Decimal(1)}, {A: Decimal(40)}, PACK)
    assert (mean.value, mean.coverage, mean.says) == (40, 1, ())
    with_none = weigh("score", {A: Decimal(1), B: Decimal(0)}, {A: Decimal(40), B: NO_EVIDENCE}, PACK)
    assert (with_none.value, with_none.coverage, with_none.missing) == (40, 1, ())


def test_a_child_without_data_is_named_and_never_zero() -> None:
    mean = weigh("score", {A: Decimal("0.5"), B: Decimal("0.5")}, {A: Decimal(80)}, PACK)
    assert (mean.value, mean.coverage, mean.missing) == (80, Fraction(1, 2), (B,))
    zero = weigh("score", {A: Decimal("0.5"), B: Decimal("0.5")}, {A: Decimal(80), B: Decimal(0)}, PACK)
    assert (zero.value, zero.coverage) == (40, 1)
    nobody = weigh("score", {A: Decimal(1)}, {}, PACK)
    assert (nobody.value, nobody.coverage, nobody.state) == (None, 0, NO_EVIDENCE)


def test_the_weight_of_what_does_not_apply_falls_to_the_others() -> None:
    mean = weigh("score", {A: Decimal("0.5"), B: Decimal("0.5")}, {A: Decimal(80), B: NOT_APPLICABLE}, PACK)
    assert (mean.value, mean.coverage, mean.missing) == (80, 1, ())
    assert str(mean.says[0]) == "does not apply to 丰泽区: their weight falls to the others"


@pytest.mark.parametrize("weights", [{A: Decimal(-1), B: Decimal(2)}, {A: Decimal(0)}, {}])
def test_weights_that_cannot_weigh_are_refused(weights: dict[str, Decimal]) -> None:
    with pytest.raises(UsageError, match="cannot be weighed"):
        weigh("score", weights, {}, PACK)
