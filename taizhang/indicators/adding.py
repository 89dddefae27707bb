"""Parts that are added, of which the greatest counts, or that are not brought together at all."""
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from taizhang.indicators.parts import Gathered, Part, Parts, computed, covers, inside, joined, number, same, state, unlike
from taizhang.indicators.points import Point
from taizhang.indicators.reasons import Reason, reason
from taizhang.indicators.total import Total
from taizhang.packs import Indicator, Pack
from taizhang.values import AnswerState
from taizhang.values.facts import Op
from taizhang.values.quantity import EXACT

NOBODY_REPORTED = Reason("nobody who belongs to it reported a figure")
APART = AnswerState.NOT_APPLICABLE


def added(one: Indicator, parts: Parts, members: tuple[str, ...], pack: Pack, undivided: Parts) -> Gathered:
    """The sum of all parts; what is counted has to be whole and not below zero. Time grows with the parts, not with the members."""
    known, add = inside(members), EXACT.add
    plain, broken, covered, apart = Decimal(0), Fraction(0), 0, 0
    partly: dict[int, Fraction | int] = {}
    first: Point | None = None
    odd, exact, heard = False, True, False
    for id, part in parts.items():
        if id not in known:
            continue
        if type(part) is Point:
            if first is None:
                first = part
                odd = part.measure in ("growth", "rank")
            elif not odd and not same(first, part):
                odd = True
            exact = exact and part.op == "="
            plain, covered = add(plain, part.value), covered + 1
        elif type(part) is Decimal:
            plain, covered = add(plain, part), covered + 1
        elif type(part) is Total and part.whole is None and part.gathered.plain is not None:
            got = part.gathered
            plain, heard, exact = add(plain, got.plain or 0), True, exact and got.op == "="
            partly[got.base] = partly.get(got.base, 0) + got.covered
        else:
            value = number(part)
            if value is None:
                apart += state(part) is APART
                continue
            broken += Fraction(value)
            partly[1] = partly.get(1, 0) + covers(part)
            exact = exact and _op(part) == "="
            heard = True
    for part in undivided.values():
        value = number(part)
        if value is not None:
            broken, heard, exact = broken + Fraction(value), True, exact and _op(part) == "="
            odd = odd or (isinstance(part, Point) and (part.measure in ("growth", "rank") or (first is not None and not same(first, part))))
    base, done = len(members) - apart, covered + sum(part if of == 1 else Fraction(part) / of for of, part in partly.items())
    if odd:
        points = {id: part for id, part in (*parts.items(), *undivided.items()) if isinstance(part, Point) and (id in known or id in undivided)}
        why = unlike(points, members, pack)
        if why is not None:
            return Gathered(None, done, base, reason=why, left=_reported(parts, members))
    if not covered and not heard:
        return Gathered(None, Fraction(0), base, reason=NOBODY_REPORTED if base else None)
    value = Fraction(plain) + broken if broken else Fraction(plain)
    if one.rollup == "count":
        uncountable = [id for id in (*members, *sorted(undivided)) if not _countable(parts.get(id) if id in known else undivided[id])]
        if uncountable:
            return Gathered(None, done, base, reason=reason("what is counted is whole and not below zero: {name}", name=uncountable[0]))
    op, value2 = ("=", None) if exact else firm([part for id, part in parts.items() if id in known] + list(undivided.values()))
    return Gathered(value, done, base, op, value2, plain=None if broken else plain)


def greatest(one: Indicator, parts: Parts, members: tuple[str, ...], pack: Pack, undivided: Parts) -> Gathered:
    """The greatest of all parts."""
    known = inside(members)
    given = {id: part for id, part in parts.items() if id in known} | dict(undivided)
    apart = sum(state(part) is APART for id, part in given.items() if id in known)
    done = sum((covers(part) for id, part in given.items() if id in known), Fraction(0))
    points = {id: part for id, part in given.items() if isinstance(part, Point)}
    why = unlike(points, members, pack)
    values = [Fraction(value) for value in map(number, given.values()) if value is not None]
    if why is not None or not values:
        return Gathered(None, done, len(members) - apart, reason=why or (NOBODY_REPORTED if len(members) > apart else None))
    return Gathered(max(values), done, len(members) - apart, joined(map(_op, given.values())))


def refused(one: Indicator, parts: Parts, members: tuple[str, ...]) -> Gathered:
    """No total, with the reason; who reported is said all the same."""
    why = {
        "growth": Reason("growth rates are not added: it takes the levels of both years"),
        "rank": Reason("ranks are not added: each is a place among others"),
    }.get(one.nature, reason("the catalogue says that {name} is not rolled up", name=one.name))
    known = inside(members)
    apart = sum(state(part) is APART for id, part in parts.items() if id in known)
    done = sum((covers(part) for id, part in parts.items() if id in known), Fraction(0))
    return Gathered(None, done, len(members) - apart, reason=why, left=_reported(parts, members))


def firm(parts: Iterable[Part]) -> tuple[Op, Fraction | None]:
    """How firm a sum of parts is that are not all exact, and its upper end where it is a range."""
    given = list(parts)
    op = joined(_op(part) for part in given if number(part) is not None)
    if op != "range":
        return op, None
    ends = [part.value2 if isinstance(part, Point) and part.value2 is not None else number(part) for part in given]
    return op, sum((Fraction(end) for end in ends if end is not None), Fraction(0))


def _op(part: Part) -> Op:
    if isinstance(part, Point):
        return part.op
    whole = computed(part)
    return "=" if whole is None else whole.op


def _countable(part: Part | None) -> bool:
    value = number(part)
    return value is None or (value >= 0 and Fraction(value).denominator == 1)


def _reported(parts: Parts, members: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(id for id in members if number(parts.get(id)) is not None)
