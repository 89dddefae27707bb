"""Review: what waits in which document, who reads it, second readings, disputes, agreement."""
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router

from taizhang.server.accounts.doors import page
from taizhang.server.accounts.models import User
from taizhang.server.api import cursors, versions
from taizhang.server.api.reading import papers_of, said_of
from taizhang.server.api.routers.facts import whole as whole_fact
from taizhang.server.api.shapes import review as shapes
from taizhang.server.api.shapes.common import Asked, at, person
from taizhang.server.api.shapes.facts import FactWhole
from taizhang.server.api.shapes.facts import out as fact_out
from taizhang.server.documents.models import Document
from taizhang.server.documents.permissions import counting
from taizhang.server.documents.views.fetching import document_of, reading_of
from taizhang.server.facts import second
from taizhang.server.facts.actions import filled
from taizhang.server.facts.models import Fact
from taizhang.server.facts.permissions import FACTS, disputed_by
from taizhang.server.facts.settling import last_words
from taizhang.server.facts.views import of
from taizhang.server.history import NOW
from taizhang.server.review import actions, blind
from taizhang.server.review.asking import Asked as QueueAsked
from taizhang.server.review.pace import pace
from taizhang.server.review.permissions import REVIEW
from taizhang.server.review.picking import picks
from taizhang.server.review.queue import Queue
from taizhang.server.review.views.listing import lines, listed, people

router = Router(tags=["review"])


@router.get("", response=shapes.Papers, summary="Documents to review")
@page("review", "read")
def papers(request: HttpRequest, asked: Query[shapes.PapersAsked]) -> dict[str, Any]:
    """What is given to you comes first, then what nobody reads, then the rest; with what waits in each."""
    chosen = {name: value for name in ("mine", "every", "q") if (value := getattr(asked, name))}
    rows = listed(REVIEW.visible(request.user, Document.objects.current().exclude(state="withdrawn")), request.user, chosen)
    total = rows.count()
    if asked.cursor:
        whose, issued, key = cursors.read("review", asked.cursor, int, date, UUID)
        undated = Q(issued__isnull=True, key__gt=key)
        later = undated if issued is None else Q(issued__lt=issued) | Q(issued=issued, key__gt=key) | Q(issued__isnull=True)
        rows = rows.filter(Q(whose__gt=whose) | Q(whose=whose) & later)
    found, more = cursors.cut(list(rows[: asked.limit + 1]), asked.limit)
    last: Any = found[-1] if more else None
    return {"items": [shapes.paper_out(one) for one in lines(found, request.user, pace(request.user))], "total": total,
            "next": cursors.write("review", last.whose, last.issued, last.key) if last else None}


@router.get("/people", response=shapes.People, summary="People who review")
@page("assignment", "give")
def reviewers(request: HttpRequest) -> dict[str, Any]:
    """To whom a document may be given; whether one may review a certain document is asked when it is given."""
    return shapes.people_out(people())


@router.get("/disputes", response=shapes.Disputes, summary="Open disputes")
@page("review", "disputes")
def disputes(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """Those you may see, each with the decision, who disputes it, and what was said so far."""
    rows = FACTS.visible(request.user, Fact.objects.current().filter(state="disputed", document__in=counting()), "settle")
    found, following = cursors.newest_first("disputes", rows, asked)
    said = said_of(request.user, found, NOW)
    return {"items": [_dispute(request.user, one, said[one.pk]) for one in found], "next": following}


@router.get("/agreement", response=shapes.Agreement, summary="How far two readers agree")
@page("review", "read")
def agreement(request: HttpRequest) -> dict[str, Any]:
    """Of the facts that two people have read; and how many await a second reading of yours."""
    whole = second.agreement(FACTS.visible(request.user, Fact.objects.newest()))
    once = FACTS.visible(request.user, Fact.objects.current().read_once().exclude(decided_by=request.user.pk))
    return shapes.alike_out(whole) | {"by_kind": {kind: shapes.alike_out(one) for kind, one in whole.by_kind.items()}, "once": once.count()}


@router.get("/{uuid:key}", response=shapes.Paper, summary="Get how far the review of a document is")
@page("review", "read")
def get(request: HttpRequest, response: HttpResponse, key: UUID) -> dict[str, Any]:
    """With who reads it; the `ETag` is for giving it to somebody."""
    return _paper(request, response, key)


@router.get("/{uuid:key}/queue", response=shapes.Queue, summary="Queue of a document")
@page("review", "read")
def queue(request: HttpRequest, key: UUID, asked: Query[shapes.QueueAsked]) -> dict[str, Any]:
    """Its facts in the order of the text. For a second reading they are shown as they were suggested, without the decision."""
    given = {name: str(value) for name, value in asked.model_dump(exclude={"limit", "cursor"}).items() if value not in (None, "")}
    shown = Queue(reading_of(request.user, key), request.user, QueueAsked.parse(given))
    rows = shown.rows()
    total = rows.count()
    if asked.cursor:
        position, pk = cursors.read("queue", asked.cursor, int, int)
        rows = rows.filter(cursors.behind(("position", position), ("pk", pk)))
    found, more = cursors.cut(list(rows.select_related("decided_by", "recorded_by").prefetch_related("in_charge")[: asked.limit + 1]), asked.limit)
    following = cursors.write("queue", found[-1].position, found[-1].pk) if more else None
    facts = blind.hidden(found) if shown.asked.second else found
    known = papers_of(request.user, facts, NOW)
    return {"items": [fact_out(one, known) for one in facts], "total": total, "next": following}


@router.post("/{uuid:key}/assign", response=shapes.Paper, summary="Give a document to somebody", openapi_extra=versions.IF_MATCH)
@page("assignment", "take")
def assign(request: HttpRequest, response: HttpResponse, key: UUID, given: shapes.Giving) -> dict[str, Any]:
    """Take it yourself, leave it (`person`: null), or give it to another, where you may."""
    document_of(request.user, key)
    held = actions.current(key)
    version = held.version if held is not None else 0
    versions.require(request, version)
    if given.person is not None:
        actions.assign(request.user, key, get_object_or_404(User, pk=given.person), version)
    else:
        actions.unassign(request.user, key, version)
    return _paper(request, response, key)


@router.post("/facts/{uuid:key}/second", response=FactWhole, summary="Read a fact as the second person, blindly", openapi_extra=versions.IF_MATCH)
@page("fact", "second")
def read_second(request: HttpRequest, response: HttpResponse, key: UUID, given: shapes.BlindReading) -> dict[str, Any]:
    """What is given stands over the suggestion, not over the first decision. Who comes to the same makes it a fact that two have read."""
    fact = of(request.user, key)
    said = filled(blind.hidden([fact])[0], given.changes()) | {"why": given.reason or ""}
    done = (blind.reject if given.verdict == "reject" else blind.read)(request.user, key, versions.seen(request), said)
    fresh = Fact.objects.filter(pk=done.pk).select_related("decided_by", "recorded_by").prefetch_related("in_charge").get()
    return whole_fact(request, response, fresh)


@router.get("/facts/{uuid:key}/picks", response=shapes.Picks, summary="What a field of a fact may be filled with")
@page("review", "read")
def offered(request: HttpRequest, key: UUID, asked: Query[shapes.PicksAsked]) -> dict[str, Any]:
    """Names that are known, the likeliest first, each with why it is offered."""
    return {"items": [{"value": one.value, "why": one.why} for one in picks(request.user, of(request.user, key), asked.field, asked.q)]}


def _dispute(user: Any, fact: Fact, said: dict[str, Any]) -> dict[str, Any]:
    begun = Fact.objects.of(fact.key).filter(act="dispute", version__lte=fact.version).last()
    return {"fact": said, "disputed_by": person(disputed_by(fact)), "reason": begun.reason if begun is not None else "",
            "votes": [{"by": person(one.by), "at": at(one.at), "proposal": one.proposal, "reason": one.reason} for one in last_words(fact).values()],
            "may_settle": bool(FACTS.may(user, "settle", fact))}


def _paper(request: HttpRequest, response: HttpResponse, key: UUID) -> dict[str, Any]:
    shown = get_object_or_404(REVIEW.visible(request.user, Document.objects.current()), key=key)
    line = lines([shown], request.user, pace(request.user))[0]
    versions.show(response, line.held)
    return shapes.paper_out(line)
