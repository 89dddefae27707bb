"""Columns: the order in which the lines of a page are read, and the edges between which they run."""
from collections.abc import Sequence

from taizhang.text.formats.pages.runs import lines_of
from taizhang.text.formats.pages.shapes import Line, Run, Table

_LEAST = 4  # lines on each side of a gutter
_FULL = 0.75  # share of its column that a line fills, where lines run through
_DEEPEST = 3

Item = Line | Table


def ordered(runs: Sequence[Run], tables: Sequence[Table]) -> list[Item]:
    """Lines and tables in the order in which they are read; every line knows the edges of its column."""
    made: list[Item] = []
    _part(list(runs), list(tables), made, 0)
    return made


def _part(runs: list[Run], tables: list[Table], made: list[Item], depth: int) -> None:
    """Read an area: bands one below the other, each of one column or of two."""
    gutter = _gutter(runs) if depth < _DEEPEST and len(runs) >= 2 * _LEAST else None
    if gutter is None:
        _read(runs, tables, made)
        return
    everything: list[Run | Table] = [*runs, *tables]
    tops = sorted(one.top for one in everything if one.left < gutter < one.right)
    for above, below in zip([float("-inf"), *tops], [*tops, float("inf")], strict=True):
        band = [one for one in runs if above <= one.top < below]
        inside = [one for one in tables if above <= one.top < below]
        left, right = [one for one in band if one.right <= gutter], [one for one in band if one.left >= gutter]
        if not _columns(left, right, gutter):
            _read(band, inside, made)
            continue
        _read([one for one in band if one.left < gutter < one.right], [one for one in inside if one.left < gutter < one.right], made)
        _part(left, [one for one in inside if one.right <= gutter], made, depth + 1)
        _part(right, [one for one in inside if one.left >= gutter], made, depth + 1)


def _read(runs: Sequence[Run], tables: Sequence[Table], made: list[Item]) -> None:
    lines = lines_of(runs)
    if lines:
        number = 1 + max((one.column for one in made if isinstance(one, Line)), default=0)
        first, last = edges(lines)
        for line in lines:
            line.first, line.last, line.column = first, last, number
    items: list[Item] = [*lines, *tables]
    made.extend(sorted(items, key=lambda one: one.top))


def edges(lines: Sequence[Line]) -> tuple[float, float]:
    """The first and the last edge of a column: the outermost ones at which lines begin and end more than once."""
    size = sorted(line.size for line in lines)[len(lines) // 2]
    enough = max(2, len(lines) // 12)
    lefts, rights = sorted(line.left for line in lines), sorted((line.right for line in lines), reverse=True)
    first = next((one for i, one in enumerate(lefts[: len(lefts) - enough + 1]) if lefts[i + enough - 1] - one < 0.5 * size), lefts[0])
    last = next((one for i, one in enumerate(rights[: len(rights) - enough + 1]) if one - rights[i + enough - 1] < 1.2 * size), rights[0])
    return first, last


def _gutter(runs: Sequence[Run]) -> float | None:
    """The standing gap that the fewest runs cross, where runs stand on both sides of it; None where there is none."""
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    width = right - left
    if width <= 0:
        return None
    steps = 120
    crossed = [0] * (steps + 1)
    for run in runs:
        for i in range(max(0, int((run.left - left) / width * steps)), min(steps, int((run.right - left) / width * steps) + 1) + 1):
            crossed[i] += 1
    middle = range(steps // 5, steps - steps // 5 + 1)
    least = min(crossed[i] for i in middle)
    if least > len(runs) // 3:
        return None
    best, begin, longest = None, None, 0
    for i in (*middle, steps):
        if i in middle and crossed[i] == least:
            begin = i if begin is None else begin
            if i - begin + 1 > longest:
                longest, best = i - begin + 1, left + (begin + i) / 2 / steps * width
        else:
            begin = None
    return best


def _columns(left: Sequence[Run], right: Sequence[Run], gutter: float) -> bool:
    """Whether two sides are columns of text rather than cells: enough lines on both, most of them full."""
    if len(left) < _LEAST or len(right) < _LEAST:
        return False
    for side in (left, right):
        first, last = min(run.left for run in side), max(run.right for run in side)
        full = sum(run.right - run.left >= _FULL * (last - first) for run in side)
        if full < 0.5 * len(side) or sum(len(run.text) for run in side) < 8 * len(side):
            return False
    return True
