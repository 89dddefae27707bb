"""What an archive is: a tar file with a manifest that names every member with its size and digest.

An archive may come from anywhere: before anything is unpacked all names are checked (no absolute names, no way up, no links or
devices, nothing the manifest does not name, nothing larger than it says), and everything is unpacked beside, never in place.
"""
import hashlib
import io
import json
import os
import re
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any, Literal, cast

from taizhang.values.errors import TaizhangError

FORMAT = "taizhang backup 1"
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 500_000_000
#: What members may be called, and nothing else.
NAMES = re.compile(
    r"database/taizhang\.(sqlite3|dump)|files/[0-9a-f]{2}/[0-9a-f]{64}|anchors/\d{4}-\d\d-\d\d(-\d{1,4})?\.json"
    r"|keys/(secret\.txt|anchor\.pem|anchor(-[0-9a-f]{16})?\.pub)", re.ASCII)


class Unusable(TaizhangError):
    """An archive that is not what a backup is, or not whole."""


@dataclass(slots=True)
class Manifest:
    """What an archive holds. ``members`` maps names to (size, sha256); ``anchor`` is the signed head when it was made."""

    release: str
    made: str
    engine: str
    pack: str
    fingerprint: str
    anchor: dict[str, Any]
    keys: bool
    members: dict[str, tuple[int, str]] = field(default_factory=dict)
    format: str = FORMAT

    def written(self) -> bytes:
        """As JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()

    @classmethod
    def parsed(cls, content: bytes, where: str) -> "Manifest":
        """From JSON; says what is wrong with one that is none."""
        try:
            found = json.loads(content)
            if found.get("format") != FORMAT:
                raise Unusable("this archive is of another format", where=where, why=str(found.get("format"))[:40],
                               hint="restore it with the release that made it, or a newer one")
            if set(found) != set(cls.__dataclass_fields__):
                raise ValueError("other fields")
            texts = ("release", "made", "engine", "pack", "fingerprint")
            if any(not isinstance(found[name], str) for name in texts) or not isinstance(found["anchor"], dict) or type(found["keys"]) is not bool:
                raise ValueError("wrong types")
            members = {str(name): (size, digest) for name, (size, digest) in found.pop("members").items()}
            if any(type(size) is not int or size < 0 or not re.fullmatch("[0-9a-f]{64}", digest) for size, digest in members.values()):
                raise ValueError("wrong members")
            return cls(**found, members=members)
        except (ValueError, TypeError, AttributeError, RecursionError) as error:
            raise _no_backup(where, f"its {MANIFEST} is damaged") from error


def _no_backup(where: str, why: str) -> Unusable:
    return Unusable("this is not a whole backup", where=where, why=why, hint="name an archive that taizhang backup wrote; nothing was changed")


class Writer:
    """Writes an archive; members one by one, the manifest last."""

    def __init__(self, file: IO[bytes], packed: bool) -> None:
        # Sheets and texts pack well, and little is gained by trying harder.
        self.tar = tarfile.open(fileobj=file, mode="w:gz", compresslevel=3) if packed else tarfile.open(fileobj=file, mode="w")
        self.members: dict[str, tuple[int, str]] = {}

    def add(self, name: str, path: Path) -> str:
        """Add a file; its digest."""
        with path.open("rb") as source:
            digesting = _Digesting(source)
            size = os.fstat(source.fileno()).st_size
            self.tar.addfile(_info(name, size), cast("IO[bytes]", digesting))
        self.members[name] = size, digesting.digest.hexdigest()
        return self.members[name][1]

    def finish(self, manifest: Manifest) -> None:
        """Write the manifest and close."""
        manifest.members = self.members
        content = manifest.written()
        self.tar.addfile(_info(MANIFEST, len(content)), io.BytesIO(content))
        self.tar.close()


class _Digesting:
    """A file that digests what is read from it."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.digest = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self.file.read(size)
        self.digest.update(piece)
        return piece


def _info(name: str, size: int) -> tarfile.TarInfo:
    found = tarfile.TarInfo(name)
    found.size, found.mode = size, 0o600
    return found


@contextmanager
def _opened(path: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(path, "r:*") as tar:
            yield tar
    except (tarfile.TarError, EOFError, zlib.error, ValueError) as error:
        raise _no_backup(str(path), "it is damaged, or no tar file") from error
    except OSError as error:
        raise Unusable("the archive cannot be read", where=str(path), why=error.strerror or str(error), hint="nothing was changed") from error


def inspect(path: Path) -> Manifest:
    """Check everything that can be checked without unpacking, and return the manifest."""
    sizes: dict[str, int] = {}
    content = None
    with _opened(path) as tar:
        for member in tar:
            name = member.name
            if not member.isreg() or name in sizes or not (name == MANIFEST or NAMES.fullmatch(name)):
                raise _no_backup(str(path), f"it holds {name[:80]!r}, which no backup has")
            sizes[name] = member.size
            if name == MANIFEST:
                if member.size > LARGEST_MANIFEST:
                    raise _no_backup(str(path), f"its {MANIFEST} is too large")
                content = cast("IO[bytes]", tar.extractfile(member)).read()
    if content is None:
        raise _no_backup(str(path), f"it has no {MANIFEST}; it was cut off while it was written or copied")
    manifest = Manifest.parsed(content, str(path))
    del sizes[MANIFEST]
    named = {name: size for name, (size, _) in manifest.members.items()}
    if named != sizes:
        odd = sorted(name for name in named.keys() | sizes.keys() if named.get(name) != sizes.get(name))
        raise _no_backup(str(path), f"it holds other files than its {MANIFEST} says ({odd[0][:80]!r} for one)")
    return manifest


def unpack(path: Path, manifest: Manifest, into: Path, told: Callable[[str], None] = lambda name: None) -> None:
    """Unpack into an empty folder, comparing every digest; what does not match is told and nothing more is unpacked."""
    with _opened(path) as tar:
        for member in tar:
            if member.name == MANIFEST:
                continue
            size, wanted = manifest.members[member.name]
            target = into / member.name
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            source = _Digesting(cast("IO[bytes]", tar.extractfile(member)))
            handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
            with os.fdopen(handle, "wb") as file:
                while piece := source.read(1 << 20):
                    file.write(piece)
                written = file.tell()
                file.flush()
                os.fsync(file.fileno())
            if (written, source.digest.hexdigest()) != (size, wanted):
                raise _no_backup(str(path), f"{member.name} is not what was saved: its digest differs")
            told(member.name)


Engine = Literal["sqlite", "postgresql"]
DATABASES: dict[str, str] = {"sqlite": "database/taizhang.sqlite3", "postgresql": "database/taizhang.dump"}
