"""The sealed chain: each entry holds the seal of the one before, in an order that one writer gives."""
import hashlib
import json
import logging
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import connections, transaction

from taizhang.server.audit.models import Entry

log = logging.getLogger(__name__)
LOCK = 0x7A_4C_ED_6E  # any number, the same for all writers
GENESIS = "0" * 64
AT_ONCE = 1000


def digest(text: str, algorithm: str = "") -> str:
    """Digest of a text as 64 hexadecimal digits, in the named algorithm or that of this installation."""
    return hashlib.new(algorithm or settings.AUDIT_DIGEST, text.encode("utf-8", "surrogatepass")).hexdigest()


def value_digest(salt: str, value: str, algorithm: str = "") -> str:
    """The salted digest of a value that its entry holds."""
    return digest(f"{salt}\0{value}", algorithm)


def sealed(said: "Said", place: int, previous: str) -> str:
    """The seal of an entry at its place: over all it says and the seal before."""
    pk, at, actor, action, noun, key, outcome, digests, algorithm = said
    content = [place, previous, pk, at.astimezone(UTC).isoformat(), actor, action, noun, key, outcome, algorithm, sorted(digests.items())]
    return digest(json.dumps(content, ensure_ascii=False, separators=(",", ":")), algorithm)


SAID = ("id", "at", "actor_id", "action", "noun", "key", "outcome", "digests", "digest")
Said = tuple[int, datetime, int | None, str, str, str, str, dict[str, Any], str]


def seal(using: str = "default") -> int:
    """Seal what is written and not yet sealed; one writer at a time. How many entries were sealed."""
    total = 0
    while True:
        done = _seal_some(using)
        total += done
        if done < AT_ONCE:
            return total


def _seal_some(using: str) -> int:
    # On SQLite the transaction itself is the lock: it is IMMEDIATE.
    with transaction.atomic(using):
        if connections[using].vendor == "postgresql":
            with connections[using].cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        entries = Entry.objects.using(using)
        waiting = list(entries.filter(place__isnull=True).order_by("id").values_list(*SAID)[:AT_ONCE])
        if not waiting:
            return 0
        place, previous = head(using)
        for said in waiting:
            place += 1
            fresh = sealed(said, place, previous)
            entries.filter(pk=said[0]).update(place=place, previous=previous, seal=fresh)
            previous = fresh
        return len(waiting)


def seal_quietly() -> None:
    """`seal` after a commit: what fails here is sealed by the next one, so the action that was done stays done."""
    try:
        seal()
    except Exception:
        log.exception("sealing the audit trail failed; it is tried again with the next entry")


def head(using: str = "default") -> tuple[int, str]:
    """Place and seal of the newest sealed entry."""
    last = Entry.objects.using(using).filter(place__isnull=False).order_by("-place").values_list("place", "seal").first()
    return (last[0] or 0, last[1]) if last else (0, GENESIS)
