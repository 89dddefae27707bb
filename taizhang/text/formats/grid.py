"""Cells of a table in their columns, with cells that span several columns or rows."""

_WIDEST = 256  # columns; spans beyond are cut (Word ends at 63)


class Grid:
    """Rows of one table: the text of a spanning cell stands once, at its first column and row, the others are empty.

    >>> grid = Grid("t1")
    >>> grid.cell("指标", rows=2); grid.cell("目标", columns=2)
    >>> grid.row()
    [('指标', 't1.r1.c1'), ('目标', 't1.r1.c2'), ('', 't1.r1.c3')]
    >>> grid.cell("2020年"); grid.cell("2025年")
    >>> grid.row()
    [('', 't1.r2.c1'), ('2020年', 't1.r2.c2'), ('2025年', 't1.r2.c3')]
    """

    def __init__(self, place: str) -> None:
        self._place = place
        self._number = 1
        self._cells: list[str] = []
        self._below: dict[int, int] = {}  # column → rows in which a cell from above still stands there
        self._next: dict[int, int] = {}

    def skip(self, columns: int) -> None:
        """Leave columns empty."""
        self._cells.extend([""] * max(0, min(columns, _WIDEST - len(self._cells))))

    def cell(self, text: str, columns: int = 1, rows: int = 1) -> None:
        """Add a cell to the current row."""
        self._filled()
        column = len(self._cells)
        columns = max(1, min(columns, _WIDEST - column))
        self._cells.append(text)
        self._cells.extend([""] * (columns - 1))
        if rows > 1 and column < _WIDEST:
            for one in range(column, column + columns):
                self._next[one] = rows - 1

    def row(self) -> list[tuple[str, str]]:
        """End the row: its cells with their places."""
        self._filled()
        head = f"{self._place}.r{self._number}.c"
        made = [(text, f"{head}{i}") for i, text in enumerate(self._cells, 1)]
        left = {column: rows - 1 for column, rows in self._below.items() if rows > 1}
        self._below = left | self._next
        self._next, self._cells = {}, []
        self._number += 1
        return made

    def _filled(self) -> None:
        """Columns that a cell from above still takes."""
        while self._below.get(len(self._cells)):
            self._cells.append("")
