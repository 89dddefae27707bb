"""The two lists beside the values: the indicators they are of, and the documents they come from."""
from collections.abc import Iterable
from typing import Any

from taizhang.publishing.series.columns import COLUMNS, Value
from taizhang.publishing.series.edition import Edition

Record = dict[str, Value]
INDICATORS: tuple[tuple[str, str, str], ...] = (
    ("id", "Indicator id", "Id of the indicator in the catalogue."), ("name", "Indicator", "Name of the indicator."),
    ("english", "English", "Name in English."), ("definition", "Definition", "What it means."), ("unit", "Unit of measure", "Base unit; CNY is yuan."),
    ("direction", "Direction", "Which direction is good: up, down or none."), ("nature", "Nature", "stock, flow, ratio, rank or growth."),
)
DOCUMENTS: tuple[tuple[str, str, str], ...] = (
    ("id", "Document id", "Id of the document in the list of documents."), ("number", "Document number", "Number of the document."),
    ("title", "Document", "Title of the document."), ("issued", "Issued", "Day of issue."),
    ("publicity", "Publicity", "What the document says of its being public."), ("address", "Address", "A page about the document."),
)


def values(edition: Edition, found: Iterable[Any]) -> Iterable[Record]:
    """Rows as records, a cell each column."""
    for row in found:
        yield {one.name: one.cell(row) for one in COLUMNS}


def indicators(edition: Edition) -> list[Record]:
    """The indicators of an edition; one that no catalogue has is there by its id alone."""
    made: list[Record] = []
    for id in edition.used_indicators():
        one = edition.indicators.get(id)
        made.append({"id": id, "name": one.name if one else id, "english": one.english if one else "", "definition": one.definition if one else "",
                     "unit": one.measure_unit if one else "", "direction": str(getattr(one, "direction", "") or ""),
                     "nature": str(getattr(one, "nature", "") or "")})
    return made


def documents(edition: Edition) -> list[Record]:
    """The documents of an edition."""
    return [{"id": one.id, "number": one.number, "title": one.title, "issued": one.issued, "publicity": one.publicity, "address": one.address}
            for one in edition.used_papers()]


def schema(listed: tuple[tuple[str, str, str], ...]) -> list[dict[str, Any]]:
    """A list's fields as a Table Schema says them."""
    needed = {"id": {"required": True, "unique": True}, "name": {"required": True}, "title": {"required": True}}
    made = []
    for name, head, says in listed:
        said: dict[str, Any] = {"name": name, "type": "date" if name == "issued" else "string", "title": head, "description": says}
        made.append(said | ({"constraints": needed[name]} if name in needed else {}))
    return made
