"""Expunging: the page on which it is asked for, and the one on which it is decided."""
from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from taizhang.server.accounts.doors import page
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.audit.models import Expunging
from taizhang.server.look.notices import tell
from taizhang.server.look.tables import page_number
from taizhang.server.oversight import actions
from taizhang.server.oversight.filters import LARGEST
from taizhang.server.oversight.reading import noun_words
from taizhang.values.errors import UsageError

ROWS = 30


class AskForm(forms.Form):
    """Which values of which object, and on what legal basis."""

    noun = forms.ChoiceField(label=gettext_lazy("Kind of object"))
    key = forms.CharField(label=gettext_lazy("Its key"), max_length=80, help_text=gettext_lazy("the last part of the address of its page"))
    names = forms.CharField(label=gettext_lazy("Names of the values"), required=False, max_length=500,
                            help_text=gettext_lazy("with commas, such as label, old, new; empty means all values of the object"))
    basis = forms.CharField(label=gettext_lazy("Legal basis"), max_length=actions.LONGEST, widget=forms.Textarea(attrs={"rows": 3}),
                            help_text=gettext_lazy("law and clause, and the decision it follows; write no content that has to go"))

    def __init__(self, *given: object, **more: object) -> None:
        super().__init__(*given, **more)  # type: ignore[arg-type]
        field = self.fields["noun"]
        assert isinstance(field, forms.ChoiceField)
        nouns = {policy.noun: str(policy.says) for policy in POLICIES}
        field.choices = [(noun, nouns[noun]) for noun in sorted(nouns, key=nouns.__getitem__)]

    def listed(self) -> list[str]:
        """The names, one by one; both kinds of comma are understood."""
        written = self.cleaned_data["names"].replace("\N{FULLWIDTH COMMA}", ",").replace("\N{IDEOGRAPHIC COMMA}", ",")
        return [name for name in written.split(",") if name.strip()]


def _row(asked: Expunging) -> dict[str, object]:
    return {"asked": asked, "noun": noun_words(asked.noun), "state": POLICIES.get("expunging").state_words(asked.state)}


def _found(pk: int) -> Expunging:
    asked = Expunging.objects.select_related("asked_by", "decided_by").filter(pk=pk).first() if pk <= LARGEST else None
    if asked is None:
        raise Http404
    return asked


@page("expunging", "read")
@require_safe
def expungings(request: HttpRequest) -> HttpResponse:
    """All requests, those that wait first."""
    rows = Expunging.objects.select_related("asked_by", "decided_by").order_by("decided_at", "-id")
    waiting = [_row(one) for one in rows.filter(state="asked")]
    decided = Paginator(rows.exclude(state="asked").order_by("-decided_at", "-id"), ROWS).get_page(page_number(request))
    return render(request, "oversight/expungings.html", {"waiting": waiting, "decided": [_row(one) for one in decided], "page": decided})


@page("expunging", "read")
@require_safe
def expunging(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: what it would destroy, by names and numbers, and the two buttons."""
    asked = _found(pk)
    rows = actions.covered(asked)
    names = sorted(set(rows.values_list("name", flat=True)))
    return render(request, "oversight/expunging.html", {
        **_row(asked), "values": rows.count(), "entries": rows.values("entry").distinct().count(), "names": names,
        "verdict": POLICIES.get("expunging").may(request.user, "decide", asked),
    })


@page("expunging", "decide")
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm or decline."""
    POLICIES.get("expunging").require(request.user, "decide", _found(pk))
    remark = request.POST.get("remark", "")
    if request.POST.get("decision") == "confirm":
        if request.POST.get("sure") != "yes":
            raise UsageError(_("nothing was destroyed"), why=_("the box that says you are sure was not ticked"), hint=_("go back and tick it"))
        actions.confirm(request.user, pk, remark)
        tell(request, _("The values were destroyed. The chain holds; verify it if you like."))
    else:
        actions.decline(request.user, pk, remark)
        tell(request, _("Declined; nothing was destroyed."))
    return redirect("audit:expungings")


@page("expunging", "follow")
@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """What was asked for and how it was decided, and the form for asking."""
    return _requests(request, AskForm())


@page("expunging", "ask")
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for an expunging; what cannot be asked is told at the form."""
    form = AskForm(request.POST)
    if form.is_valid():
        try:
            actions.ask(request.user, form.cleaned_data["noun"], form.cleaned_data["key"], form.listed(), form.cleaned_data["basis"])
        except UsageError as error:
            form.add_error(None, f"{error.where}: {error.what}. {error.hint}" if error.where else f"{error.what}. {error.hint}")
        else:
            tell(request, _("Asked. The auditor decides."))
            return redirect("audit:requests")
    return _requests(request, form, 422)


def _requests(request: HttpRequest, form: AskForm, status: int = 200) -> HttpResponse:
    rows = Paginator(Expunging.objects.select_related("asked_by", "decided_by").order_by("-id"), ROWS).get_page(page_number(request))
    return render(request, "oversight/requests.html", {"form": form, "rows": [_row(one) for one in rows], "page": rows}, status=status)
