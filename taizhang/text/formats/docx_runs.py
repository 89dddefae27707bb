"""The text within a paragraph: runs, fields, symbols, notes' marks, and the text boxes anchored in it."""
import re

from lxml import etree

from taizhang.text.formats.docx_names import ALTERNATE, CHOICE, FALLBACK, MATH_TEXT, SPACE, VAL, is_on, number, value, w
from taizhang.text.formats.docx_symbols import symbol
from taizhang.text.formats.markers import counted, raised

_BLANKS = re.compile(r"[\t\n\r]")
_CIRCLED = re.compile(r"\\o\s?\\ac\(\s?○\s?[,;，]\s?(\d{1,2})\s?\)")  # EQ fields that draw a circle around a figure
_TEXT, _RUN, _BOX, _SDT = w("t"), w("r"), w("txbxContent"), w("sdt")
_SKIPPED = frozenset(map(w, ("pPr", "rPr", "del", "moveFrom", "delText", "delInstrText", "rt", "rubyPr", "sdtPr", "sdtEndPr", "tblPr")))
_SIGNS = {w("tab"): "\t", w("ptab"): "\t", w("cr"): "\n", w("br"): "\n", w("noBreakHyphen"): "-"}
_NOTES = {w("footnoteReference"): "fn", w("endnoteReference"): "en"}


class Runs:
    """Reads paragraphs one after the other; what belongs elsewhere is collected.

    ``boxes``: text boxes met since they were last taken. ``notes``: marks set so far, as (``fn`` or ``en``, id);
    the n-th is shown as ``[n]``. ``known``: the notes that exist, so that no mark points nowhere.
    """

    def __init__(self, known: frozenset[tuple[str, str]]) -> None:
        self.boxes: list[etree._Element] = []
        self.notes: list[tuple[str, str]] = []
        self._known = known
        self._fields: list[list[str]] = []  # instructions of the fields that are open and have no result yet

    def text(self, paragraph: etree._Element) -> str:
        """What stands in one paragraph; soft breaks are newlines."""
        out: list[str] = []
        self._inside(paragraph, out)
        return "".join(out)

    def _inside(self, node: etree._Element, out: list[str]) -> None:
        for child in node:
            tag = child.tag
            if tag == _RUN:
                self._run(child, out)
            elif tag in _SKIPPED:
                continue
            elif tag == _BOX:
                self.boxes.append(child)
            elif tag == MATH_TEXT:
                out.append(child.text or "")
            elif tag == ALTERNATE:
                self._alternate(child, out)
            elif tag == _SDT and is_on(child.find(w("sdtPr")), "showingPlcHdr"):
                continue  # the form's own invitation to type
            else:
                self._inside(child, out)

    def _alternate(self, node: etree._Element, out: list[str]) -> None:
        """The same content in several forms: the first that says anything."""
        before = len(out), len(self.boxes)
        for form in (*node.iterfind(CHOICE), *node.iterfind(FALLBACK)):
            self._inside(form, out)
            if (len(out), len(self.boxes)) != before:
                return

    def _run(self, run: etree._Element, out: list[str]) -> None:
        properties = run.find(w("rPr"))
        if is_on(properties, "vanish"):
            return
        lifted = value(properties, "vertAlign") == "superscript"
        for child in run:
            tag = child.tag
            if tag == _TEXT:
                text = child.text or ""
                if child.get(SPACE) != "preserve":
                    text = text.strip(" \t\r\n")
                text = _BLANKS.sub(" ", text)
                out.append(raised(text) if lifted else text)
            elif tag in _SIGNS:
                out.append(_SIGNS[tag])
            elif tag == w("sym"):
                out.append(_symbol(child))
            elif tag in _NOTES:
                self._note(_NOTES[tag], child, out)
            elif tag == w("instrText"):
                if self._fields:
                    self._fields[-1].append(child.text or "")
            elif tag == w("fldChar"):
                self._field(child.get(w("fldCharType"), ""), out)
            elif tag in _SKIPPED:
                continue
            elif tag == ALTERNATE:
                self._alternate(child, out)
            else:
                self._inside(child, out)

    def _note(self, kind: str, node: etree._Element, out: list[str]) -> None:
        note = (kind, node.get(w("id"), ""))
        if note in self._known:
            self.notes.append(note)
            if node.get(w("customMarkFollows")) not in ("1", "true", "on"):
                out.append(f"[{len(self.notes)}]")

    def _field(self, kind: str, out: list[str]) -> None:
        if kind == "begin":
            self._fields.append([])
        elif kind == "separate" and self._fields:
            self._fields[-1].clear()
        elif kind == "end" and self._fields:
            drawn = _CIRCLED.search("".join(self._fields.pop()))
            if drawn:
                out.append(counted(int(drawn[1]), "decimalEnclosedCircle"))


def _symbol(node: etree._Element) -> str:
    code = node.get(w("char"), "")
    try:
        return symbol(node.get(w("font")), int(code, 16)) if len(code) <= 6 else "\ufffd"
    except ValueError:
        return "\ufffd"


def mark_is_deleted(properties: etree._Element | None) -> bool:
    """Whether a tracked change removes the end of this paragraph, so that the next one goes on in its line."""
    run = None if properties is None else properties.find(w("rPr"))
    return run is not None and (run.find(w("del")) is not None or run.find(w("moveFrom")) is not None)


def span(properties: etree._Element | None, name: str, otherwise: int) -> int:
    """A count such as ``w:gridSpan`` from the properties of a cell or row."""
    found = None if properties is None else properties.find(w(name))
    return otherwise if found is None else number(found.get(VAL), otherwise)
