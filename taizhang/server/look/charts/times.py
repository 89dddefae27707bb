"""The axis of time: stored periods as places counted in months, and the words below them."""
import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.translation import pgettext

from taizhang.server.look.charts.svg import width
from taizhang.server.look.words import MONTHS, in_english
from taizhang.values import Period


def place(period: str) -> Fraction | None:
    """Where a period ends, in months since the year 0; None for every year and for what is no period.

    >>> place("2018") == place("2018-12") == place("2016/2020") - 24, place("annual"), place("soon")
    (True, None, None)
    """
    if len(period) == 10:
        try:
            return day_place(date.fromisoformat(period))
        except ValueError:
            return None
    try:
        found = Period.parse(period)
    except ValueError:
        return None
    if found.last is None or not 1 <= (found.last_month or 12) <= 12:
        return None
    return Fraction(found.last * 12 + (found.last_month or 12))


def day_place(day: date) -> Fraction:
    """Where a day lies: the last day of a month lies where the month ends."""
    return day.year * 12 + day.month - 1 + min(Fraction(day.day, 30), Fraction(1))


def stride(places: Iterable[Fraction]) -> int:
    """Months from one place to the next: 12 where all are ends of years, 3 ends of quarters, else 1."""
    found = list(places)
    return next((months for months in (12, 3) if all(one % months == 0 for one in found)), 1)


def year_month(at: int) -> tuple[int, int]:
    """Year and month of a whole place."""
    return (at - 1) // 12, (at - 1) % 12 + 1


def stored(at: int, months: int) -> str:
    """The period that ends at a place, as it is stored.

    >>> stored(2018 * 12 + 12, 12), stored(2018 * 12 + 6, 3)
    ('2018', '2018-06')
    """
    year, month = year_month(at)
    return f"{year:04}" if months == 12 else f"{year:04}-{month:02}"


@dataclass(frozen=True, slots=True)
class Tick:
    """A place with its words, and the year below where a year begins to be told."""

    at: int
    words: str
    year: str = ""


@dataclass(frozen=True, slots=True)
class Times:
    """The axis: whole places from ``first`` to ``last``, ``months`` apart, drawn from ``start`` to ``end``."""

    first: int
    last: int
    months: int
    start: float
    end: float

    def at(self, place: Fraction) -> float:
        """The coordinate of a place, never outside the axis; the middle where the axis has one place only."""
        if self.first == self.last:
            return (self.start + self.end) / 2
        part = min(max(Fraction(place - self.first, self.last - self.first), Fraction(0)), Fraction(1))
        return self.start + (self.end - self.start) * float(part)

    @property
    def steps(self) -> range:
        """Every place."""
        return range(self.first, self.last + 1, self.months)

    def ends(self) -> tuple[str, ...]:
        """Words of the first place and the last, with their year; one where both are the same."""
        shown = dict.fromkeys((self.first, self.last))
        if self.months == 12:
            return tuple(str(year_month(one)[0]) for one in shown)
        return tuple(f"{year_month(one)[0]} {_tick_words(one, self.months, True, False)}" for one in shown)

    def ticks(self, *, narrow: bool = False) -> tuple[Tick, ...]:
        """Those places that have room for words; every second, third … where there are many."""
        said = {one: _tick_words(one, self.months, narrow, one == self.first) for one in self.steps}
        widest = max(map(width, said.values()))
        room = (self.end - self.start) / max(len(self.steps) - 1, 1)
        every = max(1, math.ceil((widest + 8) / room)) if len(self.steps) > 1 else 1
        shown, found, told = self.steps[::every], [], None
        for one in shown:
            year = year_month(one)[0]
            found.append(Tick(one, said[one], _year_words(year) if self.months < 12 and year != told else ""))
            told = year
        return tuple(found)


def _year_words(year: int) -> str:
    return pgettext("a year", "{year}").format(year=year)


def _tick_words(at: int, months: int, narrow: bool, first: bool) -> str:
    year, month = year_month(at)
    if months == 12:
        return (str(year) if first else f"{year % 100:02}") if narrow else _year_words(year)
    if months == 3:
        return pgettext("a quarter on an axis", "Q{quarter}").format(quarter=month // 3)
    return pgettext("a month on an axis", "{month}").format(month=MONTHS[month - 1] if in_english() else month)


def times(places: Iterable[Fraction], start: float, end: float) -> Times:
    """The axis that holds all places. At least one is given.

    >>> axis = times([Fraction(2015 * 12 + 12), Fraction(2020 * 12 + 12)], 0, 100)
    >>> len(axis.steps), axis.at(Fraction(2016 * 12 + 12))
    (6, 20.0)
    """
    found = list(places)
    # Over more than three years the years are told, whatever lies between them.
    months = 12 if max(found) - min(found) > 36 else stride(found)
    first, last = math.floor(min(found) / months) * months, math.ceil(max(found) / months) * months
    return Times(first, last, months, start, end)
