"""A summary read against the plan before it: each target answered, changed or silent, with the reason."""
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from taizhang.indicators import judging
from taizhang.indicators.claims import Claim, results, targets
from taizhang.indicators.comparing import Match
from taizhang.indicators.pairing import pair
from taizhang.values import Facts, Statement

Status = Literal["answered", "changed", "silent"]
STATUSES: tuple[Status, ...] = ("answered", "changed", "silent")
SILENT = "nothing the summary reports names the same thing in a measure one step away at most"


@dataclass(frozen=True, slots=True)
class TargetAnswer:
    """A target of the plan and what the summary says to it.

    ``actual`` is None where it is silent; ``met`` is judged for answered ones only. ``reason`` is an English message id.
    ``likeness`` says how alike the two wordings are, 0..1000 and some more where the values speak for it too.
    """

    target: Statement
    status: Status
    actual: Statement | None
    met: bool | None
    reason: str
    likeness: int = 0


@dataclass(frozen=True, slots=True)
class Answers:
    """All targets of a ``plan``, in the order of its text, with what the ``summary`` says to each."""

    plan: Facts
    summary: Facts
    rows: tuple[TargetAnswer, ...]

    def __iter__(self) -> Iterator[TargetAnswer]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def counts(self) -> dict[Status, int]:
        """How many targets have each status."""
        return {status: sum(one.status == status for one in self.rows) for status in STATUSES}


def answer(plan: Facts, summary: Facts) -> Answers:
    """Hold the targets of a plan against the results of a summary. A pure function of both."""
    asked = targets(plan)
    matches = pair(asked, results(summary), _year(summary))
    return Answers(plan, summary, tuple(_answer(one, matches.get(one)) for one in asked))


def _answer(target: Claim, match: Match | None) -> TargetAnswer:
    if match is None:
        return TargetAnswer(target.statement, "silent", None, None, SILENT)
    met = judging.met(target, match.result) if match.step == "answered" else None
    return TargetAnswer(target.statement, match.step, match.result.statement, met, match.message, match.likeness)


def _year(summary: Facts) -> int | None:
    said = summary.metadata.year_of
    return int(said) if said and said.isdigit() else None
