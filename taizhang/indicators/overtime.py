"""A longer time from shorter ones: what flows is added without counting a month twice, a stock is the last one, a rate is made anew."""
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from taizhang.indicators.adding import added, refused
from taizhang.indicators.parts import Gathered, Part, Parts, number, state
from taizhang.indicators.reasons import Reason, reason
from taizhang.indicators.rollup import of
from taizhang.indicators.shares import shares, weighted
from taizhang.indicators.total import Total
from taizhang.packs import Indicator, Pack
from taizhang.values import AnswerState, Period
from taizhang.values.errors import UsageError

Times = Mapping[Period, Part]
NO_TIMES: Times = {}


def months(period: Period) -> range:
    """The months of a period, counted from year 0; empty for every year.

    >>> len(months(Period.parse("2017"))), len(months(Period.parse("2017-01/2017-06"))), len(months(Period.parse("annual")))
    (12, 6, 0)
    """
    if period.first is None or period.last is None:
        return range(0)
    return range(period.first * 12 + (period.first_month or 1) - 1, period.last * 12 + (period.last_month or 12))


def period_of(some: range) -> Period:
    """The period of months in a row.

    >>> str(period_of(range(2017 * 12 + 9, 2018 * 12))), str(period_of(range(2017 * 12, 2018 * 12)))
    ('2017-10/2017-12', '2017')
    """
    first, last = some[0], some[-1]
    if first % 12 == 0 and last % 12 == 11:
        return Period(first // 12, last // 12)
    return Period(first // 12, last // 12, first % 12 + 1, last % 12 + 1)


def roll_time(
    indicator: Indicator | str, parts: Times, into: Period, pack: Pack, *, numerators: Times = NO_TIMES, denominators: Times = NO_TIMES,
) -> Total:
    """The total of a time from the times within it, by the nature of the indicator; coverage is in months.

    A flow is added over times that do not overlap, as many months as can be had; a stock is that of the latest end; a ratio is made anew
    from both its lines where they cover the same; growth rates and ranks are refused. What was reported for the whole time itself counts,
    and the rest is held against it. Members are the times in it and the gaps between. Raises `UsageError` for a time without an end.

    >>> from decimal import Decimal
    >>> from taizhang import packs
    >>> given = {Period.parse("2017-01/2017-06"): Decimal(40), Period.parse("2017-06"): Decimal(9), Period.parse("2017-07/2017-09"): Decimal(25)}
    >>> total = roll_time("rd_expenditure", given, Period.parse("2017"), packs.load("sample"))
    >>> total.value, total.coverage, total.missing
    (Fraction(65, 1), Fraction(3, 4), ('2017-10/2017-12',))
    """
    one = of(indicator, pack)
    if not months(into):
        raise UsageError("cannot be rolled up", where=str(into), why="it has no first and last month", hint="ask for a year or months")
    whole = parts.get(into)
    if one.nature == "ratio" and one.rollup == "ratio":
        return _ratio(one, parts, into, pack, numerators, denominators)
    if one.nature in ("growth", "rank", "ratio"):
        own = {str(time): part for time, part in parts.items() if time != into and _within(time, into)}
        why = reason("{name} of a longer time does not follow from shorter ones: it takes what is above and below the line", name=one.name)
        members = tuple(sorted(own))
        got = refused(one, own, members)
        return _total(one, members, own, replace(got, reason=why) if one.nature == "ratio" else got, whole, pack)
    chosen = _latest(parts, into) if one.nature == "stock" else _cover(parts, into)
    return _timed(one, parts, chosen, into, pack, whole)


def _within(time: Period, into: Period) -> bool:
    some, all = months(time), months(into)
    return bool(some) and some[0] >= all[0] and some[-1] <= all[-1]


def _cover(parts: Times, into: Period) -> tuple[Period, ...]:
    """Times that do not overlap and cover most months; of equal ones those that are fewest, then those that begin first."""
    given = sorted((time for time, part in parts.items() if time != into and _within(time, into) and number(part) is not None), key=_key)
    by_end: dict[int, list[Period]] = {}
    for time in given:
        by_end.setdefault(months(time)[-1], []).append(time)
    start = months(into)[0]
    best: dict[int, tuple[int, int, tuple[Period, ...]]] = {start - 1: (0, 0, ())}
    for month in months(into):
        top = best[month - 1]
        for time in by_end.get(month, ()):
            before = best[months(time)[0] - 1]
            found = (before[0] + len(months(time)), before[1] - 1, (*before[2], time))
            if found[:2] > top[:2]:
                top = found
        best[month] = top
    return best[months(into)[-1]][2]


def _latest(parts: Times, into: Period) -> tuple[Period, ...]:
    given = [time for time, part in parts.items() if time != into and _within(time, into) and number(part) is not None]
    return (max(given, key=lambda time: (months(time)[-1], -len(months(time)))),) if given else ()


def _key(time: Period) -> tuple[int, int]:
    return months(time)[0], len(months(time))


def _timed(one: Indicator, parts: Times, chosen: tuple[Period, ...], into: Period, pack: Pack, whole: Part | None) -> Total:
    stock = one.nature == "stock"
    held = {month for time in chosen for month in months(time)}
    if stock and chosen:
        held = set(range(months(into)[0], months(chosen[0])[-1] + 1))
    apart = {month for time, part in parts.items() if _within(time, into) and state(part) is AnswerState.NOT_APPLICABLE for month in months(time)} - held
    gaps = _gaps([month for month in months(into) if month not in held and month not in apart])
    own: Parts = {str(time): parts[time] for time in chosen}
    members = tuple(str(time) for time in sorted((*chosen, *gaps), key=_key))
    got = added(replace(one, rollup="sum"), _timeless(own), tuple(own), pack, {})
    got = replace(got, covered=Fraction(len(held)), base=len(months(into)) - len(apart))
    beside = [time for time, part in parts.items() if time != into and time not in chosen and _within(time, into) and number(part) is not None]
    notes = (reason("not added, since others stand for their time: {times}", times=", ".join(str(time) for time in sorted(beside, key=_key))),)
    total = _total(one, members, own, got, whole, pack)
    return replace(total, notes=notes) if beside and not stock else total


def _timeless(parts: Parts) -> Parts:
    """Points of several times as one time's, since here their times differ by right."""
    first = next((part.period for part in parts.values() if hasattr(part, "period")), None)
    return {id: replace(part, period=first) if first is not None and hasattr(part, "period") else part for id, part in parts.items()}  # type: ignore[type-var]


def _gaps(missing: list[int]) -> list[Period]:
    runs: list[list[int]] = []
    for month in missing:
        if runs and runs[-1][-1] == month - 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    return [period_of(range(run[0], run[-1] + 1)) for run in runs]


def _ratio(one: Indicator, parts: Times, into: Period, pack: Pack, numerators: Times, denominators: Times) -> Total:
    lines = [roll_time(of(id or "", pack), given, into, pack) for id, given in ((one.numerator, numerators), (one.denominator, denominators))]
    above, below = lines
    at, whole = str(into), parts.get(into)
    why: Reason | None = None
    if above.value is None or below.value is None:
        why = reason("it takes both lines of the same time: {missing} is not known", missing=(above if above.value is None else below).indicator.name)
    elif above.covers != below.covers:
        why = reason("its lines cover different times: {above} of {above_name}, {below} of {below_name}", above=above.covers, below=below.covers,
                     above_name=above.indicator.name, below_name=below.indicator.name)
    if why is not None:
        return _total(one, (at,), {}, Gathered(None, Fraction(0), 1, reason=why), whole, pack)
    own = shares(one, {}, (at,), pack, {at: above}, {at: below})
    return _total(one, (at,), own, weighted(one, own, (at,), pack, {}, ()), whole, pack)


def _total(one: Indicator, members: tuple[str, ...], parts: Parts, got: Gathered, whole: Part | None, pack: Pack) -> Total:
    return Total(one, members, parts, {}, got, whole if number(whole) is not None else None, (), pack)
