"""The form of a judgement; what it asks depends on what is judged."""
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.server.facts.models import Fact
from taizhang.server.rollups.models import STATES
from taizhang.server.rollups.words import state_words


class JudgeForm(forms.Form):
    """State, reason and the sentences it rests on; of a title also its days. ``facts`` are the sentences to choose from."""

    state = forms.ChoiceField(label=gettext_lazy("State"))
    since = forms.DateField(label=gettext_lazy("Reached on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    known = forms.ChoiceField(label=gettext_lazy("The day is"), choices=[
        ("on", gettext_lazy("the day itself")), ("by", gettext_lazy("that of a document: by then at the latest"))])
    until = forms.DateField(label=gettext_lazy("Holds until before"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                            help_text=gettext_lazy("empty: by the term the pack has for it, else without an end"))
    due = forms.DateField(label=gettext_lazy("Evaluated again on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    evidence = forms.MultipleChoiceField(label=gettext_lazy("Sentences it rests on"), required=False, widget=forms.CheckboxSelectMultiple)
    reason = forms.CharField(label=gettext_lazy("Reason"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
                             help_text=gettext_lazy("The reason stays in the ledger."))

    def __init__(self, about: str, facts: list[Fact], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.about = about
        state: Any = self.fields["state"]
        state.choices = [(one, state_words(about, one)) for one in STATES[about]]
        if about != "title":
            for name in ("since", "known", "until", "due"):
                del self.fields[name]
        evidence: Any = self.fields["evidence"]
        evidence.choices = [(str(one.key), one.quote[:80]) for one in facts]
        if not facts:
            del self.fields["evidence"]

    def clean(self) -> dict[str, Any]:
        """Days run forward; a part takes a reason, everything else a reason or evidence."""
        data: dict[str, Any] = super().clean() or {}
        since: date | None = data.get("since")
        for name in ("until", "due"):
            if since and data.get(name) and data[name] <= since:
                self.add_error(name, _("This day is not after the one on which it was reached."))
        if not data.get("reason", "").strip() and (self.about == "part" or not data.get("evidence")):
            self.add_error("reason", _("Give a reason, or choose the sentences it rests on."))
        return data
