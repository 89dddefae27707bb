"""How far a target was met: more than asked, met, partly, or not. Exact, by rules that are written down here."""
from collections.abc import Iterable
from fractions import Fraction
from typing import Literal

from taizhang.indicators import judging
from taizhang.indicators.claims import Claim, claim, home_of
from taizhang.indicators.forms import base
from taizhang.values import Facts

Degree = Literal["more", "met", "partly", "not"]
DEGREES: tuple[Degree, ...] = ("more", "met", "partly", "not")
_CHANGES = ("growth", "added", "points")  # measured from nought
Key = tuple[str, str, str, bool, str]


def degree(target: Claim, result: Claim, start: Fraction | None = None) -> Degree:
    """How far a result of the same measure meets a target.

    *More than asked*: met, and beyond the value asked, of a range beyond its farther end. *Partly*: not met, yet on the way from ``start``
    to the value asked: ``start`` is what the plan itself reports for the year before, in base units; a change starts from nought.
    Where no start is known, or the result lies no nearer than it, the target is not met.
    """
    one = target.statement
    falls = judging.down(target) or target.form.manner == "rank"
    value = result.statement.value2 if falls and result.statement.value2 is not None else result.statement.value
    reached, aim = base(result.form, value), base(target.form, one.value)
    if target.form.manner != result.form.manner and aim > 0:
        reached = abs(reached)
    far = aim if one.value2 is None else base(target.form, one.value2)
    if judging.met(target, result):
        low, high = min(aim, far), max(aim, far)
        beyond = reached < low if falls else reached > high
        return "more" if beyond else "met"
    if start is None and target.form.manner in _CHANGES:
        start = Fraction(0)
    if start is None:
        return "not"
    near = far if falls else aim
    return "partly" if min(start, near) < reached < max(start, near) or (reached == near != start) else "not"


def starts(plan: Facts) -> dict[Key, dict[int, Fraction]]:
    """What a plan reports as reached, by thing and year, in base units; the later in the text counts."""
    home = home_of(plan)
    found: dict[Key, dict[int, Fraction]] = {}
    for one in sorted(plan.statements, key=lambda one: (one.value_start, one.value_end)):
        period = one.period
        if one.kind == "actual" and period is not None and period.first == period.last is not None:
            made = claim(plan, one, home)
            found.setdefault(_key(made), {})[period.last] = base(made.form, one.value)
    return found


def start_of(target: Claim, known: dict[Key, dict[int, Fraction]]) -> Fraction | None:
    """Where a target starts from: what was reached the year before it, as the plan says it; None where it does not, and for changes."""
    due = target.statement.period.year if target.statement.period is not None else None
    if due is None or target.form.generic or target.form.manner in _CHANGES:
        return None
    return known.get(_key(target), {}).get(due - 1)


def counts(degrees: Iterable[Degree | None]) -> dict[Degree, int]:
    """How many there are of each.

    >>> counts(["met", "partly", None, "met"])
    {'more': 0, 'met': 2, 'partly': 1, 'not': 0}
    """
    listed = list(degrees)
    return {one: listed.count(one) for one in DEGREES}


def _key(one: Claim) -> Key:
    return one.form.core, one.form.manner, one.form.dimension, bool(one.form.per), one.place
