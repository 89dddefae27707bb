"""What stands in a real text, as blocks of an official paper: title, headings, paragraphs, rows of tables, dates."""
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Literal

from taizhang.text import Flow, load
from taizhang.values import Facts

Kind = Literal["title", "heading", "paragraph", "date", "row"]
_HEADING = re.compile("[\u4e00-\u9fff]{1,3}\u3001|\uff08[\u4e00-\u9fff]{1,3}\uff09|\u7b2c[\u4e00-\u9fff]{1,3}[\u7ae0\u8282]")
_DATE = re.compile("[0-9]{4} ?\u5e74[0-9 ]{1,4}\u6708[0-9 ]{1,4}\u65e5")
_SOLID = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a paper; a row of a table has its cells separated by tabs."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """A real text: its path, the facts found in it, and its blocks."""

    path: Path
    facts: Facts
    blocks: tuple[Block, ...]

    @property
    def name(self) -> str:
        """What the paper is called, without a suffix."""
        return self.path.stem

    @property
    def date(self) -> str:
        """The date under the text, where the seal goes; empty where it has none."""
        return next((one.text for one in reversed(self.blocks) if one.kind == "date"), "")

    def grouped(self) -> Iterator[tuple[Kind, list[Block]]]:
        """Neighbouring blocks of one kind together: the rows of a table, the lines of a title."""
        for kind, blocks in groupby(self.blocks, key=lambda one: one.kind):
            yield kind, list(blocks)


def source(path: Path, facts: Facts) -> Source:
    """The blocks of a text: its paragraphs as the reading view rejoins them, in its own signs."""
    text = load(path).text
    flow = Flow.of(text)
    title = _SOLID.sub("", facts.metadata.title or "")
    blocks: list[Block] = []
    titled = False
    for begin, end in flow.paragraphs:
        start, stop = flow.span(begin, end)
        for own in _blocks(text[start:stop], title):
            plain = _SOLID.sub("", own)
            if "\t" in own.strip():
                blocks.append(Block("row", own))
            elif not titled and title and len(plain) > 3 and plain in title:
                blocks.append(Block("title", own))
            else:
                titled = titled or any(one.kind == "title" for one in blocks)
                heading = _HEADING.match(own) and len(plain) < 30 and "\u3002" not in plain
                blocks.append(Block("date" if _DATE.fullmatch(own) else "heading" if heading else "paragraph", own))
    return Source(path, facts, tuple(blocks))


def _blocks(paragraph: str, title: str) -> list[str]:
    """A paragraph as one line; where one of its lines is the title, each by itself."""
    lines = [line.strip(" \u3000\r") for line in paragraph.split("\n") if line.strip()]
    return lines if title and any(title == _SOLID.sub("", line) for line in lines) else ["".join(lines)]
