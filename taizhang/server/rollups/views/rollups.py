"""Roll-ups: the list of a year, and one indicator over regions, units and times."""
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from taizhang.indicators.points import Point
from taizhang.packs import Indicator, Region
from taizhang.server.accounts.doors import page
from taizhang.server.accounts.roles import place
from taizhang.server.history import Moment
from taizhang.server.indicators.numbers import of
from taizhang.server.indicators.reasons import said
from taizhang.server.local.names import thing_words
from taizhang.server.look.tables import page_number
from taizhang.server.rollups import showing
from taizhang.server.rollups.asked import choice, indicator_of, region_of, year_of
from taizhang.server.rollups.bodies import is_deep
from taizhang.server.rollups.choosing import way_text
from taizhang.server.rollups.everything import lines, told, years
from taizhang.server.rollups.permissions import JUDGEMENTS
from taizhang.server.rollups.rolling import rolled
from taizhang.server.rollups.timely import timed
from taizhang.server.rollups.unitly import joint
from taizhang.server.rollups.words import NATURES, WAYS, way_words

ROWS = 40
OVER = ("regions", "units", "times")


@page("series", "read")
@require_safe
def rollups(request: HttpRequest) -> HttpResponse:
    """All indicators that can be rolled up and have figures for a year, each with its total and coverage."""
    user, moment = request.user, Moment.parse(request.GET)
    region, words = region_of(request.GET), request.GET.get("q", "").replace("\0", "").strip()[:80]
    known = years(user, moment)
    year = year_of(request.GET) or next((one for one in known if one <= moment.day.year), moment.day.year)
    found = told(user, year, moment, words)
    paged = Paginator(found, ROWS).get_page(page_number(request))
    shown = [{"line": one, "name": thing_words("indicators", one.indicator.id), "value": showing.total_words(one.total),
              "coverage": showing.coverage_words(one.total),
              "share": showing.percent(one.total.coverage), "why": said(one.total.reason), "n": len(one.total.reported), "all": one.total.gathered.base}
             for one in lines(user, paged.object_list, region, year, moment)]
    return render(request, "rollups/list.html", {
        "moment": moment, "tab": "rollups", "page": paged, "rows": shown, "year": year, "years": known, "region": region, "q": words,
        "regions": regions_with_parts(), "deep": is_deep(region.id)})


@page("series", "read")
@require_safe
def rollup(request: HttpRequest, id: str) -> HttpResponse:
    """One indicator of one year as a whole."""
    moment, indicator, region = Moment.parse(request.GET), indicator_of(id), region_of(request.GET)
    over, way = choice(request.GET, "over", OVER), request.GET.get("way", "").replace("\0", "")[:200]
    known = years(request.user, moment, indicator.id)
    year = year_of(request.GET) or next((one for one in known if one <= moment.day.year), moment.day.year)
    given = {"moment": moment, "tab": "rollups", "indicator": indicator, "name": thing_words("indicators", indicator.id), "region": region, "year": year,
             "years": known, "over": over,
             "how": WAYS[indicator.rollup], "nature": NATURES[indicator.nature], "regions": regions_with_parts(region),
             "may": JUDGEMENTS.may(request.user, "judge")}
    made = {"regions": _regions, "units": _units, "times": _times}[over](request, indicator, region, year, moment, way)
    return render(request, f"rollups/{over}.html", given | made)


def regions_with_parts(also: Region | None = None) -> list[Region]:
    """The regions that have others below them: the home, what it lies in, and what lies in it."""
    pack, found = place(), []
    at = pack.regions.get(pack.home)
    while at is not None:
        found.append(at)
        at = pack.regions.get(at.parent or "")
    found = [*found[::-1], *(one for one in pack.members(pack.home) if any(each.level not in ("town", "zone") for each in pack.children(one.id)))]
    return found if also is None or also in found else [*found, also]


def _regions(request: HttpRequest, indicator: Indicator, region: Region, year: int, moment: Moment, way: str) -> dict[str, Any]:
    later, zones = request.GET.get("by") == "later", request.GET.get("zones") == "1"
    made = rolled(request.user, indicator, region, year, moment, way=way, later=later, zones=zones)
    unit, papers = indicator.measure_unit, made.values.documents
    rows = [showing.shown(one, unit, papers, one.id) for one in made.rows]
    values = showing.values_of(made.rows)
    return {"made": made, "rows": rows, "apart": [showing.shown(one, unit, papers) for one in made.apart], "zones": zones, "later": made.later,
            "chart": showing.chart(thing_words("indicators", indicator.id), unit, region, rows, values, made.on), "ways": ways_of(made.chosen, way),
            "whole": showing.source_of(made.chosen.points.get(region.id), papers), **whole_words(made.total)}


def whole_words(total: Any) -> dict[str, Any]:
    """A total in words for a template: what it comes to, coverage, what was reported, what is not explained, and all that is to be said."""
    unit = total.indicator.measure_unit
    return {"total": total, "value": showing.total_words(total), "coverage": showing.coverage_words(total), "share": showing.percent(total.coverage),
            "stated": of(total.whole) if isinstance(total.whole, Point) else "", "summed": showing.amount_words(total.summed, unit),
            "residual": showing.gap_words(total.residual, unit) if total.residual else "", "why": said(total.reason),
            "covered": len(total.reported), "says": showing.further(total)}


def ways_of(chosen: Any, asked: str) -> list[dict[str, Any]]:
    """The ways of counting to choose from, where there are several."""
    if len(chosen.ways) < 2:
        return []
    return [{"way": way_text(one), "words": way_words(one), "n": n, "on": one == chosen.way} for one, n in sorted(chosen.ways.items())]


def _units(request: HttpRequest, indicator: Indicator, region: Region, year: int, moment: Moment, way: str) -> dict[str, Any]:
    made = joint(request.user, indicator, region, year, moment, way=way)
    rows = [showing.shown(one, indicator.measure_unit, made.values.documents) for one in made.rows]
    return {"made": made, "rows": rows, "ways": ways_of(made.chosen, way), **whole_words(made.total)}


def _times(request: HttpRequest, indicator: Indicator, region: Region, year: int, moment: Moment, way: str) -> dict[str, Any]:
    made = timed(request.user, indicator, region, year, moment, way=way)
    unit, papers = indicator.measure_unit, made.values.documents
    inside = set(made.total.members)
    told = [{"period": showing.times_words(str(period)), "value": of(point), "source": showing.source_of(point, papers), "counts": str(period) in inside,
             "whole": str(period) == str(year)} for period, point in sorted(made.told.items(), key=lambda one: (one[0].last_month or 12, str(one[0])))]
    quarters = [{"period": showing.times_words(str(period)), "value": showing.total_words(total), "coverage": showing.percent(total.covers),
                 "says": showing.further(total)} for period, total in made.quarters]
    return {"made": made, "told": told, "quarters": quarters, "unit": unit,
            "ways": [{"way": way_text(one), "words": way_words(one), "on": one == made.way} for one in made.ways] if len(made.ways) > 1 else [],
            **whole_words(made.total), "covered": int(made.total.gathered.covered), "coverage": showing.months_words(made.total)}
