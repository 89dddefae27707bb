"""All values of one indicator out of several documents, as rows that open to their sentences."""
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from taizhang.indicators.collecting import points, subject_of
from taizhang.indicators.points import Point
from taizhang.indicators.resolving import resolve
from taizhang.packs import Indicator, Pack, indicator_of
from taizhang.values import Facts
from taizhang.values.errors import UsageError

COLUMNS = ("indicator", "subject", "subject_name", "period", "kind", "measure", "op", "value", "value2", "unit", "per", "calibre", "vintage", "modality",
           "document", "start", "end", "quote", "issued", "reviewed")


@dataclass(frozen=True)
class Listed:
    """``rows`` are the points of ``indicator``, by subject, period, measure and kind, older documents first.

    ``names`` gives the regions among their subjects a name.
    """

    indicator: Indicator
    rows: tuple[Point, ...]
    names: Mapping[str, str] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Point]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def name(self, one: Point) -> str:
        """What a row is about, as people call it."""
        return self.names.get(one.subject, one.subject)

    def records(self) -> list[dict[str, Any]]:
        """A row a value, as `COLUMNS` names its fields; ``value`` is exact, ``document`` with ``start`` and ``end`` its sentence."""
        return [record(one, self.name(one)) for one in self.rows]

    def frame(self) -> Any:
        """The rows as a data frame of pandas; values stay exact (``Decimal``). Raises `UsageError` where pandas is not installed."""
        try:
            pandas = import_module("pandas")
        except ModuleNotFoundError as error:
            raise UsageError("data frames need pandas", why=f"the package {error.name} is missing",
                             hint="install it with: pip install 'taizhang[frames]'") from error
        return pandas.DataFrame(self.records(), columns=list(COLUMNS))


def record(one: Point, name: str) -> dict[str, Any]:
    """A point as plain fields; ``name`` is what its subject is called."""
    return {
        "indicator": one.indicator, "subject": one.subject, "subject_name": name, "period": str(one.period), "kind": one.kind, "measure": one.measure,
        "op": one.op, "value": one.value, "value2": one.value2, "unit": one.unit, "per": one.per, "calibre": one.calibre, "vintage": one.vintage,
        "modality": one.modality, "document": one.document, "start": one.source.start, "end": one.source.end, "quote": one.source.quote,
        "issued": one.issued, "reviewed": one.reviewed}


def wanted(indicator: str, pack: Pack) -> tuple[Indicator, str]:
    """The indicator of the catalogue that an id or a name means, and the measure that is asked for, empty for all.

    What is only the growth of another indicator is asked of that other one. Raises `UsageError` with what was perhaps meant.

    >>> from taizhang.packs import load
    >>> found, measure = wanted("GDP增速", load("china"))
    >>> found.id, measure
    ('gdp', 'growth')
    """
    id = indicator if indicator in pack.indicators else indicator_of(indicator, pack)
    if id is None:
        like = resolve(indicator, "level", "", None, pack).suggestions
        near = ", ".join(f"{one.id} ({pack.indicators[one.id].name})" for one in like)
        raise UsageError("there is no such indicator in the catalogue", where=indicator,
                         hint=f"did you mean {near}?" if near else "give its id or one of its names")
    one = pack.indicators[id]
    if one.change_of:
        return pack.indicators[one.change_of], "growth" if one.nature == "growth" else "increment"
    return one, ""


def listed(indicator: str, read: Iterable[tuple[Facts, Pack]], pack: Pack, subject: str | None = None) -> Listed:
    """The values of an indicator in documents that were read, each with the pack it was read by; of one ``subject`` (id or words) if given.

    No order of the documents changes anything.
    """
    found, measure = wanted(indicator, pack)
    rows: list[Point] = []
    names: dict[str, str] = {}
    for facts, own in read:
        wide = {subject, subject_of(subject, own)} if subject else set()
        mine = [one for one in points(facts, own)[0]
                if one.indicator == found.id and (not measure or one.measure == measure) and (not wide or one.subject in wide)]
        rows += mine
        names |= {one.subject: own.regions[one.subject].name for one in mine if one.subject in own.regions}
    return Listed(found, tuple(sorted(rows, key=order)), names)


def order(one: Point) -> tuple[object, ...]:
    """What rows are sorted by."""
    return (one.subject, str(one.period), one.measure, one.kind, str(one.issued or ""), one.document, one.source.start, one.source.end, one.value)
