"""What stands around a value in its text: the words that say which thing is meant where the name does not."""
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from taizhang.indicators.words import words
from taizhang.values import Statement

_ENDS = re.compile(r"[。！？!?\r\n]")
_PARTS = re.compile(r"[。！？!?；;，,\r\n]")
_SPACE = re.compile(r"\s+")
LONGEST = 160  # code points that are looked at before a value
LEAD = 6  # and before a name
_CUTS = re.compile(r"[。！？!?；;，,、\r\n]")
TAIL = 30  # and behind it
_PARAGRAPH = re.compile(r"^[^\r\n]{2,24}", re.MULTILINE)  # the opening of one
OPENING = 24  # in which a paragraph says what time it tells of


@dataclass(frozen=True, slots=True)
class Surroundings:
    """``near``: from the beginning of the sentence to the end of the part that holds the value; ``before``: the sentence before;
    ``tail``: what follows the value in its part; ``opening``: how the paragraph begins; ``sentence``: the sentence up to the value;
    ``lead``: the few words right before the name, with the quote."""

    near: str = ""
    before: str = ""
    tail: str = ""
    opening: str = ""
    sentence: str = ""
    lead: str = ""


def surroundings(text: str, one: Statement) -> Surroundings:
    """What stands around the value of a statement in the canonical text of its document; nothing where there is no text.

    >>> text = "深化绿廊活动。实施项目9个，投资3亿元。"
    >>> from decimal import Decimal
    >>> one = Statement("a", 9, 13, "项目9个", 11, 13, "9个", "项目", "target", "level", "=", Decimal(9), None, "个", None, None, "")
    >>> around = surroundings(text, one)
    >>> around.near, around.before, around.tail
    ('实施项目9个', '深化绿廊活动。', '')
    """
    if not text:
        return Surroundings()
    low = max(0, one.value_start - LONGEST)
    starts = [found.end() for found in _ENDS.finditer(text, low, one.value_start)]
    begin = min(starts[-1] if starts else low, one.start)
    found = _PARTS.search(text, one.value_end, one.value_end + TAIL)
    end = found.start() if found else min(len(text), one.value_end + TAIL)
    earlier = [place for place in starts if place < begin and text[place:begin].strip()]
    before = text[(earlier[-1] if earlier else low):begin]
    opening = text.rfind("\n", 0, one.value_start) + 1
    return Surroundings(_plain(text[begin:end]), _plain(before), _plain(text[one.value_end:end]),
                        _plain(text[opening:min(opening + OPENING, one.value_start)]), _plain(text[begin:one.value_start]),
                        _plain(_CUTS.split(text[max(0, one.start - LEAD):one.start])[-1] + one.quote))


Parts = tuple[tuple[int, bool], ...]


def parts_of(text: str, year: str | None) -> Parts:
    """Where a text begins to tell of several years (True) and of the one ``year`` (False): places of paragraphs, in order.

    Nothing for a text that never tells of several.

    >>> parts_of("五年来：\\n建桥九座。\\n2021年，建桥一座。", "2021")
    ((0, True), (11, False))
    """
    found = []
    for paragraph in _PARAGRAPH.finditer(text):
        opening = _plain(paragraph.group())
        if words().terms.search(opening):
            found.append((paragraph.start(), True))
        elif words().year.search(opening) or (year and re.search(rf"(?<!\d){re.escape(year)}\D", opening[:14])):
            found.append((paragraph.start(), False))
    return tuple(found) if any(several for _, several in found) else ()


def _plain(words: str) -> str:
    return _SPACE.sub("", words)


@lru_cache(maxsize=65536)
def bigrams(words: str) -> frozenset[str]:
    """Pairs of neighbouring signs; one sign alone is itself.

    >>> sorted(bigrams("abc")), sorted(bigrams("a"))
    (['ab', 'bc'], ['a'])
    """
    return frozenset(_pairs(words))


def _pairs(words: str) -> Iterator[str]:
    if len(words) == 1:
        yield words
    for i in range(len(words) - 1):
        yield words[i:i + 2]
