"""Targets on their way down: the list of a year, and one indicator from the province to its counties."""
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from taizhang.indicators.cascade import Step
from taizhang.indicators.points import Point
from taizhang.server.accounts.doors import page
from taizhang.server.accounts.roles import place
from taizhang.server.history import Moment
from taizhang.server.indicators.numbers import of
from taizhang.server.indicators.reasons import said
from taizhang.server.local.names import thing_words
from taizhang.server.look.tables import page_number
from taizhang.server.rollups import showing
from taizhang.server.rollups.asked import indicator_of, region_of, year_of
from taizhang.server.rollups.bodies import name_of
from taizhang.server.rollups.descent import Descent, descent, tops
from taizhang.server.rollups.everything import split, years
from taizhang.server.rollups.views.rollups import ways_of
from taizhang.server.rollups.words import STEP_SHAPES, STEP_WORDS

ROWS = 40
MOST_NAMES = 12
MOST_STEPS = 20  # more steps than these are told in a line each, with a page of their own


@page("series", "read")
@require_safe
def cascades(request: HttpRequest) -> HttpResponse:
    """Indicators with targets of more than one region for a year."""
    user, moment = request.user, Moment.parse(request.GET)
    known = years(user, moment, kind="target")
    year = year_of(request.GET) or next((one for one in known if one <= moment.day.year), known[-1] if known else moment.day.year)
    paged = Paginator(split(user, year, moment), ROWS).get_page(page_number(request))
    rows = [{"indicator": indicator, "name": thing_words("indicators", indicator.id), "regions": [name_of(one) for one in regions[:MOST_NAMES]],
             "n": len(regions)}
            for indicator, regions in paged.object_list]
    return render(request, "rollups/cascades.html", {
        "moment": moment, "tab": "cascades", "rows": rows, "page": paged, "year": year, "years": known,
        "region": place().region(place().home), "regions": tops()})


@page("series", "read")
@require_safe
def cascade(request: HttpRequest, id: str) -> HttpResponse:
    """One indicator's targets of a year, step by step down."""
    moment, indicator = Moment.parse(request.GET), indicator_of(id)
    top = region_of(request.GET) if request.GET.get("region") else tops()[0]
    known = years(request.user, moment, indicator.id, "target")
    year = year_of(request.GET) or next((one for one in known if one <= moment.day.year), known[-1] if known else moment.day.year)
    made = descent(request.user, indicator, top, year, moment, way=request.GET.get("way", "").replace("\0", "")[:200])
    shown = tops()
    path = path_to_home(top.id)
    few = len(made.steps) <= MOST_STEPS
    undecided = [{"name": name_of(id), "says": said(slot.reason), "values": [of(one) for one in slot.others]} for id, slot in made.chosen.open.items()]
    return render(request, "rollups/cascade.html", {
        "moment": moment, "tab": "cascades", "indicator": indicator, "name": thing_words("indicators", indicator.id), "region": top, "year": year,
        "years": known,
        "regions": shown if top in shown else [*shown, top], "made": made,
        "steps": [step_words(one, made) for one in made.steps if few or one.region in path],
        "others": [] if few else [_short(one, made) for one in made.steps if one.region not in path],
        "ways": ways_of(made.chosen, ""), "open": undecided,
        "zones": [{"name": name_of(id), "value": of(point), "source": showing.source_of(point, made.values.documents)} for id, point in made.zones.items()],
        "weights": thing_words("indicators", made.weights.id) if made.weights is not None else ""})


def path_to_home(top: str) -> set[str]:
    """The regions from a top down to the home of this installation; the top alone where the home does not lie in it."""
    pack, found = place(), set()
    at = pack.regions.get(pack.home)
    while at is not None:
        found.add(at.id)
        if at.id == top:
            return found
        at = pack.regions.get(at.parent or "")
    return {top}


def _short(one: Step, made: Descent) -> dict[str, Any]:
    return {"id": one.region, "name": name_of(one.region), "asked": of(one.asked), "state": one.state, "state_words": str(STEP_WORDS[one.state]),
            "shape": STEP_SHAPES[one.state], "coverage": showing.set_words(one.split.members, made.chosen.points)}


def _part(id: str, made: Descent) -> dict[str, Any]:
    point, weight = made.chosen.points.get(id), made.denominators.get(id)
    if point is None:
        return {"id": id, "name": name_of(id)}
    return {"id": id, "name": name_of(id), "value": of(point), "source": showing.source_of(point, made.values.documents), "modality": point.modality or "",
            "weight": of(weight) if isinstance(weight, Point) else ""}


def step_words(one: Step, made: Descent) -> dict[str, Any]:
    """A step in words: what was asked and where it stands, the state with its reason, each part, coverage, who was set none."""
    papers, unit = made.values.documents, one.asked.unit if one.asked is not None else made.chosen.way[2]
    below = [_part(id, made) for id in one.split.members]
    summed = showing.amount_words(one.split.summed, unit)
    return {"id": one.region, "name": name_of(one.region), "asked": of(one.asked), "source": showing.source_of(one.asked, papers), "below": below,
            "modality": one.asked.modality or "" if one.asked is not None else "",
            "state": one.state, "state_words": str(STEP_WORDS[one.state]), "shape": STEP_SHAPES[one.state],
            "why": showing.said_in(one.reason, unit) if one.state != "not set" else "", "summed": summed,
            "gap": showing.gap_words(one.gap, unit), "coverage": showing.set_words(one.split.members, made.chosen.points),
            "covered": sum(id in made.chosen.points for id in one.split.members), "base": len(one.split.members)}
