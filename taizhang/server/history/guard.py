"""The database itself refuses to change history: triggers on both engines, for whatever reaches it past our code.

Guarded are all tables of `Versioned` models and those marked with `written_once`. A row may be written; of its columns only those
named in the rule may change, from empty to a value and once; nothing is removed. The audit app lifts the guards before
migrations, which may have to touch rows, and sets them afterwards, so that no migration has to speak of them. Tests that empty
the database lift them while they do (`lifted`).
"""
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from django.apps import apps
from django.db import models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from taizhang.server.history.models import Versioned

PREFIX = "guard_"
FUNCTION = "taizhang_guard"
Model = TypeVar("Model", bound=type[models.Model])


@dataclass(frozen=True, slots=True)
class Rule:
    """What may still happen to a written row: columns that may be filled ``once``; else a change that ``emptied`` describes.

    ``emptied`` is (columns that become empty, column that becomes filled and says why): the one way to destroy a value.
    """

    once: tuple[str, ...] = ()
    emptied: tuple[tuple[str, ...], str] | None = None


RULES: dict[type[models.Model], Rule] = {}


def written_once(*once: str, emptied: tuple[tuple[str, ...], str] | None = None) -> Callable[[Model], Model]:
    """Mark a model whose rows are written once; ``once`` are the fields that are filled later, once."""

    def mark(model: Model) -> Model:
        RULES[model] = Rule(once, emptied)
        return model

    return mark


def guarded() -> dict[type[models.Model], Rule]:
    """All guarded models with their rules."""
    found: dict[type[models.Model], Rule] = {
        model: Rule(("superseded_at",)) for model in apps.get_models() if issubclass(model, Versioned)}
    return found | RULES


def set_guards(connection: BaseDatabaseWrapper) -> None:
    """Have every guard there is a table for, with the rule of this release; what is there already is left."""
    wanted, there = _wanted(connection), _there(connection)
    if wanted.keys() == there.keys():
        return
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        for name in there.keys() - wanted.keys():
            cursor.execute(_drop(connection, name, there[name]))
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        for name in wanted.keys() - there.keys():
            cursor.execute(wanted[name])


def lift_guards(connection: BaseDatabaseWrapper) -> None:
    """Take all guards away: before a migration, or to empty the database of a test."""
    there = _there(connection)
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        for name, table in there.items():
            cursor.execute(_drop(connection, name, table))


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Without guards for a while."""
    lift_guards(connection)
    try:
        yield
    finally:
        set_guards(connection)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Tables whose guard is not in place, or not the one of this release."""
    there = _there(connection)
    return sorted({_table_of(name) for name in _wanted(connection) if name not in there})


def _wanted(connection: BaseDatabaseWrapper) -> dict[str, str]:
    tables = set(connection.introspection.table_names())
    found = {}
    for model, rule in guarded().items():
        table = model._meta.db_table
        if table in tables:
            for event, condition in (("update", _changed(connection, model, rule)), ("delete", "")) + (
                    (("truncate", ""),) if connection.vendor == "postgresql" else ()):
                # The condition is part of the name: a guard of an older release is told from today's.
                name = f"{PREFIX}{table}_{event}_{hashlib.sha256(condition.encode()).hexdigest()[:8]}"
                found[name] = _create(connection, name, table, event, condition)
    return found


def _table_of(name: str) -> str:
    return name.removeprefix(PREFIX).rsplit("_", 2)[0]


def _there(connection: BaseDatabaseWrapper) -> dict[str, str]:
    asked = {
        "sqlite": r"SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard\_%' ESCAPE '\'",
        "postgresql": r"SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
                      r"WHERE tgname LIKE 'guard\_%' AND relnamespace = current_schema()::regnamespace",
    }
    with connection.cursor() as cursor:
        cursor.execute(asked[connection.vendor])
        return dict(cursor.fetchall())


def _changed(connection: BaseDatabaseWrapper, model: type[models.Model], rule: Rule) -> str:
    """The condition under which an update is refused."""
    unlike = "IS DISTINCT FROM" if connection.vendor == "postgresql" else "IS NOT"
    quote = connection.ops.quote_name
    fields: dict[str, Any] = {field.name: field for field in model._meta.concrete_fields}
    refused = []
    for name, field in fields.items():
        column = quote(field.column)
        differs = f"OLD.{column} {unlike} NEW.{column}"
        refused.append(f"({differs} AND NOT ({_empty(field, f'OLD.{column}')}))" if name in rule.once else differs)
    plain = " OR ".join(refused)
    if rule.emptied is None:
        return plain
    gone, why = rule.emptied
    said = quote(fields[why].column)
    same = " AND ".join(f"NOT (OLD.{quote(f.column)} {unlike} NEW.{quote(f.column)})" for n, f in fields.items() if n not in (*gone, why))
    empty = " AND ".join(_empty(fields[name], f"NEW.{quote(fields[name].column)}") for name in gone)
    return f"({plain}) AND NOT (OLD.{said} IS NULL AND NEW.{said} IS NOT NULL AND {empty} AND {same})"


def _empty(field: Any, column: str) -> str:
    return f"{column} = ''" if isinstance(field, (models.CharField, models.TextField)) and not field.null else f"{column} IS NULL"


def _create(connection: BaseDatabaseWrapper, name: str, table: str, event: str, condition: str) -> str:
    quote = connection.ops.quote_name
    when = f" WHEN ({condition})" if condition else ""
    if connection.vendor == "postgresql":
        each = "STATEMENT" if event == "truncate" else "ROW"
        return f"CREATE TRIGGER {quote(name)} BEFORE {event} ON {quote(table)} FOR EACH {each}{when} EXECUTE FUNCTION {FUNCTION}()"
    said = f"'rows of {table} are history: no {event}'"
    return f"CREATE TRIGGER {quote(name)} BEFORE {event} ON {quote(table)} FOR EACH ROW{when} BEGIN SELECT RAISE(ABORT, {said}); END"


def _drop(connection: BaseDatabaseWrapper, name: str, table: str) -> str:
    quote = connection.ops.quote_name
    return f"DROP TRIGGER IF EXISTS {quote(name)}" + (f" ON {quote(table)}" if connection.vendor == "postgresql" else "")


_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are history: no %', TG_TABLE_NAME, lower(TG_OP) USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
