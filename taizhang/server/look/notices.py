"""Short notices at the foot of a page: what was done, with a way back where there is one."""
from django.contrib import messages
from django.http import HttpRequest

from taizhang.values.errors import UsageError


def tell(request: HttpRequest, text: str, *, undo: str = "", level: int = messages.SUCCESS) -> None:
    """Tell ``text`` on the next page (or beside what htmx swaps in); ``undo`` is the address that takes it back by a POST."""
    if undo and (not undo.startswith("/") or undo.startswith("//")):
        raise UsageError("undoing happens on this server", where=undo, hint="give a path, as reverse() does")
    # Django's messages carry no data of their own: the extra tag holds the address, and nothing else uses it.
    messages.add_message(request, level, text, extra_tags=undo)


def warn(request: HttpRequest, text: str) -> None:
    """Tell that something was not done, or done in part."""
    tell(request, text, level=messages.WARNING)
