"""All values one may read and export, as a table, JSON, a workbook or a data package."""
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from taizhang.server.accounts.doors import page
from taizhang.server.accounts.roles import place
from taizhang.server.indicators import taking
from taizhang.server.indicators.editions import ENDS
from taizhang.server.indicators.reasons import language, words
from taizhang.server.ledger.views.exports import attachment
from taizhang.server.local.names import thing_words
from taizhang.values.errors import UsageError


@page("series", "export")
@require_safe
def package(request: HttpRequest) -> HttpResponse:
    """Choose which, and in which form."""
    return _form(request, {})


@page("series", "export")
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """The file; the trail says who took it."""
    form = ENDS.get(request.POST.get("form", ""))
    try:
        if form is None:
            raise UsageError(_("Choose the form of the file."))
        edition = taking.take(request.user, taking.Wanted.parse(request.POST), form.name, f"{request.scheme}://{request.get_host()}")
    except UsageError as error:
        return _form(request, {"wrong": error, "given": request.POST}, 422)
    response = HttpResponse(form.write(edition, language()), content_type=form.content_type)
    response["Content-Disposition"] = attachment(_("values-{day}").format(day=f"{timezone.localdate():%Y%m%d}") + form.suffix)
    return response


def _form(request: HttpRequest, more: dict[str, Any], status: int = 200) -> HttpResponse:
    pack, say = place(), words()
    return render(request, "indicators/package.html", {
        "forms": [(end, say(one.says)) for end, one in ENDS.items()], "indicators": [(id, thing_words("indicators", id)) for id in pack.indicators],
        "regions": [pack.regions[pack.home], *pack.members(pack.home, zones=True)] if pack.home in pack.regions else [],
        "largest": taking.LARGEST, **more}, status=status)
