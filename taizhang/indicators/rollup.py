"""A whole from its parts: how it comes about is the indicator's own affair, and who is missing is always said."""
from collections.abc import Iterable
from types import MappingProxyType

from taizhang.indicators.adding import added, greatest, refused
from taizhang.indicators.parts import Part, Parts, inside, number
from taizhang.indicators.shares import shares, weighted
from taizhang.indicators.total import Total
from taizhang.packs import Indicator, Pack
from taizhang.values.errors import UsageError

NONE: Parts = MappingProxyType({})


def roll(
    indicator: Indicator | str, parts: Parts, members: Iterable[str], pack: Pack, *, whole: Part | None = None, undivided: Parts = NONE,
    numerators: Parts = NONE, denominators: Parts = NONE,
) -> Total:
    """The total of ``parts`` (by id of region, unit or period) over all ``members``, who are the base in official order.

    A part is a number (`Decimal`, `Point`, an `Answer` with a value; 0 is one), a `Total` of its own, or a state without a number.
    Not applicable leaves the base; not started, no evidence and silence lower the coverage. ``whole`` is what was reported for the whole
    itself: it counts, and how far the parts are from it is its residual. ``undivided`` are amounts of the whole that belong to no
    member (a filing without breakdown, a body that split): they are in the total and named. Parts of others are named and left out.
    A ratio comes from ``numerators`` and ``denominators`` by the same ids; where only the ratio and the denominator are known, it is weighted
    by that; without either it cannot come in. Raises `UsageError` where the pack does not know the indicator.

    >>> from decimal import Decimal
    >>> from taizhang import packs
    >>> pack = packs.load("sample")
    >>> total = roll("hnte_count", {"990402": Decimal(12), "990403": Decimal(0)}, ("990402", "990403", "990481"), pack)
    >>> total.value, total.coverage, total.missing
    (Fraction(12, 1), Fraction(2, 3), ('990481',))
    """
    one = of(indicator, pack)
    asked = tuple(members)
    known = inside(asked)
    outside = parts.keys() - known | (numerators.keys() - known if numerators else NONE.keys())
    strangers = tuple(sorted(outside - undivided.keys())) if outside else ()
    if one.nature in ("growth", "rank") or one.rollup == "none":
        got = refused(one, parts, asked)
    elif one.rollup == "ratio":
        lines = parts, numerators, denominators
        parts = shares(one, parts, asked, pack, numerators, denominators)
        undivided = shares(one, undivided, tuple(sorted(undivided)), pack, numerators, denominators)
        got = weighted(one, parts, asked, pack, undivided, lines)
    else:
        got = (greatest if one.rollup == "max" else added)(one, parts, asked, pack, undivided)
    return Total(one, asked, parts, undivided, got, whole if number(whole) is not None else None, strangers, pack)


def of(indicator: Indicator | str, pack: Pack) -> Indicator:
    """The indicator itself; `UsageError` where the pack has none of this id."""
    if isinstance(indicator, Indicator):
        return indicator
    found = pack.indicators.get(indicator)
    if found is None:
        raise UsageError(f"the pack {pack.id} has no indicator {indicator}", hint=f"ids are listed by: taizhang pack show {pack.id}")
    return found
