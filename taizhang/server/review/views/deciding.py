"""Deciding about one fact in the queue. Who has scripts gets a short answer and goes on at once; without them the next fact comes as a page."""
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST

from taizhang.server.accounts.doors import page
from taizhang.server.audit.actions import Refused
from taizhang.server.documents.views import deciding
from taizhang.server.documents.views.fetching import reading_of
from taizhang.server.facts import actions
from taizhang.server.facts.errors import Incomplete, Overtaken
from taizhang.server.facts.models import Fact
from taizhang.server.look.notices import tell, warn
from taizhang.server.look.templatetags.pieces import stamp
from taizhang.server.look.words import amount_words
from taizhang.server.review import blind
from taizhang.server.review.asking import Asked
from taizhang.server.review.pace import pace
from taizhang.server.review.queue import Queue, Tally
from taizhang.server.review.views.queue import card_of, one, reasons, whole
from taizhang.values.errors import TaizhangError

PLACES = ("start", "end", "value_start", "value_end")
Given = dict[str, Any]


def keep(user: Any, key: UUID, version: int, given: Given) -> Fact:
    """Accept a suggestion whose fields are as they were, or correct it where they are not."""
    fact = actions.current(key)
    if fact.state == "suggested" and fact.version == version:
        changes, in_charge = actions.corrections(fact, given)
        if not changes and in_charge is None:
            return actions.accept(user, key, version)
    return actions.correct(user, key, version, given)


ACTS: dict[str, deciding.Done] = {name: perform for name, (perform, _says) in deciding.ACTS.items() if name != "settle"}
ACTS |= {
    "keep": keep, "second": lambda user, key, version, given: blind.read(user, key, version, given),
    "second-no": lambda user, key, version, given: blind.reject(user, key, version, given)}
SAYS = {name: says for name, (_perform, says) in deciding.ACTS.items()}


@page("review", "read")
@require_POST
def decide(request: HttpRequest, key: UUID, fact: UUID, act: str) -> HttpResponse:
    """Carry out one decision; ``version`` is the version the person saw."""
    if act not in ACTS or one(request.user, key, fact) is None:
        raise Http404
    given = given_of(request)
    brief = wants_brief(request)
    try:
        done = ACTS[act](request.user, fact, deciding.version_of(request), given)
    except Overtaken as overtaken:
        return _refused(request, key, fact, 409, str(overtaken))
    except Incomplete as incomplete:
        again = act in ("second", "second-no")
        form = None if again else incomplete.form
        return _refused(request, key, fact, 422, " ".join(incomplete.problems), form=form, given=given, second=again or None)
    except Refused as refused:
        if not brief:
            raise
        return _refused(request, key, fact, 403, refused.sentence)
    except TaizhangError as error:
        if not brief:
            raise
        return _refused(request, key, fact, 400, str(error))
    return JsonResponse(told(request.user, done)) if brief else _next(request, key, done)


def told(user: Any, fact: Fact) -> dict[str, Any]:
    """What a page needs to know of a fact after a decision."""
    tally = Tally.of(fact.document)
    return {
        "key": str(fact.key), "ended": fact.ended, "version": fact.version, "state": fact.state, "kind": fact.kind, "what": fact.what,
        "value": amount_words(fact), "label": actions.label(fact),
        "stamp": stamp(fact.state, second=fact.manner == "second", bulk=fact.manner == "bulk"),
        "done": tally.done, "total": tally.total, "open": tally.open, "left": pace(user).left(tally.open),
    }


def wants_brief(request: HttpRequest) -> bool:
    """Whether the page itself asks, by a script, and goes on by itself."""
    return request.headers.get("Accept", "").startswith("application/json")


def given_of(request: HttpRequest) -> Given:
    """What the form holds, with the places picked in the text."""
    given = deciding.given_of(request)
    for name in PLACES:
        written = request.POST.get(name, "")
        if written.isascii() and written.isdigit() and len(written) < 10:
            given[name] = int(written)
    if not given.get("why") and request.POST.get("reason"):
        given["why"] = request.POST["reason"]
    return given


def _refused(request: HttpRequest, key: UUID, fact: UUID, status: int, problem: str, **more: Any) -> HttpResponse:
    """The fact as it is now, with what was wrong."""
    reading = reading_of(request.user, key, words=True)
    now = one(request.user, key, fact)
    if now is None:
        raise Http404
    card = card_of(request.user, reading, now, problem=problem, **{name: value for name, value in more.items() if value is not None})
    if wants_brief(request):
        html = render_to_string("review/_cards.html", {"document": reading.document, "cards": [card], "reasons": reasons()}, request)
        return JsonResponse(told(request.user, card.fact) | {"problem": problem, "card": html}, status=status)
    if status == 409:
        warn(request, problem)
        return redirect(f"{reverse('review:queue', args=[key])}?fact={fact}")
    asked = replace(Asked.parse(request.GET), fact=fact)
    return whole(request, Queue(reading, request.user, asked), card, status)


def _next(request: HttpRequest, key: UUID, done: Fact) -> HttpResponse:
    """The page of the next fact, under the same filters, with the way back."""
    asked = Asked.parse(request.GET)
    line = Queue(reading_of(request.user, key), request.user, asked)
    back = deciding.BACK.get(done.act)
    undo = f"{reverse('review:decide', args=[key, done.key, back])}?version={done.version}" if back else ""
    if (says := SAYS.get(done.act)) is not None:
        tell(request, str(says).format(label=actions.label(done)), undo=undo)
    here = done.key if done.act == "undo" else line.after(done.key)
    return redirect(f"{reverse('review:queue', args=[key])}?{asked.query(fact=here)}")
