"""The unit of measure of a column: of its row's own cell, else as its head says it, else as it stands above the whole sheet."""
import re

from taizhang.publishing.words import measure_words
from taizhang.server.exchange.bureau.heads import Head, catalogue, is_body
from taizhang.server.facts import amounts

_BRACKETS = re.compile(r"[(\uff08]([^()\uff08\uff09]{1,12})[)\uff09]")
LONGEST = 6  # signs of a unit: what is longer is a body that fills the sheet in


def head_unit(head: Head, column: int) -> str:
    """The unit a column's head names, the line nearest to the cells first; else that of what stands above the sheet; empty where none does.

    >>> head_unit(Head(1, 1, {2: ("Spending (CNY)",), 3: ("Growth (of all)",)}), 2), head_unit(Head(1, 1, {3: ("Growth (of all)",)}), 3)
    ('CNY', '')
    >>> head_unit(Head(2, 1, {2: ("Share (unit: %)",)}, "Indicators, unit: km"), 2)
    '%'
    >>> head_unit(Head(2, 1, {2: ("Length",)}, "Indicators, unit: km"), 2)
    'km'
    """
    for said in (*reversed(head.paths.get(column, ())), head.title):
        for named in _marked().findall(said):
            if len(named) <= LONGEST and not is_body(named):
                return str(named)
        for inside in _BRACKETS.findall(said):
            if _is_measure(inside.strip()):
                return str(inside.strip())
    return ""


def _marked() -> re.Pattern[str]:
    words = "|".join(re.escape(one) for one in sorted(catalogue()["measure_unit"], key=len, reverse=True))
    return re.compile(rf"(?:^|[\s(\uff08,;\uff0c\uff1b])(?:{words})\s*[:\uff1a]\s*([^\s()\uff08\uff09,;\uff0c\uff1b\u3001]+)", re.IGNORECASE)


def _is_measure(written: str) -> bool:
    """Whether words in brackets are a unit that counts money, a share or a scale: anything else may be a remark."""
    words = measure_words()
    found = amounts.measure(written)
    return found.unit in words["shown"] or found.unit in words["close"] or (found.scale != "" and len(found.unit) <= 2)
