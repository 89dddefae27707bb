"""Names that the catalogue does not know: the list, and saying which indicator one of them means."""
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from taizhang.packs import indicator_of
from taizhang.server.accounts.doors import page
from taizhang.server.accounts.roles import place
from taizhang.server.history import Moment
from taizhang.server.indicators.unknown import complete, unknown
from taizhang.server.local import actions
from taizhang.server.local.permissions import ALIASES
from taizhang.server.look.addresses import with_parameters
from taizhang.server.look.notices import tell
from taizhang.server.look.tables import page_number

ROWS = 20


@page("series", "read")
@require_safe
def wordings(request: HttpRequest) -> HttpResponse:
    """All of them, the most frequent first, each with sentences and with what it may mean."""
    return _list(request)


@page("alias", "add")
@require_POST
def mean(request: HttpRequest) -> HttpResponse:
    """Learn that a name means an indicator: a name of the installation's own layer, with a way back."""
    name, given = _given(request, "name"), _given(request, "indicator")
    pack = place()
    id = given if given in pack.indicators else indicator_of(given, pack) if given else None
    if id is None:
        why = _("The catalogue has no indicator “{name}”. Choose one of the list.").format(name=given) if given else _("Choose an indicator.")
        return _list(request, {"name": name, "given": given, "why": why}, 422)
    try:
        made = actions.add(request.user, "indicators", id, name, reason=_("said on the page of names that are not known"))
    except actions.Taken as taken:
        return _list(request, {"name": name, "given": given, "why": taken.sentence}, 422)
    tell(request, _("“{name}” now means “{indicator}”. Its values stand on that page.").format(name=made.name, indicator=pack.indicators[id].name),
         undo=reverse("local:undo", args=[made.key, made.version]))
    return redirect(reverse("indicators:wordings") + with_parameters(request, {}))


def _list(request: HttpRequest, wrong: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    moment, words = Moment.parse(request.GET), request.GET.get("q", "").replace("\0", "").strip()[:80]
    rows = unknown(request.user, moment, words)
    paged = Paginator(rows, ROWS).get_page(page_number(request))
    papers = complete(request.user, paged.object_list, moment)
    if wrong and not any(one.name == wrong["name"] for one in paged.object_list):
        wrong["away"] = True  # the name it was about is not on this page: said at its head
    return render(request, "indicators/wordings.html", {
        "moment": moment, "q": words, "page": paged, "papers": papers, "wrong": wrong or {}, "total": sum(one.total for one in rows),
        "may": ALIASES.may(request.user, "add"), "known": list(place().indicators.values()),
        "here": request.GET.urlencode()}, status=status)


def _given(request: HttpRequest, name: str) -> str:
    return actions.clean(request.POST.get(name, ""))[:300]
