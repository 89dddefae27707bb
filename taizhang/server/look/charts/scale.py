"""The axis of values: ticks that are round numbers, and the scale in which they are read."""
import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from taizhang.publishing import amounts
from taizhang.publishing.words import measure_words
from taizhang.server.look.charts.data import Number

STEPS = (Fraction(1), Fraction(2), Fraction(5, 2), Fraction(5), Fraction(10))
_MINUS, _THIN = "\N{MINUS SIGN}", "\N{THIN SPACE}"
DIGITS = 5
"""Digits beyond which a label is cut, and says so; tables never cut."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How numbers of a chart are read: the unit, and by how much they are divided (万, 亿)."""

    unit: str
    factor: int = 1
    word: str = ""

    @property
    def caption(self) -> str:
        """What stands over the axis: 亿元, %."""
        head, slash, tail = self.unit.partition("/")
        return self.word + measure_words()["shown"].get(head, head) + slash + tail

    def number(self, value: Number, *, whole: bool = False) -> str:
        """The number alone; one with more digits than a label holds is rounded and begins with ≈, unless ``whole``.

        >>> Measure("CNY", 10**8).number(Decimal("15230000000")), Measure("%").number(Fraction(2, 3)), Measure("%").number(Decimal("2.50"))
        ('152.3', '≈ 0.66667', '2.50')
        """
        exact = _exact(value, self.factor)
        if exact is not None and (whole or len(exact.as_tuple().digits) <= DIGITS or exact == exact.to_integral_value()):
            return _written(exact)
        rounded = _rounded(Fraction(value) / self.factor, 12 if whole else DIGITS)
        return f"≈ {_written(rounded)}"

    def words(self, value: Number, op: str = "=", value2: Number | None = None, *, whole: bool = False) -> str:
        """Comparator, number, unit: ``≥ 2.5%``, ``152.3 亿元``, ``100—300 万元``."""
        sign, number = amounts.SIGNS.get(op, ""), self.number(value, whole=whole)
        if value2 is not None:
            number += "\N{EM DASH}" + self.number(value2, whole=whole)
        close = not self.caption or (self.unit in measure_words()["close"] and not self.word)
        return (f"{sign} " if sign else "") + number + ("" if close else " ") + self.caption


def _exact(value: Number, factor: int) -> Decimal | None:
    """The value divided by a power of ten, digit by digit; None for a fraction that never ends."""
    if isinstance(value, Fraction):
        rest = value.denominator
        for prime in (2, 5):
            while rest % prime == 0:
                rest //= prime
        if rest != 1 or value.denominator > 10**12:
            return None
        places = next(n for n in range(41) if (value * 10**n).denominator == 1)
        value = Decimal(f"{int(value * 10**places)}E-{places}")
    found = Decimal(value)
    if factor == 1:
        return found
    sign, digits, exponent = found.as_tuple()
    assert isinstance(exponent, int)
    shifted = Decimal((sign, digits, exponent - (len(str(factor)) - 1)))
    return Decimal(amounts.plain(shifted).rstrip("0").rstrip(".") if "." in amounts.plain(shifted) else amounts.plain(shifted))


def _rounded(value: Fraction, digits: int) -> Decimal:
    if value == 0:
        return Decimal(0)
    places = digits - 1 - power(abs(value))
    number = round(value * Fraction(10) ** places)
    said = amounts.plain(Decimal((number < 0, tuple(int(d) for d in str(abs(number))), -places)))
    return Decimal(said.rstrip("0").rstrip(".") if "." in said else said)


def _written(value: Decimal) -> str:
    """Digits with thin spaces between thousands from five on.

    >>> _written(Decimal("-12345.60")), _written(Decimal("2018"))
    ('−12\\u2009345.60', '2018')
    """
    whole, point, rest = amounts.plain(abs(value)).partition(".")
    if len(whole) > 4:
        whole = f"{int(whole):,}".replace(",", _THIN)
    return (_MINUS if value < 0 else "") + whole + point + rest


def power(value: Fraction) -> int:
    """The power of ten of a number above nought.

    >>> power(Fraction(1000)), power(Fraction(999)), power(Fraction(1, 20))
    (3, 2, -2)
    """
    found = math.floor(math.log10(float(value)))
    while Fraction(10) ** found > value:
        found -= 1
    while Fraction(10) ** (found + 1) <= value:
        found += 1
    return found


def measure(unit: str, values: Iterable[Number]) -> Measure:
    """The scale in which values of a unit are read: by 万 or 亿 where the largest needs it, percent never.

    >>> measure("CNY", [Decimal("15230000000")]).caption, measure("%", [250000]).factor
    ('亿元', 1)
    """
    largest = max((abs(Fraction(value)) for value in values), default=Fraction(0))
    if unit in measure_words()["close"]:
        return Measure(unit)
    for word, factor in measure_words()["scales"].items():
        if largest >= int(factor) and int(factor) <= 10**8:
            return Measure(unit, int(factor), word)
    return Measure(unit)


@dataclass(frozen=True, slots=True)
class Scale:
    """The axis: from ``low`` to ``high``, drawn between the coordinates ``start`` (of low) and ``end``; ticks, and how they are read."""

    low: Fraction
    high: Fraction
    step: Fraction
    measure: Measure
    start: float
    end: float

    def at(self, value: Number) -> float:
        """The coordinate of a value, never outside the axis."""
        part = (Fraction(value) - self.low) / (self.high - self.low)
        return self.start + (self.end - self.start) * float(min(max(part, Fraction(0)), Fraction(1)))

    @property
    def ticks(self) -> tuple[Fraction, ...]:
        """The round values, the least first."""
        return tuple(self.low + self.step * n for n in range(math.floor((self.high - self.low) / self.step) + 1))

    def tick_words(self) -> tuple[str, ...]:
        """The ticks as numbers with the same digits behind the point."""
        step = self.step / self.measure.factor
        places = next((n for n in range(70) if (step * 10**n).denominator == 1), 0)
        return tuple(_written(Decimal(f"{round(one / self.measure.factor * 10**places)}E-{places}")) for one in self.ticks)


def scale(values: Iterable[Number], measure: Measure, start: float, end: float, *, inverted: bool = False, ticks: int = 5, zero: bool = False) -> Scale:
    """An axis that holds all values with about so many steps; from nought where they come near it or ``zero`` asks for it.

    ``inverted`` puts the least above and begins at 1: ranks.

    >>> [str(one) for one in scale([Decimal("1.34"), Decimal("2.5")], Measure("%"), 100, 0).tick_words()]
    ['1.25', '1.50', '1.75', '2.00', '2.25', '2.50']
    """
    given = [Fraction(value) for value in values] or [Fraction(0), Fraction(1)]
    low, high = min(given), max(given)
    if not inverted and (zero or (0 < low <= high * Fraction(2, 5))):
        low = min(low, Fraction(0))
    if not inverted and (zero or (low * Fraction(2, 5) <= high < 0)):
        high = max(high, Fraction(0))
    if low == high:
        spread = abs(low) / 5 or Fraction(1)
        low, high = (low - spread if low - spread >= 0 or low <= 0 else Fraction(0)), high + spread
    step = _step((high - low) / ticks, all(one.denominator == 1 for one in given) and measure.factor == 1 and not measure.unit.startswith("%"))
    low, high = math.floor(low / step) * step, math.ceil(high / step) * step
    if inverted:
        low = max(low, min(Fraction(1), *given))
        high = low + math.ceil((max(given) - low) / step or 1) * step
        start, end = end, start
    return Scale(low, high, step, measure, start, end)


def _step(least: Fraction, whole: bool) -> Fraction:
    """The smallest round step not below ``least``; for counts a whole one."""
    ten = Fraction(10) ** power(least)
    step = next(ten * one for one in STEPS if ten * one >= least)
    if whole and step.denominator != 1:
        step = Fraction(math.ceil(step)) if step > 1 else Fraction(1)
        return Fraction(5) if step in (3, 4) else step
    return step
