"""Verifying the trail on a page: a button, and the result in words."""
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from taizhang.server.accounts.doors import page
from taizhang.server.audit.anchors import LARGEST, Anchor, newest_anchor, parse_anchor
from taizhang.server.audit.models import Entry
from taizhang.server.oversight.actions import verify_trail
from taizhang.server.oversight.reading import lines
from taizhang.values.errors import UsageError

#: More entries than this take longer than a page should; the command line has no such limit.
MOST = 500_000


class VerifyForm(forms.Form):
    """An anchor kept elsewhere; without one the newest of this server is taken."""

    anchor = forms.FileField(label=gettext_lazy("Anchor kept outside"), required=False, allow_empty_file=True,
                             help_text=gettext_lazy("the .json file that was put away on another machine; without one the newest on this server is used"))

    def clean_anchor(self) -> Anchor | None:
        """The anchor in the file, or a sentence that it is none."""
        given = self.cleaned_data["anchor"]
        if not given:
            return None
        try:
            return parse_anchor(given.read(LARGEST + 1), given.name)
        except UsageError as error:
            raise forms.ValidationError(f"{error.where}: {error.what}. {error.hint}") from error


@page("audit", "verify")
@require_http_methods(["GET", "HEAD", "POST"])
def verification(request: HttpRequest) -> HttpResponse:
    """Before: when it was last verified, which anchor is the newest. After: what was found."""
    form = VerifyForm(request.POST, request.FILES) if request.method == "POST" else VerifyForm()
    report, outside = None, False
    if form.is_bound and form.is_valid():
        if Entry.objects.count() > MOST:
            raise UsageError(_("the trail is too long to be verified on a page"), hint=_("run on the server: taizhang audit verify --anchor FILE"))
        outside = form.cleaned_data["anchor"] is not None
        report = verify_trail(request.user, form.cleaned_data["anchor"] or newest_anchor())
    before = Entry.objects.filter(action="audit.verify", outcome="done").order_by("-id")[:5]
    return render(request, "oversight/verification.html", {
        "form": form, "report": report, "outside": outside, "lines": lines(before, request.user), "anchor": newest_anchor(),
    }, status=422 if form.errors else 200)
