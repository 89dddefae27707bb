"""Roll-ups, targets on their way down, formulas and titles."""
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router

from taizhang.indicators.bundles import all_bundles
from taizhang.indicators.parts import number
from taizhang.indicators.titles import STATES
from taizhang.packs import Indicator
from taizhang.server.accounts.doors import page
from taizhang.server.accounts.roles import place
from taizhang.server.api.shapes import judgements as judged_shapes
from taizhang.server.api.shapes import rollups as shapes
from taizhang.server.api.shapes.common import AtMoment, on
from taizhang.server.history import Moment
from taizhang.server.indicators.reasons import said
from taizhang.server.local.names import thing_words
from taizhang.server.rollups import showing
from taizhang.server.rollups.asked import region_of
from taizhang.server.rollups.bodies import name_of
from taizhang.server.rollups.choosing import way_text
from taizhang.server.rollups.descent import descent, tops
from taizhang.server.rollups.everything import lines, split, told, years
from taizhang.server.rollups.formulas import Aimed, Formula, formula, formulas
from taizhang.server.rollups.held import Held, goal_state, goals, held, judgements
from taizhang.server.rollups.rolling import rolled
from taizhang.server.rollups.timely import timed
from taizhang.server.rollups.unitly import joint
from taizhang.values import AnswerState
from taizhang.values.errors import UsageError

router = Router(tags=["rollups"])
ROWS = 40
GOALS = 50


@router.get("", response=shapes.Wholes, summary="Roll-ups of a year")
@page("series", "read")
def rollups(request: HttpRequest, asked: Query[shapes.ListAsked]) -> dict[str, Any]:
    """Forty at once: all indicators that can be rolled up and have reviewed results, each with its whole and coverage."""
    moment, region = Moment.parse(request.GET), region_of(request.GET)
    year = _year(asked.year, years(request.user, moment) if asked.year is None else [], moment)
    found = told(request.user, year, moment, asked.q)
    made = lines(request.user, found[asked.skip:asked.skip + ROWS], region, year, moment)
    items = [shapes.line_out(one.total, thing_words("indicators", one.indicator.id)) for one in made]
    return {"year": year, "region": region.id, "items": items, "total": len(found)}


@router.get("/one", response=shapes.WholeOut, summary="Roll an indicator up")
@page("series", "read")
def rollup(request: HttpRequest, asked: Query[shapes.WholeAsked]) -> dict[str, Any]:
    """Over regions, units, or the times of a year: each part with its value or its state, the residual, who is missing."""
    user, moment, indicator, region = request.user, Moment.parse(request.GET), _indicator(asked.indicator), region_of(request.GET)
    year = _year(asked.year, years(user, moment, indicator.id) if asked.year is None else [], moment)
    given: dict[str, Any] = {"region": region.id, "year": year, "over": asked.over}
    name = thing_words("indicators", indicator.id)
    if asked.over == "units":
        units = joint(user, indicator, region, year, moment, way=asked.way)
        return given | shapes.whole_out(units.total, name) | shapes.ways_out(units.chosen) | {
            "parts": [shapes.part_out(one) for one in units.rows], "by_day": on(units.on), "waiting": units.values.waiting}
    if asked.over == "times":
        times = timed(user, indicator, region, year, moment, way=asked.way)
        parts = [{"id": id, "name": showing.times_words(id), "state": times.total.state_of(id).value,
                  "value": shapes.digits(number(times.total.parts.get(id))),
                  "facts": [each for each in [getattr(times.total.parts.get(id), "key", "")] if each]} for id in times.total.members]
        ways = {"way": way_text(times.way), "ways": [{"way": way_text(one), "parts": 1} for one in times.ways]}
        return given | shapes.whole_out(times.total, name) | ways | {"parts": parts, "missing": [
            one for one in times.total.members if times.total.state_of(one) is not AnswerState.VALUE], "waiting": times.values.waiting}
    made = rolled(user, indicator, region, year, moment, way=asked.way, later=asked.later, zones=asked.zones)
    changes = [{"day": on(one.day), "what": one.what, "former": [each.id for each in one.former], "later": [each.id for each in one.later]}
               for one in made.changes]
    return given | shapes.whole_out(made.total, name) | shapes.ways_out(made.chosen) | {
        "parts": [shapes.part_out(one) for one in made.rows], "apart": [shapes.part_out(one) for one in made.apart], "by_day": on(made.on),
        "changes": changes, "waiting": made.values.waiting}


@router.get("/cascades", response=shapes.Splits, summary="Targets that were split")
@page("series", "read")
def cascades(request: HttpRequest, asked: Query[shapes.YearAsked]) -> dict[str, Any]:
    """Indicators with reviewed targets of more than one region for a year."""
    moment = Moment.parse(request.GET)
    year = _year(asked.year, years(request.user, moment, kind="target") if asked.year is None else [], moment)
    return {"year": year, "items": [{"indicator": one.id, "name": thing_words("indicators", one.id), "regions": regions} for one, regions in
                                    split(request.user, year, moment)]}


@router.get("/cascade", response=shapes.CascadeOut, summary="Follow a target down")
@page("series", "read")
def cascade(request: HttpRequest, asked: Query[shapes.CascadeAsked]) -> dict[str, Any]:
    """From the region down: who was asked what, whether those below reach it, who was set none."""
    moment, indicator = Moment.parse(request.GET), _indicator(asked.indicator)
    top = region_of(request.GET) if asked.region else tops()[0]
    year = _year(asked.year, years(request.user, moment, indicator.id, "target") if asked.year is None else [], moment)
    made = descent(request.user, indicator, top, year, moment, way=asked.way)
    points, weights = made.chosen.points, made.denominators
    steps = [{"region": one.region, "name": name_of(one.region), "asked": shapes.target_out(one.region, points) if one.asked is not None else None,
              "state": one.state, "why": said(one.reason), "summed": shapes.digits(one.split.summed), "gap": shapes.digits(one.gap),
              "below": [shapes.target_out(id, points, weights) for id in one.split.members], "unset": [id for id in one.split.members if id not in points]}
             for one in made.steps]
    return {"indicator": indicator.id, "year": year, "top": top.id, "way": way_text(made.chosen.way), "steps": steps,
            "weighed_by": made.weights.id if made.weights is not None else None, "weighed_in": made.weighed_in if made.weights is not None else None,
            "zones": [shapes.target_out(id, made.zones) for id in made.zones]}


@router.get("/formulas", response=judged_shapes.Formulas, summary="Formulas of the place")
@page("series", "read")
def bundles(request: HttpRequest, asked: Query[AtMoment]) -> dict[str, Any]:
    """Each with how many of its items stand how."""
    return {"items": [_line(one) for one in formulas(request.user, Moment.parse(request.GET))]}


@router.get("/formula", response=judged_shapes.FormulaOut, summary="How far a formula has come")
@page("series", "read")
def bundle(request: HttpRequest, asked: Query[judged_shapes.FormulaAsked]) -> dict[str, Any]:
    """Each item with its aims, what was reached, its title, what a person judged."""
    one = all_bundles(place()).get(asked.id)
    if one is None:
        raise UsageError(_("the pack has no such formula"), where=asked.id)
    made = formula(request.user, one, Moment.parse(request.GET))
    groups = [{"sign": each.group.sign, "name": each.group.name, "count": each.group.count, "done": each.done,
               "items": [_item(item, made) for item in each.items]} for each in made.progress.groups]
    return _line(made) | {"groups": groups}


@router.get("/titles", response=judged_shapes.Titles, summary="Titles and goals in words")
@page("judgement", "read")
def titles(request: HttpRequest, asked: Query[judged_shapes.TitlesAsked]) -> dict[str, Any]:
    """Who holds which title until when; goals of documents without a number, fifty at once."""
    moment = Moment.parse(request.GET)
    rows = sorted(held(moment, region_of(request.GET).id if asked.region else ""), key=lambda one: STATES.index(one.now.state))
    found = goals(request.user, moment, asked.q.replace("\0", ""))
    judged = {one.of: one for one in judgements("goal", moment)}
    listed = []
    for fact in found[asked.skip:asked.skip + GOALS]:
        one = judged.get(str(fact.key))
        state, why = goal_state(fact, one, moment.day)
        listed.append({"fact": str(fact.key), "quote": fact.quote, "period": fact.period, "state": state, "why": said(why),
                       "judgement": str(one.key) if one is not None else None})
    return {"items": [_title(one) for one in rows], "goals": listed, "goals_total": found.count()}


def _indicator(id: str) -> Indicator:
    found = place().indicators.get(id)
    if found is None:
        raise UsageError(_("the catalogue has no such indicator"), where=id, hint=_("give its id; the list of indicators has them"))
    return found


def _year(asked: int | None, known: list[int], moment: Moment) -> int:
    return asked or next((one for one in known if one <= moment.day.year), known[-1] if known else moment.day.year)


def _line(made: Formula) -> dict[str, Any]:
    one = made.bundle
    return {"id": one.id, "name": one.name, "region": one.region, "document": one.document, "clause": one.clause, "since": on(one.since),
            "until": on(one.until), "counts": made.progress.counts(), "coverage": str(made.progress.coverage)}


def _item(one: Any, made: Formula) -> dict[str, Any]:
    judged = made.judged.get(one.item.name)
    reasons = [judged.reason] if judged is not None else [said(each) for each in one.reasons]
    return {"name": one.item.name, "state": one.state, "reasons": reasons, "title": one.item.title,
            "judgement": str(judged.key) if judged is not None else None, "aims": [_aim(each) for each in made.aims.get(one.item.name, ())]}


def _aim(one: Aimed) -> dict[str, Any]:
    actual = one.found.actual if one.found is not None else None
    return {"indicator": one.indicator.id, "op": one.aim.op, "value": f"{one.aim.value:f}" if one.aim.value is not None else None, "period": one.aim.period,
            "actual": f"{actual.value:f}" if actual is not None else None, "actual_period": str(actual.period) if actual is not None else None,
            "fact": actual.key or None if actual is not None else None, "state": one.found.state if one.found is not None else "noevidence",
            "why": said(one.found.reason) if one.found is not None else ""}


def _title(one: Held) -> dict[str, Any]:
    title, judged = one.title, {each.state: each for each in one.judged}
    return {"id": title.id, "name": title.name, "region": title.region or "", "granted_by": title.granted_by, "state": one.now.state,
            "why": said(one.now.reason), "until": on(title.expires), "due": on(one.due), "lead": title.lead,
            "stages": [{"stage": each.stage, "since": on(each.since), "known": each.known, "source": each.source or "",
                        "judgement": str(judged[each.stage].key) if each.stage in judged else None} for each in title.stages]}
