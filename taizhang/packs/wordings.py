"""Which indicator of the catalogue some words mean, however they spell its parts."""
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from taizhang.packs.pack import Pack
from taizhang.packs.records import Indicator

_BRACKETED = re.compile(r"\([^()]{0,40}\)")
_LINKS = re.compile("[的之\\s]")


def bare(words: str) -> str:
    """Words for comparing: one width, small letters, without what stands in brackets.

    >>> bare("全社会研发经费投入（R&D）占ＧＤＰ的比重")
    '全社会研发经费投入占gdp比重'
    """
    return _LINKS.sub("", _BRACKETED.sub("", unicodedata.normalize("NFKC", words).casefold()))


def indicator_of(words: str, pack: Pack) -> str | None:
    """The id of the indicator that some words mean; None where the catalogue has none, or two that they might be.

    A name, an alias, or one of these with a part of a ratio said by another of that part's names.

    >>> from taizhang.packs import load
    >>> pack = load("china")
    >>> indicator_of("全社会研发经费投入（R&D）占GDP的比重", pack), indicator_of("全社会研发经费投入占地区生产总值比重", pack)
    ('rd_gdp_ratio', 'rd_gdp_ratio')
    >>> indicator_of("茶园面积", pack)
    """
    return _index(_Key(pack)).get(bare(words)) or None


def names_of(id: str, pack: Pack) -> tuple[str, ...]:
    """Name and aliases of an indicator, as the catalogue writes them; nothing for an unknown id."""
    found = pack.indicators.get(id)
    return (found.name, *found.aliases) if found else ()


class _Key:
    """A pack as a key: its fingerprint says what is in it."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack

    def __hash__(self) -> int:
        return hash(self.pack.fingerprint)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.pack.fingerprint == self.pack.fingerprint


@lru_cache(maxsize=8)
def _index(key: _Key) -> Mapping[str, str]:
    """Bare words → id; an empty word where two indicators claim them. What the catalogue writes itself comes before what is made of it."""
    indicators = key.pack.indicators
    found: dict[str, str] = {}
    for words, id in ((words, one.id) for one in indicators.values() for words in (one.name, *one.aliases)):
        _claim(found, bare(words), id)
    made: dict[str, str] = {}
    for one in indicators.values():
        for words in _varied(one, indicators):
            if words not in found:
                _claim(made, words, one.id)
    return made | found


def _claim(found: dict[str, str], words: str, id: str) -> None:
    found[words] = id if found.get(words, id) == id else ""


def _varied(one: Indicator, indicators: Mapping[str, Indicator]) -> Iterator[str]:
    """The names of a ratio with its numerator or denominator said otherwise."""
    own = [bare(words) for words in (one.name, *one.aliases)]
    for part in (one.numerator, one.denominator):
        there = indicators.get(part) if part else None
        if there is None:
            continue
        others = sorted({bare(words) for words in (there.name, *there.aliases)}, key=len, reverse=True)
        for words in own:
            said = next((other for other in others if other in words and other != words), None)
            if said is not None:
                yield from (words.replace(said, other, 1) for other in others if other != said)
