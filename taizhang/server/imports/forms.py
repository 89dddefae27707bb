"""The form that takes files."""
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang.packs import load, shipped
from taizhang.reading.api import AUTO
from taizhang.server.accounts.roles import place
from taizhang.server.imports.deciding import LONGEST
from taizhang.server.imports.models import Item
from taizhang.server.imports.permissions import owners
from taizhang.server.imports.showing import CHOICES
from taizhang.text.formats import get, known


def accepted() -> list[str]:
    """The suffixes of all files that can be taken in, as the field of a form names them."""
    return sorted({suffix for name in known() for suffix in get(name).suffixes if suffix} | {".zip"})


class Several(forms.ClearableFileInput):
    """A field for several files at once."""

    allow_multiple_selected = True


class Files(forms.FileField):
    """Several files; each is checked like a single one."""

    widget = Several(attrs={"accept": ",".join(accepted())})

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The list of files."""
        single = super().clean
        given = data if isinstance(data, list | tuple) else [data]
        return [single(one, initial) for one in given] if given else [single(None, initial)]


class NewImport(forms.Form):
    """Files or a zip, the pack to read with, the unit that keeps the documents."""

    handed = Files(label=_("Files"), max_length=1000, allow_empty_file=True,
                  help_text=_("Papers of Word and WPS (.docx, .doc, .wps, .rtf, .odt), PDF, OFD, pictures of pages, workbooks (.xlsx, "
                              ".xls, .et, .csv), web pages, Markdown, letters (.eml) with what is "
                              "attached, plain text, or a .zip of them. The ledger changes only after you have seen the plan."))
    pack = forms.ChoiceField(label=_("Names of which place"), required=False,
                             help_text=_("Units and regions are recognised by these names. By default each file says it itself."))
    owner = forms.ChoiceField(label=_("Kept by"), required=False, help_text=_("The unit that keeps these documents here."))

    def __init__(self, *given: Any, person: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["pack"].choices = [(AUTO, _("As the file says")), *((name, load(name).title) for name in shipped())]  # type: ignore[attr-defined]
        units = place().units
        allowed = owners(person)
        first = [person.unit] if person.unit in allowed else []
        listed = [*first, *(one for one in allowed if one not in first)]
        self.fields["owner"].choices = [(one, units[one].short or units[one].name) for one in listed]  # type: ignore[attr-defined]
        if not listed:
            self.fields["owner"].choices = [("", _("Nobody in particular"))]  # type: ignore[attr-defined]


class Found(forms.Form):
    """What becomes of a file that bears a mark of restricted use or holds data of persons."""

    handling = forms.ChoiceField(label=_("Data of persons"), widget=forms.RadioSelect, choices=[
        ("mask", _("Mask them: the text has * for their digits, and the file itself is not kept")), ("keep", _("Keep them, and the file with them"))])
    grounds = forms.CharField(label=_("Reason"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    choice = forms.ChoiceField(label=_("What becomes of the file"))

    def __init__(self, *given: Any, item: Item, **more: Any) -> None:
        super().__init__(*given, **more)
        self.initial = {"handling": item.handling or "mask", "grounds": item.grounds, "choice": item.choice}
        self.item = item
        ways = ["create", *(["version"] if item.target else []), "skip"]
        self.fields["choice"].choices = [(one, CHOICES[one]) for one in ways]  # type: ignore[attr-defined]
        restricted, personal = item.gate.get("restricted"), item.gate.get("personal")
        if not personal:
            del self.fields["handling"]
        self.fields["grounds"].help_text = (
            _("Why it may come in although it bears the mark. It is kept in the audit trail.") if restricted else
            _("To keep them, name the legal basis. It is kept in the audit trail."))

    def clean(self) -> dict[str, Any]:
        """A reason, where one is needed."""
        data: dict[str, Any] = super().clean() or {}
        needed = self.item.gate.get("restricted") or data.get("handling") == "keep"
        if data.get("choice") != "skip" and needed and not str(data.get("grounds") or "").strip():
            self.add_error("grounds", _("A reason is needed here: the audit trail keeps it."))
        return data
