"""How the columns of a bureau's own sheet are read, and what the ledger has for them."""
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from taizhang.server.api.shapes.common import Given, Listed, Whole, at, person
from taizhang.server.exchange.bureau.naming import Naming
from taizhang.server.exchange.models import Mapping

Field_ = Literal["", "what", "value", "measure_unit", "period", "subject", "lead", "support", "responsible", "remark"]
Kind = Literal["", "target", "actual", "forecast", "rule"]


class ColumnsAsked(Schema):
    """Which sheet, and where its head stands, where that is not found by itself."""

    sheet: str = Field("", max_length=100)
    first: int | None = Field(None, ge=1, le=99_999, description="the first row of the head")
    lines: int | None = Field(None, ge=1, le=20, description="how many rows it has")


class ColumnOut(Schema):
    """A column: the lines of its head, some cells, and what it may be."""

    column: int
    letters: str
    path: list[str]
    samples: list[str]
    field: str
    kind: str
    period: str


class Columns(Schema):
    """The columns of a sheet as they are suggested; nothing is kept."""

    sheets: list[str]
    sheet: str
    first: int
    lines: int
    name: str
    columns: list[ColumnOut]


class NamedColumn(Given):
    """What a column is; an empty field leaves it out. Values have a kind, and a period where no column says it."""

    column: Whole = Field(ge=1, le=16_384)
    field: Field_
    kind: Kind = ""
    period: str = Field("", max_length=20)


class NewMapping(Given):
    """How the columns of a sheet are read; kept under a name, and found again by the head."""

    sheet: str = Field(min_length=1, max_length=100)
    first: Whole = Field(ge=1, le=99_999)
    lines: Whole = Field(ge=1, le=20)
    columns: list[NamedColumn] = Field(min_length=1, max_length=500)
    rows: Literal["task", "goal"] = Field("task", description="what a row without values is")
    name: str = Field("", max_length=100)


class MappingOut(Schema):
    """How the columns of a bureau's sheet are read."""

    key: str
    name: str
    owner: str | None
    own: bool
    shared: bool
    at: str
    sheet: str
    first: int
    lines: int
    rows: str
    columns: list[dict[str, Any]] = Field(description="column, path, field; of values their kind and period")
    ended: bool


class Mappings(Listed):
    """A page of mappings, the newest first."""

    items: list[MappingOut]


class MappingChange(Given):
    """Another name, or shared and not."""

    name: str | None = Field(None, min_length=1, max_length=100)
    shared: bool | None = Field(None, strict=True)


class Filled(Schema):
    """A cell that would be filled, with the fact it comes from."""

    cell: str
    value: str
    fact: str


class LeftCell(Schema):
    """A cell that stays as it is, and why."""

    cell: str
    what: str
    why: str


class Filling(Schema):
    """What the ledger has for the cells of a sheet."""

    filled: list[Filled]
    left: list[LeftCell]


def columns_out(one: Naming) -> dict[str, Any]:
    """The columns of a sheet as data."""
    return {"sheets": one.sheets, "sheet": one.sheet.name, "first": one.head.first, "lines": one.head.lines, "name": one.name, "columns": [
        {"column": column.column, "letters": column.letters, "path": list(column.path), "samples": column.samples, "field": column.chosen.field,
         "kind": column.chosen.kind, "period": column.chosen.period} for column in one.columns]}


def mapping_out(one: Mapping, user: Any) -> dict[str, Any]:
    """A mapping as data."""
    return {"key": str(one.key), "name": one.name, "owner": person(one.owner), "own": one.owner_id == user.pk, "shared": one.shared, "at": at(one.at),
            "sheet": one.sheet, "first": one.first, "lines": one.lines, "rows": one.kind, "columns": one.columns, "ended": one.ended_at is not None}
