"""What holds whatever the figures are: no order matters, and a stricter target is never met where a milder one is not."""
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

import taizhang
from taizhang.indicators import answer
from taizhang.indicators.claims import Claim, claim
from taizhang.indicators.judging import down, met
from taizhang.values import Facts

PLAN = taizhang.read_text(
    "砚州市2028年政府工作报告\n二、2028年工作安排\n地区生产总值增长8%，固定资产投资增长12%。新建桥梁9座，新增床位200张，上市企业达30家，"
    "实施绿廊项目12个，完成投资3亿元。城镇登记失业率控制在3.5%以内。\n", name="2028.txt")
SUMMARY = taizhang.read_text(
    "砚州市2029年政府工作报告\n一、2028年工作回顾\n地区生产总值增长8.5%，规模以上工业增加值增长9%，固定资产投资增长11%。新建桥梁10座，新增上市企业4家，"
    "实施绿廊项目13个，完成投资2.9亿元，实施水利项目9个，完成投资1亿元。城镇登记失业率3.1%。\n", name="2029.txt")


@given(st.permutations(PLAN.statements), st.permutations(SUMMARY.statements))
def test_no_order_of_the_facts_changes_an_answer(asked: list[object], told: list[object]) -> None:
    shuffled = answer(replace(PLAN, statements=tuple(asked)), replace(SUMMARY, statements=tuple(told)))  # type: ignore[arg-type]
    assert shuffled.rows == answer(PLAN, SUMMARY).rows


def _claim(facts: Facts, i: int, value: Decimal, op: str) -> Claim:
    return claim(facts, replace(facts.statements[i], value=value, op=op, value2=None), "")  # type: ignore[arg-type]


VALUES = st.decimals(min_value=-1000, max_value=1000, places=2)


@given(VALUES, VALUES, VALUES, st.sampled_from(["=", ">=", ">", "~"]), st.sampled_from(["=", ">", "<", "~", ">="]))
def test_a_stricter_target_never_goes_from_unmet_to_met(
    value: Decimal, step: Decimal, reached: Decimal, op: Literal["=", ">=", ">", "~"], told: str,
) -> None:
    mild, result = _claim(PLAN, 0, value, op), _claim(SUMMARY, 0, reached, told)
    strict = _claim(PLAN, 0, value - abs(step) if down(mild) else value + abs(step), op)
    if down(mild) == down(strict):
        assert met(mild, result) or not met(strict, result)


@given(VALUES, st.decimals(min_value=0, max_value=1000, places=2), VALUES, st.sampled_from(["<=", "<"]))
def test_a_lower_ceiling_never_goes_from_unmet_to_met(value: Decimal, step: Decimal, reached: Decimal, op: str) -> None:
    mild, strict, result = _claim(PLAN, 0, value, op), _claim(PLAN, 0, value - step, op), _claim(SUMMARY, 0, reached, "=")
    assert met(mild, result) or not met(strict, result)


@given(VALUES, VALUES)
def test_above_a_number_is_stricter_than_at_it(value: Decimal, reached: Decimal) -> None:
    result = _claim(SUMMARY, 0, reached, "=")
    assert met(_claim(PLAN, 0, value, "="), result) or not met(_claim(PLAN, 0, value, ">"), result) or value < 0
