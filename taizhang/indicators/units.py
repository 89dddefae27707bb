"""Whether a value's unit and measure fit an indicator, and the value in the indicator's base unit, exact."""
from dataclasses import dataclass
from decimal import Decimal, Inexact
from fractions import Fraction

from taizhang.indicators.telling import telling
from taizhang.indicators.words import words
from taizhang.packs import Indicator, Pack
from taizhang.values.facts import Measure
from taizhang.values.quantity import EXACT, plain, unit_and_power

PERCENT = ("%", "‰")

_MONEY = ("CNY", "USD")


@dataclass(frozen=True, slots=True)
class Scale:
    """How values of a statement become values of an indicator: ``measure`` in the series, ``unit``, ``per``, and the factor of the value."""

    measure: Measure
    unit: str
    per: str | None
    factor: Fraction

    def of(self, value: Decimal) -> Decimal | None:
        """A value in the unit; None where it is no decimal number (a third of something).

        >>> Scale("level", "km", None, Fraction(1000)).of(Decimal("2.5"))
        Decimal('2500')
        """
        return value if self.factor == 1 else exact(Fraction(value) * self.factor)  # decimals stay as recorded where nothing is converted


def exact(number: Fraction) -> Decimal | None:
    """The decimal number that a fraction is; None where it would never end.

    >>> exact(Fraction(5, 8)), exact(Fraction(1, 3))
    (Decimal('0.625'), None)
    """
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return None
    try:
        found = EXACT.divide(Decimal(number.numerator), Decimal(number.denominator))
    except Inexact:  # more digits than any document writes
        return None
    return plain(found.normalize(EXACT)) if found else Decimal(0)


def scale(one: Indicator, measure: str, unit: str, per: str | None, pack: Pack) -> Scale | None:
    """How a statement's values come home to the indicator; None where unit or measure do not fit.

    >>> from taizhang.packs import load
    >>> pack = load("china")
    >>> scale(pack.indicators["rd_gdp_ratio"], "ratio", "‰", None, pack)
    Scale(measure='ratio', unit='%', per=None, factor=Fraction(1, 10))
    >>> scale(pack.indicators["gdp"], "level", "件", None, pack)
    """
    if measure == "growth":
        return _growth(one, unit)
    if measure == "rank" or one.nature == "rank":
        fits = one.nature == "rank" and measure in ("rank", "level") and not per
        return Scale("rank", one.measure_unit, None, Fraction(1)) if fits else None
    if one.nature == "growth":
        return _growth(one, unit) if measure in ("ratio", "level") else None
    if unit == telling().points:
        return Scale("increment", telling().points, None, Fraction(1)) if measure == "increment" and one.measure_unit == "%" and not per else None
    if one.nature == "ratio" and per is None and "/" in unit and "/" not in one.measure_unit:
        unit, per = unit.split("/", 1)
    size = _size(unit, one.measure_unit)
    if size is None:
        return None
    if one.nature == "ratio":
        return _ratio(one, measure, per, size, pack)
    if per and not (measure == "increment" and per in telling().yearly):
        return None
    return Scale("increment" if measure == "increment" else "level", one.measure_unit, per, size) if measure in ("level", "increment") else None


def _growth(one: Indicator, unit: str) -> Scale | None:
    if unit not in PERCENT:
        return None
    return Scale("growth", "%", None, _percent(unit))


def _ratio(one: Indicator, measure: str, per: str | None, size: Fraction, pack: Pack) -> Scale | None:
    """A share has no divisor of its own; what one unit is per has to be people, as many as the factor says."""
    if measure not in ("ratio", "level"):
        return None
    if one.measure_unit == "%" or "/" in one.measure_unit:
        return Scale("ratio", one.measure_unit, None, size) if not per else None
    people = _people(per)
    if one.factor is None or not per:
        return Scale("ratio", one.measure_unit, None, size) if not per else None
    return Scale("ratio", one.measure_unit, None, size * Fraction(one.factor, people)) if people else None


def _people(per: str | None) -> int | None:
    """How many people a divisor is: 10000 for ten thousand of them."""
    if not per:
        return None
    base, power = unit_and_power(per)
    return 10 ** power if base in telling().heads else None


def _percent(unit: str) -> Fraction:
    return Fraction(1, 10) if unit == "‰" else Fraction(1)


def _size(unit: str, wanted: str) -> Fraction | None:
    """One ``unit`` in units that are wanted: the same word, or both of one dimension; money of another currency never fits."""
    if unit == wanted:
        return Fraction(1)
    if unit in _MONEY or wanted in _MONEY:
        return None
    listed = words().units
    mine, theirs = listed.get(unit), listed.get(wanted)
    if mine is None or theirs is None or mine[0] != theirs[0]:
        return None
    return mine[1] / theirs[1]
