"""A page of the web as blocks and rows: what a reader sees, without menus and scripts."""
import re

from lxml import etree

from taizhang.text.formats.blocks import Blocks
from taizhang.text.formats.encoding import decode
from taizhang.text.formats.grid import Grid
from taizhang.text.formats.markers import counted, raised
from taizhang.text.formats.registry import Extract
from taizhang.text.formats.xml import too_deep
from taizhang.text.limits import Limits
from taizhang.values.errors import Damaged

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:-]{2,20})""", re.I)
_CODECS = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SMALL = re.compile(r"-?[0-9]{1,6}")
_IDEOGRAPH = re.compile(r"[\u4e00-\u9fff]")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_DROPPED = frozenset(
    "head title script style nav noscript template iframe frame object embed applet svg canvas audio video map button select"
    " input textarea datalist rt rp".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer form h1 h2 h3"
    " h4 h5 h6 header hgroup hr html li main menu ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def extract(data: bytes, limits: Limits) -> Extract:
    """Blocks (``b12``) and cells of tables (``t1.r2.c3``) of a page.

    Tables that only lay out the page (they hold tables, headings or a single cell) are read as blocks.
    """
    text, encoding = _decode(data)
    limits.check("markup_signs", text.count("<") + text.count('="') + text.count("='"))
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.replace("\0", "\ufffd").encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Damaged("the page cannot be read as HTML", why=str(error), hint="open it in a browser and save it again") from error
    for entry in parser.error_log:
        if entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT:  # the parser stops there without raising
            raise too_deep("the page", entry.message)
    if root is None:
        return Extract("", (), encoding)
    page = _Page(limits)
    page.walk(root)
    return Extract(page.blocks.text, page.blocks.addresses, encoding)


def _decode(data: bytes) -> tuple[str, str]:
    """By mark, else as the page declares, where its bytes agree; else as any text.

    Many a page declares gb2312 and is UTF-8: bytes that are valid UTF-8 with many ideographs are nothing else.
    """
    if not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) and (said := _DECLARED.search(data, 0, 8192)):
        codec = _CODECS.get(said[1].decode("ascii").lower())
        if codec:
            try:
                if len(_IDEOGRAPH.findall(data.decode("utf-8"))) > 8:
                    return decode(data)
            except UnicodeDecodeError:
                pass
            try:
                return data.decode(codec), codec
            except UnicodeDecodeError:
                pass
    return decode(data)


class _Page:
    """One walk over the tree, without recursion."""

    def __init__(self, limits: Limits) -> None:
        self.blocks = Blocks(limits)
        self._line: list[str] = []
        self._number = 0  # blocks so far
        self._tables = 0
        self._layout: set[etree._Element] = set()
        self._grid: Grid | None = None  # of the table that is being read
        self._cell = False
        self._lists: list[tuple[str, int] | None] = []  # kind of numbering and last number; None for bullets
        self._pre = 0
        self._raised = 0

    def walk(self, root: etree._Element) -> None:
        """Read the whole page."""
        self._layout = _layout_tables(root)
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, node in walker:
            tag = node.tag if isinstance(node.tag, str) else ""
            if event == "start":
                if tag in _DROPPED or not tag or _hidden(node):
                    walker.skip_subtree()
                    if tag in _BLOCKS or tag == "nav":
                        self._break()
                    continue
                self._open(node, tag)
                if node.text:
                    self._say(node.text)
            else:
                if tag and tag not in _DROPPED and not _hidden(node):
                    self._close(node, tag)
                if node.tail:
                    self._say(node.tail)
        self._flush()

    def _say(self, text: str) -> None:
        if not self._pre:
            text = _SPACE.sub(" ", text)
            if text[0] == " " and (not self._line or self._line[-1][-1] in " \n"):
                text = text[1:]
        if self._raised:
            text = raised(text)
        if text:
            self._line.append(text)

    def _open(self, node: etree._Element, tag: str) -> None:
        if tag == "br":
            self._line.append("\n")
        elif tag == "sup":
            self._raised += 1
        elif tag in _BLOCKS:
            if tag == "table" and node not in self._layout:
                self._flush()
                self._tables += 1
                self._grid = Grid(f"t{self._tables}")
            elif tag in ("td", "th") and self._grid:
                self._flush()
                self._cell = True
            else:
                self._break()
            self._pre += tag == "pre"
            if tag in ("ol", "ul", "menu", "dir"):
                start = _whole(node.get("start"), 1) - 1
                self._lists.append((node.get("type", "1"), start) if tag == "ol" else None)
            elif tag == "li":
                self._line.append(self._marker(node))

    def _close(self, node: etree._Element, tag: str) -> None:
        if tag == "sup":
            self._raised -= 1
        elif tag in _BLOCKS:
            if tag in ("ol", "ul", "menu", "dir") and self._lists:
                self._lists.pop()
            self._pre -= tag == "pre"
            if tag in ("td", "th") and self._cell and self._grid:
                self._cell = False
                self._grid.cell("".join(self._line), _whole(node.get("colspan"), 1), _whole(node.get("rowspan"), 1))
                self._line = []
            elif tag in ("tr", "table") and self._grid:
                self._flush()
                self.blocks.row(self._grid.row())  # at the end of the table: cells that stand in no row
                if tag == "table":
                    self._grid = None
            else:
                self._break()

    def _marker(self, item: etree._Element) -> str:
        if not self._lists or (top := self._lists[-1]) is None:
            return "• "
        kind = top[0]
        number = _whole(item.get("value"), top[1] + 1)
        self._lists[-1] = (kind, number)
        form = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}.get(kind, "decimal")
        return counted(number, form) + ". "

    def _break(self) -> None:
        """The edge of a block: a new one, or a break within a cell."""
        if self._cell:
            if self._line:
                self._line.append("\n")
        else:
            self._flush()

    def _flush(self) -> None:
        text = "".join(self._line)
        self._line = []
        if self._cell or not text or text.isspace() or text.strip() == "•":
            return
        self._number += 1
        self.blocks.block(text if self._pre else re.sub(r" ?\n ?", "\n", text), f"b{self._number}")


def _layout_tables(root: etree._Element) -> set[etree._Element]:
    """Tables that hold blocks of the page rather than rows of figures."""
    found: set[etree._Element] = set()
    cells: dict[etree._Element, int] = {}
    for node in root.iter("table", "td", "th", *_HEADINGS):
        table = next(node.iterancestors("table"), None)
        if table is None:
            continue
        if node.tag in ("td", "th"):
            cells[table] = cells.get(table, 0) + 1
        elif node.tag == "table" or node.tag in _HEADINGS:
            found.add(table)
    return found | {table for table, count in cells.items() if count == 1}


def _hidden(node: etree._Element) -> bool:
    style = node.get("style")
    return node.get("hidden") is not None or (style is not None and _HIDDEN.search(style) is not None)


def _whole(written: str | None, otherwise: int) -> int:
    """A small whole number from an attribute."""
    found = _SMALL.fullmatch((written or "").strip())
    return int(found.group()) if found else otherwise
