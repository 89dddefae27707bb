"""The forms of a name: what it is, what it stands for, from when to when."""
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.server.local.models import SECTIONS
from taizhang.server.local.names import LONGEST, SECTION_WORDS, meant


def day_field(label: Any, hint: Any = "") -> forms.DateField:
    """A day that may be left out."""
    return forms.DateField(label=label, required=False, help_text=hint, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class AliasForm(forms.Form):
    """A new name. ``of`` takes a known name or an id of the pack; ``until`` is the last day."""

    name = forms.CharField(label=gettext_lazy("Name, as documents write it"), max_length=LONGEST)
    section = forms.ChoiceField(label=gettext_lazy("Stands for a"), choices=[(one, SECTION_WORDS[one]) for one in SECTIONS])
    of = forms.CharField(label=gettext_lazy("Which one"), max_length=120, widget=forms.TextInput(attrs={"list": "known", "lang": "zh-Hans"}),
                         help_text=gettext_lazy("a name that is known already, or an id of the pack"))
    since = day_field(gettext_lazy("From"), gettext_lazy("empty: always"))
    until = day_field(gettext_lazy("Last day"), gettext_lazy("empty: no end"))
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        """The thing it stands for has to be there, and the days have to run forward."""
        data: dict[str, Any] = super().clean() or {}
        written, section = data.get("of"), data.get("section")
        if written and section:
            data["id"] = meant(section, written)
            if not data["id"]:
                self.add_error("of", _("No single {what} is called “{name}”. Write a name as the pack has it, or its id.").format(
                    what=SECTION_WORDS[section], name=written[:60]))
        if data.get("since") and data.get("until") and data["until"] < data["since"]:
            self.add_error("until", _("The last day is before the first."))
        return data

    @property
    def end(self) -> date | None:
        """The first day after."""
        return after(self.cleaned_data["until"])


class EndForm(forms.Form):
    """The last day of a name, and why."""

    until = forms.DateField(label=gettext_lazy("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500, required=False)


def after(last: date | None) -> date | None:
    """The first day after a last day; none where the calendar ends."""
    return last + timedelta(days=1) if last is not None and last.year < 9999 else None
