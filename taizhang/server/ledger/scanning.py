"""Conditions that do not choose the index: half of a large ledger is not looked up row by row, it is read in the order of the page."""
from typing import Any

from django.db.models import F, Func, Lookup, Q
from django.db.models.expressions import Expression

from taizhang.server.facts.models import Fact


class Plain(Func):
    """A column that SQLite uses no index for (its unary plus); for PostgreSQL, which weighs by itself, the column."""

    template = "%(expressions)s"
    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """The column with the plus."""
        return self.as_sql(compiler, connection, template="+%(expressions)s", **more)


def plain(**wanted: Any) -> Q:
    """As ``Q(**wanted)`` with one lookup each (``kind__in=…``, ``year__gte=…``), scanning."""
    found = Q()
    for written, value in wanted.items():
        name, _, lookup = written.partition("__")
        field: Any = Fact._meta.get_field(name)
        field = getattr(field, "target_field", field)  # of what points elsewhere, its number
        column: Expression = Plain(F(name), output_field=field.__class__(**_arguments(field)))
        asked: type[Lookup[Any]] | None = field.get_lookup(lookup or "exact")
        assert asked is not None
        found &= Q(asked(column, value))
    return found


def _arguments(field: Any) -> dict[str, Any]:
    return {"max_length": field.max_length} if field.max_length else {}

