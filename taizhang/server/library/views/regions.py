"""Regions: all with documents or statements, and one with what lies below it, documents, figures and units."""
from collections import Counter

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from taizhang.packs import Region
from taizhang.server.accounts.doors import page
from taizhang.server.accounts.roles import place
from taizhang.server.documents.force import in_force, known
from taizhang.server.documents.permissions import DOCUMENTS
from taizhang.server.history import Moment
from taizhang.server.library import statements
from taizhang.server.library.work import Load, loads
from taizhang.server.look.tables import page_number

GROUPS = 25
MOST_DOCUMENTS = 30


@page("library", "read")
@require_safe
def regions(request: HttpRequest) -> HttpResponse:
    """The home region and those below it, in official order."""
    moment = Moment.parse(request.GET)
    home = place().region(place().home)
    rows = [home, *below(home, moment)]
    return render(request, "library/regions.html", {"moment": moment, "rows": counted(request, rows, moment), "home": home})


@page("library", "read")
@require_safe
def region(request: HttpRequest, id: str) -> HttpResponse:
    """One region."""
    shown = place().regions.get(id)
    if shown is None:
        raise Http404
    user, moment = request.user, Moment.parse(request.GET)
    rows = statements.of_region(user, moment, shown)
    groups, left = statements.groups(rows, statements.named, statements.indicator_order, moment)
    paged = Paginator(groups, GROUPS).get_page(page_number(request))
    documents = DOCUMENTS.visible(user, known(moment).exclude(state="withdrawn").filter(region=id)).order_by("-issued", "id")
    held, _unknown = loads(user, moment)
    facts = [fact for group in paged.object_list for line in group.lines for some in line.cells.values() for fact in some]
    return render(request, "library/region.html", {
        "region": shown, "moment": moment, "parent": place().regions.get(shown.parent or ""), "after": [place().regions[one] for one in shown.successors
                                                                                                         if one in place().regions],
        "below": counted(request, below(shown, moment), moment), "documents": documents.defer("pack_reason", "addressees")[:MOST_DOCUMENTS],
        "n_documents": documents.count(), "page": paged, "left": left, "titles": statements.titles(user, moment, facts),
        "units": [(one, held.get(one.id, Load())) for one in place().units_of(id, moment.day)]})


def below(region: Region, moment: Moment) -> list[Region]:
    """What lies directly below a region on the day, in official order, zones too."""
    return list(place().members(region.id, moment.day, zones=True))


def counted(request: HttpRequest, rows: list[Region], moment: Moment) -> list[tuple[Region, int, int]]:
    """Regions with their documents in force and statements about them: two questions."""
    found = DOCUMENTS.visible(request.user, known(moment).filter(in_force(moment.day), region__in=[one.id for one in rows]))
    documents = Counter(dict(found.order_by().values_list("region").annotate(n=Count("*"))))
    facts = statements.subject_counts(request.user, moment, rows)
    return [(one, documents[one.id], facts.get(one.id, 0)) for one in rows]
