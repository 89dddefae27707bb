"""Around every request of a program: who asks is found before the doors, and whatever happens is answered in one shape."""
import hashlib
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from taizhang.server.api import asking, errors
from taizhang.values.errors import TaizhangError

Next = Callable[[HttpRequest], HttpResponse]
JSON = "application/json"
#: The version of a row that an answer shows; it becomes part of the `ETag`.
VERSION = "X-Version"


def answers(get_response: Next) -> Next:
    """Outermost: an error that anything below made a page of is said in the shape of programs; reads carry an `ETag`."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not asking.is_for_programs(request.path_info):
            return response
        if response.status_code >= 400 and not response.headers.get("Content-Type", "").startswith(JSON):
            response = _with_headers(errors.plain(request, response), response)
        if 300 <= response.status_code < 400 and response.status_code != 304:
            response = _with_headers(errors.of_absence(request), response)
        return tagged(request, response)

    return middleware


def token(get_response: Next) -> Next:
    """Find the person behind a token before the doors are asked; who comes with one needs no session and keeps none."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not asking.is_for_programs(request.path_info):
            return get_response(request)
        if wanted := _language(request):
            translation.activate(wanted)
            request.LANGUAGE_CODE = wanted
        try:
            asking.enter(request)
            response = get_response(request)
        except TaizhangError as error:
            response = errors.answer(request, error)
        response.headers["Content-Language"] = "en" if request.LANGUAGE_CODE == "en" else "zh-Hans"
        return response

    return middleware


def tagged(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Name what an answer shows by its version and its content; who has it already is told so (304)."""
    version = response.headers.get(VERSION, "")
    if version:
        del response.headers[VERSION]
    if response.streaming or not response.headers.get("Content-Type", "").startswith(JSON) or response.status_code not in (200, 201):
        return response
    digest = hashlib.sha256(response.content).hexdigest()[:16]
    if version:
        response.headers["ETag"] = f'"{version}-{digest}"'
    elif request.method in ("GET", "HEAD"):
        response.headers["ETag"] = f'"{digest}"'
    if request.method not in ("GET", "HEAD"):
        return response
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Vary"] = "Authorization, Cookie, Accept-Language"
    known = [one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")]
    if response.headers["ETag"] in known or "*" in known:
        short = HttpResponse(status=304)
        for name in ("ETag", "Cache-Control", "Vary"):
            short.headers[name] = response.headers[name]
        return _with_headers(short, response, but=("Content-Type", "Content-Length"))
    return response


def _with_headers(made: HttpResponse, before: HttpResponse, but: tuple[str, ...] = ("Content-Type", "Content-Length", "Location")) -> HttpResponse:
    """What other layers set (the content policy, say) goes over to the answer that takes the place of theirs."""
    for name, value in before.headers.items():
        if name not in but:
            made.headers.setdefault(name, value)
    return made


def _language(request: HttpRequest) -> str:
    """The language a program asks for; empty where it asks for none that we have."""
    asked = request.headers.get("Accept-Language", "").strip().lower()[:40]
    return "en" if asked.startswith("en") else "zh-hans" if asked.startswith("zh") else ""
