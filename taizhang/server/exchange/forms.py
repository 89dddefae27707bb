"""The form that takes a workbook."""
from django import forms
from django.utils.translation import gettext_lazy as _


class NewWorkbook(forms.Form):
    """One .xlsx file."""

    handed = forms.FileField(label=_("Workbook"), max_length=1000, allow_empty_file=True,
                             help_text=_(
                                 "An .xlsx that was exported from the ledger to be filled in, or a bureau's own sheet. The ledger changes only after you "
                                 "have seen the plan."))
