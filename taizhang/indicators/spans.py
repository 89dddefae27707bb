"""Exact intervals: what a figure may be, by the digits it is written with."""
import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from taizhang.indicators.points import Point
from taizhang.values.quantity import unit_and_power

LOOSE = Fraction(1, 10)
"""How far a figure that says of itself that it is near (左右, 近) may lie from what it is, as a part of it; the same as in the doubts."""
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_UNIT = 5  # the longest word of power and unit that is looked at behind digits


@dataclass(frozen=True, slots=True)
class Interval:
    """From ``low`` to ``high``, ends included; None where there is no end.

    >>> Interval(Fraction(2), Fraction(4)) * Interval(Fraction(1), None)
    Interval(low=Fraction(2, 1), high=None)
    >>> Interval(Fraction(2), Fraction(4)).meets(Interval(Fraction(4), Fraction(5)))
    True
    """

    low: Fraction | None
    high: Fraction | None

    @classmethod
    def at(cls, value: Fraction | Decimal | int) -> "Interval":
        """One number."""
        return cls(Fraction(value), Fraction(value))

    def meets(self, other: "Interval") -> bool:
        """Whether both hold a number in common."""
        return not (_below(self.high, other.low) or _below(other.high, self.low))

    def apart(self, other: "Interval") -> Fraction:
        """How far the nearer ends lie from each other; 0 where they meet."""
        if self.meets(other):
            return Fraction(0)
        if self.high is not None and other.low is not None and self.high < other.low:
            return other.low - self.high
        assert self.low is not None and other.high is not None
        return self.low - other.high

    @property
    def width(self) -> Fraction | None:
        """How wide it is; None where it has no end."""
        return None if self.low is None or self.high is None else self.high - self.low

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(_sum(self.low, other.low), _sum(self.high, other.high))

    def __neg__(self) -> "Interval":
        return Interval(None if self.high is None else -self.high, None if self.low is None else -self.low)

    def __sub__(self, other: "Interval") -> "Interval":
        return self + -other

    def __mul__(self, other: "Interval") -> "Interval":
        ends = (self.low, self.high, other.low, other.high)
        a, b, c, d = ends
        if a is not None and b is not None and c is not None and d is not None:
            corners = (a * c, a * d, b * c, b * d)
            return Interval(min(corners), max(corners))
        if a is not None and c is not None and a >= 0 and c >= 0:
            return Interval(a * c, None if b is None or d is None else b * d)
        return EVERYTHING

    def __truediv__(self, other: "Interval") -> "Interval":
        c, d = other.low, other.high
        if c is not None and d is not None and (c > 0 or d < 0):
            return self * Interval(1 / d, 1 / c)
        if c is not None and d is None and c > 0 and self.low is not None and self.low >= 0:
            return Interval(Fraction(0), None if self.high is None else self.high / c)
        return EVERYTHING


EVERYTHING = Interval(None, None)


def _below(a: Fraction | None, b: Fraction | None) -> bool:
    return a is not None and b is not None and a < b


def _sum(a: Fraction | None, b: Fraction | None) -> Fraction | None:
    return None if a is None or b is None else a + b


def step(point: Point, value: Decimal | None = None) -> Fraction:
    """One unit of the last digit that a value is written with: by its words where they hold it, else by its own digits.

    A value that comes from the words of its sentence keeps their unit: of 1400亿元 the last digit counts a hundred million.
    """
    wanted = point.value if value is None else value
    found = _written(point.source.quote, wanted)
    return found if found is not None else Fraction(10) ** int(wanted.as_tuple().exponent)


@lru_cache(maxsize=65536)
def _written(words: str, value: Decimal) -> Fraction | None:
    for found in _DIGITS.finditer(words):
        digits = found.group().replace(",", "")
        power = max(unit_and_power(words[found.end():found.end() + n])[1] for n in range(_UNIT + 1))
        if abs(Fraction(digits)) * 10 ** power == abs(Fraction(value)):
            return Fraction(10) ** (power - len(digits.partition(".")[2]))
    return None


def interval(point: Point) -> Interval:
    """What a figure may be: half a unit of its last digit to either side; from or up to where it says so; a tenth to either side of about.

    A computed figure and a rank are what they are.
    """
    value = Fraction(point.value)
    if point.op in (">=", ">"):
        return Interval(value, None)
    if point.op in ("<=", "<"):
        return Interval(None, value)
    if point.op == "~":
        return Interval(value - abs(value) * LOOSE, value + abs(value) * LOOSE)
    upper = value if point.value2 is None else Fraction(point.value2)
    half = Fraction(0) if point.derived or point.measure == "rank" else step(point) / 2
    return Interval(value - half, upper + half)
