"""What differs between two texts and their facts: added, dropped, changed. A pure function of texts, outlines and rows; targets come first."""
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, Literal, TypeVar

How = Literal["changed", "dropped", "added"]
HOWS: tuple[How, ...] = ("changed", "dropped", "added")
_KINDS = ("target", "rule", "actual", "forecast", "task", "goal", "clause", "cite")
_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[A-Za-z]+|\s+|.", re.S)
_ALIKE = 0.5  # how much of two clauses has to be the same (pairs of signs) for one to have become the other
_MOST = 3_000  # tokens of a clause whose differences are marked word by word
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch under one heading, up to the next one: ``label`` is the heading in one line."""

    label: str
    start: int
    end: int
    text: str

    @property
    def tight(self) -> str:
        """Its signs without white space."""
        return "".join(self.text.split())


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words of a changed clause: ``same``, ``dropped`` or ``added``."""

    how: str
    words: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs. ``old`` and ``new`` are clauses or facts (None where there is none); ``pieces`` its words, ``fields`` what of a fact changed."""

    how: How
    kind: str
    old: Any
    new: Any
    pieces: tuple[Piece, ...] = ()
    fields: tuple[tuple[str, str, str], ...] = field(default=())


def clauses(text: str, outline: Sequence[Any]) -> list[Clause]:
    """A text cut at its headings; one without headings is cut into its paragraphs.

    >>> [(one.label, one.text) for one in clauses("head\\nbody", [])]
    [('', 'head'), ('', 'body')]
    """
    starts = sorted({int(node["start"]): f"{node['number'] or ''}{node['title'] or ''}" for node in outline}.items())
    if not starts:
        return [Clause("", found.start(), found.end(), found[0]) for found in re.finditer(r"[^\r\n]*[^\s][^\r\n]*", text)]
    edges = [(0, ""), *starts] if starts[0][0] else starts
    ends = [*(start for start, _label in edges[1:]), len(text)]
    cut = [Clause(label, start, end, text[start:end].strip()) for (start, label), end in zip(edges, ends, strict=True)]
    return [one for one in cut if one.text]


def by_clause(old: Sequence[Clause], new: Sequence[Clause]) -> list[Difference]:
    """Clauses that differ, in the order of the new text; what was dropped stands where it stood."""
    pairs = _pair(old, new, [lambda one: one.tight, lambda one: ("label", "".join(one.label.split())) if one.label else None])
    _pair_alike(old, new, pairs)
    back = {there: here for here, there in pairs.items()}
    found: list[tuple[tuple[int, int], Difference]] = []
    last = -1
    for at, one in enumerate(old):
        if at in pairs:
            last = pairs[at]
        else:
            found.append(((last, 1), Difference("dropped", "clause", one, None, (Piece("dropped", one.text),))))
    for at, two in enumerate(new):
        if at not in back:
            found.append(((at, 0), Difference("added", "clause", None, two, (Piece("added", two.text),))))
        elif old[back[at]].tight != two.tight:
            was = old[back[at]]
            found.append(((at, 0), Difference("changed", "clause", was, two, tuple(words(was.text, two.text)))))
    found.sort(key=lambda one: one[0])
    return [one for _place, one in found]


def words(old: str, new: str) -> list[Piece]:
    """The words of two texts as runs that are the same, dropped or added; numbers are never cut.

    >>> [(one.how, one.words) for one in words("reach 25 firms", "reach 250 firms")]
    [('same', 'reach '), ('dropped', '25'), ('added', '250'), ('same', ' firms')]
    """
    first, second = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(first) > _MOST or len(second) > _MOST:
        first, second = old.splitlines(keepends=True), new.splitlines(keepends=True)
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(first[a:b])))
            continue
        if a < b:
            pieces.append(Piece("dropped", "".join(first[a:b])))
        if c < d:
            pieces.append(Piece("added", "".join(second[c:d])))
    return pieces


def by_fact(old: Sequence[Any], new: Sequence[Any]) -> list[Difference]:
    """Facts that differ: targets first, of each kind what changed before what was dropped and added. Facts have the attributes of `Fact`."""
    keys: list[Callable[[Any], Hashable]] = [
        lambda one: (*_named(one), one.period, one.measure_unit, says(one)), lambda one: (*_named(one), one.period, one.measure_unit),
        lambda one: (*_named(one), one.period), lambda one: _named(one), lambda one: (one.kind, "".join(one.quote.split())),
    ]
    pairs = _pair(old, new, keys)
    found: list[Difference] = []
    for at, one in enumerate(old):
        if at not in pairs:
            found.append(Difference("dropped", one.kind, one, None))
        elif changed := tuple(_fields(one, new[pairs[at]])):
            found.append(Difference("changed", one.kind, one, new[pairs[at]], fields=changed))
    there = set(pairs.values())
    found += [Difference("added", two.kind, None, two) for at, two in enumerate(new) if at not in there]
    return sorted(found, key=lambda one: (_rank(one.kind), HOWS.index(one.how), (one.new or one.old).start))


def says(fact: Any) -> str:
    """The value of a fact with its comparator, for comparing."""
    return f"{fact.op} {fact.value_text} {fact.value2_text}".strip()


def _rank(kind: str) -> int:
    return _KINDS.index(kind) if kind in _KINDS else len(_KINDS)


def _named(fact: Any) -> tuple[str, str, str]:
    return fact.kind, "".join(fact.what.split()), "".join(fact.subject.split())


def _fields(old: Any, new: Any) -> Iterator[tuple[str, str, str]]:
    pairs = (
        ("value", f"{says(old)} {old.measure_unit}".strip(), f"{says(new)} {new.measure_unit}".strip()), ("period", old.period, new.period),
        ("units", listed(old), listed(new)), ("subject", old.subject, new.subject),
    )
    yield from ((name, was, now) for name, was, now in pairs if was != now)


def listed(fact: Any) -> str:
    """The units in charge of a task in one line."""
    return "\N{IDEOGRAPHIC COMMA}".join(one.name for one in fact.in_charge.all()) if fact.kind == "task" else ""


def _pair(old: Sequence[T], new: Sequence[T], keys: Sequence[Callable[[T], Hashable]]) -> dict[int, int]:
    """Pairs by each key in turn; things that share a key are paired in their order, where there are as many on both sides, else as far as it goes."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for key in keys:
        waiting: dict[Hashable, list[int]] = {}
        for at, two in enumerate(new):
            if at not in taken and (said := key(two)) is not None:
                waiting.setdefault(said, []).append(at)
        for at, one in enumerate(old):
            if at not in pairs and (said := key(one)) is not None and waiting.get(said):
                pairs[at] = waiting[said].pop(0)
                taken.add(pairs[at])
    return pairs


def _pair_alike(old: Sequence[Clause], new: Sequence[Clause], pairs: dict[int, int]) -> None:
    """Of the clauses that are left, those that are much alike, the likest first."""
    left = [(at, _grams(one.tight)) for at, one in enumerate(old) if at not in pairs][:400]
    taken = set(pairs.values())
    right = [(at, _grams(two.tight)) for at, two in enumerate(new) if at not in taken][:400]
    scored = [(score, a, b) for a, one in left for b, two in right if (score := _alike(one, two)) >= _ALIKE]
    for _score, a, b in sorted(scored, key=lambda one: (-one[0], abs(one[1] - one[2]), one[1])):
        if a not in pairs and b not in taken:
            pairs[a] = b
            taken.add(b)


def _grams(text: str) -> Counter[str]:
    return Counter(text[at:at + 2] for at in range(max(1, len(text) - 1)))


def _alike(one: Counter[str], two: Counter[str]) -> float:
    total = one.total() + two.total()
    if not total or min(one.total(), two.total()) * 2 / total < _ALIKE:
        return 0.0
    return 2 * sum(min(n, two[gram]) for gram, n in one.items() if gram in two) / total
