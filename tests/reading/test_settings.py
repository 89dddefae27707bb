"""What headings and paragraphs presume: looking back or ahead, of which year, or laying down a rule."""
from collections.abc import Callable

import pytest

Holds = Callable[..., None]

REPORT = "砚州市科学技术局2030年工作总结和2031年工作计划\n"
SPEECH = "砚州市政府工作报告\n——2031年1月10日在砚州市第九届人民代表大会第一次会议上\n砚州市市长\n各位代表：\n一、2030年工作回顾\n　　泵站达到12座。\n"


@pytest.mark.parametrize(("heading", "kind", "year"), [
    ("一、2030年工作回顾", "actual", "2030"), ("一、2031年工作打算", "target", "2031"), ("一、主要成效", "actual", "2030"), ("一、下一步打算", "target", "2031"),
    ("一、“十五五”期间工作回顾", "actual", "2030"),
])
def test_heading(holds: Holds, heading: str, kind: str, year: str) -> None:
    holds("bare", f"{REPORT}{heading}\n　　泵站达到20座。\n", [{"kind": kind, "period": year}])


def test_each_part_has_its_own(holds: Holds) -> None:
    holds("bare", f"{REPORT}一、2030年回顾\n　　新增泵站3座。\n二、2031年打算\n　　新增泵站3座。\n",
          [{"kind": "actual", "period": "2030"}, {"kind": "target", "period": "2031"}])


def test_a_heading_below_leaves_it_as_it_was(holds: Holds) -> None:
    holds("bare", f"{REPORT}一、2030年回顾\n（一）水利建设\n　　新增泵站3座。\n", [{"kind": "actual", "period": "2030"}])


def test_rules(holds: Holds) -> None:
    holds("bare", "砚州市泵站补助管理办法\n第一条　制定本办法。\n第二条　每座泵站补助2万元。\n", [{"kind": "rule", "period": None}])


def test_a_horizon_holds_for_a_plan(holds: Holds) -> None:
    holds("bare", "砚州市水利发展规划（2031—2035年）\n一、主要目标\n　　泵站达到20座。\n", [{"kind": "target", "period": "2035"}])


@pytest.mark.parametrize(("opening", "kind", "year"), [
    ("今年经济社会发展的主要预期目标是：产值增长5%。", "target", "2031"),
    ("2031年是攻坚之年。产值增长5%。", "target", "2031"),
    ("产值增长5%。", "actual", "2030"),
])
def test_a_paragraph_opens_a_new_part_without_a_heading(holds: Holds, opening: str, kind: str, year: str) -> None:
    holds("bare", f"{SPEECH}　　{opening}\n", [{"period": "2030"}, {"kind": kind, "period": year}])
