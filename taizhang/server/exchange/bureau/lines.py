"""What a bureau's sheet says by its mapping: its canonical text, a line each row, and the facts of each row with their places in it."""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from taizhang.server.exchange.bureau.heads import Grid, Head
from taizhang.server.exchange.bureau.measures import head_unit
from taizhang.server.exchange.columns import UNITS, units
from taizhang.text.cells import Cell, Sheet, place
from taizhang.values.errors import UsageError

MOST_ROWS = 2_000
BETWEEN = "\t"


@dataclass(frozen=True, slots=True)
class Told:
    """A fact that a row tells: where its row stands, what is given to `facts.adding.add`, and the cell of its value."""

    line: int
    start: int
    end: int
    given: dict[str, Any]
    column: int
    changes: list[list[str]]


@dataclass(slots=True)
class Read:
    """A sheet as a document: its text, where each row begins in it, and the facts it tells."""

    text: str
    addresses: list[tuple[int, str]] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)


def read(sheet: Sheet, head: Head, columns: Iterable[Mapping[str, Any]], kind: str) -> Read:
    """Read a sheet by its mapping. ``kind`` is what a row without a column of values is: a task or a goal.

    Raises `UsageError` where the sheet has too many rows.
    """
    grid, by_column = Grid.of(sheet), {int(one["column"]): one for one in columns if one.get("field")}
    rows = [row for row in sorted(sheet.rows) if row >= head.data]
    if len(rows) > MOST_ROWS:
        raise UsageError(f"the sheet has {len(rows)} rows", hint=f"at most {MOST_ROWS}: split it")
    made, pieces, at = Read(""), list[str](), 0
    every = sorted(head.paths)
    for row in [one for one in sorted(sheet.rows) if one < head.data] + rows:
        said: list[str] = []
        spans: dict[int, tuple[int, int]] = {}
        here = at
        for column in every:
            own = grid.over.get((row, column), (row, column))
            said.append(grid.text(row, column) if row >= head.first or own == (row, column) else "")
            spans[column] = (here, here + len(said[-1]))
            here += len(said[-1]) + len(BETWEEN)
        line = BETWEEN.join(said).rstrip(BETWEEN)
        if not line.strip():
            continue
        made.addresses.append((at, f"{sheet.name}!{place(row, 1)}"))
        if row >= head.data:
            start = at + len(line) - len(line.lstrip())
            made.told += _told(grid, head, row, (start, at + len(line)), spans, by_column, kind)
        pieces.append(line)
        at += len(line) + 1
    made.text = "\n".join(pieces) + "\n"
    return made


def _told(grid: Grid, head: Head, row: int, line: tuple[int, int], spans: Mapping[int, tuple[int, int]],
          columns: Mapping[int, Mapping[str, Any]], kind: str) -> list[Told]:
    said = {str(one["field"]): (column, grid.text(row, column)) for column, one in columns.items() if one["field"] != "value"}
    what = said.get("what", (0, ""))[1]
    common: dict[str, Any] = {"what": what}
    if any(said.get(name, (0, ""))[1] for name in UNITS):
        common["units"] = [list(one) for one in units({name: said[name][1] for name in UNITS if name in said})]
    values = [(column, one) for column, one in columns.items() if one["field"] == "value"]
    if not values:
        given = common | {"kind": kind, "start": line[0], "end": line[1]}
        given |= {name: said[name][1] for name in ("period", "subject") if name in said and kind == "goal"}
        return [Told(row, *line, given, said.get("what", (1, ""))[0], _changes(given, said))] if what else []
    found = []
    for column, one in values:
        cell = grid.at(row, column)
        if cell is None or not cell.text.strip():
            continue
        number, unit = _number(cell, said.get("measure_unit", (0, ""))[1] or head_unit(head, column))
        start, end = spans[column]
        given = common | {
            "kind": one.get("kind") or "target", "op": "=", "value": number, "measure_unit": unit, "subject": said.get("subject", (0, ""))[1],
            "period": str(one.get("period") or "") or _period(said.get("period", (0, ""))[1]), "start": line[0], "end": line[1],
            "value_start": start, "value_end": end}
        found.append(Told(row, *line, given, column, _changes(given, said)))
    return found


def _number(cell: Cell, unit: str) -> tuple[str, str]:
    """Number and unit of a cell; a percentage counts in percent."""
    text = " ".join(cell.text.split())
    if cell.kind == "p":
        return text, unit or "%"
    return (text[:-1].strip(), unit or "%") if text.endswith(("%", "\uff05")) else (text, unit)


def _period(written: str) -> str:
    """A period as the ledger writes it, where a sheet writes a day or a year with its word."""
    digits = "".join(sign if sign.isdigit() else " " for sign in written).split()
    if not digits or len(digits[0]) != 4:
        return written
    if len(digits) == 1 or not 1 <= int(digits[1]) <= 12:
        return digits[0] if len(digits) == 1 else written
    return f"{digits[0]}-{int(digits[1]):02d}"


def _changes(given: Mapping[str, Any], said: Mapping[str, tuple[int, str]]) -> list[list[str]]:
    shown = [[name, "", str(given[name])] for name in ("kind", "what", "value", "measure_unit", "period", "subject") if given.get(name)]
    return shown + [[name, "", said[name][1]] for name in UNITS if name in said and said[name][1]]
