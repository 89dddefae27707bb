"""Incentives with their parts, clocks, and clauses nobody could verify."""
import time

import pytest

from taizhang.packs import Lexicon
from taizhang.reading.cadence import beats
from taizhang.reading.clauses import clauses
from taizhang.reading.context import Reading
from taizhang.reading.incentive import incentive
from taizhang.reading.vague import vague
from taizhang.text import Flow, Text
from taizhang.text.outline import build
from taizhang.values import Clause, Metadata, Task


def read(text: str, genre: str = "plan", tasks: tuple[Task, ...] = (), **known: str) -> list[Clause]:
    flow = Flow.of(text)
    reading = Reading(text=Text.of(text), lexicon=Lexicon(), doc="t", flow=flow, outline=build(flow), metadata=Metadata(genre=genre, **known),
                      tasks=list(tasks))
    clauses.run(reading)
    assert all(text[c.start : c.end] == c.quote for c in reading.clauses)
    return reading.clauses


def parts(sentence: str, *, rules: bool = False) -> list[tuple[str, str]] | None:
    found = incentive(sentence, 0, len(sentence), rules=rules)
    return found and [(name, sentence[a:b]) for name, a, b in found]


@pytest.mark.parametrize(("sentence", "rules", "expected"), [
    ("对新认定的甲级泵站，按投资额的10%给予补助，最高不超过50万元，所需资金由市财政承担", False,
     [("who", "新认定的甲级泵站"), ("rate", "按投资额的10%"), ("cap", "最高不超过50万元"), ("sharing", "所需资金由市财政承担")]),
    ("泵站被评为甲级、乙级的，每年每个分别给予4万元、2万元奖励", True,
     [("who", "泵站"), ("condition", "被评为甲级、乙级的"), ("amount", "4万元、2万元")]),
    ("对年供水五百吨以上且管网漏损率低于8%的供水企业，再按6%的比例给予奖励", False,
     [("who", "供水企业"), ("condition", "年供水五百吨以上且管网漏损率低于8%的"), ("rate", "按6%")]),
    ("第一类对象每人每月400元", True, [("who", "第一类对象"), ("amount", "400元")]),
    ("第一类对象每人每月400元", False, None),
    ("为困难用户发放水费补贴", False, [("who", "困难用户")]),
    ("对参与巡查的单位给予适当奖励", False, [("who", "单位"), ("condition", "参与巡查的")]),
    ("完善供水奖励机制，落实各项补助政策", False, None),
    ("对整改不力的单位给予通报批评", False, None),
    ("不再给予补贴", True, None),
    ("全年发放水费补贴3亿元，对困难用户给予补助", False, None),
])
def test_incentives(sentence: str, rules: bool, expected: list[tuple[str, str]] | None) -> None:
    assert parts(sentence, rules=rules) == expected


@pytest.mark.parametrize(("sentence", "expected"), [
    ("建立“一月一协调、一季一调度”机制", [("P1M", "协调"), ("P3M", "调度")]),
    ("实行“每周调度、月度通报、半年初评”制度", [("P1W", "调度"), ("P1M", "通报"), ("P6M", "初评")]),
    ("市水务局每年3月底前报送总结", [("P1Y", "报送总结")]),
    ("每两年对泵站进行评估", [("P2Y", "对泵站进行评估")]),
    ("按季度通报进展", [("P3M", "通报进展")]),
    ("定期向社会公布水质", [("unspecified", "向社会公布水质")]),
    ("每年新增泵站30座", []),
    ("每人每月400元", []),
    ("不定期检查泵站", []),
    ("建立定期协调机制", []),
])
def test_clocks(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert [(b.every, sentence[b.what_start : b.what_end]) for b in beats(sentence, 0, len(sentence))] == expected


@pytest.mark.parametrize(("sentence", "expected"), [
    ("完善机制，探索水权交易新模式", ["探索水权交易新模式"]),
    ("逐步构建智慧水务体系，加大执法检查力度", ["逐步构建智慧水务体系", "加大执法检查力度"]),
    ("适时提高水价标准", ["适时提高水价标准"]),
    ("逐步更换旧管网，2031年完成30公里", []),
    ("探索出水权交易新模式", []),
    ("形成勇于探索的氛围", []),
    ("研究制定节水管理办法", []),
    ("年底前探索建立水权市场", []),
])
def test_vague(sentence: str, expected: list[str]) -> None:
    assert [sentence[a:b] for a, b, _, _ in vague(sentence, 0, len(sentence))] == expected


def test_a_document_gives_each_kind_with_its_place() -> None:
    text = "一、主要任务\n\n（一）供水。对达标泵站给予2万元奖励。市水务局每季度通报进展。探索水权交易新模式。\n"
    found = read(text)
    assert [(c.clause_kind, c.path) for c in found] == [(kind, ("主要任务", "供水")) for kind in ("incentive", "cadence", "vague")]
    assert dict(found[1].parts) == {"every": "P3M", "what": "通报进展"}
    assert dict(found[2].parts) == {"why": "探索", "lacks": "measure date unit"}


def test_a_task_has_a_unit_to_ask() -> None:
    text = "（一）供水。探索水权交易新模式。责任单位：市水务局。\n"
    task = Task("t", 0, 17, text[:17], "（一）", "供水", (), 22, 26, "市水务局", ("市水务局",), (None,))
    assert [dict(c.parts)["lacks"] for c in read(text, tasks=(task,))] == ["measure date"]


def test_a_review_and_a_bulletin_promise_nothing() -> None:
    text = "一、2030年工作回顾\n\n每季度通报进展。对达标泵站给予2万元奖励。\n"
    assert read(text, "work_report", year_of="2030") == []
    assert read("每季度通报进展。", "bulletin") == []


@pytest.mark.parametrize("sign", ["对", "每年", "给予", "的", "，", "10%", "一月一", "定期对", "逐步", "每", "（", "为发放", "1"])
def test_linear(sign: str) -> None:
    began = time.process_time()
    read(sign * (100_000 // len(sign)), "rules")
    read(sign * (100_000 // len(sign)), "plan")
    assert time.process_time() - began < 2
