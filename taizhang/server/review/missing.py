"""A fact the reader missed, before it is added: what the selected words seem to say, for a person to put right."""
from typing import Any

from taizhang.publishing.amounts import plain
from taizhang.server.documents.models import Document, Text
from taizhang.server.facts import places
from taizhang.server.facts.forms import AddingForm
from taizhang.server.facts.models import STATEMENTS, Fact


def guess(document: Document, start: int, end: int, kind: str = "") -> Fact:
    """An unsaved fact at ``text[start:end]``: its number as the reader would take it, the rest as of the fact before it."""
    text = document.text
    assert text is not None
    quote = text.text[start:end]
    before = Fact.objects.current().filter(document=document.key, kind__in=STATEMENTS, start__lte=start).exclude(state__in=("rejected", "lost"))
    near = before.order_by("-start", "-position").first()
    kind = kind or (near.kind if near is not None else "target")
    found = Fact(document=document.key, text=text, kind=kind, start=start, end=end, quote=quote)
    if near is not None and kind in (*STATEMENTS, "goal"):
        found.period, found.subject = near.period, near.subject
    if kind not in STATEMENTS:
        found.what = "" if kind == "clause" else " ".join(quote.split())[:300]
        return found
    numbers = [one for one in places.numbers_in(quote) if one.value.is_finite()]
    if numbers:
        one = numbers[0]
        found.value_start, found.value_end = start + one.start, start + one.end
        found.value_text, found.op, found.measure_unit = plain(one.value), one.op or "=", one.unit
        found.value2_text = "" if one.value2 is None else plain(one.value2)
        found.what = "".join(quote[: one.start].split())
    return found


def form_for(fact: Fact, given: dict[str, Any] | None = None) -> AddingForm:
    """The form to add it, its choices in words; ``given`` is what was typed."""
    form = AddingForm(fact, given)
    if given is None:
        for name in places.PLACE:
            form.initial[name] = getattr(fact, name)
    return form


def stretch(text: Text, words: str, nth: int = 1) -> tuple[int, int] | None:
    """Where words stand in a text for the ``nth`` time, blanks in either not counted; None where they do not.

    >>> stretch(Text(text="A b, a\\nb"), "ab"), stretch(Text(text="A b, a\\nb"), "x")
    ((5, 8), None)
    """
    wanted = "".join(words.split())
    kept = [(i, sign) for i, sign in enumerate(text.text) if not sign.isspace()]
    flat, at = "".join(sign for _i, sign in kept), -1
    for _ in range(max(1, nth)):
        at = flat.find(wanted, at + 1)
        if at < 0 or not wanted:
            return None
    return kept[at][0], kept[at + len(wanted) - 1][0] + 1



