"""The state of a target on a day: by its path, its figures and declared thresholds, with rule, inputs and reason. It never raises."""
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from taizhang.indicators import growing, sums
from taizhang.indicators.directions import aim, direction, met
from taizhang.indicators.evidence import Nothing, fits, last, slots
from taizhang.indicators.implied import with_implied
from taizhang.indicators.judgement import JUDGED, STATES, Judgement, State, Thresholds
from taizhang.indicators.measuring import Stand, measure
from taizhang.indicators.moments import begin, end, from_january, kind_of, moment
from taizhang.indicators.paths import Path, Shape, averaged, counted_since, path
from taizhang.indicators.points import Point
from taizhang.indicators.reasons import Reason, reason
from taizhang.indicators.roots import DIGITS, said
from taizhang.indicators.series import Series
from taizhang.indicators.tracing import inputs, written
from taizhang.indicators.words import words
from taizhang.packs.records import Indicator
from taizhang.values import Trace
from taizhang.values.answer import AnswerState

__all__ = ["JUDGED", "STATES", "Judgement", "State", "Thresholds", "judge", "judge_goal"]

_NO_VALUE: dict[AnswerState, tuple[State, str]] = {
    AnswerState.NOT_STARTED: ("notstarted", "said to be not started"),
    AnswerState.NO_EVIDENCE: ("noevidence", "said to be done, without evidence"),
    AnswerState.NOT_APPLICABLE: ("na", "said to be not applicable"),
}

_NO_TARGET = {"forecast": "a forecast is not a target", "rule": "the figure of a rule is not a target"}


@dataclass(frozen=True, slots=True)
class _Case:
    """What is asked: the series with what it implies, the target, its good side, the day on the scale of years."""

    series: Series
    target: Point
    side: int
    now: Fraction
    indicator: Indicator | None
    thresholds: Thresholds
    start: int | None
    base: Point | None
    shape: Shape | None

    def answer(
        self, state: State, rule: str, why: Reason, *, actual: Point | None = None, of: Sequence[Point] = (), steps: Sequence[str] = (),
        rounding: str | None = None, asked: Fraction | None = None, gap: Fraction | None = None, share: Fraction | None = None,
    ) -> Judgement:
        """A judgement with its trace."""
        trace = Trace(f"state of {self.target.indicator}, {self.target.subject}", state, rule, None,
                      (*inputs([self.target]), *inputs(of)), (*steps, str(why)), rounding)
        due = self.target.period.year if self.target.period.year is not None else actual.period.year if actual is not None else None
        return Judgement(state, rule, why, trace, self.target, actual, due, asked, gap, share)

    def nothing(self, found: Nothing) -> Judgement:
        """There is no figure: why."""
        return self.answer(found.state, "none", found.reason)


def judge(
    series: Series, target: Point, on: date, *, indicator: Indicator | None = None, thresholds: Thresholds | None = None,
    start: int | None = None, base: Point | None = None, shape: Shape | None = None, answer: AnswerState | None = None,
) -> Judgement:
    """The state of a target of this series on a day.

    ``indicator`` is its entry in the catalogue (good side, stock or flow); ``start``, ``base`` and ``shape`` overrule the path
    (`paths.path`); ``answer`` is what a filing says where it gives no value. Everything is exact but the roots of compound paths.
    Whatever is given, a judgement comes back.
    """
    limits = thresholds or Thresholds()
    full = with_implied(series, growth=target.measure == "growth")
    case = _Case(full, target, direction(target, indicator), moment(on), indicator, limits, start, base, shape)
    if answer in _NO_VALUE:
        state, why = _NO_VALUE[answer]
        return case.answer(state, "filing", reason(why))
    if target.kind != "target":
        return case.answer("unknown", "none", reason(_NO_TARGET.get(target.kind, "a result is not a target")))
    if not target.reviewed:
        return case.answer("unknown", "none", reason("the target waits for review"))
    if case.now <= _begun(target):
        return case.answer("notstarted", "none", reason("its period has not begun"))
    if target.measure == "growth":
        return _growth_over_years(case) if averaged(target) else _growth(case)
    return _increment(case) if target.measure == "increment" else _level(case)


def judge_goal(achieved: bool | None, due: int | None, on: date, answer: AnswerState | None = None) -> tuple[State, Reason]:
    """The state of a yes-or-no goal (a title granted, a law passed): there is no half of it, so there is no path to it either.

    ``achieved`` is what a person decided from evidence, None where nobody did.

    >>> [str(one) for one in judge_goal(False, 2020, date(2021, 1, 1))]
    ['off', 'not reached when due']
    """
    if answer in _NO_VALUE:
        state, why = _NO_VALUE[answer]
        return state, reason(why)
    if achieved is None:
        return "noevidence", reason("nobody has said whether it is reached")
    if achieved:
        return "done", reason("reached")
    if due is not None and moment(on) >= due:
        return "off", reason("not reached when due")
    return "unknown", reason("not reached yet, and a yes or no has no path")


def _begun(target: Point) -> Fraction:
    """When what is asked for within a time begins; a level, and what is asked for each year, is always on its way."""
    if target.period.every_year or target.measure not in ("growth", "increment"):
        return Fraction(0)
    return counted_since(target)[0] if target.measure == "increment" else begin(target.period) if not averaged(target) else Fraction(0)


def _level(case: _Case) -> Judgement:
    """A level, a ratio or a rank, against its path."""
    target = case.target
    due = None if target.period.every_year else end(target.period)
    found = last(slots(case.series, target, target.measure, case.now if due is None else min(case.now, due)), fits(case.indicator))
    if isinstance(found, Nothing):
        return case.nothing(found)
    actual = found.point
    assert actual is not None
    place = end(found.period)
    way = path(case.series, target, indicator=case.indicator, start=case.start, base=case.base, shape=case.shape)
    part = _part(actual, case.indicator)
    value = Fraction(actual.value) / part
    final = part == 1 and (place == due or (due is None and kind_of(actual.period) == "year"))
    stale = _stale(case, place, final, due)
    if stale is not None:
        return case.answer("noevidence", "none", stale, actual=actual, of=[actual])
    step = () if part == 1 else (f"{actual.value:f} / {said(part)} = {written(value).text}, the part of the year taken as the whole",)
    if isinstance(way, Reason):
        return _without_path(case, actual, value, final, way, step)
    if way.base is not None and not final and place <= way.base.at:
        return case.answer("noevidence", way.shape, reason("nothing is reported after the base of {base}", base=str(actual.period)), actual=actual, of=[actual])
    keeps = _keeps(target) or part != 1
    return _measured(case, way, actual, value, part, final, keeps, step, Fraction(-(-place // 1)) if part != 1 else place)


def _measured(
    case: _Case, way: Path, actual: Point, value: Fraction, part: Fraction, final: bool, keeps: bool, step: Sequence[str], place: Fraction,
) -> Judgement:
    start = None if way.base is None else Fraction(way.base.point.value) if way.base.point is not None else way.base.value
    asked, wanted = way.at(place), aim(case.target, case.side)
    of = [knot.point for knot in way.knots if knot.point is not None and knot.point is not case.target] + [actual]
    return _stood(case, way.shape, actual, value, asked, wanted, start, final, keeps, of,
                  (str(way.reason), *step, f"the path asks for {written(asked).text} by {actual.period}"),
                  rounding=f"roots to {DIGITS} digits" if way.shape == "compound" else None, part=part)


def _without_path(case: _Case, actual: Point, value: Fraction, final: bool, why: Reason, step: Sequence[str]) -> Judgement:
    wanted = aim(case.target, case.side)
    if not final and not (case.side and not _keeps(case.target) and met(case.target, case.side, value, case.thresholds.near)):
        return case.answer("unknown", "none", why, actual=actual, of=[actual])
    return _stood(case, "direct", actual, value, wanted, wanted, None, final, _keeps(case.target), [actual], step)


def _growth(case: _Case) -> Judgement:
    """The growth of one year, or of each year: the same rate is asked for at any time of it."""
    target = case.target
    year = target.period.year
    limit = case.now if year is None else min(case.now, end(target.period))

    found = last([one for one in slots(case.series, target, "growth", limit) if year is None or one.period.last == year],
                 lambda one: from_january(one.period) or one.period == target.period)
    if isinstance(found, Nothing):
        return case.nothing(found)
    actual = found.point
    assert actual is not None
    final = kind_of(actual.period) == "year" or actual.period == target.period
    stale = _stale(case, end(actual.period), final, None if year is None else end(target.period))
    if stale is not None:
        return case.answer("noevidence", "none", stale, actual=actual, of=[actual])
    wanted = aim(target, case.side)
    return _stood(case, "growth", actual, Fraction(actual.value), wanted, wanted, None, final, True, [actual], ())


def _growth_over_years(case: _Case) -> Judgement:
    """An average rate over several years: held against the average since their start."""
    target = case.target
    first, due = target.period.first, target.period.last
    assert first is not None and due is not None
    if first == due and target.issued is not None:
        first = target.issued.year
    if case.start is not None:
        first = case.start + 1
    sofar = growing.average(case.series, first, min(due, int(case.now)))
    if isinstance(sofar, Nothing):
        return case.nothing(sofar)
    stale = _stale(case, sofar.until, sofar.until == due, Fraction(due))
    if stale is not None:
        return case.answer("noevidence", "none", stale, actual=sofar.points[-1], of=sofar.points)
    wanted = aim(target, case.side)
    return _stood(case, "average", sofar.points[-1], sofar.value, wanted, wanted, None, sofar.until == due, True, sofar.points, (sofar.step,),
                  rounding=f"roots to {DIGITS} digits")


def _increment(case: _Case) -> Judgement:
    """What is added in a year, each year, or over several: from 0 along a straight line."""
    target = case.target
    if target.period.every_year:
        found = last(slots(case.series, target, "increment", case.now), lambda one: from_january(one.period))
        if isinstance(found, Nothing):
            return case.nothing(found)
        since = begin(found.period)
        until = since + 1
        why = reason("the same is asked for each year")
    else:
        (since, why), until = counted_since(target), end(target.period)
        if case.start is not None:
            since, why = Fraction(case.start), reason("counted from the end of {year}, as said", year=case.start)
    sofar = sums.added(case.series, target, since, min(case.now, until))
    if isinstance(sofar, Nothing):
        return case.nothing(sofar)
    stale = _stale(case, sofar.until, sofar.until == until, None if target.period.every_year else until)
    if stale is not None:
        return case.answer("noevidence", "none", stale, actual=sofar.points[-1], of=sofar.points)
    wanted = aim(target, case.side)
    asked = wanted * (sofar.until - since) / (until - since) if until > since else wanted
    steps = (str(why), f"{sofar.step} = {written(sofar.value).text}" if len(sofar.points) > 1 else sofar.step)
    return _stood(case, "sum", sofar.points[-1], sofar.value, asked, wanted, Fraction(0), sofar.until == until, _keeps(target), sofar.points, steps)


def _stood(
    case: _Case, rule: str, actual: Point, value: Fraction, asked: Fraction, wanted: Fraction, start: Fraction | None, final: bool, keeps: bool,
    of: Sequence[Point], steps: Sequence[str], *, rounding: str | None = None, part: Fraction = Fraction(1),
) -> Judgement:
    share = (value - start) / (wanted - start) if start is not None and wanted != start else None
    gap = (case.side or 1) * (value - asked) * part
    if case.side == 0:
        good = met(case.target, 0, value, case.thresholds.near)
        state: State = "unknown" if not good else "done" if final else "ontrack"
        why = reason("as it is to be") if good else reason("the catalogue names no good side, and the figure is another")
    else:
        state, why = measure(Stand(case.target, case.side, value, asked, wanted, start, final, keeps, part != 1), case.thresholds)
    said_by = (f"{written(value * part).text} against {written(asked * part).text}: {written(gap).text}",)
    return case.answer(state, rule, why, actual=actual, of=of, steps=(*steps, *said_by), rounding=rounding, asked=asked * part, gap=gap, share=share)


def _part(actual: Point, indicator: Indicator | None) -> Fraction:
    """The part of a year that a flow from January is; 1 for all else."""
    if indicator is None or indicator.nature != "flow" or actual.period.every_year or not from_january(actual.period):
        return Fraction(1)
    return end(actual.period) - begin(actual.period)


def _keeps(target: Point) -> bool:
    """Whether a target has to hold when due rather than to be reached: a ceiling, each year's, or one that says so."""
    before = target.source.quote
    return target.period.every_year or target.op in ("<=", "<") or any(word in before for word in words().holding)


def _stale(case: _Case, place: Fraction, final: bool, due: Fraction | None) -> Reason | None:
    """Why the last figure is too old to judge by; None where it is not. The figure of the due period itself never grows old."""
    if (final and due is not None) or (case.now - place) * 12 <= case.thresholds.patience:
        return None
    return reason("nothing is reported for more than {n} months", n=case.thresholds.patience)
