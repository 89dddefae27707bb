"""Tokens of an index: whatever stands in a text is found by its own words, at its own place, whichever way it is written."""
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.text.initials import initials
from taizhang.text.tokens import MOST, Phrase, fold, places, stream, tokens

SIGNS = "科技创新企业局市年𠮷〇ー" * 2 + "aB5Ｒ２é&.%+，。；〔〕[]（）-  \n\r\t\u3000\u200b㎝ß①\ufffd\ud800😀"
TEXTS = st.text(st.sampled_from(SIGNS), max_size=60)


def words(text: str) -> list[str]:
    return [one.word for one in tokens(text)]


@given(TEXTS)
def test_tokens_stand_where_they_say(text: str) -> None:
    found = tokens(text)
    starts = [one.start for one in found]
    assert starts == sorted(starts) and all(0 <= one.start < one.end <= len(text) for one in found)
    for one in found:
        said = fold(text[one.start:one.end])[0]
        assert one.word.startswith(said[:1]) or said[:1] in unicodedata.normalize("NFKC", text[one.start]).casefold()


@given(TEXTS, st.data())
def test_whatever_stands_in_a_text_is_found_by_its_own_words(text: str, data: st.DataObject) -> None:
    found = tokens(text)
    if not found:
        return
    first = data.draw(st.integers(0, len(found) - 1))
    last = data.draw(st.integers(first, len(found) - 1))
    asked = text[found[first].start:found[last].end]
    phrase = Phrase.of(asked)
    assert phrase is not None
    where = places(text, [phrase])
    assert any(start <= found[first].start < end for start, end in where), (asked, where)


@given(st.text(st.sampled_from("科技创新"), min_size=2, max_size=12), st.text(st.sampled_from("科技创新"), min_size=2, max_size=4))
def test_among_characters_found_is_what_stands_there(text: str, asked: str) -> None:
    phrase = Phrase.of(asked)
    assert phrase is not None
    assert bool(places(text, [phrase])) == (asked in text)


@given(st.text(st.sampled_from("科技 \n\r\u3000"), max_size=20))
def test_breaks_between_characters_do_not_count(text: str) -> None:
    assert words(text) == words("".join(text.split()))


@pytest.mark.parametrize(("text", "asked"), [
    ("高新\r\n技术", "新技"), ("砚政办﹝2030﹞87号", "砚政办〔2030〕87号"), ("砚政办[2030]87号文", "砚政办(2030)87号"), ("占２．５％", "2.5%"), ("Ｒ＆Ｄ", "r&d"),
    ("𠮷野家", "𠮷野"), ("第5条", "第5条"), ("根据第5条办理", "第5条"), ("5G基站", "5g"), ("新", "新"), ("创新", "新"), ("cafe\u0301", "café"), ("1+X体系", "1+x"),
    ("增长12.5％左右", "12.5"), ("〇一二", "〇一"), ("高\u200b新", "高新"),
])
def test_found(text: str, asked: str) -> None:
    phrase = Phrase.of(asked)
    assert phrase is not None and places(text, [phrase])


@pytest.mark.parametrize(("text", "asked"), [
    ("15G", "5g"), ("高新，技术", "新技"), ("22.5%", "2.5%"), ("R与D", "r&d"), ("5GB", "5g"), ("87好", "87号"), ("技术创新", "术新"), ("2018", "201"),
])
def test_not_found(text: str, asked: str) -> None:
    phrase = Phrase.of(asked)
    assert phrase is not None and not places(text, [phrase])


def test_places_are_those_of_the_text_and_not_of_its_folded_form() -> None:
    text = "㎝㎝ 𠮷科\r\n技"
    assert [text[a:b] for a, b in places(text, [Phrase(("科技",))])] == ["科\r\n技"]


def test_a_beginning_may_go_on() -> None:
    typed = Phrase.of("tech", beginning=True)
    assert typed == Phrase(("tech",), True) and places("Technology", [typed])


def test_nothing_of_a_token_is_kept_without_end() -> None:
    assert stream(tokens("新" * 5000)).count("新新") == MOST
    assert max(map(len, words("a" * 5000))) <= 60 and max(map(len, words("a&" * 5000))) < 600


@pytest.mark.parametrize("sign", ["科", "a", "a&", "1.", "1.1", "\n科", "\u200b", "e\u0301", "㎝", "\ud800", "😀", " ", "，科", "%"])
def test_time_is_linear(sign: str) -> None:
    def spent(times: int) -> float:
        began = time.process_time()
        tokens(sign * times)
        return time.process_time() - began

    spent(1000)
    assert spent(60_000) < 2.0


@settings(max_examples=50)
@given(TEXTS)
def test_initials_are_letters(text: str) -> None:
    assert all(one.isascii() and one.isalnum() for one in initials(text))


@pytest.mark.parametrize(("name", "said"), [
    ("科学技术局", "kxjsj"), ("发展和改革委员会", "fzhggwyh"), ("财政局", "czj"), ("人力资源", "rlzy"), ("厦门", "xm"), ("农业农村局", "nync" "j"), ("欧", "o"),
    ("市委政研室", "swzys"), ("妈祖", "mz"), ("安", "a"), ("额", "e"), ("座", "z"), ("他", "t"), ("破", "p"), ("若", "r"), ("无", "w"), ("驻", "z"),
])
def test_initials(name: str, said: str) -> None:
    assert initials(name) == said
