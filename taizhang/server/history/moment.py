"""From when one looks: the day on which facts are valid, and the time up to which they were known."""
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from taizhang.values.errors import UsageError

FARTHEST = timedelta(hours=14)


@dataclass(frozen=True, slots=True)
class Moment:
    """``valid`` day and ``known`` time; None is today and now.

    >>> Moment.parse({"valid": "2018-07-05"})
    Moment(valid=datetime.date(2018, 7, 5), known=None)
    >>> Moment.parse({"on": "2018-07-05"}) == Moment.parse({"valid": "2018-07-05"})
    True
    >>> Moment.parse({"valid": "soon"})
    Traceback (most recent call last):
    ...
    taizhang.values.errors.UsageError: valid=soon: is not a date. write it as 2018-07-05
    """

    valid: date | None = None
    known: datetime | None = None

    @property
    def is_now(self) -> bool:
        """Whether this is how things stand: valid today, known now."""
        return self.valid is None and self.known is None

    @property
    def day(self) -> date:
        """The day for which things hold."""
        return self.valid or timezone.localdate()

    @classmethod
    def parse(cls, given: Mapping[str, str]) -> "Moment":
        """From the parameters ``valid`` (a day; ``on`` is the same) and ``known`` (a day, its end is meant, or a time) of an address."""
        valid, known = given.get("valid") or given.get("on") or "", given.get("known") or ""
        try:
            day = parse_date(valid) if valid else None
            if valid and (day is None or not _thinkable(day.year)):
                raise ValueError
        except ValueError:
            raise UsageError("is not a date", where=f"valid={valid}", hint="write it as 2018-07-05") from None
        return cls(day, _time(known) if known else None)

    def parameters(self) -> dict[str, str]:
        """The parameters that lead back to this moment."""
        found = {"valid": self.valid.isoformat() if self.valid else "", "known": self.known.isoformat() if self.known else ""}
        return {name: value for name, value in found.items() if value}


def _thinkable(year: int) -> bool:
    """Whether a year leaves room on both sides: in another time zone the first and the last year there are would fall off the calendar."""
    return 1 < year < 9999


def on_earth(time: datetime) -> bool:
    """Whether some clock shows it: no zone is farther from Greenwich than 14 hours, and a database refuses what is much farther."""
    return abs(time.utcoffset() or timedelta()) <= FARTHEST


def _time(written: str) -> datetime:
    try:
        # The day first: `parse_datetime` would take it for its midnight.
        day = parse_date(written)
        found = datetime(day.year, day.month, day.day, 23, 59, 59, 999999) if day else parse_datetime(written)
        if found is None or not _thinkable(found.year) or not on_earth(found):
            raise ValueError
        return found if timezone.is_aware(found) else timezone.make_aware(found)
    except (ValueError, OverflowError):
        raise UsageError("is not a time", where=f"known={written}", hint="write it as 2018-07-05 or 2018-07-05T10:42") from None


NOW = Moment()
