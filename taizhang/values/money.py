"""Money in whole fen: sums that stay sums."""
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from taizhang.values.errors import UsageError

Rounding = Literal["half-up", "half-even", "down", "up"]
"""To the nearest fen with halves away from zero or to the even fen; towards zero; away from zero."""


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount of CNY in integer fen (1 yuan = 100 fen).

    >>> award = Money.yuan("462721.06")
    >>> award.fen, str(award), award + Money.yuan(-1) < award
    (46272106, '462721.06', True)
    >>> Money.yuan("0.005")
    Traceback (most recent call last):
    ...
    taizhang.values.errors.UsageError: 0.005: is not a whole number of fen. round it first, saying how
    """

    fen: int

    @classmethod
    def yuan(cls, amount: Decimal | int | str) -> "Money":
        """From yuan; raises `UsageError` where it is no whole number of fen."""
        fen = Fraction(amount) * 100
        if fen.denominator != 1:
            raise UsageError("is not a whole number of fen", where=str(amount), hint="round it first, saying how")
        return cls(fen.numerator)

    def __add__(self, other: "Money") -> "Money":
        return Money(self.fen + other.fen)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.fen - other.fen)

    def __neg__(self) -> "Money":
        return Money(-self.fen)

    def times(self, ratio: Fraction | Decimal | int | str, *, rounding: Rounding) -> "Money":
        """The amount multiplied by an exact ratio, rounded to fen as stated.

        >>> str(Money.yuan("0.05").times("1/2", rounding="half-up")), str(Money.yuan("0.05").times("0.5", rounding="down"))
        ('0.03', '0.02')
        """
        exact = self.fen * Fraction(ratio)
        return Money(_round(abs(exact), rounding) * (-1 if exact < 0 else 1))

    def shares(self, weights: Sequence[Fraction | Decimal | int]) -> tuple["Money", ...]:
        """Divide by weights so that the shares add up to the whole, to the fen.

        Each share is cut to whole fen; the fen left over go to the largest remainders, the earlier first.

        >>> [str(part) for part in Money.yuan(100).shares([1, 1, 1])]
        ['33.34', '33.33', '33.33']
        """
        parts = [Fraction(weight) for weight in weights]
        total = sum(parts, Fraction(0))
        if total <= 0 or min(parts) < 0:
            raise UsageError("cannot be shared out", where=str(self), why="weights are not negative, and one of them is above zero")
        exact = [abs(self.fen) * part / total for part in parts]
        whole = [int(one) for one in exact]
        behind = sorted(range(len(parts)), key=lambda i: (whole[i] - exact[i], i))
        for i in behind[: abs(self.fen) - sum(whole)]:
            whole[i] += 1
        return tuple(Money(-fen if self.fen < 0 else fen) for fen in whole)

    def __str__(self) -> str:
        yuan, fen = divmod(abs(self.fen), 100)
        return f"{'-' if self.fen < 0 else ''}{yuan}.{fen:02}"


def _round(exact: Fraction, rounding: Rounding) -> int:
    down, rest = divmod(exact, 1)
    if rest == 0 or rounding == "down":
        return down
    if rounding == "up":
        return down + 1
    if rest != Fraction(1, 2):
        return down + (rest > Fraction(1, 2))
    return down + 1 if rounding == "half-up" else down + down % 2
