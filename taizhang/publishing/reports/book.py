"""A filled sheet as a workbook: merged heads as the template has them, and a second sheet with the source of each number."""
import re
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from taizhang.publishing.reports.filling import Cell, Filled
from taizhang.publishing.reports.spans import heads
from taizhang.publishing.series import Paper
from taizhang.publishing.words import Words
from taizhang.publishing.workbook import EXACT_DIGITS, number_format

_UNSAFE_NAME = re.compile(r"[\[\]:*?/\\']")
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST = 32_000
SOURCES = (("Cell", 8), ("Line", 24), ("Column", 30), ("Period", 10), ("Value", 16), ("Unit of measure", 9), ("Document number", 20), ("Document", 40),
           ("Issued", 12), ("Quote", 60))


def as_xlsx(filled: Filled, papers: "dict[str, Paper]", language: str, made: date) -> bytes:
    """The workbook; ``papers`` by the documents that sources name. No cell can start a formula: words are written as words."""
    words, out = Words(language), BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    book.set_properties({"title": "Taizhang"})
    _Sheet(book, filled, words).write(made)
    _sources(book, filled, papers, words)
    book.close()
    return out.getvalue()


class _Sheet:
    def __init__(self, book: Any, filled: Filled, words: Words) -> None:
        name = _UNSAFE_NAME.sub(" ", _clean(filled.template.name)).strip()[:31] or "1"
        self.sheet, self.filled, self.words = book.add_worksheet(name), filled, words
        box = {"border": 1, "valign": "vcenter", "text_wrap": True}
        self.title = book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"})
        self.head = book.add_format(box | {"bold": True, "align": "center", "bg_color": "#EEEDEA"})
        self.name, self.plain = book.add_format(box | {"quote_prefix": True}), book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        self.why = book.add_format(box | {"font_color": "#57534E", "align": "center"})
        self.sign = book.add_format(box | {"align": "right", "quote_prefix": True})
        self.numbers: dict[str, Any] = {}
        self.book, self.box = book, box

    def write(self, made: date) -> None:
        paths = self.filled.template.paths
        columns = heads(paths, twins=True)
        self._merged(0, 0, 0, len(paths) - 1, self.filled.title, self.title)
        self.sheet.set_row(0, 32)
        for row in columns:
            for head in row:
                first, wide = head.column, head.columns
                self._merged(1 + head.level, first, head.level + head.levels, first + wide - 1, head.words, self.head)
        top = 1 + len(columns)
        at = next(n for n, one in enumerate(paths) if one == self._subject())
        self._lines(top, at)
        for n, row_cells in enumerate(self.filled.rows):
            for column, cell in enumerate(row_cells):
                if not at <= column < at + self.filled.template.depth:
                    self._cell(top + n, column, cell)
        self._below(top + len(self.filled.rows), len(paths), made)
        for n, path in enumerate(paths):
            self.sheet.set_column(n, n, 6 if n == 0 and self.filled.template.columns[0].fills == "order" else max(10, min(24, 2 * len(path[-1]) + 2)))
        self.sheet.freeze_panes(top, at + self.filled.template.depth)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(0, top - 1)

    def _subject(self) -> tuple[str, ...]:
        return next(one.heads for one in self.filled.template.columns if one.fills == "subject")

    def _lines(self, top: int, at: int) -> None:
        """The names of lines: groups beside each other merge downwards."""
        for level in heads(self.filled.paths, self.filled.template.depth):
            for head in level:
                self._merged(top + head.column, at + head.level, top + head.column + head.columns - 1, at + head.level + head.levels - 1, head.words, self.name)

    def _merged(self, row: int, column: int, last_row: int, last_column: int, said: str, look: Any) -> None:
        if (row, column) == (last_row, last_column):
            self.sheet.write_string(row, column, _clean(said), look)
        else:
            self.sheet.merge_range(row, column, last_row, last_column, "", look)
            self.sheet.write_string(row, column, _clean(said), look)

    def _cell(self, row: int, column: int, cell: Cell) -> None:
        if cell.why:
            self.sheet.write_string(row, column, self.words(cell.why), self.why)
        elif cell.number is None:
            self.sheet.write_string(row, column, _clean(cell.words), self.name)
        elif cell.op == "=" and len(cell.number.as_tuple().digits) <= EXACT_DIGITS and abs(cell.number.adjusted()) < EXACT_DIGITS:
            self.sheet.write_number(row, column, float(cell.number), self._number(number_format(cell.number)))
        else:
            self.sheet.write_string(row, column, cell.shown, self.sign)

    def _number(self, form: str) -> Any:
        if form not in self.numbers:
            self.numbers[form] = self.book.add_format(self.box | {"num_format": form, "align": "right"})
        return self.numbers[form]

    def _below(self, row: int, wide: int, made: date) -> None:
        for note in self.filled.template.notes:
            self._merged(row, 0, row, wide - 1, note, self.plain)
            row += 1
        signs = "    ".join(f"{one}\N{FULLWIDTH COLON}________" for one in self.filled.template.signs)
        if signs:
            self._merged(row, 0, row, wide - 1, signs, self.plain)
            row += 1
        self._merged(row, 0, row, wide - 1, self.words("Filled on {day} from reviewed values; sources on the second sheet.", day=made), self.plain)


def _sources(book: Any, filled: Filled, papers: "dict[str, Paper]", words: Words) -> None:
    sheet, head = book.add_worksheet(words("Sources")), book.add_format({"bold": True, "bg_color": "#EEEDEA", "bottom": 1, "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
    for n, (name, wide) in enumerate(SOURCES):
        sheet.set_column(n, n, wide)
        sheet.write_string(0, n, words(name), head)
    top, row = 1 + len(heads(filled.template.paths, twins=True)), 0
    for line, cells in enumerate(filled.rows):
        for column, cell in enumerate(cells):
            if (point := cell.point) is None:
                continue
            row += 1
            paper = papers.get(point.source.doc) or Paper(point.source.doc, point.document)
            said = (xl_rowcol_to_cell(top + line, column), " ".join(filled.paths[line]), " / ".join(filled.template.paths[column]), str(point.period),
                    cell.shown, point.unit, paper.number, paper.title, str(point.issued or paper.issued or ""), point.source.quote)
            for n, one in enumerate(said):
                sheet.write_string(row, n, _clean(one), wrap)
    sheet.freeze_panes(1, 0)


def _clean(said: str) -> str:
    return _UNSAFE.sub("\ufffd", said)[:LONGEST]
