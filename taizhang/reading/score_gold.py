"""Hand-made gold: what a reader should find, as ``docs/reading.md`` describes the fields.

Lives here: the rows of a gold folder and loading them. Not here: comparing them with what was found (``score``).
"""
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from taizhang.values.errors import UsageError


@dataclass(frozen=True, slots=True)
class GoldStatement:
    """One statement of the gold; ``borderline`` is never missed and never wrong, ``unscored`` fields always right."""

    doc: str
    start: int
    end: int
    quote: str
    value_start: int
    value_end: int
    value_quote: str
    indicator: str | None
    indicator_id: str | None
    kind: str | None
    measure: str | None
    op: str | None
    value: Decimal | None
    value2: Decimal | None
    unit: str | None
    per: str | None
    period: str | None
    subject: str | None
    borderline: bool = False
    unscored: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class GoldTask:
    """One task of the gold; ``roles`` is empty where the text draws no distinction."""

    doc: str
    start: int
    end: int
    number: str | None
    title: str | None
    path: tuple[str, ...]
    units_start: int
    units_end: int
    units: tuple[str, ...]
    roles: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class GoldCitation:
    """One document that another one names."""

    start: int
    end: int
    quote: str
    relation: str | None


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One document of the gold; an ``excerpt`` has no metadata to find."""

    doc: str
    title: str | None
    issuers: tuple[str, ...]
    number: str | None
    issued: str | None
    year_of: str | None
    plan_for: str | None
    cites: tuple[GoldCitation, ...]
    excerpt: bool = False


@dataclass(frozen=True, slots=True)
class Gold:
    """All rows of a gold folder, in the order of its files."""

    documents: tuple[GoldDocument, ...]
    statements: tuple[GoldStatement, ...]
    tasks: tuple[GoldTask, ...]

    @property
    def docs(self) -> frozenset[str]:
        """The names of the documents that have gold."""
        return frozenset(one.doc for one in self.documents)

    def only(self, docs: Collection[str]) -> "Gold":
        """The part about some documents, by name; names without gold are passed over."""
        return Gold(tuple(x for x in self.documents if x.doc in docs), tuple(x for x in self.statements if x.doc in docs),
                    tuple(x for x in self.tasks if x.doc in docs))


def load_gold(folder: Path | str) -> Gold:
    """Read ``*.documents.jsonl``, ``*.statements.jsonl`` and ``*.tasks.jsonl`` of a folder; other files are not gold.

    Raises `UsageError` where the folder has no gold, a row is not what it should be, or a row is about a document
    that has no row of its own.
    """
    root = Path(folder)
    if not root.is_dir():
        raise UsageError("is not a folder of gold", where=str(folder), hint="give the folder that holds *.documents.jsonl")
    documents = tuple(_document(row) for row in _rows(root, "documents"))
    statements = tuple(_statement(row) for row in _rows(root, "statements"))
    tasks = tuple(_task(row) for row in _rows(root, "tasks"))
    if not documents:
        raise UsageError("holds no gold", where=str(folder), why="no row in any *.documents.jsonl")
    gold = Gold(documents, statements, tasks)
    orphans = ({one.doc for one in statements} | {one.doc for one in tasks}) - gold.docs
    if orphans:
        raise UsageError(f"the gold about {min(orphans)!r} is incomplete", where=str(folder), why="no *.documents.jsonl has a row for it")
    return gold


class _Row:
    """One object of a gold file, with errors that say where it stands."""

    def __init__(self, line: str, where: str) -> None:
        self.where = where
        try:
            found = json.loads(line, parse_float=Decimal, parse_int=Decimal)
        except ValueError as error:
            raise UsageError("is not a row of gold", where=where, why=str(error)) from error
        if not isinstance(found, dict):
            raise UsageError("is not a row of gold", where=where, why="not an object")
        self.row: dict[str, Any] = found

    def whole(self, key: str) -> int:
        value = self.row.get(key)
        if not isinstance(value, Decimal):
            raise UsageError(f"{key!r} is not a number", where=self.where)
        return int(value)

    def text(self, key: str) -> str | None:
        value = self.row.get(key)
        return None if value is None else str(value)

    def number(self, key: str) -> Decimal | None:
        value = self.row.get(key)
        if value is not None and not isinstance(value, Decimal):
            raise UsageError(f"{key!r} is not a number", where=self.where)
        return value

    def listed(self, key: str) -> tuple[str, ...]:
        return tuple(str(x) for x in self.row.get(key) or ())


def _rows(root: Path, kind: str) -> Iterator[_Row]:
    for path in sorted(root.glob(f"*.{kind}.jsonl")):
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
            if line.strip():
                yield _Row(line, f"{path.name}:{number}")


def _statement(row: _Row) -> GoldStatement:
    return GoldStatement(
        doc=row.text("doc") or "", start=row.whole("start"), end=row.whole("end"), quote=row.text("quote") or "",
        value_start=row.whole("value_start"), value_end=row.whole("value_end"), value_quote=row.text("value_quote") or "",
        indicator=row.text("indicator"), indicator_id=row.text("indicator_id"), kind=row.text("kind"), measure=row.text("measure"),
        op=row.text("op"), value=row.number("value"), value2=row.number("value2"), unit=row.text("unit"), per=row.text("per"),
        period=row.text("period"), subject=row.text("subject"), borderline=bool(row.row.get("borderline")),
        unscored=frozenset(row.listed("unscored")),
    )


def _task(row: _Row) -> GoldTask:
    return GoldTask(
        doc=row.text("doc") or "", start=row.whole("start"), end=row.whole("end"), number=row.text("number"), title=row.text("title"),
        path=row.listed("path"), units_start=row.whole("units_start"), units_end=row.whole("units_end"), units=row.listed("units"),
        roles=tuple(None if x is None else str(x) for x in row.row.get("roles") or ()),
    )


def _document(row: _Row) -> GoldDocument:
    cites = []
    for cite in row.row.get("cites") or ():
        inner = _Row("{}", row.where)
        inner.row = cite
        cites.append(GoldCitation(inner.whole("start"), inner.whole("end"), inner.text("quote") or "", inner.text("relation")))
    return GoldDocument(
        doc=row.text("doc") or "", title=row.text("title"), issuers=row.listed("issuers"), number=row.text("number"),
        issued=row.text("issued"), year_of=row.text("year_of"), plan_for=row.text("plan_for"), cites=tuple(cites),
        excerpt=bool(row.row.get("excerpt")),
    )
