"""How the portal answers: what every page of it knows, tags by which a copy is checked, and pages for what is not there."""
import functools
import hashlib
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from taizhang import __version__
from taizhang.publishing.series import KEPT_UNTIL, Licence
from taizhang.server.accounts.doors import open_door
from taizhang.server.accounts.roles import place
from taizhang.server.documents.models import Document
from taizhang.server.facts.models import Fact
from taizhang.server.look.place import place as names

P = ParamSpec("P")
#: Shared copies are asked about each time: what is no longer public is gone at once.
KEEPING = "public, no-cache"


def everyone(view: Callable[Concatenate[HttpRequest, P], HttpResponseBase]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """A page of the portal: for whoever comes, only to look; who has it already is told so (304)."""

    @functools.wraps(view)
    def asked(request: HttpRequest, *given: P.args, **named: P.kwargs) -> HttpResponseBase:
        translation.activate("en" if request.GET.get("lang") == "en" else "zh-hans" if request.GET.get("lang") == "zh" else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = get_language() or settings.LANGUAGE_CODE
        if request.method not in ("GET", "HEAD"):
            response: HttpResponseBase = failure(request, 405, _("Only to look"), _("This portal takes nothing in."))
            response["Allow"] = "GET, HEAD"
            return response
        tag = f'"{_tag(request)}"'
        if tag in [one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")]:
            response = HttpResponse(status=304)
            del response["Content-Type"]
        else:
            try:
                response = view(request, *given, **named)
            except Http404:
                return missing(request)
        response["ETag"], response["Cache-Control"] = tag, KEEPING
        response["Content-Language"] = "en" if request.LANGUAGE_CODE == "en" else "zh-Hans"
        return response

    opened: Callable[Concatenate[HttpRequest, P], HttpResponseBase] = open_door(cast("Callable[Concatenate[HttpRequest, P], HttpResponseBase]", asked))
    return opened


def stamp() -> str:
    """What everything public follows from: it changes with every version of a document or fact, with the catalogue, and with the day."""
    said = [str(timezone.localdate()), place().fingerprint]
    for rows in (Document.objects.all(), Fact.objects.all()):
        # Both: what was begun earlier and is seen later has a smaller number, but is one more.
        last = rows.order_by("-id").values_list("id", "recorded_at").first()
        said += [str(rows.count()), str(last)]
    return " ".join(said)


def _tag(request: HttpRequest) -> str:
    said = (stamp(), __version__, request.get_host(), request.scheme, request.get_full_path(), get_language(), settings.PORTAL_ROBOTS, settings.PORTAL_LICENCE)
    return hashlib.sha256(repr(said).encode("utf-8", "replace")).hexdigest()[:24]


def missing(request: HttpRequest) -> HttpResponse:
    """The page for what is not there, or not public: it does not tell which."""
    return failure(request, 404, _("There is nothing here"), _("The address is wrong, or what stood here is not public or no longer in force."))


def failure(request: HttpRequest, code: int, title: str, text: str) -> HttpResponse:
    """A page that says why there is nothing to see."""
    response = show(request, "portal/failure.html", {"failed": title, "why": text})
    response.status_code = code
    response["Cache-Control"] = "no-store"
    return response


def show(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page of the portal. It is drawn without a request: no person, no session and no token of a form can get into it."""
    english = (get_language() or "").startswith("en")
    asked = request.GET.get("lang") in ("en", "zh")
    common = {
        "place": names(), "licence": licence(), "english": english, "lang": f"?lang={request.GET['lang']}" if asked else "",
        "other": other_language(request, english), "robots": settings.PORTAL_ROBOTS, "kept_until": KEPT_UNTIL, "path": request.path}
    return HttpResponse(render_to_string(template, common | context))


def other_language(request: HttpRequest, english: bool) -> str:
    """The same page in the other language."""
    given = request.GET.copy()
    given["lang"] = "zh" if english else "en"
    return "?" + given.urlencode()


def licence() -> Licence:
    """Under what others may use what is here, as the installation says."""
    name, title, address = settings.PORTAL_LICENCE
    return Licence(name, title, address)
