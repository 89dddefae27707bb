"""Anchors: the head of the chain, signed, in a file outside the database. Copies of it belong on another machine, or on paper.

The key pair (Ed25519) is made once and lies in the data folder, the private one readable by the server's own user only. Older
public keys (of an installation restored without its keys) may lie beside it as ``anchor-….pub``.
"""
import base64
import binascii
import hashlib
import json
import os
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang import __version__
from taizhang.server.audit import chain, kinds
from taizhang.server.audit.models import Entry
from taizhang.server.audit.trail import digest_name, record
from taizhang.values.errors import UsageError

LARGEST = 20_000
FORMAT = "taizhang anchor 1"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A signed head: ``count`` entries, the newest at ``place`` with ``seal``; ``digest`` is the algorithm of that day."""

    place: int
    seal: str
    count: int
    time: str
    digest: str
    release: str
    public_key: str
    signature: str = ""

    def said(self) -> bytes:
        """What is signed."""
        content = {"format": FORMAT, "place": self.place, "seal": self.seal, "count": self.count, "time": self.time, "digest": self.digest,
                   "release": self.release, "public_key": self.public_key}
        return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    @property
    def genuine(self) -> bool:
        """Whether the signature is that of the key it names, over what it says."""
        try:
            key = Ed25519PublicKey.from_public_bytes(base64.b64decode(self.public_key, validate=True))
            key.verify(base64.b64decode(self.signature, validate=True), self.said())
        except (InvalidSignature, ValueError, binascii.Error):
            return False
        return True

    @property
    def moment(self) -> datetime | None:
        """When it was signed; None where that cannot be understood."""
        try:
            found = datetime.fromisoformat(self.time)
        except ValueError:
            return None
        return found if timezone.is_aware(found) else timezone.make_aware(found)

    @property
    def words(self) -> str:
        """When it was signed, as a report says it."""
        return f"{timezone.localtime(self.moment):%Y-%m-%d %H:%M}" if self.moment else self.time[:40]

    @property
    def fingerprint(self) -> str:
        """A short name of the key, to compare by eye."""
        return fingerprint(self.public_key)


def fingerprint(public_key: str) -> str:
    """Sixteen digits of a public key's digest, in fours.

    >>> fingerprint("AAAA")
    '63c1 dd95 1ffe df6f'
    """
    digits = hashlib.sha256(public_key.encode()).hexdigest()[:16]
    return " ".join(digits[at:at + 4] for at in range(0, 16, 4))


def read_anchor(path: Path) -> Anchor:
    """An anchor from its file; says what is wrong with a file that is none."""
    try:
        with path.open("rb") as file:
            return parse_anchor(file.read(LARGEST + 1), str(path))
    except OSError as error:
        raise UsageError(_("the anchor cannot be read"), where=str(path), why=error.strerror or str(error),
                         hint=_("name a file that taizhang audit anchor wrote")) from error


def parse_anchor(content: bytes, name: str) -> Anchor:
    """An anchor from the bytes of its file."""
    try:
        if len(content) > LARGEST:
            raise ValueError("too large")
        found: dict[str, Any] = json.loads(content)
        if found.pop("format", None) != FORMAT:
            raise ValueError("another format")
        kinds_of = {"place": int, "count": int}
        if set(found) != set(Anchor.__dataclass_fields__) or any(type(value) is not kinds_of.get(key, str) for key, value in found.items()):
            raise ValueError("other fields")
        return Anchor(**found)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise UsageError(_("this is not an anchor"), where=name, hint=_("name a file that taizhang audit anchor wrote")) from error


def anchor_files(folder: Path | None = None) -> list[Path]:
    """The anchors of this installation, newest first."""
    return sorted((folder or settings.ANCHORS).glob("????-??-??*.json"), key=lambda one: (one.name[:10], len(one.name), one.name), reverse=True)


def newest_anchor() -> Anchor | None:
    """The newest anchor of this installation."""
    files = anchor_files()
    return read_anchor(files[0]) if files else None


def anchor_due(on: date | None = None) -> Path | None:
    """Write the anchor of the day if it is not there; called by the worker. It also seals what a killed process left unsealed."""
    chain.seal()
    day = on or timezone.localdate()
    return None if _file(day).exists() or not Entry.objects.exists() else write_anchor(on=day)


def write_anchor(actor: Any = None, on: date | None = None) -> Path:
    """Sign the head of the chain and write it to the folder of anchors; a file that is there is never overwritten."""
    now = timezone.now()
    day = on or timezone.localdate(now)
    path, number = _file(day), 1
    while path.exists():
        number += 1
        path = _file(day).with_stem(f"{day.isoformat()}-{number}")
    with transaction.atomic():
        record(actor, kinds.ANCHORED, "audit", "", {"file": path.name, "count": Entry.objects.count() + 1})
    chain.seal()
    anchor = sign_head(now)
    settings.ANCHORS.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write_new(path, json.dumps({"format": FORMAT, **{name: getattr(anchor, name) for name in Anchor.__dataclass_fields__}}, indent=2) + "\n", 0o644)
    return path


def sign_head(now: datetime, using: str = "default") -> Anchor:
    """The signed head of the chain as it is."""
    place, seal = chain.head(using)
    key = signing_key()
    public = _public(key)
    said = Anchor(place, seal, place, timezone.localtime(now).isoformat(timespec="seconds"), digest_name(), __version__, public)
    return replace(said, signature=base64.b64encode(key.sign(said.said())).decode())


def signing_key() -> Ed25519PrivateKey:
    """The private key of this installation, made on first use."""
    path = settings.HOME / "keys" / "anchor.pem"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = Ed25519PrivateKey.generate().private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        try:
            _write_new(path, fresh.decode(), 0o600)
        except FileExistsError:  # another process was first; its key is ours
            pass
    key = serialization.load_pem_private_key(path.read_bytes(), None)
    if not isinstance(key, Ed25519PrivateKey):
        raise UsageError(_("this is not an Ed25519 key"), where=str(path), hint=_("put back the key of this installation from a backup"))
    public = path.with_name("anchor.pub")
    if not public.exists() or public.read_text("ascii").strip() != _public(key):
        public.write_text(_public(key) + "\n", "ascii")
    return key


def keys_of_this_place() -> set[str]:
    """The public keys this installation signed with."""
    return {path.read_text("ascii", "replace").strip() for path in (settings.HOME / "keys").glob("anchor*.pub")}


def _public(key: Ed25519PrivateKey) -> str:
    return base64.b64encode(key.public_key().public_bytes_raw()).decode()


def _file(day: date) -> Path:
    path: Path = settings.ANCHORS / f"{day.isoformat()}.json"
    return path


def _write_new(path: Path, content: str, mode: int) -> None:
    """Write a file whole or not at all, and never over another."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(fresh, path)
    finally:
        fresh.unlink()
