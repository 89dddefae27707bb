"""What a workbook that came back says, line by line: sheets are known by their hidden first row, columns by the names in it."""
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from taizhang.server.exchange.columns import BY_NAME, FIRST, MARK, in_each
from taizhang.text.cells import Cell, Sheet, place

Said = dict[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet: its cells by the name of their column, and where each of these stands."""

    sheet: str
    at: int
    cells: dict[str, Cell]
    columns: dict[str, int]

    def text(self, name: str) -> str:
        """What a cell says, as typed; nothing where it is empty or there is no such column."""
        cell = self.cells.get(name)
        return cell.text.strip() if cell is not None else ""

    def place(self, name: str) -> str:
        """A cell as people call it, ``D12``; the row where the sheet has no such column."""
        return place(self.at, self.columns[name]) if name in self.columns else str(self.at)


@dataclass(slots=True)
class Taken:
    """What was taken from a workbook: its lines, and what is wrong with it as a whole (sentences in each language)."""

    lines: list[Line] = field(default_factory=list)
    problems: list[Said] = field(default_factory=list)
    ours: bool = False  # a sheet of it came from the ledger


def take(sheets: Iterable[Sheet]) -> Taken:
    """The lines of all sheets that are ours; what else the workbook holds is left alone."""
    taken = Taken()
    for sheet in sheets:
        columns = _columns(sheet)
        if columns is None:
            continue
        taken.ours = True
        if missing := [name for name in ("version", "what") if name not in columns]:
            taken.problems.append(_missing(sheet.name, missing))
            continue
        taken.lines += _lines(sheet, columns)
    if not taken.ours:
        taken.problems.append(in_each(lambda: _(
            "No sheet of this workbook came from the ledger: the hidden first row that names the columns is missing. Export an edition of the "
            "ledger that can be taken back in, and fill that in.")))
    return taken


def _missing(sheet: str, names: list[str]) -> Said:
    return in_each(lambda: _("Sheet {sheet}: the columns {names} are missing.").format(
        sheet=sheet, names=_(", ").join(str(BY_NAME[name].head) for name in names)))


def _columns(sheet: Sheet) -> dict[str, int] | None:
    """Columns by name, where the hidden first row names them; the first of two of one name counts."""
    named: dict[str, int] = {}
    for column, cell in sorted(sheet.rows.get(1, {}).items()):
        if cell.text.strip() in BY_NAME:
            named.setdefault(cell.text.strip(), column)
    return named if MARK in named else None


def _lines(sheet: Sheet, columns: dict[str, int]) -> Iterator[Line]:
    by_column = {column: name for name, column in columns.items()}
    for at, row in sorted(sheet.rows.items()):
        cells = {by_column[column]: cell for column, cell in row.items() if column in by_column and cell.text.strip()}
        if at >= FIRST and cells:
            yield Line(sheet.name, at, cells, columns)


def plain(lines: Iterable[Line]) -> list[Any]:
    """Lines as JSON."""
    return [[one.sheet, one.at, {name: [cell.kind, cell.text] for name, cell in one.cells.items()}, one.columns] for one in lines]


def back(said: Iterable[Any]) -> list[Line]:
    """Lines from JSON."""
    return [Line(sheet, at, {name: Cell(*cell) for name, cell in cells.items()}, columns) for sheet, at, cells, columns in said]

