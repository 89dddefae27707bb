"""The sentence of a fact in its context: the blocks around it, drawn as the document's page draws them."""
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.safestring import SafeString, mark_safe

from taizhang.publishing.blocks import Block
from taizhang.server.documents.drawing import draw
from taizhang.server.documents.marks import Mark
from taizhang.server.documents.reading import Reading
from taizhang.server.facts.models import Fact

BEFORE = AFTER = 1  # blocks around
FAR = 900  # signs of a neighbour that are still near
LONGEST = 40  # blocks of a fact itself, a long task say


@dataclass
class Surroundings:
    """Draws contexts out of one document; marks and layout are made once."""

    reading: Reading
    blind: bool = False  # the text shows no decision

    @cached_property
    def marks(self) -> list[Mark]:
        """All marks of the text, by place."""
        found = sorted(self.reading.marks(), key=lambda one: one.start)
        return [replace(one, state="suggested") for one in found] if self.blind else found

    @cached_property
    def blocks(self) -> list[Block]:
        """The layout of the text."""
        return self.reading.blocks()

    def draw(self, fact: Fact) -> SafeString:
        """The context of a fact, the fact itself set off; nothing where its sentence is gone."""
        if self.reading.text is None or fact.state == "lost" or fact.text_id != self.reading.text.pk:
            return SafeString("")
        own = [i for i, one in enumerate(self.blocks) if one.end > fact.start and one.start < fact.end][:LONGEST]
        if not own:
            return SafeString("")
        before = [one for one in self.blocks[max(0, own[0] - BEFORE) : own[0]] if one.end - one.start <= FAR]
        after = [one for one in self.blocks[own[-1] + 1 : own[-1] + 1 + AFTER] if one.end - one.start <= FAR]
        here = self._drawn([self.blocks[i] for i in own], [Mark(fact.start, fact.end, "span")] if fact.kind != "task" else [])
        return mark_safe(self._far(before) + here + self._far(after))

    def _far(self, blocks: list[Block]) -> str:
        return f'<div class="far">{self._drawn(blocks)}</div>' if blocks else ""

    def _drawn(self, blocks: list[Block], more: Iterable[Mark] = ()) -> str:
        text = self.reading.text
        assert text is not None
        start, end = blocks[0].start, blocks[-1].end
        near = [one for one in self.marks if one.start < end and one.end > start]
        return str(draw(text.text, blocks, [*near, *more], (), lambda key: f"?fact={key}"))
