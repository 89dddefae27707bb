"""Heads of a bureau's sheet: merged cells over several lines become one path a column, and what each column may be is suggested, with the reason."""
import hashlib
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.bodies import resolve
from taizhang.server.accounts.roles import place
from taizhang.text.cells import Cell, Sheet
from taizhang.values.errors import UsageError

FIELDS = ("", "what", "value", "measure_unit", "period", "subject", "lead", "support", "responsible", "remark")
MOST_LINES = 8  # of a head
MOST_COLUMNS = 80
_YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")
_DIGITS = re.compile(r"[+\-\u2212]?[\d,. ]+%?")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a sheet: its first line, how many lines, the path of each column that has one; what stands above is the title."""

    first: int
    lines: int
    paths: dict[int, tuple[str, ...]]
    title: str = ""

    @property
    def data(self) -> int:
        """The first line of data."""
        return self.first + self.lines

    @property
    def digest(self) -> str:
        """What the sheet is known by next time: its columns in order; years count as years, not as which."""
        said = [[_YEAR.sub("*", one) for one in path] for _at, path in sorted(self.paths.items())]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a column may be, and why."""

    field: str = ""
    kind: str = ""
    period: str = ""
    why: str = ""


@dataclass(slots=True)
class Grid:
    """A sheet whose merged cells are filled: each cell says what the stretch it belongs to says."""

    sheet: Sheet
    over: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, sheet: Sheet) -> "Grid":
        """Fill the merged cells of a sheet; stretches larger than a head or a group of rows are left alone."""
        made = cls(sheet)
        for first, left, last, right in sheet.merged:
            if (last - first + 1) * (right - left + 1) <= 5000:
                for row in range(first, last + 1):
                    for column in range(left, right + 1):
                        made.over[row, column] = (first, left)
        return made

    def at(self, row: int, column: int) -> Cell | None:
        """What a cell says."""
        row, column = self.over.get((row, column), (row, column))
        return self.sheet.rows.get(row, {}).get(column)

    def text(self, row: int, column: int) -> str:
        """The same as words in one line."""
        cell = self.at(row, column)
        return " ".join(cell.text.split()) if cell is not None else ""


def head_of(sheet: Sheet, first: int = 0, lines: int = 0) -> Head | None:
    """The head of a sheet; ``first`` and ``lines`` where a person says so. None where the sheet has no table."""
    grid, rows = Grid.of(sheet), sorted(sheet.rows)
    columns = sorted({column for row in rows[:200] for column in sheet.rows[row]})[:MOST_COLUMNS]
    if len(columns) < 2:
        return None
    first = first or next((row for row in rows[:60] if len(_distinct(grid, row, columns)) >= 2), 0)
    if not first:
        return None
    lines = min(lines or _lines(sheet, first), MOST_LINES)
    paths: dict[int, tuple[str, ...]] = {}
    for column in columns:
        said = [grid.text(row, column) for row in range(first, first + lines)]
        path = tuple(dict.fromkeys(one for one in said if one))
        if path:
            paths[column] = path
    title = " ".join(dict.fromkeys(one for row in rows if row < first for one in _distinct(grid, row, columns)))
    return Head(first, lines, paths, title[:300]) if len(paths) >= 2 else None


def _distinct(grid: Grid, row: int, columns: Sequence[int]) -> list[str]:
    """What a line says, each merged stretch once."""
    seen: dict[tuple[int, int], str] = {}
    for column in columns:
        if said := grid.text(row, column):
            seen[grid.over.get((row, column), (row, column))] = said
    return list(seen.values())


def _lines(sheet: Sheet, first: int) -> int:
    """A head ends where the last of the merged cells that begin in it ends."""
    last, at = first, first
    while at <= last and last - first < MOST_LINES:
        for top, left, bottom, right in sheet.merged:
            if top == at and (bottom > top or right > left):
                last = max(last, bottom, top + (1 if right > left else 0))
        at += 1
    return last - first + 1


@cache
def catalogue() -> Any:
    """Words of heads, by field."""
    return json.loads((Path(__file__).parent.parent / "catalogue" / "heads.json").read_text("utf-8"))


def suggest(sheet: Sheet, head: Head) -> dict[int, Suggestion]:
    """What each column may be: by the words of its head, else by what stands in it."""
    grid = Grid.of(sheet)
    rows = [row for row in sorted(sheet.rows) if row >= head.data][:50]
    found: dict[int, Suggestion] = {}
    taken: set[str] = set()
    for column, path in sorted(head.paths.items()):
        cells = [said for row in rows if (said := grid.text(row, column))]
        made = _by_head(path, cells) or _by_cells(cells)
        if made.field and made.field not in ("value", "remark") and made.field in taken:
            made = Suggestion(why=_("another column is that already"))
        taken.add(made.field)
        found[column] = made
    return found


def _by_head(path: tuple[str, ...], cells: Sequence[str]) -> Suggestion | None:
    words, whole = catalogue(), " / ".join(path)
    year = _YEAR.search(whole)
    numbers = _share(cells, lambda one: bool(_DIGITS.fullmatch(one)))
    if year and numbers >= 0.5:
        return _value(whole, year.group(), _("the head names {year}, the cells are numbers").format(year=year.group()))
    for said in reversed(path):  # the last line of a head is the nearest to its column
        plain = said.replace(" ", "").casefold()
        hits = [(len(word), name, word) for name in (*FIELDS[1:], "number") for word in words[name] if word in plain]
        if not hits:
            continue
        _n, name, word = max(hits)
        why = _("the head says “{word}”").format(word=word)
        if name == "value":
            return _value(whole, year.group() if year else "", why) if numbers >= 0.3 or not cells else Suggestion("remark", why=why)
        return Suggestion("" if name == "number" else name, why=why)
    return None


def _value(whole: str, period: str, why: str) -> Suggestion:
    kinds = catalogue()["kinds"]
    kind = next((name for name, said in kinds.items() if any(word in whole.casefold() for word in said)), "target")
    return Suggestion("value", kind, period, why)


def _by_cells(cells: Sequence[str]) -> Suggestion:
    if not cells:
        return Suggestion(why=_("the column is empty"))
    if _share(cells, lambda one: bool(_DIGITS.fullmatch(one))) >= 0.8:
        return Suggestion("value", "target", "", _("the cells are numbers"))
    if _share(cells[:20], is_body) >= 0.6:
        return Suggestion("responsible", why=_("the cells name units of the catalogue"))
    return Suggestion(why=_("nothing tells what it is"))


def _share(cells: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(holds(one) for one in cells) / len(cells) if cells else 0.0


def is_body(name: str) -> bool:
    """Whether a name is that of a body of the catalogue of units."""
    try:
        return resolve(name, timezone.localdate(), place()).known
    except UsageError:
        return False
