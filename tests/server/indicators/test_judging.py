"""How indicators stand: the binding target of two rivals, what waits counts nowhere, units come home."""
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from taizhang.indicators.reasons import reason
from taizhang.server.accounts.models import User
from taizhang.server.indicators.judging import series_of, standings
from taizhang.server.indicators.numbers import of, words
from taizhang.server.indicators.reasons import said
from taizhang.server.indicators.values import of_indicator, of_subjects
from tests.server.documents.texts import written
from tests.server.indicators.make import reviewed
from tests.server.things import somebody

pytestmark = pytest.mark.django_db
HOME = "990400"
FIRST = "砚州市2029年工作总结\n\n砚州市人民政府\n2030年1月10日\n\n2029年，全市全社会研发投入占地区生产总值比重达到1.8%。到2032年，全市全社会研发投入占地区生产总值比重达到2%。\n"
LATER = "砚州市创新行动方案\n\n砚州市人民政府\n2030年6月1日\n\n到2032年，全市全社会研发投入占地区生产总值比重达到2.5%以上。\n"
RESULT = "砚州市2030年工作总结\n\n砚州市人民政府\n2031年1月10日\n\n2030年，全市全社会研发投入占地区生产总值比重达到1.9%。\n"


@pytest.fixture
def reader() -> User:
    return somebody("planning")


@pytest.mark.covers("B01", status="partly", note="each series with a target is judged, its rivals and the rule that decides beside it")
def test_the_later_of_two_rivals_binds_and_the_other_stands_beside_it(reader: User) -> None:
    for text, issued in ((FIRST, date(2030, 1, 10)), (LATER, date(2030, 6, 1)), (RESULT, date(2031, 1, 10))):
        reviewed(text).revise(by=reader, issued=issued, reason="x")
    (one,) = standings(of_subjects(reader, [HOME]), date(2031, 7, 1))
    assert (one.indicator, one.subject, one.rule, one.target.value, [each.value for each in one.rivals]) == (
        "rd_gdp_ratio", HOME, "later", Decimal("2.5"), [Decimal(2)])
    assert one.state in ("behind", "off") and one.red and one.behind > 0 and len(one.goals) == 1
    assert one.judgement.actual is not None and of(one.judgement.actual) == "1.9%" and one.judgement.reason.text


def test_what_waits_for_review_counts_nowhere(reader: User) -> None:
    reviewed(RESULT)
    written(LATER)
    found = of_indicator(reader, "rd_gdp_ratio")
    assert standings(found, date(2031, 7, 1)) == () and found.waiting == 1


def test_a_target_out_of_force_is_not_judged(reader: User) -> None:
    reviewed(RESULT)
    reviewed(LATER).revise(by=reader, state="repealed", reason="x")
    assert standings(of_indicator(reader, "rd_gdp_ratio"), date(2031, 7, 1)) == ()


def test_the_target_of_last_year_is_asked_about_until_its_result_is_told(reader: User) -> None:
    reviewed("砚州市2031年工作计划\n\n2031年，全市全社会研发投入占地区生产总值比重达到2%以上。到2032年，全市全社会研发投入占地区生产总值比重达到2.5%以上。\n")
    found = of_indicator(reader, "rd_gdp_ratio")
    due = [standings(found, day)[0].target.year for day in (date(2031, 7, 1), date(2032, 2, 1), date(2032, 7, 1), date(2040, 1, 1))]
    assert due == [2031, 2031, 2032, 2032]


def test_values_come_home_to_the_unit_of_the_catalogue(reader: User) -> None:
    reviewed("砚州市2029年工作总结\n\n2029年，全市全社会研发投入占地区生产总值比重达到18‰。\n")
    (point,) = of_indicator(reader, "rd_gdp_ratio").points
    assert (point.unit, point.value) == ("%", Decimal("1.8"))
    (one,) = series_of(of_indicator(reader, "rd_gdp_ratio"))
    assert one.calibre == "" and one.subject == HOME


def test_numbers_and_reasons_are_said_in_the_language_of_the_page() -> None:
    assert words(Decimal("15230000000"), "CNY").startswith("152.3") and words(Fraction(2, 3), "%").startswith("≈")
    assert said(reason("{first} and {second} differ in {what} (“{mine}”, “{theirs}”) and are not brought together",
                       first="甲", second="乙", what="unit", mine="件", theirs="项")) == "甲与乙的单位不同（“件”“项”），不作汇总"
    assert said(reason("it holds until {day}", day=date(2030, 1, 5))) == "有效至2030年1月5日" and said(None) == ""
