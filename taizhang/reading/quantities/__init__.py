"""Numbers that measure something: the value with its comparator words and unit, and nothing that is only a name.

One pass of one pattern (``pattern``) over a stretch of the flow; each sort of number has a file that judges what was
found: ``figures``, ``ranks``, ``chinese``, ``words``. ``comparators`` take 不低于, 以上 and the like into the span,
``counted`` tells things that are counted from slogans.
"""
import re
from collections.abc import Iterator
from dataclasses import replace

from taizhang.reading.quantities.chinese import read_chinese
from taizhang.reading.quantities.figures import read_bare, read_figure
from taizhang.reading.quantities.pattern import TOKEN
from taizhang.reading.quantities.quantity import Quantity, scaled
from taizhang.reading.quantities.ranks import read_rank
from taizhang.reading.quantities.words import read_word

__all__ = ["Quantity", "quantities", "scaled"]


def quantities(text: str, start: int, end: int) -> Iterator[Quantity]:
    """The quantities of ``text[start:end]`` in order.

    >>> text = "2030年新建泵站3座、投资近1.2亿元，下降5%以上"
    >>> [(text[q.start:q.end], str(q.value), q.op, q.unit) for q in quantities(text, 0, len(text))]
    [('3座', '3', '=', '座'), ('近1.2亿元', '120000000', '~', 'CNY'), ('5%以上', '5', '>=', '%')]
    >>> list(quantities("第3批“2+4”行动，云政〔2030〕5号，500强，5G", 0, 30))
    []
    """
    taken = start  # where the last quantity ended: a bracket such as （含50人） belongs to it
    held: Quantity | None = None
    for found in TOKEN.finditer(text, start, end):
        kind = found.lastgroup
        if kind == "skip" or found.start() < taken:
            continue
        got = read_bare(text, found, taken) if kind == "bare" else _judged(text, found, taken)
        if got is not None:
            taken = got.end
            if held is not None:
                yield _shared(held, got, text)
            held = got
    if held is not None:
        yield held


def _judged(text: str, found: re.Match[str], floor: int) -> Quantity | None:
    """What the file of its sort makes of a number; None where it measures nothing."""
    if found["u"]:
        return read_figure(text, found, floor)
    if found["rank"]:
        return read_rank(text, found, floor)
    if found["cu"]:
        return read_chinese(text, found, floor)
    return read_word(text, found, floor)


def _shared(held: Quantity, following: Quantity, text: str) -> Quantity:
    """The quantity held back; in 高18个和3.2个百分点 it takes the unit of the one that follows."""
    if (
        held.unit == "个" and held.op == "="
        and following.sort in ("points", "time") and "个" in text[following.number:following.unit_end]
        and following.start - held.end == 1 and text[held.end] in "和、"
    ):
        return replace(held, unit=following.unit, sort=following.sort)
    return held
