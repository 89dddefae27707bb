"""The ledger's table, a fact's sentence inside it, and sums of chosen rows."""
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from taizhang.server.accounts.doors import page
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.documents.models import Text
from taizhang.server.facts.models import STATES, Fact
from taizhang.server.ledger.asking import ALWAYS, MEASURES, NO_UNIT, SIZES, Asked
from taizhang.server.ledger.columns import COLUMNS, Setting, heads
from taizhang.server.ledger.finding import Found, measure_words, papers
from taizhang.server.ledger.models import SavedView
from taizhang.server.ledger.page import LedgerPage, unit_choices
from taizhang.server.ledger.permissions import LEDGER, VIEWS
from taizhang.server.ledger.sums import sum_of
from taizhang.server.look.templatetags.pieces import state_words

AROUND = 120  # code points shown before and behind a sentence


@page("ledger", "read")
@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """Targets, actuals, goals and tasks of all documents."""
    asked = Asked.parse(request.GET)
    shown = LedgerPage(asked, request.user)
    context: dict[str, Any] = {
        "asked": asked, "ledger": shown, "moment": asked.moment, "query": asked.query(), "heads": heads(asked),
        "span": len(asked.columns) + 2, "units": unit_choices(), "no_unit": NO_UNIT,
        "states": [(name, state_words(name), name in asked.states) for name in STATES],
        "measures": [(name, measure_words(name)) for name in MEASURES.get(asked.tab, ())],
        "choices": [(one.name, one.label, one.name in asked.columns, one.name in ALWAYS) for one in COLUMNS.values()],
        "sizes": [(size, asked.query(size=size, page=1), size == asked.size) for size in SIZES],
        "clear": asked.cleared().query(), "every": asked.query(every=not asked.every, page=1),
        "may_export": LEDGER.may(request.user, "export"), "may_share": VIEWS.may(request.user, "share"),
        "sort": ("-" if asked.descending else "") + asked.sort,
    }
    here = asked.query(page=1, chosen=())
    context["views"] = [(one, one.query == here, one.owner_id == request.user.pk) for one in _views(request)]
    context["view"] = next((one for one, current, mine in context["views"] if current and mine), None)
    if not shown.total and not asked.filtered and not asked.tab:
        context["nothing"] = not Fact.objects.exists()
        context["may_import"] = _may(request.user, "import", "start")
    return render(request, "ledger/ledger.html", context)


@page("ledger", "read")
@require_safe
def sentence(request: HttpRequest, key: UUID) -> HttpResponse:
    """A fact's sentence with some of the text around it, to be set below its row."""
    asked = Asked.parse(request.GET)
    fact = LEDGER.visible(request.user, Fact.objects.as_of(asked.moment)).filter(key=key).select_related("decided_by").first()
    if fact is None:
        raise Http404
    text = Text.objects.only("text").get(pk=fact.text_id).text
    value = (fact.value_start, fact.value_end) if fact.value_start is not None and fact.value_end is not None else (fact.end, fact.end)
    inside = fact.start <= value[0] <= value[1] <= fact.end
    first, last = value if inside else (fact.end, fact.end)
    setting = Setting(papers(request.user, asked.moment, {fact.document}), asked)
    return render(request, "ledger/_sentence.html", {
        "fact": fact, "span": len(asked.columns) + 2, "address": setting.address(fact), "paper": setting.papers.get(fact.document),
        "before": _tail(text[max(0, fact.start - AROUND):fact.start]), "head": text[fact.start:first], "value": text[first:last],
        "tail": text[last:fact.end], "after": _lead(text[fact.end:fact.end + AROUND]),
    })


@page("ledger", "read")
@require_safe
def chosen_sum(request: HttpRequest) -> HttpResponse:
    """The sum of the chosen rows, or why there is none."""
    asked = Asked.parse(request.GET)
    if not asked.chosen:
        return HttpResponse("")
    found = Found(Asked(chosen=asked.chosen, every=True, moment=asked.moment), request.user)
    return render(request, "ledger/_sum.html", {"sum": sum_of(found), "count": found.total})


def _views(request: HttpRequest) -> list[SavedView]:
    return list(VIEWS.visible(request.user, SavedView.objects.select_related("owner")))


def _may(user: Any, noun: str, act: str) -> bool:
    return noun in POLICIES.by_noun and any(one.name == act for one in POLICIES.get(noun).acts) and bool(POLICIES.get(noun).may(user, act))


def _tail(text: str) -> str:
    """The end of what stands before, from a line on where there is one."""
    return ("\N{HORIZONTAL ELLIPSIS}" if len(text) == AROUND else "") + text.rpartition("\n\n")[2]


def _lead(text: str) -> str:
    return text.partition("\n\n")[0] + ("\N{HORIZONTAL ELLIPSIS}" if len(text) == AROUND else "")

