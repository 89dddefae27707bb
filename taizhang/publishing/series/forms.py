"""The four ways to write values, by name."""
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import xlsxwriter

from taizhang.publishing import jsonl
from taizhang.publishing.series import lists, packaging
from taizhang.publishing.series.columns import COLUMNS, KEPT_UNTIL, VERSION, Column, Row, Value, rows
from taizhang.publishing.series.edition import Edition
from taizhang.publishing.series.written import BOM, table
from taizhang.publishing.words import Words
from taizhang.publishing.workbook import Formats, write_cell
from taizhang.values.errors import UsageError

FORMAT = "taizhang-series"


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write an edition: ``suffix`` of its files, their ``content_type``, what it ``says`` (a message id); ``write`` takes the language."""

    name: str
    suffix: str
    content_type: str
    says: str
    write: Callable[[Edition, str], bytes]


def as_csv(edition: Edition, language: str) -> bytes:
    """One table, names of fields as heads, with a mark of its encoding in front, without which Excel shows no Chinese."""
    return (BOM + table([one.name for one in COLUMNS], ([one.cell(row) for one in COLUMNS] for row in rows(edition)))).encode()


def as_json(edition: Edition, language: str) -> bytes:
    """One object; numbers with all their digits. Names hold until `KEPT_UNTIL`."""
    return (jsonl.dumps(plain(edition)) + "\n").encode("utf-8", "replace")


def plain(edition: Edition) -> dict[str, Any]:
    """The shape of the JSON: what it is, then fields, values, indicators, documents.

    >>> from datetime import UTC, date, datetime
    >>> said = plain(Edition((), "Nothing", date(2026, 1, 1), datetime(2026, 1, 1, tzinfo=UTC)))
    >>> said["format"], said["version"], said["kept_until"], said["values"]
    ('taizhang-series', '1.0', '2029-12-31', [])
    """
    return {
        "format": FORMAT, "version": VERSION, "kept_until": KEPT_UNTIL.isoformat(), "title": edition.title, "about": edition.about,
        "as_of": edition.as_of.isoformat(), "made": edition.made.isoformat(timespec="seconds"), "licences": [edition.licence.plain()],
        "fields": [{"name": one.name, "type": one.type, "says": one.says} for one in COLUMNS],
        "values": [record(row) for row in rows(edition)],
        "indicators": [_dated(one) for one in lists.indicators(edition)], "documents": [_dated(one) for one in lists.documents(edition)],
    }


def record(row: Row) -> dict[str, Any]:
    """A row as an object: days as texts, what is not there as null."""
    return _dated({one.name: one.cell(row) for one in COLUMNS})


def _dated(said: dict[str, Value]) -> dict[str, Any]:
    return {name: None if cell is None or cell == "" else cell.isoformat() if hasattr(cell, "isoformat") else cell for name, cell in said.items()}


def as_xlsx(edition: Edition, language: str) -> bytes:
    """A workbook: values, indicators, documents, what this is; no cell can start a formula."""
    words, out = Words(language), BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    book.set_properties({"title": "Taizhang", "created": edition.made.replace(tzinfo=None)})
    formats = Formats(book)
    _sheet(book, formats, words("Values"), [(words(one.head), one.width) for one in COLUMNS],
           ([_said(one, row, words) for one in COLUMNS] for row in rows(edition)))
    for name, found, listed in (("Indicators", lists.indicators(edition), lists.INDICATORS), ("Documents", lists.documents(edition), lists.DOCUMENTS)):
        _sheet(book, formats, words(name), [(words(head), 24) for _name, head, _says in listed],
               ([record[one[0]] for one in listed] for record in found))
    about: list[tuple[str, Value]] = [
        ("Title", edition.title), ("About", edition.about), ("As of", edition.as_of), ("Made", edition.made.isoformat(timespec="seconds")),
        ("Licence", edition.licence.title), ("Version", VERSION), ("Names are kept until", KEPT_UNTIL)]
    _sheet(book, formats, words("About"), [(words("What this is"), 24), ("", 60)],
           ([words(head), cell] for head, cell in [*about, *((one.head, words(one.says)) for one in COLUMNS)]))
    book.close()
    return out.getvalue()


def _said(column: Column, row: Row, words: Words) -> Value:
    cell = column.cell(row)
    if isinstance(cell, bool):
        return words("yes" if cell else "no")
    return words(cell) if column.word and isinstance(cell, str) else cell


def _sheet(book: Any, formats: Formats, name: str, heads: list[tuple[str, int]], cells: Any) -> None:
    sheet, row = book.add_worksheet(name), 0
    for i, (head, width) in enumerate(heads):
        sheet.set_column(i, i, width)
        sheet.write_string(0, i, head, formats.head)
    for row, said in enumerate(cells, 1):
        for i, cell in enumerate(said):
            write_cell(sheet, row, i, cell.isoformat() if hasattr(cell, "isoformat") else cell, formats, "wrap" if heads[i][1] >= 28 else "")
    sheet.freeze_panes(1, min(2, len(heads) - 1))
    sheet.autofilter(0, 0, max(row, 1), len(heads) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


FORMS = (
    Form("csv", ".csv", "text/csv; charset=utf-8", "one table, for every program", as_csv),
    Form("json", ".json", "application/json; charset=utf-8", "one object in a stated shape", as_json),
    Form("xlsx", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "a workbook", as_xlsx),
    Form("package", ".zip", "application/zip", "a Frictionless Data Package", lambda edition, language: packaging.write(edition)),
)


def names() -> tuple[str, ...]:
    """Names of the forms.

    >>> names()
    ('csv', 'json', 'xlsx', 'package')
    """
    return tuple(one.name for one in FORMS)


def named(name: str) -> Form:
    """The form of a name.

    >>> named("package").suffix
    '.zip'
    """
    found = next((one for one in FORMS if one.name == name), None)
    if found is None:
        raise UsageError("no such format", where=name[:20], hint=f"choose one of {', '.join(names())}")
    return found
