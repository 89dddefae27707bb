"""Which target a later summary answers, and how, on texts of an invented city."""
from decimal import Decimal
from itertools import pairwise

import pytest

import taizhang
from taizhang.indicators import Answers, TargetAnswer

PLAN = "砚州市{year}年政府工作报告\n二、{year}年工作安排\n{said}\n"
REPORT = "砚州市{next}年政府工作报告\n一、{year}年工作回顾\n{said}\n二、{next}年工作安排\n{planned}\n"


def held(said: str, told: str, planned: str = "") -> Answers:
    """The targets of a sentence of a plan held against a sentence of the next report."""
    plan = taizhang.read_text(PLAN.format(year=2028, said=said), name="2028.txt")
    summary = taizhang.read_text(REPORT.format(year=2028, next=2029, said=told, planned=planned), name="2029.txt")
    return taizhang.answers(plan, summary)


def only(found: Answers) -> TargetAnswer:
    assert len(found) == 1, [one.target.quote for one in found]
    return found.rows[0]


@pytest.mark.parametrize(("said", "told", "status", "met"), [
    ("新建桥梁9座。", "新建桥梁10座。", "answered", True),
    ("新建桥梁9座。", "新建桥梁8座。", "answered", False),
    ("地区生产总值增长8%。", "全市生产总值增长7.5%。", "answered", False),
    ("全社会固定资产投资增长12%左右。", "固定资产投资增长12%。", "answered", True),
    ("居民消费价格涨幅控制在3%左右。", "居民消费价格上涨1.2%。", "answered", True),
    ("城镇登记失业率控制在3.5%以内。", "城镇登记失业率3.6%。", "answered", False),
    ("单位生产总值能耗下降3%以上。", "单位生产总值能耗下降3.4%。", "answered", True),
    ("单位生产总值能耗下降3%以上。", "单位生产总值能耗下降2.9%。", "answered", False),
    ("整车进口突破1.5万辆。", "整车进口突破1万辆。", "answered", False),
    ("整车进口突破1.5万辆。", "整车进口突破1.5万辆。", "answered", True),
    ("新建绿廊3—5条。", "新建绿廊4条。", "answered", True),
    ("工业增加值增长12%。", "规模以上工业增加值增长12.5%。", "changed", None),
    ("城镇居民人均可支配收入增长8%。", "城镇居民人均可支配收入37275元。", "changed", None),
    ("上市企业突破100家。", "新增上市企业5家。", "changed", None),
    ("改造市政道路47条。", "改造市政道路203公里。", "changed", None),
    ("新造林地150亩。", "新造林地10公顷。", "answered", True),
    ("一般公共预算收入增长9%。", "一般公共预算总收入增长11%。", "silent", None),
    ("外贸出口增长8%。", "外贸进出口增长9%。", "silent", None),
    ("城镇居民人均可支配收入增长8%。", "农村居民人均可支配收入增长9%。", "silent", None),
    ("地区生产总值增长8%。", "人均地区生产总值增长7%。", "silent", None),
    ("新增养老床位2000张。", "五年来，新增养老床位1.2万张。", "silent", None),
])
def test_a_target_and_what_is_said_of_it(said: str, told: str, status: str, met: bool | None) -> None:
    one = only(held(said, told))
    assert (one.status, one.met) == (status, met), one
    assert (one.actual is None) == (status == "silent") and one.reason


def test_what_the_next_plan_says_answers_nothing() -> None:
    one = only(held("新建桥梁9座。", "一年来各项工作扎实推进。", planned="新建桥梁9座。"))
    assert one.status == "silent"


def test_the_years_figure_answers_not_the_one_of_five_years() -> None:
    one = only(held("新增养老床位2000张。", "一年来，新增养老床位2100张。\n五年来，新增养老床位1.2万张。"))
    assert one.actual is not None and one.actual.value == Decimal(2100)


def test_one_result_answers_one_thing() -> None:
    found = held("一般公共预算收入增长9%，一般公共预算总收入增长10%。", "一般公共预算总收入增长11%。")
    assert [one.status for one in found] == ["silent", "answered"]


def test_the_first_of_two_values_is_no_result() -> None:
    one = only(held("高新技术企业达到200家。", "高新技术企业从150家增加到210家。"))
    assert one.actual is not None and one.actual.value == Decimal(210) and one.met


def test_rows_stand_in_the_order_of_the_plan_and_quote_both_texts() -> None:
    found = held("新建桥梁9座，新增床位200张，造林30亩。", "新建桥梁10座，造林31亩。")
    assert all(a.target.value_start < b.target.value_start for a, b in pairwise(found))
    for one in found:
        assert found.plan.text[one.target.start:one.target.end] == one.target.quote
        if one.actual:
            assert found.summary.text[one.actual.start:one.actual.end] == one.actual.quote
    assert found.counts() == {"answered": 2, "changed": 0, "silent": 1}


def test_a_plan_and_a_summary_without_figures() -> None:
    assert len(held("扎实做好各项工作。", "一年来各项工作扎实推进。")) == 0
    assert only(held("新建桥梁9座。", "")).status == "silent"
