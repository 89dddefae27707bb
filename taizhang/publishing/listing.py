"""Values of one indicator in the formats of the house: table, jsonl, xlsx. Each row names the place of its sentence."""
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Literal

import xlsxwriter
from rich.console import Console
from rich.table import Table
from rich.text import Text

from taizhang.indicators.listing import Listed
from taizhang.indicators.points import Point
from taizhang.publishing.amounts import SIGNS, plain
from taizhang.publishing.jsonl import dumps
from taizhang.publishing.sheets import KIND_WORDS, Cell
from taizhang.publishing.words import Words
from taizhang.publishing.workbook import Formats, write_cell
from taizhang.values.errors import UsageError

WIDE = 160  # columns of a table of text


@dataclass(frozen=True, slots=True)
class Column:
    """``kind``: ``word`` is a word of ours and translated, ``long`` wraps."""

    head: str
    cell: Callable[[Point], Cell]
    width: int = 12
    kind: Literal["", "long", "word"] = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write a series: ``suffix`` of its files, ``binary`` if a terminal cannot show it; ``write`` takes the language too."""

    name: str
    suffix: str
    binary: bool
    write: Callable[[Listed, str], bytes]


def _value(one: Point) -> str:
    return plain(one.value) + (f"\N{EM DASH}{plain(one.value2)}" if one.value2 is not None else "")


def _source(one: Point) -> str:
    return f"{one.document}:{one.source.start}"


def _op(one: Point) -> str:
    return SIGNS[one.op]


def _unit(one: Point) -> str:
    return f"{one.unit}/{one.per}" if one.per else one.unit


COLUMNS = (
    Column("Period", lambda one: str(one.period), 11),
    Column("Kind", lambda one: KIND_WORDS[one.kind], 8, "word"), Column("Measure", lambda one: one.measure, 8, "word"),
    Column("Comparator", _op, 6), Column("Value", _value, 18), Column("Unit of measure", _unit, 10), Column("Vintage", lambda one: one.vintage, 8),
    Column("Way of counting", lambda one: one.calibre, 16, "long"), Column("Source", _source, 22, "long"),
    Column("Quoted words", lambda one: " ".join(one.source.quote.split()), 44, "long"),
)


def _subject(found: Listed) -> Column:
    return Column("Subject", found.name, 14)


def table(found: Listed, language: str) -> bytes:
    """The series as a table of text."""
    words = Words(language)
    made = Table(show_edge=False, pad_edge=False, header_style="bold", expand=True)
    columns = [_subject(found), *(one for one in COLUMNS if one.head != "Way of counting" or any(row.calibre for row in found))]
    for column in columns:
        made.add_column(words(column.head), overflow="fold", ratio=column.width)
    for row in found:
        cells = ((column, column.cell(row)) for column in columns)
        made.add_row(*(Text(words(str(cell)) if column.kind == "word" and cell else str(cell or "")) for column, cell in cells))
    out = StringIO()
    console = Console(file=out, width=WIDE, color_system=None, legacy_windows=False)
    console.print(Text(f"{found.indicator.name} \N{MIDDLE DOT} {found.indicator.id} \N{MIDDLE DOT} {found.indicator.measure_unit}"))
    console.print(made)
    return out.getvalue().encode()


def jsonl(found: Listed, language: str) -> bytes:
    """One object a value; ``value`` a number as the document has it, ``issued`` a day or null."""
    rows = ({**one, "issued": one["issued"].isoformat() if one["issued"] else None} for one in found.records())
    return "".join(dumps(one) + "\n" for one in rows).encode()


def workbook(found: Listed, language: str) -> bytes:
    """The series as a workbook of one sheet, with filters; no cell can start a formula."""
    words, out = Words(language), BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    book.set_properties({"title": "Taizhang"})
    sheet, formats = book.add_worksheet(words("Series")), Formats(book)
    columns = (_subject(found), *COLUMNS)
    for i, column in enumerate(columns):
        sheet.set_column(i, i, column.width)
        sheet.write_string(0, i, words(column.head), formats.head)
    for number, row in enumerate(found, 1):
        for i, column in enumerate(columns):
            cell: Cell = row.value if column.head == "Value" and row.value2 is None else column.cell(row)
            write_cell(sheet, number, i, words(str(cell)) if column.kind == "word" and cell else cell, formats, "wrap" if column.kind == "long" else "")
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(found), 1), len(columns) - 1)
    book.close()
    return out.getvalue()


FORMS = (Form("table", ".txt", False, table), Form("jsonl", ".jsonl", False, jsonl), Form("xlsx", ".xlsx", True, workbook))


def form(name: str | None, suffix: str | None = None) -> Form:
    """The format of a name, else of the suffix of a file, else the table.

    >>> form(None, ".xlsx").name, form("jsonl").suffix, form(None).name
    ('xlsx', '.jsonl', 'table')
    """
    names = ", ".join(one.name for one in FORMS)
    if name is not None:
        found = next((one for one in FORMS if one.name == name), None)
        if found is None:
            raise UsageError("no such format", where=name, hint=f"choose one of {names}")
        return found
    if suffix is None:
        return FORMS[0]
    found = next((one for one in FORMS if one.suffix == suffix.lower()), None)
    if found is None:
        raise UsageError("its name does not say the format", where=suffix, hint=f"add --format ({names})")
    return found
