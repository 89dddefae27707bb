"""What a file is: by its first bytes, then by its suffix; and what to do where it cannot be read yet."""
import io
import re
import zipfile
from dataclasses import dataclass

from taizhang.text.formats.registry import Format, by_suffix, get, known
from taizhang.text.limits import Limits
from taizhang.values.errors import Damaged, UnknownFormat

_WORD = "open it in Word or WPS and save it as .docx"


@dataclass(frozen=True, slots=True)
class NotYet:
    """A kind of file that is known but not read yet, with what a person can do meanwhile."""

    name: str
    suffixes: tuple[str, ...]
    magic: tuple[bytes, ...]
    says: str
    hint: str


NOT_YET = (
    NotYet("ofd", (".ofd",), (), "an OFD", "save its text as .docx or .txt"),
    NotYet(
        "doc",
        (".doc", ".wps", ".dot", ".wpt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",),
        "an old Word or WPS file, or one that is encrypted with a password",
        f"{_WORD}, without a password",
    ),
    NotYet("rtf", (".rtf",), (b"{\\rtf",), "an RTF file", _WORD),
    NotYet("xlsx", (".xlsx", ".xls", ".et", ".csv"), (), "a sheet", "copy its table into a .docx, or save it as .txt with tabs"),
    NotYet("pptx", (".pptx", ".ppt", ".dps"), (), "a presentation", "save its text as .docx or .txt"),
    NotYet("odt", (".odt",), (), "an OpenDocument text", "open it in LibreOffice and save it as .docx"),
    NotYet("mhtml", (".mht", ".mhtml"), (b"MIME-Version:",), "a web archive", "save the page as .html"),
    NotYet("xml", (".xml",), (b"<?xml",), "an XML file", _WORD),
    NotYet("archive", (".zip", ".rar", ".7z", ".gz"), (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08"), "an archive", "unpack it first"),
)
_PACKAGES = (("docx", "word/document.xml"), ("xlsx", "xl/workbook.xml"), ("pptx", "ppt/presentation.xml"), ("ofd", "ofd.xml"))
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>/]", re.I)
_TAG = re.compile(r"<(?:p|div|br|table|tr|td|span|font|h[1-6]|ul|ol|li|section|article|center|a)\b[^<]{0,2000}>", re.I)


def recognise(data: bytes, suffix: str, limits: Limits) -> Format:
    """The format that reads this file; content decides, and a suffix that says otherwise is an error.

    ``suffix`` is lower case with its dot, or "" where there is no name. Raises `UnknownFormat` for what cannot be read
    (yet) and `Damaged` where content and suffix contradict each other.
    """
    named = by_suffix(suffix)
    if named is not None and named.magic and data.startswith(named.magic):
        return named
    found = _by_content(data, limits)
    if isinstance(found, NotYet):
        if found.name not in known():
            raise not_yet(found)
        found = get(found.name)  # somebody has registered a reader for it
    if found is None:
        if named is None:
            waiting = next((one for one in NOT_YET if suffix in one.suffixes), None)
            if waiting:
                raise not_yet(waiting)
            raise UnknownFormat(f"no reader for {suffix} files", hint=f"known formats: {', '.join(known())}; save it as .docx or .txt")
        if named.name == "docx":
            raise Damaged(f"named {suffix}, but the file is no zip package", hint=f"it is damaged or of another kind; {_WORD}")
        if named.name == "html" and not _TAG.search(_head(data, 65536)):
            raise Damaged(f"named {suffix}, but there is no HTML tag in it", hint="rename it to .txt if it is plain text")
        return named
    if suffix and (named is None or named.name != found.name):
        right = found.suffixes[0]
        raise Damaged(f"named {suffix}, but the content is {found.name} ({found.says})", hint=f"rename it to {right}")
    return found


def not_yet(kind: NotYet) -> UnknownFormat:
    """The answer to a kind of file that cannot be read yet."""
    return UnknownFormat(f"{kind.says} cannot be read yet", why=f"{kind.name} is not supported yet", hint=kind.hint)


def _by_content(data: bytes, limits: Limits) -> Format | NotYet | None:
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _package(data, limits)
    for name in known():
        if (one := get(name)).magic and data.startswith(one.magic):
            return one
    head = _head(data, 4096).lstrip("\ufeff \t\r\n")
    if head.startswith("<") and _PAGE.search(head):
        return get("html")
    text = head.encode("latin-1", "ignore")[:64]
    for kind in NOT_YET:
        if kind.magic and (data.startswith(kind.magic) or (kind.name in ("xml", "mhtml", "rtf") and text.startswith(kind.magic))):
            return kind
    return None


def _head(data: bytes, size: int) -> str:
    """The first bytes as signs that can be searched for tags, whatever the encoding."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data[:size].decode("utf-16", "ignore")
    return data[:size].removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").decode("latin-1")


def _package(data: bytes, limits: Limits) -> Format | NotYet:
    """Which of the formats that are zip packages it is, by the names of its members."""
    limits.check("zip_members", data.count(b"PK\x01\x02"))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {name.replace("\\", "/").lstrip("/").lower() for name in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, UnicodeDecodeError) as error:
        raise Damaged("the zip package is cut off or damaged", why=str(error), hint="fetch the file again") from error
    for name, member in _PACKAGES:
        if member in names:
            return get(name) if name == "docx" else next(one for one in NOT_YET if one.name == name)
    if "content.xml" in names and "mimetype" in names:
        return next(one for one in NOT_YET if one.name == "odt")
    if "[content_types].xml" in names and any(name.startswith("word/") for name in names):
        return get("docx")
    return next(one for one in NOT_YET if one.name == "archive")
