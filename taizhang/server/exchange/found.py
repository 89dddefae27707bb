"""What a line of a workbook turned out to be."""
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from taizhang.server.exchange.columns import BY_NAME, UNITS, in_each
from taizhang.server.exchange.taking import Line

Problem = dict[str, Any]


@dataclass(slots=True)
class Weighed:
    """What a line is: the finding, the act, exactly what carrying out will give it, and the problems of its cells."""

    finding: str
    act: str = ""
    given: dict[str, Any] = field(default_factory=dict)
    changes: list[list[str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    label: str = ""
    fact: UUID | None = None
    document: UUID | None = None
    version: int | None = None
    against: int | None = None
    choice: str = "skip"


def problem(line: Line, name: str, say: Callable[[], str]) -> Problem:
    """What is wrong with a cell."""
    return {"cell": line.place(name), "field": name, "said": in_each(say)}


def column_of(name: str, line: Line) -> str:
    """The column of a field of a form; what is wrong with units, or with the row as a whole, stands at the first column of units in use."""
    if name in BY_NAME and name in line.columns:
        return name
    return next((one for one in UNITS if line.text(one)), "quote" if name in ("start", "end", "value_start", "value_end") else "what")
