"""Running heads, feet and page numbers: what stands on the page and not in the text."""
import re
from collections import defaultdict
from collections.abc import Sequence

from taizhang.text.formats.pages.runs import lines_of
from taizhang.text.formats.pages.shapes import Line, Run, Sheet

_MARGIN = 0.15  # of the height of a page, above and below, in which furniture stands
_NUMBER = re.compile(
    r"(?P<bare>\d{1,4})|[\s\u2014\u2013\u2015\u2500\-\uff0d\u00b7.\u4e00_~]+\d{1,4}[\s\u2014\u2013\u2015\u2500\-\uff0d\u00b7.\u4e00_~]*"
    r"|\u7b2c\s*\d{1,4}\s*\u9875(?:\s*[,\uff0c/\uff0f\uff08(]?\s*\u5171\s*\d{1,4}\s*\u9875\s*[)\uff09]?)?|\d{1,4}\s*[/\uff0f]\s*\d{1,4}"
    r"|(?:Page|page|PAGE)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?"
)
_DIGITS = re.compile(r"\d+")


def without_furniture(sheets: Sequence[Sheet], pages: Sequence[Sequence[Run]]) -> list[list[Run]]:
    """The runs of each page without those that are furniture."""
    edges = [_edges(sheet, lines_of(runs)) for sheet, runs in zip(sheets, pages, strict=True)]
    seen: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    for number, lines in enumerate(edges):
        for line in lines:
            for key in _keys(line):
                seen[key].add(number)
    enough = 3 if len(pages) > 4 else 2
    kept: list[list[Run]] = []
    for runs, lines in zip(pages, edges, strict=True):
        dropped: set[int] = set()
        for line in lines:
            if any(len(seen[key]) >= enough for key in _keys(line)) or _is_number(line, runs):
                dropped |= {id(run) for run in line.runs}
        kept.append([run for run in runs if id(run) not in dropped])
    return kept


def _edges(sheet: Sheet, lines: Sequence[Line]) -> list[Line]:
    """The first two and last two lines of a page, where they stand in its margins."""
    height = sheet.read_height
    upper = [line for line in lines[:2] if line.bottom < _MARGIN * height]
    return upper + [line for line in lines[max(2, len(lines) - 2):] or lines[-1:] if line.top > (1 - _MARGIN) * height and line not in upper]


def _keys(line: Line) -> tuple[tuple[str, int], ...]:
    """What makes two lines on different pages the same: their words without numbers, and their height, a little up or down."""
    words = _DIGITS.sub("0", "".join(line.text.split()))
    step = round(line.top / 4)
    return tuple((words, one) for one in (step - 1, step, step + 1))


def _is_number(line: Line, runs: Sequence[Run]) -> bool:
    """Whether a line is a page number: nothing stands beyond it, and a bare number stands well apart."""
    found = _NUMBER.fullmatch(line.text.strip())
    if not found:
        return False
    above = [line.top - run.bottom for run in runs if run.bottom <= line.top + 1]
    below = [run.top - line.bottom for run in runs if run.top >= line.bottom - 1]
    if above and below:
        return False
    gap = min(above or below, default=float("inf"))
    return gap > (0.6 if found["bare"] else -1.0) * line.size


def is_page_number(text: str) -> bool:
    """Whether a run by itself can be a page number.

    >>> is_page_number("— 3 —"), is_page_number("2017")
    (True, False)
    """
    found = _NUMBER.fullmatch(text.strip())
    return found is not None and not found["bare"]
