"""Answers as rows: columns as data, written as a table for a terminal or as a workbook."""
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Literal

import xlsxwriter
from rich.console import Console
from rich.table import Table
from rich.text import Text

from taizhang.indicators import Answers, TargetAnswer
from taizhang.publishing import amounts
from taizhang.publishing.sheets import Cell
from taizhang.publishing.words import Words
from taizhang.publishing.workbook import Formats, write_cell
from taizhang.values import Statement

STATUS_WORDS = {"answered": "Answered", "changed": "Changed", "silent": "Silent"}
WIDE = 140  # columns of a table that goes to a file


@dataclass(frozen=True, slots=True)
class Column:
    """``kind``: ``word`` is a word of ours and translated, ``long`` wraps; ``shown`` in the terminal's table too."""

    head: str
    cell: Callable[[TargetAnswer], Cell]
    width: int = 12
    kind: Literal["", "long", "word"] = ""
    shown: bool = False


DEGREE_WORDS = {"more": "more than asked", "met": "met", "partly": "partly met", "not": "not met"}


def met_word(one: TargetAnswer) -> str:
    """How far it was met, as a message id; empty where that is not judged."""
    return DEGREE_WORDS[one.degree] if one.degree else ""


def _result(get: Callable[[Statement], Cell]) -> Callable[[TargetAnswer], Cell]:
    return lambda one: None if one.actual is None else get(one.actual)


def _line(text: str) -> str:
    return " ".join(text.split())


COLUMNS = (
    Column("Target", lambda one: one.target.indicator, 28, "long", True),
    Column("Target value", lambda one: amounts.shown(one.target), 16, shown=True),
    Column("Status", lambda one: STATUS_WORDS[one.status], 9, "word", True),
    Column("Result", _result(lambda one: one.indicator), 28, "long", True),
    Column("Result value", _result(lambda one: amounts.shown(one)), 16, shown=True),
    Column("Met", met_word, 8, "word", True),
    Column("Reason", lambda one: one.reason, 30, "word", True),
    Column("Likeness", lambda one: one.likeness or None, 9),
    Column("Target in base unit", lambda one: one.target.value, 16),
    Column("Result in base unit", _result(lambda one: one.value), 16),
    Column("Unit of measure", lambda one: one.target.unit, 10),
    Column("Unit of the result", _result(lambda one: one.unit), 10),
    Column("Measure", lambda one: one.target.measure, 9, "word"),
    Column("Period", lambda one: str(one.target.period or ""), 11),
    Column("Subject", lambda one: one.target.subject, 16),
    Column("Clause", lambda one: " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} ".join(one.target.clause), 28, "long"),
    Column("Sentence of the target", lambda one: _line(one.target.quote), 44, "long"),
    Column("Target from", lambda one: one.target.value_start, 9), Column("Target to", lambda one: one.target.value_end, 9),
    Column("Sentence of the result", _result(lambda one: _line(one.quote)), 44, "long"),
    Column("Result from", _result(lambda one: one.value_start), 9),
    Column("Result to", _result(lambda one: one.value_end), 9),
    Column("File of the target", lambda one: one.target.doc, 24), Column("File of the result", _result(lambda one: one.doc), 24),
)


def summed(found: Answers, words: Words) -> str:
    """How many targets have each status, on one line."""
    return "  ".join(f"{words(STATUS_WORDS[status])} {n}" for status, n in found.counts().items())


def table(found: Answers, language: str) -> bytes:
    """The answers as a table of text."""
    words = Words(language)
    made = Table(show_edge=False, pad_edge=False, header_style="bold", expand=True)
    columns = [one for one in COLUMNS if one.shown]
    for column in columns:
        made.add_column(words(column.head), overflow="fold", ratio=2 if column.kind == "long" or column.head == "Reason" else 1)
    for row in found:
        cells = ((column, column.cell(row)) for column in columns)
        made.add_row(*(Text(words(str(cell)) if column.kind == "word" and cell else str(cell or "")) for column, cell in cells))
    out = StringIO()
    console = Console(file=out, width=WIDE, color_system=None, legacy_windows=False)
    for side in (found.plan, found.summary):
        console.print(Text(f"{side.doc} · {side.metadata.title or ''}"))
    console.print(Text(summed(found, words)))
    console.print(made)
    return out.getvalue().encode()


def workbook(found: Answers, language: str) -> bytes:
    """The answers as a workbook of one sheet, with filters; no cell can start a formula."""
    words, out = Words(language), BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    book.set_properties({"title": "Taizhang"})
    sheet, formats = book.add_worksheet(words("Answers")), Formats(book)
    for i, column in enumerate(COLUMNS):
        sheet.set_column(i, i, column.width)
        sheet.write_string(0, i, words(column.head), formats.head)
    for number, row in enumerate(found, 1):
        for i, column in enumerate(COLUMNS):
            cell = column.cell(row)
            said = words(str(cell)) if column.kind == "word" and cell else cell
            write_cell(sheet, number, i, said, formats, "wrap" if column.kind == "long" else "")
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(found), 1), len(COLUMNS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return out.getvalue()
