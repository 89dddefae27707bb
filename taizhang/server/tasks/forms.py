"""The form of a task by hand."""
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.reading.metadata import PUBLICITIES
from taizhang.server.accounts.lists import regions
from taizhang.server.accounts.roles import place
from taizhang.server.documents.gate import problems
from taizhang.server.look.words import ORIGINS
from taizhang.server.tasks.models import Note

SENTENCE = 5000
#: Nothing typed here is shown to the public unless somebody says so.
SAFE = PUBLICITIES[-1]


class OriginForm(forms.Form):
    """Where a task comes from."""

    origin = forms.ChoiceField(label=gettext_lazy("Comes from"), choices=list(ORIGINS.items()))
    said_by = forms.CharField(label=gettext_lazy("Who said it"), max_length=120, help_text=gettext_lazy("the person or body whose words these are"))
    said_on = forms.DateField(label=gettext_lazy("On which day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    number = forms.CharField(label=gettext_lazy("Number of the letter"), max_length=120, required=False)
    due = forms.DateField(label=gettext_lazy("Due on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    publicity = forms.ChoiceField(label=gettext_lazy("Publicity"), choices=[(one, one) for one in PUBLICITIES], initial=SAFE)

    def clean_said_on(self) -> date:
        """A day that has come."""
        day: date = self.cleaned_data["said_on"]
        if day.year < 1949:
            raise forms.ValidationError(_("The year {year} cannot be right.").format(year=day.year))
        if day > timezone.localdate():
            raise forms.ValidationError(_("What was said was said today at the latest."))
        return day

    def clean_due(self) -> date | None:
        """Due after it was said."""
        day: date | None = self.cleaned_data["due"]
        said = self.cleaned_data.get("said_on")
        if day is not None and (day.year > 2200 or (said is not None and day < said)):
            raise forms.ValidationError(_("It cannot be due before it was said, or in the year {year}.").format(year=day.year))
        return day

    @classmethod
    def of(cls, note: Note, document: Any) -> dict[str, Any]:
        """What is known, as the form shows it."""
        return {"origin": note.origin, "said_by": ", ".join(map(str, document.issuers)), "said_on": document.issued, "number": document.number,
                "due": note.due, "publicity": document.publicity}


class TaskForm(OriginForm):
    """A new task: its sentence too, what it is called, and the region it is about. Units come beside it."""

    sentence = forms.CharField(label=gettext_lazy("The words themselves"), max_length=SENTENCE, strip=True, widget=forms.Textarea(attrs={"rows": 4}))
    title = forms.CharField(label=gettext_lazy("Short title"), max_length=120, required=False, help_text=gettext_lazy("empty: the beginning of the sentence"))
    region = forms.ChoiceField(label=gettext_lazy("Region"))

    field_order = ("sentence", "title", "origin", "said_by", "said_on", "number", "due", "publicity", "region")

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["region"].choices = [(one.id, one.name) for one in regions()]  # type: ignore[attr-defined]
        self.fields["region"].initial = place().home

    def clean_sentence(self) -> str:
        """The words as they will stand for good: no NUL, one kind of line end."""
        written = str(self.cleaned_data["sentence"]).replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").strip()
        if not written:
            raise forms.ValidationError(_("Without words there is no task."))
        written = written.encode("utf-8", "replace").decode()
        if found := problems(written):
            raise forms.ValidationError(found)
        return written
