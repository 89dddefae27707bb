"""A copy of a workbook with some cells filled: everything else in it (merged heads, styles, pictures, widths) stays as it is, byte by byte."""
import io
import zipfile
from collections.abc import Iterable, Mapping
from decimal import Decimal

from lxml import etree

from taizhang.text.cells import LIMITS, _Book, _book, letters
from taizhang.text.formats.package import Package
from taizhang.text.formats.xml import parse
from taizhang.text.limits import Limits
from taizhang.values.errors import Damaged

Place = tuple[int, int]  # row, column, both from 1
Value = str | Decimal


def fill(data: bytes, sheets: Mapping[str, Mapping[Place, Value]], limits: Limits = LIMITS) -> bytes:
    """The workbook with these cells set, by the names of sheets; a formula that stood in one gives way to the value.

    Raises what `taizhang.text.cells.read` raises, and `Damaged` for a sheet that is not there.
    """
    package = Package(data, limits)
    name = _book(package)
    book = _Book(package, name, limits)
    parts = book._parts()
    by_name: dict[str, str] = {}
    for one in book.root.iter("{*}sheet"):
        at = next((str(value) for key, value in one.attrib.items() if str(key).endswith("}id")), "")
        if at in parts:
            by_name[one.get("name", "")] = parts[at].lower()
    changed: dict[str, bytes] = {}
    for sheet, values in sheets.items():
        part = by_name.get(sheet)
        if part is None:
            raise Damaged(f"the workbook has no sheet {sheet}", hint="choose another workbook, or map its columns anew")
        root = parse(package.bytes_of(part), part, limits)
        _set(root, values)
        changed[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            plain = member.filename.replace("\\", "/").lstrip("/").lower()
            if plain.endswith("calcchain.xml"):
                continue  # made anew by the program that opens it
            new.writestr(member.filename, changed.get(plain) or package.bytes_of(plain))
    return held.getvalue()


def _set(root: etree._Element, values: Mapping[Place, Value]) -> None:
    space = "{" + str(etree.QName(root).namespace or "") + "}"
    data = root.find(f"{space}sheetData")
    if data is None:
        raise Damaged("the sheet holds no rows", hint="choose another workbook")
    rows = {int(row.get("r", "0")): row for row in data if isinstance(row.tag, str)}
    for (at, column), value in sorted(values.items()):
        row = rows.get(at)
        if row is None:
            row = etree.Element(f"{space}row", {"r": str(at)})
            data.insert(_before(rows, at), row)
            rows[at] = row
        _cell(row, space, at, column, value)


def _before(numbers: Iterable[int], at: int) -> int:
    return sum(one < at for one in numbers)


def _cell(row: etree._Element, space: str, at: int, column: int, value: Value) -> None:
    ref = f"{letters(column)}{at}"
    cells = [one for one in row if isinstance(one.tag, str)]
    cell = next((one for one in cells if one.get("r") == ref), None)
    if cell is None:
        cell = etree.Element(f"{space}c", {"r": ref})
        row.insert(sum(_order(one.get("r", "")) < (len(letters(column)), letters(column)) for one in cells), cell)
    for part in list(cell):
        cell.remove(part)
    if "t" in cell.attrib:
        del cell.attrib["t"]
    if isinstance(value, Decimal):
        etree.SubElement(cell, f"{space}v").text = format(value, "f")
        return
    cell.set("t", "inlineStr")
    text = etree.SubElement(etree.SubElement(cell, f"{space}is"), f"{space}t")
    text.text = "".join(sign for sign in value if sign in "\t\n\r" or sign >= " ")
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _order(ref: str) -> tuple[int, str]:
    name = ref.rstrip("0123456789")
    return len(name), name
