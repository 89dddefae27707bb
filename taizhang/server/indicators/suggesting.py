"""Indicators of the catalogue that some words may mean, the likeliest first, each with the reason; nothing is decided here."""
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from taizhang.packs import Indicator
from taizhang.packs.wordings import bare
from taizhang.server.accounts.roles import place

MOST = 4
LEAST = 0.34  # share of pairs of signs in common from which on a name is offered


@dataclass(frozen=True, slots=True)
class Suggested:
    """An indicator that is offered: its id, its name, and why."""

    id: str
    name: str
    why: str


def suggested(what: str, measure: str, unit: str, per: str, *, context: str = "") -> tuple[Suggested, ...]:
    """Offers for a name as it is measured, the likeliest first."""
    found = [(-share, one.id, one.name, name) for one in place().indicators.values() for share, name in [_likest(what, one)] if share >= LEAST]
    return tuple(Suggested(id, name, _("{percent} % of its signs are those of “{name}”").format(percent=round(-share * 100), name=like))
                 for share, id, name, like in sorted(found)[:MOST])


def _likest(what: str, one: Indicator) -> tuple[float, str]:
    return max((alike(bare(what), words), name) for name, words in _names(one))


def alike(a: str, b: str) -> float:
    """The share of pairs of neighbouring signs that two words have in common.

    >>> alike("abcd", "abce"), alike("ab", "cd"), alike("a", "ab")
    (0.6666666666666666, 0.0, 0.0)
    """
    x, y = _pairs(a), _pairs(b)
    return 2 * (x & y).total() / (x.total() + y.total()) if x and y else 0.0


@lru_cache(maxsize=20_000)
def _pairs(words: str) -> Counter[tuple[str, str]]:
    return Counter(zip(words, words[1:], strict=False))


def _names(one: Indicator) -> Iterator[tuple[str, str]]:
    for name in (one.name, *one.aliases):
        yield name, bare(name)
