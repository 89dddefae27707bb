"""Pictures of pages as files: photographs and scans, a page each, or several in one .tif."""
import io
import warnings
from collections.abc import Iterator
from typing import Any

from taizhang.text.formats import scans
from taizhang.text.formats.pages import Sheet, compose
from taizhang.text.formats.registry import Extract
from taizhang.text.limits import Limits
from taizhang.values.errors import Damaged

_SHORT_SIDE = 595.0  # points of the shorter side where a picture does not say how large it is: that of A4
_DPI = (90.0, 1300.0)  # resolutions that can be meant; programs write 72 where they know none


def extract(data: bytes, limits: Limits) -> Extract:
    """Recognised paragraphs with pages (``p1``) as addresses."""
    if not scans.available():
        raise scans.missing("the picture")
    return compose(_sheets(data, limits), limits)


def _sheets(data: bytes, limits: Limits) -> Iterator[Sheet]:
    from PIL import Image, ImageOps

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # our own limit says what is too large
        try:
            picture = Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "TIFF", "BMP", "GIF", "WEBP"))
            count = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
            limits.check("pages", count)
            for i in range(count):
                picture.seek(i)
                limits.check("picture_pixels", picture.width * picture.height)
                upright = ImageOps.exif_transpose(picture).convert("RGBA")
                paper = Image.new("RGB", upright.size, (255, 255, 255))
                paper.paste(upright, mask=upright.getchannel("A"))
                yield _sheet(paper, picture.info.get("dpi"))
        except (OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError, OverflowError, ArithmeticError, TypeError,
                Image.DecompressionBombError) as error:
            raise Damaged("the picture is cut off or damaged", why=str(error)[:200], hint="save or scan it again") from error


def _sheet(paper: Any, dpi: Any) -> Sheet:
    import numpy

    wide, high = paper.size
    said = float(dpi[0]) if isinstance(dpi, tuple) and dpi and dpi[0] else 0.0
    scale = 72 / said if _DPI[0] <= said <= _DPI[1] else _SHORT_SIDE / min(wide, high)
    if max(wide, high) > scans.LONGEST:
        shrink = scans.LONGEST / max(wide, high)
        paper = paper.resize((max(1, round(wide * shrink)), max(1, round(high * shrink))))
    pixels = numpy.ascontiguousarray(numpy.asarray(paper)[:, :, ::-1])
    return scans.sheet_of(pixels, wide * scale, high * scale)
