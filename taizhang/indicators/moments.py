"""Where a period stands in time: kinds of periods, and their end as an exact number of years."""
from calendar import monthrange
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from taizhang.values import Period

PeriodKind = Literal["year", "half", "quarter", "month", "cumulative", "span", "every"]


@lru_cache(maxsize=4096)
def kind_of(period: Period) -> PeriodKind:
    """What a period is. January to June is a half and January to March a quarter, though both are cumulative as well.

    >>> [kind_of(Period.parse(one)) for one in ("2017", "2017-07/2017-12", "2017-04/2017-06", "2017-05", "2017-01/2017-09", "2016/2020", "annual")]
    ['year', 'half', 'quarter', 'month', 'cumulative', 'span', 'every']
    """
    if period.first is None or period.last is None:
        return "every"
    if period.first != period.last:
        return "span"
    a, b = months(period)
    if (a, b) == (1, 12):
        return "year"
    if a == b:
        return "month"
    if (a, b) in ((1, 6), (7, 12)):
        return "half"
    if b - a == 2 and a % 3 == 1:
        return "quarter"
    return "cumulative" if a == 1 else "span"


def months(period: Period) -> tuple[int, int]:
    """First and last month, 1 and 12 where no month is named."""
    return period.first_month or 1, period.last_month or 12


def from_january(period: Period) -> bool:
    """Whether it runs from the beginning of a single year: the part of a year that is over."""
    return period.first is not None and period.first == period.last and months(period)[0] == 1


@lru_cache(maxsize=4096)
def end(period: Period) -> Fraction:
    """The end of a period in years: 2017 is the end of 2017. Raises ``ValueError`` for every year, which never ends.

    >>> end(Period.parse("2017")), end(Period.parse("2017-06"))
    (Fraction(2017, 1), Fraction(4033, 2))
    """
    if period.last is None:
        raise ValueError("every year has no end")
    return Fraction(period.last - 1) + Fraction(months(period)[1], 12)


@lru_cache(maxsize=4096)
def begin(period: Period) -> Fraction:
    """The moment before a period begins, on the same scale."""
    if period.first is None:
        raise ValueError("every year has no beginning")
    return Fraction(period.first - 1) + Fraction(months(period)[0] - 1, 12)


@lru_cache(maxsize=512)
def moment(day: date) -> Fraction:
    """A day on the same scale: the months that are over by its end, a part of a month by its days.

    >>> moment(date(2017, 12, 31)), moment(date(2017, 7, 1)) > Fraction(4033, 2)
    (Fraction(2017, 1), True)
    """
    length = monthrange(day.year, day.month)[1]
    return Fraction(day.year - 1) + (Fraction(day.month - 1) + Fraction(day.day, length)) / 12


@lru_cache(maxsize=4096)
def whole(period: Period) -> Period:
    """The same period in its plainest form: twelve months of one year are that year.

    >>> str(whole(Period.parse("2017-01/2017-12")))
    '2017'
    """
    return Period(period.first, period.last) if months(period) == (1, 12) else period
