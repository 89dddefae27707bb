"""How well the reader reads: what it found held against hand-made gold.

A found statement answers a gold one when their value spans overlap, one to one, the largest overlap first. The figures
are precision, recall and F1 of finding; the share of paired statements with each field right; and *strict*, the F1 that
counts a pair only when value, unit, op, kind, period and indicator are all right. Borderline gold is never missed and
finding it is never wrong. Tasks are paired by their unit lists, citations by their place; metadata counts once for each
document that is not an excerpt.

Lives here: the figures. Not here: loading gold (``score_gold``), pairing (``score_pairs``), when two names are the same
(``score_names``), when one field is right (``score_fields``), the words for people (``score_table``).
"""
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal

from taizhang.reading.score_fields import FIELDS, STRICT, metadata_right, task_right, wrong_fields
from taizhang.reading.score_gold import Gold, GoldDocument, GoldStatement, GoldTask, load_gold
from taizhang.reading.score_names import IndicatorJudge
from taizhang.reading.score_pairs import pair
from taizhang.reading.score_table import table
from taizhang.values import Citation, Facts, Metadata, Statement, Task

__all__ = ["FIELDS", "STRICT", "Gold", "Mistake", "Score", "load_gold", "mistakes", "score"]

METADATA = ("title", "number", "issued", "issuers", "year_of", "plan_for")


@dataclass(frozen=True, slots=True)
class Found:
    """Precision, recall and their harmonic mean, each 0..1 and rounded to four digits."""

    precision: float
    recall: float
    f1: float

    @classmethod
    def of(cls, hit: int, found: int, gold: int) -> "Found":
        """From counts; nothing found and nothing to find are both 0.

        >>> Found.of(3, 4, 6)
        Found(precision=0.75, recall=0.5, f1=0.6)
        """
        p = hit / found if found else 0.0
        r = hit / gold if gold else 0.0
        return cls(round(p, 4), round(r, 4), round(2 * p * r / (p + r), 4) if p + r else 0.0)

    def as_dict(self) -> dict[str, float]:
        """The three figures by name."""
        return {"precision": self.precision, "recall": self.recall, "f1": self.f1}


@dataclass(frozen=True, slots=True)
class TaskShares:
    """Shares of the paired tasks, 0..1; ``roles`` is of those whose gold tells roles, None where none does."""

    units_exact: float
    title: float
    body: float
    number: float
    path: float
    roles: float | None


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """One document with statements: how many the gold has, F1 of finding, strict F1."""

    gold: int
    find: float
    strict: float


@dataclass(frozen=True, slots=True)
class Mistake:
    """One row that is not as the gold has it: ``at`` is a canonical offset, ``says`` a line for people."""

    doc: str
    at: int
    fact: Literal["statement", "task", "citation", "metadata"]
    what: Literal["missed", "extra", "wrong"]
    says: str

    def __str__(self) -> str:
        return f"{self.doc}@{self.at}: {self.what} {self.fact} {self.says}"


@dataclass(frozen=True, slots=True)
class Score:
    """All figures of one comparison; shares lie between 0 and 1 and are rounded to four digits."""

    documents: int
    statements: Found
    gold: int
    found: int
    fields: Mapping[str, float]
    strict: Found
    tasks: Found
    gold_tasks: int
    task_shares: TaskShares | None
    metadata: Mapping[str, float]
    citations: Found
    relation: float
    by_document: Mapping[str, DocumentScore]
    mistakes: tuple[Mistake, ...]

    def as_dict(self) -> dict[str, Any]:
        """The figures as plain data, by the names that ``docs/reading.md`` uses."""
        tasks: dict[str, Any] = {**self.tasks.as_dict(), "gold": self.gold_tasks}
        if self.task_shares:
            shares = {one.name: getattr(self.task_shares, one.name) for one in fields(TaskShares)}
            tasks |= {name: share for name, share in shares.items() if share is not None}
        return {
            "documents": self.documents,
            "statements": {**self.statements.as_dict(), "gold": self.gold, "found": self.found},
            "fields": dict(self.fields),
            "strict": self.strict.as_dict(),
            "tasks": tasks,
            "metadata": dict(self.metadata),
            "citations": {**self.citations.as_dict(), "relation": self.relation},
            "by_document": {doc: {"gold": one.gold, "find": one.find, "strict": one.strict} for doc, one in self.by_document.items()},
        }

    def table(self) -> str:
        """The figures as lines of text for a terminal."""
        return table(self.as_dict())


def score(gold: Gold, found: Iterable[Facts]) -> Score:
    """Compare what was read with the gold; documents without gold are passed over.

    A document of the gold that was not read counts as missed: take ``gold.only(names)`` to score a part.
    """
    read: dict[str, list[Facts]] = {name: [] for name in gold.docs}
    for one in found:
        if one.doc in read:
            read[one.doc].append(one)
    parts = [_Part.of(document, gold, read[document.doc]) for document in gold.documents]
    tally = _Tally()
    judge = IndicatorJudge(gold.statements)
    by_document: dict[str, DocumentScore] = {}
    for part in parts:
        tally.statements(part, judge)
        tally.tasks(part)
        tally.document(part)
        if part.statements:
            own = _Tally()
            own.statements(part, IndicatorJudge(part.statements))
            by_document[part.gold.doc] = DocumentScore(own.n_gold, own.finding().f1, own.strictly().f1)
    return tally.score(len(gold.docs), dict(sorted(by_document.items())))


def mistakes(gold: Gold, found: Iterable[Facts], limit: int | None = None) -> tuple[Mistake, ...]:
    """The rows that are not as the gold has them, in the order of documents and places."""
    return score(gold, found).mistakes[:limit]


@dataclass(frozen=True, slots=True)
class _Part:
    """The gold of one document and what was read from it."""

    gold: GoldDocument
    statements: tuple[GoldStatement, ...]
    tasks: tuple[GoldTask, ...]
    found_statements: tuple[Statement, ...]
    found_tasks: tuple[Task, ...]
    found_cites: tuple[Citation, ...]
    metadata: Metadata | None

    @classmethod
    def of(cls, document: GoldDocument, gold: Gold, read: Sequence[Facts]) -> "_Part":
        own = gold.only({document.doc})
        return cls(document, own.statements, own.tasks, tuple(s for facts in read for s in facts.statements),
                   tuple(t for facts in read for t in facts.tasks if t.units), read[-1].cites if read else (),
                   read[-1].metadata if read else None)


class _Tally:
    """Counts over documents; the figures are made from their sums."""

    def __init__(self) -> None:
        self.n_gold = self.n_found = self.hits = 0
        self.right: Counter[str] = Counter()
        self.task_gold = self.task_found = self.task_hits = self.told = 0
        self.task_right: Counter[str] = Counter()
        self.whole = 0
        self.meta: Counter[str] = Counter()
        self.cite_hits = self.cite_found = self.cite_gold = self.relations = 0
        self.mistakes: list[Mistake] = []

    def statements(self, part: _Part, judge: IndicatorJudge) -> None:
        gold, found, doc = part.statements, part.found_statements, part.gold.doc
        pairs = pair([(g.value_start, g.value_end) for g in gold], [(s.value_start, s.value_end) for s in found])
        hard = [(gold[i], found[j]) for i, j in pairs if not gold[i].borderline]
        self.n_gold += sum(not g.borderline for g in gold)
        self.n_found += len(found) - (len(pairs) - len(hard))
        self.hits += len(hard)
        for g, s in hard:
            wrong = wrong_fields(g, s, judge)
            self.right.update(name for name in FIELDS if name not in wrong)
            self.right["strict"] += not any(name in STRICT for name in wrong)
            if wrong:
                says = ", ".join(f"{name}: {a!r} read as {b!r}" for name, (a, b) in wrong.items())
                self._note(doc, g.value_start, "statement", "wrong", f"{says} in {g.quote!r}")
        met, answered = {i for i, _ in pairs}, {j for _, j in pairs}
        for i, g in enumerate(gold):
            if i not in met and not g.borderline:
                self._note(doc, g.value_start, "statement", "missed", f"{g.value_quote!r} in {g.quote!r}")
        for j, s in enumerate(found):
            if j not in answered:
                self._note(doc, s.value_start, "statement", "extra", f"{s.value_quote!r} ({s.indicator!r})")

    def tasks(self, part: _Part) -> None:
        gold, found, doc = part.tasks, part.found_tasks, part.gold.doc
        pairs = pair([(g.units_start, g.units_end) for g in gold], [(t.units_start, t.units_end) for t in found])
        self.task_gold += len(gold)
        self.task_found += len(found)
        self.task_hits += len(pairs)
        for i, j in pairs:
            right = task_right(gold[i], found[j])
            self.told += any(gold[i].roles)
            self.task_right.update(right)
            if "units_exact" not in right:
                self._note(doc, gold[i].start, "task", "wrong", f"units {list(gold[i].units)} read as {list(found[j].units)}")
        met, answered = {i for i, _ in pairs}, {j for _, j in pairs}
        for i, g in enumerate(gold):
            if i not in met:
                self._note(doc, g.start, "task", "missed", f"{g.number or ''} {g.title!r}")
        for j, t in enumerate(found):
            if j not in answered:
                self._note(doc, t.start, "task", "extra", f"{t.number or ''} {t.title!r} ({t.units_quote!r})")

    def document(self, part: _Part) -> None:
        gold, doc = part.gold, part.gold.doc
        if not gold.excerpt:
            self.whole += 1
            read = part.metadata or Metadata()
            right = metadata_right(gold, read)
            self.meta.update(right)
            for name in METADATA:
                if name not in right:
                    self._note(doc, 0, "metadata", "wrong", f"{name}: {getattr(gold, name)!r} read as {getattr(read, name)!r}")
        cites = part.found_cites
        pairs = pair([(c.start, c.end) for c in gold.cites], [(c.start, c.end) for c in cites])
        self.cite_hits += len(pairs)
        self.cite_found += len(cites)
        self.cite_gold += len(gold.cites)
        for i, j in pairs:
            self.relations += gold.cites[i].relation == cites[j].relation
            if gold.cites[i].relation != cites[j].relation:
                says = f"relation: {gold.cites[i].relation!r} read as {cites[j].relation!r} in {gold.cites[i].quote!r}"
                self._note(doc, gold.cites[i].start, "citation", "wrong", says)
        met, answered = {i for i, _ in pairs}, {j for _, j in pairs}
        for i, c in enumerate(gold.cites):
            if i not in met:
                self._note(doc, c.start, "citation", "missed", repr(c.quote))
        for j, other in enumerate(cites):
            if j not in answered:
                self._note(doc, other.start, "citation", "extra", repr(other.quote))

    def finding(self) -> Found:
        return Found.of(self.hits, self.n_found, self.n_gold)

    def strictly(self) -> Found:
        return Found.of(self.right["strict"], self.n_found, self.n_gold)

    def score(self, documents: int, by_document: Mapping[str, DocumentScore]) -> Score:
        shares = None
        if self.task_hits:
            counts, hits = self.task_right, self.task_hits
            shares = TaskShares(
                units_exact=_share(counts["units_exact"], hits), title=_share(counts["title"], hits), body=_share(counts["body"], hits),
                number=_share(counts["number"], hits), path=_share(counts["path"], hits),
                roles=_share(counts["roles"], self.told) if self.told else None)
        return Score(
            documents=documents, statements=self.finding(), gold=self.n_gold, found=self.n_found,
            fields={name: _share(self.right[name], self.hits) for name in FIELDS}, strict=self.strictly(),
            tasks=Found.of(self.task_hits, self.task_found, self.task_gold), gold_tasks=self.task_gold, task_shares=shares,
            metadata={name: _share(self.meta[name], self.whole) for name in METADATA},
            citations=Found.of(self.cite_hits, self.cite_found, self.cite_gold), relation=_share(self.relations, self.cite_hits),
            by_document=by_document, mistakes=tuple(sorted(self.mistakes, key=lambda m: (m.doc, m.at, m.fact, m.says))),
        )

    def _note(self, doc: str, at: int, fact: Literal["statement", "task", "citation", "metadata"],
              what: Literal["missed", "extra", "wrong"], says: str) -> None:
        self.mistakes.append(Mistake(doc, at, fact, what, says))


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
