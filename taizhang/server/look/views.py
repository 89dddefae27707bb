"""Pages for errors, and choosing theme and language."""
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from taizhang.server.look.choices import THEME_COOKIE, THEMES, back_with
from taizhang.server.look.failures import Failure, answer


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Choose light, dark, or what the system says."""
    chosen = request.POST.get("theme", "")
    return back_with(request, THEME_COOKIE, chosen) if chosen in THEMES else bad_request(request)


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Choose the language of the pages."""
    chosen = request.POST.get("language", "")
    return back_with(request, settings.LANGUAGE_COOKIE_NAME, chosen) if chosen in dict(settings.LANGUAGES) else bad_request(request)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form without its token."""
    return answer(request, Failure(
        403, _("This form is out of date"),
        _("It was opened before you logged in or out, or its page stood open too long, or it was not sent from a page of this server. "
          "Nothing was saved."),
        hint=_("Go back, load the page again and send it once more. Cookies must be allowed for this server."),
    ))


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """The page for 400."""
    return answer(request, Failure(
        400, _("This request was not understood"), _("The address or the form holds something this page does not know. Nothing was changed."),
        hint=_("Go back and try again from the page you came from."),
    ), alone=True)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """The page for 403."""
    return answer(request, Failure(
        403, _("Not allowed"), str(exception or "") or _("Your roles do not open this page."),
        hint=_("If you need this for your work, ask the security administrator of your office."),
    ))


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """The page for 404. It does not tell what does not exist from what the person may not see."""
    return answer(request, Failure(
        404, _("There is nothing here"),
        _("The address is wrong, or it leads to something that lies outside your scope. Nothing is ever removed from the ledger."),
        hint=_("Check the address, or start from the first page."),
    ))


def server_error(request: HttpRequest) -> HttpResponse:
    """The page for 500: drawn without asking the database for anything."""
    return answer(request, Failure(
        500, _("Something broke on our side"), _("What you asked for was not done, or not completely; what was saved before is safe."),
        hint=_("Try again in a minute. If it happens again, tell the system administrator what you did and at what time."),
    ), alone=True)
