"""Forms of accounts: what was typed, checked for shape; whether it may be done is asked by the actions."""
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.server.accounts import lists
from taizhang.server.accounts.actions import people
from taizhang.server.accounts.models import User
from taizhang.server.accounts.words import unit_words
from taizhang.values.errors import UsageError

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


class AccountForm(forms.Form):
    """Name, unit and telephone of an account."""

    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=60)
    unit = forms.ChoiceField(label=_("Unit"), required=False, choices=lambda: [("", _("without a unit")), *lists.units()])
    telephone = forms.CharField(label=_("Telephone"), max_length=40, required=False)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        unit = self.initial.get("unit")
        if unit and unit not in dict(pair for _, group in lists.units() for pair in group):  # an ended one stays what it is
            self.fields["unit"].choices = [(unit, unit_words(unit)), *self.fields["unit"].choices]  # type: ignore[attr-defined]


class NewAccountForm(AccountForm):
    """A new account."""

    account = forms.CharField(label=_("Account"), max_length=40, help_text=_(
        "2 to 40 small letters, digits, dots, hyphens; it is never given to another person."))
    field_order = ["account", "name", "unit", "telephone"]

    def clean_account(self) -> str:
        """Of the right signs, and new."""
        account = str(self.cleaned_data["account"]).strip().lower()
        try:
            people.check_account(account)
        except UsageError as error:
            raise forms.ValidationError(f"{error.what} {error.hint}") from None
        return account


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class DaysForm(forms.Form):
    """A first and a last day; the database keeps the first day after."""

    since = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    last = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def clean(self) -> dict[str, Any]:
        """The last is not before the first."""
        found = super().clean() or {}
        if found.get("since") and found.get("last") and found["last"] < found["since"]:
            self.add_error("last", _("The last day lies before the first."))
        elif found.get("last") and found["last"].year > 9000:
            self.add_error("last", _("This day is too far away."))
        return found

    @property
    def until(self) -> date | None:
        """The first day after the last."""
        last = self.cleaned_data.get("last")
        return last + timedelta(days=1) if last else None


class GrantForm(DaysForm):
    """A role within a scope."""

    role = forms.ChoiceField(label=_("Role"), choices=lambda: [("", _("choose")), *lists.role_choices()])
    scope = forms.ChoiceField(label=_("Scope"), choices=lists.scope_choices)
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    field_order = ["role", "scope", "since", "last", "reason"]

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["last"].required = False
        self.fields["last"].help_text = _("Empty: without end.")


class DeputyForm(DaysForm):
    """Who stands in, and when."""

    deputy = forms.ChoiceField(label=_("Deputy"))
    field_order = ["deputy", "since", "last", "reason"]
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)

    def __init__(self, *given: Any, user: User, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["deputy"].choices = [("", _("choose")), *lists.people(without=user)]  # type: ignore[attr-defined]


class TakerForm(ReasonForm):
    """Who takes over, and why."""

    taker = forms.ChoiceField(label=_("To whom"))
    field_order = ["taker", "reason"]

    def __init__(self, *given: Any, user: User, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["taker"].choices = [("", _("choose")), *lists.people(without=user)]  # type: ignore[attr-defined]
