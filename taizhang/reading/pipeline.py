"""The visible list of stages, and running it."""
from taizhang.packs import Lexicon
from taizhang.reading.citations import citations
from taizhang.reading.clauses import clauses
from taizhang.reading.context import Reading
from taizhang.reading.goals import goals
from taizhang.reading.metadata import metadata
from taizhang.reading.stage import Stage, assemble, stage
from taizhang.reading.statements import statements
from taizhang.reading.tasks import tasks
from taizhang.text import Flow, Text
from taizhang.text.outline import build
from taizhang.values.facts import Facts, Heading


@stage(reads="text", writes="flow")
def flow(reading: Reading) -> None:
    """Rejoin wrapped lines and bring signs to one form, keeping the way back."""
    reading.flow = Flow.of(reading.text.text, wrapped=not reading.text.addresses)


@stage(reads="flow", writes="outline")
def outline(reading: Reading) -> None:
    """Find the tree of headings."""
    reading.outline = build(reading.flow)


STAGES: tuple[Stage, ...] = assemble((flow, outline, metadata, citations, tasks, statements, goals, clauses))


def run(text: Text, lexicon: Lexicon, *, pack_reason: str = "", doc: str | None = None) -> Facts:
    """Read one text with the names of one pack: a pure function."""
    reading = Reading(text=text, lexicon=lexicon, pack_reason=pack_reason, doc=doc or text.name)
    for one in STAGES:
        one.run(reading)
    return _facts(reading)


def _facts(reading: Reading) -> Facts:
    headings = []
    for node in reading.outline.nodes:
        start, end = reading.flow.span(node.start, node.end)
        body_end = reading.flow.span(node.start, node.body_end)[1]
        headings.append(Heading(node.level, node.number, node.title, start, end, body_end, node.parent))
    return Facts(
        doc=reading.doc, text=reading.text.text, sha256=reading.text.sha256, metadata=reading.metadata,
        pack=reading.lexicon.pack, pack_reason=reading.pack_reason,
        statements=tuple(sorted(reading.statements, key=lambda s: (s.value_start, s.value_end))),
        goals=tuple(sorted(reading.goals, key=lambda g: g.start)), tasks=tuple(sorted(reading.tasks, key=lambda t: t.start)),
        clauses=tuple(sorted(reading.clauses, key=lambda c: c.start)), cites=tuple(sorted(reading.cites, key=lambda c: c.start)),
        outline=tuple(headings), notes=tuple(reading.notes),
    )
