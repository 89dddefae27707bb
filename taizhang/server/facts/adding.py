"""Adding a fact that the reader missed: a person selects its words in the text and says what they state."""
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.server.audit.actions import action
from taizhang.server.facts import amounts, headings, places
from taizhang.server.facts.actions import decided, label, note_new, said
from taizhang.server.facts.charge import Charge
from taizhang.server.facts.errors import Incomplete
from taizhang.server.facts.forms import MEASURES, AddingForm, taken
from taizhang.server.facts.making import Made, headings_above, make_one
from taizhang.server.facts.models import KINDS, Fact
from taizhang.server.facts.permissions import FACTS, REACH
from taizhang.server.facts.positions import position_at
from taizhang.server.facts.versions import begin, charges
from taizhang.server.look.templatetags.pieces import KINDS as KIND_WORDS
from taizhang.values import Citation, Clause, Goal, Statement, Task
from taizhang.values.errors import UsageError

STAGE = "hand"  # stands in ``fields`` where the reader names the stage that found a fact
#: What a number is measured as where nobody says so, by its sort; any other is a level.
BY_SORT = {"rank": "rank", "points": "increment", "percent": "ratio", "share": "ratio"}
_MARKS = "\u300a\u300b"  # around the title of a document


@action("fact.add", gettext_lazy("{actor} added “{label}”"))
def add(actor: Any, document: UUID, start: int, end: int, given: Mapping[str, Any]) -> Fact:
    """Add a fact at ``text[start:end]`` of a document's canonical text (code points); it counts at once, decided by ``actor``.

    ``given`` holds ``kind``, the fields of `CorrectionForm` that the kind has, ``units`` as (name, role) and, where wanted,
    ``value_start`` and ``value_end`` (else the one number of the stretch is found) and ``measure``. White space at the edges of
    the stretch is left out. Who is in charge of the task around is in charge of it where no units are given. Returns the fact as it
    is where the same person adds the same once more. Raises `Incomplete` where something does not fit, or a fact of this kind
    stands there already.
    """
    kind = str(given.get("kind") or "")
    FACTS.require(actor, "add", Fact(document=document, kind=kind if kind in KINDS else ""))
    if kind not in KINDS:
        raise Incomplete(kind[:40], [_("Choose what it is: {kinds}.").format(kinds=", ".join(str(KIND_WORDS[one]) for one in KINDS))])
    text = REACH.text(document) if REACH.text is not None else None
    if text is None:
        raise UsageError(_("the document has no text that a fact could stand in"), where=str(document))
    places.hold(text.pk)
    form = AddingForm(Fact(document=document, text=text, kind=kind), {**given, "start": start, "end": end})
    if not form.is_valid():
        raise Incomplete(_called(text.text, start, end, kind), [str(one) for said_of in form.errors.values() for one in said_of], form)
    place = cast("places.Place", form.place)
    units = form.in_charge()
    made = _made(form, text, place, units if units is not None else [] if kind == "task" else around(text.pk, place))
    if (there := places.at_same_place(text.pk, made.values["kind"], place)) is not None:
        if there.act == "add" and there.recorded_by_id == actor.pk and all(getattr(there, name) == value for name, value in made.values.items()):
            return there
        raise Incomplete(label(there), [taken(there)], form)
    fact = begin(Fact(
        document=document, text=text, recorded_by=actor, reason=said(given.get("why")), act="add", state="accepted",
        position=position_at(text.pk, place.start, place.end), **decided(actor), **made.values), made.units)
    note_new(actor, "add", fact)
    return fact


def around(text: int, place: places.Place) -> list[Charge]:
    """The units of the innermost task that holds a place, as inherited from it."""
    at = place.start if place.value_start is None else place.value_start
    rows = Fact.objects.current().filter(text=text, kind="task", start__lte=at).exclude(state__in=("rejected", "lost"))
    for task in rows.order_by("-start", "end"):
        if max(task.end, int(task.fields.get("units_end") or 0)) > at:
            return [(unit, name, role, True) for unit, name, role, _own in charges(task)]
    return []


def _called(text: str, start: int, end: int, kind: str) -> str:
    """What a fact that cannot be kept is called: its words, or its kind."""
    return text[start:end][:40].strip() if 0 <= start < end else str(KIND_WORDS[kind])


def _made(form: AddingForm, text: Any, place: places.Place, units: list[Charge]) -> Made:
    path = headings_above(text.outline, place.start)
    made = make_one(_thing(form, text.name, text.text, place, path, units), text.name, text.sha256, units, path)
    if form.fact.kind == "clause" and form.cleaned_data["what"]:  # the reader calls a clause by its words
        made.values["what"] = made.values["fields"]["what"] = form.cleaned_data["what"]
    if (scale := amounts.measure(form.cleaned_data.get("measure_unit") or "").scale) and place.value_start is not None and (
            scale not in text.text[place.value_start:place.value_end]):
        made.values["fields"]["scale"] = scale  # it stands in another column, say, or in the head of a table
    return made


def _thing(form: AddingForm, doc: str, text: str, place: places.Place, path: list[str], units: Any) -> Statement | Goal | Task | Clause | Citation:
    """The fact as the library knows it, so that it is stored and exported as if the reader had found it."""
    data, kind = form.cleaned_data, form.fact.kind
    quote = text[place.start:place.end]
    common: dict[str, Any] = {"start": place.start, "end": place.end, "quote": quote}
    what = data["what"]
    measure: Any = data.get("measure") or MEASURES.get(kind, ("",))[0]
    if kind == "cite":
        return Citation(**common, title=(what or quote).strip(_MARKS), number=None, relation=measure)
    common |= {"doc": doc, "stage": STAGE}
    if kind == "task":
        roles = tuple(role if role in ("lead", "support") else None for _id, _name, role, _own in units)
        return Task(
            **common, number=data["number"].strip() or None, title=what or None, path=tuple(headings.split(data["path"]) or path),
            units_start=place.end, units_end=place.end, units_quote="",
            units=tuple(name for _id, name, _role, _own in units), roles=cast("Any", roles),
            inferred_lead=next((name for _id, name, role, _own in units if role == "inferred"), None),
            resolved=tuple(id or None for id, _name, _role, _own in units), unresolved=tuple(name for id, name, _role, _own in units if not id))
    if kind == "clause":
        return Clause(**common, clause_kind=measure, path=tuple(path))
    common |= {"clause": tuple(path), "modality": None, "period": data["period"], "subject": data["subject"]}
    if kind == "goal":
        return Goal(**common, what=what, form=measure)
    return _statement(form, common, text, place, data.get("measure") or _measured(text, place))


def _statement(form: AddingForm, common: dict[str, Any], text: str, place: places.Place, measure: str) -> Statement:
    data, first, last = form.cleaned_data, cast("int", place.value_start), cast("int", place.value_end)
    unit = amounts.measure(data["measure_unit"])
    value, value2 = form.values(unit.factor)
    return Statement(
        **common, value_start=first, value_end=last, value_quote=text[first:last], indicator=data["what"], kind=data["kind"], op=data["op"],
        measure=cast("Any", measure), value=_whole(value), value2=None if value2 is None else _whole(value2), unit=unit.unit, per=data.get("per") or None)


def _whole(value: Decimal) -> Decimal:
    return value.to_integral_value() if value == value.to_integral_value() else value


def _measured(text: str, place: places.Place) -> str:
    inside = [one for one in places.numbers_in(text[place.start:place.end]) if place.value_start == place.start + one.start]
    return BY_SORT.get(inside[0].sort, "level") if inside else "level"
