"""The time a fact is about."""
import re
from dataclasses import dataclass
from functools import lru_cache

_FORM = re.compile(r"(?P<a>\d{4})(?:-(?P<am>\d{2}))?(?:/(?P<b>\d{4})(?:-(?P<bm>\d{2}))?)?$")


@dataclass(frozen=True, slots=True)
class Period:
    """A year, a month, a span of either, or every year.

    Written as in the gold: ``2020``, ``2017-12``, ``2016/2020``, ``annual``.

    >>> Period.parse("2016/2020")
    Period(first=2016, last=2020, first_month=None, last_month=None)
    >>> str(Period(2017, 2017, 12, 12)), str(Period.parse("annual")), Period.parse("annual").every_year
    ('2017-12', 'annual', True)
    >>> Period.parse("next year")
    Traceback (most recent call last):
    ...
    ValueError: not a period: 'next year' (2020, 2017-12, 2016/2020 or annual)
    """

    first: int | None
    last: int | None
    first_month: int | None = None
    last_month: int | None = None

    @property
    def every_year(self) -> bool:
        """Whether it repeats each year."""
        return self.first is None

    @property
    def year(self) -> int | None:
        """The year by which a target falls due or for which an actual holds: the last one."""
        return self.last

    def __str__(self) -> str:
        if self.first is None or self.last is None:
            return "annual"
        a = f"{self.first:04}" + (f"-{self.first_month:02}" if self.first_month else "")
        b = f"{self.last:04}" + (f"-{self.last_month:02}" if self.last_month else "")
        return a if a == b else f"{a}/{b}"

    @classmethod
    def parse(cls, written: str) -> "Period":
        """Read the written form; raises ``ValueError`` on anything else."""
        return _parse(written)


EVERY_YEAR = Period(None, None)


@lru_cache(maxsize=4096)
def _parse(written: str) -> Period:
    if written == "annual":
        return EVERY_YEAR
    found = _FORM.match(written)
    if not found:
        raise ValueError(f"not a period: {written!r} (2020, 2017-12, 2016/2020 or annual)")
    a, am, b, bm = (int(x) if x else None for x in found.group("a", "am", "b", "bm"))
    if b is None:
        b, bm = a, am
    return Period(a, b, am, bm)
