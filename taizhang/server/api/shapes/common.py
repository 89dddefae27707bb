"""What the shapes of all nouns share."""
import re
from datetime import date, datetime
from typing import Annotated, Any

from django.utils import timezone
from ninja import Schema
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StrictBool, StrictInt, WithJsonSchema

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LIMIT = 50
MOST = 200


def _day(given: Any) -> date:
    if not isinstance(given, str) or not DAY.fullmatch(given):
        raise ValueError("is not a date; write it as 2018-07-05")
    return date.fromisoformat(given)


def _day_asked(given: str) -> str:
    return _day(given).isoformat()


def _something(given: str) -> str:
    if not given:
        raise ValueError("is empty; leave it out")
    return given


#: A day in a body: the one form of it, and no number that could be taken for one.
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Whole = StrictInt
Yes = StrictBool
Reason = Annotated[str, Field(min_length=1, max_length=500, description="One sentence that says why; the ledger keeps it.",
                              examples=["checked against the original"])]
Key = Annotated[str, WithJsonSchema({"type": "string", "format": "uuid"})]
#: Which day and which time, as pages take them.
DayAsked = Annotated[str, AfterValidator(_day_asked), WithJsonSchema({"type": "string", "format": "date"})]
Valid = Annotated[DayAsked, Field(default="", description="The day on which things hold; without it, today.")]
Known = Annotated[
    str, AfterValidator(_something), WithJsonSchema({"type": "string", "anyOf": [{"format": "date"}, {"format": "date-time"}]}),
    Field(default="", description="What was known at this time: a day (its end) or a time; without it, now."),
]


class Given(Schema):
    """What comes in: unknown fields are refused, so that a slip of the pen does not pass as a field left out."""

    model_config = ConfigDict(extra="forbid")


class Asked(Schema):
    """The parameters of every list."""

    limit: int = Field(LIMIT, ge=1, le=MOST, description="How many rows at most.")
    cursor: str = Field("", max_length=400, description="Where to go on: `next` of the page before.")


class AtMoment(Schema):
    """The parameters of what can be looked at as it was."""

    valid: Valid
    known: Known


class Listed(Schema):
    """A page of rows. ``next`` is the cursor of the next one; null at the end."""

    next: str | None = Field(None, description="The cursor of the next page; null at the end.")


class Why(Given):
    """A reason."""

    reason: Reason


class Fault(Schema):
    """What is not done, and what to do next."""

    code: str = Field(description="For programs; stays the same.")
    what: str = Field(description="What was not done.")
    where: str = Field(description="Which field, row or address; may be empty.")
    why: str = Field(description="Why; may be empty.")
    hint: str = Field(description="What to do next; may be empty.")


class Error(Schema):
    """The one shape of everything that is not done."""

    error: Fault


def at(moment: datetime | None) -> str | None:
    """A time in the installation's zone, in ISO form."""
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else None


def on(day: date | None) -> str | None:
    """A day in ISO form."""
    return day.isoformat() if day else None


def person(user: Any) -> str | None:
    """A person by name; null for the machine."""
    return str(user) if user is not None else None
