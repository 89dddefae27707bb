"""What charts are given: plain data, exact numbers, words and addresses."""
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

Number = int | Decimal | Fraction
Vintage = Literal["final", "prelim", "est"]

LARGEST = 10**60


def checked(value: Number) -> Number:
    """The value itself; `ValueError` where nothing can be drawn of it: not a number, endless, or beyond all measure."""
    finite = not isinstance(value, Decimal) or (value.is_finite() and abs(value.adjusted()) <= 60)
    if not finite or abs(Fraction(value)) > LARGEST:
        raise ValueError(f"{value!s:.40} cannot be drawn")
    return value


@dataclass(frozen=True, slots=True)
class Mark:
    """One value at one time.

    ``period`` as it is stored (``2018``, ``2018-06``, ``2018-04/2018-06``, ``2016/2020``, ``annual``, a day); ``value`` in the base unit of
    the chart, ``value2`` the other end of a range, ``op`` as facts have it. ``href`` leads to its sentence, ``source`` says where that is.
    ``vintage`` is how firm a result is. ``derived``: computed, not written anywhere. ``counts``: whether it is the value of its period;
    one that does not count is drawn small beside the line.
    """

    period: str
    value: Number
    value2: Number | None = None
    op: str = "="
    href: str = ""
    source: str = ""
    vintage: Vintage = "prelim"
    derived: bool = False
    counts: bool = True

    def __post_init__(self) -> None:
        checked(self.value)
        if self.value2 is not None:
            checked(self.value2)


@dataclass(frozen=True, slots=True)
class Route:
    """Where values ought to be: base, values on the way (``derived``) and the target. ``name`` and ``note`` stand at its end."""

    marks: tuple[Mark, ...]
    name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Guess:
    """A forecast for one time, with the range in which the value lies."""

    period: str
    value: Number
    low: Number | None = None
    high: Number | None = None

    def __post_init__(self) -> None:
        for one in (self.value, self.low, self.high):
            if one is not None:
                checked(one)


@dataclass(frozen=True, slots=True)
class PathChart:
    """Results of one indicator against the way to its target.

    ``unit`` is the base unit (``%``, ``CNY``, a count's own word). ``target`` is the route that counts, ``rivals`` others that documents
    name. ``missing`` gives a reason for periods without a result; those between results are named without one. ``today`` is drawn
    as a line. ``gap`` names the period at which the distance to the route is drawn. ``inverted``: the smallest is best and stands above (ranks).
    ``anchor`` begins the ids of the table's rows; it differs between charts of a page.
    """

    title: str
    unit: str
    results: tuple[Mark, ...] = ()
    target: Route | None = None
    rivals: tuple[Route, ...] = ()
    forecast: tuple[Guess, ...] = ()
    missing: Mapping[str, str] = field(default_factory=dict)
    today: date | None = None
    gap: str = ""
    inverted: bool = False
    anchor: str = "chart"

    @property
    def routes(self) -> tuple[Route, ...]:
        """The target and its rivals."""
        return (*((self.target,) if self.target else ()), *self.rivals)
