"""Tables without standing rules: lines whose runs stand one below the other in columns."""
from collections.abc import Sequence

from taizhang.text.formats.pages.columns import Item
from taizhang.text.formats.pages.shapes import Cell, Line, Run, Table

_LEAST = 3  # lines of several runs that make a table


def with_tables(items: Sequence[Item]) -> list[Item]:
    """The same items, with stretches of lines that are rows of a table made one."""
    made: list[Item] = []
    stretch: list[Line] = []
    for one in items:
        if isinstance(one, Line) and _belongs(stretch, one):
            stretch.append(one)
            continue
        made += _closed(stretch)
        stretch = []
        if isinstance(one, Line) and len(one.runs) > 1:
            stretch = [one]
        else:
            made.append(one)
    return made + _closed(stretch)


def _belongs(stretch: Sequence[Line], line: Line) -> bool:
    """Whether a line can be the next row, or go on with a cell of the last one."""
    if not stretch:
        return len(line.runs) > 1
    last = stretch[-1]
    if last.page != line.page or last.column != line.column or line.top - last.bottom > 1.6 * max(line.size, last.size):
        return False
    if len(line.runs) > 1:
        return True
    # One run alone goes on with a cell: it stands below one, and not at the edge of the column, where text would begin.
    run = line.runs[0]
    return any(_below(run, other) for other in last.runs[1:]) and run.left > last.runs[0].right


def _below(run: Run, other: Run) -> bool:
    return min(run.right, other.right) - max(run.left, other.left) > 0.5 * min(run.right - run.left, other.right - other.left)


def _closed(lines: list[Line]) -> list[Item]:
    """A stretch as a table where it is one, else as the lines it was."""
    if sum(len(line.runs) > 1 for line in lines) < _LEAST:
        return list(lines)
    columns = _columns([run for line in lines for run in line.runs])
    if len(columns) < 2:
        return list(lines)
    rows: list[list[list[Line]]] = []
    for line in lines:
        cells: list[list[Run]] = [[] for _ in columns]
        for run in line.runs:
            middle = (run.left + run.right) / 2
            cells[next(i for i, (_, right) in enumerate(columns) if middle <= right or i == len(columns) - 1)].append(run)
        goes_on = rows and (len(line.runs) == 1 and not cells[0] or not cells[0] and rows[-1][0] and _tight(lines, line))
        if not goes_on:
            rows.append([[] for _ in columns])
        for cell, runs in zip(rows[-1], cells, strict=True):
            if runs:
                cell.append(Line(runs, line.first, line.last, line.column))
    widths = [right - left for left, right in columns]
    made = [[Cell(cell, width=width) for cell, width in zip(row, widths, strict=True)] for row in rows]
    return [Table(lines[0].page, columns[0][0], lines[0].top, columns[-1][1], lines[-1].bottom, made)]


def _tight(lines: Sequence[Line], line: Line) -> bool:
    """Whether a line stands nearer to the one above than rows do."""
    i = next(i for i, one in enumerate(lines) if one is line)
    steps = [b.top - a.top for a, b in zip(lines, lines[1:], strict=False)]
    return steps[i - 1] < 0.85 * max(steps)


def _columns(runs: Sequence[Run]) -> list[tuple[float, float]]:
    """Stretches of the width in which runs stand, parted by gaps that no run crosses."""
    made: list[tuple[float, float]] = []
    for left, right in sorted((run.left, run.right) for run in runs):
        if made and left < made[-1][1] + 2:
            made[-1] = (made[-1][0], max(made[-1][1], right))
        else:
            made.append((left, right))
    return made
