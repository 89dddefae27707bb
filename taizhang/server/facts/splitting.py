"""Splitting a fact that holds several: the first part keeps the key, each other one becomes a fact of its own; undone as one."""
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.publishing.amounts import plain
from taizhang.server.audit.actions import action
from taizhang.server.facts import places
from taizhang.server.facts.actions import Key, checked, corrections, current, decide, decided, filled, label, note_new, said
from taizhang.server.facts.errors import Incomplete
from taizhang.server.facts.forms import CorrectionForm
from taizhang.server.facts.models import STATEMENTS, Fact
from taizhang.server.facts.versions import begin, charges, follow

MOST = 20
_OWN = (*Fact.BASE, "key")


@action("fact.split", gettext_lazy("{actor} split “{label}”"))
def split(actor: Any, key: Key, version: int, parts: Sequence[Mapping[str, Any]]) -> list[Fact]:
    """Split a fact into ``parts``, in their order: the first goes on under the fact's key, the others are new; all count at once.

    A part holds ``start`` and ``end`` of its stretch of the text and, where wanted, ``value_start``, ``value_end``, ``units`` and fields of
    `CorrectionForm`. What it does not hold is as the fact has it; a value that is not given is read where the part's number stands.
    Raises `Incomplete` where a part does not fit, two stand at one place, or there is but one.
    """
    others: list[Fact] = []

    def change(fact: Fact) -> Fact:
        others.clear()
        places.hold(fact.text_id, fact)
        step = uuid.uuid4()
        forms = _forms(fact, parts)
        changes, in_charge = forms[0].changes(), forms[0].in_charge()
        state = "corrected" if changes or in_charge is not None or fact.state == "corrected" else "accepted"
        first = follow(fact, by=actor, act="split", reason=said(parts[0].get("why")), in_charge=in_charge, state=state, together=step,
                       **decided(actor), **changes)
        for form, part in zip(forms[1:], parts[1:], strict=True):  # one after the other, so that each finds its place among those before
            made, units = form.fact, form.in_charge()
            for name, value in {
                    **form.changes(), **decided(actor), "recorded_by": actor, "act": "split", "state": "accepted", "together": step,
                    "restores": None, "reason": said(part.get("why"))}.items():
                setattr(made, name, value)
            others.append(begin(made, form.charged if units is None else units))
            note_new(actor, "split", made)
        return first

    def repeated(now: Fact) -> bool:
        others[:] = (Fact.objects.current().filter(together=now.together).exclude(key=now.key).order_by("pk") if now.together else [])
        return now.act == "split" and len(others) == len(parts) - 1 and corrections(now, filled(now, parts[0])) == ({}, None)

    if not 2 <= len(parts) <= MOST:
        raise Incomplete(label(current(key)), [_("A fact is split into 2 to {most} parts.").format(most=MOST)])
    return [decide(actor, "split", key, version, change, repeated), *others]


def _forms(fact: Fact, parts: Sequence[Mapping[str, Any]]) -> list[CorrectionForm]:
    """A valid form for each part."""
    units = charges(fact)
    clones = [fact, *(_clone(fact) for _part in parts[1:])]
    keys = [one.key for one in clones]
    forms, taken = [], set()
    for nth, (clone, part) in enumerate(zip(clones, parts, strict=True), 1):
        if part.get("start") in (None, "") or part.get("end") in (None, ""):
            raise Incomplete(label(fact), [_("Part {n} has no stretch of the text: select it.").format(n=nth)])
        form = CorrectionForm(clone, filled(clone, _with_value(clone, part)), charged=units, apart_from=keys)
        try:
            place = checked(form).place
        except Incomplete as wrong:
            raise Incomplete(label(fact), [_("Part {n}: {problem}").format(n=nth, problem=one) for one in wrong.problems], form) from None
        if (form.cleaned_data.get("kind"), place) in taken:
            raise Incomplete(label(fact), [_("Part {n} stands at the place of another part.").format(n=nth)], form)
        taken.add((form.cleaned_data.get("kind"), place))
        forms.append(form)
    return forms


def _clone(fact: Fact) -> Fact:
    """A fact that is not stored yet and holds what this one holds."""
    return Fact(**{one.attname: getattr(fact, one.attname) for one in fact._meta.concrete_fields if one.name not in _OWN})


def _with_value(fact: Fact, part: Mapping[str, Any]) -> Mapping[str, Any]:
    """A part with the value that stands at its number, where none is given."""
    if fact.kind not in STATEMENTS:
        return part
    if part.get("value") not in (None, ""):
        return {"value2": "", **part}
    text = places.source_of(fact)[0]
    try:
        place = places.pick(text, fact.kind, {name: _whole(part.get(name)) for name in places.PLACE}, places.present_place(fact))
    except (places.Unfit, ValueError):
        return part  # the form says what is wrong
    found = next((one for one in places.numbers_in(text[place.start:place.end]) if place.start + one.start == place.value_start), None)
    if found is None or not found.value.is_finite():
        return part
    read = {"value": plain(found.value), "value2": "" if found.value2 is None else plain(found.value2)}
    if found.op:
        read |= {"op": found.op, "measure_unit": found.unit}
    return {**read, **{name: value for name, value in part.items() if name != "value"}}


def _whole(given: Any) -> int | None:
    return None if given in (None, "") else int(given)
