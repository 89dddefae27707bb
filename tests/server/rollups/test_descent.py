"""Targets on their way down: split, weighed, short, without one; and formulas with their aims."""
from datetime import date
from decimal import Decimal

import pytest

from taizhang.indicators.bundles import all_bundles
from taizhang.server.accounts.models import User
from taizhang.server.accounts.roles import place
from taizhang.server.history import Moment
from taizhang.server.rollups.actions import judge_goal
from taizhang.server.rollups.descent import descent, tops
from taizhang.server.rollups.formulas import formula, item_of
from tests.server.rollups.numbers import COUNTIES, GDP, HNTE, RATIO, tell
from tests.server.things import somebody

pytestmark = pytest.mark.django_db
THEN = Moment(valid=date(2029, 2, 1))
NAMES = list(COUNTIES.values())


@pytest.fixture
def reader() -> User:
    return somebody("planning")


def steps(reader: User, id: str) -> dict[str, object]:
    made = descent(reader, place().indicators[id], tops()[0], 2030, THEN)
    return {one.region: one for one in made.steps}


@pytest.mark.covers("B10", status="partly", note="each county's own target beside the city's, with the sum check; no statutory level in the documents")
def test_a_sum_is_held_against_what_the_whole_was_asked(reader: User) -> None:
    assert [one.id for one in tops()] == ["990000", "990400"]
    tell(HNTE, {"砚州市": "600"}, year=2030, kind="target")
    [only] = descent(reader, place().indicators["hnte_count"], tops()[0], 2030, THEN).steps[1:]
    assert only.state == "not split"
    paper = tell(HNTE, {NAMES[0]: "400", NAMES[1]: "100", "砚州高新区": "300"}, year=2030, kind="target")
    made = descent(reader, place().indicators["hnte_count"], tops()[0], 2030, THEN)
    city = next(one for one in made.steps if one.region == "990400")
    assert (city.state, city.gap, len(city.unset)) == ("incomplete", -100, 5) and list(made.zones) == ["990400-gaoxin"]
    assert city.asked is not None and city.asked.value == 600 and str(city.asked.key)
    tell(HNTE, dict.fromkeys(NAMES[2:], "10"), year=2030, kind="target", document=None)
    city = next(one for one in descent(reader, place().indicators["hnte_count"], tops()[0], 2030, THEN).steps if one.region == "990400")
    assert (city.state, city.gap) == ("falls short", -50)
    paper.revise(by=reader, state="repealed", reason="x")
    city = next(one for one in descent(reader, place().indicators["hnte_count"], tops()[0], 2030, THEN).steps if one.region == "990400")
    assert city.state == "incomplete" and len(city.unset) == 2


@pytest.mark.covers("B04", status="partly", note="rates of counties are weighed by their denominators against the city's target")
def test_rates_are_weighed_by_the_denominators_of_one_year(reader: User) -> None:
    tell(RATIO, {"砚州市": "2.5", NAMES[0]: "3", NAMES[1]: "2"}, "%", year=2030, kind="target", measure="ratio", op=">=")
    bare = descent(reader, place().indicators["rd_gdp_ratio"], tops()[1], 2030, THEN)
    assert bare.weights is None and bare.steps[0].state == "cannot be told"
    tell(GDP, {NAMES[0]: "300"}, "CNY", year=2028), tell(GDP, {NAMES[0]: "300", NAMES[1]: "100"}, "CNY", year=2027)
    made = descent(reader, place().indicators["rd_gdp_ratio"], tops()[1], 2030, THEN)
    assert made.weights is not None and (made.weights.id, made.weighed_in) == ("gdp", 2027)
    assert made.steps[0].split.summed == Decimal("2.75")


def test_growth_is_never_added(reader: User) -> None:
    tell(HNTE, {"砚州市": "10", NAMES[0]: "20", NAMES[1]: "5"}, "%", year=2030, kind="target", measure="growth")
    made = descent(reader, place().indicators["hnte_count"], tops()[1], 2030, THEN)
    assert made.chosen.way[1] == "growth" and made.steps[0].split.summed is None


def test_a_formula_shows_each_item_with_its_aim_and_how_far_it_has_come(reader: User) -> None:
    bundle = all_bundles(place())["990400.four_more"]
    bare = formula(reader, bundle, THEN)
    assert {one.state for one in bare.progress.items} <= {"noevidence", "unknown"}
    tell(HNTE, {"砚州市": "342"}, year=2026), tell(HNTE, {"砚州市": "610"}, year=2028)
    tell(RATIO, {"砚州市": "1.7"}, "%", year=2026, measure="ratio"), tell(RATIO, {"砚州市": "1.75"}, "%", year=2028, measure="ratio")
    tell(RATIO, {"砚州市": "2"}, "%", year=2030, kind="target", measure="ratio", op=">=")
    made = formula(reader, bundle, THEN)
    assert item_of(made, "高新技术企业").state in ("done", "ahead")
    assert item_of(made, "研发投入占比").state in ("behind", "off")
    [aim] = made.aims["研发投入占比"]
    assert aim.found is not None and aim.found.target.value == Decimal("2.5") and aim.ledger is not None and aim.ledger.value == 2
    judge_goal(reader, "item", bundle.id, "990400", "off", item="高新技术企业", reason="数据有误")
    again = formula(reader, bundle, THEN)
    assert item_of(again, "高新技术企业").state == "off" and again.judged["高新技术企业"].reason == "数据有误"


def test_a_title_that_a_person_judged_counts_in_the_formula(reader: User) -> None:
    bundle = all_bundles(place())["990400.four_more"]
    judge_goal(reader, "title", "990400.ip_strong_city", "990400", "accepted", since=date(2028, 5, 1), reason="批复")
    assert item_of(formula(reader, bundle, THEN), "知识产权强市试点").state == "done"
