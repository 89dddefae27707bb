"""What a file is: by its first bytes, then by its suffix; and what to do where it cannot be read yet."""
import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePath

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
    NotYet("pptx", (".pptx", ".ppt", ".dps"), (), "a presentation", "save its text as .docx or .txt"),
    NotYet("mhtml", (".mht", ".mhtml"), (b"MIME-Version:",), "a web archive", "save the page as .html"),
    NotYet("xml", (".xml",), (b"<?xml",), "an XML file", _WORD),
    NotYet("archive", (".zip", ".rar", ".7z", ".gz"), (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08"), "an archive", "unpack it first"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Streams of the old container of office files, by which it is known what is in it.
_STREAMS = tuple((kind, name.encode("utf-16-le")) for kind, name in (
    ("encrypted", "EncryptedPackage"), ("doc", "WordDocument"), ("xls", "Workbook"), ("xls", "Book\0"), ("pptx", "PowerPoint Document"), ("doc", "WpsText"),
))
_OPEN = {"application/vnd.oasis.opendocument.text": "odt", "application/vnd.oasis.opendocument.spreadsheet": "ods",
         "application/vnd.oasis.opendocument.text-template": "odt"}
_PACKAGES = (("docx", "word/document.xml"), ("xlsx", "xl/workbook.xml"), ("pptx", "ppt/presentation.xml"), ("ofd", "ofd.xml"))
_WORDS = ("eml", "csv", "markdown")
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
    if named is not None and named.name in _WORDS and (found is None or found.name in ("mhtml", "html", "xml")):
        return named  # files of words, which may begin with anything
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
        if named.name in ("docx", "xlsx", "odt", "ods", "ofd"):
            raise Damaged(f"named {suffix}, but the file is no zip package", hint=f"it is damaged or of another kind; {_WORD}")
        if named.through:
            raise Damaged(f"named {suffix}, but the file is none", hint=f"it is damaged or of another kind; {_WORD}")
        if named.name == "html" and not _TAG.search(_head(data, 65536)):
            raise Damaged(f"named {suffix}, but there is no HTML tag in it", hint="rename it to .txt if it is plain text")
        return named
    if suffix and (named is None or named.name != found.name):
        right = found.suffixes[0]
        raise Damaged(f"named {suffix}, but the content is {found.name} ({found.says})", hint=f"rename it to {right}")
    return found


def is_old(name: str, head: bytes) -> bool:
    r"""Whether a file may have to go through LibreOffice first, by its name and its first bytes.

    >>> is_old("a.wps", b""), is_old("a", b"{\\rtf1"), is_old("a.docx", b"PK")
    (True, True, False)
    """
    named = by_suffix(PurePath(name).suffix.lower())
    return bool(named and named.through) or head.startswith(_OLE) or head.lstrip(b" \t\r\n").startswith(b"{\\rtf") or b"opendocument" in head[:512]


def not_yet(kind: NotYet) -> UnknownFormat:
    """The answer to a kind of file that cannot be read yet."""
    return UnknownFormat(f"{kind.says} cannot be read yet", why=f"{kind.name} is not supported yet", hint=kind.hint)


def _by_content(data: bytes, limits: Limits) -> Format | NotYet | None:
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _package(data, limits)
    if data.startswith(_OLE):
        return _old(data)
    for name in known():
        if (one := get(name)).magic and data.startswith(one.magic):
            return one
    head = _head(data, 4096).lstrip("\ufeff \t\r\n")
    if head.startswith("<") and _PAGE.search(head):
        return get("html")
    text = head.encode("latin-1", "ignore")[:64]
    if text.startswith(b"{\\rtf"):
        return get("rtf")
    for kind in NOT_YET:
        if kind.magic and (data.startswith(kind.magic) or (kind.name in ("xml", "mhtml") and text.startswith(kind.magic))):
            return kind
    return None


def _head(data: bytes, size: int) -> str:
    """The first bytes as signs that can be searched for tags, whatever the encoding."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data[:size].decode("utf-16", "ignore")
    return data[:size].removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").decode("latin-1")


def _old(data: bytes) -> Format | NotYet:
    """What the old container of office files holds, by the names of its streams."""
    kind = next((kind for kind, name in _STREAMS if name in data), None)
    if kind == "encrypted":
        raise Damaged("the file is encrypted with a password", hint="save it without a password")
    if kind == "pptx":
        return next(one for one in NOT_YET if one.name == "pptx")
    if kind is None:
        raise Damaged("an old office file in which neither a text nor a sheet is found", hint=f"it is damaged or of another kind; {_WORD}")
    return get(kind)


def _open_document(data: bytes) -> Format | NotYet:
    """Which OpenDocument it is, as its member ``mimetype`` says."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("mimetype") as file:
            said = file.read(200).decode("ascii", "replace").strip()
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, OverflowError, RuntimeError, OSError, EOFError, KeyError) as error:
        raise Damaged("the zip package is cut off or damaged", why=str(error), hint="fetch the file again") from error
    if said in _OPEN:
        return get(_OPEN[said])
    raise UnknownFormat("an OpenDocument that is neither a text nor a sheet", why=said, hint="save its text as .docx or .txt")


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
            return get(name) if name in known() else next(one for one in NOT_YET if one.name == name)
    if "content.xml" in names and "mimetype" in names:
        return _open_document(data)
    if "[content_types].xml" in names and any(name.startswith("word/") for name in names):
        return get("docx")
    return next(one for one in NOT_YET if one.name == "archive")
