"""Powers with parts of years in them: exact where the result is a fraction, else to twenty digits, said so."""
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache

from taizhang.indicators.doubt import number

DIGITS = 20
"""Digits of a root that is no fraction."""
KEPT = 12
"""Digits of a computed value that is kept as a decimal number."""


@lru_cache(maxsize=65536)
def power(base: Fraction, exponent: Fraction) -> tuple[Fraction, bool]:
    """A positive number to any power, and whether that is exact; half up at `DIGITS` significant digits where it is not.

    >>> power(Fraction(9, 4), Fraction(1, 2)), power(Fraction(2), Fraction(1, 2))[1]
    ((Fraction(3, 2), True), False)
    >>> power(Fraction(0), Fraction(1))
    Traceback (most recent call last):
    ...
    ValueError: only positive numbers have every power: 0
    """
    if base <= 0:
        raise ValueError(f"only positive numbers have every power: {base}")
    if exponent < 0:
        base, exponent = 1 / base, -exponent
    raised, root = base ** exponent.numerator, exponent.denominator
    assert isinstance(raised, Fraction)
    if root == 1:
        return raised, True
    above, below = _root(raised.numerator, root), _root(raised.denominator, root)
    if above ** root == raised.numerator and below ** root == raised.denominator:
        return Fraction(above, below), True
    size = len(str(raised.numerator)) - len(str(raised.denominator))
    shift = DIGITS - size // root
    scaled = raised * Fraction(10) ** (shift * root) * 2 ** root
    return Fraction((_root(int(scaled), root) + 1) // 2) / Fraction(10) ** shift, False


def _root(of: int, n: int) -> int:
    """The whole part of the n-th root of a whole number not below 0."""
    if of < 2 or n == 1:
        return of
    guess = 1 << -(-of.bit_length() // n)
    while True:
        better = ((n - 1) * guess + of // guess ** (n - 1)) // n
        if better >= guess:
            return guess
        guess = better


_CONTEXT = Context(prec=KEPT, rounding=ROUND_HALF_UP)


def decimal(exact: Fraction) -> tuple[Decimal, bool]:
    """A fraction as a decimal number, and whether it had to be rounded: to `KEPT` significant digits, half up.

    >>> decimal(Fraction(5, 4)), decimal(Fraction(2, 3))
    ((Decimal('1.25'), False), (Decimal('0.666666666667'), True))
    """
    rest = exact.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest == 1:
        places = 0
        while (exact * 10 ** places).denominator != 1:
            places += 1
        return Decimal(int(exact * 10 ** places)).scaleb(-places, Context(prec=5000)), False
    return _CONTEXT.divide(Decimal(exact.numerator), Decimal(exact.denominator)), True


def said(exact: Fraction) -> str:
    """A fraction for people: two places, four below one.

    >>> said(Fraction(15000, 4438)), said(Fraction(1, 300)), said(Fraction(9000))
    ('3.38', '0.0033', '9000')
    """
    return number(exact, 2 if abs(exact) >= 1 else 4)


ROUNDED = f"to {KEPT} digits, half up"
"""What a trace says of a rounded value."""
