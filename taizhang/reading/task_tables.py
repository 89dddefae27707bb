"""Tables of tasks: rows with tabs under a header that names a column of units."""
import re
from dataclasses import dataclass

from taizhang.text import Flow

_UNITS = re.compile(r"(?:牵头|责任|配合|主办|协办|承办|参与|实施|落实|负责|承担|主要)(?:责任|负责|配合|实施)?(?:单位|部门|主体|处室|科室)")
_NUMBER = re.compile(r"序号|编号|^号$")
_ASIDE = re.compile(r"时限|时间|期限|进度|备注|领导|责任人|负责人|类别|分类")
_NAME = re.compile(r"项目|事项|名称|任务|工作|举措|重点|要点")
_TEXT = re.compile(r"内容|措施|目标|任务|要求|举措|工作")


@dataclass(frozen=True, slots=True)
class Row:
    """One row with units, in offsets of the flow; ``labels`` are the headings of its unit cells."""

    start: int
    end: int
    number: str | None
    title: str | None
    cells: tuple[tuple[int, int], ...]
    labels: tuple[str, ...]


def rows(flow: Flow) -> list[Row]:
    """All rows of all tables that have a column of units."""
    text = flow.text
    if "\t" not in text:
        return []
    found: list[Row] = []
    header: list[str] = []
    for begin, end in flow.paragraphs:
        if text.find("\t", begin, end) < 0:
            if end - begin > 60 or "。" in text[begin:end]:
                header = []
            continue
        cells = _cells(text, begin, end)
        names = [text[a:b] for a, b in cells]
        if len(cells) == 2 and _UNITS.fullmatch(names[0]):
            continue  # a label with its value, found as a list
        if any(_UNITS.fullmatch(name) for name in names):
            header = names
        elif header:
            row = _row(text, header, cells)
            if row:
                found.append(row)
    return found


def _cells(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    cells = []
    at = begin
    while at <= end:
        close = text.find("\t", at, end)
        close = end if close < 0 else close
        a, b = at, close
        while a < b and text[a] == " ":
            a += 1
        while b > a and text[b - 1] == " ":
            b -= 1
        cells.append((a, b))
        at = close + 1
    return cells


def _row(text: str, header: list[str], cells: list[tuple[int, int]]) -> Row | None:
    """Cells are matched from the right where merged cells are left out on the left."""
    shift = len(header) - len(cells)
    if shift < 0:
        return None
    named = [(header[i + shift], a, b) for i, (a, b) in enumerate(cells)]
    units = [(name, a, b) for name, a, b in named if _UNITS.fullmatch(name) and a < b]
    others = [(name, a, b) for name, a, b in named if not _UNITS.fullmatch(name) and a < b]
    if not units or not others:
        return None
    first, last = units[0][1], units[-1][2]
    before = [one for one in others if one[1] < first] or others
    number = next((text[a:b] for name, a, b in before if _NUMBER.search(name)), None)
    texts = [one for one in before if not _NUMBER.search(one[0]) and not _ASIDE.search(one[0])]
    title = None
    if len(texts) > 1 and _NAME.search(texts[0][0]) and _TEXT.search(texts[1][0]):
        title = text[texts[0][1] : texts[0][2]]
    elif len(texts) > 2 and _NAME.search(texts[1][0]) and _TEXT.search(texts[2][0]):
        title = text[texts[1][1] : texts[1][2]]
    start, end = before[0][1], before[-1][2]
    inside = tuple((a, b) for _, a, b in units if first <= a <= last)
    return Row(start, end, number, title, inside, tuple(name for name, _, _ in units))
