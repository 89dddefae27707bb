"""Addresses at which things go wrong, beside those of the server."""
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import path

from taizhang.server.accounts.doors import open_door
from taizhang.server.audit.actions import Refused
from taizhang.server.history.models import Frozen, Outdated
from taizhang.server.look.notices import tell, warn
from taizhang.server.urls import handler400, handler403, handler404, handler500, urlpatterns
from taizhang.values.errors import TaizhangError, TooLarge, UsageError

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

ERRORS: dict[str, Exception] = {
    "refused": Refused("To review takes one of these roles: <b>Reviewer</b>.", noun="fact", key="1"),
    "outdated": Outdated("someone else changed this meanwhile", where="Fact 1"),
    "frozen": Frozen("rows of history are not changed", where="Fact 1"),
    "large": TooLarge("the file is too large", where="a.zip", why="300 MB, at most 200 are taken", hint="split it"),
    "usage": UsageError("is not a date", where="valid=<script>alert(1)</script>", hint="write it as 2018-07-05"),
    "own": TaizhangError("could not be read", where="row 12", why="no such unit", hint="add an alias"),
    "broken": RuntimeError("password=hunter2"),
}


@open_door
def trouble(request: HttpRequest, name: str) -> HttpResponse:
    raise ERRORS[name]


@open_door
def told(request: HttpRequest) -> HttpResponse:
    tell(request, "Sent back to <b>them</b>", undo="/facts/1/undo/")
    warn(request, "Two were left out")
    return HttpResponse("<p>fragment</p>")


@open_door
def told_and_nothing(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Saved")
    return HttpResponse(status=204)


@open_door
def told_and_moved(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Saved")
    return HttpResponse(status=204, headers={"HX-Redirect": "/"})


@open_door
def told_a_file(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Saved")
    return HttpResponse(b"a,b", content_type="text/csv")


urlpatterns = [
    path("trouble/<str:name>/", trouble), path("told/", told), path("told-and-nothing/", told_and_nothing),
    path("told-and-moved/", told_and_moved), path("told-a-file/", told_a_file), *urlpatterns,
]
