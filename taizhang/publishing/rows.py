"""What every way of publishing shows of a ledger: responsible units and years of each fact, counts, order."""
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from taizhang.values import Facts, Task
from taizhang.values.facts import Role

PLURALS = {
    "target": "Targets", "actual": "Actuals", "forecast": "Forecasts", "rule": "Rules",
    "task": "Tasks", "goal": "Goals", "cite": "Citations", "clause": "Clauses",
}
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class TaskIndex:
    """Finds the task whose clause or list of units holds a place of the text."""

    starts: tuple[int, ...]
    order: tuple[int, ...]
    ends: tuple[int, ...]
    reach: tuple[int, ...]

    @classmethod
    def of(cls, tasks: Sequence[Task]) -> "TaskIndex":
        """Index the tasks of one document."""
        order = sorted(range(len(tasks)), key=lambda i: (tasks[i].start, -_end(tasks[i])))
        ends = [_end(tasks[i]) for i in order]
        reach, farthest = [], 0
        for end in ends:
            farthest = max(farthest, end)
            reach.append(farthest)
        return cls(tuple(tasks[i].start for i in order), tuple(order), tuple(ends), tuple(reach))

    def at(self, offset: int) -> int | None:
        """Index of the innermost task that holds ``offset``."""
        i = bisect_right(self.starts, offset) - 1
        while i >= 0 and self.reach[i] > offset:
            if self.ends[i] > offset:
                return self.order[i]
            i -= 1
        return None


def _end(task: Task) -> int:
    return max(task.end, task.units_end)


def in_charge(task: Task) -> list[tuple[str, Role | None]]:
    """Units with their roles, in the document's order.

    >>> from taizhang.values import Task
    >>> in_charge(Task("a", 0, 1, "", None, None, (), 1, 2, "", ("A", "B"), ("lead",)))
    [('A', 'lead'), ('B', None)]
    """
    roles = (*task.roles, *(None,) * len(task.units))
    return list(zip(task.units, roles, strict=False))


def years(period: object) -> tuple[int, int] | None:
    """First and last year of a period; None for none and for every year."""
    first, last = getattr(period, "first", None), getattr(period, "last", None)
    return (first, last) if isinstance(first, int) and isinstance(last, int) else None


def document_years(facts: Facts) -> tuple[int, int] | None:
    """The years a document is about: planned, summed up, else the year of issue."""
    meta = facts.metadata
    found = [int(year) for said in (meta.plan_for, meta.year_of) if said for year in _YEAR.findall(str(said))]
    if not found and meta.issued and meta.issued[:4].isdigit():
        found = [int(meta.issued[:4])]
    return (min(found), max(found)) if found else None


def counts(facts: Facts) -> dict[str, int]:
    """How many facts of each kind a document has."""
    found = dict.fromkeys(PLURALS, 0)
    for one in facts.statements:
        found[one.kind] += 1
    return found | {"task": len(facts.tasks), "goal": len(facts.goals), "cite": len(facts.cites), "clause": len(facts.clauses)}
