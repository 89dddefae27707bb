"""A number in its sentence: where its left phrase and its clause begin, and what it is chained to."""
from taizhang.reading.naming import Mention
from taizhang.reading.quantities import Quantity

_CLAUSE = "，；：。！？\n"
_SKIP = "、）和及与并，”且 "


def mention(text: str, q: Quantity, previous: Quantity | None, begin: int) -> Mention:
    """The mention of ``q`` in a sentence that begins at ``begin``, behind the number ``previous``, if any.

    >>> from taizhang.reading.quantities import quantities
    >>> text = "新建泵站3座、涵洞5个，投资2亿元"
    >>> one, two, three = quantities(text, 0, len(text))
    >>> [(text[m.left:m.q.start], m.chained) for m in (mention(text, two, one, 0), mention(text, three, two, 0))]
    [('涵洞', True), ('投资', False)]
    """
    low = previous.end if previous is not None else begin
    clause = max(text.rfind(sign, low, q.start) for sign in _CLAUSE) + 1
    chained = clause <= low and previous is not None
    left = low if chained else max(clause, begin)
    while left < q.start and text[left] in _SKIP and not text.startswith("及以上", left):
        left += 1
    outer = -1
    bracket = text.rfind("（", left, q.start)
    if bracket >= 0 and text.find("）", bracket, q.start) < 0:
        outer, left = bracket, bracket + 1
    return Mention(q, left, max(clause, begin), chained, outer)
