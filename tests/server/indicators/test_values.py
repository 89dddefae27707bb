"""Values of the ledger come out as points: of an indicator, of a region, reviewed ones only; wordings follow the layer."""
from decimal import Decimal

import pytest

from taizhang.server.accounts.models import User
from taizhang.server.facts.models import Fact
from taizhang.server.indicators.filling import ask_to_fill
from taizhang.server.indicators.models import Wording
from taizhang.server.indicators.values import of_indicator, of_subjects
from taizhang.server.indicators.wordings import names_of
from taizhang.server.jobs.queue import take
from taizhang.server.jobs.work import Work, perform
from taizhang.server.local import actions as local
from tests.server.documents.texts import written
from tests.server.indicators.make import reviewed
from tests.server.things import somebody

pytestmark = pytest.mark.django_db
TEXT = "砚州市2029年工作总结和2030年工作计划\n\n2029年，全市全社会研发投入占地区生产总值比重达到1.8%。\n\n2030年目标：力争全社会研发投入占地区生产总值比重达到2%以上。\n"


@pytest.fixture
def reader() -> User:
    return somebody("planning")


def test_reviewed_values_are_points_that_open_to_their_sentence(reader: User) -> None:
    document = reviewed(TEXT)
    found = of_indicator(reader, "rd_gdp_ratio")
    assert [(one.kind, one.op, one.value, str(one.period)) for one in found.points] == [
        ("actual", "=", Decimal("1.8"), "2029"), ("target", ">=", Decimal(2), "2030")]
    assert found.waiting == 0 and list(found.documents) == [str(document.key)]
    for point in found.points:
        fact = Fact.objects.current().get(key=point.key)
        assert document.text is not None and point.source.holds_in(document.text.text) and point.source.quote == fact.quote


def test_suggestions_wait_and_count_nowhere(reader: User) -> None:
    written(TEXT)
    assert (of_indicator(reader, "rd_gdp_ratio").points, of_indicator(reader, "rd_gdp_ratio").waiting) == ((), 2)
    shown = of_indicator(reader, "rd_gdp_ratio", open=True)
    assert [one.reviewed for one in shown.points] == [False, False]


def test_a_region_is_found_under_each_of_its_names(reader: User) -> None:
    reviewed(TEXT)
    home = of_indicator(reader, "rd_gdp_ratio").points[0].subject
    assert home == "990400"
    assert {one.indicator for one in of_subjects(reader, [home]).points} == {"rd_gdp_ratio"}
    assert of_subjects(reader, ["990402"]).points == ()


def test_who_may_not_read_the_document_sees_no_value() -> None:
    reviewed(TEXT, region="990403", owner="990403.kjj")
    stranger = somebody("liaison")
    assert of_indicator(stranger, "rd_gdp_ratio").points == ()


def test_a_withdrawn_document_has_no_values_and_one_out_of_force_no_binding_target(reader: User) -> None:
    document = reviewed(TEXT)
    document = document.revise(by=reader, state="repealed", reason="x")
    found = of_indicator(reader, "rd_gdp_ratio")
    assert [one.kind for one in found.points] == ["actual", "target"] and [one.kind for one in found.binding()] == ["actual"]
    document.revise(by=reader, state="withdrawn", reason="x")
    assert of_indicator(reader, "rd_gdp_ratio").points == ()


def test_a_name_of_the_layer_counts_at_once(reader: User) -> None:
    reviewed(TEXT.replace("全社会研发投入占地区生产总值比重", "创新投入浓度"))
    assert not names_of("rd_gdp_ratio")
    made = local.add(reader, "indicators", "rd_gdp_ratio", "创新投入浓度", reason="x")
    assert names_of("rd_gdp_ratio") == ["创新投入浓度"]
    assert len(of_indicator(reader, "rd_gdp_ratio").points) == 2
    local.undo(reader, made.key, made.version)
    assert of_indicator(reader, "rd_gdp_ratio").points == ()


def test_what_is_missing_is_written_down_by_the_job(reader: User) -> None:
    reviewed(TEXT)
    held = set(Wording.objects.values_list("what", "measure", "measure_unit", "per", "indicator"))
    Wording.objects.all().delete()
    assert ask_to_fill() is not None
    taken = take("w")
    assert taken is not None and perform(Work(taken, "w")) == "done"
    assert set(Wording.objects.values_list("what", "measure", "measure_unit", "per", "indicator")) == held != set()


def test_what_a_zone_makes_is_not_what_the_city_makes(reader: User) -> None:
    reviewed("砚州市2029年工作总结\n\n2029年，全市工业总产值达到800亿元，增长8%。\n")
    assert of_indicator(reader, "hightech_zone_industrial_output").points == ()
    fact = Fact.objects.current().get(what="工业总产值", measure="level")
    fact.revise(by=reader, subject="砚州高新区", reason="x")
    (zone,) = of_indicator(reader, "hightech_zone_industrial_output").points
    assert zone.value == Decimal("80000000000") and zone.subject == "990400-gaoxin"
