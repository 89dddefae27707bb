"""Bodies that merge and split: their past is kept, its sums stay what they were, and nothing is shared out by guess."""
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang import packs
from taizhang.indicators.lines import become, line
from taizhang.indicators.merges import roll_on
from taizhang.indicators.parts import Part
from taizhang.indicators.rollup import roll
from taizhang.indicators.tree import tree
from taizhang.values import AnswerState
from taizhang.values.errors import UsageError

SANMING, CHINA = packs.load("sanming"), packs.load("china")
BEFORE, AFTER = date(2018, 12, 29), date(2022, 1, 1)
THEN = tuple(one.id for one in SANMING.members("350400", BEFORE))
NOW = tuple(one.id for one in SANMING.members("350400", AFTER))
NANCHANG = tuple(one.id for one in CHINA.members("360100", date(2018, 1, 1)))
PARTS = st.dictionaries(st.sampled_from(THEN), st.one_of(
    st.decimals(min_value=-10**6, max_value=10**6, places=3), st.sampled_from(list(AnswerState)[1:])))


def test_sanming_of_2018_on_the_map_of_2022() -> None:
    total = roll_on("hnte_count", dict.fromkeys(THEN, Decimal(1)), THEN, SANMING, AFTER)
    assert total.members == NOW and (total.value, total.coverage) == (12, 1)
    assert {id: part.value for id, part in total.parts.items() if not isinstance(part, Decimal)} == {"350404": 2, "350405": 1}  # type: ignore[union-attr]
    assert "三元区 is made of 梅列区, 三元区" in map(str, total.notes) and "沙县区 is made of 沙县" in map(str, total.notes)


def test_a_county_of_which_half_reported_is_half_covered_and_names_the_other_half() -> None:
    total = roll_on("hnte_count", {"350402": Decimal(9)}, ("350402", "350403"), SANMING, AFTER)
    assert (total.members, total.value, total.coverage, total.missing) == (("350404",), 9, Fraction(1, 2), ("350403",))


def test_shown_as_then_nothing_is_mapped() -> None:
    total = roll_on("hnte_count", {"350402": Decimal(9)}, THEN, SANMING, BEFORE)
    assert total.members == THEN and total.notes == ()


def test_a_ratio_of_a_merged_county_is_made_anew() -> None:
    rd, gdp = {"350402": Decimal(3), "350403": Decimal(1)}, {"350402": Decimal(100), "350403": Decimal(300)}
    total = roll_on("rd_gdp_ratio", {}, ("350402", "350403"), SANMING, AFTER, numerators=rd, denominators=gdp)
    assert (total.value, total.coverage) == (1, 1)


def test_a_unit_carries_its_past_on() -> None:
    total = roll_on("hnte_count", {"350400.jxw": Decimal(4), "350400.kjj": Decimal(2)}, ("350400.jxw", "350400.kjj"), SANMING, AFTER)
    assert set(total.members) == {"350400.gxj", "350400.kjj"} and total.value == 6
    assert set(line(("350400.gsj", "350400.zljdj"), SANMING, AFTER).made["350400.scjgj"]) == {"350400.gsj", "350400.zljdj"}


def test_a_split_without_shares_is_named_and_never_invented() -> None:
    assert become("360105", CHINA, AFTER) == ("360112", "360113")
    total = roll_on("hnte_count", dict.fromkeys(NANCHANG, Decimal(10)), NANCHANG, CHINA, AFTER)
    assert total.value == 10 * len(NANCHANG) and "360105" in total.members and total.coverage == 1
    assert any("split into" in str(one) and "shown as it was" in str(one) for one in total.notes)


def test_a_split_with_shares_is_shared_out_to_the_last_third() -> None:
    shares = {"360105": {"360112": Fraction(1, 3), "360113": Fraction(2, 3)}}
    total = roll_on("hnte_count", dict.fromkeys(NANCHANG, Decimal(10)), NANCHANG, CHINA, AFTER, shares=shares)
    assert total.value == 10 * len(NANCHANG) and "360105" not in total.members
    assert any("shared out as told" in str(one) for one in total.notes)


@pytest.mark.parametrize("into", [{"360112": Fraction(1, 2)}, {"360112": Fraction(1), "350402": Fraction(0)}, {"360112": Fraction(2), "360113": Fraction(-1)}])
def test_shares_that_cannot_be_right_are_refused(into: dict[str, Fraction]) -> None:
    with pytest.raises(UsageError, match="cannot be shared out"):
        roll_on("hnte_count", {}, NANCHANG, CHINA, AFTER, shares={"360105": into})


@given(PARTS)
def test_a_merge_conserves_the_sum(parts: dict[str, Part]) -> None:
    assert roll_on("rd_expenditure", parts, THEN, SANMING, AFTER).value == roll("rd_expenditure", parts, THEN, SANMING).value


@given(st.dictionaries(st.sampled_from(NANCHANG), st.decimals(min_value=-100, max_value=100, places=3)), st.fractions(min_value=0, max_value=1))
def test_a_split_conserves_the_sum(parts: dict[str, Part], share: Fraction) -> None:
    shares = {"360105": {"360112": share, "360113": 1 - share}}
    then = roll("rd_expenditure", parts, NANCHANG, CHINA)
    assert then.value == roll_on("rd_expenditure", parts, NANCHANG, CHINA, AFTER).value
    assert then.value == roll_on("rd_expenditure", parts, NANCHANG, CHINA, AFTER, shares=shares).value


@given(PARTS, st.randoms())
def test_no_order_changes_a_total_and_coverage_is_never_above_one(parts: dict[str, Part], random: object) -> None:
    shuffled = list(parts.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    for indicator in ("rd_expenditure", "one_plus_x_policies", "rd_gdp_ratio", "gdp_growth"):
        total, other = (roll(indicator, given, THEN, SANMING, denominators=dict.fromkeys(THEN[:6], Decimal(3))) for given in (parts, dict(shuffled)))
        assert (total.value, total.says, total.trace, total.missing) == (other.value, other.says, other.trace, other.missing)
        assert 0 <= total.coverage <= 1 and set(total.missing) <= set(THEN)


@given(PARTS, st.decimals(min_value=-1000, max_value=1000, places=3))
def test_parts_add_up_to_the_total_or_the_gap_is_named(parts: dict[str, Part], whole: Decimal) -> None:
    total = roll("rd_expenditure", parts, THEN, SANMING, whole=whole)
    summed = sum((Fraction(part) for part in parts.values() if isinstance(part, Decimal)), Fraction(0))
    if total.summed is None:
        assert total.reported == () and total.missing == tuple(id for id in THEN if parts.get(id) is not AnswerState.NOT_APPLICABLE)
    else:
        assert total.value == whole == summed + (total.residual or 0)
        assert bool(total.residual) == any("is not explained" in str(one) for one in total.says)


def test_totals_of_a_whole_province_at_once() -> None:
    of_province = tree("350000", SANMING, BEFORE)
    values: dict[str, Part] = dict.fromkeys(THEN[:6], Decimal(2)) | {"350500": Decimal(400), "350502": Decimal(30)}
    totals = of_province.roll("hnte_count", values)
    assert (totals["350400"].value, totals["350400"].coverage) == (12, Fraction(1, 2))
    assert (totals["350500"].value, totals["350500"].residual) == (400, 370)
    top = totals["350000"]
    assert (top.value, top.coverage) == (412, Fraction(3, 2) / len(top.members))
    assert set(THEN[6:]) < set(top.missing) and "350502" not in top.missing and "350200" in top.missing


def test_ratios_of_a_whole_province_are_made_of_their_lines() -> None:
    rd, gdp = {"350402": Decimal(3), "350502": Decimal(1)}, {"350402": Decimal(100), "350502": Decimal(300)}
    totals = tree("350000", SANMING, BEFORE).roll("rd_gdp_ratio", {}, numerators=rd, denominators=gdp)
    assert (totals["350400"].value, totals["350500"].value, totals["350000"].value) == (3, Fraction(1, 3), 1)
