"""Words that say how a number binds: 不低于, 近, 以上, 左右 …; they belong to the value's span."""
import re
from dataclasses import replace

from taizhang.reading.quantities.quantity import Quantity

# What stands directly before the number. 上 (五百上) only keeps 以上 and the like from being taken apart.
_BEFORE_BY_OP = {
    "<=": (
        "最长可延长至 最多可达 最高可达到 最高可达 最高达 最高不超过 最多不超过 最长不超过 累计不超过 总额不超过 原则上不超过 不得超过 不超过 "
        "不高于 不多于 不大于 最高补助 最高奖励 最高给予 最高 最多 最长 上限"
    ),
    ">=": "不得低于 不得少于 不低于 不少于 不小于 不短于 不下于 最低 最少 至少 满",
    "<": "不足 不到 不满 未满 低于 小于 少于 未达到",
    ">": "首次突破 突破 超过 超出 超 逾 大于 多于 高于",
    "~": "接近 将近 大约 约为 约 近",
    "?": "上",
}
_OP_BEFORE = {word: op for op, listed in _BEFORE_BY_OP.items() for word in listed.split()}
COMPARATOR_BEFORE = re.compile("(?:" + "|".join(sorted(_OP_BEFORE, key=len, reverse=True)) + ")$")
# The same sign ends another word: 附近, 圆满, 节约, 高超.
_OTHER_WORD = {
    "近": ("附", "最", "临", "邻", "接"),
    "满": ("不", "圆", "丰", "美"),
    "约": ("大", "节", "签", "合", "契", "预", "制"),
    "超": ("高",),
}
_OP_BEHIND = {
    "以上": ">=", "及以上": ">=", "或以上": ">=", "（含）以上": ">=",
    "以下": "<=", "以内": "<=", "之内": "<=", "内": "<=",
    "左右": "~", "上下": "~", "多": "~", "余": "~",
}

# The comparator stands before the noun: 不低于承诺出资额的60%.
_FAR = re.compile(r"(不得低于|不得超过|不低于|不少于|不高于|不超过|超过|至少|最高|最多)([^，。；：、\d“”]{1,26})$")
_FAR_STOP = re.compile(r"[为达有是]$|的(?!.{0,1}$)|增长|提高|下降|以上|左右|奖励|补助|给予|资助|的[^的]{1,}$")
_PLACE_COMPARE = re.compile(r"(?:全国|全省|全市|全区|全球|世界|平均|同期|上年|去年|年初|预期|目标|计划|[省市县区])$")
_INCLUDES = re.compile(r"（(?:含|包括|不含)[^）]{0,8}）")


def compare(text: str, got: Quantity, tail: str | None, floor: int) -> Quantity:
    """Take the comparator words on both sides into the span and the op.

    ``tail`` is the comparator found behind the number, if any; nothing before ``floor`` is looked at.
    """
    op, end = _behind(got, tail), got.end
    before = COMPARATOR_BEFORE.search(text, max(floor, got.start - 8), got.start)
    start, far = got.start, False
    if before:
        start, op = _before(text, got, before, tail, floor, op)
    elif (distant := _distant(text, got, floor)) is not None:
        start, op, far = distant.start(), _OP_BEFORE.get(distant[1], op), True
    include = _INCLUDES.match(text, end)
    if include:
        end = include.end()
        if "不含" not in include.group():
            op = {">": ">=", "<": "<="}.get(op, op)
    if start == got.start and end == got.end and op == got.op:
        return got
    return replace(got, start=start, end=end, op=op, far=far)


def _behind(got: Quantity, tail: str | None) -> str:
    """The op with the comparator behind the number (以上, 左右, （含）以上)."""
    if not tail or got.op == "range":
        return got.op
    if got.op == "~" and tail not in ("多", "余"):
        return _OP_BEHIND.get(tail, "~")
    return _OP_BEHIND.get(tail) or _OP_BEHIND.get(tail[tail.rfind("）") + 1:], got.op)


def _before(text: str, got: Quantity, before: re.Match[str], tail: str | None, floor: int, op: str) -> tuple[int, str]:
    """Where the span begins, and the op, with the comparator directly before the number."""
    word = before.group()
    here = _OP_BEFORE[word]
    if (
        here == "?"
        or word in _OTHER_WORD and text[max(floor, before.start() - 3):before.start()].endswith(_OTHER_WORD[word])
        or word == "最高" and got.sort == "rank"
        or word == "近" and got.sort == "time"  # 近5年
    ):
        return got.start, op
    if got.op == "range" and here in ("<", ">", "~"):
        return (before.start() if here == "~" else got.start), op
    if tail in ("以上", "及以上") and here == ">":  # 超过5家以上
        here = ">="
    return before.start(), here


def _distant(text: str, got: Quantity, floor: int) -> re.Match[str] | None:
    """The comparator before the noun, where it may reach over the noun to the number."""
    found = _FAR.search(text, max(floor, got.start - 34), got.start)
    if found is None or got.op == "range" or _FAR_STOP.search(found[2][:-1]) or _PLACE_COMPARE.search(found[2]):
        return None
    word, noun = found[1], found[2]
    fits = (
        got.sort in ("percent", "share") and (noun.endswith("的") or len(noun) > 3)
        or word == "至少" and len(noun) <= 4
        or word in ("最高", "最多") and len(noun) <= 3
    )
    return found if fits else None
