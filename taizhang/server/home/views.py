"""The first page, and the health of the server."""
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from taizhang.server.accounts.doors import everybody, open_door
from taizhang.server.accounts.models import User
from taizhang.server.home import lately, person, todo
from taizhang.server.jobs.health import checkup


@require_safe
@everybody
def first(request: HttpRequest) -> HttpResponse:
    """What waits for this person, what came in, what changed."""
    user = request.user
    assert isinstance(user, User)
    groups, count = todo.groups(user)
    documents = lately.documents(user) if person.reads(user) else []
    return render(request, "home/first.html", {
        "groups": groups, "count": count, "about": person.about(user), "duties": person.duties(user), "reads": person.reads(user),
        "documents": documents, "changes": lately.changes(user), "addresses": person.addresses(user, any_documents=bool(documents)),
        "heading": heading(count),
    })


def heading(count: int) -> str:
    """The first line: how much waits."""
    return _("{n} waiting for you").format(n=count) if count else _("Nothing waits for you")


@require_safe
@open_door
def health(request: HttpRequest) -> HttpResponse:
    """For whoever watches the server: well, or what is wrong. No log-in, no secrets."""
    found = checkup()
    return JsonResponse(found.said(), status=200 if found.well else 503, json_dumps_params={"ensure_ascii": False})
