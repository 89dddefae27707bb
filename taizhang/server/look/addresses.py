"""Addresses of the same page with other parameters."""
from typing import Any

from django.http import HttpRequest


def with_parameters(request: HttpRequest | None, changes: dict[str, Any]) -> str:
    """The query of a request with some parameters set, or left out where None; starts with ``?``.

    >>> from django.http import QueryDict
    >>> class Asked: GET = QueryDict("kind=target&page=3&unit=a&unit=b")
    >>> with_parameters(Asked, {"page": None, "sort": "-due"})
    '?kind=target&unit=a&unit=b&sort=-due'
    """
    query = request.GET.copy() if request is not None else None
    if query is None:
        return "?" + "&".join(f"{name}={value}" for name, value in changes.items() if value is not None)
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = str(value)
    return "?" + query.urlencode()
