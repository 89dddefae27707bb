"""A whole over regions: four states apart, coverage named, residual, zones, mergers; by what a person may read, in few questions."""
from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from taizhang.server.accounts.models import User
from taizhang.server.accounts.roles import place
from taizhang.server.history import Moment
from taizhang.server.rollups.everything import lines, split, told, years
from taizhang.server.rollups.rolling import rolled
from taizhang.server.rollups.showing import coverage_words
from taizhang.values import AnswerState
from tests.server.rollups.make import judged
from tests.server.rollups.numbers import COUNTIES, GDP, HNTE, RATIO, RD, tell
from tests.server.things import somebody

pytestmark = pytest.mark.django_db
LATER = Moment(valid=date(2028, 6, 1))


@pytest.fixture
def reader() -> User:
    return somebody("planning")


def whole(reader: User, id: str = "hnte_count", year: int = 2027, **more: object):  # type: ignore[no-untyped-def]
    pack = place()
    return rolled(reader, pack.indicators[id], pack.region(pack.home), year, LATER, **more)  # type: ignore[arg-type]


def test_nought_not_started_no_evidence_and_not_applicable_are_four_things(reader: User) -> None:
    tell(HNTE, {"临砚区": "12", "松烟区": "0"})
    judged(region="990481", period="2027"), judged(region="990421", period="2027", state="not applicable")
    made = whole(reader)
    states = {row.id: row.state for row in made.rows}
    assert [states[id].value for id in ("990402", "990403", "990481", "990421", "990422")] == [
        "value", "value", "not started", "not applicable", "no evidence"]
    assert made.total.value == 12 and made.total.coverage == Fraction(2, 6)
    assert made.total.missing == ("990481", "990422", "990423", "990424")
    assert made.rows[2].said is not None and made.rows[2].said.reason == "x"


def test_what_the_whole_reported_counts_and_the_rest_is_named(reader: User) -> None:
    tell(HNTE, dict.fromkeys(COUNTIES.values(), "10") | {"砚州市": "75", "砚州高新区": "40"})
    made = whole(reader)
    assert (made.total.value, made.total.summed, made.total.residual, made.total.coverage) == (75, 70, 5, 1)
    assert [row.id for row in made.apart] == ["990400-gaoxin"] and made.apart[0].value == 40
    with_zones = whole(reader, zones=True)
    assert with_zones.total.summed == 110 and not with_zones.apart


def test_a_ratio_is_made_of_both_lines_and_never_added(reader: User) -> None:
    names = list(COUNTIES.values())[:2]
    tell(RD, {names[0]: "300", names[1]: "100"}, "CNY")
    tell(GDP, {names[0]: "10000", names[1]: "10000"}, "CNY")
    made = whole(reader, "rd_gdp_ratio")
    assert made.total.value == 2 and made.total.coverage == Fraction(2, 7)
    assert [row.value for row in made.rows[:2]] == [3, 1] and len(made.rows[0].points) == 2


def test_figures_counted_another_way_are_not_added_but_offered(reader: User) -> None:
    tell(HNTE, {"临砚区": "12", "松烟区": "3"})
    tell(HNTE, {"笺溪市": "50"}, "%", measure="growth")
    made = whole(reader)
    assert made.total.summed == 15 and "990481" in made.total.missing


def test_sources_that_differ_without_a_rule_count_for_nobody(reader: User) -> None:
    tell(HNTE, {"临砚区": "12"}), tell(HNTE, {"临砚区": "15"})
    [row] = [row for row in whole(reader).rows if row.id == "990402"]
    assert row.state is AnswerState.NO_EVIDENCE and row.open is not None and {one.value for one in row.open.others} == {12, 15}


def test_what_waits_or_may_not_be_read_counts_nowhere(reader: User) -> None:
    tell(HNTE, {"临砚区": "12"}, state="suggested")
    made = whole(reader)
    assert made.total.value is None and made.values.waiting == 1
    tell(HNTE, {"松烟区": "9"}, region="990403", owner="990403.kjj")
    assert whole(reader).total.value == 9
    assert whole(somebody("liaison")).total.value is None


@pytest.mark.covers("B01", status="partly", note="wholes from county to province with coverage, by the regions of then or of today")
def test_regions_that_merged_are_named_and_brought_together(reader: User, settings: object) -> None:
    settings.PACK = "sanming"  # type: ignore[attr-defined]
    tell(HNTE, {"梅列区": "9", "三元区": "4", "沙县": "7"}, year=2018)
    pack, then = place(), Moment(valid=date(2022, 6, 1))
    of_then = rolled(reader, pack.indicators["hnte_count"], pack.region("350400"), 2018, then)
    assert {row.id: row.value for row in of_then.rows if row.value} == {"350402": 9, "350403": 4, "350427": 7}
    merged = next(one for one in of_then.changes if one.what == "merged")
    assert (merged.day, {one.id for one in merged.former}, [one.id for one in merged.later]) == (date(2021, 2, 1), {"350402", "350403"}, ["350404"])
    later = rolled(reader, pack.indicators["hnte_count"], pack.region("350400"), 2018, then, later=True)
    assert {row.id: row.value for row in later.rows if row.value} == {"350404": 13, "350405": 7}
    assert later.total.value == of_then.total.value == 20


def test_the_new_region_of_an_old_name_is_told_apart_by_the_year(reader: User, settings: object) -> None:
    settings.PACK = "sanming"  # type: ignore[attr-defined]
    tell(HNTE, {"三元区": "30"}, year=2022)
    pack = place()
    made = rolled(reader, pack.indicators["hnte_count"], pack.region("350400"), 2022, Moment(valid=date(2023, 6, 1)))
    assert {row.id for row in made.rows if row.value} == {"350404"}


def questions(ask: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as caught:
        ask()
    return len(caught)


def test_no_question_is_asked_per_region_or_per_indicator(reader: User) -> None:
    tell(HNTE, {"临砚区": "12"})
    whole(reader)
    few = questions(lambda: whole(reader))
    tell(HNTE, dict.fromkeys(COUNTIES.values(), "1"), year=2026), tell(RD, dict.fromkeys(COUNTIES.values(), "5"), "CNY", year=2026)
    tell(GDP, dict.fromkeys(COUNTIES.values(), "5"), "CNY", year=2026), tell(RATIO, {"砚州市": "2"}, "%", year=2026, measure="ratio")
    assert questions(lambda: whole(reader, year=2026)) == few <= 12
    pack = place()
    home = pack.region(pack.home)
    found = told(reader, 2026, LATER)
    assert [one.id for one in found] == ["rd_expenditure", "rd_gdp_ratio", "hnte_count"]
    one = questions(lambda: lines(reader, found[:1], home, 2026, LATER))
    assert questions(lambda: lines(reader, found, home, 2026, LATER)) <= one + len(found) + 3 <= 24


def test_the_list_knows_years_and_words(reader: User) -> None:
    tell(HNTE, {"临砚区": "12"}), tell(RD, {"临砚区": "12"}, "CNY", year=2025)
    assert years(reader) == [2027, 2025] and years(reader, indicator="rd_expenditure") == [2025]
    assert [one.id for one in told(reader, 2027)] == ["hnte_count"] and told(reader, 2027, words="没有") == []
    tell(HNTE, {"临砚区": "20", "砚州市": "90"}, year=2030, kind="target")
    assert [(one.id, regions) for one, regions in split(reader, 2030)] == [("hnte_count", ["990400", "990402"])]


def test_coverage_is_a_sentence_with_names(reader: User) -> None:
    tell(HNTE, dict.fromkeys(list(COUNTIES.values())[:6], "1"))
    with override("zh-hans"):
        assert coverage_words(whole(reader).total) == "覆盖 6 / 7，缺：渡云县。"
    with override("en"):
        assert coverage_words(whole(reader).total) == "6 of 7 cover; missing: 渡云县."
