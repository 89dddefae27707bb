"""Numbers and units of measure as people type them, turned into the exact value in the base unit."""
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from taizhang.publishing.words import measure_words

_SIGNS = str.maketrans({"\N{MINUS SIGN}": "-", "\uff0d": "-", "\uff0b": "+", "\uff0c": ",", "\uff0e": ".", "\N{THIN SPACE}": " ", "\xa0": " ", "\u3000": " "})
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.\d+)?")
LONGEST = 28


@dataclass(frozen=True, slots=True)
class Measured:
    """A unit of measure: its base unit, the factor to it, and the word of scale that was written."""

    unit: str
    factor: Decimal = Decimal(1)
    scale: str = ""


def number(written: str) -> Decimal:
    """A decimal number, with thousands separated or not; raises `ValueError` for anything else.

    >>> number("12,500.50"), number("\N{MINUS SIGN}3")
    (Decimal('12500.50'), Decimal('-3'))
    >>> number("1e9")
    Traceback (most recent call last):
    ...
    ValueError: 1e9
    """
    bare = "".join(str(int(c)) if c.isdigit() and c.isdecimal() else c for c in written.strip().translate(_SIGNS))
    if not _NUMBER.fullmatch(bare) or len(bare) > LONGEST:
        raise ValueError(written)
    try:
        return Decimal(bare.replace(",", "").replace(" ", ""))
    except InvalidOperation as error:
        raise ValueError(written) from error


def measure(written: str) -> Measured:
    """A unit of measure as typed: the words for money and a scale before it are understood; others stay as they are.

    >>> measure("%")
    Measured(unit='%', factor=Decimal('1'), scale='')
    """
    words = measure_words()
    bare = written.strip()
    names = {shown: unit for unit, shown in words["shown"].items()}
    if bare in names:
        return Measured(names[bare])
    for scale, factor in words["scales"].items():
        rest = bare.removeprefix(scale)
        if rest != bare:
            return Measured(names.get(rest, rest), Decimal(factor), scale)
    return Measured(bare)


def typed(value: Decimal, unit: str, scale: str) -> tuple[str, str]:
    """Number and unit as a form offers them for change: in the scale the document wrote."""
    words = measure_words()
    shown = words["shown"].get(unit, unit)
    factor = Decimal(words["scales"].get(scale, "1"))
    number = format((value / factor).normalize(), "f") if scale else format(value, "f")
    return number, scale + shown
