"""Facts by words: any run of characters of a fact's name or sentence, found by an index of pairs of characters on both engines.

What is searched is folded (one width, small letters, no blanks), so words that a line break cuts in two are found. In the embedded
database the index is an FTS5 table that triggers fill; in PostgreSQL a GIN index over a function. Both are made after migrations,
since neither is a thing of Django's, and made anew where a migration wrote the table again.
"""
import unicodedata
from collections.abc import Iterable
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models import BooleanField, F, Func, Q, Value
from django.db.models.signals import post_migrate

from taizhang.server.facts.models import Fact

TABLE = Fact._meta.db_table
INDEX = "facts_words"
MANY = 8_000
BETWEEN = "\ue000"  # stands between name and sentence, so that nothing matches across


def folded(text: str) -> str:
    """A text as it is searched.

    >>> folded("Ｒ＆Ｄ 经费")
    'r&d经费'
    """
    return "".join(unicodedata.normalize("NFKC", text).lower().split()).replace(BETWEEN, "")


def pairs(text: str, *, whole: bool = True) -> str:
    """A folded text as words of an index, one for each pair of neighbours; with ``whole`` also one for the last character.

    >>> pairs("ab"), pairs("ab", whole=False)
    ('61z62 62z', '61z62')
    """
    after = text[1:] + "\0" if whole else text[1:]
    return " ".join(f"{ord(a):x}z{ord(b):x}" if b != "\0" else f"{ord(a):x}z" for a, b in zip(text, after, strict=False))


def indexed(what: str | None, quote: str | None) -> str:
    """What the index holds of a fact."""
    return pairs(folded(what or "") + BETWEEN + folded(quote or ""))


def containing(words: Iterable[str], using: str = "default", *, roughly: bool = False) -> Q:
    """The condition for facts whose name or sentence contains every one of some words; ``roughly``: or perhaps only their pairs."""
    wanted = [one for one in map(folded, words) if one]
    if not wanted:
        return Q()
    if connections[using].vendor == "sqlite":
        return Q(_among(_match([one[i:i + 2] for one in wanted for i in range(max(1, len(one) - 1))] if roughly else wanted), using))
    found = Q()
    for one in wanted:
        if len(one) > 1:
            found &= Q(_Has(F("what"), F("quote"), Value([one[i:i + 2] for i in range(len(one) - 1)])))
        if len(one) == 1 or (len(one) > 2 and not roughly):
            found &= Q(_Within(F("what"), F("quote"), Value(one)))
    return found


def holding_pairs(words: Iterable[str], limit: int, using: str = "default") -> list[int] | None:
    """Ids of rows, older versions too, that hold every pair of some words of two characters and more; None where that is more than so many.

    The same on both engines, and asked of the index alone: whether the pairs stand in a row is for `says` to tell.
    """
    wanted = sorted({one[i:i + 2] for one in map(folded, words) for i in range(len(one) - 1)})
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            asked = " AND ".join(f'"{pairs(one, whole=False)}"' for one in wanted)
            cursor.execute(f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s LIMIT %s", [asked, limit + 1])  # noqa: S608
        else:
            cursor.execute(f"SELECT id FROM {TABLE} WHERE taizhang_pairs(what, quote) @> %s::text[] LIMIT %s", [wanted, limit + 1])  # noqa: S608
        found = [row[0] for row in cursor.fetchall()]
    return found if len(found) <= limit else None


def says(what: str, quote: str, words: Iterable[str]) -> bool:
    """Whether a name or sentence contains every one of some folded words, as `containing` finds them."""
    said = folded(what) + BETWEEN + folded(quote)
    return all(one in said for one in words)


def _match(wanted: Iterable[str]) -> str:
    """Folded words as the embedded index is asked."""
    return " AND ".join(f'"{pairs(one, whole=False)}"' if len(one) > 1 else f"{ord(one):x}z*" for one in wanted)


def _among(asked: str, using: str) -> Any:
    """Among the rows the index finds. Where these are many, the ledger is scanned and not looked up row by row: the unary plus says so."""
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM (SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s LIMIT {MANY})", [asked])  # noqa: S608
        many = cursor.fetchone()[0] >= MANY
    return _Found(F("pk"), asked=asked, plus="+" if many else "")


class _Found(Func):
    output_field = BooleanField()
    template = f"(%(plus)s%(expressions)s IN (SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %%s))"

    def __init__(self, *given: Any, asked: str, plus: str) -> None:
        super().__init__(*given, plus=plus)
        self.asked = asked

    def as_sql(self, compiler: Any, connection: Any, *given: Any, **more: Any) -> Any:
        sql, held = super().as_sql(compiler, connection, *given, **more)
        return sql, [*held, self.asked]


class _Has(Func):
    output_field = BooleanField()

    def as_sql(self, compiler: Any, connection: Any, *given: Any, **more: Any) -> Any:
        what, quote, wanted = (compiler.compile(one) for one in self.source_expressions)
        return f"(taizhang_pairs({what[0]}, {quote[0]}) @> {wanted[0]}::text[])", [*what[1], *quote[1], *wanted[1]]


class _Within(Func):
    output_field = BooleanField()

    def as_sql(self, compiler: Any, connection: Any, *given: Any, **more: Any) -> Any:
        what, quote, wanted = (compiler.compile(one) for one in self.source_expressions)
        return (f"(strpos(taizhang_folded({what[0]}) || '{BETWEEN}' || taizhang_folded({quote[0]}), {wanted[0]}) > 0)",
                [*what[1], *quote[1], *wanted[1]])


def ready() -> None:
    """Give connections the function that triggers call, and have the index made after migrations."""
    connection_created.connect(_teach, dispatch_uid="facts.searching")
    post_migrate.connect(_ensure, dispatch_uid="facts.searching")


def _teach(connection: BaseDatabaseWrapper, **more: Any) -> None:
    if connection.vendor == "sqlite":
        connection.connection.create_function("taizhang_pairs", 2, indexed, deterministic=True)


def _ensure(app_config: Any, using: str, **more: Any) -> None:
    if app_config.label == "facts" and TABLE in connections[using].introspection.table_names():
        ensure(connections[using])


def ensure(connection: BaseDatabaseWrapper) -> None:
    """Make the index where it is missing, with what the table holds already."""
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for statement in _POSTGRESQL:
                cursor.execute(statement)
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE name IN (%s, %s, %s)", [INDEX, f"{INDEX}_in", f"{INDEX}_out"])
        if len(cursor.fetchall()) == 3:
            return
        cursor.execute(f"DROP TABLE IF EXISTS {INDEX}")
        for statement in _SQLITE:
            cursor.execute(statement)
        cursor.execute(f"INSERT INTO {INDEX}(rowid, words) SELECT id, taizhang_pairs(what, quote) FROM {TABLE}")  # noqa: S608


_SQLITE = (
    f"CREATE VIRTUAL TABLE {INDEX} USING fts5(words, content='', tokenize='ascii')",
    f"DROP TRIGGER IF EXISTS {INDEX}_in",
    f"DROP TRIGGER IF EXISTS {INDEX}_out",
    f"CREATE TRIGGER {INDEX}_in AFTER INSERT ON {TABLE} BEGIN "
    f"INSERT INTO {INDEX}(rowid, words) VALUES (NEW.id, taizhang_pairs(NEW.what, NEW.quote)); END",
    # rows of history are not removed; this serves what empties the database of a test
    f"CREATE TRIGGER {INDEX}_out AFTER DELETE ON {TABLE} BEGIN "
    f"INSERT INTO {INDEX}({INDEX}, rowid, words) VALUES ('delete', OLD.id, taizhang_pairs(OLD.what, OLD.quote)); END",
)
_POSTGRESQL = (
    r"CREATE OR REPLACE FUNCTION taizhang_folded(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS "
    rf"$$ SELECT replace(regexp_replace(lower(normalize(given, NFKC)), '\s+', '', 'g'), '{BETWEEN}', '') $$",
    # Its price is said, so that the index is asked and not row after row of a table, however common a word is.
    # pg_restore builds the index under an empty search path: the function brings its own, to find the one it calls.
    "CREATE OR REPLACE FUNCTION taizhang_pairs(what text, quote text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 5000 "
    "SET search_path FROM CURRENT AS $$ "
    f"SELECT coalesce(array_agg(DISTINCT substr(said, i, 2)), '{{}}') FROM (SELECT taizhang_folded(what) || '{BETWEEN}' || taizhang_folded(quote) AS said) s, "
    "generate_series(1, length(said) - 1) AS i $$",
    f"CREATE INDEX IF NOT EXISTS {INDEX} ON {TABLE} USING gin (taizhang_pairs(what, quote))",
)
