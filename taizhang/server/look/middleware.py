"""What every answer carries: a strict content policy, the chosen language, and pages for errors that say what to do."""
from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from taizhang.server.look import failures
from taizhang.server.look.choices import language_of
from taizhang.values.errors import TaizhangError

Next = Callable[[HttpRequest], HttpResponse]

POLICY = "; ".join((
    "default-src 'self'", "img-src 'self' data:", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
))
#: Abilities of the browser that no page of ours uses.
PERMISSIONS = ", ".join(f"{name}=()" for name in (
    "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment", "usb",
))
#: Headers in which a proxy tells for whom it asks.
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP")


def plain_text(get_response: Next) -> Next:
    """Take NUL out of addresses and cookies: PostgreSQL keeps none, and a search for it should find nothing instead of failing."""

    def middleware(request: HttpRequest) -> HttpResponse:
        asked = request.META.get("QUERY_STRING", "")
        request.META["QUERY_STRING"] = asked.replace("%00", "%EF%BF%BD").replace("\0", "%EF%BF%BD")
        request.COOKIES = {name: value for name, value in request.COOKIES.items() if "\0" not in value}
        return get_response(request)

    return middleware


def loopback_only(get_response: Next) -> Next:
    """With demo users or DEBUG, refuse whoever does not come from this machine, also through a proxy on it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if (settings.DEMO or settings.DEBUG) and not _is_local(request):
            translation.activate(language_of(request))
            return guarded(failures.elsewhere(request))
        return get_response(request)

    return middleware


def _is_local(request: HttpRequest) -> bool:
    asked_by = [request.META.get("REMOTE_ADDR", "")]
    for header in FORWARDED:
        asked_by += [one for one in request.META.get(header, "").split(",") if one.strip()]
    return "HTTP_FORWARDED" not in request.META and all(_is_loopback(one.strip()) for one in asked_by)


def _is_loopback(address: str) -> bool:
    try:
        found = ip_address(address.strip("[]"))
    except ValueError:
        return False
    return (getattr(found, "ipv4_mapped", None) or found).is_loopback


def content_policy(get_response: Next) -> Next:
    """Set the content policy, and have no cache keep a page that says nothing about it."""
    return lambda request: guarded(get_response(request))


def guarded(response: HttpResponse) -> HttpResponse:
    """The answer with what every answer carries."""
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers.setdefault("Permissions-Policy", PERMISSIONS)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("X-Frame-Options", "DENY")
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def language(get_response: Next) -> Next:
    """Take the language from the cookie; the installation's where none is chosen, whatever the browser says.

    It stays active after the answer was made, since a long export is written while it is sent; the next request sets its own.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = language_of(request)
        translation.activate(chosen)
        request.LANGUAGE_CODE = chosen
        response = get_response(request)
        response.headers.setdefault("Content-Language", "en" if chosen == "en" else "zh-Hans")
        return response

    return middleware


def errors(get_response: Next) -> Next:
    """Turn `TaizhangError` into a page that says what, where, why and what next; bring notices along with fragments."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return failures.with_notices(request, get_response(request))

    def process_exception(request: HttpRequest, error: Exception) -> HttpResponse | None:
        return failures.page(request, error) if isinstance(error, TaizhangError) else None

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware
