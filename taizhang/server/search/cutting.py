"""A canonical text cut into passages: headings by themselves, between them paragraphs, long ones after a sentence. Pure."""
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from taizhang.server.search.models import SHIFT

LONGEST = 600  # code points of a passage
OVERLAP = 60  # what two passages share where a text without any punctuation had to be cut
_END = "\u3002\uff1b\uff01\uff1f\uff1a;!?:"
# Lines that were wrapped by hand belong together: a line ends a paragraph after a full stop, before a blank one or an indent, beside a tab.
_LINE = "(?:\r\n|\r(?!\n)|[\n\x0b\x0c\x85\u2028\u2029])"
_BREAK = re.compile(f"(?<=[{_END}])[ \t]*{_LINE}|{_LINE}(?=[ \t\u3000]*(?:[\n\r]|\u3000\u3000|    ))")
_LINES = re.compile("[\n\r]")
_STOP = re.compile("[\u3002\uff1b\uff01\uff1f;!?\n\r]")
_FULL = re.compile("[\u3002\uff1b\uff01\uff1f;!?]")
_CLOSING = re.compile("[\u3002\uff1a\uff0e.: \t\u3000]*")
_COMMA = re.compile("[\uff0c\u3001,\\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """``start``..``end`` of a passage, the heading it stands under (-1: none), and whether it is that heading."""

    start: int
    end: int
    node: int
    heading: bool = False


def cut(text: str, outline: Sequence[Any]) -> list[Piece]:
    """The passages of a text in order; ``outline`` as it is stored with the text. Linear in the length of the text.

    >>> [text[one.start:one.end] for text in ["A.\\n\\nB b\\nc."] for one in cut(text, [])]
    ['A.', 'B b\\nc.']
    """
    return list(islice(_cut(text, outline), (1 << SHIFT) - 1))


def _cut(text: str, outline: Sequence[Any]) -> Iterator[Piece]:
    done, above = 0, -1
    for i, node in sorted(enumerate(outline), key=lambda one: int(one[1]["start"])):
        start, end = int(node["start"]), int(node["end"])
        if start < done or end > len(text):
            continue
        yield from _paragraphs(text, done, start, above)
        if piece := _trimmed(text, start, end, i, True):
            yield piece
        done, above = _CLOSING.match(text, end).end(), i  # type: ignore[union-attr]  # matches the empty word too
    yield from _paragraphs(text, done, len(text), above)


def _paragraphs(text: str, start: int, end: int, node: int) -> Iterator[Piece]:
    at = start
    for border in _borders(text, start, end):
        yield from _parts(text, at, border, node)
        at = border


def _borders(text: str, start: int, end: int) -> Iterator[int]:
    """Where paragraphs end, the last border included; rows of a table are paragraphs of their own."""
    at = start
    for match in _BREAK.finditer(text, start, end):
        yield from _rows(text, at, match.end())
        at = match.end()
    yield from _rows(text, at, end)


def _rows(text: str, start: int, end: int) -> Iterator[int]:
    if text.find("\t", start, end) >= 0:
        for line in _LINES.finditer(text, start, end - 1):
            yield line.end()
    if start < end:
        yield end


def _parts(text: str, start: int, end: int, node: int) -> Iterator[Piece]:
    while end - start > LONGEST:
        limit = start + LONGEST
        border = _last(_STOP, text, start + LONGEST // 3, limit) or _last(_COMMA, text, start + LONGEST // 3, limit)
        if piece := _trimmed(text, start, border or limit, node):
            yield piece
        start = border or limit - OVERLAP
    if piece := _trimmed(text, start, end, node):
        yield piece


def _last(sign: re.Pattern[str], text: str, start: int, end: int) -> int | None:
    found = None
    for match in sign.finditer(text, start, end):
        found = match.end()
    return found


def _trimmed(text: str, start: int, end: int, node: int, heading: bool = False) -> Piece | None:
    said = text[start:end]
    if not said or said.isspace():
        return None
    first = start + len(said) - len(said.lstrip())
    return Piece(first, first + len(said.strip()), node, heading)


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence of a passage in which a stretch stands, without blanks around it.

    >>> text = "A b; c d. E"
    >>> [text[slice(*sentence(text, 5, 6))], text[slice(*sentence(text, 10, 11))]]
    ['c d. E', 'c d. E']
    """
    before = _last(_FULL, text, 0, start) or 0
    after = _FULL.search(text, max(end - 1, start))
    last = after.end() if after else len(text)
    said = text[before:last]
    first = before + len(said) - len(said.lstrip())
    return first, first + len(said.strip())
