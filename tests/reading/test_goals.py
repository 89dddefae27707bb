"""Targets without a number, and what is none."""
import time

import pytest

from taizhang.packs import Lexicon
from taizhang.reading.context import Reading
from taizhang.reading.goals import form_of, goals, what_of
from taizhang.text import Flow, Text
from taizhang.text.outline import build
from taizhang.values import Goal, Metadata


def read(text: str, genre: str = "plan", **known: str) -> list[Goal]:
    flow = Flow.of(text)
    reading = Reading(text=Text.of(text), lexicon=Lexicon(), doc="t", flow=flow, outline=build(flow),
                      metadata=Metadata(genre=genre, place="云江市", **known))
    goals.run(reading)
    assert all(text[g.start : g.end] == g.quote for g in reading.goals)
    return reading.goals


PLAN = """一、总体要求

以改革为动力，推进水务建设，加强巡查队伍建设。近年来，供水能力显著提升。

二、主要目标

——供水保障能力显著增强。到2032年，供水水质稳定达标，管网漏损率位居全省前列，建成节水型城市，新增泵站30座。

三、重点任务

大力推进泵站改造，进一步提升供水能力。力争江东水厂年底前建成投产。争创国家节水型城市示范区。完善制度体系。
"""


def test_goals_of_a_plan() -> None:
    found = read(PLAN, plan_for="2032")
    assert [(g.form, g.what, g.modality, str(g.period)) for g in found] == [
        ("direction", "供水保障能力", None, "2032"),
        ("place", "管网漏损率", None, "2032"),
        ("state", "建成节水型城市", None, "2032"),
        ("state", "江东水厂年底前建成投产", "力争", "2032"),
        ("state", "争创国家节水型城市示范区", "争创", "2032"),
    ]
    assert {g.subject for g in found} == {"云江市"}
    assert found[1].clause[0] == "主要目标"


def test_a_review_holds_no_goals() -> None:
    text = "一、2030年工作回顾\n\n供水能力显著提升，水质位居全省前列，江东水厂建成投产。\n\n二、2031年工作安排\n\n确保江西水厂建成投产。\n"
    assert [g.what for g in read(text, "work_report", year_of="2030", plan_for="2031")] == ["江西水厂建成投产"]


@pytest.mark.parametrize("genre", ["rules", "bulletin", "notice"])
def test_some_genres_set_no_goals(genre: str) -> None:
    assert read("二、主要目标\n\n供水能力显著提升，位居全省前列。\n", genre) == []


@pytest.mark.parametrize(("clause", "expected"), [
    ("供水量位居全省前列", "place"), ("主要指标增速保持在全国第一方阵", "place"), ("引进国际先进设备", None), ("供水体系更加完善", "direction"),
    ("加快完善供水体系", None), ("大力开展节水城市创建活动", None), ("形成节水型生产方式", "state"), ("是建成节水城市的关键之年", None),
    ("努力完成节水任务", None), ("建成区绿化明显", None), ("好", None),
])
def test_form_under_a_heading_of_goals(clause: str, expected: str | None) -> None:
    assert form_of(clause, aims=True, bound=False, due=False) == expected


def test_what_of_a_state_is_the_state() -> None:
    assert what_of("建成节水城市", "state") == "建成节水城市"


@pytest.mark.parametrize("sign", ["力争建成，", "显著提升", "全国前列", "确保", "目标：", "一、", "，", "建成", "“"])
def test_linear(sign: str) -> None:
    began = time.process_time()
    read("主要目标\n" + sign * (100_000 // len(sign)))
    assert time.process_time() - began < 2
