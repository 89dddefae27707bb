"""Which way is good, what a target aims at, and whether a figure meets it."""
from fractions import Fraction

from taizhang.indicators.points import Point
from taizhang.packs.records import Indicator

_CHANGES = ("growth", "increment")


def direction(target: Point, indicator: Indicator | None = None) -> int:
    """1 where more is better, -1 where less is, 0 where the catalogue names no good side and the words set no bound.

    A fall that is asked for wants less whatever its comparator says (down by 3 % or more), as a rank does; else the comparator
    decides, else the catalogue, else more is better.
    """
    if target.measure == "rank" or (target.measure in _CHANGES and target.value < 0):
        return -1
    if target.op in (">=", ">"):
        return 1
    if target.op in ("<=", "<"):
        return -1
    return 1 if indicator is None else {"up": 1, "down": -1}.get(indicator.direction, 0)


def aim(target: Point, side: int) -> Fraction:
    """The value a target aims at: of a range the end that comes first on the way."""
    return Fraction(target.value2 if side < 0 and target.value2 is not None else target.value)


def met(target: Point, side: int, actual: Fraction, near: Fraction | None) -> bool:
    """Whether a figure meets a target: at it or beyond on the good side, only beyond where it says above or below.

    ``near`` widens "about" by a part of the target; without it about is the plain value. Where no side is good, a range holds what is
    in it and a plain value only itself.
    """
    wanted = aim(target, side)
    if side == 0:
        slack = abs(wanted) * (near or 0) if target.op == "~" else Fraction(0)
        upper = wanted if target.value2 is None else Fraction(target.value2)
        return wanted - slack <= actual <= upper + slack
    beyond = side * (actual - wanted)
    if target.op in (">", "<"):
        return beyond > 0
    return beyond >= (-abs(wanted) * near if target.op == "~" and near is not None else 0)
