"""Splitting one fact into several, and merging several into one."""
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from taizhang.server.accounts.doors import page
from taizhang.server.documents.models import Document
from taizhang.server.documents.views.deciding import version_of
from taizhang.server.documents.views.fetching import document_of, uuid_of
from taizhang.server.facts import actions
from taizhang.server.facts.errors import Incomplete, Overtaken
from taizhang.server.facts.merging import merge
from taizhang.server.facts.models import Fact
from taizhang.server.facts.splitting import split
from taizhang.server.look.notices import tell
from taizhang.server.review.joining import alike, given_parts, parts
from taizhang.server.review.permissions import REVIEW
from taizhang.server.review.views.deciding import told, wants_brief
from taizhang.server.review.views.queue import facts_of, one


@page("review", "read")
@require_http_methods(["GET", "HEAD", "POST"])
def split_one(request: HttpRequest, key: UUID, fact: UUID) -> HttpResponse:
    """The parts a fact may fall into; sent, it is split into those that are ticked."""
    document, found = _found(request, key, fact)
    if request.method == "POST":
        try:
            made = split(request.user, fact, version_of(request), given_parts(request.POST))
        except (Incomplete, Overtaken) as error:
            return _page(request, document, found, "split", _problem(error), 409 if isinstance(error, Overtaken) else 422)
        said = ngettext("Split into {n} fact: {label}", "Split into {n} facts: {label}", len(made)).format(n=len(made), label=actions.label(made[0]))
        return _done(request, document, made[0], made[1:], said)
    return _page(request, document, found, "split")


@page("review", "read")
@require_http_methods(["GET", "HEAD", "POST"])
def merge_some(request: HttpRequest, key: UUID, fact: UUID) -> HttpResponse:
    """Facts nearby that may be the same; sent, those that are ticked are merged into this one."""
    document, found = _found(request, key, fact)
    if request.method == "POST":
        versions = [one.rpartition(":") for one in request.POST.getlist("other")]
        others = [(other, int(seen)) for written, _sign, seen in versions if (other := uuid_of(written)) is not None and seen.isdigit()]
        try:
            made = merge(request.user, fact, version_of(request), others, {})
        except (Incomplete, Overtaken) as error:
            return _page(request, document, found, "merge", _problem(error), 409 if isinstance(error, Overtaken) else 422)
        rejected = list(facts_of(request.user, key).filter(key__in=[other for other, _seen in others]))
        return _done(request, document, made, rejected, _("Merged: {label}").format(label=actions.label(made)))
    return _page(request, document, found, "merge")


def _found(request: HttpRequest, key: UUID, fact: UUID) -> tuple[Document, Fact]:
    document = document_of(request.user, key)
    REVIEW.require(request.user, "read", document)
    found = one(request.user, key, fact)
    if found is None:
        raise Http404
    return document, found


def _problem(error: Incomplete | Overtaken) -> str:
    return " ".join(error.problems) if isinstance(error, Incomplete) else str(error)


def _page(request: HttpRequest, document: Document, fact: Fact, act: str, problem: str = "", status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"document": document, "fact": fact, "act": act, "problem": problem}
    if act == "split":
        context["parts"] = parts(fact)
    else:
        context["others"] = alike(facts_of(request.user, document.key), fact)
    if wants_brief(request):
        return JsonResponse({"card": render_to_string("review/_joining.html", context, request), "problem": problem, "label": actions.label(fact)},
                            status=status)
    return render(request, "review/joining.html", context, status=status)


def _done(request: HttpRequest, document: Document, fact: Fact, others: list[Fact], said: str) -> HttpResponse:
    if wants_brief(request):
        lines = [render_to_string("review/_line.html", {"fact": other}, request) for other in others]
        return JsonResponse(told(request.user, fact) | {"lines": lines, "others": [told(request.user, other) for other in others]})
    undo = reverse("review:decide", args=[document.key, fact.key, "undo"]) + f"?version={fact.version}"
    tell(request, said, undo=undo)
    return redirect(f"{reverse('review:queue', args=[document.key])}?fact={fact.key}")
