"""A document as one person sees it at one moment: its text, its facts, how far they are reviewed."""
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from django.utils.translation import gettext as _

from taizhang.publishing.blocks import Block, layout
from taizhang.server.documents import sections as parts
from taizhang.server.documents.drawing import TaskBar
from taizhang.server.documents.marks import Mark, label_end, names_in
from taizhang.server.documents.models import Document, Text
from taizhang.server.facts.models import DECIDED, STATEMENTS, Fact, InCharge
from taizhang.server.facts.words import role_words
from taizhang.server.history import Moment
from taizhang.values.facts import Citation, Facts, Metadata, Task

LIGHT = ("id", "key", "kind", "state", "position", "start", "end", "value_start", "value_end", "what")
WAITING = ("suggested", "disputed", "lost")


@dataclass(frozen=True, slots=True)
class Light:
    """What marks and counts need of a fact."""

    id: int
    key: str
    kind: str
    state: str
    position: int
    start: int
    end: int
    value_start: int | None
    value_end: int | None
    what: str


@dataclass
class Reading:
    """A document with its text and facts at a moment. ``facts`` are those that stand in this text, in order; ``lost`` the others."""

    document: Document
    moment: Moment
    visible: Any  # query set of the facts this person may read
    facts: list[Light] = field(default_factory=list)

    def __post_init__(self) -> None:
        rows = self.rows().order_by("position", "id").values_list(*LIGHT)
        self.facts = [Light(row[0], str(row[1]), *row[2:]) for row in rows]

    def rows(self) -> Any:
        """The facts of the document at this moment, as a query set."""
        return self.visible.filter(document=self.document.key)

    @property
    def text(self) -> Text | None:
        """The canonical text; None where the document has none."""
        return self.document.text

    @cached_property
    def placed(self) -> list[Light]:
        """Facts that stand in the text."""
        return [one for one in self.facts if one.state != "lost"]

    @cached_property
    def states(self) -> Counter[str]:
        """How many facts are in which state."""
        return Counter(one.state for one in self.facts)

    @property
    def total(self) -> int:
        """All facts."""
        return len(self.facts)

    @property
    def done(self) -> int:
        """Facts a person has decided about."""
        return sum(self.states[state] for state in DECIDED)

    @property
    def waiting(self) -> int:
        """Facts that await a decision."""
        return sum(self.states[state] for state in WAITING)

    @property
    def kinds(self) -> list[tuple[str, int]]:
        """Kinds with their number, in the usual order."""
        counted = Counter(one.kind for one in self.facts)
        return [(kind, counted[kind]) for kind in (*STATEMENTS, "task", "goal", "cite", "clause") if counted[kind]]

    @cached_property
    def sections(self) -> list[parts.Section]:
        """The parts of the text with their numbers of facts."""
        if self.text is None:
            return [parts.Section(0, 0, _("Whole text"), 0, self.total, self.total - self.done)]
        found = parts.sections(parts.headings(self.text.outline), _("Head of the text"))
        for one in self.placed:
            part = parts.at(found, one.start)
            part.facts += 1
            part.waiting += one.state in WAITING
        return found

    @cached_property
    def tasks(self) -> list[tuple[Fact, list[InCharge]]]:
        """The tasks with their units, in order."""
        rows = self.rows().filter(kind="task").exclude(state="lost").order_by("start", "position").prefetch_related("in_charge")
        return [(task, list(task.in_charge.all())) for task in rows.only("id", "key", "start", "end", "state", "fields", "what", "position")]

    @cached_property
    def bars(self) -> list[TaskBar]:
        """The stretches of the tasks."""
        return [TaskBar(task.start, _task_end(task), str(task.key), nth, task.state) for nth, (task, _units) in enumerate(self.tasks, 1)]

    def marks(self) -> list[Mark]:
        """All marks of the text."""
        assert self.text is not None
        found = [
            Mark(one.start, one.end, one.kind, one.key, one.state,
                 (one.value_start, one.value_end) if one.value_start is not None and one.value_end is not None else None)
            for one in self.placed if one.kind != "task"
        ]
        for task, units in self.tasks:
            found += _task_marks(self.text.text, task, units)
        return found

    def blocks(self) -> list[Block]:
        """How the text is laid out."""
        assert self.text is not None
        lists = tuple((task.start, task.end, task.fields.get("units_start") or task.end) for task, _units in self.tasks)
        cites = tuple(self.rows().filter(kind="cite", fields__relation="issues").values_list("what", flat=True)[:20])
        head = self.document.title, self.document.number, tuple(map(str, self.document.issuers))
        return list(_blocks(self.text.pk, self.text.text, _Fixed(self.text.outline), lists, cites, head))


class _Fixed(list[Any]):
    """An outline as part of a key: it belongs to the text and never changes."""

    def __hash__(self) -> int:  # type: ignore[override]
        return len(self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Fixed) and len(self) == len(other)


@lru_cache(maxsize=16)
def _blocks(_text: int, text: str, outline: _Fixed, lists: tuple[tuple[int, int, int], ...], cites: tuple[str, ...],
            head: tuple[str, str, tuple[str, ...]]) -> tuple[Block, ...]:
    title, number, issuers = head
    tasks = tuple(Task("", start, end, "", None, None, (), units_start, units_start, "", (), ()) for start, end, units_start in lists)
    return tuple(layout(Facts(
        doc="", text=text, sha256="", metadata=Metadata(title=title, number=number, issuers=issuers), pack="", pack_reason="", tasks=tasks,
        cites=tuple(Citation(0, 0, "", cite, None, "issues") for cite in cites), outline=tuple(parts.headings(outline)))))


def _task_end(task: Fact) -> int:
    return max(task.end, int(task.fields.get("units_end") or 0))


def _task_marks(text: str, task: Fact, units: list[InCharge]) -> Iterable[Mark]:
    label = f"{task.fields.get('number') or ''}{task.fields.get('title') or ''}"
    yield Mark(task.start, label_end(text, task.start, task.end, label), "label", str(task.key), task.state)
    start, end = task.fields.get("units_start"), task.fields.get("units_end")
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= len(text):
        return
    pieces = names_in(text, start, end)
    if len(pieces) != len(units):
        yield Mark(start, end, "unit", str(task.key), task.state, title="\u3001".join(one.name for one in units))
        return
    for (first, last), unit in zip(pieces, units, strict=True):
        yield Mark(first, last, "unit", str(task.key), task.state, title=unit.name, role=role_words(unit.role) if unit.role == "inferred" else "")
