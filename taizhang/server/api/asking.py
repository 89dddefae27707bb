"""Who asks: a program with a token, or a browser with its session; never both in one request."""
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.translation import gettext as _

from taizhang.server.accounts import sessions
from taizhang.server.accounts.middleware import owed
from taizhang.server.accounts.models import User
from taizhang.server.api import tokens
from taizhang.server.api.errors import NotDone
from taizhang.server.rates import Rate

PLACE = "/api/"
FILES_TO = ("/api/v1/imports", "/api/v1/workbooks")
#: Bytes of a body without files.
MOST = 1_000_000
SLACK = 2_000_000  # bytes of a form beside its files
ASKED = Rate(settings.API_RATE)
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="taizhang"'}


def is_for_programs(path: str) -> bool:
    """Whether an address answers in JSON whatever happens; the page that describes the API does not."""
    return path.startswith(PLACE) and path != PLACE


def enter(request: HttpRequest) -> None:
    """Before anything else: is the body such as can be taken, and if there is a token, whose; raises `NotDone`."""
    _take(request)
    written = request.headers.get("Authorization", "")
    if not written:
        return
    scheme, _blank, secret = written.partition(" ")
    if scheme.lower() != "bearer":
        raise NotDone("not_logged_in", _("this way to log in is not known here"), where=scheme[:20],
                      hint=_("Send: Authorization: Bearer tz_…"), headers=CHALLENGE)
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        raise NotDone("two_credentials", _("a token and a session in one request"), hint=_("Send the token without cookies, or the session without a token."))
    address = sessions.address(request)
    if wait := tokens.WRONG.wait(address):
        raise _too_many(wait, _("too many wrong tokens came from this address"))
    token, why = tokens.find(secret.strip())
    if token is None:
        tokens.refuse(secret.strip(), address, why)
        whys = {"over": _("it has expired, or a new password made it void"), "ended": _("it was ended"), "closed": _("the account is closed")}
        raise NotDone("not_logged_in", _("this token opens nothing"), why=whys.get(why, _("it is not known here")),
                      hint=_("Make a new one on the page “Tokens” of your account."), headers=CHALLENGE)
    if wait := ASKED.count(f"token {token.pk}"):
        raise _too_many(wait, _("too many requests with this token"))
    tokens.use(token, address)
    request.user = tokens.person_of(token)


def _take(request: HttpRequest) -> None:
    """Refuse a body that is too long or of another kind before a byte of it is read."""
    written = request.META.get("CONTENT_LENGTH") or "0"
    if not str(written).isdecimal():
        raise NotDone("unreadable", _("the request cannot be read"), where="Content-Length")
    length, files = int(written), request.path_info in FILES_TO and request.method == "POST"
    most = settings.UPLOAD_BYTES + SLACK if files else MOST
    if length > most:
        raise NotDone("too_large", _("the body is too large"), why=_("over {n} bytes").format(n=most), hint=_("Send it in several parts."))
    wanted = "multipart/form-data" if files else "application/json"
    if length and request.method in ("POST", "PUT", "PATCH", "DELETE") and request.content_type != wanted:
        raise NotDone("content_type", _("a body of this kind is not taken here"), where=str(request.content_type)[:80], hint=f"Content-Type: {wanted}")


def who(request: HttpRequest) -> User:
    """The person for whom this request asks; raises `NotDone` where there is none, or one who is not through the door."""
    user: Any = request.user
    if not isinstance(user, User):
        raise NotDone("not_logged_in", _("nobody is logged in"), hint=_("Send a token: Authorization: Bearer tz_…"), headers=CHALLENGE)
    if user.only is not None:
        return user
    if owed(user):
        raise NotDone("not_logged_in", _("the log-in is not complete"), why=_("a second factor or a new password is owed"),
                      hint=_("Log in on the pages first, or use a token."), headers=CHALLENGE)
    if _Forged(_anything).process_view(request, _anything, (), {}) is not None:
        raise NotDone("not_from_here", _("the form token of the session is missing"), hint=_("Send the cookie csrftoken also as the header X-CSRFToken."))
    if wait := ASKED.count(f"user {user.pk}"):
        raise _too_many(wait, _("too many requests"))
    return user


def _too_many(wait: int, what: str) -> NotDone:
    return NotDone("too_many", what, why=_("the limit is {n} a minute").format(n=ASKED.most), hint=_("Try again in {n} seconds.").format(n=wait),
                   headers={"Retry-After": str(wait)})


def _anything(*_given: Any) -> HttpResponse:
    """Stands for the view that Django asks the form token for: the real one is exempt, so that this file can answer."""
    return HttpResponse()


class _Forged(CsrfViewMiddleware):
    def _reject(self, request: HttpRequest, reason: str) -> Any:
        return reason
