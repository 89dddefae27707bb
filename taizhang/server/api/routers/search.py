"""The search over documents, clauses, facts, units, regions and indicators."""
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from taizhang.server.accounts.doors import page
from taizhang.server.api.shapes import finding as shapes
from taizhang.server.api.shapes.work import JobOut, job_out
from taizhang.server.search import actions
from taizhang.server.search.asking import Asked
from taizhang.server.search.finding import Found
from taizhang.server.search.suggesting import suggestions

router = Router(tags=["search"])


@router.get("", response=shapes.Results, summary="Search")
@page("search", "read")
def search(request: HttpRequest, asked: Query[shapes.SearchAsked]) -> dict[str, Any]:
    """Whatever holds some words: the first hits of each group, or one group page by page; ranked as on the page."""
    found = Found(Asked.parse(request.GET), request.user)
    groups = [group for name, group in found.groups.items() if asked.kind in ("", name)]
    return {"total": found.total, "groups": [shapes.hits_out(one, request.build_absolute_uri) for one in groups]}


@router.get("/suggest", response=shapes.Suggestions, summary="Suggestions while somebody types")
@page("search", "read")
def suggest(request: HttpRequest, asked: Query[shapes.Typed]) -> dict[str, Any]:
    """Names and documents that begin like this; up to eight."""
    return {"items": [shapes.hit_out(one, request.build_absolute_uri) for one in suggestions(request.user, asked.q)]}


@router.post("/rebuild", response=JobOut, summary="Have the index made anew")
@page("search", "rebuild")
def rebuild(request: HttpRequest) -> dict[str, Any]:
    """In a job; where one is open already, that one is the answer."""
    return job_out(actions.rebuild(request.user))
