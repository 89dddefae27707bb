"""Finding entries: which person, what kind, which noun, when, how it ended; page by page without counting them all."""
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taizhang.server.accounts.models import User
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.audit.actions import ACTIONS
from taizhang.server.audit.models import Entry
from taizhang.server.oversight.reading import NOUNS, OUTCOMES, action_words, noun_words

SIZE = 50
LARGEST = 2**63 - 1


class Filters(forms.Form):
    """What the auditor looks for; every field may be empty."""

    person = forms.CharField(label=_("Person"), required=False, max_length=60, help_text=_("name or account, of who acted or was concerned"))
    action = forms.ChoiceField(label=_("What happened"), required=False)
    noun = forms.ChoiceField(label=_("About"), required=False)
    outcome = forms.ChoiceField(label=_("Outcome"), required=False)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    key = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        every = ("", _("all"))
        kinds = sorted(((name, action_words(name)) for name in ACTIONS), key=lambda one: one[0])
        nouns = {*(policy.noun for policy in POLICIES), *NOUNS}
        self._choose("action", [every, *kinds])
        self._choose("noun", [every, *((noun, noun_words(noun)) for noun in sorted(nouns))])
        self._choose("outcome", [every, *OUTCOMES.items()])

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_since(self) -> date | None:
        """A day of this office's time."""
        return self._day("since")

    def clean_until(self) -> date | None:
        """A day of this office's time."""
        return self._day("until")

    def _day(self, name: str) -> date | None:
        day: date | None = self.cleaned_data[name]
        if day is not None and not 1900 <= day.year <= 2999:  # the ends of the calendar have no midnight everywhere
            raise forms.ValidationError(_("This day is too far away."))
        return day

    def rows(self) -> QuerySet[Entry]:
        """The entries that are meant, newest first; of fields that cannot be understood none is used."""
        found = Entry.objects.order_by("-id")
        if not self.is_valid():
            return found.none()
        given = self.cleaned_data
        if given["person"]:
            people = list(User.objects.filter(Q(account__iexact=given["person"]) | Q(name__icontains=given["person"])).values_list("pk", flat=True)[:200])
            found = found.filter(Q(actor__in=people) | Q(noun="user", key__in=[str(pk) for pk in people]))
        for name in ("action", "noun", "outcome", "key"):
            if given[name]:
                found = found.filter(**{name: given[name]})
        if given["since"]:
            found = found.filter(at__gte=_midnight(given["since"]))
        if given["until"]:
            found = found.filter(at__lt=_midnight(given["until"]) + timedelta(days=1))
        return found


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


@dataclass(slots=True)
class Leaf:
    """One page of entries: a keyset, so that page 20000 costs what page 1 costs."""

    rows: list[Entry]
    newer: str = ""
    older: str = ""


def leaf(rows: QuerySet[Entry], asked: QueryDict) -> Leaf:
    """The page that ``before`` or ``after`` (numbers of entries) asks for; the newest without one."""
    before, after = _number(asked.get("before")), _number(asked.get("after"))
    if after is not None:
        found = list(rows.filter(id__gt=after).order_by("id")[:SIZE + 1])
        more, found = len(found) > SIZE, found[:SIZE][::-1]
        return Leaf(found, newer=str(found[0].pk) if more else "", older=str(found[-1].pk) if found else str(after + 1))
    found = list((rows.filter(id__lt=before) if before is not None else rows)[:SIZE + 1])
    more, found = len(found) > SIZE, found[:SIZE]
    first = str(found[0].pk) if found else str(before - 1 if before else 0)
    return Leaf(found, newer=first if before is not None else "", older=str(found[-1].pk) if more else "")


def _number(written: str | None) -> int | None:
    return int(written) if written and written.isascii() and written.isdigit() and int(written[:30]) < LARGEST else None
