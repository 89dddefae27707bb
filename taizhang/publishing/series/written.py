"""Cells as text: comma-separated values that every program reads alike and that no spreadsheet takes for a formula."""
import csv
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import StringIO

from taizhang.publishing.series.columns import Value

#: What a spreadsheet takes for the beginning of a formula, with the wide forms some of them fold.
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
BOM = "\ufeff"


def text(cell: Value) -> str:
    """A cell: numbers with all their digits, truths as ``true`` and ``false``, words that could start a formula after an apostrophe.

    >>> text(Decimal("9E+11")), text(True), text(None), text(date(2020, 1, 2))
    ('900000000000', 'true', '', '2020-01-02')
    >>> text("=1+1"), text(Decimal("-0.5")), text("2.5%")
    ("'=1+1", '-0.5', '2.5%')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return format(cell, "f")
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    said = "".join("\ufffd" if sign == "\0" or "\ud800" <= sign <= "\udfff" else sign for sign in cell)
    return "'" + said if said.startswith(STARTS_FORMULA) or said.lstrip().startswith(STARTS_FORMULA) else said


def table(heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    """A head and rows, lines ended as RFC 4180 has it."""
    out = StringIO()
    write = csv.writer(out, lineterminator="\r\n").writerow
    write([text(one) for one in heads])
    for row in rows:
        write([text(one) for one in row])
    return out.getvalue()
