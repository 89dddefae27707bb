"""Units: all with work or documents, and one with its life, tasks and load."""
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from taizhang.server.accounts.doors import page
from taizhang.server.history import Moment
from taizhang.server.library import statements, systems
from taizhang.server.library.units import UnitPage, unit_rows
from taizhang.server.look.tables import page_number

ROWS = 50
MOST_UNKNOWN = 200


@page("library", "read")
@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """Units in official order with their load, and names that the pack does not know."""
    moment, every = Moment.parse(request.GET), request.GET.get("every") == "1"
    groups, unknown = unit_rows(request.user, moment, every=every)
    return render(request, "library/units.html", {
        "moment": moment, "groups": groups, "unknown": unknown[:MOST_UNKNOWN], "more_unknown": max(0, len(unknown) - MOST_UNKNOWN), "every": every,
        "n": sum(len(rows) for _region, rows in groups)})


@page("library", "read")
@require_safe
def unit(request: HttpRequest, id: str) -> HttpResponse:
    """One unit, by its id or by a name that the pack does not know."""
    shown = UnitPage(request.user, id[:120], Moment.parse(request.GET))
    if shown.unit is None and not shown.counted and not shown.issued:
        raise Http404
    paged = Paginator(shown.tasks, ROWS).get_page(page_number(request))
    tasks = list(paged.object_list)
    here = [one for one in shown.line if one]
    ledger = reverse("ledger:ledger") + "?" + urlencode({"unit": here, **shown.moment.parameters()}, doseq=True)
    return render(request, "library/unit.html", {
        "shown": shown, "moment": shown.moment, "page": paged, "tasks": [(task, _role(task, here), _as(task, here)) for task in tasks],
        "titles": statements.titles(request.user, shown.moment, [*tasks, *shown.targets]), "ledger": ledger, "owed": systems.owed_by(request.user, here)})


def _role(task: object, ids: list[str]) -> str:
    """The role in a task."""
    return next((one.role for one in task.in_charge.all() if (one.unit or one.name) in ids), "")  # type: ignore[attr-defined]


def _as(task: object, ids: list[str]) -> str:
    """The name under which a task names the unit."""
    return next((one.name for one in task.in_charge.all() if (one.unit or one.name) in ids), "")  # type: ignore[attr-defined]
