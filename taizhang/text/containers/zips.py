"""Names of files from outside, and zips of several files: opened piece by piece, within limits, never unpacked to a path that a zip names."""
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import IO

from taizhang.values.errors import Damaged, TextError, TooLarge

MEMBERS = 2_000
RATIO = 300
FREE = 8_000_000  # bytes below which no ratio is counted
CHUNK = 1 << 20
LONGEST = 200
_OFFICE = ("word/document.xml", "xl/workbook.xml", "ppt/presentation.xml", "ofd.xml", "content.xml")
_JUNK = re.compile(r"(^|/)(__MACOSX/|\.[^/]*$|~\$[^/]*$|Thumbs\.db$|desktop\.ini$)", re.I)
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError, OverflowError, RuntimeError, KeyError)
_AGAIN = "pack the files again as a plain zip, or hand them in one by one"


def clean_name(name: str) -> str:
    """The name of a file as it may stand on a page and in a list: one line, no signs that hide or turn, its suffix kept.

    >>> clean_name("../../etc/a\\u202egpj.txt\\n"), clean_name("C:\\\\Users\\\\x\\\\plan.docx"), clean_name(" . ")
    ('etc/agpj.txt', 'Users/x/plan.docx', 'unnamed')
    """
    flat = unicodedata.normalize("NFC", name.replace("\\", "/"))
    flat = "".join(" " if sign.isspace() else sign for sign in flat if sign.isspace() or unicodedata.category(sign)[0] != "C")
    parts = [part.strip(" ") for part in flat.split("/")]
    plain = "/".join(part for part in parts if part.strip(". ") and not re.fullmatch(r"[A-Za-z]:", part))
    if len(plain) > LONGEST:
        stem, dot, suffix = plain.rpartition(".")
        suffix = dot + suffix if dot and len(suffix) <= 10 else ""
        plain = (stem if suffix else plain)[: LONGEST - len(suffix) - 1] + "\N{HORIZONTAL ELLIPSIS}" + suffix
    return plain or "unnamed"


def is_package(file: IO[bytes]) -> bool:
    """Whether this is a zip of several files and not an office document, which is a zip too."""
    file.seek(0)
    if file.read(4) not in (b"PK\x03\x04", b"PK\x05\x06"):
        return False
    try:
        names = {name.replace("\\", "/").lower() for name in _opened(file).namelist()}
    except TooLarge:
        return True
    except Damaged:
        return False  # the reader will say what is wrong with it
    return not names.intersection(_OFFICE)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a zip or letter: its name made harmless, whether the name was harmless, and its bytes; or why it cannot be opened."""

    name: str
    harmless: bool
    chunks: Iterator[bytes]
    error: TextError | None = None

    def refused(self, error: TextError) -> "Member":
        """The same without bytes, and why."""
        return replace(self, chunks=iter(()), error=error)

    def below(self, name: str) -> "Member":
        """The same as a file of an inner archive."""
        return replace(self, name=clean_name(f"{name}/{self.name}"))


@dataclass(slots=True)
class Room:
    """How many bytes and files may still come out of an archive and all archives within it."""

    bytes: int
    files: int = MEMBERS

    def take(self, size: int = 0, files: int = 0) -> None:
        """Less room; raises `TooLarge` where there is none left."""
        self.bytes -= size
        self.files -= files
        if self.bytes < 0:
            raise TooLarge("the archive unpacks to too much", hint=_AGAIN)
        if self.files < 0:
            raise TooLarge("the archive holds too many files", why=f"over {MEMBERS}", hint=_AGAIN)


def members(file: IO[bytes], room: Room) -> Iterator[Member]:
    """The files of a zip one by one, as long as there is room. Raises `TooLarge` or `Damaged`."""
    archive = _opened(file)
    listed = [one for one in archive.infolist() if not one.is_dir()]
    if sum(max(0, one.file_size) for one in listed) > room.bytes:
        raise TooLarge("the archive unpacks to too much", why=f"over {room.bytes} bytes", hint=_AGAIN)
    for one in listed:
        name = _named(one)
        if _JUNK.search(name.replace("\\", "/")):
            continue
        parts = name.replace("\\", "/").split("/")
        harmless = ".." not in parts and not name.startswith(("/", "\\")) and not re.match(r"[A-Za-z]:", name)
        yield Member(clean_name(name), harmless, _unpacked(archive, one, room))


def _opened(file: IO[bytes]) -> zipfile.ZipFile:
    file.seek(0)
    count, tail = 0, b""
    while piece := file.read(CHUNK):  # counted before Python makes an object for each
        count += (tail + piece).count(b"PK\x01\x02")
        tail = piece[-3:]
        if count > MEMBERS:
            raise TooLarge("the archive holds too many files", why=f"over {MEMBERS}", hint=_AGAIN)
    file.seek(0)
    try:
        return zipfile.ZipFile(file)
    except _DAMAGE as error:
        raise Damaged("the archive is cut off or damaged", hint=_AGAIN) from error


def _named(one: zipfile.ZipInfo) -> str:
    """The name as it was meant: UTF-8 where marked; else UTF-8 or GB 18030, which Python took for the code page of the first PC."""
    if one.flag_bits & 0x800:
        return one.filename
    try:
        raw = one.filename.encode("cp437")
    except UnicodeEncodeError:
        return one.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return one.filename


def _unpacked(archive: zipfile.ZipFile, one: zipfile.ZipInfo, room: Room) -> Iterator[bytes]:
    if one.flag_bits & 1:
        raise Damaged("it is encrypted", why="it asks for a password", hint="pack it without a password")
    size, bound = 0, max(FREE, one.compress_size * RATIO)
    try:
        with archive.open(one) as file:
            while piece := file.read(CHUNK):
                size += len(piece)
                room.take(len(piece))
                if size > bound:
                    raise TooLarge("it unpacks to too much", why=f"more than {RATIO} times its packed size", hint=_AGAIN)
                yield piece
    except _DAMAGE as error:
        raise Damaged("it is damaged in the archive", hint=_AGAIN) from error
