"""The quantity itself, and written numbers brought to their value."""
import re
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value as it stands in the flow: ``start``..``end`` with comparators, ``number``..``unit_end`` without.

    ``sort``: money, percent, points (百分点), count, time, age, rank, times (倍, 翻番), share (成, 分之, 半).
    ``far`` is true where the comparator stands before the noun (不低于承诺出资额的60%).
    """

    start: int
    end: int
    number: int
    unit_end: int
    value: Decimal
    value2: Decimal | None
    op: str
    unit: str
    sort: str
    far: bool = False


MAGNITUDES = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_MORE = re.compile("[多余几]")


def scaled(number: str) -> tuple[Decimal, bool] | None:
    """Value of a written number and whether it is only about right; None where it is not written so.

    >>> scaled("4万5千"), scaled("1.2亿"), scaled("500多"), scaled("3万5")
    ((Decimal('45000'), False), (Decimal('120000000'), False), (Decimal('500'), True), None)
    """
    vague = bool(_MORE.search(number))
    plain = _MORE.sub("", number).replace(",", "") if vague or "," in number else number
    total = Decimal(0)
    part = ""
    shift = 0
    last: int | None = None
    for sign in plain:
        power = MAGNITUDES.get(sign)
        if power is None:
            if shift and part:
                total += Decimal(part).scaleb(shift)
                last, part, shift = shift, "", 0
            part += sign
        else:
            shift += power
    if part:
        try:
            piece = Decimal(part)
        except ArithmeticError:
            return None
        if not shift and last is not None and last >= 4 and piece < 10:  # 3万5 is not written in documents
            return None
        total += piece.scaleb(shift)
    value = total if total != total.to_integral_value() else total.quantize(Decimal(1))
    return value, vague


def range_power(a: str, b: str, unit: str | None) -> int:
    """The power of ten that the first number of a range borrows: in 100~300万元 the 万 belongs to both.

    >>> range_power("100", "300万", None), range_power("1万", "3万", None), range_power("1", "3万", "元")
    (4, 0, 0)
    """
    if unit or a[-1] in MAGNITUDES:
        return 0
    power = 0
    for sign in reversed(b):
        if sign in MAGNITUDES:
            power += MAGNITUDES[sign]
        elif sign not in "多余":
            break
    return power


def whole(value: Decimal) -> Decimal:
    """The same number without an exponent.

    >>> whole(Decimal("1E+3")), whole(Decimal("2.50"))
    (Decimal('1000'), Decimal('2.5'))
    """
    if value == value.to_integral_value():
        return value.quantize(Decimal(1))
    return Decimal(format(value.normalize(), "f"))
