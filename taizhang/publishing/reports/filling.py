"""What stands in each cell of a sheet: the value that counts, with its source, or in a word why there is none. Never a zero nobody reported."""
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext

from taizhang.indicators.counting import Counted
from taizhang.indicators.moments import whole
from taizhang.indicators.points import Point
from taizhang.indicators.series import Series, series
from taizhang.packs import Pack
from taizhang.packs.records import lives_on
from taizhang.publishing.amounts import SIGNS, plain
from taizhang.publishing.reports.template import Column, Line, Template
from taizhang.publishing.words import measure_words
from taizhang.values import Period
from taizhang.values.answer import Answer, AnswerState
from taizhang.values.errors import UsageError

#: Message ids of what a cell says that has no number.
NO_EVIDENCE, NOT_STARTED, NOT_APPLICABLE = (one.value for one in (AnswerState.NO_EVIDENCE, AnswerState.NOT_STARTED, AnswerState.NOT_APPLICABLE))
NO_TARGET, UNDECIDED = "no target", "figures differ, none counts"
YEARS = (1950, 2150)
#: A level stands in the ledger as what its indicator is by nature.
MEASURES: Mapping[str, tuple[str, ...]] = {"level": ("level", "ratio", "rank")}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: ``words`` as they are; a number, with the ``point`` it comes from; or the message id ``why`` there is none."""

    words: str = ""
    number: Decimal | None = None
    number2: Decimal | None = None
    point: Point | None = None
    why: str = ""
    op: str = "="

    @property
    def shown(self) -> str:
        """The number as people read it, with its comparator; a range by both ends."""
        if self.number is None:
            return ""
        said = plain(self.number) if self.number2 is None else f"{plain(self.number)}\N{EM DASH}{plain(self.number2)}"
        return f"{SIGNS[self.op]} {said}".strip()

    @property
    def answer(self) -> Answer | None:
        """The same as an answer, where it is one of a value column."""
        if self.number is not None:
            return Answer.of(self.number)
        found = {state.value: state for state in AnswerState}.get(self.why)
        return Answer(found) if found is not None else None


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled sheet: ``rows`` of cells as wide as ``template.paths``; the name of a line takes ``template.depth`` cells (see `spans`)."""

    template: Template
    title: str
    year: int
    rows: tuple[tuple[Cell, ...], ...]
    paths: tuple[tuple[str, ...], ...]  # of the lines, from left to right

    @property
    def empty(self) -> int:
        """How many cells of value columns have no number."""
        return sum(bool(cell.why) for row in self.rows for cell in row)

    @property
    def numbers(self) -> int:
        """How many have one."""
        return sum(cell.number is not None for row in self.rows for cell in row)


def subjects_of(template: Template, pack: Pack, year: int) -> tuple[str, ...]:
    """The ids of the regions a sheet is about by itself, in official order, as they were at the end of the year."""
    on = date(year, 12, 31)
    if template.lines or template.subjects == "home":
        return (pack.home,)
    return tuple(one.id for one in pack.members(pack.home, on, zones=template.subjects == "zones"))


def fill(template: Template, pack: Pack, points: Iterable[Point], year: int, today: date, subjects: Sequence[str] = ()) -> Filled:
    """Fill a sheet for a year from points, of which reviewed ones count; ``subjects`` are ids of regions, else those of the template."""
    if not YEARS[0] <= year <= YEARS[1]:
        raise UsageError("there is no sheet of this year", where=str(year), hint=f"from {YEARS[0]} to {YEARS[1]}")
    chosen = tuple(subjects) or subjects_of(template, pack, year)
    if unknown := [one for one in chosen if one not in pack.regions]:
        raise UsageError("there is no such region", where=unknown[0][:60], hint="take one of the pack")
    if template.lines and len(chosen) != 1:
        raise UsageError("this sheet is about one subject", where=template.name, hint="choose one")
    held = _Held(series(one for one in points if one.reviewed), pack, today)
    rows: list[tuple[Cell, ...]] = []
    paths: list[tuple[str, ...]] = []
    for n, (subject, line) in enumerate([(chosen[0], line) for line in template.lines] or [(one, None) for one in chosen], 1):
        path = line.heads if line is not None else (pack.regions[subject].name,)
        rows.append(tuple(cell for column in template.columns for cell in _cells(column, line, subject, year, n, path, template.depth, held)))
        paths.append(path)
    title = template.title.replace("{place}", pack.regions[chosen[0] if template.lines else pack.home].name).replace("{year}", str(year))
    return Filled(template, title, year, tuple(rows), tuple(paths))


def _cells(column: Column, line: Line | None, subject: str, year: int, n: int, path: tuple[str, ...], depth: int, held: "_Held") -> list[Cell]:
    if column.fills == "order":
        return [Cell(str(n))]
    if column.fills == "subject":
        return [Cell(path[level] if level < len(path) else "") for level in range(depth)]
    if column.fills == "note":
        return [Cell()]
    named = line if line is not None else column
    if column.fills == "unit":
        unit = held.unit(named.indicator or "")
        return [Cell(named.unit or measure_words()["shown"].get(unit, unit))]
    return [held.cell(named.indicator or "", subject, named.calibre or column.calibre or "", column, year + column.offset, named.factor)]


class _Held:
    """The series by what they are of."""

    def __init__(self, found: Iterable[Series], pack: Pack, today: date) -> None:
        self.pack, self.today = pack, today
        self.series: dict[tuple[str, str], list[Series]] = {}
        for one in found:
            self.series.setdefault((one.indicator, one.subject), []).append(one)
        self.slots: dict[int, Mapping[tuple[str, str, Period], list[Counted]]] = {}

    def unit(self, indicator: str) -> str:
        """The unit of measure of an indicator."""
        return self.pack.indicators[indicator].measure_unit if indicator in self.pack.indicators else ""

    def cell(self, indicator: str, subject: str, calibre: str, column: Column, year: int, factor: Decimal | None) -> Cell:
        """The value that counts, or why there is none."""
        region = self.pack.regions[subject]
        if not lives_on(region.since, region.until, date(min(max(year, 1), 9999), 12, 31)):
            return Cell(why=NOT_APPLICABLE)
        when = whole(Period.parse(str(year)))
        slots = [slot for one in self._of(indicator, subject, calibre) for measure in MEASURES.get(column.measure, (column.measure,))
                 for slot in self._slots(one).get((column.kind, measure, when), ()) if self._fits(slot, indicator, column)]
        counting = [slot.point for slot in slots if slot.point is not None]
        if len({(one.op, one.value, one.value2) for one in counting}) == 1 and len(counting) == len(slots):
            return self._number(counting[0], column, factor)
        if slots:
            return Cell(why=UNDECIDED)
        if column.kind == "target":
            return Cell(why=NO_TARGET)
        return Cell(why=NOT_STARTED if year > self.today.year else NO_EVIDENCE)

    def _of(self, indicator: str, subject: str, calibre: str) -> list[Series]:
        """The series of one way of counting; where none is named, the plain one, else all there are, which then have to agree."""
        found = self.series.get((indicator, subject), [])
        return [one for one in found if one.calibre == calibre] or ([] if calibre else found)

    def _slots(self, one: Series) -> Mapping[tuple[str, str, Period], list[Counted]]:
        if id(one) not in self.slots:
            made: dict[tuple[str, str, Period], list[Counted]] = {}
            for slot in one.counted():
                if not slot.period.every_year and (slot.point is not None or slot.others):
                    made.setdefault((slot.kind, slot.measure, whole(slot.period)), []).append(slot)
            self.slots[id(one)] = made
        return self.slots[id(one)]

    def _fits(self, slot: Counted, indicator: str, column: Column) -> bool:
        """Whether a figure is in the unit of the indicator; growth has its own."""
        return slot.unit == self.unit(indicator) if column.measure != "growth" else slot.unit == "%"

    def _number(self, point: Point, column: Column, factor: Decimal | None) -> Cell:
        by = factor if factor is not None and column.measure != "growth" else Decimal(1)
        return Cell(number=_scaled(point.value, by), number2=_scaled(point.value2, by) if point.value2 is not None else None, point=point, op=point.op)


def _scaled(value: Decimal, factor: Decimal) -> Decimal:
    """Divided by a power of ten: no digit is lost, and no noughts are added behind the point."""
    if factor == 1:
        return value
    with localcontext() as context:
        context.prec = 100
        said = plain(value.scaleb(-factor.adjusted()))
    return Decimal(said.rstrip("0").rstrip(".") if "." in said else said)
