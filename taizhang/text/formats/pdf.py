"""PDF: pages of signs and pictures.

What is read: the text of the pages as it is shown. What is not: annotations, forms' scripts, attachments, bookmarks, anything that a
page would do when it is opened. Pages are read one after the other; the library under it is not told of any file but the bytes.
"""
import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium

from taizhang.text.formats import scans
from taizhang.text.formats.pages import Sheet, compose
from taizhang.text.formats.pdf_rules import objects, rules_of
from taizhang.text.formats.pdf_signs import View, signs_of
from taizhang.text.formats.registry import Extract
from taizhang.text.limits import Limits
from taizhang.values.errors import Damaged, TextError

_AGAIN = "fetch the file again, or print it anew into a PDF"
_FEW = 20  # signs on a page: a stamp or a page number over a scan
_UNKNOWN = 0.3  # share of signs without a meaning above which a page has to be looked at
_PICTURE = 0.4  # share of a page that pictures take where a page with few signs is a scan
_libraries: list[bool] = []


def extract(data: bytes, limits: Limits) -> Extract:
    """Paragraphs and tables of a PDF, with pages (``p12``) and cells (``p12.t1.r2.c3``) as addresses."""
    with opened(data) as document:
        count = pdfium.FPDF_GetPageCount(document)
        limits.check("pages", count)
        if count < 1:
            raise Damaged("there is no page in this PDF", hint=_AGAIN)
        return compose((sheet_of(document, i, limits) for i in range(count)), limits)


@contextmanager
def opened(data: bytes) -> Iterator[ctypes.c_void_p]:
    """The document, for as long as the context lasts; says what is wrong with one that cannot be opened."""
    if not _libraries:
        pdfium.FPDF_InitLibrary()
        _libraries.append(True)
    kept = (ctypes.c_ubyte * len(data)).from_buffer_copy(data)
    document = pdfium.FPDF_LoadMemDocument64(kept, len(data), None)
    if not document:
        error = pdfium.FPDF_GetLastError()
        if error == pdfium.FPDF_ERR_PASSWORD:
            raise TextError("the PDF is encrypted with a password", why="it cannot be opened without it",
                            hint="open it with the password and save or print it as a PDF without one")
        if error == pdfium.FPDF_ERR_SECURITY:
            raise TextError("the PDF is protected in a way that cannot be opened", hint="ask whoever made it for a PDF without protection")
        raise Damaged("the PDF is cut off or damaged", why="no pages can be found in it", hint=_AGAIN)
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def is_scan(page: Any, view: View, sheet: Sheet, limits: Limits) -> bool:
    """Whether the text of a page stands in its pictures only: it has no signs and a picture, or signs that no font explains."""
    signs = len(sheet.signs)
    if signs > _FEW:
        return sum(sign.text == "\ufffd" or "\ue000" <= sign.text < "\uf900" for sign in sheet.signs) > _UNKNOWN * signs
    area = 0.0
    for _, (a, b, c, d, _, _) in objects(page, pdfium.FPDF_PAGEOBJ_IMAGE, limits):
        area += abs(a * d - b * c)
    return area > (_PICTURE if signs else 0.02) * view.width * view.height


def _recognised(page: Any, view: View, index: int, limits: Limits) -> Sheet:
    """The page drawn and read; raises `TextError` where nothing here can."""
    if not scans.available():
        raise scans.missing(f"page {index + 1}")
    wide, high = ctypes.c_uint(), ctypes.c_uint()
    for one, _ in objects(page, pdfium.FPDF_PAGEOBJ_IMAGE, limits):
        if pdfium.FPDFImageObj_GetImagePixelSize(one, wide, high):
            limits.check("picture_pixels", wide.value * high.value)
    return scans.sheet_of(drawn(page, view), view.width, view.height)


def drawn(page: Any, view: View, dpi: float = scans.DPI) -> Any:
    """The page as rows of BGR pixels."""
    import numpy

    scale = min(dpi / 72, scans.LONGEST / max(view.width, view.height))
    wide, high = max(1, round(view.width * scale)), max(1, round(view.height * scale))
    pixels = numpy.full((high, wide, 3), 255, numpy.uint8)
    bitmap = pdfium.FPDFBitmap_CreateEx(wide, high, pdfium.FPDFBitmap_BGR, pixels.ctypes.data_as(ctypes.c_void_p), wide * 3)
    if not bitmap:
        raise Damaged("a page cannot be drawn", hint=_AGAIN)
    try:
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, wide, high, 0, 0)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return pixels


def sheet_of(document: ctypes.c_void_p, index: int, limits: Limits) -> Sheet:
    """What stands on a page, from 0; a page that cannot be loaded raises `Damaged`."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        raise Damaged(f"page {index + 1} of the PDF is damaged", hint=_AGAIN)
    try:
        view = View.of(page)
        limits.check("page_objects", pdfium.FPDFPage_CountObjects(page))
        sheet = signs_of(page, view, limits)
        if is_scan(page, view, sheet, limits):
            return _recognised(page, view, index, limits)
        sheet.rules = rules_of(page, view.turned_by(sheet.turned), limits)
        return sheet
    finally:
        pdfium.FPDF_ClosePage(page)
