"""The text on the page: its text nodes joined are the canonical text, and every mark cuts the right words."""
from html.parser import HTMLParser
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from taizhang.publishing.blocks import Block, layout
from taizhang.reading import read_text
from taizhang.server.documents.drawing import TaskBar, draw
from taizhang.server.documents.marks import Mark, Walker, label_end, names_in, segments

SIGNS = st.text(st.sampled_from("\U00020bb7甲乙丙1.2%<>&\"'\r\n\t ，。（）"), min_size=1, max_size=60)
KINDS = st.sampled_from(["target", "actual", "rule", "cite", "goal", "label", "clause", "unit"])


class Page(HTMLParser):
    """What a browser makes of it: the text of each block, and the words of each mark."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[tuple[int, int, str]] = []
        self.marks: list[tuple[int, int, str, dict[str, str | None]]] = []
        self.open: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.tags: list[str] = []
        self.feed(html)
        self.close()
        assert not self.tags, f"left open: {self.tags}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if "data-s" in dict(attrs):
            self.open.append((tag, dict(attrs), []))

    def handle_data(self, data: str) -> None:
        for _tag, _attributes, words in self.open:
            words.append(data)

    def handle_endtag(self, tag: str) -> None:
        assert self.tags.pop() == tag
        if self.open and self.open[-1][0] == tag:
            _, attributes, words = self.open.pop()
            place = int(attributes["data-s"] or 0), int(attributes["data-e"] or 0), "".join(words)
            if tag == "a":
                self.marks.append((*place, attributes))
            else:
                self.blocks.append(place)


def assert_holds(text: str, page: Page, blocks: list[Block]) -> None:
    assert [(start, end) for start, end, _ in page.blocks] == [(block.start, block.end) for block in blocks]
    for start, end, words in page.blocks:
        assert words == text[start:end]
    for start, end, words, _ in page.marks:
        assert words == text[start:end]


@st.composite
def texts(draw_one: Any) -> tuple[str, list[Mark], list[TaskBar]]:
    text = draw_one(SIGNS)
    marks, bars = [], []
    for i in range(draw_one(st.integers(0, 6))):
        start = draw_one(st.integers(0, len(text) - 1))
        end = draw_one(st.integers(start + 1, len(text)))
        value = (start, draw_one(st.integers(start, end))) if draw_one(st.booleans()) else None
        marks.append(Mark(start, end, draw_one(KINDS), f"k{i}", draw_one(st.sampled_from(["suggested", "accepted"])), value, "<title>", "role"))
        if draw_one(st.booleans()):
            bars.append(TaskBar(start, end, f"k{i}", i, "suggested"))
    return text, marks, bars


@given(texts())
def test_segments_joined_are_the_text(made: tuple[str, list[Mark], list[TaskBar]]) -> None:
    text, marks, _ = made
    found = segments(marks, 0, len(text))
    assert "".join(text[one.start : one.end] for one in found) == text
    for one in found:
        assert set(one.on) == {mark for mark in marks if mark.start <= one.start and mark.end >= one.end}


@given(texts())
def test_the_page_loses_no_sign_of_a_block(made: tuple[str, list[Mark], list[TaskBar]]) -> None:
    text, marks, bars = made
    blocks = layout(read_text(text))
    assert_holds(text, Page(draw(text, blocks, marks, bars)), blocks)


@given(texts(), st.data())
def test_a_walker_gives_what_touches(made: tuple[str, list[Mark], list[TaskBar]], data: Any) -> None:
    text, marks, _ = made
    cuts = sorted({0, len(text), *data.draw(st.lists(st.integers(0, len(text)), max_size=4))})
    walker = Walker(marks)
    for start, end in zip(cuts, cuts[1:], strict=False):
        assert set(walker.take(start, end)) == {mark for mark in marks if mark.start < end and mark.end > start}


def test_wide_signs_and_carriage_returns_count_one_each() -> None:
    text = "一、\U00020bb7总体要求\r\n\U00020bb7地区到2030年，研发投入占地区生产总值\r\n比重达到2.5%以上。\r\n"
    facts = read_text(text)
    blocks = layout(facts)
    target = facts.statements[0]
    page = Page(draw(text, blocks, [Mark(target.start, target.end, "target", "k", "suggested", (target.value_start, target.value_end))]))
    assert_holds(text, page, blocks)
    assert "".join(words for *_, words, _a in page.marks) == target.quote.replace("\r\n", "")
    assert "\r" in "".join(words for _s, _e, words in page.blocks)


def test_markup_in_a_text_is_text() -> None:
    text = "<script>alert(1)</script>到2030年“<img src=x onerror=alert(1)>”达到5家。"
    html = draw(text, layout(read_text(text)), [Mark(0, 30, "target", "k", title='"><b>')])
    assert "<script" not in html and "<img" not in html and 'title=""' not in html


def test_overlapping_marks_know_all_their_facts() -> None:
    text = "每年安排不少于3000万元，用于奖励。"
    page = Page(draw(text, layout(read_text(text)), [Mark(0, 14, "rule", "long", "suggested"), Mark(4, 14, "target", "short", "accepted", (7, 14))]))
    both = next(attributes for start, _e, _w, attributes in page.marks if start == 7)
    assert (both["data-f"], both["data-a"], both["data-b"]) == ("short long", "target", "rule") and "data-r" not in both


def test_a_label_is_found_where_it_stands() -> None:
    assert label_end("（一）强化 投入。其他", 0, 12, "（一）强化投入") == 8
    assert label_end("别的文字，没有标题", 0, 9, "强化投入") == 8


def test_names_of_a_list_are_cut_between_signs() -> None:
    text = "市科技局、财政局（国资委、税务局），高新区"
    assert [text[a:b] for a, b in names_in(text, 0, len(text))] == ["市科技局", "财政局（国资委、税务局）", "高新区"]
