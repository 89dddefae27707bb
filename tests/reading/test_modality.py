"""Words that bind, and words that say how settled a figure is."""
import time

import pytest

from taizhang.reading.modality import modality, vintage


@pytest.mark.parametrize(("words", "expected"), [
    ("到2031年，云江市必须完成泵站改造", "必须"),
    ("确保年内开工，力争泵站达到", "力争"),
    ("努力新增泵站", "努力"),
    ("经过全市上下共同努力，泵站达到", None),
    ("在各方努力下，泵站达到", None),
    ("缴纳保证金", None),
    ("保证泵站达到", "保证"),
    ("拟新建泵站", "拟"),
    ("虚拟现实企业达到", None),
    ("五年计划完成情况", None),
    ("今年计划新建泵站", "计划"),
    ("模拟新建泵站", None),
    ("新增泵站", None),
    ("", None),
])
def test_binding_word_nearest_to_the_figure(words: str, expected: str | None) -> None:
    assert modality(words) == expected


@pytest.mark.parametrize(("words", "expected"), [
    ("预计全市用水量", "预计"),
    ("据初步统计，用水量", "初步"),
    ("初步预计用水量", "初步"),
    ("经最终核实，用水量", "核定"),
    ("初步建立供水网", None),
    ("用水量", None),
])
def test_vintage(words: str, expected: str | None) -> None:
    assert vintage(words) == expected


@pytest.mark.parametrize("sign", ["努", "努力", "初步", "核", "拟", "的", "一", "1"])
def test_linear(sign: str) -> None:
    began = time.process_time()
    modality(sign * 100_000)
    vintage(sign * 100_000)
    assert time.process_time() - began < 1
