"""What a person may change of what is known about a document."""
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.reading.metadata import PUBLIC_WORDS
from taizhang.server.documents.models import Document
from taizhang.server.documents.numbers import plain_number
from taizhang.server.documents.permissions import STANDING, STATE_WORDS

MOST_ISSUERS = 20


class DocumentForm(forms.Form):
    """Metadata of a document; empty fields are allowed where a document may not say it."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    number = forms.CharField(label=gettext_lazy("Document number"), max_length=120, required=False)
    issuers = forms.CharField(label=gettext_lazy("Issuers"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
                              help_text=gettext_lazy("One a line, in the order of the document."))
    issued = forms.DateField(label=gettext_lazy("Issued on"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
                             input_formats=["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d"])
    publicity = forms.CharField(label=gettext_lazy("Publicity"), max_length=20, required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), choices=[(one, STATE_WORDS[one]) for one in STANDING])
    valid_from = forms.DateField(label=gettext_lazy("In force from"), required=False, input_formats=["%Y-%m-%d"],
                                 widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    valid_until = forms.DateField(label=gettext_lazy("No longer in force from"), required=False, input_formats=["%Y-%m-%d"],
                                  widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    why = forms.CharField(label=gettext_lazy("Reason"), max_length=500, required=False)

    def __init__(self, document: Document, given: Mapping[str, Any] | None = None) -> None:
        self.document = document
        super().__init__(given, initial={
            "title": document.title, "number": document.number, "issuers": "\n".join(map(str, document.issuers)), "issued": document.issued,
            "publicity": document.publicity, "state": document.state, "valid_from": document.valid_from, "valid_until": document.valid_until,
        })

    def clean_issuers(self) -> list[str]:
        """Names, one a line."""
        names = [" ".join(line.split()) for line in self.cleaned_data["issuers"].splitlines() if line.strip()]
        if len(names) > MOST_ISSUERS or any(len(name) > 120 for name in names):
            raise forms.ValidationError(_("Give at most {n} issuers, one a line, each with its name only.").format(n=MOST_ISSUERS))
        return names

    def clean_publicity(self) -> str:
        """A document that came in with a mark of restricted use is never called public."""
        said = str(self.cleaned_data["publicity"])
        if self.document.restricted and said in PUBLIC_WORDS:
            raise forms.ValidationError(_("It bears “{mark}”: it is never public.").format(mark=self.document.restricted))
        return said

    def clean_issued(self) -> Any:
        """A day within reason."""
        day = self.cleaned_data["issued"]
        if day is not None and not 1900 <= day.year <= 2200:
            raise forms.ValidationError(_("The year {year} cannot be right.").format(year=day.year))
        return day

    def clean(self) -> dict[str, Any]:
        """The days in force run forward."""
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("valid_from"), data.get("valid_until")
        if first and last and last <= first:
            self.add_error("valid_until", _("This has to be after the day from which it is in force, {day}.").format(day=first))
        return data

    def changes(self) -> dict[str, Any]:
        """Fields of the next version; only what differs."""
        found = {name: value for name, value in self.cleaned_data.items() if name != "why" and getattr(self.document, name) != value}
        if "number" in found:
            found["number_plain"] = plain_number(found["number"])
        if "issued" in found:
            found["issued_text"] = found["issued"].isoformat() if found["issued"] else ""
        return found
