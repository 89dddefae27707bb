"""How indicators stand on a day: each series with a target judged against it, with its rivals, by the points a person may read."""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from taizhang.indicators.counting import Counted
from taizhang.indicators.judgement import Judgement, State, Thresholds
from taizhang.indicators.moments import end, moment, whole
from taizhang.indicators.points import Point
from taizhang.indicators.series import Series, series
from taizhang.indicators.status import judge
from taizhang.indicators.thresholds import thresholds_of
from taizhang.packs import Indicator
from taizhang.server.accounts.roles import place
from taizhang.server.indicators.values import Values

TOLD = Fraction(1, 4)  # of a year: so long after it was due a target stays the one that is asked about
RED: tuple[State, ...] = ("off", "behind")


@dataclass(frozen=True, slots=True)
class Standing:
    """One series that has a target, and how it stands.

    ``judgement`` is of ``target``, the one that counts next: the earliest whose time, and a quarter to tell its
    result, is not over, else the last.
    ``rivals`` are the other figures for the same thing as ``target``, which do not count by ``rule`` (`counting.RULES`). Where no rule
    decides, the state is "cannot be judged" and says so. ``slots`` are all its targets by when they are due.
    """

    series: Series
    judgement: Judgement
    rivals: tuple[Point, ...]
    rule: str
    slots: tuple[Counted, ...]
    ask: "_Ask"

    @property
    def goals(self) -> tuple[Judgement, ...]:
        """The judgements of all its targets, by when they are due; worked out when asked for."""
        return tuple(self.judgement if _stands_for(slot) is self.target else self.ask.judged(slot) for slot in self.slots)

    @property
    def indicator(self) -> str:
        """The id in the catalogue."""
        return self.series.indicator

    @property
    def subject(self) -> str:
        """The id of a region, else the words of the ledger."""
        return self.series.subject

    @property
    def calibre(self) -> str:
        """The way of counting; empty where there is a single one."""
        return self.series.calibre

    @property
    def target(self) -> Point:
        """The target that is judged."""
        return self.judgement.target

    @property
    def state(self) -> State:
        """The state in one word."""
        return self.judgement.state

    @property
    def red(self) -> bool:
        """Whether it is behind or off its path."""
        return self.state in RED

    @property
    def name(self) -> tuple[str, str, str]:
        """What makes it the same line at another moment."""
        return self.indicator, self.subject, self.calibre

    @property
    def behind(self) -> Fraction:
        """How far it is short of its path, as a part of what is wanted by now: comparable between units; 0 where it is not short."""
        gap, wanted = self.judgement.gap, self.judgement.path_value
        if gap is None or gap >= 0:
            return Fraction(0)
        size = abs(wanted) if wanted else abs(Fraction(self.target.value))
        return -gap / size if size else Fraction(1)


def series_of(values: Values) -> tuple[Series, ...]:
    """The series of some values, without targets of documents that are out of force."""
    return series(values.binding())


def standings(values: Values, on: date, *, thresholds: Thresholds | None = None, known: Iterable[Series] | None = None) -> tuple[Standing, ...]:
    """How each series with a reviewed target stands on a day, in the order of the catalogue, then of subjects.

    ``thresholds`` are those of the pack unless given; ``known`` are the series of the values where they were made before.
    """
    pack = place()
    catalogue = pack.indicators
    ranks = {id: n for n, id in enumerate(catalogue)}
    found = [made for one in (series_of(values) if known is None else known)
             if (made := stand(one, on, catalogue.get(one.indicator), thresholds or thresholds_of(pack, one.indicator))) is not None]
    return tuple(sorted(found, key=lambda one: (ranks.get(one.indicator, len(ranks)), one.subject, one.calibre)))


def stand(one: Series, on: date, indicator: Indicator | None, thresholds: Thresholds | None = None) -> Standing | None:
    """How one series stands on a day; None where it has no reviewed target."""
    slots = [slot for slot in one.counted("target") if slot.point is not None or slot.others]
    if not slots:
        return None
    slots.sort(key=_order)
    head = next((slot for slot in slots if not _past(slot, on)), slots[-1])
    ask = _Ask(one, on, indicator, thresholds)
    found = ask.judged(head)
    return Standing(one, found, tuple(point for point in head.others if point is not found.target), head.rule, tuple(slots), ask)


def _stands_for(slot: Counted) -> Point:
    """The target that counts; where no rule chooses among rivals, the first of them stands for the thing asked."""
    return slot.point if slot.point is not None else slot.others[0]


@dataclass(frozen=True, slots=True)
class _Ask:
    """What judging takes beside the target."""

    series: Series
    on: date
    indicator: Indicator | None
    thresholds: Thresholds | None

    def judged(self, slot: Counted) -> Judgement:
        found = judge(self.series, _stands_for(slot), self.on, indicator=self.indicator, thresholds=self.thresholds)
        if slot.point is not None:
            return found
        return Judgement("unknown", "none", slot.reason, found.trace, found.target, found.actual, found.due)


def _past(slot: Counted, on: date) -> bool:
    """Whether the time in which its result is told is over, too: in February the question is still what became of last year's target."""
    return not slot.period.every_year and end(slot.period) + TOLD <= moment(on)


def _order(slot: Counted) -> tuple[object, ...]:
    """By when it is due; of those due together the measure the indicator has by nature, growth last."""
    last = Fraction(10_000) if slot.period.every_year else end(whole(slot.period))
    return last, slot.measure == "growth", slot.measure == "increment", slot.measure, slot.unit, slot.per or ""
