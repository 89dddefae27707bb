"""A Frictionless Data Package: datapackage.json with schemas, licence and sources, and a file of comma-separated values each list; one zip."""
import hashlib
import json
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from taizhang.publishing.series import lists
from taizhang.publishing.series.columns import COLUMNS, KEPT_UNTIL, VERSION, rows
from taizhang.publishing.series.edition import Edition
from taizhang.publishing.series.written import table

_ABOUT = (
    "Values of indicators as public documents state them, each with its document and the place of its words. "
    "A cell of words that a spreadsheet would take for a formula has an apostrophe in front."
)


def write(edition: Edition) -> bytes:
    """The package as a zip; the same edition gives the same bytes."""
    files = parts(edition)
    out, when = BytesIO(), edition.made.timetuple()[:6]
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(ZipInfo(name, (max(when[0], 1980), *when[1:])), data, ZIP_DEFLATED)
    return out.getvalue()


def parts(edition: Edition) -> dict[str, bytes]:
    """The files of the package by their places in it: datapackage.json first, then a list each."""
    files = _files(edition)
    described = [_resource(name, data, *SHAPES[name]) for name, data in files.items()]
    return {"datapackage.json": json.dumps(descriptor(edition, described), ensure_ascii=False, indent=1).encode()} | {
        f"data/{name}.csv": data for name, data in files.items()}


def descriptor(edition: Edition, resources: list[dict[str, Any]]) -> dict[str, Any]:
    """What datapackage.json says."""
    sources = [{"title": f"{one.title} {one.number}".strip()} | ({"path": one.address} if one.address else {}) for one in edition.used_papers()]
    said: dict[str, Any] = {
        "profile": "tabular-data-package", "name": "taizhang-series", "title": edition.title,
        "description": " ".join(one for one in (edition.about, _ABOUT, f"Field names of version {VERSION} are kept until {KEPT_UNTIL}.") if one),
        "version": VERSION, "created": edition.made.isoformat(timespec="seconds"), "as_of": edition.as_of.isoformat(),
        "kept_until": KEPT_UNTIL.isoformat(), "licenses": [edition.licence.plain()],
    }
    if edition.address:
        said["homepage"] = edition.address
    if sources:  # the profile allows no empty list
        said["sources"] = sources
    return said | {"resources": resources}


def _files(edition: Edition) -> dict[str, bytes]:
    """The lists by name, as bytes."""
    made = {"values": table([one.name for one in COLUMNS], ([one.cell(row) for one in COLUMNS] for row in rows(edition)))}
    for name, found, listed in (("indicators", lists.indicators(edition), lists.INDICATORS), ("documents", lists.documents(edition), lists.DOCUMENTS)):
        heads = [one[0] for one in listed]
        made[name] = table(heads, ([record[head] for head in heads] for record in found))
    return {name: said.encode() for name, said in made.items()}


SHAPES: dict[str, tuple[str, list[dict[str, Any]], dict[str, Any]]] = {
    "values": ("Values", [one.schema() for one in COLUMNS], {"foreignKeys": [
        {"fields": "indicator", "reference": {"resource": "indicators", "fields": "id"}},
        {"fields": "document", "reference": {"resource": "documents", "fields": "id"}}]}),
    "indicators": ("Indicators", lists.schema(lists.INDICATORS), {"primaryKey": "id"}),
    "documents": ("Documents", lists.schema(lists.DOCUMENTS), {"primaryKey": "id"}),
}


def _resource(name: str, data: bytes, title: str, fields: list[dict[str, Any]], keys: dict[str, Any]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource", "name": name, "title": title, "path": f"data/{name}.csv", "format": "csv", "mediatype": "text/csv",
        "encoding": "utf-8", "bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": {"fields": fields, "missingValues": [""]} | keys,
    }
