"""Which result goes to which target: the likest pair first, each result to the targets that name the same thing."""
from collections.abc import Sequence

from taizhang.indicators.claims import Claim
from taizhang.indicators.comparing import Match, compare
from taizhang.indicators.likeness import Weights

STEP = 200  # how much more alike a result one step away has to be than one in the target's own measure


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


def _rank(match: Match) -> tuple[int, int, int, int, int]:
    target, result = match.target.statement, match.result.statement
    return STEP * (match.step != "answered") - match.likeness, result.value_start, result.value_end, target.value_start, target.value_end


def _same(one: Claim, other: Claim) -> bool:
    """Whether two targets set the same thing, once in the headlines and once further down; counts of one name need one value too."""
    a, b = one.form, other.form
    if (a.core, a.manner, a.dimension) != (b.core, b.manner, b.dimension):
        return False
    return a.manner in ("growth", "share") or one.statement.value == other.statement.value
