"""The straight lines drawn on a PDF page: borders of tables, whether stroked or filled."""
import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from taizhang.text.formats.pages import Rule
from taizhang.text.formats.pdf_signs import View
from taizhang.text.limits import Limits

Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)
_THIN = 3.0  # points
_SHORT = 4.0
_DEEPEST = 4  # forms within forms
_MOST = 20_000  # pieces of paths looked at on a page: beyond, it is a drawing


def rules_of(page: Any, view: View, limits: Limits) -> list[Rule]:
    """Lying and standing lines, in points from the left upper edge of the page as ``view`` turns it."""
    made: list[Rule] = []
    pieces = 0
    for path, matrix in objects(page, pdfium.FPDF_PAGEOBJ_PATH, limits):
        pieces += max(1, pdfium.FPDFPath_CountSegments(path))
        if pieces > _MOST:
            return []
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
        for points in _polylines(path, matrix):
            shown = [view.point(x, y) for x, y in points]
            if stroke.value:
                made += [rule for (a, b), (c, d) in zip(shown, shown[1:], strict=False) if (rule := _rule(a, b, c, d)) is not None]
            if fill.value:
                xs, ys = [x for x, _ in shown], [y for _, y in shown]
                rule = _rule(min(xs), min(ys), max(xs), max(ys))
                if rule is not None:
                    made.append(rule)
    return made


def objects(page: Any, kind: int, limits: Limits) -> Iterator[tuple[Any, Matrix]]:
    """The page's objects of one kind with the matrix that brings them onto the page, also those within forms."""
    seen = 0
    stack: list[tuple[Any, Matrix, int]] = []
    for i in range(pdfium.FPDFPage_CountObjects(page)):
        stack.append((pdfium.FPDFPage_GetObject(page, i), _SAME, 0))
    stack.reverse()
    while stack:
        one, outer, depth = stack.pop()
        if not one:
            continue
        seen += 1
        limits.check("page_objects", seen)
        found = pdfium.FPDFPageObj_GetType(one)
        if found not in (kind, pdfium.FPDF_PAGEOBJ_FORM):
            continue
        own = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(one, own)
        matrix = _times((own.a, own.b, own.c, own.d, own.e, own.f), outer)
        if found == kind:
            yield one, matrix
        elif depth < _DEEPEST:
            count = pdfium.FPDFFormObj_CountObjects(one)
            limits.check("page_objects", seen + count)
            stack += [(pdfium.FPDFFormObj_GetObject(one, i), matrix, depth + 1) for i in reversed(range(count))]


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _polylines(path: Any, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """The straight parts of a path, point by point, closed ones with their first point again."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for i in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, i)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if kind != pdfium.FPDF_SEGMENT_LINETO and points:
            if len(points) > 1:
                yield points
            points = []
        points.append(point)
        if pdfium.FPDFPathSegment_GetClose(segment) and points[0] != point:
            points.append(points[0])
    if len(points) > 1:
        yield points


def _rule(a: float, b: float, c: float, d: float) -> Rule | None:
    """The line between two points, where it lies or stands and is long enough."""
    left, right, top, bottom = min(a, c), max(a, c), min(b, d), max(b, d)
    thin, long = sorted((right - left, bottom - top))
    return Rule(left, top, right, bottom) if thin < _THIN and _SHORT < long < 1e5 else None
