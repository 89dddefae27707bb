"""Pages around the API: one's tokens, and the description for people and for programs."""
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from taizhang.server.accounts.doors import everybody, open_door, page
from taizhang.server.accounts.models import User
from taizhang.server.api import actions, errors
from taizhang.server.api import manual as described
from taizhang.server.api.forms import TokenForm, words
from taizhang.server.api.models import Token
from taizhang.server.api.permissions import TOKENS
from taizhang.server.api.v1 import description
from taizhang.server.audit.actions import Refused
from taizhang.server.look.notices import tell
from taizhang.values.errors import UsageError


@page("token", "read")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """One's tokens, and the form that makes another; its secret is shown once, on the page that answers."""
    user = request.user
    assert isinstance(user, User)
    form = TokenForm(request.POST if request.method == "POST" else None, user=user)
    problem, status = "", 200
    if request.method == "POST" and form.is_valid():
        try:
            token, secret = actions.make(user, form.cleaned_data["name"], form.cleaned_data["capabilities"], form.cleaned_data["until"])
            return render(request, "api/made.html", {"token": token, "secret": secret, "home": request.build_absolute_uri("/")})
        except UsageError as error:
            problem, status = f"{error.what}. {error.hint}", 422
        except Refused as refusal:
            problem, status = refusal.sentence, 403
    shown = [{"token": one, "state": one.state, "state_words": TOKENS.state_words(one.state), "may": [words(name) for name in one.capabilities]}
             for one in TOKENS.visible(user, Token.objects.select_related("user"))]
    valid = [one for one in shown if one["state"] != "ended"]
    return render(request, "api/tokens.html", {
        "form": form, "problem": problem, "tokens": valid, "ended": [one for one in shown if one["state"] == "ended"][:20],
    }, status=422 if form.errors else status)


@page("token", "end")
@require_POST
def end(request: HttpRequest, key: UUID) -> HttpResponse:
    """End a token of one's own."""
    actions.end(request.user, get_object_or_404(TOKENS.visible(request.user, Token.objects.select_related("user"), "end"), key=key))
    tell(request, _("The token has ended; nobody comes in with it any more."))
    return redirect("api:tokens")


@everybody
@require_safe
def manual(request: HttpRequest) -> HttpResponse:
    """The API for people: every address with what it takes and answers."""
    context: dict[str, Any] = {"chapters": described.chapters(), "codes": described.codes(), "home": request.build_absolute_uri("/")}
    return render(request, "api/manual.html", context)


@open_door
@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The API for programs, in OpenAPI 3.1. It is the same in every installation of this release, so it asks for no log-in."""
    return JsonResponse(description(), json_dumps_params={"ensure_ascii": False})


@open_door
@csrf_exempt
def nothing(request: HttpRequest) -> HttpResponse:
    """An address of programs that there is not."""
    return errors.of_absence(request)
