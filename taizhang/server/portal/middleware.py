"""Around the portal: while it is off nothing of it is there; while it is on it knows nobody, keeps nothing and bounds how often it is asked."""
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from taizhang.server.look.middleware import guarded
from taizhang.server.portal.answering import failure
from taizhang.server.rates import Rate

Next = Callable[[HttpRequest], HttpResponse]
PAGES = "/open/"
ROBOTS = "/robots.txt"
ASSETS = f"{settings.STATIC_URL}portal/open"
FILE = 10  # what a file counts beside a page
RATE = Rate(settings.PORTAL_RATE)


def doors(get_response: Next) -> Next:
    """Stand before everything that knows persons: whoever comes to the portal comes without cookies, and takes none away."""

    def middleware(request: HttpRequest) -> HttpResponse:
        path = request.path_info
        if path == PAGES.rstrip("/") or path.startswith((PAGES, ASSETS)) or path == ROBOTS:
            return guarded(_asked(request, get_response))
        return get_response(request)

    return middleware


def _asked(request: HttpRequest, get_response: Next) -> HttpResponse:
    request.COOKIES = {}
    translation.activate(settings.LANGUAGE_CODE)
    if not settings.PORTAL:
        return HttpResponse(render_to_string("portal/off.html", {}), status=404)
    if request.path_info.startswith(ASSETS):
        return get_response(request)
    RATE.most = settings.PORTAL_RATE
    waits = max(RATE.count(address(request)) for _n in range(FILE if "/files/" in request.path_info else 1))
    if waits:
        response = failure(request, 429, _("Too many at once"), _("This address asked for very many pages. Wait a minute, please."))
        response["Retry-After"] = str(waits)
    else:
        response = get_response(request)
    response.cookies.clear()
    if response.headers.get("Vary", ""):
        kept = [one.strip() for one in response["Vary"].split(",") if one.strip().lower() != "cookie"]
        if kept:
            response["Vary"] = ", ".join(kept)
        else:
            del response["Vary"]
    if not settings.PORTAL_ROBOTS:
        response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def address(request: HttpRequest) -> str:
    """Who asks, for counting only: behind a proxy on this machine, whom that names last."""
    from_ = str(request.META.get("REMOTE_ADDR") or "")
    if from_ in ("127.0.0.1", "::1", ""):
        named = str(request.META.get("HTTP_X_FORWARDED_FOR") or "").rpartition(",")[2].strip()
        return (named or from_)[:45]
    return from_[:45]
