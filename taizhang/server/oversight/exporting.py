"""The trail as a file, entry by entry while it is sent."""
import csv
import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from taizhang.server.audit.models import Entry
from taizhang.server.oversight.reading import OUTCOMES, Line, lines

AT_ONCE = 500
MOST = 200_000
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson; charset=utf-8"}


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def export(rows: QuerySet[Entry], reader: Any, format: str) -> Iterator[str]:
    """Entries oldest first in ``csv`` or ``jsonl``, with what this reader may see of them."""
    entries = rows.order_by("id")[:MOST].iterator(chunk_size=AT_ONCE)
    read = (line for part in iter(lambda: list(islice(entries, AT_ONCE)), []) for line in lines(part, reader))
    return _jsonl(read) if format == "jsonl" else _csv(read)


def _csv(read: Iterator[Line]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\N{ZERO WIDTH NO-BREAK SPACE}"  # by which spreadsheets know UTF-8
    yield str(writer.writerow([_("Place"), _("Time"), _("Person"), _("What happened"), _("Outcome"), _("Action"), _("Object"), _("Key"), _("Seal")]))
    for line in read:
        entry = line.entry
        cells = [entry.place, entry.at.isoformat(), line.actor, line.plain, str(OUTCOMES.get(entry.outcome, entry.outcome)), entry.action,
                 entry.noun, entry.key, entry.seal]
        yield str(writer.writerow([_harmless(cell) for cell in cells]))


def _jsonl(read: Iterator[Line]) -> Iterator[str]:
    for line in read:
        entry = line.entry
        yield json.dumps({
            "place": entry.place, "id": entry.pk, "at": entry.at.isoformat(), "actor_id": entry.actor_id, "actor": line.actor, "action": entry.action,
            "noun": entry.noun, "key": entry.key, "outcome": entry.outcome, "sentence": line.plain,
            "values": {said.name: said.text if said.state == "kept" else {"state": said.state} for said in line.values},
            "digests": entry.digests, "digest": entry.digest, "previous": entry.previous, "seal": entry.seal,
        }, ensure_ascii=False) + "\n"


def _harmless(cell: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text
