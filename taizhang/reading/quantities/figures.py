"""Numbers in digits: with a unit (100~300万元, 4万5千件), or money whose 元 is not written."""
import re
from decimal import Decimal

from taizhang.reading.quantities.comparators import COMPARATOR_BEFORE, compare
from taizhang.reading.quantities.counted import is_counted, is_measured
from taizhang.reading.quantities.quantity import Quantity, range_power, scaled, whole
from taizhang.reading.units import unit_of


def read_figure(text: str, found: re.Match[str], floor: int) -> Quantity | None:
    """A figure with its unit, or a range of two; None where it is part of a name or counts nothing."""
    a, b = found["a"], found["b"]
    number, end = found.start("a"), found.end()
    if _in_name(text, number, floor):
        return None
    first = scaled(a)
    if first is None:
        return None
    value, vague = first
    unit, sort, power = unit_of(found["u"])
    if not found["t"]:
        if sort == "count" and not is_counted(text, found["u"], end):
            return None
        if found["u"] == "类" and text.endswith(("等", "上述", "以上", "这"), floor, number):
            return None
        if sort == "time" and not b and not is_measured(text, number, end, floor) and not _is_bound(text, number, floor):
            return None
    elif sort == "time" and (text.endswith(("一年比", "天比"), floor, number) or found["t"] == "多"):
        return None
    op = "~" if vague else "="
    second: Decimal | None = None
    if b:
        other = scaled(b)
        if other is None:
            return None
        op, second = "range", other[0]
        value = value.scaleb(range_power(a, b, found["ua"]))
        if second < value:
            return None
        second = whole(second.scaleb(power))
    if found["per"]:
        unit += found["per"].replace("·", "/")
    if found["alt"] and found["u"] == "人" and "次" in found["alt"]:
        unit = "人（次）"
    unit_end = found.end("alt") if found["alt"] else found.end("per") if found["per"] else found.end("u")
    got = Quantity(number, end, number, unit_end, whole(value.scaleb(power)), second, op, unit, sort)
    return compare(text, got, found["t"], floor)


def _in_name(text: str, number: int, floor: int) -> bool:
    """Whether the digits go on what stands before them: A-5, v2.5."""
    left = text[number - 1] if number > floor else ""
    if not left:
        return False
    return left in ".+-" and number - 1 > floor and text[number - 2].isalnum() or left.isascii() and left.isalpha()


def _is_bound(text: str, number: int, floor: int) -> bool:
    """Whether a comparator makes a stretch of time a limit (不超过5年); 近5年 is when, not how long."""
    return bool(COMPARATOR_BEFORE.search(text, max(floor, number - 8), number)) and text[number - 1] not in "近上约"


_MONEY_BEFORE = re.compile(
    r"(?:[金总限]额|资金|投资|产值|资|收入|基金|贷款?|授信|经费|支出|交易额|税收?|融资)(?:达到|达|约|近|超|共|为|约为|已达|合计|累计)?$"
)
_MONEY_AFTER = re.compile(r"(?:的)?[^，。；、\d]{0,14}?(?:基金|资金|贷款|投资|经费)")


_PEOPLE_BEFORE = re.compile(
    r"(?:人口|人数|老年人|就业|网民|农民工|毕业生|贫困人口|从业人员|劳动力|参保人员)(?:总数|规模|数量)?(?:已|将|达到?|约|超过|超|近|减少|增加|突破|共|为|有)*$")


def read_bare(text: str, found: re.Match[str], floor: int) -> Quantity | None:
    """金额达333万, 15亿发展基金: money whose 元 is not written."""
    word = found["bare"]
    start, end = found.span()
    if word[-1] not in "万亿多余" or start > floor and text[start - 1] in ".-+":
        return None
    if _PEOPLE_BEFORE.search(text, max(floor, start - 14), start):
        people = scaled(word.rstrip(".,"))
        if people is None or people[0] < 10000:
            return None
        return compare(text, Quantity(start, end, start, end, whole(people[0]), None, "~" if people[1] else "=", "人", "count"), None, floor)
    if not (_MONEY_BEFORE.search(text, max(floor, start - 8), start) or _MONEY_AFTER.match(text, end)):
        return None
    got = scaled(word.rstrip(".,"))
    if got is None or got[0] < 10000:
        return None
    return compare(text, Quantity(start, end, start, end, whole(got[0]), None, "~" if got[1] else "=", "CNY", "money"), None, floor)
