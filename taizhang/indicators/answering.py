"""A summary read against the plan before it: each target answered, changed or silent, with the reason."""
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from taizhang.indicators import judging
from taizhang.indicators.claims import Claim, claim, home_of, results, targets
from taizhang.indicators.comparing import Match
from taizhang.indicators.degrees import Degree, Key, degree, start_of, starts
from taizhang.indicators.measures import measured
from taizhang.indicators.pairing import pair
from taizhang.values import Facts, Statement

Status = Literal["answered", "changed", "silent"]
STATUSES: tuple[Status, ...] = ("answered", "changed", "silent")
SILENT = "nothing the summary reports names the same thing in a measure one step away at most"


@dataclass(frozen=True, slots=True)
class TargetAnswer:
    """A target of the plan and what the summary says to it.

    ``actual`` is None where it is silent; ``met`` is judged for answered ones only. ``reason`` is an English message id.
    ``likeness`` says how alike the two wordings are, 0..1000 and some more where the values speak for it too. ``degree`` says more than
    ``met``: more than asked, met, partly, not.
    """

    target: Statement
    status: Status
    actual: Statement | None
    met: bool | None
    reason: str
    likeness: int = 0
    degree: Degree | None = None


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
    known = starts(plan)
    return Answers(plan, summary, tuple(_answer(one, matches.get(one), known) for one in asked))


def judged(plan: Facts, summary: Facts, target: Statement, actual: Statement) -> tuple[bool, Degree] | None:
    """Whether a result that a person chose meets a target, and how far; None where the two are not of one measure."""
    asked, told = claim(plan, target, home_of(plan)), claim(summary, actual, home_of(summary))
    step = measured(asked.form, told.form)
    if step is None or step[0] != "answered":
        return None
    return judging.met(asked, told), degree(asked, told, start_of(asked, starts(plan)))


def _answer(target: Claim, match: Match | None, known: dict[Key, dict[int, Fraction]]) -> TargetAnswer:
    if match is None:
        return TargetAnswer(target.statement, "silent", None, None, SILENT)
    if match.step != "answered":
        return TargetAnswer(target.statement, match.step, match.result.statement, None, match.message, match.likeness)
    met = judging.met(target, match.result)
    return TargetAnswer(target.statement, match.step, match.result.statement, met, match.message, match.likeness,
                        degree(target, match.result, start_of(target, known)))


def _year(summary: Facts) -> int | None:
    said = summary.metadata.year_of
    return int(said) if said and said.isdigit() else None
