"""Adding what the reader missed: words are selected in the text, the form stands there filled as far as they tell."""
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from taizhang.server.accounts.doors import page
from taizhang.server.documents.models import Document
from taizhang.server.documents.views.fetching import document_of
from taizhang.server.facts import actions, places
from taizhang.server.facts.adding import add
from taizhang.server.facts.errors import Incomplete
from taizhang.server.facts.models import KINDS, Fact
from taizhang.server.look.notices import tell
from taizhang.server.look.templatetags.pieces import KINDS as KIND_WORDS
from taizhang.server.review.card import unit_rows
from taizhang.server.review.missing import form_for, guess, stretch
from taizhang.server.review.permissions import REVIEW
from taizhang.server.review.views.deciding import given_of, told, wants_brief

SPARE_UNITS = 3


@page("review", "read")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, key: UUID) -> HttpResponse:
    """The form of a fact at ``start``..``end``, or where ``words`` stand; sent, it adds the fact."""
    document = document_of(request.user, key, words=True)
    REVIEW.require(request.user, "read", document)
    if document.text is None:
        raise Http404
    if request.method == "POST":
        return _add(request, document)
    asked = request.GET
    place = _place(asked, len(document.text.text))
    problem = ""
    if place is None and asked.get("words"):
        place = stretch(document.text, asked["words"], _number(asked.get("nth", ""), 1))
        problem = "" if place else _("These words do not stand in the text. Copy them from it as they are.")
    kind = asked.get("kind", "") if asked.get("kind", "") in KINDS else ""
    fact = guess(document, *place, kind) if place is not None else None
    return _page(request, document, fact, form_for(fact) if fact is not None else None, problem)


def _add(request: HttpRequest, document: Document) -> HttpResponse:
    given: dict[str, Any] = given_of(request)
    assert document.text is not None
    place = _place(request.POST, len(document.text.text)) or (0, 0)
    try:
        made = add(request.user, document.key, *place, given)
    except Incomplete as incomplete:
        fact = guess(document, *place, str(given.get("kind") or "")) if place != (0, 0) else None
        form = incomplete.form if incomplete.form is not None else form_for(fact, given) if fact is not None else None
        return _page(request, document, fact, form, " ".join(incomplete.problems), 422, given)
    if wants_brief(request):
        line = render_to_string("review/_line.html", {"fact": made}, request)
        return JsonResponse(told(request.user, made) | {"line": line})
    undo = reverse("review:decide", args=[document.key, made.key, "undo"]) + f"?version={made.version}"
    tell(request, _("Added: {label}").format(label=actions.label(made)), undo=undo)
    return redirect(f"{reverse('review:queue', args=[document.key])}?fact={made.key}")


def _page(request: HttpRequest, document: Document, fact: Fact | None, form: Any, problem: str, status: int = 200,
          given: dict[str, Any] | None = None) -> HttpResponse:
    units = (given or {}).get("units") or []
    context = {
        "document": document, "fact": fact, "form": form, "problem": problem,
        "units": unit_rows([*units, *[("", "")] * SPARE_UNITS]), "kinds": [(name, KIND_WORDS[name]) for name in KINDS],
    }
    if wants_brief(request):
        html = render_to_string("review/_new.html", context, request)
        return JsonResponse({"card": html, "problem": problem, "label": fact.quote[:40] if fact is not None else ""}, status=status)
    return render(request, "review/new.html", context, status=status)


def _place(given: Any, length: int) -> tuple[int, int] | None:
    start, end = _number(given.get("start", ""), -1), _number(given.get("end", ""), -1)
    return (start, end) if 0 <= start < end <= length and end - start <= places.LONGEST else None


def _number(written: str, otherwise: int) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else otherwise
