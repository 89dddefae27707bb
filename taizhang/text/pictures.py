"""Pages of an original as pictures, and what a file says of its own signatures. For pdf, by pypdfium2; signatures of an ofd too."""
import ctypes
import struct
import zlib
from typing import Any

import pypdfium2
from pypdfium2 import raw

from taizhang.text.formats import ofd_signatures
from taizhang.values.errors import Damaged, TextError

WIDEST, TALLEST = 1_600, 6_000  # pixels
_PDF = b"%PDF-"
_DAMAGED = "the page cannot be drawn"


def page_image(data: bytes, page: int, wide: int) -> bytes:
    """Page ``page`` (from 1) of a pdf as PNG, ``wide`` pixels wide. Raises `TextError` for what has no such page, `Damaged` for a broken one."""
    if _PDF not in data[:1024]:
        raise TextError("this file has no pages", hint="see its text")
    try:
        document = pypdfium2.PdfDocument(data)
        if not 1 <= page <= len(document):
            raise TextError("the file has no such page", hint="see its first page")
        sheet = document[page - 1]
        width, height = sheet.get_size()
        scale = min(min(max(wide, 50), WIDEST) / max(width, 1), TALLEST / max(height, 1))
        bitmap = sheet.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
        return png(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels)
    except pypdfium2.PdfiumError as error:
        raise Damaged(_DAMAGED, hint="download the file and open it in a reader") from error


def png(pixels: bytes, width: int, height: int, stride: int, channels: int) -> bytes:
    """Rows of pixels (1, 3 or 4 bytes each) as a PNG file.

    >>> png(b"\\x00\\xff", 2, 1, 2, 1)[:8]
    b'\\x89PNG\\r\\n\\x1a\\n'
    """
    kind = {1: 0, 3: 2, 4: 6}[channels]
    rows = b"".join(b"\0" + pixels[at * stride:at * stride + width * channels] for at in range(height))

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 6)) + chunk(b"IEND", b"")


def signatures(data: bytes) -> list[dict[str, Any]]:
    """What a pdf or an ofd says of its signatures: ``time`` as written, ``reason`` (pdf) or who (ofd: names of its certificates, else the
    program), ``kind``. Whether they hold is not judged."""
    if data.startswith(b"PK"):
        return _of_ofd(data)
    if _PDF not in data[:1024]:
        return []
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return []
    found = []
    for at in range(max(0, min(raw.FPDF_GetSignatureCount(document), 50))):
        one = raw.FPDF_GetSignatureObject(document, at)
        if one:
            found.append({
                "time": _asked(raw.FPDFSignatureObj_GetTime, one, "ascii"), "reason": _asked(raw.FPDFSignatureObj_GetReason, one, "utf-16-le"),
                "kind": _asked(raw.FPDFSignatureObj_GetSubFilter, one, "ascii")})
    return found


def _of_ofd(data: bytes) -> list[dict[str, Any]]:
    try:
        return [{"time": one.signed, "reason": ", ".join(one.names) or one.provider, "kind": one.kind} for one in ofd_signatures.signatures(data)]
    except TextError:  # another kind of package
        return []


def _asked(function: Any, thing: Any, encoding: str) -> str:
    size = function(thing, None, 0)
    if not 0 < size < 100_000:
        return ""
    room = ctypes.create_string_buffer(size)
    function(thing, room, size)
    return room.raw.decode(encoding, "replace").rstrip("\0")
