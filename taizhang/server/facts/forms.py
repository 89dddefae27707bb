"""What a person may correct in a fact, checked against its kind."""
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from taizhang.bodies import resolve
from taizhang.publishing.amounts import plain
from taizhang.publishing.words import measure_words
from taizhang.server.accounts.roles import place
from taizhang.server.facts import amounts, headings, places
from taizhang.server.facts.charge import Charge
from taizhang.server.facts.making import head_of
from taizhang.server.facts.models import STATEMENTS, Fact
from taizhang.server.facts.words import MEASURE_WORDS, ROLE_WORDS
from taizhang.server.look.templatetags.pieces import KINDS, STATE_WORDS
from taizhang.values.errors import UsageError
from taizhang.values.period import Period

OP_WORDS = {"=": gettext_lazy("= equal"), ">=": gettext_lazy("≥ at least"), ">": gettext_lazy("> above"), "<=": gettext_lazy("≤ at most"),
            "<": gettext_lazy("< below"), "~": gettext_lazy("≈ about"), "range": gettext_lazy("from … to …")}
#: The field of the reader's object that names the fact, by kind.
NAMED_BY = dict.fromkeys(STATEMENTS, "indicator") | {"task": "title", "goal": "what", "cite": "title", "clause": "what"}
#: In which forms a kind is measured; the first where nothing is said. For a goal, a clause and a citation it is what sort it is of.
MEASURES = dict.fromkeys(STATEMENTS, ("level", "growth", "increment", "rank", "ratio")) | {
    "goal": ("state", "direction", "place"), "clause": ("incentive", "cadence", "vague"),
    "cite": ("other", "implements", "issues", "revises", "drafts")}
LIMIT = Decimal(10) ** 27
MOST_UNITS = 60


class PlaceField(forms.IntegerField):
    """A place in the text, which a page fills in when a stretch is selected."""

    widget = forms.HiddenInput
    default_error_messages = {"invalid": gettext_lazy("A place in the text is a whole number: the count of characters before it.")}

    def __init__(self) -> None:
        super().__init__(required=False)


class CorrectionForm(forms.Form):
    """A correction of one fact. Only the fields that its kind has are there; ``units`` is a list of (name, role) beside them.

    ``start``, ``end``, ``value_start``, ``value_end`` (code points) give the fact another place in its text; where they are left out
    it stays. ``charged`` is the units in charge of a fact that is not stored yet, ``apart_from`` keys of facts that make room.
    """

    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    what = forms.CharField(label=gettext_lazy("Indicator"), max_length=300)
    op = forms.ChoiceField(label=gettext_lazy("Comparison"), choices=list(OP_WORDS.items()))
    value = forms.CharField(label=gettext_lazy("Value"), max_length=60)
    value2 = forms.CharField(label=gettext_lazy("Upper value"), max_length=60, required=False)
    measure_unit = forms.CharField(label=gettext_lazy("Unit of measure"), max_length=30, required=False)
    period = forms.CharField(label=gettext_lazy("Period"), max_length=20, required=False)
    subject = forms.CharField(label=gettext_lazy("Whose"), max_length=120, required=False)
    measure = forms.ChoiceField(label=gettext_lazy("Form"), required=False)
    per = forms.CharField(label=gettext_lazy("Per"), max_length=30, required=False)
    number = forms.CharField(label=pgettext_lazy("of a task", "Number"), max_length=40, required=False)
    path = forms.CharField(label=gettext_lazy("Headings above"), max_length=300, required=False)
    why = forms.CharField(label=gettext_lazy("Reason"), max_length=500, required=False)
    start, end, value_start, value_end = PlaceField(), PlaceField(), PlaceField(), PlaceField()

    field_order = ("kind", "op", "what", "value", "value2", "measure_unit", "period", "measure", "per", "subject", "number", "path", "why")
    SHAPES = dict.fromkeys(STATEMENTS, ("kind", "op", "what", "value", "value2", "measure_unit", "period", "measure", "per", "subject", "why",
                                        "value_start", "value_end")) | {
        "task": ("what", "number", "path", "why"), "goal": ("what", "period", "subject", "why"), "cite": ("what", "measure", "why"),
        "clause": ("what", "why")}

    def __init__(self, fact: Fact, given: Mapping[str, Any] | None = None, *, charged: Sequence[Charge] = (),
                 apart_from: Iterable[Any] = ()) -> None:
        self.fact = fact
        self.charged = [(one.unit, one.name, one.role, one.inherited) for one in fact.in_charge.all()] if fact.pk else list(charged)
        self.apart_from = tuple(apart_from)
        self.place: places.Place | None = None
        self.units = _pairs((given or {}).get("units")) if given is not None and "units" in given else None
        super().__init__(None if given is None else {k: v for k, v in given.items() if k != "units"}, initial=self._present(fact))
        kinds = STATEMENTS if fact.kind in STATEMENTS else (fact.kind,)
        self.fields["kind"].choices = [(one, KINDS[one]) for one in kinds]  # type: ignore[attr-defined]
        for name in list(self.fields):
            if fact.kind in self.SHAPES and name not in (*self.SHAPES[fact.kind], "start", "end"):
                del self.fields[name]
        if fact.kind not in STATEMENTS:
            self.fields["what"].label = KINDS[fact.kind]
        if fact.kind == "cite":
            self.fields["measure"].label = pgettext_lazy("of a citation", "Relation")
        if "measure" in self.fields:
            self.fields["measure"].choices = [(one, MEASURE_WORDS[one]) for one in MEASURES[fact.kind]]  # type: ignore[attr-defined]

    @staticmethod
    def _present(fact: Fact) -> dict[str, Any]:
        said: dict[str, Any] = {"kind": fact.kind, "what": fact.what, "period": fact.period, "subject": fact.subject}
        if fact.kind == "task":
            said |= headings.present(fact)
        if fact.kind == "cite":
            said["measure"] = fact.measure or MEASURES["cite"][0]
        if fact.kind in STATEMENTS and fact.value_text:
            scale = scale_of(fact)
            number, unit = amounts.typed(Decimal(fact.value_text), fact.measure_unit, scale)
            said |= {"op": fact.op or "=", "value": number, "measure_unit": unit, "measure": fact.measure, "per": str(fact.fields.get("per") or "")}
            if fact.value2_text:
                said["value2"] = amounts.typed(Decimal(fact.value2_text), fact.measure_unit, scale)[0]
        return said

    def clean_value(self) -> Decimal:
        """An exact number."""
        return self._number("value")

    def clean_value2(self) -> Decimal | None:
        """An exact number, or none."""
        return self._number("value2") if self.cleaned_data["value2"] else None

    def _number(self, name: str) -> Decimal:
        try:
            return amounts.number(self.cleaned_data[name])
        except ValueError:
            raise forms.ValidationError(_("“{written}” is not a number. Write it as 2.5 or 12 500; the unit has a field of its own.").format(
                written=self.cleaned_data[name])) from None

    def clean_period(self) -> Period | None:
        """A period in the form of the ledger."""
        written = self.cleaned_data["period"].strip()
        try:
            found = Period.parse(written) if written else None
        except ValueError:
            found, written = None, f"!{written}"
        years = [year for year in (found.first, found.last) if year is not None] if found else []
        months = [month for month in (found.first_month, found.last_month) if month is not None] if found else []
        if written.startswith("!") or any(not 1900 <= year <= 2200 for year in years) or any(not 1 <= month <= 12 for month in months) or (
                years and years[0] > years[-1]):
            raise forms.ValidationError(_("“{written}” is not a period. Write 2020, 2017-12, 2016/2020, or annual for every year.").format(
                written=written.lstrip("!")))
        return found

    def clean(self) -> dict[str, Any]:
        """What has to fit together: bounds of a range, size, units in charge."""
        data: dict[str, Any] = super().clean() or {}
        op, low, high = data.get("op"), data.get("value"), data.get("value2")
        if op == "range" and low is not None and "value2" not in self.errors:
            if high is None:
                self.add_error("value2", _("A range has two ends: give the upper value too."))
            elif high <= low:
                self.add_error("value2", _("The upper value is not above the lower one: {low}, {high}.").format(low=low, high=high))
        elif op != "range" and high is not None:
            self.add_error("op", _("With an upper value the comparison is “from … to …”; or leave the upper value empty."))
        factor = amounts.measure(data.get("measure_unit") or "").factor
        if low is not None and max(abs(low), abs(high or low)) * factor >= LIMIT:
            self.add_error("value", _("The number is too large to be kept exactly."))
        self._check_units()
        self._check_place(data, (low, high), factor)
        return data

    def _check_place(self, data: Mapping[str, Any], values: Sequence[Decimal | None], factor: Decimal) -> None:
        picked = {name: data.get(name) for name in places.PLACE}
        if any(name in self.errors for name in picked) or all(one is None for one in picked.values()):
            return
        scaled = [None if one is None else one * factor for one in values]
        try:
            self.place = places.pick(places.source_of(self.fact)[0], self.fact.kind, picked, self._present_place(), scaled)
        except places.Unfit as unfit:
            self.add_error(None, str(unfit))
            return
        if (there := self._there(str(data.get("kind") or self.fact.kind), self.place)) is not None:
            self.add_error(None, taken(there))

    def _present_place(self) -> places.Place | None:
        return places.present_place(self.fact)

    def _there(self, kind: str, place: places.Place) -> Fact | None:
        return places.at_same_place(self.fact.text_id, kind, place, (self.fact.key, *self.apart_from))

    def _check_units(self) -> None:
        if self.units is None:
            return
        if len(self.units) > MOST_UNITS:
            self.add_error(None, _("At most {n} units can be in charge of one fact.").format(n=MOST_UNITS))
        known = {name for _id, name, _role, _inherited in self.charged}
        for name, role in self.units:
            if role not in ROLE_WORDS:
                self.add_error(None, _("There is no role “{role}” for a unit.").format(role=role))
            if len(name) > 120 or (name not in known and not _unit(name)[1]):
                self.add_error(None, _("The catalogue of units has no “{name}”. Write the name as the catalogue has it, or add it there as an alias.").format(
                    name=name[:60]))

    def in_charge(self) -> list[Charge] | None:
        """The units in charge, resolved; None where the form did not speak of them or leaves them as they are."""
        if self.units is None:
            return None
        present = {name: (id, inherited) for id, name, _role, inherited in self.charged}
        if [(name, role) for _id, name, role, _inherited in self.charged] == self.units:
            return None
        return [(present[name][0] if name in present else _unit(name)[0], name, role, present[name][1] if name in present else False)
                for name, role in self.units]

    def values(self, factor: Decimal) -> tuple[Decimal, Decimal | None]:
        """Value and upper value in the base unit."""
        low, high = self.cleaned_data["value"], self.cleaned_data["value2"]
        return low * factor, None if high is None else high * factor

    def changes(self) -> dict[str, Any]:
        """Fields of the next version; only what differs from the present one. ``fields`` follows where anything does."""
        data, fact = self.cleaned_data, self.fact
        found: dict[str, Any] = {name: data[name] for name in ("kind", "what", "subject", "op") if name in data}
        raw = dict(fact.fields)
        if "period" in data:
            period = data["period"]
            found |= {"period": str(period or ""), "year": period.last if period else None, "year_first": period.first if period else None}
        if "value" in data:
            unit = amounts.measure(data["measure_unit"])
            value, value2 = self.values(unit.factor)
            found |= {"value": value, "value_text": _text(value), "value2_text": "" if value2 is None else _text(value2), "measure_unit": unit.unit}
            if _same(fact, value, value2):
                found |= {"value": fact.value, "value_text": fact.value_text, "value2_text": fact.value2_text}
        # Whoever does not speak of these leaves them as they are.
        if data.get("measure"):
            found["measure"] = data["measure"]
        if "per" in data and "per" in self.data and (data["per"] or None) != (fact.fields.get("per") or None):
            raw["per"] = data["per"] or None
        raw |= headings.changed(fact, {name: data[name] for name in headings.NAMES if name in data and name in self.data})
        follows = False
        if self.place is not None and self.place != places.present_place(fact):
            there = places.moved(fact, self.place)
            raw |= there.pop("fields")
            # A task or a clause without a name is called by its words, whichever these are.
            follows = fact.kind in ("task", "clause") and data["what"] == fact.what == head_of(fact.quote)
            found |= there | ({"what": head_of(there["quote"])} if follows else {})
        if raw.get("path") != fact.fields.get("path") and raw.get(headings.BY_HAND):
            found["clause"] = headings.clause(raw, str(data.get("what") or ""))
        found = {name: value for name, value in found.items() if getattr(fact, name) != value}
        for name, value in found.items():
            if name != "what" or not follows:
                raw |= _raw(name, value, str(found.get("kind", fact.kind)))
        return found | {"fields": raw} if found or raw != fact.fields else {}


class AddingForm(CorrectionForm):
    """A fact that the reader missed: what a correction holds, and in which form it is measured; its place has to be given.

    ``fact`` is not stored yet; it says document, text and kind. What a task, a clause or a citation is called may be left out.
    """

    def __init__(self, fact: Fact, given: Mapping[str, Any] | None = None) -> None:
        super().__init__(fact, given)
        if "measure" not in self.fields and fact.kind in MEASURES:
            self.fields["measure"] = forms.ChoiceField(label=gettext_lazy("Form"), required=False)
        if "measure" in self.fields:
            self.fields["measure"].choices = [("", ""), *((one, MEASURE_WORDS[one]) for one in MEASURES[fact.kind])]  # type: ignore[attr-defined]
        self.fields["what"].required = fact.kind in (*STATEMENTS, "goal")

    def _present_place(self) -> places.Place | None:
        return None

    def _there(self, kind: str, place: places.Place) -> Fact | None:
        return None  # asked once nobody else can add there meanwhile


def taken(there: Fact) -> str:
    """The sentence that says which fact stands at a place already."""
    return _("“{label}” stands at this place already ({state}). Decide about that one.").format(
        label=there.what or there.quote[:40], state=STATE_WORDS.get(there.state, there.state))


def scale_of(fact: Fact) -> str:
    """The word of scale in which the document wrote the value."""
    words = fact.quote[(fact.value_start or 0) - fact.start : (fact.value_end or 0) - fact.start] if fact.value_start is not None else ""
    words += str(fact.fields.get("scale") or "")  # as a person said it where it stands elsewhere
    value = abs(Decimal(fact.value_text or 0))
    return next((word for word, factor in measure_words()["scales"].items() if word in words and value * 10 >= Decimal(factor)), "")


def _same(fact: Fact, value: Decimal, value2: Decimal | None) -> bool:
    held = Decimal(fact.value_text) if fact.value_text else None, Decimal(fact.value2_text) if fact.value2_text else None
    return held == (value, value2)


def _text(value: Decimal) -> str:
    return plain(value.to_integral_value() if value == value.to_integral_value() else value)


def _raw(name: str, value: Any, kind: str) -> dict[str, Any]:
    if name == "what":
        return {NAMED_BY[kind]: value}
    if name == "value":
        return {}
    if name in ("value_text", "value2_text"):
        return {name.removesuffix("_text"): value or None}
    if name == "measure_unit":
        return {"unit": value}
    if name == "measure":
        return {{"cite": "relation", "goal": "form", "clause": "clause_kind"}.get(kind, "measure"): value}
    return {name: value or None} if name in ("kind", "op", "subject", "period") else {}


def _unit(name: str) -> tuple[str, bool]:
    """(id of the one unit, known) of a name: a set of units is known and has no single id."""
    try:
        found = resolve(name, timezone.localdate(), place())
    except UsageError:
        return "", False
    return (found.units[0] if len(found.units) == 1 else ""), found.known or found.manner in ("open", "set", "region")


def _pairs(given: Any) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for one in given if isinstance(given, list | tuple) else []:
        if isinstance(one, list | tuple) and len(one) == 2 and str(one[0]).strip():
            name, role = str(one[0]).strip(), str(one[1])
            if name not in {had for had, _role in found}:
                found.append((name, role))
    return found
