"""Word documents: paragraphs, tables, text boxes and notes in the order in which they are read.

Tracked insertions are part of the text, deletions are not; numbers of automatic lists stand before their paragraphs.
Headers, footers, comments and hidden text are left out.
"""
from collections.abc import Iterator

from lxml import etree

from taizhang.text.formats.blocks import Blocks
from taizhang.text.formats.docx_names import ALTERNATE, CHOICE, FALLBACK, transitional, w
from taizhang.text.formats.docx_numbering import Numbering
from taizhang.text.formats.docx_runs import Runs, mark_is_deleted, span
from taizhang.text.formats.grid import Grid
from taizhang.text.formats.package import Package
from taizhang.text.formats.registry import Extract
from taizhang.text.formats.xml import parse
from taizhang.text.limits import Limits
from taizhang.values.errors import Damaged

_P, _TBL, _TR, _TC, _PPR = w("p"), w("tbl"), w("tr"), w("tc"), w("pPr")
_WRAPPERS = frozenset((w("sdt"), w("sdtContent"), w("customXml"), w("ins"), w("moveTo"), w("smartTag")))


def extract(data: bytes, limits: Limits) -> Extract:
    """Paragraphs (``p12``), cells (``t1.r2.c3``), text boxes (``tb1.p1``), notes (``fn3``, ``en4``) of a .docx file."""
    package = Package(data, limits)
    main = package.main()
    root = _root(package, main, limits)
    body = None if root is None else root.find(w("body"))
    if body is None:
        raise Damaged(f"{main} is no text of Word", hint="open the file in Word or WPS and save it as .docx")
    parts = {kind: _related(package, main, kind, limits) for kind in ("numbering", "styles", "footnotes", "endnotes")}
    document = _Document(Numbering(parts["numbering"], parts["styles"]), parts["footnotes"], parts["endnotes"], limits)
    document.read(body)
    return Extract(document.blocks.text, document.blocks.addresses, "utf-8")


def _root(package: Package, name: str, limits: Limits) -> etree._Element | None:
    return parse(transitional(package.bytes_of(name)), name, limits) if name in package else None


def _related(package: Package, main: str, kind: str, limits: Limits) -> etree._Element | None:
    """A part that belongs to the main one, by its relation, else under its usual name."""
    for name in (*package.targets(main, kind), f"word/{kind}.xml"):
        if name in package:
            return _root(package, name, limits)
    return None


class _Places:
    """Names the next paragraph or table of a container; in notes and cells all share one name."""

    def __init__(self, prefix: str = "", fixed: str | None = None) -> None:
        self._prefix, self._fixed = prefix, fixed
        self._paragraphs = self._tables = 0

    def paragraph(self) -> str:
        self._paragraphs += 1
        return self._fixed or f"{self._prefix}p{self._paragraphs}"

    def table(self) -> str:
        self._tables += 1
        return f"{self._fixed}.t{self._tables}" if self._fixed else f"{self._prefix}t{self._tables}"


class _Document:
    def __init__(self, numbering: Numbering, footnotes: etree._Element | None, endnotes: etree._Element | None, limits: Limits) -> None:
        self.blocks = Blocks(limits)
        self._numbering = numbering
        self._notes = {("fn", name): node for name, node in _notes(footnotes, "footnote")}
        self._notes |= {("en", name): node for name, node in _notes(endnotes, "endnote")}
        self._runs = Runs(frozenset(self._notes))
        self._boxes = 0

    def read(self, body: etree._Element) -> None:
        """The body, then the notes in the order of their marks."""
        self._container(body, _Places())
        shown: set[tuple[str, str]] = set()
        for i, note in enumerate(tuple(self._runs.notes), 1):
            if note not in shown:
                shown.add(note)
                self._container(self._notes[note], _Places(fixed=f"{note[0]}{i}"), f"[{i}] ")

    def _container(self, node: etree._Element, places: _Places, head: str = "") -> None:
        """Paragraphs and tables of a body, note, cell or text box; ``head`` stands before the first of them."""
        carried: tuple[str, str] | None = None  # text and place of a paragraph whose end was deleted
        for child in _unwrapped(node, (_P, _TBL)):
            if child.tag == _TBL:
                if carried:
                    self._put(*carried)
                    carried = None
                self._table(child, places.table())
                continue
            properties = child.find(_PPR)
            place, text = places.paragraph(), self._runs.text(child)
            if carried:
                text, place = carried[0] + text, carried[1]
            if mark_is_deleted(properties):
                carried = (text, place)
                continue
            carried = None
            label = self._numbering.label(properties)
            if text.strip():
                text, head = head + label + text.lstrip(" \t\n"), ""
            self._put(text, place)
        if carried:
            self._put(*carried)

    def _put(self, text: str, place: str) -> None:
        self.blocks.block(text, place)
        self._drain()

    def _drain(self) -> None:
        """Text boxes that were anchored in what has just been read."""
        boxes, self._runs.boxes = self._runs.boxes, []
        for box in boxes:
            self._boxes += 1
            self._container(box, _Places(f"tb{self._boxes}."))

    def _table(self, table: etree._Element, place: str) -> None:
        rows = [row for row in _unwrapped(table, (_TR,)) if not _deleted(row, "trPr", "del")]
        cells = [[cell for cell in _unwrapped(row, (_TC,)) if not _deleted(cell, "tcPr", "cellDel")] for row in rows]
        framed = sum(map(len, cells)) == 1 or any(inner is not table for inner in table.iter(_TBL))
        grid = Grid(place)
        for i, (row, inside) in enumerate(zip(rows, cells, strict=True), 1):
            if framed:  # a box around text, or a table that arranges tables
                for k, cell in enumerate(inside, 1):
                    self._container(cell, _Places(fixed=f"{place}.r{i}.c{k}"))
                continue
            grid.skip(span(row.find(w("trPr")), "gridBefore", 0))
            for cell in inside:
                properties = cell.find(w("tcPr"))
                merged = None if properties is None else properties.find(w("vMerge"))
                goes_on = merged is not None and merged.get(w("val"), "continue") == "continue"
                text = self._cell(cell)
                grid.cell("" if goes_on else text, span(properties, "gridSpan", 1))
            self.blocks.row(grid.row())
        self._drain()

    def _cell(self, cell: etree._Element) -> str:
        lines: list[str] = []
        for paragraph in _unwrapped(cell, (_P,)):
            text = self._runs.text(paragraph)
            label = self._numbering.label(paragraph.find(_PPR))
            if text.strip():
                lines.append(label + text.strip())
            elif label and not lines and label.strip()[:1].isalnum():
                lines.append(label.strip())  # a column of numbers that Word counts by itself
        return "\n".join(lines)


def _unwrapped(node: etree._Element, wanted: tuple[str, ...]) -> Iterator[etree._Element]:
    """Children of some kinds, also those within content controls and the like; without recursion."""
    stack = [iter(node)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag in wanted:
            yield child
        elif child.tag in _WRAPPERS:
            stack.append(iter(child))
        elif child.tag == ALTERNATE:
            chosen = child.find(CHOICE)
            chosen = child.find(FALLBACK) if chosen is None else chosen
            if chosen is not None:
                stack.append(iter(chosen))


def _deleted(node: etree._Element, properties: str, name: str) -> bool:
    return node.find(f"{w(properties)}/{w(name)}") is not None


def _notes(root: etree._Element | None, kind: str) -> Iterator[tuple[str, etree._Element]]:
    """Notes by id, without the lines that separate them from the text."""
    for node in root.iterfind(w(kind)) if root is not None else ():
        if node.get(w("type"), "normal") == "normal":
            yield node.get(w("id"), ""), node
