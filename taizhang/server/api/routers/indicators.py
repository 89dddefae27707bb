"""Indicators: the catalogue, and one with all that documents say of it."""
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router
from pydantic import Field

from taizhang.packs import indicator_of
from taizhang.server.accounts.doors import page
from taizhang.server.accounts.roles import place
from taizhang.server.api.reading import said_of
from taizhang.server.api.shapes import finding as shapes
from taizhang.server.api.shapes import wordings as named
from taizhang.server.api.shapes.common import AtMoment
from taizhang.server.history import Moment
from taizhang.server.indicators.unknown import complete, unknown
from taizhang.server.library import statements

router = Router(tags=["indicators"])
MOST = 1000
ROWS = 50


class NamedAsked(AtMoment):
    """Which indicator."""

    name: str = Field(min_length=1, max_length=300, description="its id in the catalogue, or a wording of it")


@router.get("", response=shapes.Indicators, summary="Indicators")
@page("library", "read")
def indicators(request: HttpRequest, asked: Query[AtMoment]) -> dict[str, Any]:
    """Those of the catalogue that documents state, in its order; then up to 1,000 wordings that it does not know."""
    rows = [one for one in statements.indicator_rows(request.user, Moment.parse(request.GET)) if one.total]
    return {"items": [{"id": one.id, "name": one.name, "known": one.known is not None, "counts": dict(one.kinds), "reviewed": one.reviewed}
                      for one in rows[:MOST]]}


@router.get("/one", response=shapes.IndicatorWhole, summary="Get an indicator")
@page("library", "read")
def get(request: HttpRequest, asked: Query[NamedAsked]) -> dict[str, Any]:
    """All its statements by subject and period: targets beside actuals. Rivals stand side by side."""
    pack, moment = place(), Moment.parse(request.GET)
    id = asked.name if asked.name in pack.indicators else indicator_of(asked.name, pack) or asked.name
    known = pack.indicators.get(id)
    groups, left = statements.groups(statements.of_indicator(request.user, moment, id), lambda fact: fact.subject, statements.subject_order, moment)
    if known is None and not groups:
        raise Http404
    said = said_of(request.user, shapes.facts_in(groups), moment)
    return {"id": id, "name": known.name if known else id, "known": known is not None, "measure_unit": groups[0].unit if groups else "",
            "series": shapes.series_out(groups, said), "left": left}


@router.get("/wordings", response=named.Wordings, summary="Names that the catalogue does not know")
@page("series", "read")
def wordings(request: HttpRequest, asked: Query[named.WordingsAsked]) -> dict[str, Any]:
    """Fifty at once, the most frequent first, with what each may mean. A name is learned by adding it under `names`."""
    moment = Moment.parse(request.GET)
    rows = unknown(request.user, moment, asked.q)
    shown = rows[asked.skip:asked.skip + ROWS]
    complete(request.user, shown, moment)
    return {"items": [named.wording_out(one) for one in shown], "total": len(rows)}
