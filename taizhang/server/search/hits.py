"""What a page of the search shows: groups, hits, and words with the places where they were found."""
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from taizhang.text.tokens import Phrase, places

Marked = list[tuple[str, bool]]  # pieces of a text in order, each with whether it was looked for


@dataclass(frozen=True, slots=True)
class Hit:
    """One line. ``where`` is the way to it in words (document, headings), ``why`` says so where the words themselves do not show."""

    url: str
    title: Marked
    words: Marked = field(default_factory=list)
    where: str = ""
    why: str = ""
    kind: str = ""
    thing: Any = None


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one kind on a page, and how many there are; ``more``: at least so many."""

    name: str
    hits: Sequence[Hit] = ()
    total: int = 0
    more: bool = False


def marked(text: str, phrases: Sequence[Phrase]) -> Marked:
    """A text cut where phrases stand.

    >>> marked("ab cd", [Phrase(("cd",))])
    [('ab ', False), ('cd', True)]
    """
    found: Marked = []
    at = 0
    for start, end in places(text, phrases):
        found += [(text[at:start], False)] if start > at else []
        found.append((text[start:end], True))
        at = end
    return found + ([(text[at:], False)] if at < len(text) or not found else [])


def shortened(said: Marked, most: int) -> Marked:
    """A text around what was found in it: what stands far before the first place and all behind so many characters is left out."""
    size = sum(len(text) for text, _ in said)
    if size <= most:
        return said
    kept: Marked = []
    left = most
    for i, (text, found) in enumerate(said):
        if i == 0 and not found and len(said) > 1 and len(text) > most // 3:
            text = "\N{HORIZONTAL ELLIPSIS}" + text[-(most // 3):]
        if len(text) > left:
            kept.append((text[:left] + "\N{HORIZONTAL ELLIPSIS}", found))
            break
        kept.append((text, found))
        left -= len(text)
        if left <= 0:
            kept.append(("\N{HORIZONTAL ELLIPSIS}", False))
            break
    return kept


def flat(said: Marked) -> Marked:
    """In one line: a break between two lines is a blank where letters meet, and nothing between characters."""
    return [(_flat(text), found) for text, found in said]


def _flat(text: str) -> str:
    words = text.split()
    joined = "".join(f" {word}" if i and word[:1].isascii() and words[i - 1][-1:].isascii() else word for i, word in enumerate(words))
    if not words:
        return " " if text else ""
    return joined
