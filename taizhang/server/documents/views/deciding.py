"""Deciding about one fact on the page: forms post here; htmx swaps the one line, without scripts the page comes back at the fact."""
import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from taizhang.server.accounts.doors import page
from taizhang.server.documents.detail import Detail, address
from taizhang.server.documents.panel import row
from taizhang.server.documents.reading import Reading
from taizhang.server.documents.views.fetching import fact_of, reading_of
from taizhang.server.documents.views.page import common, whole
from taizhang.server.facts import actions
from taizhang.server.facts.errors import Incomplete, Overtaken
from taizhang.server.facts.models import Fact
from taizhang.server.facts.settling import settle
from taizhang.server.look.choices import safe_next
from taizhang.server.look.notices import tell, warn
from taizhang.values.errors import UsageError

Done = Callable[[Any, UUID, int, dict[str, Any]], Fact]
FIELDS = ("kind", "what", "op", "value", "value2", "measure_unit", "period", "measure", "per", "subject", "number",
          "path", "why", "start", "end", "value_start", "value_end")
ACTS: dict[str, tuple[Done, Any]] = {
    "accept": (lambda user, key, version, given: actions.accept(user, key, version), gettext_lazy("Accepted: {label}")),
    "correct": (lambda user, key, version, given: actions.correct(user, key, version, given), gettext_lazy("Corrected: {label}")),
    "reject": (lambda user, key, version, given: actions.reject(user, key, version, given.get("why", "")), gettext_lazy("Rejected: {label}")),
    "undo": (lambda user, key, version, given: actions.undo(user, key, version), gettext_lazy("Undone: {label}")),
    "dispute": (lambda user, key, version, given: actions.dispute(user, key, version, given.get("why", "")), gettext_lazy("Disputed: {label}")),
    "recall": (lambda user, key, version, given: actions.recall(user, key, version), gettext_lazy("Dispute taken back: {label}")),
    "settle": (lambda user, key, version, given: settle(
        user, key, version, given.get("proposal", ""), given, given.get("why", "")), gettext_lazy("Your voice is kept: {label}")),
}
#: What can be taken back at once, and by which act.
BACK = {"accept": "undo", "correct": "undo", "reject": "undo", "dispute": "recall"}


@page("document", "read")
@require_POST
def decide(request: HttpRequest, key: UUID, fact: UUID, act: str) -> HttpResponse:
    """Carry out one decision; ``version`` is the version the person saw."""
    if act not in ACTS:
        raise Http404
    reading = reading_of(request.user, key)
    seen = fact_of(request.user, reading, fact)
    given = given_of(request)
    perform, says = ACTS[act]
    try:
        done = perform(request.user, fact, version_of(request), given)
    except Overtaken as overtaken:
        return _again(request, key, fact, 409, str(overtaken))
    except Incomplete as incomplete:
        return _again(request, key, fact, 422, " ".join(incomplete.problems), act, given, incomplete)
    undo = _undo(done, BACK[act]) if act in BACK else ""
    said = says if act != "settle" or done.state == "disputed" else gettext_lazy("Settled by two: {label}")
    tell(request, str(said).format(label=actions.label(done)), undo=undo)
    if done.ended or (act == "undo" and seen.together is not None):  # other lines of the page changed too, or this one is gone
        return _anew(request, reverse("documents:page", args=[key]) if done.ended else address(done))
    if not getattr(request, "htmx", False):
        return redirect(safe_next(request, address(done)))
    fresh = reading_of(request.user, key)
    answer = _line(request, fresh, Detail(fact_of(request.user, fresh, fact), request.user))
    return _tells(answer, done)


def given_of(request: HttpRequest) -> dict[str, Any]:
    """What the form holds; units come as two lists of equal length."""
    given: dict[str, Any] = {name: request.POST[name] for name in (*FIELDS, "proposal") if name in request.POST}
    if "unit_name" in request.POST:
        given["units"] = list(zip(request.POST.getlist("unit_name"), request.POST.getlist("unit_role"), strict=False))
    return given


def version_of(request: HttpRequest) -> int:
    """The version the person saw; a notice that undoes carries it in its address."""
    written = request.POST.get("version") or request.GET.get("version") or ""
    if not written.isascii() or not written.isdigit() or len(written) > 9:
        raise UsageError(_("the form does not say which version it is about"), where=f"version={written[:20]}", hint=_("Load the page again and decide anew."))
    return int(written)


def _again(request: HttpRequest, key: UUID, fact: UUID, status: int, problem: str, act: str = "open", given: dict[str, Any] | None = None,
           incomplete: Incomplete | None = None) -> HttpResponse:
    """The fact as it is now, with what was wrong."""
    fresh = reading_of(request.user, key)
    detail = Detail(fact_of(request.user, fresh, fact), request.user, mode=act, form=incomplete.form if incomplete else None, problem=problem,
                    given=given or {})
    if getattr(request, "htmx", False):
        return _tells(_line(request, fresh, detail, status), detail.fact)
    if status == 409:
        warn(request, problem)
        return redirect(address(detail.fact))
    return whole(request, fresh, detail, status)


def _anew(request: HttpRequest, url: str) -> HttpResponse:
    """The whole page again, for whoever asked for one line too."""
    if not getattr(request, "htmx", False):
        return redirect(url)
    answer = HttpResponse()
    answer.headers["HX-Redirect"] = url
    return answer


def _line(request: HttpRequest, reading: Reading, detail: Detail, status: int = 200) -> HttpResponse:
    return render(request, "documents/_decided.html", common(reading) | {"row": row(reading, detail)}, status=status)


def _tells(answer: HttpResponse, fact: Fact) -> HttpResponse:
    answer.headers["HX-Trigger"] = json.dumps({"fact-decided": {"key": str(fact.key), "state": fact.state, "kind": fact.kind}})
    return answer


def _undo(fact: Fact, act: str) -> str:
    return reverse("documents:decide", args=[fact.document, fact.key, act]) + f"?version={fact.version}"
