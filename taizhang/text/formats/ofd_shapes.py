"""The objects on an OFD page, each with the matrix that brings its own coordinates onto the page, in millimetres."""
import math
from collections.abc import Iterator

from lxml import etree

from taizhang.text.limits import Limits

Matrix = tuple[float, float, float, float, float, float]
SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_LARGEST = 1e5
_SEEN = frozenset(("TextObject", "PathObject", "ImageObject"))
_INSIDE = frozenset(("Content", "Layer", "PageBlock"))


def local(element: etree._Element | None) -> str:
    """Its name without a namespace; producers disagree about that one."""
    tag = "" if element is None else element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: etree._Element) -> Iterator[etree._Element]:
    """The elements right below one."""
    return (one for one in element if isinstance(one.tag, str))


def numbers(written: str | None, count: int = 0) -> list[float]:
    """The numbers of an attribute; empty where there are not ``count`` of them, or one is none or absurd.

    >>> numbers("0 0 210 297", 4), numbers("0 0 nan 297", 4), numbers("1e99 1", 2)
    ([0.0, 0.0, 210.0, 297.0], [], [])
    """
    try:
        found = [float(one) for one in (written or "").split()]
    except ValueError:
        return []
    good = all(math.isfinite(one) and abs(one) <= _LARGEST for one in found) and (not count or len(found) == count)
    return found if good else []


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """One matrix after the other."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def box_of(element: etree._Element) -> tuple[float, float, float, float]:
    """Left, top, width and height of an object's boundary."""
    found = numbers(element.get("Boundary"), 4) or [0.0, 0.0, 0.0, 0.0]
    return found[0], found[1], found[2], found[3]


def matrix_of(element: etree._Element) -> Matrix:
    """From the object's own coordinates onto the page."""
    own = numbers(element.get("CTM"), 6) or list(SAME)
    left, top, _, _ = box_of(element)
    return own[0], own[1], own[2], own[3], own[4] + left, own[5] + top


def drawn(page: etree._Element, limits: Limits) -> Iterator[tuple[etree._Element, Matrix]]:
    """Texts, paths and pictures of a page in the order in which they are drawn; what is not visible is left out."""
    stack = [children(page)]
    while stack:
        one = next(stack[-1], None)
        if one is None:
            stack.pop()
            continue
        name = local(one)
        if one.get("Visible", "true").strip().lower() in ("false", "0") or one.get("Alpha", "255").strip() == "0":
            continue
        if name in _INSIDE:
            stack.append(children(one))
        elif name in _SEEN:
            yield one, matrix_of(one)
