"""Tables as lists of columns: each says its head, its cell and how it sorts; one template draws them all."""
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    ``cell`` makes a cell's words (or safe html) of a row. ``sorts`` are the fields to order by, ascending; none: it does not sort.
    ``classes`` are put on its cells (``num`` for numbers, ``name`` for what a row is called, ``wide``).
    """

    name: str
    label: Any
    cell: Callable[[Any], Any]
    sorts: tuple[str, ...] = ()
    classes: str = ""
    descending_first: bool = False
    label_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """By which column, and which way. In addresses ``sort=issued`` or ``sort=-issued``."""

    name: str = ""
    descending: bool = False

    @classmethod
    def parse(cls, given: str, columns: Iterable[Column], default: str = "") -> "Order":
        """From an address; a column that does not exist or does not sort is as if none were given."""
        known = {column.name for column in columns if column.sorts}
        for written in (given, default):
            if written.lstrip("-") in known and not written.startswith("--"):
                return cls(written.removeprefix("-"), written.startswith("-"))
        return cls()

    def fields(self, columns: Iterable[Column], last: str = "pk") -> list[str]:
        """Fields for ``order_by``; ``last`` makes the order of equals certain."""
        column = next((one for one in columns if one.name == self.name), None)
        found = [_turned(one) if self.descending else one for one in column.sorts] if column else []
        return [*found, last]

    def __str__(self) -> str:
        return ("-" if self.descending else "") + self.name


def _turned(field_name: str) -> str:
    return field_name[1:] if field_name.startswith("-") else "-" + field_name


@dataclass(frozen=True, slots=True)
class Head:
    """A head as it is drawn."""

    column: Column
    aria: str
    query: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it is drawn."""

    column: Column
    html: SafeString

    @property
    def label(self) -> Any:
        """The head's words, said before the cell where the table is folded on a phone; a row's name needs none."""
        return "" if self.column.label_hidden or "name" in self.column.classes.split() else self.column.label


@dataclass(slots=True)
class Table:
    """Columns and rows; ``caption`` is said to who cannot see it. ``row_attributes`` gives attributes of a row (``data-k``, ``id``)."""

    columns: Sequence[Column]
    rows: Iterable[Any]
    caption: Any
    order: Order = field(default_factory=Order)
    row_attributes: Callable[[Any], Mapping[str, Any]] = lambda row: {}
    parameter: str = "sort"
    cards: bool = True

    def heads(self) -> list[Head]:
        """The heads, with what a click on each asks for."""
        return [Head(column, self._aria(column), self._asks(column)) for column in self.columns]

    def body(self) -> Iterable[tuple[Mapping[str, Any], list[Cell]]]:
        """Rows with their cells; made while the page is drawn."""
        for row in self.rows:
            yield self.row_attributes(row), [Cell(column, conditional_escape(column.cell(row))) for column in self.columns]

    def _aria(self, column: Column) -> str:
        if not column.sorts or column.name != self.order.name:
            return ""
        return "descending" if self.order.descending else "ascending"

    def _asks(self, column: Column) -> str:
        if not column.sorts:
            return ""
        descending = not self.order.descending if column.name == self.order.name else column.descending_first
        return ("-" if descending else "") + column.name


def page_number(request: HttpRequest, parameter: str = "page") -> str:
    """The asked page as `Paginator.get_page` takes it: anything odd leads to the first or last page."""
    return request.GET.get(parameter, "1")[:9]
