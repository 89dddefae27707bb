"""Pictures of pages: their signs recognised offline, by the optional extra ``ocr``.

A page is looked at in this order: seals are taken off the text they lie on (`scan_seals`), lines of text are found, the page is turned
upright where they stand or hang upside down, each line is read, a small slant is taken out of the places. What is recognised has a
confidence; what is less sure than `LEAST` is no text.
Not here: where pictures come from (`pdf`, `pictures`).
"""
import importlib.util
import math
import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from taizhang.text.formats.pages import Sheet, Sign
from taizhang.text.formats.scan_seals import without_seals
from taizhang.values.errors import TextError

LEAST = 0.5  # confidence below which a line is a stain, a seal or a drawing
DPI = 200
LONGEST = 3_600  # pixels of the longer side of a page as it is read
_FINDING = 1_280  # pixels of the longer side of the picture in which lines are found; reading takes the whole one
_UPSIDE_DOWN = 0.9
_HIGH = 0.95  # size of the font, in heights of a line as it is found
_SAME = 1.22  # times the height of the lowest line up to which lines are of one size
_YEAR = re.compile(r"[\u3014\uff3b\[\u3010(\uff08](\d{4})[\u3015\uff3d\]\u3011)\uff09](?=\s*\d{1,4}\s*\u53f7)")
_DASH = re.compile(r"(?<=\d)\u4e00(?=\d)")


# Called when a page is about to be recognised, which takes far longer than reading text: whoever bounds the time may give more.
before: list[Callable[[], None]] = []


def available() -> bool:
    """Whether the recogniser is installed."""
    return importlib.util.find_spec("rapidocr_onnxruntime") is not None


def missing(what: str) -> TextError:
    """The answer where it is not; ``what``: the place that would have to be recognised, ``page 3``.

    >>> missing("page 3").hint
    "install the extra ocr (pip install 'taizhang[ocr]'), or save the text as .docx or .txt"
    """
    return TextError("its text is only drawn, as on a scan", why=f"{what} has no text but a picture, and no recogniser is installed",
                     hint="install the extra ocr (pip install 'taizhang[ocr]'), or save the text as .docx or .txt")


def sheet_of(picture: Any, width: float, height: float) -> Sheet:
    """The signs of a picture (rows of BGR pixels) that shows a page of this size in points."""
    for told in before:
        told()
    try:
        return _read(picture, width, height)
    except MemoryError:
        raise
    except Exception as error:
        # Whatever the recogniser and the libraries under it raise when they cannot go on; lack of memory above all.
        raise TextError("a picture of a page could not be recognised", why=f"{type(error).__name__}: {str(error)[-200:]}",
                        hint="allow the reading of a file more memory, or save the text as .docx or .txt") from error


def _read(picture: Any, width: float, height: float) -> Sheet:
    engine = _engine()
    clean = without_seals(picture, width)
    turned = 0
    quads = _found(engine, clean)
    if _sideways(quads):
        clean, turned = _turned(clean), 1
        quads = _found(engine, clean)
    lines = _crops(engine, clean, quads)
    if _upside_down(engine, lines):
        clean, turned = _turned(_turned(clean)), turned + 2
        quads = _found(engine, clean)
        lines = _crops(engine, clean, quads)
    read = engine.text_rec(lines)[0] if lines else []
    kept = [(quad, mended(text.strip()), float(sure)) for quad, (text, sure) in zip(quads, read, strict=True) if sure >= LEAST and text.strip()]
    sheet = Sheet(width, height, [], turned=turned)
    sheet.skew = _skew([quad for quad, _, _ in kept])
    sheet.signs = _signs(kept, sheet.read_width / clean.shape[1], sheet)
    return sheet


@cache
def _engine() -> Any:
    """The recogniser, loaded once; one thread, since files are read side by side by processes."""
    from rapidocr_onnxruntime import RapidOCR

    return RapidOCR(intra_op_num_threads=1, inter_op_num_threads=1)


def _found(engine: Any, picture: Any) -> list[Any]:
    """Corners of the lines of text, clockwise from the left upper one, in pixels of the picture."""
    import cv2

    scale = min(1.0, _FINDING / max(picture.shape[:2]))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else picture
    quads = engine.text_det(small)[0]
    return [] if quads is None else [quad.astype("float32") / scale for quad in quads]


def _crops(engine: Any, picture: Any, quads: Sequence[Any]) -> list[Any]:
    made: list[Any] = engine.get_crop_img_list(picture, quads)
    return made


def _sides(quad: Any) -> tuple[float, float]:
    """Width and height of a line."""
    return math.dist(quad[0], quad[1]), math.dist(quad[0], quad[3])


def _sideways(quads: Sequence[Any]) -> bool:
    """Whether most of the text stands upright as lines do on a page that is turned."""
    standing = lying = 0.0
    for wide, high in map(_sides, quads):
        if high > 1.8 * wide:
            standing += high
        elif wide > 1.8 * high:
            lying += wide
    return standing > lying


def _turned(picture: Any) -> Any:
    """A quarter turn clockwise."""
    import cv2

    return cv2.rotate(picture, cv2.ROTATE_90_CLOCKWISE)


def _upside_down(engine: Any, lines: Sequence[Any]) -> bool:
    """Whether most of the longer lines are."""
    longer = sorted(lines, key=lambda one: -int(one.shape[1]))[:9]
    if not longer:
        return False
    said = engine.text_cls(longer)[1]
    return bool(sum(label == "180" and sure > _UPSIDE_DOWN for label, sure in said) > len(longer) / 2)


def _skew(quads: Sequence[Any]) -> float:
    """The slant of the lines in radians, clockwise; half of their width lies on either side of it."""
    slants = sorted((math.atan2(float(quad[1][1] - quad[0][1]), float(quad[1][0] - quad[0][0])), _sides(quad)[0])
                    for quad in quads if _sides(quad)[0] > 4 * _sides(quad)[1])
    half = sum(wide for _, wide in slants) / 2
    for slant, wide in slants:
        half -= wide
        if half <= 0:
            return slant
    return 0.0


def mended(text: str) -> str:
    """What a line must say where signs that look alike were taken for one another: the brackets of a document's number, a dash.

    >>> mended("[2018\u301561\u53f7"), mended("1\u4e003\u4f4d")
    ('\u30142018\u301561\u53f7', '1\u20143\u4f4d')
    """
    return _DASH.sub("\u2014", _YEAR.sub("\u3014\\1\u3015", text))


def _sizes(heights: Sequence[float]) -> list[float]:
    """Sizes of fonts from heights of lines, which differ a little by the signs that are in them."""
    made = [0.0] * len(heights)
    order = sorted(range(len(heights)), key=lambda i: heights[i])
    group: list[int] = []
    for i in [*order, -1]:
        if group and (i < 0 or heights[i] > _SAME * heights[group[0]]):
            size = _HIGH * heights[group[len(group) // 2]]
            for one in group:
                made[one] = size
            group = []
        group.append(i)
    return made


def _signs(lines: Sequence[tuple[Any, str, float]], scale: float, sheet: Sheet) -> list[Sign]:
    """Signs with their share of their line's width, straight, in points."""
    sizes = _sizes([_sides(quad)[1] * scale for quad, _, _ in lines])
    made: list[Sign] = []
    for (quad, text, sure), size in zip(lines, sizes, strict=True):
        wide, high = (side * scale for side in _sides(quad))
        x, y = (sum(float(corner[i]) for corner in quad) / 4 * scale for i in (0, 1))
        x, y = sheet.straight(x, y)
        left, top, bottom = x - wide / 2, y - high / 2, y + high / 2
        shares = [0.55 if sign < "\u0250" else 1.0 for sign in text]
        one = wide / sum(shares)
        for sign, share in zip(text, shares, strict=True):
            made.append(Sign(sign, left, top, left + share * one, bottom, size, round(sure, 4)))
            left += share * one
    return made
