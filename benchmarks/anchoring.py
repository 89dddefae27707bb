"""Facts found again after edits: random edits to real texts, where it is known which facts they left alone and where these stand now.

``python -m benchmarks.anchoring [N]`` makes N edited versions (1,000) and writes the figures into docs/server.md. Edits are of the kinds a
newer version of a document brings: a line broken or joined, a clause inserted, characters corrected, a clause moved, a sentence left out.
A fact is *untouched* where every character of its quote still stands there, one after the other, line breaks aside; so, of a task, where
its list of units does too. Placed on any other stretch than its own, a fact counts as wrong, whatever the words there say.
"""
import os
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("TAIZHANG_SHARED") or ROOT.parent / "shared")
LONGEST = 60_000  # characters of a text that is edited
_SENTENCE = re.compile("[^\u3002\uff1b\n]*[\u3002\uff1b\n]+")
_FRESH = -1

Piece = tuple[str, int]  # a character and where it stood before; _FRESH where it is new
Edit = Callable[[list[Piece], random.Random, Sequence[str]], list[Piece]]


def line_break(text: list[Piece], chance: random.Random, strange: Sequence[str]) -> list[Piece]:
    """A line broken somewhere, or two joined."""
    breaks = [i for i, (sign, _) in enumerate(text) if sign == "\n" and 0 < i < len(text) - 1]
    if breaks and chance.random() < 0.5:
        at = chance.choice(breaks)
        return text[:at] + text[at + 1:]
    at = chance.randrange(1, len(text))
    return [*text[:at], ("\n", _FRESH), *text[at:]]


def inserted(text: list[Piece], chance: random.Random, strange: Sequence[str]) -> list[Piece]:
    """A clause of another document, at the end of a sentence or behind a comma."""
    at = chance.choice(_ends(text, "\u3002\uff1b\n" if chance.random() < 0.7 else "\uff0c\u3001") or [len(text)])
    return [*text[:at], *((sign, _FRESH) for sign in chance.choice(strange)), *text[at:]]


def corrected(text: list[Piece], chance: random.Random, strange: Sequence[str]) -> list[Piece]:
    """One to three characters replaced: a digit by another, a character by one of another document."""
    at, n = chance.randrange(len(text)), chance.randint(1, 3)
    other = "".join(chance.choice(strange).split()) or "x"
    made = list(text)
    for i in range(at, min(at + n, len(text))):
        sign = text[i][0]
        if not sign.isspace():
            fresh = chance.choice([one for one in "0123456789" if one != sign]) if sign.isdigit() else chance.choice(other)
            if fresh != sign:
                made[i] = (fresh, _FRESH)
    return made


def moved(text: list[Piece], chance: random.Random, strange: Sequence[str]) -> list[Piece]:
    """One to three sentences put elsewhere."""
    ends = [0, *_ends(text, "\u3002\uff1b\n")]
    if len(ends) < 6:
        return text
    first = chance.randrange(len(ends) - 3)
    last = first + chance.randint(1, 3)
    taken, rest = text[ends[first]:ends[last]], text[:ends[first]] + text[ends[last]:]
    at = chance.choice([0, *_ends(rest, "\u3002\uff1b\n")])
    return rest[:at] + taken + rest[at:]


def left_out(text: list[Piece], chance: random.Random, strange: Sequence[str]) -> list[Piece]:
    """A sentence left out."""
    ends = [0, *_ends(text, "\u3002\uff1b\n")]
    if len(ends) < 4:
        return text
    at = chance.randrange(len(ends) - 1)
    return text[:ends[at]] + text[ends[at + 1]:]


EDITS: dict[str, Edit] = {
    "a line broken or joined": line_break, "a clause inserted": inserted, "characters corrected": corrected, "a clause moved": moved,
    "a sentence left out": left_out,
}
SEVERAL = {"two to eight of these at once": (2, 8), "thirty of these at once": (30, 30)}


def _ends(text: Sequence[Piece], signs: str) -> list[int]:
    return [i + 1 for i, (sign, _) in enumerate(text) if sign in signs]


@dataclass(slots=True)
class Figures:
    """What became of facts: ``untouched`` ones, of which ``found`` where they stand; ``wrong``: any fact placed on another stretch."""

    versions: int = 0
    facts: int = 0
    untouched: int = 0
    found: int = 0
    touched: int = 0
    listed: int = 0
    wrong: int = 0
    examples: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Of the untouched, how many were found again."""
        return self.found / self.untouched if self.untouched else 1.0

    def add(self, other: "Figures") -> None:
        """Count together."""
        for name in ("versions", "facts", "untouched", "found", "touched", "listed", "wrong"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.examples += other.examples[: max(0, 40 - len(self.examples))]


def places(text: Sequence[Piece]) -> dict[int, int]:
    """Where each character of the old text stands now."""
    return {old: at for at, (_, old) in enumerate(text) if old != _FRESH}


def truth(old: str, edited: Sequence[Piece], now: dict[int, int], start: int, end: int) -> tuple[int, int] | None:
    """Where ``old[start:end]`` stands now if every sign of it does, one after the other; None where it was touched."""
    signs = [i for i in range(start, end) if not old[i].isspace()]
    spots = [now.get(i, -1) for i in signs]
    if not spots or -1 in spots:
        return None
    for one, two in zip(spots, spots[1:], strict=False):
        if two <= one or any(not edited[k][0].isspace() for k in range(one + 1, two)):
            return None
    return spots[0], spots[-1] + 1


def held(old: str, edited: Sequence[Piece], facts: Sequence[Any]) -> Figures:
    """One edited version held against where its facts truly stand."""
    from taizhang.server.imports.moving import moves

    new, now = "".join(sign for sign, _ in edited), places(edited)
    made = Figures(versions=1, facts=len(facts))
    for fact, place in zip(facts, moves(old, new, facts).spans, strict=True):
        real = truth(old, edited, now, fact.start, fact.end)
        start, end = fact.fields.get("units_start"), fact.fields.get("units_end")
        if real is not None and fact.kind == "task" and isinstance(start, int) and isinstance(end, int) and start < end:
            real = real if truth(old, edited, now, start, end) else None
        if real is not None and fact.value_start is not None and not fact.start <= fact.value_start < fact.value_end <= fact.end:
            real = real if truth(old, edited, now, fact.value_start, fact.value_end) else None
        made.untouched += real is not None
        made.touched += real is None
        if place is None:
            made.listed += 1
            if real is not None:
                made.examples.append(f"not found: {fact.kind} {fact.quote[:60]!r}")
        elif (place.start, place.end) == real:
            made.found += 1
        else:
            own = truth(old, edited, now, fact.start, fact.end)
            if own == (place.start, place.end):  # its words are where it was placed; what was touched lies beside them
                continue
            made.wrong += 1
            made.examples.append(f"wrong: {fact.kind} {fact.quote[:60]!r}")
    return made


def texts(paths: Iterable[Path]) -> list[tuple[str, list[Any]]]:
    """Texts with the facts the reader finds in them, as rows that are not stored."""
    import taizhang
    from taizhang.publishing import jsonl
    from taizhang.server.facts.making import make, rows_of

    found = []
    for path in paths:
        read = taizhang.read(path)
        if len(read.text) <= LONGEST:
            facts = rows_of(make(list(jsonl.lines([read])), read.text))[0]
            if facts:
                found.append((read.text, facts))
    return found


def clauses(of: Iterable[tuple[str, list[Any]]]) -> list[str]:
    """Sentences to insert, from all texts."""
    return [one for text, _ in of for one in _SENTENCE.findall(text) if 8 < len(one.strip()) < 120][:4000]


def measure(of: Sequence[tuple[str, list[Any]]], versions: int, seed: int = 1, kinds: Sequence[str] = (*EDITS, *SEVERAL)) -> dict[str, Figures]:
    """Edit the texts so many times, in turn by each kind of edit, and count what became of the facts."""
    chance, figures, strange = random.Random(seed), {name: Figures() for name in kinds}, clauses(of)
    for n in range(versions):
        kind = kinds[n % len(kinds)]
        old, facts = of[chance.randrange(len(of))]
        edited = [(sign, at) for at, sign in enumerate(old)]
        for _ in range(chance.randint(*SEVERAL.get(kind, (1, 1)))):
            edit = EDITS[kind] if kind in EDITS else EDITS[chance.choice(list(EDITS))]
            edited = edit(edited, chance, strange)
        figures[kind].add(held(old, edited, facts))
    return figures


def total(figures: dict[str, Figures]) -> Figures:
    """All kinds of edit together."""
    made = Figures()
    for one in figures.values():
        made.add(one)
    return made


def rows(figures: dict[str, Figures]) -> list[tuple[str, ...]]:
    """The table of the docs."""
    said = [*figures.items(), ("all", total(figures))]
    return [(name, f"{one.versions:,}", f"{one.untouched:,}", f"{one.share:.5f}", f"{one.touched:,}", str(one.wrong)) for name, one in said]


HEADS = ("Edit", "Versions", "Untouched facts", "Found again", "Facts that were touched", "Placed wrongly")


def main(versions: int) -> int:
    """Measure, print and write the figures into the docs."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from tools.blocks import fill, table

    real = [path for part in ("seeds", "reading/texts", "corpus") for path in sorted((SHARED / part).rglob("*.txt"))]
    of = texts(real)
    figures = measure(of, versions)
    for row in rows(figures):
        print(*row, sep="  ")
    for name, n in Counter(one.partition(":")[0] for one in total(figures).examples).items():
        print(name, n)
    print(*total(figures).examples[:20], sep="\n")
    if not real:
        return 0  # the figures on the page stay as they are
    page = ROOT / "docs/server.md"
    page.write_text(fill(page.read_text("utf-8"), "anchoring", table(list(HEADS), [list(one) for one in rows(figures)])), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
