"""Pages for errors, and choosing theme and language."""
from typing import Any

from django.http import HttpRequest, HttpResponse


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form without its token."""
    return HttpResponse("csrf", status=403)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """The page for 400."""
    return HttpResponse("400", status=400)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """The page for 403."""
    return HttpResponse("403", status=403)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """The page for 404."""
    return HttpResponse("404", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """The page for 500."""
    return HttpResponse("500", status=500)
