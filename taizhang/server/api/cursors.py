"""Where a list goes on: opaque to programs, plain to us. It names the last row that was sent, so that what comes in meanwhile moves nothing."""
import base64
import binascii
import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from taizhang.server.history.moment import on_earth
from taizhang.values.errors import UsageError

LONGEST = 400
LARGEST = 2**63 - 1


def write(list_of: str, *place: Any) -> str:
    """A cursor of a list.

    >>> read("facts", write("facts", 3, None, date(2018, 7, 5)), int, str, date)
    [3, None, datetime.date(2018, 7, 5)]
    """
    said = json.dumps([list_of, *(one if one is None or isinstance(one, int) else str(one) for one in place)], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")


def read(list_of: str, written: str, *kinds: type) -> list[Any]:
    """The place a cursor names, of these kinds each (or None); `UsageError` for what is none, or one of another list."""
    try:
        if len(written) > LONGEST or not written.isascii():
            raise ValueError
        found = json.loads(base64.b64decode(written + "=" * (-len(written) % 4), altchars=b"-_", validate=True))
        if not isinstance(found, list) or len(found) != len(kinds) + 1 or found[0] != list_of:
            raise ValueError
        return [_as(one, kind) for one, kind in zip(found[1:], kinds, strict=True)]
    except (ValueError, TypeError, binascii.Error, RecursionError):
        raise UsageError(_("is not a cursor of this list"), where=f"cursor={written[:40]}",
                         hint=_("Take it from “next” of the page before, or leave it out.")) from None


def behind(*place: tuple[str, Any]) -> Q:
    """The rows behind a place in an ascending order: (column, value) of each column, the first one first.

    >>> behind(("text", 1), ("pk", 2))
    <Q: (OR: ('text__gt', 1), (AND: ('text', 1), ('pk__gt', 2)))>
    """
    (name, value), rest = place[0], place[1:]
    further = Q(**{f"{name}__gt": value})
    return further | Q(**{name: value}) & behind(*rest) if rest else further


def newest_first(list_of: str, rows: Any, asked: Any) -> tuple[list[Any], str | None]:
    """A page of rows by their ids, the newest first, and the cursor of the next one."""
    rows = rows.order_by("-pk")
    if asked.cursor:
        rows = rows.filter(pk__lt=read(list_of, asked.cursor, int)[0])
    found, more = cut(list(rows[: asked.limit + 1]), asked.limit)
    return found, write(list_of, found[-1].pk) if more else None


def _as(one: Any, kind: type) -> Any:
    if one is None:
        return None
    if kind is int:
        if type(one) is not int or not 0 <= one <= LARGEST:
            raise ValueError
        return one
    if not isinstance(one, str):
        raise ValueError
    readers: dict[type, Any] = {str: str, UUID: UUID, date: date.fromisoformat, datetime: _time}
    return readers[kind](one)


def _time(given: str) -> datetime:
    found = datetime.fromisoformat(given)
    if not on_earth(found):
        raise ValueError
    return found


def cut(rows: Sequence[Any], limit: int) -> tuple[list[Any], bool]:
    """The rows of a page out of one row more than it has room for, and whether there are more.

    >>> cut([1, 2, 3], 2), cut([1, 2], 2)
    (([1, 2], True), ([1, 2], False))
    """
    return list(rows[:limit]), len(rows) > limit
