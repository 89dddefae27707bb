"""A bureau's sheet as a document: its text is the sheet, a line each row, so that every value opens to its row."""
import hashlib
import json
import uuid
import zlib
from typing import Any

from django.utils.translation import gettext_lazy as _

from taizhang import __version__
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.accounts.roles import place
from taizhang.server.audit.actions import action
from taizhang.server.audit.trail import record
from taizhang.server.documents.models import Document, Text
from taizhang.server.exchange.bureau.heads import Head, head_of
from taizhang.server.exchange.bureau.lines import Read, read
from taizhang.server.exchange.models import Mapping, Workbook
from taizhang.server.imports.models import Import
from taizhang.server.imports.permissions import owners
from taizhang.text.cells import Sheet
from taizhang.values.errors import UsageError

EXTRACTOR = "cells/1"


def packed(sheets: list[dict[str, Any]]) -> bytes:
    """Sheets as a workbook keeps them until it is carried out."""
    return zlib.compress(json.dumps({"sheets": sheets}, ensure_ascii=False).encode("utf-8", "replace"), 6)


def sheets_of(workbook: Workbook) -> list[Sheet]:
    """The sheets of a workbook that is a bureau's own; none where it is not."""
    said = json.loads(zlib.decompress(bytes(workbook.cells))) if workbook.cells else []
    return [Sheet.of(one) for one in said["sheets"]] if isinstance(said, dict) else []


def tables(sheets: list[Sheet]) -> list[tuple[Sheet, Head]]:
    """The sheets that hold a table, those that are shown and have the most rows first."""
    found = [(sheet, head) for sheet in sheets if (head := head_of(sheet)) is not None]
    return sorted(found, key=lambda one: (one[0].hidden, -len(one[0].rows)))


def sheet_by(workbook: Workbook, mapping: Mapping) -> tuple[Sheet, Head]:
    """The sheet of a workbook that a mapping is about, with its head; `UsageError` where there is none."""
    for sheet in sheets_of(workbook):
        head = head_of(sheet, mapping.first, mapping.lines)
        if head is not None and head.digest == mapping.digest:
            return sheet, head
    raise UsageError("no sheet of this workbook has the columns of the mapping", where=workbook.name, hint="name its columns anew")


def read_by(workbook: Workbook, mapping: Mapping) -> tuple[Head, Read]:
    """A bureau's sheet read by its mapping; years in heads are those of this sheet."""
    sheet, head = sheet_by(workbook, mapping)
    return head, read(sheet, head, columns_now(mapping, head), mapping.kind)


def columns_now(mapping: Mapping, head: Head) -> list[dict[str, Any]]:
    """The columns of a mapping for a sheet whose heads may name other years."""
    found = []
    for one in mapping.columns:
        column, period = dict(one), str(one.get("period") or "")
        was, now = " ".join(one["path"]), " ".join(head.paths.get(int(one["column"]), ()))
        if period and period in was and period not in now:
            years = [now[at:at + 4] for at in range(len(now) - 3) if now[at:at + 4].isdigit() and now[at:at + 2] in ("19", "20")]
            column["period"] = years[0] if years else ""
        found.append(column)
    return found


def same_text(text: str) -> Document | None:
    """The document whose text this is already."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    keys = Text.objects.filter(text_sha256=digest).values("document")
    rows = Document.objects.current().filter(key__in=keys).exclude(state="withdrawn").select_related("text").order_by("recorded_at")
    return next((one for one in rows if one.text is not None and one.text.text_sha256 == digest), None)


@action("exchange.sheet", _("{actor} took the sheet “{label}” in as a document"))
def take_sheet(person: Any, workbook: Workbook) -> uuid.UUID:
    """Make a bureau's sheet a document, where it is none yet; its key."""
    assert workbook.mapping is not None and workbook.stored is not None and workbook.document is not None
    owner = owner_for(person)
    POLICIES.get("import").require(person, "start", Import(by=person, owner=owner))
    if Document.objects.filter(key=workbook.document).exists():
        return workbook.document
    head, made = read_by(workbook, workbook.mapping)
    title = head.title or workbook.name.rpartition(".")[0] or workbook.name
    text = Text.objects.create(
        document=workbook.document, stored=workbook.stored, name=workbook.name[:255], text=made.text, sha256=workbook.stored.sha256,
        text_sha256=hashlib.sha256(made.text.encode("utf-8", "surrogatepass")).hexdigest(), format="xlsx", extractor=EXTRACTOR,
        addresses=[list(one) for one in made.addresses], release=__version__, recorded_by=person)
    unit = place().units.get(owner)
    document = Document(key=workbook.document, title=title[:500], text=text, owner=owner, region=unit.region if unit is not None else place().home or "",
                        recorded_by=person)
    document.save()
    record(person, "exchange.sheet", "document", document.key, {"label": title, "file": workbook.name, "workbook": str(workbook.key)})
    return document.key


def owner_for(person: Any) -> str:
    """The unit that keeps what a person takes in: their own, else the first they may import for."""
    allowed = owners(person)
    return person.unit if person.unit in allowed else (allowed[0] if allowed else "")
