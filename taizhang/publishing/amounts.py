"""Values as people read them: ``≥ 2.5%``, ``> 9000 亿元``, ``100—300 万元``; never rounded."""
from decimal import Decimal
from typing import Protocol

from taizhang.publishing.words import measure_words

SIGNS = {"=": "", ">=": "≥", ">": ">", "<=": "≤", "<": "<", "~": "≈", "range": ""}
_MINUS, _THIN, _RANGE = "\N{MINUS SIGN}", "\N{THIN SPACE}", "\N{EM DASH}"


class Amount(Protocol):
    """What showing a number takes; the reader's statements have it, and whatever else keeps one under the same names."""

    @property
    def op(self) -> str:
        """A key of ``SIGNS``."""

    @property
    def value(self) -> Decimal:
        """In the base unit."""

    @property
    def value2(self) -> Decimal | None:
        """The other end of a range."""

    @property
    def unit(self) -> str:
        """The base unit of measure."""

    @property
    def value_quote(self) -> str:
        """The words of the document, which decide the scale."""


def plain(value: Decimal) -> str:
    """All digits, no exponent.

    >>> plain(Decimal("9E+11")), plain(Decimal("2.50")), plain(Decimal("-0.3"))
    ('900000000000', '2.50', '-0.3')
    """
    return format(value, "f")


def shown(statement: Amount) -> str:
    """Comparator, number in the scale the document wrote, and unit.

    >>> from taizhang.publishing.examples import statement
    >>> shown(statement(value=Decimal(900000000000), unit="CNY", op=">", value_quote="超9000亿元"))
    '> 9000 亿元'
    >>> shown(statement(value=Decimal(1000000), value2=Decimal(3000000), unit="CNY", op="range", value_quote="100~300万元"))
    '100—300 万元'
    >>> shown(statement(value=Decimal("-30"), unit="%", op="=", value_quote="30%"))
    '−30%'
    """
    words = measure_words()
    scale, factor = _scale(statement)
    unit = statement.unit
    head, slash, tail = unit.partition("/")
    unit = words["shown"].get(head, head) + slash + tail
    number = _number(statement.value, factor)
    if statement.value2 is not None:
        number += _RANGE + _number(statement.value2, factor)
    sign = SIGNS[statement.op]
    close = statement.unit in words["close"] or not (scale + unit)
    return (f"{sign} " if sign else "") + number + ("" if close else " ") + scale + unit


def exact(statement: Amount) -> str:
    """The whole number in the base unit, as the exports hold it."""
    both = plain(statement.value) if statement.value2 is None else f"{plain(statement.value)}{_RANGE}{plain(statement.value2)}"
    return f"{SIGNS[statement.op]} {both} {statement.unit}".strip()


def _scale(statement: Amount) -> tuple[str, Decimal]:
    for word, factor in measure_words()["scales"].items():
        if word in statement.value_quote:
            by = Decimal(factor)
            both = [value for value in (statement.value, statement.value2) if value is not None]
            if all(abs(value) * 10 >= by for value in both):
                return word, by
    return "", Decimal(1)


def _number(value: Decimal, factor: Decimal) -> str:
    if factor != 1:
        # shifting the point keeps every digit, whatever the precision of the context
        value = value.scaleb(-(len(str(int(factor))) - 1))
        value = value.to_integral_value() if value == value.to_integral_value() else Decimal(plain(value).rstrip("0"))
    text = plain(abs(value))
    whole, point, rest = text.partition(".")
    if len(whole) > 4:
        first = len(whole) % 3
        whole = _THIN.join([whole[:first]] * bool(first) + [whole[i : i + 3] for i in range(first, len(whole), 3)])
    return (_MINUS if value < 0 else "") + whole + point + rest
