"""The index of words: filled and asked here alone, on both engines with the same tokens and the same meaning.

The embedded database keeps it as an FTS5 table without content, PostgreSQL as a column of lexemes beside the passage with a GIN
index. No engine cuts words itself: what stands there are our tokens, one after the other. Both are made after migrations, since neither
is a thing of Django's. An FTS5 table without content forgets everything at once or nothing, so passages are removed all together.
"""
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate

from taizhang.server.search.models import SHIFT, Passage
from taizhang.text.tokens import Phrase

TABLE = Passage._meta.db_table
INDEX = "search_words"
HEADING = "\ue048"  # a token that no text has: ends every passage that is a heading
WHOLE = 1 << SHIFT
FEW = 200  # texts


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a passage has to hold: every one of ``all``, none of ``none``; a heading, none, or either."""

    all: tuple[Phrase, ...]
    none: tuple[Phrase, ...] = ()
    heading: bool | None = None

    def but(self, *more: Phrase) -> "Wanted":
        """The same without passages that hold any of these."""
        return Wanted(self.all, (*self.none, *more), self.heading)

    def fts5(self) -> str:
        """As the embedded database is asked."""
        marker = Phrase((HEADING,))
        asked = " AND ".join(_fts5(one) for one in (*self.all, *((marker,) if self.heading else ())))
        left = [*self.none, *((marker,) if self.heading is False else ())]
        return f"({asked}) NOT ({' OR '.join(map(_fts5, left))})" if left else asked

    def tsquery(self) -> str:
        """As PostgreSQL is asked.

        >>> Wanted((Phrase(("87", "b"), True),), (Phrase(("c",)),)).tsquery()
        "('87' <-> 'b':*) & !('c')"
        """
        marker = Phrase((HEADING,))
        asked = [_tsquery(one) for one in (*self.all, *((marker,) if self.heading else ()))]
        left = [*self.none, *((marker,) if self.heading is False else ())]
        return " & ".join([*asked, *(f"!{_tsquery(one)}" for one in left)])


def _fts5(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.words)}"' + (" *" if phrase.prefix else "")


def _tsquery(phrase: Phrase) -> str:
    # Tokens hold letters, digits and & + . % only: nothing has to be escaped.
    words = [f"'{word}'" for word in phrase.words]
    return f"({' <-> '.join(words)}{':*' if phrase.prefix else ''})"


def matching(wanted: Wanted, limit: int, using: str = "default") -> list[int] | None:
    """Ids of passages, in no order; None where there are more than ``limit``."""
    found = _matching(wanted, limit + 1, using)
    return found if len(found) <= limit else None


def _matching(wanted: Wanted, limit: int, using: str) -> list[int]:
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s LIMIT %s", [wanted.fts5(), limit])  # noqa: S608
        else:
            cursor.execute(f"SELECT id FROM {TABLE} WHERE words @@ %s::tsquery LIMIT %s", [wanted.tsquery(), limit])  # noqa: S608
        return [row[0] for row in cursor.fetchall()]


def matching_in(wanted: Wanted, texts: Sequence[int], using: str = "default") -> list[int]:
    """Ids of the passages of some texts."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            # Of a few texts each passage is looked at: to ask the index and leave most of what it finds costs many times as much.
            few = f"SELECT id, words FROM {TABLE} WHERE text_id = ANY(%s) {'OFFSET 0' if len(texts) <= FEW else ''}"  # noqa: S608
            cursor.execute(f"SELECT id FROM ({few}) few WHERE words @@ %s::tsquery", [list(texts), wanted.tsquery()])  # noqa: S608
            return [row[0] for row in cursor.fetchall()]
        asked, found = wanted.fts5(), []
        for text in texts:
            cursor.execute(f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s AND rowid BETWEEN %s AND %s",  # noqa: S608
                           [asked, text << SHIFT, (text << SHIFT) + WHOLE - 1])
            found += [row[0] for row in cursor.fetchall()]
        return found


def texts_holding(wanted: Wanted, among: Sequence[int] | None, using: str = "default") -> list[int]:
    """The texts, of all or of some, that have any such passage."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"SELECT DISTINCT rowid >> {SHIFT} FROM {INDEX} WHERE {INDEX} MATCH %s", [wanted.fts5()])  # noqa: S608
            kept = None if among is None else set(among)
            return [row[0] for row in cursor.fetchall() if kept is None or row[0] in kept]
        some = "" if among is None else " AND text_id = ANY(%s)"
        cursor.execute(f"SELECT DISTINCT text_id FROM {TABLE} WHERE words @@ %s::tsquery{some}",  # noqa: S608
                       [wanted.tsquery(), *([] if among is None else [list(among)])])
        return [row[0] for row in cursor.fetchall()]


def write(rows: Iterable[tuple[Passage, Sequence[str]]], using: str = "default") -> None:
    """Keep passages with their tokens, in the caller's transaction."""
    connection = connections[using]
    columns = f'INSERT INTO {TABLE} (id, text_id, start, "end", node, heading'
    made = [((one.pk, one.text_id, one.start, one.end, one.node, one.heading), [*words, *([HEADING] if one.heading else [])])
            for one, words in rows]
    if not made:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(f"{columns}) VALUES (%s, %s, %s, %s, %s, %s)", [row for row, _ in made])
            cursor.executemany(f"INSERT INTO {INDEX}(rowid, words) VALUES (%s, %s)",  # noqa: S608
                               [(row[0], " ".join(words)) for row, words in made])
        else:
            cursor.executemany(f"{columns}, words) VALUES (%s, %s, %s, %s, %s, %s, %s::tsvector)",
                               [(*row, _tsvector(words)) for row, words in made])


def _tsvector(words: Sequence[str]) -> str:
    return " ".join(f"'{word}':{i}" for i, word in enumerate(words, 1))


def empty(using: str = "default") -> None:
    """Take all passages out; the index follows. Who searches meanwhile is not kept waiting, as emptying a table at once would."""
    with connections[using].cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608


def ready() -> None:
    """Have the index made after migrations."""
    post_migrate.connect(_ensure, dispatch_uid="search.index")


def _ensure(app_config: Any, using: str, **more: Any) -> None:
    if app_config.label == "search" and TABLE in connections[using].introspection.table_names():
        ensure(connections[using])


def ensure(connection: BaseDatabaseWrapper) -> None:
    """Make the index where it is missing; texts are then not in it yet, and `filling` sees that."""
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Asked first: what is there already is not locked.
            cursor.execute("SELECT 1 FROM pg_indexes WHERE schemaname = current_schema() AND indexname = %s", [INDEX])
            for statement in _POSTGRESQL if cursor.fetchone() is None else ():
                cursor.execute(statement)
            return
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE name IN (%s, %s)", [INDEX, f"{INDEX}_out"])
        if cursor.fetchone()[0] == 2:
            return
        for statement in _SQLITE:
            cursor.execute(statement)


_SQLITE = (
    f"DROP TRIGGER IF EXISTS {INDEX}_out",
    f"DROP TABLE IF EXISTS {INDEX}",
    # what is left over is in no index: it has to be made anew
    f"DELETE FROM {TABLE}",
    "DELETE FROM search_indexed",
    f"CREATE VIRTUAL TABLE {INDEX} USING fts5(words, content='', columnsize=0, prefix='1', tokenize=\"ascii tokenchars '&+.%'\")",
    f"CREATE TRIGGER {INDEX}_out AFTER DELETE ON {TABLE} WHEN NOT EXISTS (SELECT 1 FROM {TABLE}) BEGIN "
    f"INSERT INTO {INDEX}({INDEX}) VALUES ('delete-all'); END",
)
_POSTGRESQL = (
    f"ALTER TABLE {TABLE} ADD COLUMN IF NOT EXISTS words tsvector",
    # no list of pending entries: who searches would read it through each time
    f"CREATE INDEX IF NOT EXISTS {INDEX} ON {TABLE} USING gin (words) WITH (fastupdate = off)",
)
