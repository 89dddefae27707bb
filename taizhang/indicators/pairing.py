"""Which result goes to which target: the likest pair first, each result to the targets that name the same thing."""
from collections.abc import Sequence

from taizhang.indicators.claims import Claim
from taizhang.indicators.comparing import Match, compare
from taizhang.indicators.likeness import Weights


def pair(targets: Sequence[Claim], results: Sequence[Claim], year: int | None = None) -> dict[Claim, Match]:
    """The match of each target that has one. No order of the targets or of the results changes it."""
    weights = Weights.of([one.form.core for one in (*targets, *results)])
    found = [match for target in targets for result in results if (match := compare(target, result, weights, year))]
    found.sort(key=_rank)
    chosen: dict[Claim, Match] = {}
    taken: dict[Claim, Match] = {}
    for match in found:
        if match.target in chosen:
            continue
        other = taken.get(match.result)
        if other is not None and not _same(other.target, match.target):
            continue
        chosen[match.target] = taken[match.result] = match
    return chosen


def _rank(match: Match) -> tuple[bool, int, int, int, int, int]:
    target, result = match.target.statement, match.result.statement
    return match.step != "answered", -match.likeness, result.value_start, result.value_end, target.value_start, target.value_end


def _same(one: Claim, other: Claim) -> bool:
    return one.form.core == other.form.core and one.form.manner == other.form.manner and one.form.dimension == other.form.dimension
