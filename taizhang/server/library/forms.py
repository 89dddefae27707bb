"""What a person types about effects, systems and their members."""
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from taizhang.server.accounts.roles import place
from taizhang.server.documents.effects import DOES_WORDS
from taizhang.server.documents.models import Document
from taizhang.server.library.finding import document_named, unit_named
from taizhang.server.library.models import STATES, Member
from taizhang.values.errors import UsageError

MEMBER_WORDS = {"planned": pgettext_lazy("member", "planned"), "drafted": pgettext_lazy("member", "drafted"), "issued": pgettext_lazy("member", "issued"),
                "dropped": pgettext_lazy("member", "dropped")}
MEMBER_SHAPES = {"planned": "notstarted", "drafted": "behind", "issued": "done", "dropped": "na"}


def day_field(label: Any, hint: Any = "") -> forms.DateField:
    """A day that may be left out."""
    return forms.DateField(label=label, required=False, help_text=hint, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
                           input_formats=["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d"])


class EffectForm(forms.Form):
    """What a document does to another one."""

    other = forms.CharField(label=gettext_lazy("The other document"), max_length=500, help_text=gettext_lazy("Its number or its title."),
                            widget=forms.TextInput(attrs={"list": "documents-here", "autocomplete": "off"}))
    does = forms.ChoiceField(label=gettext_lazy("What this document does to it"), choices=list(DOES_WORDS.items()))
    part = forms.BooleanField(label=gettext_lazy("Only a part of it"), required=False)
    scope = forms.CharField(label=gettext_lazy("Which part"), max_length=300, required=False)
    day = day_field(gettext_lazy("From which day"), gettext_lazy("Leave it empty where nobody knows: the page then says that the day is unknown."))
    why = forms.CharField(label=gettext_lazy("Reason"), max_length=500, required=False)

    def __init__(self, user: Any, given: Mapping[str, Any] | None = None, **more: Any) -> None:
        self.user = user
        self.document: Document | None = None
        super().__init__(given, **more)

    def clean_other(self) -> str:
        """The document the words name."""
        words = str(self.cleaned_data["other"])
        try:
            self.document = document_named(self.user, words)
        except UsageError as wrong:
            raise forms.ValidationError(str(wrong)) from None
        return words

    def clean(self) -> dict[str, Any]:
        """A part is named."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("part") and not data.get("scope"):
            self.add_error("scope", _("Say which part: clauses, or what they are about."))
        return data


class SystemForm(forms.Form):
    """Name and note of a system."""

    title = forms.CharField(label=gettext_lazy("Name of the system"), max_length=300)
    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def values(self) -> dict[str, Any]:
        """Columns of the row."""
        return {"title": " ".join(self.cleaned_data["title"].split()), "note": self.cleaned_data["note"]}


class MemberForm(forms.Form):
    """A member of a system: a document that is here, or a title that is owed."""

    title = forms.CharField(label=gettext_lazy("Title"), required=False, max_length=300,
                            help_text=gettext_lazy("Of what is planned. May be left out where the document is here."))
    document = forms.CharField(label=gettext_lazy("Document here"), required=False, max_length=500, help_text=gettext_lazy("Its number or its title."),
                               widget=forms.TextInput(attrs={"list": "documents-here", "autocomplete": "off"}))
    unit = forms.CharField(label=gettext_lazy("Unit that owes it"), required=False, max_length=120,
                           widget=forms.TextInput(attrs={"list": "units-here", "autocomplete": "off"}))
    due = day_field(gettext_lazy("Due on"), gettext_lazy("Leave it empty where nobody has said."))
    state = forms.ChoiceField(label=gettext_lazy("State"), choices=[(one, MEMBER_WORDS[one]) for one in STATES])
    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=500)

    def __init__(self, user: Any, given: Mapping[str, Any] | None = None, **more: Any) -> None:
        self.user = user
        self.found: Document | None = None
        super().__init__(given, **more)

    @classmethod
    def of(cls, user: Any, member: Member, document: Document | None) -> "MemberForm":
        """The form of a member as it is."""
        return cls(user, initial={
            "title": member.title, "document": (document.number or document.title) if document else "", "unit": unit_shown(member.unit),
            "due": member.due, "state": member.state, "note": member.note})

    def clean_document(self) -> str:
        """The document the words name."""
        words = str(self.cleaned_data["document"])
        if words.strip():
            try:
                self.found = document_named(self.user, words)
            except UsageError as wrong:
                raise forms.ValidationError(str(wrong)) from None
        return words

    def clean_due(self) -> Any:
        """A day within reason."""
        day = self.cleaned_data["due"]
        if day is not None and not 1900 <= day.year <= 2200:
            raise forms.ValidationError(_("The year {year} cannot be right.").format(year=day.year))
        return day

    def clean(self) -> dict[str, Any]:
        """A title or a document, and a reason for what is dropped."""
        data: dict[str, Any] = super().clean() or {}
        if not data.get("title") and self.found is None and "document" not in self.errors:
            self.add_error("title", _("Give a title, or name a document that is here."))
        if data.get("state") == "dropped" and not data.get("note"):
            self.add_error("note", _("Say why it will not come: the page shows it."))
        return data

    def values(self) -> dict[str, Any]:
        """Columns of the row: a document that is here is issued, unless it was dropped."""
        data = self.cleaned_data
        state = data["state"] if self.found is None or data["state"] == "dropped" else "issued"
        unit = unit_named(data["unit"]).id if data["unit"].strip() else ""
        title = " ".join(data["title"].split()) or (self.found.title[:300] if self.found else "")
        return {"title": title, "document": self.found.key if self.found else None, "unit": unit, "due": data["due"], "state": state,
                "note": data["note"]}


def unit_shown(unit: str) -> str:
    """A unit as a form shows it: the name documents use."""
    found = place().units.get(unit)
    return found.short or found.name if found else unit
