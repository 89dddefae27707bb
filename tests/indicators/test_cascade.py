"""A target on its way down: counts are added, rates weighed, who was set none is named, and a gap has a size."""
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang import packs
from taizhang.indicators.cascade import Classes, cascade
from taizhang.indicators.points import Point
from taizhang.indicators.tree import tree
from taizhang.values import Period, Span

PACK = packs.load("sanming")
TREE = tree("350400", PACK, date(2018, 12, 29))
MEMBERS = TREE.members["350400"]


def target(subject: str, value: str, indicator: str = "hnte_count", **other: object) -> Point:
    given: dict[str, object] = {
        "indicator": indicator, "subject": subject, "period": Period.parse("2020"), "kind": "target", "measure": "level", "op": ">=",
        "value": Decimal(value), "unit": "家", "source": Span("plan.txt", 0, 3, f"{value}家"), "document": "plan.txt"} | other
    return Point(**given)  # type: ignore[arg-type]


def all_of(value: str, **other: object) -> dict[str, Point]:
    return {id: target(id, value, **other) for id in MEMBERS}  # type: ignore[arg-type]


def test_counts_are_added_and_the_gap_has_a_size() -> None:
    (step,) = cascade("hnte_count", {"350400": target("350400", "130")} | all_of("10"), TREE)
    assert (step.state, step.gap, step.coverage, str(step.reason)) == ("falls short", -10, 1, "the parts are 10 away from the whole")
    (enough,) = cascade("hnte_count", {"350400": target("350400", "120")} | all_of("10"), TREE)
    assert (enough.state, enough.gap) == ("reaches", 0)


def test_who_was_set_none_is_named_and_what_is_left_to_them() -> None:
    some = {id: target(id, "10") for id in MEMBERS[:10]}
    (step,) = cascade("hnte_count", {"350400": target("350400", "130")} | some, TREE)
    assert (step.state, step.gap, step.coverage, step.unset) == ("incomplete", -30, Fraction(10, 12), MEMBERS[10:])
    assert str(step.reason) == "30 is left to those who were set none"


@pytest.mark.parametrize(("targets", "state"), [({"350400": target("350400", "9")}, "not split"), (all_of("1"), "not set")])
def test_what_nobody_split_or_set(targets: dict[str, Point], state: str) -> None:
    (step,) = cascade("hnte_count", targets, TREE)
    assert (step.state, step.gap) == (state, None)


def test_rates_are_weighed_by_their_denominators_never_added() -> None:
    rates = {id: target(id, "3" if i == 0 else "1", "rd_gdp_ratio", unit="%") for i, id in enumerate(MEMBERS)}
    gdp = {id: Decimal(1100 if i == 0 else 100) for i, id in enumerate(MEMBERS)}
    (step,) = cascade("rd_gdp_ratio", {"350400": target("350400", "2", "rd_gdp_ratio", unit="%")} | rates, TREE, denominators=gdp)
    assert (step.state, step.gap) == ("reaches", 0)
    (loose,) = cascade("rd_gdp_ratio", {"350400": target("350400", "2", "rd_gdp_ratio", unit="%")} | rates, TREE)
    assert (loose.state, loose.gap) == ("cannot be told", None)


def test_without_weights_only_what_holds_whatever_they_are() -> None:
    for asked, state in (("1.5", "reaches"), ("2.5", "falls short")):
        parts = all_of("1.8", indicator="rd_gdp_ratio", unit="%")
        (step,) = cascade("rd_gdp_ratio", {"350400": target("350400", asked, "rd_gdp_ratio", unit="%")} | parts, TREE)
        assert step.state == state and "whatever the weights are" in str(step.reason)


@pytest.mark.covers("R02", status="partly", note="growth asked by class of county is checked and weighed; which county is in which class is given from outside")
def test_classes_of_counties_ask_22_20_and_18_percent() -> None:
    asks = {"none": Decimal(22), "basic": Decimal(20), "poverty": Decimal(18)}
    of = {id: ("none", "basic", "poverty")[i % 3] for i, id in enumerate(MEMBERS)}
    growth = {id: target(id, str(asks[of[id]]), "rd_spending_growth", measure="growth", unit="%") for id in MEMBERS}
    growth[MEMBERS[1]] = target(MEMBERS[1], "19", "rd_spending_growth", measure="growth", unit="%")
    whole = {"350400": target("350400", "22", "rd_spending_growth", measure="growth", unit="%")}
    (step,) = cascade("rd_spending_growth", whole | growth, TREE, denominators=dict.fromkeys(MEMBERS, Decimal(100)), classes=Classes(of, asks))
    assert step.below_class == (MEMBERS[1],)
    assert (step.state, step.gap) == ("falls short", Fraction(22 * 4 + 20 * 3 + 19 + 18 * 4, 12) - 22)
    assert "below what their class asks: 三元区" in step.trace.tree()


def test_from_province_to_city_to_county() -> None:
    province = tree("350000", PACK, date(2018, 12, 29))
    steps = cascade("hnte_count", {"350000": target("350000", "900"), "350400": target("350400", "100"), "350402": target("350402", "40")}, province)
    assert [(one.region, one.state) for one in steps] == [("350000", "incomplete"), ("350400", "incomplete")]
    assert "350500" in steps[0].unset and "350403" in steps[1].unset


def test_a_step_opens_to_its_sentences() -> None:
    (step,) = cascade("hnte_count", {"350400": target("350400", "130")} | all_of("10"), TREE)
    tree_of = step.trace.tree()
    assert "plan.txt: 130家" in tree_of and "plan.txt 0–3 “10家”" in tree_of and "step: 120 − 130" in tree_of


@given(st.dictionaries(st.sampled_from(MEMBERS), st.integers(-50, 50)), st.integers(-100, 600))
def test_parts_and_gap_make_the_whole(parts: dict[str, int], whole: int) -> None:
    steps = cascade("hnte_count", {"350400": target("350400", str(whole))} | {id: target(id, str(value)) for id, value in parts.items()}, TREE)
    (step,) = steps
    assert step.coverage == Fraction(len(parts), 12) and set(step.unset) == set(MEMBERS) - set(parts)
    if parts:
        assert step.gap == sum(parts.values()) - whole
