"""Where the sentences of an older text stand in a newer one: moved only where that is certain, else lost. A pure function of texts.

White space does not count. Sentences that are equal in both texts are aligned first: those that occur once hold the rest in
place, their equal neighbours follow. A span in a sentence that was aligned moves with it (``same``). A span whose sentence was
changed around it moves where its own words are found once between the aligned neighbours, in a sentence that is much like the
old one (``near``). What could belong to two places belongs to none.
"""
import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

How = Literal["same", "near"]
_SENTENCE = re.compile("[^\u3002\uff1b\uff01\uff1f\n\r]*[\u3002\uff1b\uff01\uff1f\n\r]+|[^\u3002\uff1b\uff01\uff1f\n\r]+$")
_ALIKE = 0.6  # how much of a changed sentence has to be as before
_ALIKE_FAR = 0.75  # the same for a sentence that stands elsewhere now
_CLEARLY = 0.1  # how much better the best place has to be than the second
_SPEAKS = 6  # characters from which a sentence that occurs once speaks for itself
_FAR = 8  # characters a quote needs to be looked for in the whole text
_AROUND = 300  # characters of a long sentence that are compared
_PLACES = 40  # more places than this are no evidence


@dataclass(frozen=True, slots=True)
class Anchored:
    """Where a span stands now: ``text[start:end]`` is its quote but for white space; ``how`` says how sure its surroundings are."""

    start: int
    end: int
    how: How


@dataclass(frozen=True, slots=True)
class _Squeezed:
    """A text without its white space, cut into sentences; ``index`` leads back."""

    text: str
    index: "array[int]"
    starts: list[int]
    ends: list[int]
    pieces: list[str]

    @classmethod
    def of(cls, text: str) -> "_Squeezed":
        index = array("L", (i for i, sign in enumerate(text) if not sign.isspace()))
        squeezed = "".join(text.split())
        if len(squeezed) != len(index):  # isspace() and split() agree; a guard, not a case
            squeezed = "".join(text[i] for i in index)
        starts, ends, pieces = [], [], []
        for found in _SENTENCE.finditer(text):
            start, end = bisect_left(index, found.start()), bisect_left(index, found.end())
            if start < end:
                starts.append(start)
                ends.append(end)
                pieces.append(squeezed[start:end])
        return cls(squeezed, index, starts, ends, pieces)

    def sentence_at(self, place: int) -> int:
        """The sentence that holds a place."""
        return max(0, bisect_right(self.starts, place) - 1)

    def back(self, start: int, end: int) -> tuple[int, int]:
        """A span of the squeezed text in the text itself."""
        return self.index[start], self.index[end - 1] + 1


class Anchoring:
    """The alignment of two texts; ask it for spans with `move`, or for all of a document's with `move_all`."""

    def __init__(self, old: str, new: str) -> None:
        self.identical = old == new
        self.old, self.new = _Squeezed.of(old), _Squeezed.of(new)
        self.pairs = _align(self.old.pieces, self.new.pieces)
        self._olds = sorted(self.pairs)

    def move(self, start: int, end: int) -> Anchored | None:
        """Where ``old[start:end]`` stands now; None where it does not, or nobody can tell which of several places it is."""
        if self.identical:
            return Anchored(start, end, "same")
        a, b = bisect_left(self.old.index, start), bisect_left(self.old.index, end)
        if a >= b:
            return None
        first, last = self.old.sentence_at(a), self.old.sentence_at(b - 1)
        there = self._with_sentences(first, last, a)
        if there is not None:
            return self._found(there, b - a, "same")
        quote = self.old.text[a:b]
        near = self._between(quote, first, last, a, b)
        if near is None and len(quote) >= _FAR:
            near = self._anywhere(quote, first, last)
        return None if near is None else self._found(near, b - a, "near")

    def move_all(self, spans: Sequence[tuple[int, int]]) -> list[Anchored | None]:
        """All spans of a document: two that stood at different places never end up at the same one."""
        found = [self.move(start, end) for start, end in spans]
        claims: dict[tuple[int, int], set[tuple[int, int]]] = {}
        for span, one in zip(spans, found, strict=True):
            if one is not None:
                claims.setdefault((one.start, one.end), set()).add(span)
        settled: list[Anchored | None] = []
        for span, one in zip(spans, found, strict=True):
            if one is not None and len(claims[one.start, one.end]) > 1:
                sure = {other for other, two in zip(spans, found, strict=True) if two == Anchored(one.start, one.end, "same")}
                one = one if sure == {span} else None
            settled.append(one)
        return settled

    def _found(self, start: int, length: int, how: How) -> Anchored:
        return Anchored(*self.new.back(start, start + length), how)

    def _with_sentences(self, first: int, last: int, a: int) -> int | None:
        """Through sentences that are equal in both texts and still follow each other."""
        base = self.pairs.get(first)
        if base is None or any(self.pairs.get(first + k) != base + k for k in range(last - first + 1)):
            return None
        return self.new.starts[base] + a - self.old.starts[first]

    def _region(self, first: int, last: int) -> tuple[int, int, int, int]:
        """Between the aligned neighbours: from..to in the old text, from..to in the new one."""
        i, j = bisect_left(self._olds, first), bisect_right(self._olds, last)
        before, after = self._olds[i - 1] if i else None, self._olds[j] if j < len(self._olds) else None
        old_from = self.old.ends[before] if before is not None else 0
        new_from = self.new.ends[self.pairs[before]] if before is not None else 0
        old_to = self.old.starts[after] if after is not None else len(self.old.text)
        new_to = self.new.starts[self.pairs[after]] if after is not None else len(self.new.text)
        return old_from, old_to, new_from, new_to

    def _between(self, quote: str, first: int, last: int, a: int, b: int) -> int | None:
        old_from, old_to, new_from, new_to = self._region(first, last)
        if new_from >= new_to:
            return None
        places = _places(self.new.text, quote, new_from, new_to)
        if not places or len(places) >= _PLACES:
            return None
        rated = sorted(((self._alike(first, last, place, len(quote)), place) for place in places), reverse=True)
        best, place = rated[0]
        if best < _ALIKE or (len(rated) > 1 and best - rated[1][0] < _CLEARLY):
            return None
        # The same words elsewhere in the old stretch may be what this place continues.
        for other in _places(self.old.text, quote, old_from, old_to):
            if other != a:
                two = (self.old.sentence_at(other), self.old.sentence_at(other + len(quote) - 1))
                if self._alike(*two, place, len(quote)) > best - _CLEARLY:
                    return None
        return place

    def _anywhere(self, quote: str, first: int, last: int) -> int | None:
        """A sentence that stands elsewhere now: its words occur once in each text."""
        place = self.new.text.find(quote)
        if place < 0 or self.new.text.find(quote, place + 1) >= 0:
            return None
        here = self.old.text.find(quote)
        if self.old.text.find(quote, here + 1) >= 0:
            return None
        return place if self._alike(first, last, place, len(quote)) >= _ALIKE_FAR else None

    def _alike(self, first: int, last: int, place: int, length: int) -> float:
        """How much the sentences around a span are as those around a place of the new text."""
        one = self.new.sentence_at(place), self.new.sentence_at(place + length - 1)
        before = self.old.text[self.old.starts[first]:self.old.ends[last]]
        now = self.new.text[self.new.starts[one[0]]:self.new.ends[one[1]]]
        if before == now:
            return 1.0
        return SequenceMatcher(None, before[:_AROUND + length], now[:_AROUND + length], autojunk=False).ratio()


def _places(text: str, quote: str, start: int, end: int) -> list[int]:
    found: list[int] = []
    at = text.find(quote, start, end)
    while at >= 0 and len(found) < _PLACES:
        found.append(at)
        at = text.find(quote, at + 1, end)
    return found


def _align(old: list[str], new: list[str]) -> dict[int, int]:
    """Pairs of equal sentences, in order: sentences that occur once first, then their equal neighbours, then the same within each gap."""
    everywhere = {piece for piece, n in Counter(old).items() if n == 1} & {piece for piece, n in Counter(new).items() if n == 1}
    pairs: dict[int, int] = {}
    waiting = [(0, len(old), 0, len(new))]
    while waiting:
        a, b, c, d = waiting.pop()
        if a >= b or c >= d:
            continue
        anchors = _anchors(old, new, a, b, c, d, everywhere)
        if not anchors:
            continue
        edges = [(a - 1, c - 1), *_grown(old, new, anchors, a, b, c, d), (b, d)]
        pairs.update(edges[1:-1])
        for (i, j), (k, m) in zip(edges, edges[1:], strict=False):
            if k - i > 1 and m - j > 1:
                waiting.append((i + 1, k, j + 1, m))
    return pairs


def _anchors(
    old: list[str], new: list[str], a: int, b: int, c: int, d: int, everywhere: set[str],
) -> list[tuple[int, int]]:
    """Equal sentences at the edges of a stretch, and those that occur once in it and are sure, in the same order in both texts."""
    there = {}
    counts = Counter(new[c:d])
    for j in range(c, d):
        if counts[new[j]] == 1:
            there[new[j]] = j
    mine = Counter(old[a:b])
    found = [(i, there[old[i]]) for i in range(a, b) if mine[old[i]] == 1 and old[i] in there]
    sure = [(i, j) for i, j in found if (old[i] in everywhere and len(old[i]) >= _SPEAKS) or _supported(old, new, i, j)]
    return _rising(sure)


def _supported(old: list[str], new: list[str], i: int, j: int) -> bool:
    """Whether the sentence before or after is the same in both texts, or much the same."""
    for step in (-1, 1):
        x, y = i + step, j + step
        if 0 <= x < len(old) and 0 <= y < len(new) and _much_alike(old[x], new[y]):
            return True
        if (x < 0 and y < 0) or (x == len(old) and y == len(new)):
            return True
    return False


def _much_alike(one: str, two: str) -> bool:
    if one == two:
        return True
    if min(len(one), len(two)) < _SPEAKS:
        return False
    matcher = SequenceMatcher(None, one[:_AROUND], two[:_AROUND], autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE_FAR and matcher.quick_ratio() >= _ALIKE_FAR and matcher.ratio() >= _ALIKE_FAR


def _rising(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs that rises in both texts."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = [-1] * len(found)
    for at, (_, j) in enumerate(found):
        k = bisect_left(tails, j)
        if k == len(tails):
            tails.append(j)
            ends.append(at)
        else:
            tails[k], ends[k] = j, at
        before[at] = ends[k - 1] if k else -1
    chain: list[tuple[int, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.append(found[at])
        at = before[at]
    return chain[::-1]


def _grown(
    old: list[str], new: list[str], anchors: list[tuple[int, int]], a: int, b: int, c: int, d: int,
) -> Iterator[tuple[int, int]]:
    """Anchors with their equal neighbours on both sides, in order."""
    low_i, low_j = a, c
    for at, (i, j) in enumerate(anchors):
        high_i, high_j = anchors[at + 1] if at + 1 < len(anchors) else (b, d)
        x, y = i, j
        while x > low_i and y > low_j and old[x - 1] == new[y - 1]:
            x, y = x - 1, y - 1
        yield from ((x + k, y + k) for k in range(i - x + 1))
        x, y = i + 1, j + 1
        while x < high_i and y < high_j and old[x] == new[y]:
            yield x, y
            x, y = x + 1, y + 1
        low_i, low_j = x, y
