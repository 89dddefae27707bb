"""Values of the past on the map of a later day: what merged is brought together, what split is never shared out by guess."""
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from taizhang.indicators.lines import Line, line
from taizhang.indicators.parts import Part, Parts, name, names, number
from taizhang.indicators.reasons import Reason, reason
from taizhang.indicators.rollup import NONE, of, roll
from taizhang.indicators.total import Total
from taizhang.packs import Indicator, Pack
from taizhang.values.errors import UsageError

Shares = Mapping[str, Mapping[str, Fraction]]
NO_SHARES: Shares = {}


def roll_on(
    indicator: Indicator | str, parts: Parts, then: Iterable[str], pack: Pack, on: date, *, shares: Shares = NO_SHARES,
    whole: Part | None = None, undivided: Parts = NONE, numerators: Parts = NONE, denominators: Parts = NONE,
) -> Total:
    """The total of ``parts`` by the bodies of ``then``, shown by the bodies of the day ``on``; nothing is lost and nothing made up.

    A later body that is made of several is a total of its own over those. One that split is shared out where ``shares`` say by how much
    to whom (they add to one); else it stays as it was then, and a note says so. Raises `UsageError` for shares that cannot be right.

    >>> from decimal import Decimal
    >>> from taizhang import packs
    >>> pack, then = packs.load("sanming"), ("350402", "350403", "350427")
    >>> total = roll_on("hnte_count", {"350402": Decimal(9), "350403": Decimal(4), "350427": Decimal(7)}, then, pack, date(2022, 1, 1))
    >>> total.value, {id: part.value for id, part in total.parts.items()}
    (Fraction(20, 1), {'350404': Fraction(13, 1), '350405': Fraction(7, 1)})
    """
    one, former = of(indicator, pack), tuple(then)
    lines = line(former, pack, on)
    shared = _shared(lines, shares) if one.rollup in ("sum", "ratio") else {}
    made = {id: list(ids) for id, ids in lines.made.items()}
    for id, into in shared.items():
        for later in into:
            made.setdefault(later, []).append(id)
    place = {id: i for i, id in enumerate(former)}
    grouped: dict[str, Part] = {}
    for later, ids in made.items():
        own = tuple(sorted(ids, key=place.__getitem__))
        if own == (later,):
            if later in parts:
                grouped[later] = parts[later]
            continue
        weighed = [_weighed(given, own, later, shared, plain=one.rollup == "sum" or given is not parts) for given in (parts, numerators, denominators)]
        grouped[later] = roll(one, weighed[0], own, pack, numerators=weighed[1], denominators=weighed[2])
    kept = tuple(id for id in former if id in lines.ended or (id in lines.split and id not in shared))
    grouped |= {id: parts[id] for id in kept if id in parts}
    members = (*_ordered(made, pack, place), *kept)
    total = roll(one, grouped, members, pack, whole=whole, undivided=undivided, numerators=_without(numerators, grouped),
                 denominators=_without(denominators, grouped))
    strangers = tuple(sorted({id for some in (parts, numerators) for id in some} - set(former)))
    return replace(total, strangers=strangers, notes=(*total.notes, *_notes(lines, shared, kept, pack)))


def _shared(lines: Line, shares: Shares) -> dict[str, Mapping[str, Fraction]]:
    for id, into in shares.items():
        if id in lines.split and (set(into) - set(lines.split[id]) or sum(into.values()) != 1 or min(into.values()) < 0):
            raise UsageError("cannot be shared out", where=id, why="shares are of those who followed, none below zero, and add to one",
                             hint="who followed: " + ", ".join(lines.split[id]))
    return {id: shares[id] for id in lines.split if id in shares}


def _weighed(given: Parts, own: tuple[str, ...], later: str, shared: Shares, *, plain: bool) -> dict[str, Part]:
    """The parts of one group; an amount of a body that was shared out by its share, a rate as it is."""
    found: dict[str, Part] = {}
    for id in own:
        if id in given:
            value = number(given[id])
            found[id] = Fraction(value) * shared[id].get(later, Fraction(0)) if plain and id in shared and value is not None else given[id]
    return found


def _without(lines: Parts, grouped: Parts) -> Parts:
    """Lines of those that are no totals of their own: a total brings its own."""
    return {id: part for id, part in lines.items() if not isinstance(grouped.get(id), Total)}


def _ordered(made: Mapping[str, list[str]], pack: Pack, place: Mapping[str, int]) -> list[str]:
    """The later bodies in official order, each where its region stands, else where the first of those it is made of stood."""
    def key(id: str) -> tuple[int, int, str]:
        body = pack.regions.get(id) or pack.units.get(id)
        return body.order if body is not None else 0, min(place[former] for former in made[id]), id

    return sorted(made, key=key)


def _notes(lines: Line, shared: Shares, kept: tuple[str, ...], pack: Pack) -> Iterable[Reason]:
    for later, ids in lines.made.items():
        if ids != (later,):
            yield reason("{name} is made of {former}", name=name(later, pack), former=names(ids, pack))
    for id, into in shared.items():
        yield reason("{name} split and is shared out as told: {names}", name=name(id, pack), names=names(into, pack))
    for id in kept:
        if id in lines.split:
            yield reason("{name} split into {names}, and nobody said by which shares: shown as it was",
                         name=name(id, pack), names=names(lines.split[id], pack))
        else:
            yield reason("{name} ended, and nobody followed: shown as it was", name=name(id, pack))
