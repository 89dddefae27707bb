"""All steps, one after the other."""
from collections.abc import Iterable

from taizhang.text.formats.pages.aligned import with_tables
from taizhang.text.formats.pages.columns import Item, ordered
from taizhang.text.formats.pages.furniture import is_page_number, without_furniture
from taizhang.text.formats.pages.paragraphs import paragraphs
from taizhang.text.formats.pages.ruled import tables_of
from taizhang.text.formats.pages.runs import lines_of, runs_of
from taizhang.text.formats.pages.shapes import Line, Run, Sheet, Table
from taizhang.text.formats.pages.writing import Writer
from taizhang.text.formats.registry import Extract
from taizhang.text.limits import Limits


def compose(read: Iterable[Sheet], limits: Limits) -> Extract:
    """The canonical text of pages, which are taken one after the other, with addresses (``p12`` is page 12, ``p12.t1.r2.c3`` a cell on it) and layout.

    >>> from taizhang.text.formats.pages import Sign
    >>> line = lambda text, y: [Sign(c, 10 * i, y, 10 * i + 10, y + 10, 10) for i, c in enumerate(text)]
    >>> made = compose([Sheet(100, 100, [*line("一二三四五六七八", 10), *line("九十", 26)])], Limits())
    >>> made.text, made.addresses[0].place, len(made.layout.boxes)
    ('一二三四五六七八九十', 'p1', 2)
    """
    sheets: list[Sheet] = []
    tables: list[list[Table]] = []
    runs: list[list[Run]] = []
    for number, sheet in enumerate(read, 1):
        found, left = tables_of(sheet, number)
        sheets.append(sheet)
        tables.append(found)
        runs.append(runs_of(left, number))
        sheet.signs, sheet.rules = [], []  # a long document has millions of signs: they are not kept
    items: list[Item] = []
    for number, (sheet, own) in enumerate(zip(sheets, without_furniture(sheets, runs), strict=True), 1):
        items += with_tables(ordered(own, tables[number - 1]))
        items += _asides(sheet, number)
    writer = Writer(sheets, limits)
    for one in paragraphs(items, sheets):
        if isinstance(one, Table):
            writer.table(one)
        else:
            writer.paragraph(one)
    return writer.extract()


def _asides(sheet: Sheet, number: int) -> list[Line]:
    """What stands in another direction than the page is read in, behind the rest; page numbers are left out."""
    made: list[Line] = []
    for turned, signs in sheet.asides:
        for line in lines_of(runs_of(signs, number, turned)):
            if not is_page_number(line.text):
                line.first, line.last, line.column = line.left, line.right + 10 * line.size, -1 - len(made)
                made.append(line)
    return made
