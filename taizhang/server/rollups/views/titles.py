"""Titles: who holds which until when, what is evaluated again; and goals in words."""
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from taizhang.indicators.titles import STATES
from taizhang.server.accounts.doors import page
from taizhang.server.accounts.roles import place
from taizhang.server.accounts.words import unit_words
from taizhang.server.documents.detail import address
from taizhang.server.history import Moment
from taizhang.server.indicators.reasons import said
from taizhang.server.indicators.values import papers_of
from taizhang.server.local.names import thing_words
from taizhang.server.look.tables import page_number
from taizhang.server.rollups.asked import region_of
from taizhang.server.rollups.bodies import name_of
from taizhang.server.rollups.held import Held, facts_of, goal_state, goals, held, judgements, kinds
from taizhang.server.rollups.permissions import JUDGEMENTS
from taizhang.server.rollups.views.rollups import regions_with_parts
from taizhang.server.rollups.words import ITEM_WORDS, TITLE_SHAPES, TITLE_WORDS, state_words

ROWS = 25


@page("judgement", "read")
@require_safe
def titles(request: HttpRequest) -> HttpResponse:
    """The board: titles by how they stand, those that hold first; then goals of documents without a number."""
    user, moment = request.user, Moment.parse(request.GET)
    region = region_of(request.GET) if request.GET.get("region") else None
    words = request.GET.get("q", "").replace("\0", "").strip()[:80]
    rows = sorted(held(moment, region.id if region else ""), key=lambda one: STATES.index(one.now.state))
    facts = facts_of(user, [key for one in rows for each in one.judged for key in each.evidence], moment)
    paged = Paginator(goals(user, moment, words), ROWS).get_page(page_number(request))
    papers = papers_of(user, moment, {one.document for one in [*facts.values(), *paged.object_list]})
    judged = {one.of: one for one in judgements("goal", moment)}
    home = place().home
    return render(request, "rollups/titles.html", {
        "moment": moment, "tab": "titles", "rows": [title_words(one, facts) for one in rows], "papers": papers, "region": region, "q": words, "page": paged,
        "goals": [_goal(one, judged.get(str(one.key)), moment) for one in paged.object_list], "kinds": kinds(), "home": home,
        "regions": [*regions_with_parts(), *place().members(home, moment.day)], "may": JUDGEMENTS.may(user, "judge"),
        "soon": sum(one.soon or one.now.state == "expiring" for one in rows)})


def title_words(one: Held, facts: dict[str, Any]) -> dict[str, Any]:
    """A title in words: who holds it, how it stands, until when, when it is evaluated again, who judged it and on what it rests."""
    title, known = one.title, place().indicators
    return {"held": one, "title": title, "of": one.of, "region": title.region or "", "region_name": name_of(title.region or ""),
            "state": one.now.state, "state_words": str(TITLE_WORDS[one.now.state]),
            "shape": TITLE_SHAPES[one.now.state], "why": said(one.now.reason), "ends": title.expires, "days": one.now.days, "due": one.due,
            "due_in": one.due_in, "soon": one.soon, "lead": unit_words(title.lead) if title.lead else "", "granted_by": title.granted_by,
            "indicators": [(id, thing_words("indicators", known[id].id)) for id in title.indicators if id in known], "tasks": title.tasks,
            "stages": [{"stage": str(TITLE_WORDS[each.stage]), "since": each.since, "known": each.known, "source": each.source or "",
                        "judged": next((j for j in one.judged if j.state == each.stage), None)} for each in title.stages],
            "evidence": [(facts[key], address(facts[key])) for each in one.judged for key in each.evidence if key in facts],
            "hidden": sum(key not in facts for each in one.judged for key in each.evidence)}


def _goal(fact: Any, judged: Any, moment: Moment) -> dict[str, Any]:
    state, why = goal_state(fact, judged, moment.day)
    return {"fact": fact, "url": address(fact), "state": state, "state_words": str(ITEM_WORDS[state]), "why": said(why), "judged": judged,
            "judged_words": state_words("goal", judged.state) if judged is not None else ""}
