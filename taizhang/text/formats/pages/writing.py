"""The canonical text of paragraphs and tables, with an address for each page and cell and a box for each run."""
from collections.abc import Sequence

from taizhang.text.flow import STARTS
from taizhang.text.formats.blocks import _BREAKS
from taizhang.text.formats.grid import Grid
from taizhang.text.formats.pages.shapes import Cell, Line, Run, Sheet, Table
from taizhang.text.formats.registry import Extract
from taizhang.text.layout import Box, Layout, Page
from taizhang.text.limits import Limits
from taizhang.text.text import Address


class Writer:
    """Takes paragraphs and tables one after the other; paragraphs are a line each, rows a line with tabs between cells."""

    def __init__(self, sheets: Sequence[Sheet], limits: Limits) -> None:
        self._sheets, self._limits = sheets, limits
        self._pieces: list[str] = []
        self._addresses: list[Address] = []
        self._boxes: list[Box] = []
        self._size = self._page = 0
        self._tables: dict[int, int] = {}

    def extract(self) -> Extract:
        """What has been written."""
        pages = tuple(Page(round(sheet.width, 2), round(sheet.height, 2)) for sheet in self._sheets)
        return Extract("".join(self._pieces), tuple(self._addresses), "utf-8", Layout(pages, tuple(self._boxes)))

    def paragraph(self, lines: Sequence[Line]) -> None:
        """A paragraph of visual lines."""
        self._line()
        last = ""
        for line in lines:
            for i, run in enumerate(line.runs):
                if i:
                    self._add("  ")
                elif last:
                    self._add(between(last, run.text[0]))
                if run.page != self._page or not self._addresses:
                    self._page = run.page
                    self._addresses.append(Address(self._size, f"p{run.page}"))
                self._run(run)
                last = run.text[-1]

    def table(self, table: Table) -> None:
        """A table; rows without signs are left out."""
        number = self._tables[table.page] = self._tables.get(table.page, 0) + 1
        grid = Grid(f"p{table.page}.t{number}")
        self._page = 0
        for row in table.rows:
            cells: dict[str, Cell] = {}
            for i, cell in enumerate(row):
                grid.cell(str(i + 1) if cell.lines else "", cell.columns, cell.rows)
                cells[str(i + 1)] = cell
            places = grid.row()
            if not any(key for key, _ in places):
                continue
            self._line()
            for i, (key, place) in enumerate(places):
                if i:
                    self._add("\t")
                if key:
                    self._addresses.append(Address(self._size, place))
                    self._cell(cells[key])

    def _cell(self, cell: Cell) -> None:
        above: Line | None = None
        for line in cell.lines:
            for i, run in enumerate(line.runs):
                if i:
                    self._add(" ")
                elif above:
                    room = cell.width - (above.right - above.left) - 0.9 * line.size
                    meant = room > 1.3 * line.size or STARTS.match(line.text)
                    self._add(" " if meant else between(above.text[-1], run.text[0]))
                self._run(run)
            above = line

    def _run(self, run: Run) -> None:
        text = _BREAKS.sub(" ", run.text)
        box = self._sheets[run.page - 1].shown(run.left, run.top, run.right, run.bottom, run.turned)
        edges = [round(edge, 2) for edge in box]
        self._boxes.append(Box(self._size, self._size + len(text), run.page, edges[0], edges[1], edges[2], edges[3], run.confidence))
        self._add(text)

    def _line(self) -> None:
        if self._size:
            self._add("\n")

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        self._size += len(text)
        if self._size > self._limits.text_characters:
            self._limits.check("text_characters", self._size)


def between(before: str, after: str) -> str:
    """What stands between the last sign of a line and the first of the next: a blank between Latin words.

    >>> between("a", "b"), between("\u5e74", "2"), between("-", "b"), between("1", "2")
    (' ', '', '', '')
    """
    latin = before < "\u0250" and after < "\u0250" and (before.isalnum() or before in ",.;:)%") and after.isalnum()
    return " " if latin and not (before.isdigit() and after.isdigit()) else ""
