"""The text of a document as HTML: paragraphs with marks. The text nodes of a block joined are the canonical text, sign for sign.

What a line break of the file left inside a sentence is kept hidden; page furniture stays visible, small. Offsets on the page
(``data-s``, ``data-e``) are code points of the canonical text.
"""
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from taizhang.publishing.blocks import Block
from taizhang.server.documents.marks import Mark, Segment, Walker, segments

CHUNK = 40  # blocks that a browser lays out together
_CLASSES = {"title": "title", "number": "number", "flush": "flush", "units": "units", "sign": "sign", "rest": "rest"}
_STATES = ("suggested", "rejected", "disputed", "lost")


@dataclass(frozen=True, slots=True)
class TaskBar:
    """The stretch of a task: a bar at the margin with its number."""

    start: int
    end: int
    key: str
    nth: int
    state: str


def draw(text: str, blocks: Sequence[Block], marks: Iterable[Mark], tasks: Sequence[TaskBar] = (), link: Callable[[str], str] = str) -> SafeString:
    """The whole text. ``link`` makes the address of a fact from its key."""
    return mark_safe("".join(_Drawing(text, Walker(marks), sorted(tasks, key=lambda one: one.start), link).lines(blocks)))


@dataclass(slots=True)
class _Drawing:
    text: str
    walker: Walker
    tasks: Sequence[TaskBar]
    link: Callable[[str], str]
    furniture: str = ""
    wide: str = ""

    def lines(self, blocks: Sequence[Block]) -> Iterator[str]:
        """Chunks of blocks; inside them tasks and tables."""
        self.furniture, self.wide = escape(_("Page furniture inside a sentence")), escape(_("Table"))
        own: list[TaskBar] = []
        first = count = 0
        table = False
        yield '<div class="chunk">'
        for block in blocks:
            while first < len(self.tasks) and self.tasks[first].end <= block.start:
                first += 1
            now = [task for task in self._from(first, block.end) if task.end > block.start]
            row = block.kind == "row"
            if table and (not row or now != own):
                yield "</tbody></table></div>"
                table = False
            if now != own:
                if own:
                    yield "</div>"
                if count >= CHUNK:
                    yield '</div><div class="chunk">'
                    count = 0
                if now:
                    yield self._bar(now)
                own = now
            elif count >= CHUNK and not own and not table:
                yield '</div><div class="chunk">'
                count = 0
            if row and not table:
                yield f'<div class="scroll-x" tabindex="0" role="group" aria-label="{self.wide}"><table class="doc-rows"><tbody>'
                table = True
            count += 1
            yield self._block(block)
        yield ("</tbody></table></div>" if table else "") + ("</div>" if own else "") + "</div>"

    def _from(self, first: int, end: int) -> Iterator[TaskBar]:
        for at in range(first, len(self.tasks)):
            if self.tasks[at].start >= end:
                return
            yield self.tasks[at]

    def _bar(self, tasks: Sequence[TaskBar]) -> str:
        said = escape(_("Task {n}"))
        links = "".join(f'<a class="plain" href="{escape(self.link(task.key))}" data-f="{task.key}">{said.format(n=task.nth)}</a>' for task in tasks)
        keys = " ".join(task.key for task in tasks)
        return f'<div class="clause" data-task="{keys}"><span class="no">{links}</span>'

    def _block(self, block: Block) -> str:
        marks = self.walker.take(block.start, block.end)
        place = f' data-s="{block.start}" data-e="{block.end}"'
        if block.kind == "row":
            return f"<tr{place}>{''.join(self._cells(block, marks))}</tr>"
        if block.kind == "heading":
            tag = "h2" if block.level <= 1 else "h3" if block.level == 2 else "h4"
        else:
            tag = "p"
        name = _CLASSES.get(block.kind, "")
        anchor = f' id="o{block.start}"' if block.kind == "heading" or block.lead > block.start else ""
        head = f' class="{name}"' if name else ""
        return f"<{tag}{anchor}{head}{place}>{self._run(block.start, block.end, block, marks)}</{tag}>"

    def _cells(self, block: Block, marks: Sequence[Mark]) -> Iterator[str]:
        """A line with tabs: one cell between two tabs; the tab is kept, hidden."""
        start = block.start
        while True:
            tab = self.text.find("\t", start, block.end)
            end = block.end if tab < 0 else tab
            yield f"<td>{self._run(start, end, block, marks)}{'' if tab < 0 else _hidden(chr(9))}</td>"
            if tab < 0:
                return
            start = tab + 1

    def _run(self, start: int, end: int, block: Block, marks: Sequence[Mark]) -> str:
        if end <= start:
            return ""
        edges = [point for gap in block.gaps for point in gap]
        if block.lead > block.start:
            edges.append(block.lead)
        return "".join(self._segment(one, block) for one in segments(marks, start, end, edges))

    def _segment(self, segment: Segment, block: Block) -> str:
        words = self.text[segment.start : segment.end]
        if any(first <= segment.start and segment.end <= last for first, last in block.gaps):
            if words.isspace():
                return _hidden(words)
            return f'<span class="furniture" title="{self.furniture}">{_said(words)}</span>'
        inner = f'<span class="v">{_said(words)}</span>' if segment.value else _said(words)
        if block.start < segment.end <= block.lead:
            inner = f"<b>{inner}</b>"
        for mark in segment.on:
            if mark.kind == "span":
                inner = f'<mark class="span" id="s{mark.start}-{mark.end}" tabindex="-1">{inner}</mark>'
        return self._mark(segment, inner) if any(mark.key for mark in segment.on) else inner

    def _mark(self, segment: Segment, inner: str) -> str:
        marks = [mark for mark in segment.on if mark.key]
        lanes = [mark for mark in marks if mark.kind != "unit"]
        unit = next((mark for mark in marks if mark.kind == "unit"), None)
        keys = " ".join(dict.fromkeys(mark.key for mark in marks))
        place = f'data-f="{keys}" data-s="{segment.start}" data-e="{segment.end}"'
        title = f' title="{escape(unit.title)}"' if unit is not None and unit.title else ""
        if not lanes:
            assert unit is not None
            role = f' data-role="{escape(unit.role)}"' if unit.role and segment.end == unit.end else ""
            return f'<a class="u" href="{escape(self.link(unit.key))}" {place}{title}{role}>{inner}</a>'
        kinds = list(dict.fromkeys(_lane(mark) for mark in lanes))
        more = f' data-b="{kinds[1]}"' if len(kinds) > 1 else ""
        state = f' data-r="{lanes[0].state}"' if lanes[0].state in _STATES else ""
        return f'<a class="m" href="{escape(self.link(lanes[0].key))}" {place} data-a="{kinds[0]}"{more}{state}{title}>{inner}</a>'


def _lane(mark: Mark) -> str:
    return "task" if mark.kind == "label" else mark.kind


def _said(words: str) -> str:
    # A carriage return that stands in a page as itself is read as a newline.
    return escape(words, quote=False).replace("\r", "&#13;")


def _hidden(words: str) -> str:
    return f'<span class="wrap" hidden>{_said(words)}</span>'
