"""What a number has to be: at least, at most, about, between."""
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from taizhang.values.errors import UsageError
from taizhang.values.facts import Op


@dataclass(frozen=True, slots=True)
class Ratio:
    """``part`` of ``whole``, times ``scale`` (100 for a percentage), kept undivided.

    >>> Ratio(667, 4438, 100).sign_against(Decimal(15))
    1
    """

    part: Decimal | int
    whole: Decimal | int
    scale: int = 1

    def __post_init__(self) -> None:
        if self.whole == 0:
            raise UsageError("has no ratio", where=f"{self.part} of {self.whole}", why="the whole is zero")

    def sign_against(self, value: Decimal | int) -> int:
        """-1, 0 or 1 as the ratio is below, at or above ``value``; by cross-multiplying, so nothing is rounded."""
        left, right = Fraction(self.part) * self.scale, Fraction(value) * Fraction(self.whole)
        sign = (left > right) - (left < right)
        return sign if self.whole > 0 else -sign


@dataclass(frozen=True, slots=True)
class Bound:
    """``op`` with its ``value``; a range has a ``value2`` that is not smaller.

    >>> Bound(">=", Decimal("2.5")).meets(Decimal("2.50")), Bound(">", Decimal(9000)).meets(9000)
    (True, False)
    >>> Bound("range", Decimal(15), Decimal(20)).meets(20), Bound(">=", Decimal(15)).meets(Ratio(667, 4438, 100))
    (True, True)

    How near "about" is, is nowhere written: it has to be said.

    >>> Bound("~", Decimal("8.5")).meets(Decimal("8.3"), near=Decimal("0.5"))
    True
    >>> Bound("~", Decimal("8.5")).meets(Decimal("8.5"))
    Traceback (most recent call last):
    ...
    taizhang.values.errors.UsageError: ~ 8.5: cannot be judged: nobody said how near is near enough. give near=
    """

    op: Op
    value: Decimal
    value2: Decimal | None = None

    def __post_init__(self) -> None:
        if (self.op == "range") != (self.value2 is not None) or (self.value2 is not None and self.value2 < self.value):
            raise UsageError("is not a bound", where=str(self), why="a range, and nothing else, has a second value, not below the first")

    def meets(self, actual: Decimal | int | Ratio, *, near: Decimal | None = None) -> bool:
        """Whether ``actual`` (in the bound's own unit) is within; ``near`` is the distance that "about" allows, ends included."""
        if self.op == "~":
            if near is None:
                raise UsageError("cannot be judged", where=str(self), why="nobody said how near is near enough", hint="give near=")
            return _sign(actual, self.value - near) >= 0 >= _sign(actual, self.value + near)
        sign = _sign(actual, self.value)
        if self.value2 is not None:
            return sign >= 0 >= _sign(actual, self.value2)
        return {"=": sign == 0, ">=": sign >= 0, ">": sign > 0, "<=": sign <= 0, "<": sign < 0}[self.op]

    def __str__(self) -> str:
        return f"{self.value}..{self.value2}" if self.op == "range" else f"{self.op} {self.value}"


def _sign(actual: Decimal | int | Ratio, value: Decimal) -> int:
    if isinstance(actual, Ratio):
        return actual.sign_against(value)
    return (actual > value) - (actual < value)
