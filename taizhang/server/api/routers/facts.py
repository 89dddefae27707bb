"""Facts: one with its source and history, and every decision about it."""
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Router

from taizhang.server.accounts.doors import page
from taizhang.server.api import versions
from taizhang.server.api.reading import fact_named, papers_of, said_of
from taizhang.server.api.shapes import facts as shapes
from taizhang.server.api.shapes.common import AtMoment, at, person
from taizhang.server.api.shapes.history import fact_steps
from taizhang.server.documents.detail import Detail
from taizhang.server.documents.views.fetching import document_of
from taizhang.server.facts import actions
from taizhang.server.facts.actions import filled
from taizhang.server.facts.merging import merge
from taizhang.server.facts.models import Fact
from taizhang.server.facts.permissions import FACTS
from taizhang.server.facts.second import read
from taizhang.server.facts.settling import last_words, settle
from taizhang.server.facts.splitting import split
from taizhang.server.facts.views import of
from taizhang.server.history import NOW, Moment

router = Router(tags=["facts"])


@router.get("/{uuid:key}", response=shapes.FactWhole, summary="Get a fact")
@page("fact", "read")
def get(request: HttpRequest, response: HttpResponse, key: UUID, asked: Query[AtMoment]) -> dict[str, Any]:
    """A fact with its sentence, its document and what you may do to it; now or as it was."""
    moment = Moment.parse(request.GET)
    return whole(request, response, of(request.user, key) if moment.is_now else _as_it_was(request.user, key, moment), moment)


@router.get("/{uuid:key}/history", response=shapes.History, summary="History of a fact")
@page("fact", "read")
def history(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """All versions, the newest first: who did what, when and why."""
    of(request.user, key)
    return {"items": fact_steps(key)}


@router.post("/{uuid:key}/accept", response=shapes.FactWhole, summary="Accept a fact", openapi_extra=versions.IF_MATCH)
@page("fact", "accept")
def accept(request: HttpRequest, response: HttpResponse, key: UUID) -> dict[str, Any]:
    """From now on it counts."""
    return _done(request, response, key, actions.accept)


@router.post("/{uuid:key}/correct", response=shapes.FactWhole, summary="Correct a fact", openapi_extra=versions.IF_MATCH)
@page("fact", "correct")
def correct(request: HttpRequest, response: HttpResponse, key: UUID, given: shapes.Correction) -> dict[str, Any]:
    """Corrected, it is thereby accepted. Fields that are left out stay as they are."""
    return _done(request, response, key, actions.correct, filled(of(request.user, key), given.changes()))


@router.post("/{uuid:key}/reject", response=shapes.FactWhole, summary="Reject a fact", openapi_extra=versions.IF_MATCH)
@page("fact", "reject")
def reject(request: HttpRequest, response: HttpResponse, key: UUID, given: shapes.Rejection) -> dict[str, Any]:
    """It is no fact of this document."""
    return _done(request, response, key, actions.reject, given.reason)


@router.post("/{uuid:key}/undo", response=shapes.FactWhole, summary="Undo a decision", openapi_extra=versions.IF_MATCH)
@page("fact", "undo")
def undo(request: HttpRequest, response: HttpResponse, key: UUID) -> dict[str, Any]:
    """Back to the decision before your own, as a new version."""
    return _done(request, response, key, actions.undo)


@router.post("/{uuid:key}/dispute", response=shapes.FactWhole, summary="Dispute a decision", openapi_extra=versions.IF_MATCH)
@page("fact", "dispute")
def dispute(request: HttpRequest, response: HttpResponse, key: UUID, given: shapes.Rejection) -> dict[str, Any]:
    """Another's decision: the fact counts nowhere until two persons agree on it."""
    return _done(request, response, key, actions.dispute, given.reason)


@router.post("/{uuid:key}/settle", response=shapes.FactWhole, summary="Say how a dispute should end", openapi_extra=versions.IF_MATCH)
@page("fact", "settle")
def settle_it(request: HttpRequest, response: HttpResponse, key: UUID, given: shapes.Proposal) -> dict[str, Any]:
    """As soon as two persons say the same, it ends so. With the proposal `correct`, the fields of a correction come along."""
    wanted = filled(of(request.user, key), given.changes()) if given.proposal == "correct" else {}
    return _done(request, response, key, settle, given.proposal, wanted, given.reason or "")


@router.post("/{uuid:key}/recall", response=shapes.FactWhole, summary="Take a dispute back", openapi_extra=versions.IF_MATCH)
@page("fact", "recall")
def recall(request: HttpRequest, response: HttpResponse, key: UUID) -> dict[str, Any]:
    """Your own one: the decision holds as before."""
    return _done(request, response, key, actions.recall)


@router.post("/{uuid:key}/second", response=shapes.FactWhole, summary="Read a decided fact as the second person", openapi_extra=versions.IF_MATCH)
@page("fact", "second")
def second(request: HttpRequest, response: HttpResponse, key: UUID, given: shapes.SecondReading) -> dict[str, Any]:
    """Who comes to the same makes it a fact that two have read; otherwise it is disputed."""
    wanted = filled(of(request.user, key), given.changes()) if given.verdict == "correct" else {}
    return _done(request, response, key, read, given.verdict, wanted, given.reason or "")


@router.post("/{uuid:key}/split", response=shapes.Made, summary="Split a fact that holds several", openapi_extra=versions.IF_MATCH)
@page("fact", "split")
def split_it(request: HttpRequest, key: UUID, given: shapes.Split) -> dict[str, Any]:
    """The first part goes on under the fact's key, the others are new; undone as one."""
    of(request.user, key)
    return _made(request, split(request.user, key, versions.seen(request), [one.changes() for one in given.parts]))


@router.post("/{uuid:key}/merge", response=shapes.FactWhole, summary="Merge facts that are one", openapi_extra=versions.IF_MATCH)
@page("fact", "merge")
def merge_it(request: HttpRequest, response: HttpResponse, key: UUID, given: shapes.Merger) -> dict[str, Any]:
    """The others are rejected and name it; undone as one."""
    fact_named(request.user, [one.key for one in given.others])
    return _done(request, response, key, merge, [(one.key, one.version) for one in given.others], given.changes())


def _made(request: HttpRequest, facts: Sequence[Fact]) -> dict[str, Any]:
    said = said_of(request.user, facts, NOW)
    return {"items": [said[one.pk] for one in facts]}


def _done(request: HttpRequest, response: HttpResponse, key: UUID, act: Callable[..., Fact], *more: Any) -> dict[str, Any]:
    of(request.user, key)
    done = act(request.user, key, versions.seen(request), *more)
    # what one made and takes back is there no more, and yet is what there is to say
    fresh = Fact.objects.filter(pk=done.pk).select_related("decided_by", "recorded_by").prefetch_related("in_charge").get()
    return whole(request, response, fresh)


def _as_it_was(user: Any, key: UUID, moment: Moment) -> Fact:
    """A fact as it was, for who may read it as it is; its document has to have been there for them too."""
    now = of(user, key)
    document_of(user, now.document, moment)
    rows = FACTS.visible(user, Fact.objects.as_of(moment).filter(key=key)).select_related("decided_by", "recorded_by").prefetch_related("in_charge")
    found = rows.first()
    if found is None:
        raise Http404
    return found


def whole(request: HttpRequest, response: HttpResponse, fact: Fact, moment: Moment = NOW) -> dict[str, Any]:
    """A fact with its version, as every decision about it is answered."""
    versions.show(response, fact.version)
    detail = Detail(fact, request.user, still=not moment.is_now)
    votes = last_words(fact).values() if fact.state == "disputed" else ()
    return shapes.out(fact, papers_of(request.user, [fact], moment)) | {
        "may": detail.open_acts, "url": request.build_absolute_uri(reverse("facts:fact", args=[fact.key])),
        "votes": [{"by": person(one.by), "at": at(one.at), "proposal": one.proposal, "reason": one.reason} for one in votes],
    }
