"""Days, times and numbers as people read them (the rules of the visual language, "Words")."""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, pgettext

from taizhang.publishing import amounts

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_THIN = "\N{THIN SPACE}"


def in_english() -> bool:
    """Whether the page is in English."""
    return (get_language() or "").startswith("en")


#: Where a task comes from that no document brought.
ORIGINS: dict[str, Any] = {
    "instruction": gettext_lazy("instruction of a leader"), "letter": gettext_lazy("letter"), "decision": gettext_lazy("decision of a meeting"),
    "hand": gettext_lazy("typed by hand"),
}


def origin_words(origin: str) -> str:
    """Where a task comes from, in words."""
    return str(ORIGINS.get(origin, origin))


D = TypeVar("D", bound=date)


def local(moment: D) -> D:
    """A time in the installation's zone; a day as it is."""
    return timezone.localtime(moment) if isinstance(moment, datetime) and timezone.is_aware(moment) else moment  # type: ignore[return-value]


def _month(at: date) -> str:
    return MONTHS[at.month - 1] if in_english() else str(at.month)


def day_words(moment: date | datetime, *, short: bool = False) -> str:
    """A day: 5 Jan 2018; ``short`` leaves out the current year, as tables do."""
    at = local(moment)
    given = {"year": at.year, "month": _month(at), "day": at.day}
    if short and at.year == timezone.localdate().year:
        return pgettext("a day of this year", "{day} {month}").format(**given)
    return pgettext("a day", "{day} {month} {year}").format(**given)


def time_words(moment: datetime, *, short: bool = False) -> str:
    """A day and a time: 5 Jan 2018 10:42."""
    at = local(moment)
    return f"{day_words(at, short=short)} {at:%H:%M}"


def period_words(period: str) -> str:
    """A period as it is stored (``2018``, ``2018-06``, ``2018/2020``, ``2018-06-30``), in words; anything else as it is."""
    first, slash, last = period.partition("/")
    if slash and first.isdigit() and last.isdigit() and len(first) == len(last) == 4:
        return pgettext("years from to", "{first}–{last}").format(first=first, last=last)
    if len(period) == 4 and period.isdigit():
        return pgettext("a year", "{year}").format(year=period)
    try:
        if len(period) == 7:
            at = date.fromisoformat(period + "-01")
            return pgettext("a month", "{month} {year}").format(year=at.year, month=_month(at))
        return day_words(date.fromisoformat(period)) if len(period) == 10 else period
    except ValueError:
        return period


def joined(parts: Iterable[object]) -> str:
    """Several things in one line, with what the language puts between them."""
    return pgettext("between things", ", ").join(str(part) for part in parts)


def count_words(number: int) -> str:
    """A whole number that must be exact: from five digits on, thin spaces between thousands."""
    return f"{number:,}".replace(",", _THIN) if abs(number) > 9999 else str(number)


def size_words(size: int) -> str:
    """Bytes as people read them.

    >>> size_words(900), size_words(184_000), size_words(2_400_000)
    ('900 B', '184 KB', '2.4 MB')
    """
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("KB", 10**3)):
        if size >= factor:
            number = f"{size / factor:.1f}" if size < 10 * factor else f"{size / factor:.0f}"
            return f"{number.removesuffix('.0')} {unit}"
    return f"{size} B"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of a fact with all that showing it needs; what a `Statement` of the reader has under the same names."""

    op: str
    value: Decimal
    value2: Decimal | None
    unit: str
    value_quote: str

    @classmethod
    def of(cls, fact: Any) -> "Amount | None":
        """The amount of a fact; None where it has no number."""
        try:
            value = Decimal(fact.value_text)
            value2 = Decimal(fact.value2_text) if fact.value2_text else None
        except (InvalidOperation, TypeError):
            return None
        quote = str((fact.fields or {}).get("value_quote") or "")
        if not quote and fact.value_start is not None and fact.value_end is not None:
            quote = fact.quote[max(fact.value_start - fact.start, 0):max(fact.value_end - fact.start, 0)]
        quote += str((fact.fields or {}).get("scale") or "")  # a scale that stands elsewhere: in another column, in the head of a table
        return cls(fact.op if fact.op in amounts.SIGNS else "=", value, value2, fact.measure_unit, quote)


def amount_words(fact: Any) -> str:
    """A fact's number in words, an empty word where it has none."""
    amount = Amount.of(fact)
    return amounts.shown(amount) if amount else ""


def exact_words(fact: Any) -> str:
    """A fact's whole number in the base unit."""
    amount = Amount.of(fact)
    return amounts.exact(amount) if amount else ""
