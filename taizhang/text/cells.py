"""A workbook (.xlsx) as its cells: what stands in each, with the digits a person sees; nothing is calculated, nothing is fetched.

Within limits like every file from outside. Macros and links to other workbooks are refused: what a cell says must stand in the file.
"""
import io
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from lxml import etree

from taizhang.text.formats.package import Package
from taizhang.text.formats.xml import parse
from taizhang.text.limits import Limits
from taizhang.values.errors import Damaged, TooLarge, UnknownFormat

#: Text, number, number shown as a percentage, day (or time), truth, an error of the workbook, a formula without a value.
Kind = Literal["s", "n", "p", "d", "b", "e", "f"]
LIMITS = Limits(part_bytes=400_000_000)
MOST_ROWS, MOST_CELLS, MOST_COLUMNS, LONGEST = 200_000, 4_000_000, 1_000, 40_000
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE = "open it in Excel, WPS or LibreOffice and save it as .xlsx"
_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_DATES = frozenset({*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)})
_PERCENTS = frozenset({9, 10})
_SAID = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')  # of a number format: words, colours, signs that stand for themselves
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell: words, or a number with its digits, or a day as 2018-06-30."""

    kind: Kind
    text: str


@dataclass(slots=True)
class Sheet:
    """One sheet: cells by row and column, both counted from 1; ``merged`` are (first row, first column, last row, last column)."""

    name: str
    hidden: bool = False
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)

    def plain(self) -> dict[str, Any]:
        """As JSON."""
        rows = [[at, [[column, cell.kind, cell.text] for column, cell in row.items()]] for at, row in self.rows.items()]
        return {"name": self.name, "hidden": self.hidden, "rows": rows, "merged": [list(one) for one in self.merged]}

    @classmethod
    def of(cls, said: dict[str, Any]) -> "Sheet":
        """Back from JSON."""
        rows = {at: {column: Cell(kind, text) for column, kind, text in row} for at, row in said["rows"]}
        first, second, third, fourth = 0, 1, 2, 3
        merged = [(one[first], one[second], one[third], one[fourth]) for one in said["merged"]]
        return cls(said["name"], said["hidden"], rows, merged)


def letters(column: int) -> str:
    """A column by its letters.

    >>> letters(1), letters(26), letters(27), letters(703)
    ('A', 'Z', 'AA', 'AAA')
    """
    said = ""
    while column:
        column, rest = divmod(column - 1, 26)
        said = chr(65 + rest) + said
    return said


def place(row: int, column: int) -> str:
    """A cell as people call it.

    >>> place(12, 4)
    'D12'
    """
    return f"{letters(column)}{row}"


def digits(written: str) -> str:
    """A number of a workbook with the digits a person sees: programs write 2.4999999999999999 for 2.5.

    >>> digits("2.4999999999999999"), digits("4627210600"), digits("1E-3")
    ('2.5', '4627210600', '0.001')
    """
    try:
        exact = Decimal(written.strip())
        if len(exact.as_tuple().digits) > 15:
            exact = Decimal(f"{float(exact):.15g}")
        return format(exact.normalize(), "f") if exact.is_finite() else written
    except (InvalidOperation, ValueError, OverflowError):
        return written


def read(data: bytes, limits: Limits = LIMITS, *, linked: bool = False) -> list[Sheet]:
    """All sheets of a workbook in order, hidden ones too. ``linked``: take one with macros or links to other workbooks too, and read what was
    saved in its cells.

    Raises `UnknownFormat` for .xls and other kinds of file, with what to do; `Damaged` for what is broken, has macros or looks into
    other workbooks; `TooLarge` above a limit.

    >>> read(b"PK")
    Traceback (most recent call last):
    ...
    taizhang.values.errors.UnknownFormat: this is no .xlsx workbook. open it in Excel, WPS or LibreOffice and save it as .xlsx
    """
    limits.check("file_bytes", len(data))
    if data.startswith(_OLD):
        raise UnknownFormat("an old Excel file (.xls), or one with a password", hint=f"{_SAVE}, without a password")
    if not data.startswith(b"PK\x03\x04"):
        raise UnknownFormat("this is no .xlsx workbook", hint=_SAVE)
    package = Package(data, limits)
    book = _book(package, linked)
    return list(_Book(package, book, limits).sheets())


def _book(package: Package, linked: bool = False) -> str:
    book = next((one for one in package.targets("", "officeDocument") if one in package), "xl/workbook.xml")
    if book not in package:
        raise UnknownFormat("this is no .xlsx workbook", hint=_SAVE)
    folder = posixpath.dirname(book)
    if linked:
        return book
    if package.targets(book, "vbaProject") or f"{folder}/vbaProject.bin" in package:
        raise Damaged("the workbook has macros", why="programs in a file are never run here", hint="save it as .xlsx without macros")
    if package.targets(book, "externalLink") or f"{folder}/externalLinks/externalLink1.xml" in package:
        raise Damaged("the workbook takes values from other workbooks", why="what a cell says has to stand in the file itself",
                      hint="break the links (Data, Edit links), or paste values only, and save it again")
    return book


class _Book:
    """One workbook while it is read."""

    def __init__(self, package: Package, book: str, limits: Limits) -> None:
        self.package, self.limits, self.book = package, limits, book
        self.root = parse(package.bytes_of(book), book, limits)
        self.strings = self._strings()
        self.formats = self._formats()
        since = next((one.get("date1904", "") for one in self.root.iter(_NS + "workbookPr", _STRICT + "workbookPr")), "")
        self.zero = date(1904, 1, 1) if since in ("1", "true") else date(1899, 12, 30)
        self.cells = 0

    def sheets(self) -> Iterator[Sheet]:
        parts = self._parts()
        for one in self.root.iter(_NS + "sheet", _STRICT + "sheet"):
            at = next((value for name, value in one.attrib.items() if str(name).endswith("}id")), "")
            part = parts.get(str(at))
            if part is not None and part in self.package:
                yield self._sheet(part, Sheet(one.get("name", ""), one.get("state", "visible") != "visible"))

    def _parts(self) -> dict[str, str]:
        """Parts of sheets by the ids of their relations."""
        folder, file = posixpath.split(self.book)
        relations = posixpath.join(folder, "_rels", f"{file}.rels")
        found = {}
        for one in parse(self.package.bytes_of(relations), relations, self.limits) if relations in self.package else ():
            if one.get("Type", "").endswith("/worksheet") and one.get("TargetMode") != "External":
                found[one.get("Id", "")] = posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
        return found

    def _strings(self) -> list[str]:
        found: list[str] = []
        for part in self.package.targets(self.book, "sharedStrings"):
            for item in self._elements(part, "si"):
                found.append(_words(item))
        return found

    def _formats(self) -> list[Kind]:
        """What the formats of cells make of a number: a number, a percentage or a day."""
        kinds: list[Kind] = []
        for part in self.package.targets(self.book, "styles"):
            root = parse(self.package.bytes_of(part), part, self.limits)
            own = {one.get("numFmtId", ""): one.get("formatCode", "") for one in root.iter(_NS + "numFmt", _STRICT + "numFmt")}
            for formats in root.iter(_NS + "cellXfs", _STRICT + "cellXfs"):
                kinds += [_shows(one.get("numFmtId", "0"), own) for one in formats if isinstance(one.tag, str)]
        return kinds

    def _elements(self, part: str, *names: str) -> Iterator[etree._Element]:
        """The elements of some names in a large part, one by one, each forgotten afterwards."""
        data, tags = self.package.bytes_of(part), tuple(space + name for name in names for space in (_NS, _STRICT))
        flat = data.replace(b"\0", b"") if b"\0" in data[:4] else data
        if b"<!DOCTYPE" in flat or b"<!ENTITY" in flat:
            raise Damaged(f"{part} has a document type, which may hide a bomb", why="office files have none", hint=_SAVE)
        try:
            for _event, element in etree.iterparse(io.BytesIO(data), events=("end",), tag=tags, resolve_entities=False, no_network=True,
                                                   load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True):
                yield element
                element.clear()
                before = element.getprevious()
                while before is not None:
                    parent = element.getparent()
                    if parent is not None:
                        parent.remove(before)
                    before = element.getprevious()
        except (etree.XMLSyntaxError, ValueError, LookupError) as error:
            raise Damaged(f"{part} is no well-formed XML", why=str(error), hint=_SAVE) from error

    def _sheet(self, part: str, sheet: Sheet) -> Sheet:
        at = 0
        for row in self._elements(part, "row", "mergeCell"):
            if etree.QName(row).localname == "mergeCell":
                self._merge(row.get("ref", ""), sheet)
                continue
            at = _number(row.get("r"), at + 1)
            if at > 1_048_576 or len(sheet.rows) >= MOST_ROWS:
                raise TooLarge("the sheet has too many rows", where=sheet.name, why=f"over {MOST_ROWS}", hint="split the workbook")
            cells = self._row(row)
            if cells:
                sheet.rows[at] = cells
                self.cells += len(cells)
                if self.cells > MOST_CELLS:
                    raise TooLarge("the workbook has too many cells", why=f"over {MOST_CELLS}", hint="split the workbook")
        return sheet

    def _merge(self, ref: str, sheet: Sheet) -> None:
        ends = [_PLACE.fullmatch(one) for one in ref.split(":")]
        if len(ends) == 2 and ends[0] and ends[1]:
            (a, b), (c, d) = ((int(one[2]), _column(one[1])) for one in (ends[0], ends[1]))
            sheet.merged.append((min(a, c), min(b, d), max(a, c), max(b, d)))

    def _row(self, row: etree._Element) -> dict[int, Cell]:
        found: dict[int, Cell] = {}
        column = 0
        for one in row:
            if not isinstance(one.tag, str) or etree.QName(one).localname != "c":
                continue
            said = _PLACE.fullmatch(one.get("r", ""))
            column = _column(said[1]) if said else column + 1
            if column > MOST_COLUMNS:
                break
            cell = self._cell(one)
            if cell is not None:
                found[column] = cell
        return found

    def _cell(self, one: etree._Element) -> Cell | None:
        parts = {etree.QName(part).localname: part for part in one if isinstance(part.tag, str)}
        kind, written = one.get("t", "n"), parts["v"].text or "" if "v" in parts else ""
        if "f" in parts and not written and kind != "inlineStr":
            return Cell("f", "=" + (parts["f"].text or "")[:200])
        if kind == "inlineStr":
            return _text(_words(parts["is"])) if "is" in parts else None
        if kind == "s":
            at = _number(written, -1)
            return _text(self.strings[at]) if 0 <= at < len(self.strings) else None
        if kind == "str":
            return _text(_unescaped(written))
        if kind in ("b", "e", "d"):
            return Cell("b" if kind == "b" else "e" if kind == "e" else "d", written[:LONGEST]) if written else None
        return self._figure(written, _number(one.get("s"), 0)) if written else None

    def _figure(self, written: str, style: int) -> Cell:
        shows = self.formats[style] if style < len(self.formats) else "n"
        if shows == "d":
            said = self._day(written)
            return Cell("d", said) if said else Cell("n", digits(written))
        if shows == "p":
            try:
                return Cell("p", digits(str(Decimal(digits(written)) * 100)))
            except InvalidOperation:
                return Cell("n", written)
        return Cell("n", digits(written))

    def _day(self, written: str) -> str:
        try:
            days = float(written)
            at = datetime(self.zero.year, self.zero.month, self.zero.day) + timedelta(seconds=round(days * 86400))
        except (ValueError, OverflowError):
            return ""
        return f"{at:%Y-%m-%d}" if at.hour == at.minute == at.second == 0 else f"{at:%Y-%m-%dT%H:%M:%S}"


def _shows(number: str, own: dict[str, str]) -> Kind:
    code = _SAID.sub("", own.get(number, "")).lower()
    if number in own:
        return "p" if "%" in code else "d" if re.search("[ymdhs]", code) and "#" not in code and "0" not in code.replace("000", "") else "n"
    at = _number(number, 0)
    return "d" if at in _DATES else "p" if at in _PERCENTS else "n"


def _words(element: etree._Element) -> str:
    """The text of a string, run by run; readings of characters are left out."""
    said = []
    for one in element.iter():
        if isinstance(one.tag, str) and etree.QName(one).localname == "t":
            above = one.getparent()
            if above is None or etree.QName(above).localname != "rPh":
                said.append(one.text or "")
    return _unescaped("".join(said))


def _unescaped(said: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), said) if "_x" in said else said


def _text(said: str) -> Cell | None:
    said = said.replace("\0", "\ufffd")
    if any("\ud800" <= sign <= "\udfff" for sign in said):
        said = "".join("\ufffd" if "\ud800" <= sign <= "\udfff" else sign for sign in said)
    return Cell("s", said[:LONGEST]) if said.strip() else None


def _number(written: str | None, otherwise: int) -> int:
    return int(written) if written and written.isascii() and written.isdigit() and len(written) < 10 else otherwise


def _column(said: str) -> int:
    found = 0
    for sign in said:
        found = found * 26 + ord(sign) - 64
    return found
