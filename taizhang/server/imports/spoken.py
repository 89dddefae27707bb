"""What the reader and the archives say of a file, in the language of the page: their sentences are known here, with what varies in them."""
import re
from functools import lru_cache

from django.utils.translation import gettext, gettext_noop

from taizhang.server.imports.spoken_formats import SENTENCES as OF_FORMATS

SENTENCES = (
    gettext_noop("the file is empty"), gettext_noop("there is nothing to read in it; was it saved or sent completely?"),
    gettext_noop("there is no text in this {format} file"), gettext_noop("if it shows pictures of pages, recognise their text first (OCR)"),
    gettext_noop("too large"), gettext_noop("split the file"), gettext_noop("split the file, or raise the limit"), gettext_noop("over {n} bytes"),
    gettext_noop("{n} is over the limit {limit} = {most} ({says})"),
    gettext_noop("bytes of a file as it lies on disk"), gettext_noop("characters of the canonical text"),
    gettext_noop("characters of one line: a paragraph that long was not written by a person"), gettext_noop("members of a zip package"),
    gettext_noop("bytes of all members together, unpacked, as the package declares them"),
    gettext_noop("unpacked bytes of all parts that are read from a package"), gettext_noop("tags and attributes of one XML part or HTML page"),
    gettext_noop("plain text: UTF-8, GB18030, UTF-16"), gettext_noop("a page of the web"), gettext_noop("Word 2007 and later, WPS"),
    gettext_noop("no reader for {suffix} files"), gettext_noop("known formats: {formats}; save it as .docx or .txt"),
    gettext_noop("{kind} cannot be read yet"), gettext_noop("{kind} is not supported yet"),
    gettext_noop("a PDF"), gettext_noop("a scan or picture"),
    gettext_noop("a presentation"), gettext_noop("a web archive"),
    gettext_noop("an XML file"), gettext_noop("an archive"), gettext_noop("archive"), gettext_noop("image"), gettext_noop("save its text as .docx or .txt"),
    gettext_noop("recognise its text with an OCR program and save it as .docx or .txt"),
    gettext_noop("open it in Word or WPS and save it as .docx, without a password"),
    gettext_noop("open it in Word or WPS and save it as .docx"),
    gettext_noop("save the page as .html"), gettext_noop("unpack it first"),
    gettext_noop("named {suffix}, but the file is no zip package"), gettext_noop("it is damaged or of another kind; {hint}"),
    gettext_noop("named {suffix}, but there is no HTML tag in it"), gettext_noop("rename it to .txt if it is plain text"),
    gettext_noop("named {suffix}, but the content is {format} ({says})"), gettext_noop("rename it to {suffix}"),
    gettext_noop("the zip package is cut off or damaged"), gettext_noop("fetch the file again"),
    gettext_noop("fetch the file again, or open it in Word or WPS and save it as .docx"), gettext_noop("{part} is no text of Word"),
    gettext_noop("the package has no part {part}"), gettext_noop("the part {part} is encrypted"), gettext_noop("save the file without a password"),
    gettext_noop("the part {part} is damaged"), gettext_noop("the part {part} unpacks to too much"),
    gettext_noop("this looks like a zip bomb; if it is not, raise the limit"), gettext_noop("these bytes are no text"), gettext_noop("the text is damaged"),
    gettext_noop("valid neither as UTF-8 nor as GB18030 or UTF-16"), gettext_noop("{part} is no well-formed XML"),
    gettext_noop("open the file in Word or WPS and save it again"), gettext_noop("{part} is nested too deeply or too long"),
    gettext_noop("the page cannot be read as HTML"), gettext_noop("open it in a browser and save it again"),
    gettext_noop("is too deep or too large to read"), gettext_noop("takes too long or too much memory to read"),
    gettext_noop("given up after {n} s at the latest"), gettext_noop("yields too much"), gettext_noop("the process that read it ended"),
    gettext_noop("the reader failed"), gettext_noop("report it with the file, if it may be shown"),
    gettext_noop("the process that reads files does not answer"), gettext_noop("try again; see the log of the worker"),
    gettext_noop("holds characters that are none"), gettext_noop("halves of surrogate pairs"), gettext_noop("save the file anew as UTF-8"),
    gettext_noop("it bears a mark of secrecy"), gettext_noop("what is secret is handled on paper or in the network for it; it was not kept"),
    gettext_noop("the archive holds no files"), gettext_noop("the archive holds too many files"), gettext_noop("over {n}"),
    gettext_noop("the archive unpacks to too much"), gettext_noop("it unpacks to too much"), gettext_noop("more than {n} times its packed size"),
    gettext_noop("the archive is cut off or damaged"), gettext_noop("it is damaged in the archive"), gettext_noop("it is encrypted"),
    gettext_noop("it asks for a password"), gettext_noop("pack it without a password"),
    gettext_noop("pack the files again as a plain zip, or hand them in one by one"),
    gettext_noop("an old Excel file (.xls), or one with a password"), gettext_noop("this is no .xlsx workbook"),
    gettext_noop("open it in Excel, WPS or LibreOffice and save it as .xlsx, without a password"),
    gettext_noop("open it in Excel, WPS or LibreOffice and save it as .xlsx"), gettext_noop("the workbook has macros"),
    gettext_noop("programs in a file are never run here"), gettext_noop("save it as .xlsx without macros"),
    gettext_noop("the workbook takes values from other workbooks"), gettext_noop("what a cell says has to stand in the file itself"),
    gettext_noop("break the links (Data, Edit links), or paste values only, and save it again"), gettext_noop("the sheet has too many rows"),
    gettext_noop("the workbook has too many cells"), gettext_noop("split the workbook"),
    gettext_noop("{part} has a document type, which may hide a bomb"), gettext_noop("office files have none"),
    *OF_FORMATS,
)
_PLACE = re.compile(r"\\\{(\w+)\\\}")


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """Sentences with something that varies, the longest first, as patterns."""
    varying = sorted((one for one in SENTENCES if "{" in one), key=lambda one: -len(re.sub(r"\{\w+\}", "", one)))
    return [(re.compile(_PLACE.sub(r"(?P<\1>.+?)", re.escape(one)) + r"\Z", re.S), one) for one in varying]


def spoken(said: str) -> str:
    """A sentence in the language of the page; one that is not known stays as it is.

    >>> from django.utils import translation
    >>> with translation.override("en"):
    ...     spoken("no reader for .exe files"), spoken("something else")
    ('no reader for .exe files', 'something else')
    """
    if not said:
        return ""
    if said in SENTENCES:
        return gettext(said)
    for pattern, known in _patterns():
        found = pattern.match(said)
        if found:
            inside = {name: gettext(part) if part in SENTENCES else part for name, part in found.groupdict().items()}
            return gettext(known).format_map(inside)
    return said
