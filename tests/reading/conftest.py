"""Sentences of invented places, set into the frame of a document that says what they are: report, plan, opinion or rules."""
from collections.abc import Callable
from functools import cache

import pytest

from taizhang import packs
from taizhang.packs import Lexicon
from taizhang.reading.pipeline import run
from taizhang.text import Text
from taizhang.values import Statement

Say = Callable[..., list[Statement]]

FRAMES = {
    "report": "砚州市科学技术局2030年工作总结和2031年工作计划\n一、2030年工作回顾\n　　{}\n",
    "plan": "砚州市科学技术局2030年工作总结和2031年工作计划\n一、2030年工作回顾\n　　全面完成任务。\n二、2031年工作打算\n　　{}\n",
    "opinion": "砚州市人民政府关于加快建设创新型城市的意见\n砚政〔2028〕6号\n一、主要目标\n　　到2030年，{}\n",
    "rules": "砚州市企业研发奖补管理办法\n第一条　为规范奖补，制定本办法。\n第二条　{}\n",
    "bare": "{}",
}


@cache
def _names(pack: str) -> Lexicon:
    return packs.lexicon(packs.load(pack))


@pytest.fixture(scope="session")
def say() -> Say:
    """``say(frame, words, pack="sample")``: the statements found in the words, in order; their quotes are checked."""

    def statements(frame: str, words: str, pack: str = "sample") -> list[Statement]:
        text = FRAMES[frame].format(words)
        found = run(Text.of(text, "frame"), _names(pack)).statements
        assert all(text[s.start:s.end] == s.quote and text[s.value_start:s.value_end] == s.value_quote for s in found)
        return [s for s in found if s.value_start >= text.index(words)]

    return statements




@pytest.fixture(scope="session")
def holds(say: Say) -> Callable[..., None]:
    """``holds(frame, words, [{field: value}, …])``: exactly these statements are found, with these fields."""

    def check(frame: str, words: str, expected: list[dict[str, str | None]], pack: str = "sample") -> None:
        found = say(frame, words, pack)
        got = [{field: _plain(getattr(s, field)) for field in want} for s, want in zip(found, expected, strict=False)]
        assert (len(found), got) == (len(expected), expected), [(s.value_quote, s.indicator) for s in found]

    return check


def _plain(value: object) -> str | None:
    return None if value is None else str(value)
