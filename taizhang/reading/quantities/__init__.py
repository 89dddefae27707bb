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
from taizhang.reading.quantities.quantity import Quantity, scaled, whole
from taizhang.reading.quantities.ranks import read_rank
from taizhang.reading.quantities.words import read_word
from taizhang.reading.units import unit_of

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
    loose: list[re.Match[str]] = []  # 达到41万、47万和29万人: numbers that wait for the unit of the last of their list
    for found in TOKEN.finditer(text, start, end):
        kind = found.lastgroup
        if kind == "skip" or found.start() < taken:
            continue
        got = read_bare(text, found, taken) if kind == "bare" else _judged(text, found, taken)
        if kind == "bare" and got is None:
            if loose and not (found.start() - loose[-1].end() == 1 and text[found.start() - 1] in "、和"):
                loose.clear()
            if found.group()[-1] in "万亿" or "." in found.group() or loose:
                loose.append(found)
            continue
        if loose:
            if got is not None and got.op == "=" and got.start - loose[-1].end() == 1 and text[got.start - 1] in "、和":
                if held is not None:
                    yield held
                    held = None
                yield from (_with_unit_of(one, got, found["u"]) for one in loose)
            loose.clear()
        if got is not None:
            taken = got.end
            if held is not None:
                yield _shared(held, got, text)
            held = got
    if held is not None:
        yield held


def _with_unit_of(one: re.Match[str], last: Quantity, unit: str) -> Quantity:
    """A bare number of a list with the unit that stands behind the last of the list."""
    value = scaled(one.group().rstrip(".,"))
    assert value is not None
    start, end = one.start(), one.start() + len(one.group().rstrip(".,"))
    return Quantity(start, end, start, end, whole(value[0].scaleb(unit_of(unit)[2])), None, "~" if value[1] else "=", last.unit, last.sort)


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
