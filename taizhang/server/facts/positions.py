"""The numbers by which facts stand in the order of their text, with room between them for those that come later."""
from typing import Any

from taizhang.server.facts.models import Fact

#: Between two facts as they are read; so many can be halved ten times before two share a number, which only blurs their order.
STRIDE = 1024


def between(before: int | None, after: int | None) -> int:
    """A number between two, nearer to the one before: facts are added in the order of reading more often than against it.

    >>> between(None, None), between(2048, None), between(None, 1024), between(1024, 2048)
    (0, 3072, 512, 1280)
    >>> between(7, 8), between(None, 0)
    (7, 0)
    """
    if before is None:
        return 0 if after is None else after // 2
    return before + STRIDE if after is None else before + max((after - before) // 4, int(after - before > 1))


def position_at(text: Any, start: int, end: int, apart_from: Any = None) -> int:
    """The number of a fact at this place of a text, among the facts that stand there; what holds others stands before them."""
    rows = Fact.objects.current().filter(text=text).exclude(state="lost")
    if apart_from is not None:
        rows = rows.exclude(key=apart_from)
    places = sorted(rows.values_list("start", "end", "position"), key=lambda one: one[2])
    behind = [i for i, (first, last, _position) in enumerate(places) if (first, -last) <= (start, -end)]
    at = behind[-1] + 1 if behind else 0
    return between(places[at - 1][2] if at else None, places[at][2] if at < len(places) else None)
