"""The form that makes a token."""
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.server.accounts.capabilities import CAPABILITIES
from taizhang.server.accounts.models import User
from taizhang.server.accounts.policy import OWN
from taizhang.server.api.actions import LONGEST, USUAL, choices


def words(capability: str) -> str:
    """What a token may do, in words."""
    return _("act on what is one's own: stop and repeat one's jobs, end sessions and tokens") if capability == OWN else _(CAPABILITIES[capability].says)


class TokenForm(forms.Form):
    """A name, what it may, until when. Reading alone is ticked at first: more is given on purpose."""

    name = forms.CharField(label=gettext_lazy("What it is for"), max_length=60, help_text=gettext_lazy("The program that will use it: it stands in the trail."))
    capabilities = forms.MultipleChoiceField(label=gettext_lazy("What it may do"), widget=forms.CheckboxSelectMultiple)
    until = forms.DateField(label=gettext_lazy("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *given: Any, user: User, **more: Any) -> None:
        today = timezone.localdate()
        allowed = choices(user)
        more.setdefault("initial", {"until": today + timedelta(days=USUAL), "capabilities": [one for one in allowed if one == "documents.read"]})
        super().__init__(*given, **more)
        self.fields["capabilities"].choices = [(one, words(one)) for one in allowed]  # type: ignore[attr-defined]
        self.fields["until"].help_text = _("At most {n} days from today.").format(n=LONGEST)
