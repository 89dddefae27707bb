"""How high the issuers of a document stand: by the level of their region, then by what kind of body they are."""
import re
from collections.abc import Iterable
from dataclasses import dataclass

from taizhang.packs import Pack

_LEVELS = {"country": 0, "province": 1, "prefecture": 2, "county": 3, "zone": 3, "town": 4}
_PARTY = re.compile("^(?:中国共产党|中共)")
_COUNTRY = re.compile("^(?:中共中央|中国共产党中央|国务院|全国人民代表大会|全国人大|中央)")
_OFFICE = re.compile("(?:办公厅|办公室|政府办|委办)$")
_GOVERNMENT = re.compile("^(?:人民政府|政府)$")
_COMMITTEE = re.compile("^(?:委员会|委|党委|党工委|工委|人民代表大会|人大|人民代表大会常务委员会|人大常委会)$")
_OFFICE_OF = re.compile("^(?:委员会|委|人民政府|政府)?(?:办公厅|办公室|办)$")
#: Kinds of bodies from the highest; the words are ids, not for people.
BODIES = ("committee", "government", "office", "bureau")


@dataclass(frozen=True, slots=True)
class Rank:
    """``level``: 0 the country … 4 a town; ``body``: 0 party committee or people's congress, 1 government, 2 the office of either, 3 any other.

    ``region`` is the id of the region the highest issuer belongs to. What comes first in order is higher.
    """

    level: int
    body: int
    region: str

    @property
    def place(self) -> tuple[int, int]:
        """For comparing: the smaller, the higher."""
        return self.level, self.body


def rank(issuers: Iterable[str], pack: Pack) -> Rank | None:
    """The rank of the highest of some issuers; None where the region of none of them is known.

    >>> from taizhang.packs import load
    >>> pack = load("quanzhou")
    >>> rank(["中共泉州市委", "泉州市人民政府"], pack).place, rank(["泉州市人民政府办公室"], pack).place
    ((2, 0), (2, 2))
    >>> rank(["福建省科技厅"], pack).place, rank(["某某协会"], pack)
    ((1, 3), None)
    """
    found = [one for name in issuers if (one := _of(" ".join(name.split()).replace(" ", ""), pack)) is not None]
    return min(found, key=lambda one: one.place) if found else None


def above(one: Rank | None, other: Rank | None, pack: Pack) -> bool | None:
    """Whether one rank stands above another; None where that cannot be said: unknown, equal, or bodies of places side by side."""
    if one is None or other is None or one.place == other.place:
        return None
    if not (pack.is_within(one.region, other.region) or pack.is_within(other.region, one.region)):
        return None
    return one.place < other.place


def _of(name: str, pack: Pack) -> Rank | None:
    if _COUNTRY.match(name):
        return Rank(0, 2 if _OFFICE.search(name) else 0, "100000")
    bare = _PARTY.sub("", name)
    # The longest name of a region that stands in front; a short one (泉州) only where a body follows.
    for n in range(min(len(bare), 16), 1, -1):
        region = pack.region_named(bare[:n])
        if region is not None and region.level != "country":
            return Rank(_LEVELS.get(region.level, 4), _body(bare[n:]), region.id)
    return None


def _body(rest: str) -> int:
    if _COMMITTEE.match(rest):
        return 0
    if _GOVERNMENT.match(rest):
        return 1
    return 2 if _OFFICE_OF.match(rest) else 3
