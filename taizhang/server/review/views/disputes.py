"""Open disputes, both readings side by side; and how far two readers agree."""
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from taizhang.server.accounts.doors import page
from taizhang.server.accounts.policy import Verdict
from taizhang.server.documents.detail import address
from taizhang.server.documents.models import Document
from taizhang.server.documents.permissions import counting
from taizhang.server.facts import second
from taizhang.server.facts.forms import OP_WORDS, CorrectionForm
from taizhang.server.facts.models import Fact, Vote
from taizhang.server.facts.permissions import FACTS, disputed_by
from taizhang.server.facts.settling import PROPOSALS, last_words
from taizhang.server.facts.words import FIELD_WORDS, MEASURE_WORDS
from taizhang.server.look.templatetags.pieces import KINDS
from taizhang.server.look.words import period_words

MOST = 100
SHOWN = ("kind", "what", "op", "value", "value2", "measure_unit", "period", "measure", "per", "subject", "number", "path")


@dataclass(frozen=True, slots=True)
class Voice:
    """What one person says of a disputed fact; ``rows`` are (field, as decided, as they would have it) where they differ."""

    vote: Vote
    words: str
    rows: list[tuple[Any, str, str]]


@dataclass(frozen=True, slots=True)
class Dispute:
    """An open dispute: the decision, who disputes it and why, what was said so far, whether one may settle it."""

    fact: Fact
    title: str
    by: Any
    reason: str
    voices: list[Voice]
    settle: Verdict
    url: str


@page("review", "disputes")
@require_safe
def disputes(request: HttpRequest) -> HttpResponse:
    """The disputes this person may see."""
    rows = FACTS.visible(request.user, Fact.objects.current().filter(state="disputed", document__in=counting()), "settle")
    held = list(rows.select_related("decided_by", "recorded_by").prefetch_related("in_charge").order_by("document", "position")[:MOST])
    titles = dict(Document.objects.current().filter(key__in={one.document for one in held}).values_list("key", "title"))
    found = [_dispute(request.user, one, titles.get(one.document, "")) for one in held]
    return render(request, "review/disputes.html", {"disputes": found, "total": rows.count()})


@page("review", "read")
@require_safe
def agreement(request: HttpRequest) -> HttpResponse:
    """How far two readers agree, altogether, by kind and by document."""
    rows = FACTS.visible(request.user, Fact.objects.newest())
    whole = second.agreement(rows)
    once = FACTS.visible(request.user, Fact.objects.current().read_once().exclude(decided_by=request.user.pk))
    papers = Document.objects.current().filter(key__in=once.order_by().values("document")).order_by("-issued", "key")[:MOST]
    return render(request, "review/agreement.html", {
        "whole": whole, "kinds": [(KINDS.get(kind, kind), one) for kind, one in whole.by_kind.items()], "papers": papers, "once": once.count()})


def _dispute(user: Any, fact: Fact, title: str) -> Dispute:
    begun = Fact.objects.of(fact.key).filter(act="dispute", version__lte=fact.version).last()
    voices = [Voice(vote, str(PROPOSALS.get(vote.proposal, vote.proposal)), _rows(fact, vote)) for vote in last_words(fact).values()]
    return Dispute(fact, title, disputed_by(fact), begun.reason if begun is not None else "", voices, FACTS.may(user, "settle", fact),
                   address(fact).replace("#", "&mode=settle#"))


def _rows(fact: Fact, vote: Vote) -> list[tuple[Any, str, str]]:
    if vote.proposal != "correct":
        return []
    from_form = _present(fact)
    found = []
    for name in SHOWN:
        said = str(vote.changes.get(name, ""))
        if name in vote.changes and said != from_form.get(name, ""):
            found.append((FIELD_WORDS.get(name, name), _words(name, from_form.get(name, "")), _words(name, said)))
    return found


def _present(fact: Fact) -> dict[str, str]:
    return {name: str(value or "") for name, value in CorrectionForm(fact).initial.items()}


def _words(name: str, value: str) -> str:
    if name == "kind":
        return str(KINDS.get(value, value))
    if name == "op":
        return str(OP_WORDS.get(value, value))
    if name == "measure":
        return str(MEASURE_WORDS.get(value, value))
    return period_words(value) if name == "period" else value
