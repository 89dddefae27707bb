"""Spans of an older text in a newer one: where their sentence stands, or nowhere; never on a wrong sentence."""
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.server.documents.anchoring import Anchoring

HEADS = ["一、总体要求", "二、主要目标", "三、重点任务", "（一）培育企业", "（二）建设平台"]
WORDS = ["全市研发经费", "高新技术企业", "技术合同成交额", "专利授权量", "众创空间", "孵化器面积", "科技贷款余额"]


def sentence(n: int) -> str:
    """A sentence that occurs once in the world: its number stands in it."""
    return f"到2030年，第{n}批{WORDS[n % len(WORDS)]}达到{n * 7 + 3}家。"


def where(text: str, part: str) -> tuple[int, int]:
    """The span of a part that occurs once."""
    assert text.count(part) == 1
    return text.index(part), text.index(part) + len(part)


def moved(old: str, new: str, part: str) -> str | None:
    """What stands at the new place of a part."""
    found = Anchoring(old, new).move(*where(old, part))
    return None if found is None else new[found.start:found.end]


def squeeze(text: str) -> str:
    """Without white space."""
    return "".join(text.split())


def test_a_sentence_moves_with_what_was_written_before_it():
    old = "一、目标\n研发经费达到5亿元。企业达到30家。"
    new = "一、目标\n新增一句话放在这里。研发经费达到5亿元。企业达到30家。"
    found = Anchoring(old, new).move(*where(old, "研发经费达到5亿元"))
    assert found is not None and new[found.start:found.end] == "研发经费达到5亿元" and found.how == "same"


def test_words_around_that_changed_are_told():
    old = "一、目标\n到2030年，全市研发经费达到5亿元以上。"
    new = "一、目标\n到2031年，全市研发经费达到5亿元以上。"
    found = Anchoring(old, new).move(*where(old, "研发经费达到5亿元以上"))
    assert found is not None and found.how == "near" and new[found.start:found.end] == "研发经费达到5亿元以上"


@pytest.mark.parametrize(("old", "new", "part"), [
    ("甲县企业达到5家。乙县合同达到9项。", "甲县企业达到6家。乙县合同达到9项。", "企业达到5家"),
    ("一、甲县\n建成5家。\n二、乙县\n建成9家。", "二、乙县\n建成9家。", "建成5家"),
    ("发展甲县的现代农业，达到5家。", "发展乙市港口物流与远洋运输，达到5家。", "达到5家"),
    ("企业达到5家。", "", "企业达到5家"),
])
def test_what_is_gone_or_is_another_sentence_now_is_lost(old, new, part):
    assert moved(old, new, part) is None


def test_of_two_equal_sentences_each_keeps_its_own_heading():
    old = "一、甲县的目标任务\n建成平台5家。\n二、乙县的目标任务\n建成平台5家。\n"
    new = "总则：以下为新增的说明。\n一、甲县的目标任务\n建成平台5家。\n新插一段说明文字。\n二、乙县的目标任务\n建成平台5家。\n"
    anchoring = Anchoring(old, new)
    first, second = old.index("建成平台"), old.rindex("建成平台")
    assert [anchoring.move(at, at + 6).start for at in (first, second)] == [new.index("建成平台"), new.rindex("建成平台")]


def test_where_one_of_two_equal_sentences_went_nobody_guesses():
    old = "甲县的目标：\n建成5家。\n乙县的任务：\n建成5家。\n"
    new = "丙区的安排如下：\n建成5家。\n"
    anchoring = Anchoring(old, new)
    first, second = old.index("建成"), old.rindex("建成")
    assert anchoring.move_all([(first, first + 4), (second, second + 4)]) == [None, None]


def test_line_breaks_and_blanks_do_not_count():
    old = "一、目标\n到2030年，全市研发经费投入\n达到 5亿元以上，企业达到30家。"
    new = "一、目标\r\n到2030年，全市研发经费投入达到5亿元以上，\r\n企业达到30家。"
    found = Anchoring(old, new).move(*where(old, "研发经费投入\n达到 5亿元以上"))
    assert found is not None and new[found.start:found.end] == "研发经费投入达到5亿元以上"


def test_a_sentence_that_was_put_elsewhere_is_found_where_its_words_stand_once():
    old = "一、目标\n" + sentence(1) + "\n二、任务\n" + sentence(2) + "\n" + sentence(3)
    new = "一、目标\n" + sentence(3) + "\n" + sentence(1) + "\n二、任务\n" + sentence(2)
    part = sentence(3)[7:-1]
    assert moved(old, new, part) == part


def test_code_points_beyond_the_first_plane_count_as_one():
    old = "𠮷村企业达到5家。"
    new = "𠮷𠮷𠮷新增的说明。𠮷村企业达到5家。"
    assert moved(old, new, "企业达到5家") == "企业达到5家"


@given(st.lists(st.integers(0, 60), min_size=1, max_size=25, unique=True), st.randoms(use_true_random=False))
def test_random_edits_never_lead_to_another_sentence_and_untouched_ones_are_found(numbers, chance: random.Random):
    """Sentences are left out, added, changed and broken over lines; each fact ends in the sentence with its own number, or is lost."""
    old_lines = [sentence(n) for n in numbers]
    kept: list[tuple[int | None, str, bool]] = []
    for n in numbers:
        act = chance.random()
        if act < 0.15:
            continue
        if act < 0.3:
            kept.append((None, f"新增说明{chance.randrange(1000)}，与前文不同。", False))
        if act < 0.45:
            kept.append((n, sentence(n).replace("到2030年，", "力争到2031年，"), False))
        elif act < 0.55:
            kept.append((None, sentence(n).replace(f"第{n}批", f"第{n + 100}批").replace(f"{n * 7 + 3}家", f"{n * 7 + 4}家"), False))
        else:
            kept.append((n, sentence(n), True))
    old = "\n".join(HEADS[:2]) + "\n" + "\n".join(old_lines)
    new = "\n".join(HEADS[:2]) + "\n" + "\n".join(line for _, line, _ in kept)
    spans = []
    for n in numbers:
        start = old.index(f"第{n}批")
        spans.append((start, old.index("。", start)))
    found = Anchoring(old, new).move_all(spans)
    starts, at = {}, len("\n".join(HEADS[:2])) + 1
    for n, line, _ in kept:
        if n is not None:
            starts[n] = (at, at + len(line))
        at += len(line) + 1
    untouched = {n for n, _, same in kept if same}
    for n, span, one in zip(numbers, spans, found, strict=True):
        if one is None:
            assert n not in untouched, f"sentence {n} is there and was not found"
        else:
            assert new[one.start:one.end] == old[slice(*span)]
            low, high = starts[n]
            assert low <= one.start and one.end <= high, f"sentence {n} was taken for another"


@given(st.text(alphabet="一二甲乙5。\n ", max_size=60), st.text(alphabet="一二甲乙5。\n ", max_size=60), st.data())
def test_whatever_the_texts_a_moved_span_says_the_same(old, new, data):
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    found = Anchoring(old, new).move(start, end)
    if found is not None:
        assert squeeze(new[found.start:found.end]) == squeeze(old[start:end])


@given(st.text(alphabet="一二甲乙丙丁5。；\n ", max_size=120))
def test_an_unchanged_text_moves_nothing(text):
    anchoring = Anchoring(text, text)
    for start in range(0, len(text), 7):
        assert anchoring.move(start, start + 3) is not None
        assert (anchoring.move(start, start + 3).start, anchoring.move(start, start + 3).end) == (start, start + 3)


def test_a_large_text_takes_seconds_at_most():
    numbers = list(range(20_000))
    old = "\n".join(sentence(n) for n in numbers)
    new = "\n".join(sentence(n) for n in numbers if n % 50)
    anchoring = Anchoring(old, new)
    starts, at = [], 0
    for n in numbers:
        starts.append((at + 7, at + len(sentence(n)) - 1))
        at += len(sentence(n)) + 1
    found = anchoring.move_all(starts[:4000])
    assert sum(one is None for one in found) == 80
