"""May this result answer that target, how, and how likely: one decision with its reason in words."""
from dataclasses import dataclass
from fractions import Fraction

from taizhang.indicators.claims import Claim
from taizhang.indicators.forms import base
from taizhang.indicators.likeness import FULL, Weights
from taizhang.indicators.measures import SAME, Step, measured
from taizhang.indicators.surroundings import bigrams
from taizhang.indicators.words import words

Outcome = tuple[Step, str]
LEAST: dict[Step, int] = {"answered": 560, "changed": 640}  # the likeness from which two names may mean the same thing
EVEN = 600  # how alike two equal names are that say little, where their values lie near
MORE: dict[Step, int] = {"answered": 40, "changed": 120}  # and how much more where a name says little
HEAD = 100  # what it counts that one name is the other with words before it: the thing itself stands last
NEAR = ((Fraction(4, 5), 60), (Fraction(1, 5), 0), (Fraction(1, 12), -200), (Fraction(0), -500))  # how near two counts lie, and what it counts
AROUND = 400  # how much of a name or of the words around must be found again where a name says little


@dataclass(frozen=True, slots=True)
class Match:
    """A result that may answer a target: the ``step`` between them, why (a message id), and how alike they are (0..1000 and some)."""

    target: Claim
    result: Claim
    step: Step
    message: str
    likeness: int


def compare(target: Claim, result: Claim, weights: Weights, year: int | None) -> Match | None:
    """The match of a target and a result; None where they are two steps apart or mean different things.

    ``year`` is the one the summary reports. A pure function of its arguments.
    """
    step = measured(target.form, result.form)
    if step is not None and _one_years_addition(target, result):
        step = SAME
    if step is None or _rivals(target, result) or _years_of_flow(target, result):
        return None
    likeness = alike(target, result, weights) - _elsewhere(target, result)
    if step[0] == "answered":
        likeness += _nearness(target, result)
        step = _scope(target, result, year) or step
    if result.several_years and not target.several_years:
        likeness -= 100
    least = LEAST[step[0]] + (MORE[step[0]] if target.form.generic or result.form.generic else 0)
    return Match(target, result, *step, likeness) if likeness >= least else None


def _one_years_addition(target: Claim, result: Claim) -> bool:
    """Whether a count that one text calls added and the other does not is what the one year brought in both.

    Then the two lie near each other, and neither is said to be a total that is reached.
    """
    a, b = target.form, result.form
    if {a.manner, b.manner} != {"level", "added"} or a.dimension != b.dimension or (a.stage and b.stage and a.stage != b.stage):
        return False
    if bool(a.per) != bool(b.per) or any(one.total for one in (target, result)):
        return False
    x, y = abs(base(a, target.statement.value)), abs(base(b, result.statement.value))
    return max(x, y) <= 3 * min(x, y)


def _rivals(target: Claim, result: Claim) -> bool:
    """Whether the names hold words that cannot mean the same thing."""
    a, b = target.form, result.form
    if a.apart != b.apart and not (a.generic or b.generic):
        return True
    return any(x and y and x != y for x, y in zip(a.rivals, b.rivals, strict=True))


def _years_of_flow(target: Claim, result: Claim) -> bool:
    """Whether the result was gathered over several years and the target is for one: growth, additions, and counts well beyond it."""
    if not result.several_years or target.several_years:
        return False
    manner = result.form.manner
    if manner in ("growth", "added", "points"):
        return True
    if manner != "level" or target.form.manner != "level" or target.form.dimension != result.form.dimension:
        return False
    return base(result.form, result.statement.value) * 2 > base(target.form, target.statement.value) * 3


def _scope(target: Claim, result: Claim, year: int | None) -> Outcome | None:
    a, b = target.form, result.form
    if a.calibres != b.calibres:
        return "changed", "the result takes another scope than the target"
    if a.stage and b.stage and a.stage != b.stage:
        return "changed", "the result counts another step of the work than the target"
    if year is not None and target.due is not None and target.due > year:
        return "changed", "the target is due later than the year reported"
    return None


def alike(target: Claim, result: Claim, weights: Weights) -> int:
    """How alike the names are, 0..1000; generic names are compared with the words around them."""
    a, b = target.form, result.form
    if a.core == b.core and not a.generic:
        return FULL
    found = max(_names(x, y, target, result, weights) for x in _called(target) for y in _called(result))
    if not (a.generic or b.generic):
        return found
    near = a.core == b.core and len(a.core) > 3 and _nearness(target, result) > 0
    return max(found, _around(target, result, weights), EVEN if near else 0)


def _called(one: Claim) -> tuple[str, ...]:
    """The names a claim may go by: its own, and where a thing is counted the words behind the value that its own lacks."""
    if one.form.dimension in ("yuan", "dollar", "percent") or len(one.tail) < 4 or one.tail in one.form.core or one.form.core in one.tail:
        return (one.form.core,)
    return (one.form.core, one.tail) if one.tail not in words().generic else (one.form.core,)


def _names(mine: str, theirs: str, target: Claim, result: Claim, weights: Weights) -> int:
    if any(not name or words().hollow.fullmatch(name) for name in (mine, theirs)):
        return 0
    forth = weights.covered(mine, theirs, result.near)
    back = weights.covered(theirs, mine, target.near)
    found = 2 * forth * back // (forth + back) if forth + back else 0
    if mine != theirs and (mine in theirs and mine in words().whole or theirs in mine and theirs in words().whole):
        return 0  # the export of machines is not the export
    if not bigrams(mine) & bigrams(theirs) and _nearness(target, result) <= 0:
        return 0  # what only stands nearby has a figure of its own, unless the values speak for it
    return found + HEAD if mine != theirs and found and min(len(mine), len(theirs)) > 2 and (mine.endswith(theirs) or theirs.endswith(mine)) else found


def _around(target: Claim, result: Claim, weights: Weights) -> int:
    """Where a name says little: the name itself must occur, and the words around both must name the same thing."""
    a, b = target.form, result.form
    told, asked = result.near + result.before, target.near + target.before
    if a.generic and b.generic:
        around = max(weights.covered(_telling(target), told), weights.covered(_telling(result), asked))
        heads = (weights.covered(a.core, b.core, result.near) + weights.covered(b.core, a.core, target.near)) // 2
        return (heads + around) // 2 if around >= AROUND else 0
    name, head, text, other = (b.core, a.core, asked, told) if a.generic else (a.core, b.core, told, asked)
    around = weights.covered(name, head, text)
    return (weights.covered(head, name, other) + 2 * around) // 3 if head and around >= AROUND else around


def _telling(one: Claim) -> str:
    """The words around a claim that say which thing is meant: of its sentence, or of the one before too where that has none."""
    said = words().empty.sub("", one.near)
    return said if len(said) > 3 else words().empty.sub("", one.before) + said


def _elsewhere(target: Claim, result: Claim) -> int:
    """What speaks against it where the one is a figure of a part of the place and the other names no such part."""
    if target.place == result.place:
        return 0
    missing = [one for one, other in ((target.place, result), (result.place, target)) if one and one not in other.near + other.before]
    return 200 if missing else 0


def _nearness(target: Claim, result: Claim) -> int:
    """What the values say: results lie near their targets, so a value of another order of magnitude is hardly the answer."""
    a, b = target.form, result.form
    counted = a.manner in ("level", "added")
    x, y = abs(base(a, target.statement.value)), abs(base(b, result.statement.value))
    if x == y:
        return (120 if x > 9 else 40) if counted else 0
    if not counted:
        return 0
    if not x or not y:
        return -100
    ratio: Fraction = min(x, y) / max(x, y)
    return next(weight for least, weight in NEAR if ratio >= least)
