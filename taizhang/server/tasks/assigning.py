"""The page of clauses that name no unit, and assigning units to those that are ticked."""
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from taizhang.server.accounts.doors import page
from taizhang.server.facts.errors import Incomplete, Overtaken
from taizhang.server.local.names import known_names
from taizhang.server.look.notices import tell, warn
from taizhang.server.look.tables import page_number
from taizhang.server.look.templatetags.pieces import KINDS as KIND_WORDS
from taizhang.server.tasks import actions
from taizhang.server.tasks.finding import KINDS, by_document, without_units
from taizhang.server.tasks.models import Assignment
from taizhang.server.tasks.views import ROLES
from taizhang.values.errors import UsageError

ROWS = 50
Ticked = tuple[str, int, list[tuple[str, str]]]


@page("task", "assign")
@require_safe
def without(request: HttpRequest) -> HttpResponse:
    """Tasks, goals and clauses that name no unit, by document, each with the units it may mean and why."""
    return _page(request)


@page("task", "assign")
@require_POST
def assign(request: HttpRequest) -> HttpResponse:
    """Give the ticked clauses the units written for all of them, or the one suggested at each."""
    rows, missing = _ticked(request)
    if not rows and not missing:
        return _page(request, _("Tick the clauses that get a unit."), 422)
    if missing:
        return _page(request, ngettext("{n} ticked clause has no suggestion: write a unit, or leave it out.",
                                       "{n} ticked clauses have no suggestion: write a unit, or leave them out.", missing).format(n=missing), 422)
    try:
        made = actions.assign(request.user, rows, request.POST.get("why", "")[:500])
    except (Incomplete, Overtaken, UsageError) as wrong:
        return _page(request, str(wrong), 409 if isinstance(wrong, Overtaken) else 422)
    n = len(made.facts)
    tell(request, ngettext("{n} clause has its units now, and counts.", "{n} clauses have their units now, and count.", n).format(n=n),
         undo=reverse("tasks:unassign", args=[made.key]))
    return redirect("tasks:without")


@page("task", "assign")
@require_POST
def unassign(request: HttpRequest, key: UUID) -> HttpResponse:
    """Undo an assignment of one's own as one."""
    if not Assignment.objects.filter(key=key, by=request.user.pk).exists():
        warn(request, _("Only who assigned these units can take them back."))
        return redirect("tasks:without")
    try:
        made = actions.unassign(request.user, key)
    except (Overtaken, UsageError) as wrong:
        warn(request, str(wrong))
    else:
        tell(request, ngettext("{n} clause is without units again.", "{n} clauses are without units again.", len(made.facts)).format(n=len(made.facts)))
    return redirect("tasks:without")


def _ticked(request: HttpRequest) -> tuple[list[Ticked], int]:
    """What is ticked, with the version that was shown; and how many of it have neither a written nor a suggested unit."""
    written, role = request.POST.get("unit", "").strip()[:200], request.POST.get("role", "")
    rows: list[Ticked] = []
    missing = 0
    ticked = [one.partition(":") for one in request.POST.getlist("clause")[:actions.MOST + 1]]
    keys = [key for key, _colon, version in ticked if version.isascii() and version.isdigit() and len(version) < 9 and _is_key(key)]
    versions = {key: int(version) for key, _colon, version in ticked if key in keys}
    facts = list(without_units(request.user).filter(key__in=keys))
    suggested = {str(fact.key): said for paper in by_document(request.user, facts) for fact, said in paper.rows}
    for key in keys:
        said = suggested.get(key)
        units = [(written, role)] if written else list(said.units) if said is not None else []
        if units:
            rows.append((key, versions[key], units))
        else:
            missing += 1
    return rows, missing


def _is_key(written: str) -> bool:
    try:
        return str(UUID(written)) == written
    except ValueError:
        return False


def _page(request: HttpRequest, problem: str = "", status: int = 200) -> HttpResponse:
    kind = request.GET.get("kind", "")
    rows = without_units(request.user, kind)
    found = Paginator(rows, ROWS).get_page(page_number(request))
    papers = by_document(request.user, list(found.object_list))
    return render(request, "tasks/without.html", {
        "page": found, "papers": papers, "kind": kind if kind in KINDS else "", "kinds": [(one, KIND_WORDS[one]) for one in KINDS], "roles": ROLES,
        "problem": problem, "ticked": set(request.POST.getlist("clause")), "unit": request.POST.get("unit", ""), "why": request.POST.get("why", ""),
        "known": known_names("units"),
    }, status=status)
