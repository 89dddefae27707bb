"""The page on which a document is reviewed, and the cards of facts that are fetched ahead."""
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from taizhang.server.accounts.doors import page
from taizhang.server.documents.reading import Reading
from taizhang.server.documents.views.fetching import reading_of, uuid_of
from taizhang.server.facts.forms import CorrectionForm
from taizhang.server.facts.models import Fact
from taizhang.server.facts.permissions import FACTS
from taizhang.server.look.templatetags.pieces import KINDS
from taizhang.server.review.actions import current as assignment_of
from taizhang.server.review.asking import BELOW, SHOWN, Asked, shown_words
from taizhang.server.review.blind import hidden
from taizhang.server.review.card import Card, cards
from taizhang.server.review.context import Surroundings
from taizhang.server.review.following import following
from taizhang.server.review.pace import pace
from taizhang.server.review.permissions import REVIEW
from taizhang.server.review.queue import Queue, Tally

AHEAD = 12  # cards that one request may ask for


@page("review", "read")
@require_safe
def queue(request: HttpRequest, key: UUID) -> HttpResponse:
    """The queue of a document: ``fact`` opens one, else the first undecided stands there; filters are in the address."""
    reading = reading_of(request.user, key, words=True)
    REVIEW.require(request.user, "read", reading.document)
    asked = Asked.parse(request.GET)
    line = Queue(reading, request.user, asked)
    fact = one(request.user, line.document.key, line.current) if line.current is not None else None
    card = cards([fact], request.user, Surroundings(reading, asked.second))[0] if fact is not None else None
    return whole(request, line, card)


@page("review", "read")
@require_safe
def cards_alone(request: HttpRequest, key: UUID) -> HttpResponse:
    """The cards of some facts, for who goes on with the next one at once."""
    reading = reading_of(request.user, key, words=True)
    REVIEW.require(request.user, "read", reading.document)
    wanted = [found for written in request.GET.getlist("fact")[:AHEAD] if (found := uuid_of(written)) is not None]
    rows = facts_of(request.user, key).filter(key__in=wanted)
    return render(request, "review/_cards.html", {
        "document": reading.document, "cards": cards(rows, request.user, Surroundings(reading, bool(request.GET.get("second")))),
        "reasons": reasons()})


def whole(request: HttpRequest, line: Queue, card: Card | None, status: int = 200) -> HttpResponse:
    """The page with a fact open, or none where nothing fits."""
    tally, own = Tally.of(line.document.key), pace(request.user)
    context: dict[str, Any] = {
        "queue": line, "document": line.document, "asked": line.asked, "query": line.asked.query(), "card": card, "tally": tally, "pace": own,
        "left": own.left(tally.open), "assignment": assignment_of(line.document.key), "reasons": reasons(),
        "following": following(request.user, line.document),
        "kinds": [(name, KINDS[name]) for name in line.kinds], "below": BELOW, "states": [(name, shown_words(name)) for name in SHOWN],
    }
    return render(request, "review/queue.html", context, status=status)


def reasons() -> list[str]:
    """Why a fact is rejected, in a few words each; one key chooses."""
    return [_("no fact of this document"), _("read wrong"), _("there twice"), _("belongs to another sentence")]


def facts_of(user: Any, document: UUID) -> Any:
    """The facts of a document that a person may read, in order, with what a card needs."""
    rows = FACTS.visible(user, Fact.objects.current().filter(document=document))
    return rows.select_related("decided_by", "recorded_by").prefetch_related("in_charge").order_by("position", "id")


def one(user: Any, document: UUID, key: UUID) -> Fact | None:
    """One fact of a document; None where it is not one this person may read."""
    found: Fact | None = facts_of(user, document).filter(key=key).first()
    return found


def card_of(user: Any, reading: Reading, fact: Fact, **more: Any) -> Card:
    """The card of one fact, with what was wrong with it."""
    blind = bool(more.get("second"))
    shown = hidden([fact])[0] if blind else fact
    if blind and more.get("given"):
        more["form"] = CorrectionForm(shown, more["given"])
    return Card(shown, user, Surroundings(reading, blind).draw(fact), **more)
