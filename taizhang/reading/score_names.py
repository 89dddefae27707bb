"""When two wordings name the same thing: the measures that scoring rests on.

Lives here: bringing a name to the form a person would call the same, how near two names are, and whether a wording
points at one indicator among many. Not here: pairing what was found with the gold (``score_pairs``), the figures
(``score``).
"""
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from taizhang.reading.score_gold import GoldStatement

_NOISE = re.compile(r"[\s“”\"'‘’《》〈〉()\[\]【】、,，。:：·•-]")
_MARKS = ("国家级", "省级", "市级", "县级", "申请", "授权", "人均")
SAME_INDICATOR = 0.6


@lru_cache(maxsize=65536)
def squash(name: str | None) -> str:
    """Compatibility form in capitals, without blanks, quotes and brackets.

    >>> squash("“双创”（ｒ＆ｄ） 基地"), squash(None)
    ('双创R&D基地', '')
    """
    return _NOISE.sub("", unicodedata.normalize("NFKC", name or "").upper())


def squashed(names: Iterable[str]) -> list[str]:
    """The squashed form of each name, in order."""
    return [squash(name) for name in names]


def alike(a: str | None, b: str | None) -> float:
    """How near two names are, 0..1; one that contains the other is at least half alike.

    >>> alike("研发投入", "研发投入"), alike("发明专利拥有量", "每万人口发明专利拥有量"), alike("", "专利")
    (1.0, 0.8181818181818181, 0.0)
    """
    return _Wording(squash(b)).alike(squash(a), 0.0)


def same_name(a: str | None, b: str | None, least: float) -> bool:
    """Whether two names are at least so near."""
    return alike(a, b) >= least


@lru_cache(maxsize=65536)
def marks(name: str | None) -> frozenset[str]:
    """The words that make two near names two indicators: a level, an act, per head.

    >>> sorted(marks("国字号众创空间")), sorted(marks("专利申请量"))
    (['国家级'], ['申请'])
    """
    plain = squash(name).replace("国字号", "国家级")
    return frozenset(mark for mark in _MARKS if mark in plain)


class _Wording:
    """One wording of the gold, prepared so that many names can be held against it."""

    __slots__ = ("_letters", "_matcher", "_name")

    def __init__(self, name: str) -> None:
        self._name = name
        self._letters: Counter[str] | None = None
        self._matcher: SequenceMatcher[str] | None = None

    def alike(self, name: str, above: float) -> float:
        """The likeness to a squashed name, or some bound ≤ ``above`` where it surely is not more than that."""
        own = self._name
        if not name or not own:
            return float(name == own)
        if name == own:
            return 1.0
        near = 0.0
        if name in own or own in name:
            near = 0.5 + 0.5 * min(len(name), len(own)) / max(len(name), len(own))
        size = len(name) + len(own)
        if 2.0 * min(len(name), len(own)) / size <= max(near, above):
            return near
        if self._letters is None:
            self._letters = Counter(own)
        if 2.0 * (self._letters & Counter(name)).total() / size <= max(near, above):
            return near
        if self._matcher is None:
            self._matcher = SequenceMatcher(None, "", own, autojunk=False)
        self._matcher.set_seq1(name)
        return max(near, self._matcher.ratio())


class IndicatorJudge:
    """Says whether a wording points at a gold statement's indicator, among all indicators of the gold.

    A wording is right when it is nearer to one of the wordings that the gold uses for this indicator than to any
    other indicator's, near enough, and bears the same marks (level, act).
    """

    def __init__(self, gold: Iterable[GoldStatement]) -> None:
        by_id: dict[str | None, set[str | None]] = {}
        for one in gold:
            by_id.setdefault(one.indicator_id, set()).add(one.indicator)
        self._by_id = by_id
        self._wordings = {name: _Wording(squash(name)) for names in by_id.values() for name in names}
        self._known: dict[tuple[str | None, str | None, str | None], bool] = {}

    def right(self, gold: GoldStatement, name: str | None) -> bool:
        """Whether ``name`` points at the indicator of this gold statement."""
        key = (gold.indicator_id, gold.indicator, name)
        if key not in self._known:
            self._known[key] = self._decide(gold, name)
        return self._known[key]

    def _decide(self, gold: GoldStatement, name: str | None) -> bool:
        if marks(name) != marks(gold.indicator):
            return False
        plain = squash(name)
        ours = self._by_id.get(gold.indicator_id, {gold.indicator})
        own = max((self._wordings[x].alike(plain, 0.0) for x in ours), default=0.0)
        if own < SAME_INDICATOR:
            return False
        return all(wording.alike(plain, own) <= own for x, wording in self._wordings.items() if x not in ours)
