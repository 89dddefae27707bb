"""Regions: with what documents say of them."""
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router

from taizhang.server.accounts.doors import page
from taizhang.server.accounts.roles import place
from taizhang.server.api.reading import said_of
from taizhang.server.api.shapes import finding as shapes
from taizhang.server.api.shapes.common import AtMoment
from taizhang.server.history import Moment
from taizhang.server.library import statements
from taizhang.server.library.views.regions import below, counted

router = Router(tags=["regions"])


@router.get("", response=shapes.Regions, summary="Regions")
@page("library", "read")
def regions(request: HttpRequest, asked: Query[AtMoment]) -> dict[str, Any]:
    """The home region and those directly below it, in official order."""
    moment, home = Moment.parse(request.GET), place().region(place().home)
    return {"items": _rows(request, [home, *below(home, moment)], moment)}


@router.get("/{id}", response=shapes.RegionWhole, summary="Get a region")
@page("library", "read")
def get(request: HttpRequest, id: str, asked: Query[AtMoment]) -> dict[str, Any]:
    """What lies below it, and its figures by indicator and period."""
    region, moment = place().regions.get(id), Moment.parse(request.GET)
    if region is None:
        raise Http404
    groups, left = statements.groups(statements.of_region(request.user, moment, region), statements.named, statements.indicator_order, moment)
    said = said_of(request.user, shapes.facts_in(groups), moment)
    return _rows(request, [region], moment)[0] | {
        "parent": region.parent or "", "below": _rows(request, below(region, moment), moment), "series": shapes.series_out(groups, said), "left": left}


def _rows(request: HttpRequest, rows: list[Any], moment: Moment) -> list[dict[str, Any]]:
    return [{"id": one.id, "name": one.name, "short": one.short or "", "documents": documents, "facts": facts}
            for one, documents, facts in counted(request, rows, moment)]
