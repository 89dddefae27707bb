"""The page of the search, suggestions while somebody types, and having the index made anew."""
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from taizhang.server.accounts.doors import page
from taizhang.server.look.choices import safe_next
from taizhang.server.look.notices import tell
from taizhang.server.search import actions
from taizhang.server.search.asking import Asked
from taizhang.server.search.filling import is_missing
from taizhang.server.search.finding import Found, advice
from taizhang.server.search.page import SearchPage
from taizhang.server.search.suggesting import suggestions


@page("search", "read")
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Documents, clauses, facts, units, regions and indicators that hold some words."""
    asked = Asked.parse(request.GET)
    found = Found(asked, request.user)
    context: dict[str, Any] = {"asked": asked, "moment": asked.moment, "found": found, "shown": SearchPage(found), "missing": is_missing()}
    if asked.wording.wanted and not found.total:
        context["advice"] = advice(found)
    return render(request, "search/search.html", context)


@page("search", "read")
@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Up to eight suggestions, a fragment below the box."""
    return render(request, "search/_suggestions.html", {"hits": suggestions(request.user, request.GET.get("q", ""))})


@page("search", "rebuild")
@require_POST
def rebuild(request: HttpRequest) -> HttpResponse:
    """Have the index made anew."""
    actions.rebuild(request.user)
    tell(request, _("The index is made anew; searching goes on meanwhile and finds what is in it so far."))
    return redirect(safe_next(request, "jobs:list"))
