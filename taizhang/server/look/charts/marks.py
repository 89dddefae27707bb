"""Marks of a chart: each kind of value has its own shape, so that it is known without its colour."""
from django.utils.safestring import SafeString

from taizhang.server.look.charts.data import Mark
from taizhang.server.look.charts.svg import joined, short, tag

RADIUS, SMALL = 4.5, 3.0


def shape(mark: Mark, x: float, y: float) -> SafeString:
    """The mark of a result: ● final, ◐ preliminary, ○ estimated, ◇ computed; small where it does not count."""
    return drawn("derived" if mark.derived else mark.vintage, x, y, RADIUS if mark.counts else SMALL)


def drawn(kind: str, x: float, y: float, radius: float = RADIUS) -> SafeString:
    """A shape by its name, around a place.

    >>> drawn("est", 10, 20)
    '<circle class="p-est" cx="10" cy="20" r="4.5"></circle>'
    """
    cx, cy = float(x), float(y)
    if kind == "derived":
        return tag("path", class_="p-derived", d=_diamond(cx, cy, radius * 1.2))
    if kind == "prelim":
        half = f"M{short(cx)} {short(cy - radius)}A{short(radius)} {short(radius)} 0 0 0 {short(cx)} {short(cy + radius)}Z"
        return joined((tag("circle", class_="p-prelim", cx=cx, cy=cy, r=float(radius)), tag("path", class_="p-half", d=half)))
    return tag("circle", class_=f"p-{kind}", cx=cx, cy=cy, r=float(radius))


def _diamond(x: float, y: float, radius: float) -> str:
    return f"M{short(x)} {short(y - radius)}L{short(x + radius)} {short(y)}L{short(x)} {short(y + radius)}L{short(x - radius)} {short(y)}Z"


def field(x: float, y: float, radius: float = 11) -> SafeString:
    """The invisible field around a mark that takes a finger."""
    return tag("circle", class_="hit", cx=float(x), cy=float(y), r=float(radius))
