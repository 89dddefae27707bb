"""Facts of a paper held against those of the text it was made from, by the figures of `taizhang.reading.score`.

The facts of the text are the gold; its offsets are moved to where the same signs stand in the paper's text, found by aligning the two.
"""
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from taizhang.reading.score import Gold, Score, score
from taizhang.reading.score_gold import GoldCitation, GoldDocument, GoldStatement, GoldTask
from taizhang.values import Facts


@dataclass(frozen=True, slots=True)
class Way:
    """Where the code points of one text stand in another; made of stretches that both have."""

    starts: tuple[int, ...]
    blocks: tuple[tuple[int, int, int], ...]  # (start in the one, start in the other, how many), blanks left out
    here: tuple[int, ...]  # offset in the one → number of its solid signs before
    there: tuple[int, ...]  # number of a solid sign → its offset in the other

    @classmethod
    def between(cls, one: str, other: str) -> "Way":
        """Align two texts by their signs, blanks left out.

        >>> way = Way.between("ab cd", "a\\nbxcd")
        >>> way.span(1, 5)
        (2, 6)
        """
        here, solid = [], []
        for sign in one:
            here.append(len(solid))
            if not sign.isspace():
                solid.append(sign)
        there = [i for i, sign in enumerate(other) if not sign.isspace()]
        matcher = SequenceMatcher(None, "".join(solid), "".join(other[i] for i in there), autojunk=False)
        blocks = tuple((block.a, block.b, block.size) for block in matcher.get_matching_blocks())
        return cls(tuple(a for a, _, _ in blocks), blocks, (*here, len(solid)), (*there, len(other)))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch stands; one of which nothing stands there has no length."""
        first, last = self._at(self.here[start], True), self._at(self.here[end] - 1, False)
        return (self.there[first], self.there[last] + 1) if first <= last else (self.there[first], self.there[first])

    def _at(self, solid: int, forward: bool) -> int:
        i = max(0, bisect_right(self.starts, solid) - 1)
        a, b, size = self.blocks[i]
        if solid < a + size:
            return b + max(0, solid - a)
        if forward:
            return self.blocks[min(i + 1, len(self.blocks) - 1)][1]
        return b + size - 1


def gold_of(facts: Facts, way: Way) -> Gold:
    """The facts of a text as gold, at the places of the other one."""
    statements = []
    for one in facts.statements:
        start, end = way.span(one.start, one.end)
        value_start, value_end = way.span(one.value_start, one.value_end)
        statements.append(GoldStatement(
            facts.doc, start, end, one.quote, value_start, value_end, one.value_quote, one.indicator, one.indicator_id, one.kind, one.measure,
            one.op, one.value, one.value2, one.unit, one.per, str(one.period) if one.period else None, one.subject))
    tasks = []
    for task in facts.tasks:
        start, end = way.span(task.start, task.end)
        units_start, units_end = way.span(task.units_start, task.units_end)
        tasks.append(GoldTask(facts.doc, start, end, task.number, task.title, task.path, units_start, units_end, task.units, task.roles))
    cites = tuple(GoldCitation(*way.span(one.start, one.end), one.quote, one.relation) for one in facts.cites)
    said = facts.metadata
    document = GoldDocument(facts.doc, said.title, said.issuers, said.number, _text(said.issued), _text(said.year_of), _text(said.plan_for), cites)
    return Gold((document,), tuple(statements), tuple(tasks))


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def compared(pairs: Iterable[tuple[Facts, Facts]]) -> Score:
    """The score of papers against their texts."""
    gold = Gold((), (), ())
    found = []
    for of_text, of_paper in pairs:
        own = gold_of(of_text, Way.between(of_text.text, of_paper.text))
        gold = Gold(gold.documents + own.documents, gold.statements + own.statements, gold.tasks + own.tasks)
        found.append(replace(of_paper, doc=of_text.doc))
    return score(gold, found)
