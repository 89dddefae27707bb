"""Values in words: 翻番, 百分之五, 四分之三, 1/3, 六成, 过半, 5.6/10万."""
import re
from decimal import Decimal

from taizhang.reading.quantities.comparators import compare
from taizhang.reading.quantities.quantity import Quantity, whole
from taizhang.text.numerals import chinese_number

_DOUBLINGS = {"两": 2, "二": 2, "三": 3}
_MOST_PARTS = 20  # 1/20 is a share; 3/28 is rather a date


def read_word(text: str, found: re.Match[str], floor: int) -> Quantity | None:
    """A value told in words, as a percentage (a doubling is a growth of 100 %)."""
    start, end = found.span()
    tail: str | None = None
    value: Decimal | None = None
    unit, sort = "%", "share"
    if found["double"]:
        value, sort = Decimal(2 ** _DOUBLINGS.get(found["double"][1], 1) * 100 - 100), "times"
    elif found["pct"]:
        value, tail, sort = chinese_number(found["pct"][3:]), found["pctt"], "percent"
    elif found["cf"]:
        below, _, above = found["cf"].partition("分之")
        value, tail = _share(chinese_number(above), chinese_number(below)), found["cft"]
    elif found["frac"]:
        above, _, below = found["frac"].partition("/")
        value, tail = _share(Decimal(above), Decimal(below)), found["ft"]
    elif found["half"]:
        value, tail = Decimal(50), found["ht"]
        if found["half"] == "过半":
            return Quantity(start, end, start, end, value, None, ">", unit, sort)
    elif found["cheng"]:
        if text[max(floor, start - 1):start] in ("完", "形", "组", "构"):  # 完二成 is no share
            return None
        tenths = chinese_number(found["cheng"][0])
        value, tail = tenths * 10 if tenths is not None else None, found["ct"]
    elif found["per100k"]:
        value, unit, tail, sort = Decimal(found["per100k"].partition("/")[0]), "/10万", found["pt"], "percent"
    if value is None:
        return None
    return compare(text, Quantity(start, end, start, end, whole(value), None, "=", unit, sort), tail, floor)


def _share(part: Decimal | None, whole_: Decimal | None) -> Decimal | None:
    """``part`` of ``whole_`` in per cent, to four decimals; None where it is no proper fraction."""
    if part is None or not whole_ or part >= whole_ or whole_ > _MOST_PARTS:
        return None
    return round(part * 100 / whole_, 4).normalize()
