"""How alike two wordings are: shared pairs of signs, each weighing the more the rarer it is in the two documents."""
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from taizhang.indicators.surroundings import bigrams
from taizhang.indicators.words import words

FULL = 1000  # a likeness is a whole number from 0 to this, so that no order of adding up can change it
CREDIT = 3, 4  # what a pair counts that stands around the value instead of in the name
COMMON = 3  # a pair that stands in the name of anything weighs so many times less


@dataclass(frozen=True, slots=True)
class Weights:
    """How much a pair of signs says: ``often`` counts in how many of ``total`` names it stands."""

    often: dict[str, int]
    total: int

    @classmethod
    def of(cls, names: Iterable[str]) -> "Weights":
        """Counted over the names of both documents, each spelling once.

        >>> Weights.of(["桥梁", "桥梁", "道路"]).total
        2
        """
        different = sorted(set(names))
        counted = Counter(pair for name in different for pair in bigrams(name))
        return cls(dict(counted), len(different))

    def of_pair(self, pair: str) -> int:
        """The weight of a pair, a whole number above 0."""
        weight = 20 + int(100 * log((self.total + 1) / (self.often.get(pair, 0) + 1)))
        return weight // COMMON if pair in words().pairs else weight

    def covered(self, name: str, other: str, around: str = "") -> int:
        """How much of ``name`` stands in ``other`` (0..FULL); what stands only ``around`` the other counts for less."""
        mine, theirs, near = bigrams(name), bigrams(other), bigrams(around)
        whole = sum(self.of_pair(pair) for pair in mine)
        if not whole:
            return 0
        shared = sum(self.of_pair(pair) * CREDIT[1] for pair in mine & theirs)
        shared += sum(self.of_pair(pair) * CREDIT[0] for pair in (mine & near) - theirs)
        return FULL * shared // (whole * CREDIT[1])

    def weight(self, name: str) -> int:
        """The weight of all pairs of a name."""
        return sum(self.of_pair(pair) for pair in bigrams(name))
