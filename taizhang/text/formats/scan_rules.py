"""The rules of tables on a picture of a page: long straight strokes, lying or standing."""
from typing import Any

from taizhang.text.formats.pages import Rule, Sheet

_LONG = 22.0  # points of the shortest stroke: longer than those of signs
_THICK = 5.0
_MOST = 2_000


def rules_of(picture: Any, sheet: Sheet) -> list[Rule]:
    """The strokes of a picture (rows of BGR pixels) of a page that is read like ``sheet``, straightened, in points."""
    import cv2
    import numpy as np

    grey = cv2.cvtColor(np.ascontiguousarray(picture), cv2.COLOR_BGR2GRAY)
    dark = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 25)
    scale = sheet.read_width / picture.shape[1]
    long = max(10, int(_LONG / scale))
    made: list[Rule] = []
    for lying, kernel in ((True, (long, 1)), (False, (1, long))):
        # A slant breaks a stroke into steps, which grow together again.
        strokes = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones(kernel[::-1], np.uint8))
        strokes = cv2.dilate(strokes, np.ones((3, 5) if lying else (5, 3), np.uint8))
        count, _, stats, _ = cv2.connectedComponentsWithStats(strokes)
        if count > _MOST:
            return []
        for x, y, wide, high, _ in stats[1:].tolist():
            length, across = (wide, high) if lying else (high, wide)
            if across * scale > _THICK + 0.03 * length * scale:
                continue
            a, b = sheet.straight((x + wide / 2) * scale, (y + high / 2) * scale)
            half = length * scale / 2
            made.append(Rule(a - half, b - 0.3, a + half, b + 0.3) if lying else Rule(a - 0.3, b - half, a + 0.3, b + half))
    return made
