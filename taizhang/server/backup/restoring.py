"""Restoring: everything is checked and unpacked beside first; only then is anything put in its place, and then verified."""
import os
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from taizhang import __version__
from taizhang.server.audit import chain, kinds
from taizhang.server.audit.anchors import Anchor, fingerprint
from taizhang.server.audit.trail import record
from taizhang.server.audit.verifying import Report, verify
from taizhang.server.backup.archive import DATABASES, Manifest, Unusable, inspect, unpack
from taizhang.server.backup.dumping import SIDES, check_tools, load
from taizhang.server.backup.installation import Installation
from taizhang.server.documents.models import Stored
from taizhang.values.errors import UsageError


@dataclass(slots=True)
class Restored:
    """What was restored, and what verifying it showed."""

    archive: Path
    manifest: Manifest
    report: Report
    missing: list[str] = field(default_factory=list)
    kept_aside: Path | None = None

    @property
    def ok(self) -> bool:
        """Whether the trail is whole and no file is missing."""
        return self.report.ok and not self.missing

    def lines(self) -> list[str]:
        """In words, the audit trail's report last."""
        files = sum(name.startswith("files/") for name in self.manifest.members)
        said = [f"Restored {self.archive}, made {self.manifest.made} by release {self.manifest.release}: the database and {files} files"]
        if self.kept_aside:
            said.append(f"What was here before lies in {self.kept_aside}; remove it when it is not needed.")
        said += [f"Missing: the database names the file {digest}, which the archive does not have." for digest in self.missing]
        if not self.manifest.keys:
            said.append("The archive has no secret keys: people log in anew, and anchors are signed with this installation's own key.")
        return said + self.report.lines()


def restore(archive: Path, force: bool = False, into: Installation | None = None, actor: Any = None) -> Restored:
    """Put an archive back, by default into this installation; refused where that holds anything, unless ``force``.

    A file that was changed, cut off or put together by somebody else is refused before anything is touched.
    """
    target = into or Installation.this()
    manifest = inspect(archive)
    anchor = _check(manifest, target, archive)
    if (held := target.holds()) and not force:
        raise UsageError("this office is not empty", where=str(target.home), why="it holds " + ", ".join(held),
                         hint="restore into an empty folder (TAIZHANG_HOME) and database, or replace what is here with --force")
    target.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    wanted = sum(size for size, _ in manifest.members.values())
    if (free := shutil.disk_usage(target.home).free) < wanted:
        raise UsageError("the disk is too small", where=str(target.home), why=f"{wanted:,} bytes are needed, {free:,} are free", hint="nothing was changed")
    with tempfile.TemporaryDirectory(dir=target.home, prefix=".restore-") as folder:
        unpack(archive, manifest, Path(folder))
        aside = _put(Path(folder), manifest, target, keep=bool(held))
    call_command("migrate", database=target.alias, verbosity=0, interactive=False)
    known = {path.read_text("ascii", "replace").strip() for path in target.keys.glob("anchor*.pub")}
    report = verify(anchor, target.alias, known)
    there = {path.name for path in target.files.glob("??/*")}
    missing = sorted(set(Stored.objects.using(target.alias).values_list("sha256", flat=True)) - there)
    if target.alias == "default":
        with transaction.atomic():
            record(actor, kinds.RESTORED, "backup", archive.name, {"file": archive.name, "made": manifest.made})
        chain.seal()
    return Restored(archive, manifest, report, missing, aside)


def _check(manifest: Manifest, target: Installation, archive: Path) -> Anchor:
    """Whether this archive may go there; the anchor it was made with."""
    if DATABASES.get(manifest.engine) not in manifest.members:
        raise Unusable("there is no database in it", where=str(archive), hint="name an archive that taizhang backup wrote; nothing was changed")
    if manifest.engine != target.engine:
        raise UsageError("the archive is of another kind of database", where=str(archive),
                         why=f"it holds {manifest.engine}, this office runs on {target.engine}",
                         hint="set TAIZHANG_DATABASE for the kind of the archive")
    if _number(manifest.release) > _number(__version__):
        raise UsageError("the archive is of a newer release", where=str(archive), why=f"{manifest.release}, this is {__version__}",
                         hint="install that release first")
    try:
        anchor = Anchor(**manifest.anchor)
        if type(anchor.place) is not int or type(anchor.count) is not int or not anchor.genuine:
            raise TypeError
    except TypeError:
        raise Unusable("its signed head is not genuine", where=str(archive), why="somebody changed the archive", hint="nothing was changed") from None
    check_tools(target)
    return anchor


def _put(source: Path, manifest: Manifest, target: Installation, keep: bool) -> Path | None:
    """Put what was unpacked in its place; what was there is moved aside, or for PostgreSQL replaced by its own tool.

    A database that holds nothing (``keep`` is false) is not worth keeping.
    """
    aside = target.home / f"replaced-{timezone.localtime(timezone.now()):%Y%m%d-%H%M%S-%f}"
    if target.engine == "sqlite":
        target.connection.close()
        place = Path(str(target.address["NAME"]))
        for side in ("", *SIDES) if keep else ():
            _aside(place.with_name(place.name + side), aside)
    load(source / DATABASES[manifest.engine], target)
    for folder in ("files", "anchors"):
        _aside(target.home / folder, aside)
        if (source / folder).is_dir():
            os.replace(source / folder, target.home / folder)
        else:
            (target.home / folder).mkdir(mode=0o700)
    target.keys.mkdir(exist_ok=True, mode=0o700)
    for path in sorted((source / "keys").glob("*")):
        if manifest.keys:
            if (target.keys / path.name).exists():
                _aside(target.keys / path.name, aside / "keys")
            os.replace(path, target.keys / path.name)
        else:  # public keys, to verify old anchors with, beside this installation's own
            short = fingerprint(path.read_text("ascii", "replace").strip()).replace(" ", "")
            os.replace(path, target.keys / f"anchor-{short}.pub")
    return aside if aside.exists() else None


def _aside(path: Path, folder: Path) -> None:
    if path.is_dir() and not any(path.iterdir()):
        path.rmdir()
    elif path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.replace(path, folder / path.name)


def _number(release: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else 0 for part in release.split(".")[:3])
