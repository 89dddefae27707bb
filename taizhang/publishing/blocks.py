"""How a canonical text is laid out on a page: paragraphs rejoined, headings, tables, and the signs that stay hidden.

Every code point of the text that is not white space belongs to exactly one block, so nothing is lost on the page.
"""
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from taizhang.text import Flow
from taizhang.values import Facts
from taizhang.values.facts import Heading

Kind = Literal["text", "title", "number", "heading", "flush", "units", "sign", "row", "rest"]

_COLON = ("\uff1a", ":")
_SPACE = re.compile(r"\s+")
_LINE_END = re.compile(r"[\r\n\x0b\x0c\x85\u2028\u2029]+")
_DATE_LIKE = re.compile(r"\D{0,2}\d{4}\D\d{1,2}\D\d{1,2}\D?")
_TITLE_SLACK = 24  # signs that may stand beside the title in its paragraphs: a number, a note
_LONGEST_TITLE = 120
_HEAD = 14  # paragraphs in which a title, number and salutation are looked for


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the page: ``start``..``end`` in the canonical text; ``level`` of a heading, else 0.

    ``lead`` is where a heading that runs into its paragraph ends (``start`` if there is none).
    ``gaps`` are stretches inside it that break the line: page furniture or the blanks of a hard wrap.
    """

    start: int
    end: int
    kind: Kind
    level: int = 0
    lead: int = 0
    gaps: tuple[tuple[int, int], ...] = ()


def layout(facts: Facts) -> list[Block]:
    """The blocks of a document, in order; linear in the length of the text."""
    text = facts.text
    flow = Flow.of(text)
    headings = {heading.start: heading for heading in facts.outline}
    lists = sorted((task.end, task.units_start) for task in facts.tasks)
    title = _SPACE.sub("", facts.metadata.title or "")
    number = _SPACE.sub("", facts.metadata.number or "")
    issued = {_SPACE.sub("", cite.title) for cite in facts.cites if cite.relation == "issues" and cite.title}
    issuers = {_SPACE.sub("", name) for name in facts.metadata.issuers}
    blocks: list[Block] = []
    done = 0
    total = len(flow.paragraphs)
    heads = {*_title_paragraphs([text[slice(*flow.span(a, b))] for a, b in flow.paragraphs[:_HEAD]], title), *_attached(text, flow, issued)}
    for i, (first, last) in enumerate(flow.paragraphs):
        start, end = flow.span(first, last)
        blocks.extend(_rest(text, done, start))
        heading = headings.get(start)
        kind: Kind
        kind, level = ("title", 0) if i in heads else _kind(text[start:end], i, total, heading, end, number, issuers)
        lead = heading.end if heading is not None and kind == "text" and heading.end < end else start
        if kind == "text" and _opens_list(lists, start):
            kind = "units"
        blocks.append(Block(start, end, kind, level, lead, _gaps(text, flow, first, last)))
        done = end
    blocks.extend(_rest(text, done, len(text)))
    return blocks


def _kind(text: str, i: int, total: int, heading: Heading | None, end: int, number: str, issuers: set[str]) -> tuple[Kind, int]:
    if "\t" in text:
        return "row", 0
    if heading is not None and heading.end >= end - 1:
        return "heading", heading.level
    bare = _SPACE.sub("", text)
    if i < _HEAD:
        if number and bare.strip("()\uff08\uff09") == number:
            return "number", 0
        if len(text) < 200 and text.endswith(_COLON) and heading is None:
            return "flush", 0
    if (i >= total - 8 or i < _HEAD) and (bare in issuers or _DATE_LIKE.fullmatch(bare)):
        return "sign", 0
    return "text", 0


def _title_paragraphs(head: list[str], title: str) -> range:
    """The paragraphs that together are the title, and hardly anything else."""
    bare = [_SPACE.sub("", paragraph) for paragraph in head]
    for i in range(len(bare) if len(title) > 3 else 0):
        joined = ""
        for j in range(i, min(i + 5, len(bare))):
            joined += bare[j]
            if len(joined) > len(title) + _TITLE_SLACK:
                break
            if title in joined:
                while i < j and title in joined[len(bare[i]) :]:  # a number above the title is no part of it
                    joined = joined[len(bare[i]) :]
                    i += 1
                return range(i, j + 1)
    return range(0)


def _attached(text: str, flow: Flow, issued: set[str]) -> Iterator[int]:
    """Paragraphs that are the title of what the document issues, on one line or two."""
    last = ""
    for i, (first, end) in enumerate(flow.paragraphs if issued else ()):
        bare = _SPACE.sub("", text[slice(*flow.span(first, end))]) if end - first < _LONGEST_TITLE else ""
        if bare and bare in issued:
            yield i
        elif last and bare and last + bare in issued:
            yield from (i - 1, i)
        last = bare


def _opens_list(lists: list[tuple[int, int]], start: int) -> bool:
    """Whether a paragraph begins with the label of a list of units: between a task's end and its list."""
    i = bisect_right(lists, (start, 1 << 60)) - 1
    return i >= 0 and lists[i][0] <= start <= lists[i][1]


def _gaps(text: str, flow: Flow, first: int, last: int) -> tuple[tuple[int, int], ...]:
    start, end = flow.span(first, last)
    found: list[tuple[int, int]] = []
    for line_end in _LINE_END.finditer(text, start, end):
        i = bisect_left(flow.at, line_end.start(), first, last)
        if i == first or i >= last:
            continue
        gap = (flow.at[i - 1] + 1, flow.at[i])
        if gap[0] < gap[1] and (not found or found[-1] != gap):
            found.append(gap)
    return tuple(found)


def _rest(text: str, start: int, end: int) -> list[Block]:
    """What stands between two paragraphs and is not blank: page numbers and the like."""
    between = text[start:end]
    if not between or between.isspace():
        return []
    lead = len(between) - len(between.lstrip())
    return [Block(start + lead, start + len(between.rstrip()), "rest")]
