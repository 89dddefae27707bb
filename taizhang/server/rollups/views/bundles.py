"""Formulas: all of a place, and one with each item, its aims, its figures and how far it has come."""
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from taizhang.indicators.bundles import Bundle, all_bundles
from taizhang.indicators.judgement import STATES
from taizhang.indicators.points import Point
from taizhang.packs.records import lives_on
from taizhang.server.accounts.doors import page
from taizhang.server.accounts.roles import place
from taizhang.server.documents.models import Document
from taizhang.server.documents.numbers import plain_number
from taizhang.server.documents.permissions import DOCUMENTS
from taizhang.server.history import Moment
from taizhang.server.indicators.numbers import of, words
from taizhang.server.indicators.reasons import said
from taizhang.server.local.names import thing_words
from taizhang.server.rollups import showing
from taizhang.server.rollups.bodies import name_of
from taizhang.server.rollups.formulas import Aimed, Formula, formula, formulas
from taizhang.server.rollups.permissions import JUDGEMENTS
from taizhang.server.rollups.words import ITEM_WORDS, TITLE_WORDS


@page("series", "read")
@require_safe
def bundles(request: HttpRequest) -> HttpResponse:
    """All formulas of the pack, each with how many of its items stand how."""
    moment = Moment.parse(request.GET)
    rows = [{"made": one, "region": name_of(one.bundle.region), "counts": counts(one), "share": showing.percent(one.progress.coverage),
             "n": len(one.progress.items), "time": time_of(one.bundle, moment.day)} for one in formulas(request.user, moment)]
    return render(request, "rollups/bundles.html", {"moment": moment, "tab": "bundles", "rows": rows})


@page("series", "read")
@require_safe
def bundle(request: HttpRequest, id: str) -> HttpResponse:
    """One formula."""
    one = all_bundles(place()).get(id)
    if one is None:
        raise Http404
    moment = Moment.parse(request.GET)
    made = formula(request.user, one, moment)
    return render(request, "rollups/bundle.html", {
        "moment": moment, "tab": "bundles", "bundle": one, "region": name_of(one.region), "counts": counts(made), "groups": groups(made),
        "share": showing.percent(made.progress.coverage), "waiting": made.values.waiting, "may": JUDGEMENTS.may(request.user, "judge"),
        "paper": paper_of(request.user, one.document), "time": time_of(one, moment.day)})


def time_of(one: Bundle, day: date) -> str:
    """That its time is over, or has not begun; nothing while it runs."""
    if lives_on(one.since, one.until, day):
        return ""
    return _("its time has not begun") if one.since is not None and day < one.since else _("its time is over")


def counts(made: Formula) -> list[dict[str, Any]]:
    """How many items stand how, those that do."""
    return [{"state": state, "words": str(ITEM_WORDS[state]), "n": n} for state in STATES if (n := made.progress.counts()[state])]


def groups(made: Formula) -> list[dict[str, Any]]:
    """The numerals with their items in words."""
    return [{"group": one.group, "done": one.done, "items": [_item(each, made) for each in one.items]} for one in made.progress.groups]


def _item(one: Any, made: Formula) -> dict[str, Any]:
    item, judged = one.item, made.judged.get(one.item.name)
    title = made.titles.get(item.title or "")
    return {"item": item, "state": one.state, "state_words": str(ITEM_WORDS[one.state]), "judged": judged,
            "reasons": [] if judged is not None else [said(each) for each in one.reasons],
            "aims": [aim_words(each, made) for each in made.aims.get(item.name, ())],
            "title": title, "title_words": str(TITLE_WORDS[title.now.state]) if title is not None else ""}


def aim_words(one: Aimed, made: Formula) -> dict[str, Any]:
    """An aim in words: what is asked, what was reached, by when, where both stand."""
    aim, papers = one.aim, made.values.documents
    asked = words(aim.value, one.indicator.measure_unit, aim.op or "=", aim.value2) if aim.value is not None else ""
    actual: Point | None = one.found.actual if one.found is not None else None
    return {"indicator": one.indicator, "name": thing_words("indicators", one.indicator.id), "asked": asked, "period": aim.period or "", "actual": of(actual),
            "actual_period": showing.times_words(str(actual.period)) if actual is not None else "", "source": showing.source_of(actual, papers),
            "ledger": of(one.ledger), "differs": one.ledger is not None and aim.value is not None and (
                one.ledger.value, one.ledger.value2) != (aim.value, aim.value2), "target": showing.source_of(one.ledger, papers),
            "state": one.found.state if one.found is not None else "noevidence",
            "state_words": str(ITEM_WORDS[one.found.state if one.found is not None else "noevidence"]),
            "why": said(one.found.reason) if one.found is not None else ""}


def paper_of(user: Any, number: str) -> Document | None:
    """The document of a number, where it is here and may be read."""
    plain = plain_number(number)
    return DOCUMENTS.visible(user, Document.objects.current().filter(number_plain=plain)).first() if plain else None
