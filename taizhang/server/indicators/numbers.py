"""Numbers of points as people read them: comparator, number in 万 or 亿 where that is shorter, unit."""
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from taizhang.indicators.points import Point
from taizhang.publishing import amounts
from taizhang.publishing.words import measure_words

DIGITS = 4  # of a number that was computed and has no end


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with all that showing it needs."""

    value: Decimal
    unit: str
    op: str = "="
    value2: Decimal | None = None
    value_quote: str = ""


def scale_of(value: Decimal, unit: str) -> str:
    """The scale word in which a value of a unit is read; empty where it is read as it is.

    >>> [bool(scale_of(Decimal(one), "CNY")) for one in (9999, 15230000000)], scale_of(Decimal(250000), "%")
    ([False, True], '')
    """
    if unit in measure_words()["close"]:
        return ""
    fitting = [(int(factor), word) for word, factor in measure_words()["scales"].items() if int(factor) <= 10**8 and abs(value) >= int(factor) >= 10**4]
    return max(fitting)[1] if fitting else ""


def words(value: Decimal | Fraction, unit: str, op: str = "=", value2: Decimal | None = None) -> str:
    """The number in words; one without an end is rounded, and says so.

    >>> words(Decimal("2.50"), "%", ">="), words(Fraction(2, 3), "%")
    ('≥ 2.50%', '≈ 0.6667%')
    """
    exact = exactly(value)
    if exact is None:
        op, exact = "~" if op == "=" else op, rounded(Fraction(value))
    return amounts.shown(Amount(exact, unit, op if op in amounts.SIGNS else "=", value2, scale_of(exact, unit)))


def of(point: Point | None) -> str:
    """The number of a point; nothing where there is none."""
    return words(point.value, point.unit, point.op, point.value2) if point is not None else ""


def exact_of(point: Point | None) -> str:
    """The whole number of a point in its base unit."""
    return amounts.exact(Amount(point.value, point.unit, point.op if point.op in amounts.SIGNS else "=", point.value2)) if point is not None else ""


def exactly(value: Decimal | Fraction | int) -> Decimal | None:
    """A number as a decimal, digit by digit; None where it has no end or more digits than a page shows."""
    if isinstance(value, Decimal):
        return value
    whole = Fraction(value)
    for places in range(DIGITS + 1):
        shifted = whole * 10**places
        if shifted.denominator == 1:
            return Decimal(shifted.numerator).scaleb(-places)
    return None


def rounded(value: Fraction) -> Decimal:
    """So many digits that say something, half to even; nothing is rounded to nought.

    >>> rounded(Fraction(200, 3)), rounded(Fraction(-1, 30000)), rounded(Fraction(1234567, 3))
    (Decimal('66.67'), Decimal('-0.00003333'), Decimal('411500'))
    """
    if value == 0:
        return Decimal(0)
    power = 0
    while abs(value) >= Fraction(10) ** (power + 1):
        power += 1
    while abs(value) < Fraction(10) ** power:
        power -= 1
    places = DIGITS - 1 - power
    number = Decimal(round(value * Fraction(10) ** places)).scaleb(-places)
    return Decimal(amounts.plain(number).rstrip("0").rstrip(".")) if places > 0 else Decimal(amounts.plain(number))
