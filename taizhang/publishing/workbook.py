"""The ledger as a workbook: a sheet for each kind of fact, each row with its source; no cell can start a formula."""
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, BinaryIO
from urllib.parse import quote

import xlsxwriter
from xlsxwriter.format import Format as CellFormat
from xlsxwriter.worksheet import Worksheet

from taizhang.publishing.sheets import SHEETS, Cell, Sheet
from taizhang.publishing.words import Words
from taizhang.values import Facts

LONGEST_CELL = 32_767  # what a cell of a workbook may hold
MOST_LINKS = 65_000  # links a sheet may hold
EXACT_DIGITS = 15  # digits a number of a workbook keeps
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_UNSAFE = re.compile("[\ud800-\udfff\ufffe\uffff]")
_Key = tuple[str, str, bool]


def write(ledger: Sequence[Facts], out: BinaryIO, language: str, page: str | None = None) -> None:
    """Write the workbook; ``page`` names the .html page beside it, to which sources are then linked."""
    given = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, given)
    book.set_properties({"title": "Taizhang"})
    words = Words(language)
    formats = Formats(book)
    for sheet in SHEETS:
        _sheet(book.add_worksheet(words(sheet.name)), sheet, ledger, words, formats, page)
    book.close()


class Formats:
    """Cell formats, made once each."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book, self._made = book, dict[_Key, CellFormat]()
        self.head = book.add_format({"bold": True, "bg_color": "#EEEDEA", "bottom": 1, "text_wrap": True, "valign": "top"})

    def of(self, number: str = "", look: str = "", quoted: bool = False) -> CellFormat:
        """``number``: a number format; ``look``: ``wrap``, ``link`` or nothing; ``quoted``: stays text when edited."""
        key = (number, look, quoted)
        if key not in self._made:
            given: dict[str, Any] = {"valign": "top"}
            if number:
                given["num_format"] = number
            if look == "wrap":
                given["text_wrap"] = True
            if look == "link":
                given |= {"font_color": "#22508F", "underline": 1}
            if quoted:
                given["quote_prefix"] = True
            self._made[key] = self._book.add_format(given)
        return self._made[key]


def _sheet(sheet: Worksheet, plan: Sheet, ledger: Sequence[Facts], words: Words, formats: Formats, page: str | None) -> None:
    columns = [column for column in plan.columns if page or column.kind != "link"]
    for i, column in enumerate(columns):
        sheet.set_column(i, i, column.width)
        sheet.write_string(0, i, words(column.head), formats.head)
    row = links = 0
    for facts in ledger:
        for fact in plan.facts(facts):
            row += 1
            for i, column in enumerate(columns):
                cell = column.cell(facts, fact)
                if column.kind == "link":
                    links += 1
                    if page and links <= MOST_LINKS:
                        address = f"external:{page}#{_hash(facts, cell)}"
                        sheet.write_url(row, i, address, formats.of(look="link"), string=words("open in the page"))
                elif column.kind == "word" and cell:
                    sheet.write_string(row, i, words(str(cell)), formats.of())
                else:
                    write_cell(sheet, row, i, cell, formats, "wrap" if column.kind == "long" else "")
    sheet.freeze_panes(1, plan.frozen)
    sheet.autofilter(0, 0, max(row, 1), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def write_cell(sheet: Worksheet, row: int, column: int, cell: Cell, formats: Formats, look: str = "") -> None:
    """Write what a cell holds: a number as long as a workbook keeps its digits, words as words, whatever they begin with."""
    if cell is None or cell == "":
        return
    if isinstance(cell, Decimal):
        if len(cell.as_tuple().digits) <= EXACT_DIGITS and abs(cell.adjusted()) < EXACT_DIGITS:
            sheet.write_number(row, column, float(cell), formats.of(number_format(cell)))
        else:  # as text: a number of a workbook would lose digits
            sheet.write_string(row, column, format(cell, "f"), formats.of(quoted=True))
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell, formats.of())
    else:
        said = _UNSAFE.sub("\ufffd", cell)
        said = said if len(said) <= LONGEST_CELL else said[: LONGEST_CELL - 1] + "\N{HORIZONTAL ELLIPSIS}"
        sheet.write_string(row, column, said, formats.of(look=look, quoted=said.startswith(_STARTS_FORMULA)))


def number_format(value: Decimal) -> str:
    """Digits grouped by three, decimals as recorded.

    >>> number_format(Decimal("462721.06")), number_format(Decimal(300))
    ('#,##0.00', '#,##0')
    """
    exponent = value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return "#,##0" + ("." + "0" * places if places else "")


def _hash(facts: Facts, span: Cell) -> str:
    return f"doc={quote(facts.doc, safe='')}" + (f"&s={span}" if span else "")
