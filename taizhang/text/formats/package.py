"""The zip package around an office file: parts are read by name into memory, within limits, and never unpacked to disk."""
import io
import posixpath
import zipfile
import zlib

from taizhang.text.formats.xml import parse
from taizhang.text.limits import Limits
from taizhang.values.errors import Damaged, TooLarge

_CHUNK = 1 << 20
_FREE = 8_000_000  # bytes below which no ratio is counted: repetitive XML packs a thousandfold and harms nobody
_AGAIN = "fetch the file again, or open it in Word or WPS and save it as .docx"
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError, OverflowError)


class Package:
    """Parts of an office file by their names, which are compared without case, as the standard asks."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        self._read = 0
        limits.check("zip_members", data.count(b"PK\x01\x02"))  # before Python makes an object for each
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as error:
            raise Damaged("the zip package is cut off or damaged", why=str(error), hint=_AGAIN) from error
        self._parts: dict[str, zipfile.ZipInfo] = {}
        for member in self._archive.infolist():
            name = _plain(member.filename)
            if name in self._parts:
                raise Damaged(f"two parts of the package are called {name}", why="programs would read different texts", hint=_AGAIN)
            self._parts[name] = member
        limits.check("zip_bytes", sum(member.file_size for member in self._parts.values()))

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._parts

    def bytes_of(self, name: str) -> bytes:
        """One part, unpacked in pieces, so that a lying size costs no more than the limits allow."""
        member = self._parts.get(_plain(name))
        if member is None:
            raise Damaged(f"the package has no part {name}", hint=_AGAIN)
        if member.flag_bits & 1:
            raise Damaged(f"the part {name} is encrypted", hint="save the file without a password")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Damaged(f"the part {name} is packed in a way that office files do not use", hint=_AGAIN)
        room = self._limits.part_bytes - self._read
        if member.compress_size >= 0:
            room = min(room, max(_FREE, member.compress_size * self._limits.zip_ratio))
        pieces: list[bytes] = []
        size = 0
        try:
            with self._archive.open(member) as file:
                while piece := file.read(min(_CHUNK, room - size + 1)):
                    size += len(piece)
                    if size > room:
                        raise self._bomb(name, size, member.compress_size)
                    pieces.append(piece)
        except _DAMAGE as error:
            raise Damaged(f"the part {name} is damaged", why=str(error), hint=_AGAIN) from error
        self._read += size
        return b"".join(pieces)


    def main(self) -> str:
        """Name of the main part, as the package's relations say."""
        for target in self.targets("", "officeDocument"):
            if target in self:
                return target
        return "word/document.xml"

    def targets(self, part: str, kind: str) -> list[str]:
        """Names of the parts to which ``part`` ("" for the package) relates by relations that end in ``kind``."""
        folder, file = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{file}.rels")
        found: list[str] = []
        for relation in parse(self.bytes_of(relations), relations, self._limits) if relations in self else ():
            if relation.get("Type", "").endswith("/" + kind) and relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                found.append(posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
        return found

    def _bomb(self, name: str, size: int, packed: int) -> TooLarge:
        if size > self._limits.part_bytes - self._read:
            why = f"over the limit part_bytes = {self._limits.part_bytes} ({self._limits.says('part_bytes')})"
        else:
            why = f"{packed} bytes unpack to more than {self._limits.zip_ratio} times as much (zip_ratio)"
        return TooLarge(f"the part {name} unpacks to too much", why=why, hint="this looks like a zip bomb; if it is not, raise the limit")


def _plain(name: str) -> str:
    """A member's name as a part name; names are only compared, never used as paths."""
    plain = name.replace("\\", "/").lstrip("/").lower()
    if ".." in plain.split("/"):
        raise Damaged(f"a part of the package is called {name!r}", why="its name leads out of the package", hint=_AGAIN)
    return plain
