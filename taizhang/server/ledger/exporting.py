"""The ledger taken along: comma-separated, JSON lines, a workbook. Written while it is sent, so that its length costs no memory.

Each row says where it comes from: number of the document, clause, quote with its offsets, state, who decided, and the address of
the fact here. No cell of words can start a formula; numbers stay numbers with all their digits.
"""
import csv
import io
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.publishing import jsonl, workbook
from taizhang.server.facts.models import STATEMENTS, Fact
from taizhang.server.facts.showing import shown
from taizhang.server.ledger.asking import Asked
from taizhang.server.ledger.columns import Setting
from taizhang.server.ledger.finding import measure_words, papers, unit_name
from taizhang.server.ledger.windows import rows_of
from taizhang.server.look.templatetags.pieces import kind_words, state_words
from taizhang.values.errors import UsageError

CHUNK = 500
MOST_IN_WORKBOOK = 20_000
#: What a spreadsheet takes for the beginning of a formula, with the wide forms some of them fold.
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
Cell = str | int | float | Decimal | None


@dataclass(frozen=True, slots=True)
class Field:
    """One column of an export: its name in JSON lines, its head in words, what it holds of a row."""

    name: str
    head: Callable[[], str]
    of: Callable[["Line"], Cell]
    width: int = 12


@dataclass(frozen=True, slots=True)
class Line:
    """A fact with what its cells need."""

    fact: Fact
    setting: Setting
    host: str

    @property
    def paper(self) -> Any:
        """Its document."""
        return self.setting.papers.get(self.fact.document)

    def number(self, written: str) -> Cell:
        """A number, exact; nothing where there is none."""
        return Decimal(written) if written and self.fact.kind in STATEMENTS else None

    def units(self, *roles: str) -> str:
        """Names of units in charge in some roles; in any, where none is named."""
        rows = [one for one in self.fact.in_charge.all() if not roles or one.role in roles]
        return "\N{IDEOGRAPHIC COMMA}".join(unit_name(one.unit) if one.unit else one.name for one in rows)


def _time(at: Any) -> str:
    return timezone.localtime(at).isoformat(timespec="seconds") if at else ""


FIELDS: tuple[Field, ...] = (
    Field("kind", lambda: _("Kind"), lambda line: kind_words(line.fact.kind), 7),
    Field("what", lambda: _("What"), lambda line: line.fact.what, 34),
    Field("shown", lambda: _("Value"), lambda line: shown(line.fact), 14),
    Field("op", lambda: _("Comparator"), lambda line: line.fact.op if line.fact.kind in STATEMENTS else "", 7),
    Field("value", lambda: _("Exact value"), lambda line: line.number(line.fact.value_text), 16),
    Field("value2", lambda: _("Upper end"), lambda line: line.number(line.fact.value2_text), 14),
    Field("unit", lambda: _("Unit of measure"), lambda line: line.fact.measure_unit, 9),
    Field("measure", lambda: _("Measured as"), lambda line: measure_words(line.fact.measure) if line.fact.measure else "", 9),
    Field("period", lambda: _("Period or due"), lambda line: line.fact.period, 11),
    Field("first_year", lambda: _("First year"), lambda line: line.fact.year_first, 7),
    Field("last_year", lambda: _("Last year"), lambda line: line.fact.year, 7),
    Field("subject", lambda: _("Subject"), lambda line: line.fact.subject, 14),
    Field("leads", lambda: _("Lead"), lambda line: line.units("lead", "inferred"), 18),
    Field("units", lambda: _("Responsible units"), lambda line: line.units(), 34),
    Field("number", lambda: _("Document number"), lambda line: line.paper.number if line.paper else "", 20),
    Field("title", lambda: _("Document"), lambda line: line.paper.title if line.paper else "", 40),
    Field("clause", lambda: _("Clause"), lambda line: line.fact.clause, 30),
    Field("quote", lambda: _("Quote"), lambda line: line.fact.quote, 50),
    Field("start", lambda: _("Start"), lambda line: line.fact.start, 8),
    Field("end", lambda: _("End"), lambda line: line.fact.end, 8),
    Field("state", lambda: _("Review"), lambda line: state_words(line.fact.state), 9),
    Field("decided_by", lambda: _("Decided by"), lambda line: str(line.fact.decided_by) if line.fact.decided_by else "", 12),
    Field("decided_at", lambda: _("Decided at"), lambda line: _time(line.fact.decided_at), 20),
    Field("recorded_at", lambda: pgettext("when a row did", "Changed"), lambda line: _time(line.fact.recorded_at), 20),
    Field("key", lambda: _("Key"), lambda line: str(line.fact.key), 20),
    Field("link", lambda: _("Link"), lambda line: line.host + reverse("facts:fact", args=[line.fact.key]), 30),
)


def lines(keys: Sequence[int], asked: Asked, user: Any, host: str) -> Iterator[Line]:
    """The rows of some ids in their order, fetched a few hundred at a time."""
    setting = Setting(papers(user, asked.moment), asked)
    for first in range(0, len(keys), CHUNK):
        for fact in rows_of(list(keys[first:first + CHUNK])):
            yield Line(fact, setting, host)


def harmless(cell: Cell) -> str:
    """A cell of comma-separated values that no spreadsheet takes for a formula: numbers as they are, such words after an apostrophe.

    >>> harmless("=1+1"), harmless("  @SUM(A1)"), harmless(Decimal("-0.125")), harmless(None)
    ("'=1+1", "'  @SUM(A1)", '-0.125', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return format(cell, "f")
    if not isinstance(cell, str):
        return str(cell)
    said = cell.replace("\0", "\ufffd")
    return "'" + said if said.startswith(STARTS_FORMULA) or said.lstrip().startswith(STARTS_FORMULA) else said


def as_csv(rows: Iterator[Line]) -> Iterator[bytes]:
    """Comma-separated values with a mark of their encoding in front, without which Excel shows no Chinese."""
    held = io.StringIO()
    write = csv.writer(held, lineterminator="\r\n").writerow
    held.write("\ufeff")
    write([harmless(one.head()) for one in FIELDS])
    for i, line in enumerate(rows, 1):
        write([harmless(one.of(line)) for one in FIELDS])
        if i % CHUNK == 0:
            yield _emptied(held)
    yield _emptied(held)


def as_jsonl(rows: Iterator[Line]) -> Iterator[bytes]:
    """One JSON object a line: names in English, ``kind`` and ``state`` as they are stored, numbers with all their digits."""
    for line in rows:
        held: dict[str, Any] = {one.name: one.of(line) for one in FIELDS}
        held |= {"kind": line.fact.kind, "state": line.fact.state, "measure": line.fact.measure, "document": str(line.fact.document),
                 "version": line.fact.version}
        yield (jsonl.dumps(held) + "\n").encode("utf-8", "replace")


def as_xlsx(rows: Iterator[Line]) -> Iterator[bytes]:
    """A workbook, written to a file that is gone afterwards; row by row, so that it too costs no memory."""
    with tempfile.TemporaryFile() as file:
        book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                                          "strings_to_numbers": False})
        formats = workbook.Formats(book)
        sheet = book.add_worksheet(_("Ledger"))
        for i, one in enumerate(FIELDS):
            sheet.set_column(i, i, one.width)
            sheet.write_string(0, i, one.head(), formats.head)
        sheet.freeze_panes(1, 2)
        sheet.set_landscape()
        sheet.repeat_rows(0)
        row = 0
        for row, line in enumerate(rows, 1):
            for i, one in enumerate(FIELDS):
                workbook.write_cell(sheet, row, i, one.of(line), formats, "wrap" if one.width >= 30 else "")
        sheet.autofilter(0, 0, max(row, 1), len(FIELDS) - 1)
        book.close()
        file.seek(0)
        while piece := file.read(1 << 16):
            yield piece


def _emptied(held: io.StringIO) -> bytes:
    said = held.getvalue()
    held.seek(0)
    held.truncate()
    return said.encode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Format:
    """A way to take the ledger along; above ``most`` rows, where there is a limit, it is prepared as a job (`LONG`)."""

    name: str
    content_type: str
    write: Callable[[Iterator[Line]], Iterator[bytes]]
    most: int | None = None


FORMATS = {one.name: one for one in (
    Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx, MOST_IN_WORKBOOK),
    Format("csv", "text/csv; charset=utf-8", as_csv),
    Format("jsonl", "application/x-ndjson; charset=utf-8", as_jsonl),
)}


class Long:
    """Who prepares what takes too long to be waited for: an app above sets it, and gives the address of the page that follows it."""

    prepare: Callable[[Any, Asked, str, str], str] | None = None


LONG = Long()


def format_named(name: str) -> Format:
    """The format of a name."""
    found = FORMATS.get(name)
    if found is None:
        raise UsageError(_("is not a format"), where=name[:20], hint=_("one of: {known}").format(known=", ".join(FORMATS)))
    return found
