"""One shape for everything that is not done, whoever notices it: ``{"error": {"code", "what", "where", "why", "hint"}}``.

``code`` is for programs and stays; the rest is for people, in the language that was asked for. ``hint`` says what to do next.
"""
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja.errors import HttpError, ValidationError

from taizhang.server.audit.actions import Refused
from taizhang.server.audit.trail import refusal
from taizhang.server.facts.errors import Incomplete, Overtaken
from taizhang.server.history import Frozen, Outdated
from taizhang.values.errors import TaizhangError, TooLarge

#: Every code, the status it comes with, and when.
CODES: dict[str, tuple[int, str]] = {
    "unreadable": (400, "the request cannot be read: broken JSON, a header or a host that cannot be"),
    "two_credentials": (400, "a token and a session in one request: use one"),
    "not_logged_in": (401, "no token, or one that is unknown, expired or ended; no session, or one that owes another step of the log-in"),
    "refused": (403, "known, and not allowed: `why` says who may. It is in the trail"),
    "not_from_here": (403, "the form token of a session is missing, or a demonstration is asked from another machine"),
    "not_found": (404, "nothing here, or nothing this person may see"),
    "no_such_method": (405, "the address is there, the method is not; `Allow` lists those that are"),
    "outdated": (409, "somebody else was faster: load it again and decide anew"),
    "overtaken": (412, "`If-Match` names another version than the present one, which `where` and `ETag` name"),
    "too_large": (413, "the body, or a file in it, is over a limit"),
    "content_type": (415, "a body is JSON; files come as multipart/form-data, where that is said"),
    "invalid": (422, "a field is missing, unknown or of the wrong kind; `where` names it"),
    "not_possible": (422, "understood, and it cannot be done like this; `why` and `hint` say what to change"),
    "version_needed": (428, "changing this takes the version you saw, in `If-Match`"),
    "too_many": (429, "more requests than this minute has room for; `Retry-After` says how many seconds to wait"),
    "broken": (500, "something broke on our side; what was saved before is safe"),
    "unwell": (503, "the server cannot do what it is for; ask /api/v1/health"),
}
BY_STATUS = {400: "unreadable", 401: "not_logged_in", 403: "not_from_here", 404: "not_found", 405: "no_such_method", 413: "too_large",
             415: "content_type", 429: "too_many", 500: "broken", 503: "unwell"}
SHOWN = 200


class NotDone(TaizhangError):
    """What the API itself says no to; ``code`` is one of `CODES`, ``headers`` go with the answer."""

    def __init__(self, code: str, what: str, *, where: str = "", why: str = "", hint: str = "", headers: Mapping[str, str] | None = None) -> None:
        self.code, self.headers = code, dict(headers or {})
        super().__init__(what, where=where, why=why, hint=hint)


def valid(form: Any, **names: str) -> dict[str, Any]:
    """What a form makes of what it was given; raises `NotDone` naming the first field that does not fit. ``names``: the field's name here."""
    if form.is_valid():
        found: dict[str, Any] = form.cleaned_data
        return found
    name, messages = next(iter(form.errors.items()))
    raise NotDone("invalid", _("a field is missing, unknown or of the wrong kind"), where=names.get(name, name), why=" ".join(map(str, messages)))


def said(code: str, what: str, where: str = "", why: str = "", hint: str = "", headers: Mapping[str, str] | None = None) -> HttpResponse:
    """The answer with an error in it."""
    body = {"error": {"code": code, "what": what, "where": where, "why": why, "hint": hint}}
    return JsonResponse(body, status=CODES[code][0], headers=dict(headers or {}), json_dumps_params={"ensure_ascii": False})


def answer(request: HttpRequest, error: TaizhangError) -> HttpResponse:
    """The answer to an error of our own family; a refusal that no action has recorded is recorded here, as for pages."""
    if isinstance(error, Refused):
        if not error.recorded:
            refusal(getattr(request, "user", None), error.sentence, error.noun, error.key, request.path)
        return said("refused", _("Not allowed"), request.path, error.sentence,
                    _("If you need this for your work, ask the security administrator of your office."))
    if isinstance(error, NotDone):
        return said(error.code, error.what, error.where, error.why, error.hint, error.headers)
    code, headers = "not_possible", {}
    if isinstance(error, Overtaken):
        code, headers = "overtaken", {"ETag": f'"{error.thing.version}"'}
    elif isinstance(error, Outdated | Frozen):
        code = "outdated"
    elif isinstance(error, TooLarge):
        code = "too_large"
    hint = error.hint if not isinstance(error, Incomplete) else _("Change it and send it again.")
    return said(code, _(error.what) if error.what else "", error.where, _(error.why) if error.why else "", _(hint) if hint else "", headers)


def of_shape(request: HttpRequest, error: Any) -> HttpResponse:
    """The answer to a request whose fields do not have the shape that the description gives."""
    assert isinstance(error, ValidationError)
    first = error.errors[0] if error.errors else {"loc": (), "msg": ""}
    where = ".".join(str(part) for part in first["loc"][:6])
    why = "; ".join(f"{'.'.join(str(part) for part in one['loc'][-3:])}: {one['msg']}" for one in error.errors[:5])
    return said("invalid", _("a field is missing, unknown or of the wrong kind"), where[:SHOWN], why[:800],
                _("The description at {address} says what is expected.").format(address="/api/openapi.json"))


def of_reading(request: HttpRequest, error: Any) -> HttpResponse:
    """The answer to a body that is no JSON."""
    assert isinstance(error, HttpError)
    why = error.message if error.status_code == 400 else ""
    return said("unreadable", _("the request cannot be read"), request.path, why, _("Send JSON in UTF-8, without NaN, NUL or half characters."))


def of_absence(request: HttpRequest, error: Any = None) -> HttpResponse:
    """The answer where nothing is. It does not tell what does not exist from what the person may not see."""
    return said("not_found", _("There is nothing here"), request.path[:SHOWN],
                _("The address is wrong, or it leads to something that lies outside your scope."),
                _("Addresses and keys come from lists; /api/openapi.json names them all."))


def plain(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """What the server itself made a page of (an unknown host, a form token that is missing, a fault of ours), in the shape of programs."""
    code = BY_STATUS.get(response.status_code, "unreadable" if response.status_code < 500 else "broken")
    whats = {
        "no_such_method": _("this address does not take this method"), "not_from_here": _("this request may not come from where it comes from"),
        "broken": _("something broke on our side"), "too_large": _("the body is too large"), "unreadable": _("the request cannot be read"),
    }
    if code == "not_found":
        return of_absence(request)
    kept = {name: response.headers[name] for name in ("Allow", "Retry-After") if name in response.headers}
    hints = {"no_such_method": _("Use one of: {methods}.").format(methods=kept.get("Allow", "")),
             "broken": _("Try again in a minute. If it happens again, tell the system administrator what you did and at what time.")}
    made = said(code, whats.get(code, code), request.path_info[:SHOWN], "", hints.get(code, ""), kept)
    made.status_code = response.status_code
    return made


#: What the framework raises, and how it is answered.
HANDLERS: tuple[tuple[type[Exception], Any], ...] = (
    (TaizhangError, answer), (ValidationError, of_shape), (HttpError, of_reading), (Http404, of_absence),
)
