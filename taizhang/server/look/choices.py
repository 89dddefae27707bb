"""What a person chooses for their browser: light or dark, Chinese or English. Kept in cookies, nothing else."""
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

THEMES = ("auto", "light", "dark")
THEME_COOKIE = "theme"
YEAR = 365 * 86400


def theme_of(request: HttpRequest) -> str:
    """The theme in the cookie; ``auto`` where none, or none that we know."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else THEMES[0]


def language_of(request: HttpRequest) -> str:
    """The language in the cookie, else the installation's; what the browser asks for is not looked at."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def safe_next(request: HttpRequest, default: str = "/") -> str:
    """Where ``next`` leads, if that is a page of this server, else ``default``."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    fine = wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wanted if fine else default


def back_with(request: HttpRequest, cookie: str, value: str) -> HttpResponse:
    """Lead back to where the person was, with the choice in a cookie."""
    answer = HttpResponseRedirect(safe_next(request))
    answer.set_cookie(cookie, value, max_age=YEAR, samesite="Lax", secure=settings.HTTPS, httponly=True)
    return answer
