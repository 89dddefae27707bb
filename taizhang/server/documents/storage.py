"""Uploaded bytes, kept in the data folder under their digest: written once, whole or not at all, readable by the server only."""
import hashlib
import os
import re
import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction

from taizhang.server.documents.models import Stored
from taizhang.values.errors import TooLarge, UsageError

CHUNK = 1 << 20
ABANDONED = 24 * 3600  # seconds after which bytes that no row names are removed
_DIGEST = re.compile(r"[0-9a-f]{64}")
#: Who else than a row of `Stored` still needs bytes: files that were handed in and of which nothing is decided yet.
HOLDERS: list[Callable[[str], bool]] = []


@dataclass(frozen=True, slots=True)
class Kept:
    """What was put away: the digest of the bytes and how many there are."""

    sha256: str
    size: int


def path_of(sha256: str) -> Path:
    """Where the bytes of a digest lie.

    >>> path_of("../../etc/passwd")
    Traceback (most recent call last):
    ...
    taizhang.values.errors.UsageError: '../../etc/passwd': is not a digest. it has 64 hexadecimal digits
    """
    if not _DIGEST.fullmatch(sha256):
        raise UsageError("is not a digest", where=repr(sha256[:80]), hint="it has 64 hexadecimal digits")
    return Path(settings.FILES) / sha256[:2] / sha256


def put(chunks: Iterable[bytes], limit: int = 0, where: str = "") -> Kept:
    """Put bytes away before any row names them; bytes that are there already are left as they are.

    Written to a file beside, flushed to the disk, then renamed: after a crash the bytes are there whole or not at all.
    Raises `TooLarge` above ``limit`` bytes.
    """
    folder = Path(settings.FILES) / "new"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = folder / f"{os.getpid()}-{secrets.token_hex(8)}"
    digest, size = hashlib.sha256(), 0
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                size += len(chunk)
                if limit and size > limit:
                    raise TooLarge("too large", where=where, why=f"over {limit} bytes", hint="split the file")
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        kept = Kept(digest.hexdigest(), size)
        target = path_of(kept.sha256)
        target.parent.mkdir(exist_ok=True, mode=0o700)
        try:
            os.link(fresh, target)
            _flush(target.parent)
        except FileExistsError:
            os.utime(target)  # wanted again: not abandoned
        return kept
    finally:
        fresh.unlink(missing_ok=True)


def row_of(kept: Kept) -> Stored:
    """The row that names stored bytes; made in the caller's transaction where there is none."""
    found = Stored.objects.filter(sha256=kept.sha256).first()
    if found:
        return found
    try:
        with transaction.atomic():
            return Stored.objects.create(sha256=kept.sha256, size=kept.size)
    except IntegrityError:
        return Stored.objects.get(sha256=kept.sha256)


def chunks_of(sha256: str) -> Iterator[bytes]:
    """The bytes of a digest, piece by piece."""
    with path_of(sha256).open("rb") as file:
        while piece := file.read(CHUNK):
            yield piece


def drop(sha256: str) -> bool:
    """Remove bytes that were handed in and do not come in, unless a row names them or somebody else holds them. Whether they are gone."""
    if _wanted(sha256):
        return False
    path_of(sha256).unlink(missing_ok=True)
    return True


def _wanted(sha256: str) -> bool:
    return Stored.objects.filter(sha256=sha256).exists() or any(holds(sha256) for holds in HOLDERS)


def sweep(older: float = ABANDONED) -> int:
    """Remove bytes that no row names and that have lain for a day: uploads whose action never came about. How many."""
    border, removed = time.time() - older, 0
    for path in Path(settings.FILES).glob("*/*"):
        try:
            if path.stat().st_mtime > border:
                continue
            if path.parent.name != "new" and _wanted(path.name):
                continue
            path.unlink()
            removed += 1
        except FileNotFoundError:
            continue
    return removed


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
