"""The signs of a PDF page, where they stand as the page is shown."""
import ctypes
import math
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2.raw as pdfium

from taizhang.text.formats.pages import Sheet, Sign
from taizhang.text.formats.radicals import whole
from taizhang.text.limits import Limits

_ABOVE = 0.86  # share of a font's size above its base line
_ASLANT = 0.12  # radians from the nearest quarter turn above which text is set aslant: a watermark


@dataclass(frozen=True, slots=True)
class View:
    """A page's box in its own space, and how many quarter turns clockwise bring it upright."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @classmethod
    def of(cls, page: Any) -> "View":
        """The view of a page as it is shown."""
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, box)
        sides = (box.left, box.bottom, box.right, box.top)
        if not all(map(math.isfinite, sides)) or box.right - box.left < 1 or box.top - box.bottom < 1:
            sides = (0.0, 0.0, 595.0, 842.0)
        return cls(*sides, turns=pdfium.FPDFPage_GetRotation(page) % 4)

    @property
    def width(self) -> float:
        """Width as it is shown, in points."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Height as it is shown, in points."""
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def turned_by(self, quarters: int) -> "View":
        """The same page turned further."""
        return replace(self, turns=(self.turns + quarters) % 4)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page's space, from the left upper edge."""
        match self.turns:
            case 1:
                return y - self.bottom, x - self.left
            case 2:
                return self.right - x, y - self.bottom
            case 3:
                return self.top - y, self.right - x
        return x - self.left, self.top - y

    def area(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """An area of the page's space as (left, top, right, bottom) from the left upper edge."""
        (a, b), (c, d) = self.point(left, bottom), self.point(right, top)
        return min(a, c), min(b, d), max(a, c), max(b, d)


def signs_of(page: Any, view: View, limits: Limits) -> Sheet:
    """All signs of a page, by the direction in which they are written: that of most of them is the one the page is read in."""
    text = pdfium.FPDFText_LoadPage(page)
    if not text:
        return Sheet(view.width, view.height, [])
    try:
        count = pdfium.FPDFText_CountChars(text)
        limits.check("page_signs", count)
        raw = _Raw(text, count).read()
    finally:
        pdfium.FPDFText_ClosePage(text)
    directions = Counter(quarter for *_, quarter in raw)
    if not directions:
        return Sheet(view.width, view.height, [])
    most = directions.most_common(1)[0][0]
    by_turn = {quarter: (quarter - view.turns) % 4 for quarter in directions}
    found: dict[int, list[Sign]] = {turn: [] for turn in by_turn.values()}
    views = {turn: view.turned_by(turn) for turn in found}
    for sign, box, size, quarter in raw:
        turn = by_turn[quarter]
        left, top, right, bottom = views[turn].area(*box)
        found[turn].append(Sign(sign, left, top, right, bottom, size))
    main = by_turn[most]
    asides = [(turn, signs) for turn, signs in found.items() if turn != main]
    return Sheet(view.width, view.height, found[main], turned=main, asides=asides)


class _Raw:
    """Signs with their box in the page's space, the size of their font and the quarter turns of their direction."""

    def __init__(self, text: Any, count: int) -> None:
        self._text, self._count = text, count
        self._sets: dict[int, tuple[float, int | None, float]] = {}  # by text object: its size, direction, and width of an ideograph

    def read(self) -> list[tuple[str, tuple[float, float, float, float], float, int]]:
        """All signs that are to be seen; those set aslant, and those that are not drawn at all, are left out."""
        made: list[tuple[str, tuple[float, float, float, float], float, int]] = []
        text, rect, x, y = self._text, pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        unicode_of, generated, loose = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_IsGenerated, pdfium.FPDFText_GetLooseCharBox
        half = 0
        for i in range(self._count):
            code = unicode_of(text, i)
            if code < 0x20 and code != 9 or generated(text, i) == 1:
                if code or generated(text, i) == 1:
                    continue
                code = 0xFFFD
            if 0xD800 <= code < 0xDC00:
                half = code
                continue
            if 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((half - 0xD800) << 10) + (code - 0xDC00) if half else 0xFFFD
            half = 0
            if 0x110000 <= code or code in (0xFFFE, 0xFFFF):
                code = 0xFFFD
            scale, quarter, wide = self._set(i)
            if quarter is None or not loose(text, i, rect) or not pdfium.FPDFText_GetCharOrigin(text, i, x, y):
                continue
            # Fonts tell all kinds of heights, some of them none: the box of a sign is as high as its font is large, about its base line.
            above, below = _ABOVE * scale, (1 - _ABOVE) * scale
            match quarter:
                case 0:
                    # Of some ideographs only the ink is told; they are as wide as they are high.
                    narrow = "\u2e80" <= (sign := whole(chr(code)))[0] < "\ua000" and rect.right - rect.left < 0.95 * wide and x.value <= rect.left
                    left, right = (x.value, x.value + wide) if narrow and sign.isalpha() else (rect.left, rect.right)
                    box = (left, y.value - below, right, y.value + above)
                case 1:
                    box = (x.value - above, rect.bottom, x.value + below, rect.top)
                case 2:
                    box = (rect.left, y.value - above, rect.right, y.value + below)
                case _:
                    box = (x.value - below, rect.bottom, x.value + above, rect.top)
            if math.isfinite(sum(box)):
                made.append((whole(chr(code)), box, scale, quarter))
        return made

    def _set(self, i: int) -> tuple[float, int | None, float]:
        """Size in points and direction of a sign, and how wide an ideograph of it is; asked once for each text object."""
        key = ctypes.cast(pdfium.FPDFText_GetTextObject(self._text, i), ctypes.c_void_p).value or -1 - i
        known = self._sets.get(key)
        if known is None:
            matrix = pdfium.FS_MATRIX()
            size = abs(pdfium.FPDFText_GetFontSize(self._text, i))
            angle, stretched = 0.0, 1.0
            if pdfium.FPDFText_GetMatrix(self._text, i, matrix):
                scale = math.hypot(matrix.c, matrix.d)
                size *= scale
                stretched = math.hypot(matrix.a, matrix.b) / scale if scale else 1.0
                angle = math.atan2(matrix.b, matrix.a)
            quarters = angle / (math.pi / 2)
            if not math.isfinite(size) or not math.isfinite(angle):
                size, quarters = 0.0, 0.5
            shown = pdfium.FPDFTextObj_GetTextRenderMode(pdfium.FPDFText_GetTextObject(self._text, i)) != pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
            aslant = not shown or abs(quarters - round(quarters)) * math.pi / 2 > _ASLANT
            size = min(max(size, 0.5), 2000.0)
            known = self._sets[key] = (size, None if aslant else round(quarters) % 4, size * min(stretched, 10.0))
        return known
