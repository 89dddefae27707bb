"""Indicators: the catalogue with how often each is stated, and one with all its statements by subject and period."""
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from taizhang.packs import indicator_of
from taizhang.server.accounts.doors import page
from taizhang.server.accounts.roles import place
from taizhang.server.history import Moment
from taizhang.server.library import statements
from taizhang.server.look.tables import page_number
from taizhang.text.ordering import folded

GROUPS = 40
ROWS = 100


@page("library", "read")
@require_safe
def indicators(request: HttpRequest) -> HttpResponse:
    """The catalogue, then names that it does not know."""
    moment, words, every = Moment.parse(request.GET), folded(request.GET.get("q", "")[:100]), request.GET.get("every") == "1"
    rows = statements.indicator_rows(request.user, moment)
    n_known = sum(one.known is not None and one.total > 0 for one in rows)
    shown = [one for one in rows if one.total or (every and one.known)]
    if words:
        shown = [one for one in rows if words in folded(" ".join((one.name, *(one.known.aliases if one.known else ()))))]
    paged = Paginator(shown, ROWS).get_page(page_number(request))
    return render(request, "library/indicators.html", {
        "moment": moment, "page": paged, "q": request.GET.get("q", "")[:100], "every": every, "n_known": n_known,
        "n_other": sum(one.known is None for one in rows)})


@page("library", "read")
@require_safe
def indicator(request: HttpRequest, id: str) -> HttpResponse:
    """One indicator, by its id in the catalogue or by a name; a name that the catalogue knows leads to its id."""
    pack, moment = place(), Moment.parse(request.GET)
    known = pack.indicators.get(id)
    if known is None and (found := indicator_of(id, pack)):
        query = request.GET.urlencode()
        return redirect(reverse("library:indicator", args=[found]) + (f"?{query}" if query else ""))
    rows = statements.of_indicator(request.user, moment, id[:300])
    groups, left = statements.groups(rows, lambda fact: fact.subject, statements.subject_order, moment)
    if known is None and not groups:
        raise Http404
    paged = Paginator(groups, GROUPS).get_page(page_number(request))
    facts = [fact for group in paged.object_list for line in group.lines for some in line.cells.values() for fact in some]
    parts = [pack.indicators[one] for one in (known.numerator, known.denominator) if one and one in pack.indicators] if known else []
    return render(request, "library/indicator.html", {
        "id": id, "known": known, "moment": moment, "page": paged, "left": left, "titles": statements.titles(request.user, moment, facts),
        "words": sorted({fact.what for fact in facts}), "parts": parts})
