"""When something is not done: a page, or for a fragment a notice, that says what, where, why and the next step."""
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from taizhang.server.audit.actions import Refused
from taizhang.server.audit.trail import refusal
from taizhang.server.history.models import Frozen, Outdated
from taizhang.server.look.context import Shell
from taizhang.values.errors import TaizhangError, TooLarge

#: Sentences of lower rooms that pages repeat; named here so that they are translated.
OF_LOWER_ROOMS = (
    gettext_noop("someone else changed this meanwhile"), gettext_noop("load it again and decide anew"),
    gettext_noop("is not a date"), gettext_noop("write it as 2018-07-05"),
    gettext_noop("is not a time"), gettext_noop("write it as 2018-07-05 or 2018-07-05T10:42"),
)


@dataclass(frozen=True, slots=True)
class Failure:
    """What a page of failure says. ``where`` and ``why`` may be empty; ``code`` is the status of the answer."""

    code: int
    title: str
    text: str
    where: str = ""
    why: str = ""
    hint: str = ""


def answer(request: HttpRequest, failure: Failure, *, alone: bool = False) -> HttpResponse:
    """The failure as a page; as a notice at its foot where htmx asked for a fragment.

    ``alone`` draws it without menu and person: where these may be what fails, or nobody is known yet.
    """
    context: dict[str, Any] = {"failure": failure}
    if alone:
        context |= {"user": AnonymousUser(), "messages": [], "shell": Shell(request, alone=True)}
    if is_fragment(request):
        response = HttpResponse(render_to_string("look/_failure.html", context, request), status=failure.code)
        for name, value in (("HX-Retarget", "#notices"), ("HX-Reswap", "beforeend"), ("HX-Push-Url", "false")):
            response.headers[name] = value
        return response
    return HttpResponse(render_to_string("look/failure.html", context, request), status=failure.code)


def is_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of a page. The header is read, since some failures come before the middleware that does."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"


def page(request: HttpRequest, error: TaizhangError) -> HttpResponse:
    """The answer to an error of our own family; a refusal that no action has recorded is recorded here."""
    if isinstance(error, Refused) and not error.recorded:
        refusal(getattr(request, "user", None), error.sentence, error.noun, error.key, request.path)
    return answer(request, describe(error))


def describe(error: TaizhangError) -> Failure:
    """An error in words; what lower rooms say in English is said in the language of the page where it is known."""
    if isinstance(error, Refused):
        return Failure(403, _("Not allowed"), error.sentence, hint=_("If you need this for your work, ask the security administrator of your office."))
    if isinstance(error, Outdated):
        return Failure(409, _("Someone else was faster"), _("This was changed while you were looking at it. Nothing of yours was saved."),
                       hint=_("Go back, load the page again, look at what is new, and decide anew."))
    if isinstance(error, Frozen):
        return Failure(400, _("This is history"), _("What was recorded is not changed; a correction is written beside it."), where=error.where,
                       hint=_("Go back and write the correction; what stood there stays readable."))
    code, title = (413, _("Too large")) if isinstance(error, TooLarge) else (400, _("This could not be done"))
    return Failure(code, title, _(error.what) if error.what else "", error.where, _(error.why) if error.why else "", _(error.hint) if error.hint else "")


def elsewhere(request: HttpRequest) -> HttpResponse:
    """The answer to who does not come from this machine while demo users or DEBUG are on."""
    return answer(request, Failure(
        403, _("Only from this machine"),
        _("This server runs as a demonstration or in debugging: its passwords were printed on a screen, so it answers only to the machine it runs on."),
        hint=_("Open it in a browser of that machine, or have it set up as an office server."),
    ), alone=True)


def with_notices(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Add what was told with `notices.tell` to a fragment, out of band, so that it is not kept for some later page."""
    moves = any(name in response.headers for name in ("HX-Redirect", "HX-Refresh", "HX-Location"))
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    if not is_fragment(request) or response.streaming or not is_html or moves or not 200 <= response.status_code < 300:
        return response
    waiting = get_messages(request)
    if getattr(waiting, "used", False) or not len(waiting):
        return response
    if response.status_code == 204:
        response.status_code = 200
        response.headers["HX-Reswap"] = "none"
    response.content += render_to_string("look/_notices_beside.html", {"messages": waiting}, request).encode()
    return response
