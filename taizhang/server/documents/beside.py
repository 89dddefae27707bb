"""The original beside the text: which page, which boxes on it, which facts stand there; for files without pages, their places in words."""
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from taizhang.server.documents.reading import Light
from taizhang.text.layout import Box, Layout

AROUND = 40  # lines shown before and behind the one asked for, where there are no pages
_PAD = 1.5  # points around a box


@dataclass(frozen=True, slots=True)
class Frame:
    """A box as it is drawn: left, top, width and height in points, with the edge around it; whether it is the one asked for."""

    x: str
    y: str
    width: str
    height: str
    key: str = ""
    kind: str = "span"
    chosen: bool = False

    @classmethod
    def of(cls, box: Box, key: str = "", kind: str = "span", chosen: bool = False) -> "Frame":
        """From a box."""
        return cls(_points(box.left - _PAD), _points(box.top - _PAD), _points(box.right - box.left + 2 * _PAD), _points(box.bottom - box.top + 2 * _PAD),
                   key, kind, chosen)


def _points(value: float) -> str:
    return f"{value:.1f}"  # a point, never the comma of a language


@dataclass(frozen=True, slots=True)
class Word:
    """Words where they stand, for a page of which there is no picture: left edge, base line, size and width in points."""

    x: str
    y: str
    size: str
    width: str
    words: str

    @classmethod
    def of(cls, box: Box, text: str) -> "Word":
        """The words of a box; the base line of Chinese type is a seventh above its lower edge."""
        tall = box.bottom - box.top
        return cls(_points(box.left), _points(box.bottom - tall / 7), _points(tall), _points(box.right - box.left), text[box.start:box.end])


@dataclass(slots=True)
class Sheet:
    """One page with its frames and the facts that stand on it, each with how sure the recognition of its signs was; its ``words`` where asked for."""

    number: int
    count: int
    width: str
    height: str
    frames: list[Frame] = field(default_factory=list)
    facts: list[tuple[Light, float | None]] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)

    @property
    def ratio(self) -> str:
        """As an attribute of the drawing."""
        return f"0 0 {self.width} {self.height}"


def page_of(layout: Layout, span: tuple[int, int] | None, asked: int) -> int:
    """The page to show: the one asked for, else that on which a span begins, else the first."""
    if 1 <= asked <= len(layout.pages):
        return asked
    first = next(iter(layout.of(*span)), None) if span else None
    return first.page if first is not None else 1


def sheet(layout: Layout, number: int, facts: Sequence[Light], span: tuple[int, int] | None, key: str = "",
          text: str = "") -> Sheet:
    """A page as it is drawn. The frame of the fact (``key``) or span asked for is drawn last, above the others. With ``text`` the words
    are drawn where they stand, in place of a picture."""
    size = layout.pages[number - 1]
    made = Sheet(number, len(layout.pages), _points(size.width), _points(size.height))
    made.words = [Word.of(one, text) for one in layout.boxes if one.page == number] if text else []
    for fact in facts:
        boxes = [one for one in layout.of(fact.start, fact.end) if one.page == number]
        if boxes:
            made.facts.append((fact, layout.confidence(fact.start, fact.end)))
            if fact.key != key and fact.kind != "task":
                made.frames += [Frame.of(one, fact.key, fact.kind) for one in boxes]
    if span:
        kind = next((one.kind for one in facts if one.key == key), "span")
        made.frames += [Frame.of(one, key, kind, True) for one in layout.of(*span) if one.page == number]
    return made


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a file without pages: where it stands, in words, and its text cut at the span asked for."""

    words: str
    before: str
    inside: str
    after: str
    start: int

    @property
    def chosen(self) -> bool:
        """Whether it holds the span, or some of it."""
        return bool(self.inside)


def places(text: str, addresses: Sequence[Any], span: tuple[int, int] | None) -> list[Place]:
    """The lines around a span (or the first ones), each with its place in the original."""
    lines: list[tuple[int, int, int]] = []
    at = 0
    for nth, line in enumerate(text.splitlines(keepends=True), 1):
        if line.strip():
            lines.append((at, at + len(line.rstrip("\r\n")), nth))
        at += len(line)
    start, end = span or (0, 0)
    here = max(0, bisect_right(lines, start, key=lambda one: one[0]) - 1)
    starts = [one[0] for one in addresses]
    found = []
    for first, last, nth in lines[max(0, here - AROUND):here + AROUND + 1]:
        a, b = min(max(start, first), last), min(max(end, first), last)
        known = bisect_right(starts, first)
        words = place_words(str(addresses[known - 1][1])) if known else _("line {n}").format(n=nth)
        found.append(Place(words, text[first:a], text[a:b], text[b:last], first))
    return found


def place_words(place: str) -> str:
    """An address of the original in words; one of an unknown kind as it is written.

    >>> from django.utils import translation
    >>> with translation.override("en"):
    ...     place_words("p12"), place_words("t1.r2.c3"), place_words("fn3"), place_words("x")
    ('paragraph 12', 'table 1, row 2, column 3', 'footnote 3', 'x')
    """
    parts = place.split(".")
    named = {"p": _("paragraph {n}"), "t": _("table {n}"), "r": _("row {n}"), "c": _("column {n}"), "fn": _("footnote {n}"), "en": _("endnote {n}")}
    said = []
    for part in parts:
        letters = part.rstrip("0123456789")
        if letters not in named or letters == part:
            return place
        said.append(named[letters].format(n=part[len(letters):]))
    return _(", ").join(said)
