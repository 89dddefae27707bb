"""Workbooks and comma-separated tables as documents: a sheet's name as a heading, its rows as rows of a table."""
import csv
import io
import re

from taizhang.text import cells
from taizhang.text.cells import Cell, Sheet
from taizhang.text.formats.blocks import Blocks
from taizhang.text.formats.encoding import decode
from taizhang.text.formats.registry import Extract
from taizhang.text.limits import Limits
from taizhang.values.errors import Damaged

_UNNAMED = re.compile(r"(?:sheet|工作表|table)\s*[0-9]*", re.I)
_MOST_FILLED = 1_000  # rows a merged cell is repeated in
# Words, or words around a year: no figures that would count twice.
_HEAD = re.compile(r"[^0-9。；]{1,24}|[^。；]{0,10}[0-9]{4}(?:年|-[0-9]{4}年?)?[^0-9。；]{0,10}")
_SEPARATORS = "\t,;|"


def workbook(data: bytes, limits: Limits) -> Extract:
    """Rows of all sheets that are shown, with places such as ``t2.r12.c4``: sheet, row, column. Macros never run, links are never followed:
    a cell says what was saved in it."""
    blocks = Blocks(limits)
    for number, sheet in enumerate(cells.read(data, limits, linked=True), 1):
        if sheet.hidden or not sheet.rows:
            continue
        if not _UNNAMED.fullmatch(sheet.name.strip()):
            blocks.block(sheet.name, f"t{number}")
        _rows(sheet, number, blocks)
    return Extract(blocks.text, blocks.addresses, "xml")


def _rows(sheet: Sheet, number: int, blocks: Blocks) -> None:
    wide = _filled(sheet)
    first = min(min(row) for row in sheet.rows.values())
    for at, row in sorted(sheet.rows.items()):
        said = {column: text for column, cell in row.items() if (text := shown(cell))}
        if not said:
            continue
        if len(said) == 1 and (at, min(said)) in wide:  # a title or a note across the table
            blocks.block(*((text, f"t{number}.r{at}.c{column}") for column, text in said.items()).__next__())
            continue
        blocks.row([(said.get(column, ""), f"t{number}.r{at}.c{column}") for column in range(first, max(said) + 1)])


def _filled(sheet: Sheet) -> set[tuple[int, int]]:
    """Repeat the words of merged heads in all of their cells; the merged cells that stand alone in their rows and stay as they are."""
    alone: set[tuple[int, int]] = set()
    for top, left, bottom, right in sheet.merged:
        cell = sheet.rows.get(top, {}).get(left)
        if cell is None:
            continue
        if right > left and all(left <= column <= right for column in sheet.rows[top]):
            alone.add((top, left))
        elif cell.kind in ("s", "n") and _HEAD.fullmatch(cell.text.strip()) and right < cells.MOST_COLUMNS:
            for row in range(top, min(bottom, top + _MOST_FILLED) + 1):
                if row in sheet.rows:
                    for column in range(left, right + 1):
                        sheet.rows[row].setdefault(column, cell)
    return alone


def shown(cell: Cell) -> str:
    """What a person sees in a cell.

    >>> shown(Cell("p", "2.5")), shown(Cell("d", "2018-06-30")), shown(Cell("b", "1")), shown(Cell("f", "=A1"))
    ('2.5%', '2018年6月30日', 'TRUE', '')
    """
    if cell.kind == "p":
        return f"{cell.text}%"
    if cell.kind == "d":
        day = re.match("([0-9]{4})-([0-9]{2})-([0-9]{2})", cell.text)
        return f"{day[1]}年{int(day[2])}月{int(day[3])}日" if day else cell.text
    if cell.kind == "b":
        return "TRUE" if cell.text == "1" else "FALSE"
    return "" if cell.kind == "f" else cell.text


def separated(data: bytes, limits: Limits) -> Extract:
    """Rows of a .csv or .tsv file, whatever sign separates them, with places such as ``t1.r2.c3``.

    >>> separated("指标,目标\\n专利,\\"1,200件\\"\\n".encode("gb18030"), Limits()).text
    '指标\\t目标\\n专利\\t1,200件'
    """
    text, encoding = decode(data)
    blocks = Blocks(limits)
    csv.field_size_limit(limits.line_characters)
    try:
        for at, row in enumerate(csv.reader(io.StringIO(text.replace("\0", "\ufffd"), newline=""), delimiter=_separator(text)), 1):
            if len(row) > cells.MOST_COLUMNS:
                raise Damaged("a row of the table has too many cells", why=f"row {at}: over {cells.MOST_COLUMNS}", hint="save it as .txt if it is none")
            blocks.row([(cell, f"t1.r{at}.c{column}") for column, cell in enumerate(row, 1)])
    except csv.Error as error:
        raise Damaged("this is no table of separated values", why=str(error), hint="save it as .xlsx, or as .txt") from error
    return Extract(blocks.text, blocks.addresses, encoding)


def _separator(text: str) -> str:
    """The sign that stands most evenly in the first lines."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:20]
    return max(_SEPARATORS, key=lambda sign: (min((line.count(sign) for line in lines), default=0), sum(line.count(sign) for line in lines)))
