"""Values of one indicator for one subject by one calibre: what counts for each period, and by which rule."""
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from taizhang.indicators.counting import Counted, count, order
from taizhang.indicators.moments import end, whole
from taizhang.indicators.points import Point
from taizhang.values.facts import Kind, Measure


@dataclass(frozen=True, slots=True)
class Series:
    """All ``points`` of one ``indicator`` for one ``subject`` by one ``calibre``, in one order whatever the order of input was.

    ``owned`` names the documents of the unit that owns the indicator: its own figures count before those of others.
    """

    indicator: str
    subject: str
    calibre: str
    points: tuple[Point, ...]
    owned: frozenset[str] = frozenset()
    _known: dict[Kind | None, tuple[Counted, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)
    full: 'dict[bool, "Series"]' = field(default_factory=dict, init=False, repr=False, compare=False)  # kept by `implied.with_implied`

    def __iter__(self) -> Iterator[Point]:
        return iter(self.points)

    def __len__(self) -> int:
        return len(self.points)

    def counted(self, kind: Kind | None = None) -> tuple[Counted, ...]:
        """For each kind, measure and period what counts, the others, and the rule that says so; in order of kind, measure and time."""
        if kind not in self._known:  # nothing of a series ever changes, and a judgement asks several times
            self._known[kind] = self._counted(kind)
        return self._known[kind]

    def _counted(self, kind: Kind | None) -> tuple[Counted, ...]:
        slots: dict[tuple[object, ...], list[Point]] = {}
        for one in self.points:
            if kind is None or one.kind == kind:
                slots.setdefault((one.kind, one.measure, one.unit, one.per or "", whole(one.period)), []).append(one)
        return tuple(sorted((count(listed, self.owned) for listed in slots.values()), key=_when))

    def counting(self, kind: Kind, measure: Measure | None = None, *, unit: str | None = None, per: str | None = None) -> tuple[Point, ...]:
        """The points of a kind that count, in order of time; of one measure, and of one unit with its ``per``, where these are given."""
        found = [one.point for one in self.counted(kind) if one.point is not None and not one.period.every_year]
        return tuple(one for one in found if (measure is None or one.measure == measure) and (unit is None or (one.unit, one.per) == (unit, per)))

    def conflicts(self) -> tuple[Counted, ...]:
        """Where reviewed figures for one thing differ, decided or not."""
        return tuple(one for one in self.counted() if one.conflict)

    def extended(self, points: Iterable[Point]) -> "Series":
        """The same with further points of the same series, computed ones for instance."""
        more = tuple(points)
        return replace(self, points=_sorted({*self.points, *more})) if more else self


def series(points: Iterable[Point], owned: Collection[str] = ()) -> tuple[Series, ...]:
    """Bring points together, one series for each indicator, subject and calibre; a point given twice stands once.

    Points of another calibre never enter: the same indicator by two ways of counting is two series.
    """
    groups: dict[tuple[str, str, str], set[Point]] = {}
    for one in points:
        groups.setdefault((one.indicator, one.subject, one.calibre), set()).add(one)
    return tuple(Series(*key, _sorted(groups[key]), frozenset(owned)) for key in sorted(groups))


def _sorted(points: Iterable[Point]) -> tuple[Point, ...]:
    return tuple(sorted(points, key=order))


def _when(one: Counted) -> tuple[object, ...]:
    last = end(one.period) if not one.period.every_year else 0
    return one.kind, one.measure, one.unit, one.per or "", last, str(one.period)
