"""A place in the text that a person picked: the stretch, the number in it, and what of a fact follows from both."""
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from django.utils.translation import gettext as _

from taizhang.reading.quantities import quantities
from taizhang.server.facts.amounts import number
from taizhang.server.facts.making import cut, headings_above
from taizhang.server.facts.models import STATEMENTS, Fact
from taizhang.server.facts.positions import position_at
from taizhang.server.history import Outdated
from taizhang.text import Flow

#: Names under which a picked place is given.
PLACE = ("start", "end", "value_start", "value_end")
LONGEST = 20_000
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


class Unfit(ValueError):
    """No fact can stand there; the message is a sentence for the person who picked it."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a stretch, with its words of comparison and its unit; ``op`` and ``unit`` are empty where only digits were found."""

    start: int
    end: int
    value: Decimal
    value2: Decimal | None = None
    op: str = ""
    unit: str = ""
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """``text[start:end]`` and, of a fact with a number, ``text[value_start:value_end]``: never empty, the second inside the first."""

    start: int
    end: int
    value_start: int | None = None
    value_end: int | None = None


def numbers_in(quote: str) -> list[Number]:
    """The numbers of a stretch, in order: what the reader takes for quantities, else every run of digits.

    >>> [(one.start, one.end, str(one.value), one.op, one.unit) for one in numbers_in("R&D 3.5% (2030)")]
    [(4, 8, '3.5', '=', '%')]
    >>> [(one.start, one.end, str(one.value)) for one in numbers_in("A 12, B 1,300")]
    [(2, 4, '12'), (8, 13, '1300')]
    """
    flow = Flow.of(quote)
    found = []
    for one in quantities(flow.text, 0, len(flow.text)):
        start, end = flow.span(one.start, one.end)
        found.append(Number(start, end, one.value, one.value2, one.op, one.unit, one.sort))
    if found:
        return found
    for run in _DIGITS.finditer(quote):
        written = unicodedata.normalize("NFKC", run.group())
        try:
            found.append(Number(run.start(), run.end(), number(written)))
        except ValueError:
            found.append(Number(run.start(), run.end(), Decimal("NaN")))
    return found


def pick(text: str, kind: str, picked: Mapping[str, int | None], present: Place | None = None, values: Sequence[Decimal | None] = ()) -> Place:
    """The place that was picked, its edges freed of white space; what was not picked stays where it is at ``present``.

    Where a fact has a number and the number's place is not given, it stays if it lies in the stretch, else it is found: there has to
    be exactly one number, or exactly one of this value (``values``: value and upper value). Raises `Unfit` with a sentence.
    """
    start, end = picked.get("start"), picked.get("end")
    if present is not None:
        start, end = present.start if start is None else start, present.end if end is None else end
    if start is None or end is None:
        raise Unfit(_("Select a stretch of the text: where it starts and where it ends."))
    start, end = _stretch(text, start, end)
    if kind not in STATEMENTS:
        return Place(start, end)
    first, last = picked.get("value_start"), picked.get("value_end")
    if first is not None or last is not None:
        if first is None or last is None:
            raise Unfit(_("The place of the number needs both: where it starts and where it ends."))
        if not start <= first < last <= end:
            raise Unfit(_("The number has to stand inside the stretch: characters {start}–{end}.").format(start=start + 1, end=end))
        return Place(start, end, *_trimmed(text, first, last))
    if present is not None and present.value_start is not None and present.value_end is not None and (
            start <= present.value_start < present.value_end <= end):
        return Place(start, end, present.value_start, present.value_end)
    one = _the_number(text[start:end], values)
    return Place(start, end, start + one.start, start + one.end)


def _stretch(text: str, start: int, end: int) -> tuple[int, int]:
    if start >= end:
        raise Unfit(_("Nothing is selected: the stretch ends where it starts."))
    if not 0 <= start < end <= len(text):
        raise Unfit(_("There are no characters {start}–{end}: the text has {length}.").format(start=start + 1, end=end, length=len(text)))
    start, end = _trimmed(text, start, end)
    if end - start > LONGEST:
        raise Unfit(_("The stretch is too long: {length} characters, at most {most}.").format(length=end - start, most=LONGEST))
    return start, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        raise Unfit(_("Nothing is selected but blanks."))
    return start, end


def _the_number(quote: str, values: Sequence[Decimal | None]) -> Number:
    found = numbers_in(quote)
    if len(found) > 1 and values and values[0] is not None:
        same = [one for one in found if (one.value, one.value2) == (values[0], values[1] if len(values) > 1 else None)]
        found = same if len(same) == 1 else found
    if not found:
        raise Unfit(_("There is no number in what is selected. Select the number with its words."))
    if len(found) > 1:
        raise Unfit(_("There are {n} numbers in what is selected: {numbers}. Select a shorter stretch, or the number itself.").format(
            n=len(found), numbers=", ".join(quote[one.start:one.end] for one in found[:6])))
    return found[0]


def is_picked(given: Mapping[str, Any]) -> bool:
    """Whether any part of a place is given."""
    return any(given.get(name) not in (None, "") for name in PLACE)


def present_place(fact: Fact) -> Place:
    """Where a fact stands now."""
    return Place(fact.start, fact.end, fact.value_start, fact.value_end)


def source_of(fact: Fact) -> tuple[str, list[Any]]:
    """The canonical text in which a fact stands, and its outline."""
    found: tuple[str, list[Any]] = _texts().filter(pk=fact.text_id).values_list("text", "outline").get()
    return found


def moved(fact: Fact, place: Place) -> dict[str, Any]:
    """The columns of a fact that follow from its place: the words, the order, the headings above; ``fields`` with all of that."""
    text, outline = source_of(fact)
    quote, path = text[place.start:place.end], headings_above(outline, place.start)
    if fact.fields.get("path_by_hand"):  # what a person said stands above
        path = list(fact.fields.get("path") or ())
    columns: dict[str, Any] = {
        "start": place.start, "end": place.end, "quote": quote, "value_start": place.value_start, "value_end": place.value_end}
    raw = dict(fact.fields) | {"start": place.start, "end": place.end, "quote": quote}
    if place.value_start is not None and place.value_end is not None:
        raw |= {"value_start": place.value_start, "value_end": place.value_end, "value_quote": text[place.value_start:place.value_end]}
    for name in ("clause", "path"):
        if name in raw:
            raw[name] = path
    title = [str(raw["title"])] if fact.kind == "task" and raw.get("title") else []
    columns["clause"] = cut("clause", " / ".join([*path, *title]))
    columns["position"] = position_at(fact.text_id, place.start, place.end, apart_from=fact.key)
    return columns | {"fields": raw}


def at_same_place(text: int, kind: str, place: Place, apart_from: Iterable[Any] = ()) -> Fact | None:
    """A fact of this kind that stands at a place already; of facts with numbers, with its number at the same place too."""
    rows = Fact.objects.current().filter(text=text, start=place.start, end=place.end, kind=kind)
    rows = rows.exclude(state="lost").exclude(key__in=list(apart_from))
    if kind in STATEMENTS:
        rows = rows.filter(value_start=place.value_start, value_end=place.value_end)
    return rows.order_by("position").first()


def hold(text: int, fact: Fact | None = None) -> None:
    """Let nobody else give a fact a place in this text before this transaction ends, so that two never end up at the same one.

    Raises `Outdated` where ``fact`` was decided about while we waited: what was meant for it is not checked against what it became.
    """
    list(_texts().select_for_update(no_key=True).filter(pk=text).values_list("pk"))
    if fact is not None and not Fact.objects.current().filter(pk=fact.pk).exists():
        raise Outdated("someone else changed this meanwhile", where=f"Fact {fact.key}", hint="load it again and decide anew")


def _texts() -> Any:
    """The canonical texts, whose model lives one floor up."""
    return cast("Any", Fact._meta.get_field("text").related_model).objects
