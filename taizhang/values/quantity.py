"""An exact number with its unit of measure.

Words for powers of ten (ten thousand 万, hundred million 亿 and their compounds) belong to the number, not to the unit:
``3万件`` is 30000 ``件``. All arithmetic is exact or raises; no context of `decimal` rounds silently.
"""
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact, InvalidOperation, Overflow
from functools import cache

from taizhang.values.errors import UsageError

EXACT = Context(prec=5000, traps=[Inexact, InvalidOperation, Overflow])
"""Arithmetic that raises instead of rounding."""

_POWERS = {"万亿": 12, "千亿": 11, "百亿": 10, "十亿": 9, "亿": 8, "千万": 7, "百万": 6, "十万": 5, "万": 4}
_CURRENCIES = {"元": "CNY", "元人民币": "CNY", "人民币元": "CNY", "美元": "USD"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """``amount`` of ``measure_unit``, as written: ``Quantity(Decimal("1.5"), "亿元")``.

    >>> fund = Quantity.of("1.5", "亿元")
    >>> str(fund.base), str(fund.to("万元")), fund.to("万元").to("亿元") == fund
    ('150000000 CNY', '15000 万元', True)
    >>> str(fund + Quantity.of("300", "万元"))
    '1.5300 亿元'
    >>> fund.to("件")
    Traceback (most recent call last):
    ...
    taizhang.values.errors.UsageError: 亿元: is not a number of 件: one measures CNY, the other 件
    """

    amount: Decimal
    measure_unit: str

    @classmethod
    def of(cls, amount: Decimal | int | str, measure_unit: str) -> "Quantity":
        """A quantity from digits; raises ``decimal.InvalidOperation`` on what is no number."""
        return cls(EXACT.create_decimal(amount), measure_unit)

    @property
    def base(self) -> "Quantity":
        """The same quantity in the base unit: ``CNY``, ``USD``, or the measure word without its power of ten."""
        return self.to(unit_and_power(self.measure_unit)[0])

    def to(self, measure_unit: str) -> "Quantity":
        """The same quantity in another unit of the same measure; raises `UsageError` where there is no way."""
        mine, power = unit_and_power(self.measure_unit)
        other, wanted = unit_and_power(measure_unit)
        if mine != other:
            raise UsageError(f"is not a number of {measure_unit}", where=self.measure_unit,
                             why=f"one measures {mine}, the other {other}")
        return Quantity(plain(EXACT.scaleb(self.amount, power - wanted)), measure_unit)

    def __add__(self, other: "Quantity") -> "Quantity":
        """The sum, in the unit of the first."""
        return Quantity(EXACT.add(self.amount, other.to(self.measure_unit).amount), self.measure_unit)

    def __sub__(self, other: "Quantity") -> "Quantity":
        """The difference, in the unit of the first."""
        return Quantity(EXACT.subtract(self.amount, other.to(self.measure_unit).amount), self.measure_unit)

    def __str__(self) -> str:
        return f"{self.amount:f} {self.measure_unit}"


def plain(number: Decimal) -> Decimal:
    """The same number without an exponent above zero, so that it prints as digits.

    >>> plain(Decimal("15E+3")), plain(Decimal("2.50"))
    (Decimal('15000'), Decimal('2.50'))
    """
    return EXACT.quantize(number, Decimal(1)) if number.is_finite() and int(number.as_tuple().exponent) > 0 else number


@cache
def unit_and_power(measure_unit: str) -> tuple[str, int]:
    """Base unit and power of ten of a unit as written.

    >>> unit_and_power("亿元"), unit_and_power("万件"), unit_and_power("百分点"), unit_and_power("CNY")
    (('CNY', 8), ('件', 4), ('百分点', 0), ('CNY', 0))
    """
    for word, power in _POWERS.items():
        rest = measure_unit.removeprefix(word)
        if rest and rest != measure_unit:
            return _CURRENCIES.get(rest, rest), power
    return _CURRENCIES.get(measure_unit, measure_unit), 0
