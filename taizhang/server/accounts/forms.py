"""Forms of accounts: what was typed, checked for shape; whether it may be done is asked by the actions."""
from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.utils.translation import gettext_lazy as _

from taizhang.server.accounts.models import User

LONGEST = 256  # hashing a password without end is work without end


def secret(label: Any, autocomplete: str, **more: Any) -> forms.CharField:
    """A field for a password."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, widget=widget, strip=False, max_length=LONGEST, **more)


class PasswordForm(forms.Form):
    """The old password and the new one, twice."""

    old = secret(_("Present password"), "current-password")
    new = secret(_("New password"), "new-password")
    again = secret(_("New password, again"), "new-password")

    def __init__(self, *given: Any, user: User, **more: Any) -> None:
        self.user = user
        super().__init__(*given, **more)
        self.rules = password_validators_help_texts()

    def clean_old(self) -> str:
        """The present password has to be right."""
        old = str(self.cleaned_data["old"])
        if not self.user.check_password(old):
            raise forms.ValidationError(_("This is not your present password."))
        return old

    def clean_new(self) -> str:
        """The rules of passwords, and another one than before."""
        new = str(self.cleaned_data["new"])
        if self.user.check_password(new):
            raise forms.ValidationError(_("This is the password you have now; choose another."))
        validate_password(new, self.user)
        return new

    def clean(self) -> dict[str, Any]:
        """Both are the same."""
        found = super().clean() or {}
        if found.get("new") and found.get("again") and found["new"] != found["again"]:
            self.add_error("again", _("The two new passwords differ; type the new one twice."))
        return found
