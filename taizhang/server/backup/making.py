"""Making a backup: first the database, then files. Bytes are stored before rows name them, so whatever a row names is there."""
import os
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from taizhang import __version__
from taizhang.server.accounts.roles import place
from taizhang.server.audit import chain, kinds
from taizhang.server.audit.anchors import sign_head
from taizhang.server.audit.trail import record
from taizhang.server.backup.archive import DATABASES, NAMES, Manifest, Writer
from taizhang.server.backup.dumping import check_tools, dump
from taizhang.server.backup.installation import Installation
from taizhang.server.documents.models import Stored
from taizhang.values.errors import UsageError

PACKED = (".gz", ".tgz")


@dataclass(slots=True)
class Made:
    """A backup that was made; ``lines`` says it in words."""

    path: Path
    size: int
    files: int
    entries: int
    keys: bool
    warnings: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether nothing is missing from it."""
        return not self.warnings

    def lines(self) -> list[str]:
        """What was written, what is in it, what to mind."""
        said = [f"{self.path}: {self.size:,} bytes; the database, {self.files} files, {self.entries} entries of the audit trail"]
        said.append("It holds the secret keys of the installation: keep it like the key of a safe." if self.keys else
                    "The secret keys are not in it (--keys takes them along): after a restore people log in anew, and anchors are signed with a new key.")
        return said + self.warnings


def backup(target: Path, keys: bool = False, actor: Any = None, of: Installation | None = None) -> Made:
    """Write an archive of an installation, by default this one; into a folder under a name with the time. It may go on working.

    The archive is written beside and renamed when it is whole; one that is there is never overwritten.
    """
    source = of or Installation.this()
    check_tools(source)
    now = timezone.now()
    if target.is_dir():
        target = target / f"taizhang-{timezone.localtime(now):%Y%m%d-%H%M%S}.tar"
    if target.exists():
        raise UsageError("the file is there already", where=str(target), hint="name another; a backup is never overwritten")
    if not target.parent.is_dir():
        raise UsageError("there is no such folder", where=str(target.parent), hint="make it first, best on another disk")
    if source.alias == "default":
        with transaction.atomic():
            record(actor, kinds.BACKED_UP, "backup", target.name, {"file": target.name, "keys": "yes" if keys else "no"})
        chain.seal()
    anchor = sign_head(now, source.alias)
    pack = place()
    manifest = Manifest(__version__, timezone.localtime(now).isoformat(timespec="seconds"), source.engine, pack.id, pack.fingerprint,
                        asdict(anchor), keys)
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            writer = Writer(file, target.suffix in PACKED)
            made = _write(writer, source, keys)
            writer.finish(manifest)
            file.flush()
            os.fsync(file.fileno())
        os.link(fresh, target)
    finally:
        fresh.unlink(missing_ok=True)
    made.path, made.size, made.entries = target, target.stat().st_size, anchor.count
    return made


def _write(writer: Writer, source: Installation, keys: bool) -> Made:
    made = Made(Path(), 0, 0, 0, keys)
    named = set(Stored.objects.using(source.alias).values_list("sha256", flat=True))
    with tempfile.TemporaryDirectory(dir=source.home, prefix=".backup-") as folder:
        copy = Path(folder) / "database"
        dump(source, copy)
        writer.add(DATABASES[source.engine], copy)
    for path in sorted(source.files.glob("??/*")):
        name = f"files/{path.parent.name}/{path.name}"
        if not NAMES.fullmatch(name) or not path.is_file():
            continue
        try:
            digest = writer.add(name, path)
        except FileNotFoundError:  # bytes nobody named, swept away meanwhile
            continue
        made.files += 1
        named.discard(path.name)
        if digest != path.name:
            made.warnings.append(f"Damaged: {path} is not what was stored. Put it back from an older backup.")
    made.warnings += [f"Missing: the database names the file {digest}, which is not in {source.files}. Look for it in an older backup."
                      for digest in sorted(named)]
    for path in sorted([*source.anchors.glob("*.json"), *source.keys.glob("*.pub"), *(source.keys.glob("*") if keys else ())]):
        name = f"{path.parent.name}/{path.name}"
        if NAMES.fullmatch(name) and name not in writer.members:
            writer.add(name, path)
    return made
