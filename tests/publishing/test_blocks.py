"""The layout of a text: each sign in one block, titles and headings recognised, hard wraps and furniture kept apart."""

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.publishing.blocks import Block, layout
from taizhang.values import Facts, Metadata


def laid(text: str, **meta: object) -> list[tuple[str, str]]:
    facts = Facts("a", text, "", Metadata(**meta), "china", "")  # type: ignore[arg-type]
    return [(block.kind, text[block.start : block.end]) for block in layout(facts)]


@given(st.text(st.sampled_from("一、（）1.\n\r\t 　到年达5%。-第页责任单位：\u2028𠮷"), max_size=120))
def test_every_sign_stands_in_exactly_one_block(text: str) -> None:
    blocks: list[Block] = layout(Facts("a", text, "", Metadata(), "china", ""))
    at = 0
    for block in blocks:
        assert block.start >= at and not text[at : block.start].strip()
        assert block.end > block.start and all(block.start < a < b < block.end for a, b in block.gaps)
        at = block.end
    assert not text[at:].strip()


def test_kinds_of_the_plan(ledger: list[Facts]) -> None:
    facts = ledger[0]
    kinds = [block.kind for block in layout(facts)]
    assert kinds == ["title", "number", "flush", "text", "heading", "text", "heading", "text", "units", "row", "row", "sign"]


def test_a_heading_that_runs_into_its_paragraph_is_told(ledger: list[Facts]) -> None:
    facts = ledger[0]
    [run_in] = [block for block in layout(facts) if block.lead > block.start]
    assert facts.text[run_in.start : run_in.lead].startswith("（一）壮大主体")


def test_a_title_over_two_lines_is_one_title() -> None:
    text = "砚州市人民政府\n关于建设创新城市的意见\n\n各县：\n正文在这里，写得比较长一些。\n"
    kinds = laid(text, title="砚州市人民政府关于建设创新城市的意见")
    assert [kind for kind, _ in kinds][:3] == ["title", "title", "flush"]
    assert laid(text, title="关于别的事情的通知")[0][0] == "text"


def test_page_furniture_between_paragraphs_stays_on_the_page() -> None:
    text = "第一段在这里结束了。\n- 12 -\n第二段从这里开始写起。\n"
    assert laid(text) == [("text", "第一段在这里结束了。"), ("rest", "- 12 -"), ("text", "第二段从这里开始写起。")]


def test_layout_does_not_depend_on_facts_it_does_not_need(ledger: list[Facts]) -> None:
    assert layout(ledger[0]) == layout(replace(ledger[0], statements=(), goals=(), cites=(), clauses=()))


@pytest.mark.parametrize("sign", ["一", "\n", "\t", " ", "（", "1", "一、", "第一条", "责任单位：", "\r\n"])
def test_a_hundred_thousand_of_one_sign_are_laid_out_soon(sign: str) -> None:
    begun = time.perf_counter()
    layout(Facts("a", sign * 100_000, "", Metadata(), "china", ""))
    assert time.perf_counter() - begun < 4
