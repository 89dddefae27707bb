"""Units: with their load, their life, and their tasks over all documents in force."""
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router

from taizhang.server.accounts.doors import page
from taizhang.server.api.reading import said_of
from taizhang.server.api.shapes import finding as shapes
from taizhang.server.api.shapes.common import AtMoment
from taizhang.server.history import Moment
from taizhang.server.library.units import UnitPage, unit_rows
from taizhang.server.library.views.units import MOST_UNKNOWN

router = Router(tags=["units"])
TASKS = 500


@router.get("", response=shapes.Units, summary="Units")
@page("library", "read")
def units(request: HttpRequest, asked: Query[AtMoment]) -> dict[str, Any]:
    """In official order, those with work or documents; and names that the catalogue does not know."""
    groups, unknown = unit_rows(request.user, Moment.parse(request.GET))
    return {"items": [_out(row.unit, row.load) for _region, rows in groups for row in rows], "unknown": [name for name, _load in unknown[:MOST_UNKNOWN]]}


@router.get("/{id}", response=shapes.UnitWhole, summary="Get a unit")
@page("library", "read")
def get(request: HttpRequest, id: str, asked: Query[AtMoment]) -> dict[str, Any]:
    """By its id. Up to 500 of its tasks; the ledger has all of them, page by page (`unit`)."""
    moment = Moment.parse(request.GET)
    shown = UnitPage(request.user, id[:120], moment)
    if shown.unit is None:
        raise Http404
    tasks = list(shown.tasks[:TASKS])
    said = said_of(request.user, [*tasks, *shown.targets], moment)
    return _out(shown.unit, shown.load) | {
        "lives": shown.lives, "names": [one.words for one in shown.names], "before": [one.id for one in shown.before], "after": [one.id for one in shown.after],
        "parent": shown.parent.id if shown.parent else "", "tasks": [said[one.pk] for one in tasks], "targets": [said[one.pk] for one in shown.targets]}


def _out(unit: Any, load: Any) -> dict[str, Any]:
    return {"id": unit.id, "name": unit.name, "short": unit.short or "", "region": unit.region, "load": shapes.load_out(load)}
