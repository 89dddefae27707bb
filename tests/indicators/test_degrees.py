"""How far a target was met: the rule of docs/answers.md, case by case."""
import pytest

from tests.indicators.test_answers import held, only


@pytest.mark.parametrize(("said", "told", "degree"), [
    ("新建桥梁9座。", "新建桥梁10座。", "more"),
    ("新建桥梁9座。", "新建桥梁9座。", "met"),
    ("地区生产总值增长8%。", "地区生产总值增长7.5%。", "partly"),
    ("地区生产总值增长8%。", "地区生产总值下降0.5%。", "not"),
    ("单位生产总值能耗下降3%以上。", "单位生产总值能耗下降2.9%。", "partly"),
    ("单位生产总值能耗下降3%以上。", "单位生产总值能耗上升1%。", "not"),
    ("单位生产总值能耗下降3%以上。", "单位生产总值能耗下降3%。", "met"),
    ("居民消费价格涨幅控制在3%左右。", "居民消费价格上涨1.2%。", "more"),
    ("新建绿廊3—5条。", "新建绿廊4条。", "met"),
    ("新建绿廊3—5条。", "新建绿廊6条。", "more"),
    ("高新技术企业达到200家。", "高新技术企业达到150家。", "not"),
    ("工业增加值增长12%。", "规模以上工业增加值增长12.5%。", None),
])
def test_how_far(said: str, told: str, degree: str | None) -> None:
    assert only(held(said, told)).degree == degree


@pytest.mark.parametrize(("told", "degree"), [("180", "partly"), ("150", "not"), ("140", "not"), ("200", "met"), ("201", "more")])
def test_a_stock_starts_from_what_the_plan_reports(told: str, degree: str) -> None:
    import taizhang

    plan = taizhang.read_text("砚州市2028年政府工作报告\n一、2027年工作回顾\n2027年，高新技术企业达到150家。\n二、2028年工作安排\n"
                              "高新技术企业达到200家。\n", name="2028.txt")
    summary = taizhang.read_text(f"砚州市2029年政府工作报告\n一、2028年工作回顾\n2028年，高新技术企业达到{told}家。\n", name="2029.txt")
    assert [one.degree for one in taizhang.answers(plan, summary)] == [degree]
