"""Writing the edition that can be taken back in: one sheet a kind, in constant memory, with lists to choose from and a page of notes."""
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, BinaryIO

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from taizhang.publishing import workbook
from taizhang.server.exchange.columns import COLUMNS, NAMES, Column, cells, choices, columns_of
from taizhang.server.facts.models import KINDS, Fact

STARTS = ("=", "+", "-", "@", "\t", "\r")
SPARE = 500  # rows below the last one that offer the lists of choices too
_UNSAFE_NAME = re.compile(r"[\[\]:*?/\\']")


def _format(column: Column) -> str:
    """Words stay words: a period typed as 2017-12 must not become a day."""
    return "" if column.name in ("value", "value2") else "@"


class _Locked(workbook.Formats):
    """Formats of cells that are not to be changed; ``open`` ones of those that may."""

    def __init__(self, book: Any, open: bool = False) -> None:
        self.open = open
        super().__init__(book)

    def of(self, number: str = "", look: str = "", quoted: bool = False) -> Format:
        made = super().of(number, look, quoted)
        made.set_locked(not self.open)
        if not self.open:
            made.set_font_color("#57534E")
        return made


class Writer:
    """One workbook; rows come one by one in any order of kinds and go to the sheet of their kind."""

    def __init__(self, file: BinaryIO, kinds: Iterable[str], papers: Mapping[Any, Any], host: str) -> None:
        self.book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                                               "strings_to_numbers": False, "remove_timezone": True})
        self.papers, self.host = papers, host
        self.locked, self.opened = _Locked(self.book), _Locked(self.book, open=True)
        self.time = self.book.add_format({"num_format": "yyyy-mm-dd hh:mm", "valign": "top", "font_color": "#57534E"})
        self.head = self.book.add_format({"bold": True, "bg_color": "#EEEDEA", "bottom": 1, "text_wrap": True, "valign": "top", "locked": True})
        self.first = self.book.add_worksheet(str(_("Notes"))[:31])
        self.sheets = {kind: self._sheet(kind) for kind in kinds}
        self.rows = dict.fromkeys(self.sheets, 1)

    def _sheet(self, kind: str) -> tuple[Worksheet, list[Column]]:
        sheet, columns = self.book.add_worksheet(_UNSAFE_NAME.sub(" ", str(NAMES[kind]))[:31]), columns_of(kind)
        sheet.set_row(0, None, None, {"hidden": True})
        for i, one in enumerate(columns):
            look = self.opened.of(_format(one), "wrap" if one.width >= 22 else "") if one.open or one.fresh else self.locked.of()
            sheet.set_column(i, i, one.width, look, {"hidden": one.hidden})
            sheet.write_string(0, i, one.name)
        for i, one in enumerate(columns):
            sheet.write_string(1, i, str(one.head), self.head)
            if one.note:
                sheet.write_comment(1, i, str(one.note), {"x_scale": 1.6})
        sheet.freeze_panes(2, next(i for i, one in enumerate(columns) if one.name == "what") + 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(1)
        return sheet, columns

    def add(self, fact: Fact) -> None:
        """Write the row of a fact; of a kind without a sheet nothing is written."""
        if fact.kind not in self.sheets:
            return
        sheet, columns = self.sheets[fact.kind]
        self.rows[fact.kind] += 1
        row, said = self.rows[fact.kind], cells(fact, self.papers, self.host)
        for i, one in enumerate(columns):
            cell, formats = said.get(one.name), self.opened if one.open else self.locked
            if isinstance(cell, datetime):
                sheet.write_datetime(row, i, cell, self.time)
            elif cell in (None, "") and one.fresh and not one.open:
                sheet.write_blank(row, i, None, self.locked.of())  # else the column's own format would leave it open
            elif one.open and cell in (None, ""):
                continue  # the column's own format holds
            elif one.open and isinstance(cell, str) and _format(one):
                sheet.write_string(row, i, cell, formats.of("@", "wrap" if one.width >= 22 else "", cell.startswith(STARTS)))
            else:
                workbook.write_cell(sheet, row, i, cell, formats, "wrap" if one.width >= 22 else "")

    def close(self) -> None:
        """Lists, filters and locks, then the notes."""
        for kind, (sheet, columns) in self.sheets.items():
            last = self.rows[kind]
            for i, one in enumerate(columns):
                if one.name in ("kind", "state", "op"):
                    sheet.data_validation(2, i, last + SPARE, i, {
                        "validate": "list", "source": choices(one.name, kind), "error_title": str(one.head)[:32],
                        "error_message": str(_("Choose one of the list."))[:255]})
            sheet.autofilter(1, 0, max(last, 2), len(columns) - 1)
            sheet.protect("", dict.fromkeys(("autofilter", "sort", "insert_rows", "delete_rows", "format_columns", "format_rows", "format_cells"), True))
        self._notes()
        first = next((sheet for kind, (sheet, _columns) in self.sheets.items() if self.rows[kind] > 1), self.first)
        first.activate()
        self.book.close()

    def _notes(self) -> None:
        wrap, sheet = self.book.add_format({"text_wrap": True, "valign": "top"}), self.first
        sheet.set_column(0, 0, 18)
        sheet.set_column(1, 1, 90)
        lines = [
            (_("What this is"), _("The ledger as a workbook that can be taken back in. Nothing changes before a person has seen the plan of it.")),
            (_("Decide"), _("Choose “Accepted” or “Rejected” under Review; to reject takes a reason. Whatever else you change corrects the fact.")),
            (_("Add"), _("Fill in an empty row below the others: document, quote as it stands there, and what it says. Leave key and version empty.")),
            (_("Leave alone"), _(
                "Grey columns say where a fact comes from. Rows you delete here stay in the ledger. Sheets are protected without a password.")),
            (_("Moved on"), _("A fact that somebody changed after this workbook was made is not overwritten: the plan shows both and asks.")),
        ]
        for row, (head, text) in enumerate(lines):
            sheet.write_string(row, 0, str(head), self.head)
            sheet.write_string(row, 1, str(text), wrap)
        for row, one in enumerate((one for one in COLUMNS if one.note), len(lines) + 1):
            sheet.write_string(row, 0, str(one.head), self.head)
            sheet.write_string(row, 1, str(one.note), wrap)


def write(file: BinaryIO, facts: Iterable[Fact], kinds: Iterable[str], papers: Mapping[Any, Any], host: str,
          tell: Callable[[int], object] = lambda n: None) -> int:
    """Write the workbook; how many rows. ``tell`` is told how many are written, now and then."""
    writer, n = Writer(file, [one for one in KINDS if one in set(kinds)], papers, host), 0
    for n, fact in enumerate(facts, 1):
        writer.add(fact)
        if n % 500 == 0:
            tell(n)
    writer.close()
    return n


def pieces(file: BinaryIO) -> Iterator[bytes]:
    """What was written, piece by piece."""
    file.seek(0)
    while piece := file.read(1 << 16):
        yield piece
