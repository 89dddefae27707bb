"""Met or not: by the bound, the direction in which the thing is good, and exact arithmetic."""
from fractions import Fraction

from taizhang.indicators.claims import Claim
from taizhang.indicators.forms import base
from taizhang.indicators.words import words


def down(target: Claim) -> bool:
    """Whether less is better: a fall, a ceiling, or a thing of which less is wanted where no floor is named."""
    one = target.statement
    if one.value < 0 or one.op in ("<=", "<"):
        return True
    return one.op not in (">=", ">") and any(word in target.form.name for word in words().down)


def met(target: Claim, result: Claim) -> bool:
    """Whether a result reaches a target of the same measure; at or beyond the value is reached, for a range its nearer end.

    About (左右) is judged as the plain value. A result that is said to be above a number counts as just above it, one
    below a number as just below.
    """
    falls = down(target)
    aim = base(target.form, target.statement.value)
    if falls and target.statement.value2 is not None:
        aim = base(target.form, target.statement.value2)
    reached = _rank(result, falls)
    if target.form.manner != result.form.manner and aim > 0:  # a fall by so many, which only one of the two counts below zero
        reached = abs(reached[0]), reached[1]
    if target.form.manner == "rank":
        falls = True
    strict = target.statement.op in (">", "<")
    wanted = (aim, (-1 if falls else 1) if strict else 0)
    return reached <= wanted if falls else reached >= wanted


def _rank(result: Claim, falls: bool) -> tuple[Fraction, int]:
    """A result as a number and a hair: above it, below it, or at it; a range counts with its worse end."""
    one = result.statement
    value = one.value2 if falls and one.value2 is not None else one.value
    return base(result.form, value), 1 if one.op == ">" else -1 if one.op == "<" else 0
