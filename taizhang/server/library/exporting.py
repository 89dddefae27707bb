"""Tables of the library taken along: comma-separated, JSON lines, a workbook; no cell of words can start a formula."""
import csv
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from django.http import StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.publishing import jsonl, workbook
from taizhang.server.documents.force import FORCE_WORDS, force_of
from taizhang.server.documents.models import Document, Effect
from taizhang.server.ledger.exporting import FORMATS, Cell, harmless
from taizhang.server.library.listing import genre_words, region_name
from taizhang.values.errors import UsageError


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its name in JSON lines, its head in words, how wide, what it holds of a row."""

    name: str
    head: str
    of: Callable[[Any], Cell]
    width: int = 14


def fields(day: Any, acting: dict[Any, list[tuple[Effect, str]]], degrees: dict[Any, tuple[int, int]], host: str) -> list[Field]:
    """The columns of the list of documents."""
    def iso(moment: Any) -> str:
        return moment.isoformat() if moment else ""

    return [
        Field("number", _("Document number"), lambda one: one.number, 20),
        Field("title", _("Document"), lambda one: one.title, 44),
        Field("issuers", _("Issuers"), lambda one: "\u3001".join(map(str, one.issuers)), 28),
        Field("region", _("Region"), lambda one: region_name(one.region)),
        Field("genre", _("Genre"), lambda one: genre_words(one.genre)),
        Field("issued", _("Issued"), lambda one: one.issued_text or iso(one.issued)),
        Field("state", _("State"), lambda one: str(FORCE_WORDS[force_of(one, day)])),
        Field("valid_from", _("In force from"), lambda one: iso(one.valid_from)),
        Field("valid_until", _("No longer in force from"), lambda one: iso(one.valid_until)),
        Field("acting", _("By which document"), lambda one: "\u3001".join(name for _effect, name in acting.get(one.key, ()) if name), 24),
        Field("cites", _("Cites"), lambda one: degrees.get(one.key, (0, 0))[0], 8),
        Field("cited", _("Cited by"), lambda one: degrees.get(one.key, (0, 0))[1], 8),
        Field("link", _("Link"), lambda one: host + reverse("library:document", args=[one.key]), 30),
    ]


def response(rows: Sequence[Document], columns: Sequence[Field], format: str, name: str) -> StreamingHttpResponse:
    """The rows as a file of a format."""
    wanted = FORMATS.get(format)
    if wanted is None:
        raise UsageError(_("is not a format"), where=format[:20], hint=_("one of: {known}").format(known=", ".join(FORMATS)))
    write = {"csv": _csv, "jsonl": _jsonl, "xlsx": _xlsx}[format]
    answer = StreamingHttpResponse(write(rows, columns, name), content_type=wanted.content_type)
    file = f"{name}-{timezone.localdate():%Y%m%d}.{format}"
    plain = file.encode("ascii", "replace").decode().replace("?", "_")
    quoted = "".join(chr(byte) if chr(byte).isalnum() and byte < 128 or byte in b"-._" else f"%{byte:02X}" for byte in file.encode())
    answer["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quoted}"
    return answer


def _csv(rows: Iterable[Any], columns: Sequence[Field], name: str) -> Iterator[bytes]:
    held = io.StringIO()
    write = csv.writer(held, lineterminator="\r\n").writerow
    held.write("\ufeff")
    write([harmless(one.head) for one in columns])
    for row in rows:
        write([harmless(one.of(row)) for one in columns])
    yield held.getvalue().encode("utf-8", "replace")


def _jsonl(rows: Iterable[Any], columns: Sequence[Field], name: str) -> Iterator[bytes]:
    for row in rows:
        yield (jsonl.dumps({one.name: one.of(row) for one in columns} | {"key": str(row.key)}) + "\n").encode("utf-8", "replace")


def _xlsx(rows: Iterable[Any], columns: Sequence[Field], name: str) -> Iterator[bytes]:
    with tempfile.TemporaryFile() as file:
        plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        book = xlsxwriter.Workbook(file, {"constant_memory": True, **plain})
        formats = workbook.Formats(book)
        sheet = book.add_worksheet(name[:31])
        for i, one in enumerate(columns):
            sheet.set_column(i, i, one.width)
            sheet.write_string(0, i, one.head, formats.head)
        sheet.freeze_panes(1, 2)
        sheet.set_landscape()
        sheet.repeat_rows(0)
        last = 0
        for last, row in enumerate(rows, 1):
            for i, one in enumerate(columns):
                workbook.write_cell(sheet, last, i, one.of(row), formats, "wrap" if one.width >= 28 else "")
        sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
        book.close()
        file.seek(0)
        while piece := file.read(1 << 16):
            yield piece
