"""What the stages of one reading share."""
from dataclasses import dataclass, field

from taizhang.packs import Lexicon
from taizhang.text import Flow, Text
from taizhang.text.outline import Outline
from taizhang.values import Citation, Clause, Goal, Metadata, Statement, Task


@dataclass(slots=True)
class Reading:
    """One document being read: a stage takes what it ``reads`` and fills what it ``writes``."""

    text: Text
    lexicon: Lexicon
    pack_reason: str = ""
    doc: str = ""
    flow: Flow = field(default_factory=lambda: Flow.of(""))
    outline: Outline = field(default_factory=lambda: Outline((), ()))
    metadata: Metadata = field(default_factory=Metadata)
    cites: list[Citation] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def quote(self, start: int, end: int) -> tuple[int, int, str]:
        """Canonical start, end and the words there, for a stretch of the flow."""
        a, b = self.flow.span(start, end)
        return a, b, self.text.text[a:b]
