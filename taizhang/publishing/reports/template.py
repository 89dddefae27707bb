"""Templates of sheets, as packs hold them: columns with merged heads, lines, which indicators, subjects and years."""
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from taizhang.packs import SECTIONS, Mistake, Pack, Section
from taizhang.packs.checks import identity, life
from taizhang.packs.records import lives_on
from taizhang.publishing.reports.spans import broken

MOST_COLUMNS, MOST_LINES, DEEPEST = 60, 200, 4
Fills = Literal["order", "subject", "unit", "value", "note"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its ``heads`` from top to bottom, and what ``fills`` it.

    ``order`` is the running number, ``subject`` the name of the line, ``unit`` the unit of measure, ``note`` stays empty for the hand. A
    ``value`` is the ``kind`` and ``measure`` of an ``indicator`` for the sheet's year, ``offset`` years away from it; where the sheet has
    lines of its own, these name the indicator. It is shown divided by ``factor`` and called ``unit``.
    """

    heads: tuple[str, ...]
    fills: Fills = "value"
    indicator: str | None = None
    kind: Literal["target", "actual"] = "actual"
    measure: Literal["level", "growth", "increment"] = "level"
    offset: int = 0
    calibre: str | None = None
    unit: str | None = None
    factor: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sheet whose lines are indicators: its ``heads`` from left to right, the last its name."""

    heads: tuple[str, ...]
    indicator: str
    calibre: str | None = None
    unit: str | None = None
    factor: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """A sheet. ``{place}`` and ``{year}`` in ``title`` are filled in.

    Without ``lines`` each subject is a line: ``members`` are the counties of the place, ``zones`` these and its zones, ``home`` the place alone. With
    ``lines`` it is a sheet of one subject. ``notes`` stand below it, ``signs`` are what is signed by hand.
    """

    id: str
    name: str
    english: str
    title: str
    columns: tuple[Column, ...]
    subjects: Literal["members", "zones", "home"] = "members"
    lines: tuple[Line, ...] = ()
    notes: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    source: str | None = None
    layer: str = field(default="", compare=False)

    @property
    def paths(self) -> list[tuple[str, ...]]:
        """The heads of all columns of the printed sheet: heads of lines take one column for each of their levels."""
        made: list[tuple[str, ...]] = []
        for column in self.columns:
            made += [column.heads] * (self.depth if column.fills == "subject" else 1)
        return made

    @property
    def depth(self) -> int:
        """How many columns the names of lines take."""
        return max((len(one.heads) for one in self.lines), default=1)


def templates(pack: Pack, on: date | None = None) -> tuple[Template, ...]:
    """The sheets of a pack; with a day, those in use on it.

    >>> from taizhang import packs
    >>> [one.id for one in templates(packs.load("sample"))][:2]
    ['st_yearly_counties', 'st_yearly_city']
    """
    return tuple(one for one in pack.section("sheets", Template).values() if on is None or lives_on(one.since, one.until, on))


def check_sheets(pack: Pack) -> Iterator[Mistake]:
    """Heads merge, indicators exist, each value has one indicator, numbers are within bounds."""
    for one in pack.section("sheets", Template).values():
        yield from identity(one.id)
        yield from life(one.id, one.since, one.until)
        if not 1 <= len(one.columns) <= MOST_COLUMNS or len(one.lines) > MOST_LINES:
            yield Mistake(one.id, "columns", f"{len(one.columns)} columns and {len(one.lines)} lines", f"at most {MOST_COLUMNS} and {MOST_LINES}")
        for key, paths in (("columns", [column.heads for column in one.columns]), ("lines", [line.heads for line in one.lines])):
            if any(not 1 <= len(path) <= DEEPEST for path in paths):
                yield Mistake(one.id, key, "heads are missing or too deep", f"from 1 to {DEEPEST} for each")
                continue
            for wrong in broken(paths):
                yield Mistake(one.id, key, wrong, "put what belongs together side by side, each head once")
        if sum(column.fills == "subject" for column in one.columns) != 1:
            yield Mistake(one.id, "columns", "one column is filled with the names of lines (fills: subject), no more and no fewer", "add it")
        for column in one.columns:
            yield from _column(one, column, pack)
        for line in one.lines:
            yield from _named(one.id, "lines", line.heads, line.indicator, line.factor, line.unit, pack)


def _column(one: Template, column: Column, pack: Pack) -> Iterator[Mistake]:
    name = " / ".join(column.heads)
    if column.fills != "value":
        if column.indicator is not None:
            yield Mistake(one.id, "columns", f"{name} is filled with {column.fills} and names an indicator", "leave one out")
        return
    if not -20 <= column.offset <= 20:
        yield Mistake(one.id, "columns", f"{name}: {column.offset} years away", "from -20 to 20")
    if one.lines:
        if column.indicator is not None:
            yield Mistake(one.id, "columns", f"{name} names an indicator, and so do the lines", "leave one out")
    elif column.indicator is None:
        yield Mistake(one.id, "columns", f"{name} names no indicator", "add it, or let lines name theirs")
    else:
        yield from _named(one.id, "columns", column.heads, column.indicator, column.factor, column.unit, pack)


def _named(id: str, key: str, heads: tuple[str, ...], indicator: str, factor: Decimal | None, unit: str | None, pack: Pack) -> Iterator[Mistake]:
    name = " / ".join(heads)
    if indicator not in pack.indicators:
        yield Mistake(id, key, f"{name}: the indicator {indicator} is not there", "add it, or correct the id")
    if factor is not None and (factor <= 0 or factor.normalize().as_tuple().digits != (1,) or unit is None):
        yield Mistake(id, key, f"{name}: a factor is a power of ten and has the unit of measure it leads to", "10000, for instance")


SHEETS = SECTIONS.add(Section("sheets", Template, check_sheets))
