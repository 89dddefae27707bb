"""The sealed chain: each entry holds the seal of the one before, in an order that one writer gives."""
import hashlib
import json
import logging
from collections.abc import Iterator

from django.conf import settings
from django.db import connection, transaction

from taizhang.server.audit.models import Entry

log = logging.getLogger(__name__)
LOCK = 0x7A_4C_ED_6E  # any number, the same for all writers
GENESIS = "0" * 64


def digest(text: str) -> str:
    """Digest of a text in the algorithm of this installation, as 64 hexadecimal digits."""
    return hashlib.new(settings.AUDIT_DIGEST, text.encode("utf-8", "surrogatepass")).hexdigest()


def sealed(entry: Entry, place: int, previous: str) -> str:
    """The seal of an entry at its place: over all it says and the seal before."""
    said = [place, previous, entry.pk, entry.at.isoformat(), entry.actor_id, entry.action, entry.noun, entry.key, entry.outcome,
            dict(sorted(entry.digests.items()))]
    return digest(json.dumps(said, ensure_ascii=False, separators=(",", ":")))


def seal() -> int:
    """Seal what is written and not yet sealed; one writer at a time. How many entries were sealed."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        waiting = list(Entry.objects.filter(place__isnull=True).order_by("id"))
        if not waiting:
            return 0
        last = Entry.objects.filter(place__isnull=False).order_by("-place").first()
        place, previous = (last.place or 0, last.seal) if last else (0, GENESIS)
        for entry in waiting:
            place += 1
            entry.place, entry.previous, entry.seal = place, previous, sealed(entry, place, previous)
            previous = entry.seal
        Entry.objects.bulk_update(waiting, ["place", "previous", "seal"], batch_size=500)
        return len(waiting)


def seal_quietly() -> None:
    """`seal` after a commit: what fails here is sealed by the next one, so the action that was done stays done."""
    try:
        seal()
    except Exception:
        log.exception("sealing the audit trail failed; it is tried again with the next entry")


def entries() -> Iterator[Entry]:
    """All sealed entries in the order of the chain."""
    return Entry.objects.filter(place__isnull=False).order_by("place").iterator(chunk_size=2000)
