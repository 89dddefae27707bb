"""States as shapes inside a drawing, the same as beside words elsewhere: they are told apart without colour."""
from django.utils.safestring import SafeString

from taizhang.server.look.charts.svg import short, tag


def state_shape(state: str, x: float, y: float, size: float = 9) -> SafeString:
    """The shape of a state around a place; an empty group for a word that is no state.

    >>> state_shape("ontrack", 10, 10)
    '<circle class="s-ontrack" cx="10" cy="10" r="3.6"></circle>'
    """
    half = size / 2
    kind = f"s-{state}"
    if state in ("ontrack", "notstarted", "noevidence"):
        return tag("circle", class_=kind, cx=float(x), cy=float(y), r=size * 0.4)
    paths = {
        "done": ((-1, 0), (-0.3, 0.8), (1, -0.8)), "ahead": ((0, -1), (1, 0.8), (-1, 0.8), (0, -1)), "behind": ((0, -1), (1, 0), (0, 1), (-1, 0), (0, -1)),
        "off": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9), (-0.9, -0.9)), "na": ((-0.9, 0), (0.9, 0)),
        "unknown": ((-0.8, -0.8), (0.8, 0.8), (0, 0), (-0.8, 0.8), (0.8, -0.8)),
    }
    if state not in paths:
        return tag("g")
    way = "L".join(f"{short(x + dx * half)} {short(y + dy * half)}" for dx, dy in paths[state])
    return tag("path", class_=kind, d=f"M{way}")
