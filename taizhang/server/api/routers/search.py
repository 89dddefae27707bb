"""The search over documents, clauses, facts, units, regions and indicators."""
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from taizhang.server.accounts.doors import page
from taizhang.server.api.shapes import finding as shapes
from taizhang.server.search.asking import Asked
from taizhang.server.search.finding import Found

router = Router(tags=["search"])


@router.get("", response=shapes.Results, summary="Search")
@page("search", "read")
def search(request: HttpRequest, asked: Query[shapes.SearchAsked]) -> dict[str, Any]:
    """Whatever holds some words: the first hits of each group, or one group page by page; ranked as on the page."""
    found = Found(Asked.parse(request.GET), request.user)
    groups = [group for name, group in found.groups.items() if asked.kind in ("", name)]
    return {"total": found.total, "groups": [shapes.hits_out(one, request.build_absolute_uri) for one in groups]}
