"""Counts in Chinese numerals: real things only (建成三个中心, 两百多家企业), not ways of speaking (三个方面)."""
import re
from decimal import Decimal

from taizhang.reading.quantities.comparators import COMPARATOR_BEFORE, compare
from taizhang.reading.quantities.counted import ABSTRACT, is_counted, is_measured
from taizhang.reading.quantities.quantity import Quantity, whole
from taizhang.reading.units import unit_of
from taizhang.text.numerals import chinese_number

_COUNTING_VERB = re.compile(
    r"(?:发布|建成|新增|新建|设立|成立|引进|获批|获得|认定|举办|组建|入选|拥有|共有|现有|已有|共|达|达到|累计|出台|编制|承办|主办|召开|落户"
    r"|超过|突破|开通|投产|等|荣获|聘请|选派)$"
)
_UNITS = frozenset("个 家 项 条 座 所 处 场 场次 套 台 名 位 人 户 种 类 件 起 支 部 只 艘 辆 架 栋 幢 笔 宗".split())
_SLOGAN = re.compile(r"[^，。；、“”]{0,8}?(?:工程|机制|改革|资源|市场|战略|体系|行动|品牌|龙头|三角洲|台阶|方案|计划|层次|文件精神)")
# 等三大平台: the things that 大 counts.
_GREAT = re.compile(r"[^，。；、“”]{0,12}?(?:平台|基地|园区|中心|项目|企业|集团|机构|市场|集群|载体|实验室|场馆|工程)")
_ENDS_CLAUSE = "，。；、）：的”"


def read_chinese(text: str, found: re.Match[str], floor: int) -> Quantity | None:
    """A number in Chinese numerals with its unit, where it measures."""
    word, start, end = found["cu"], found.start(), found.end()
    written = found["ca"]
    value = chinese_number(f"一{written}" if written[0] in "百千万亿" else written)
    left = text[start - 1] if start > floor else ""
    if value is None or left in ("第", "每", "之", "〇") or left.isdigit():
        return None
    if word == "大":
        great = left in ("等", "的", "") or text.endswith(("推进", "建设"), max(floor, start - 2), start)
        if not great or ABSTRACT.match(text, end) or not _GREAT.match(text, end):
            return None
        return Quantity(start, end, start, end, value, None, "=", "个", "count")
    unit, sort, power = unit_of(word)
    if not _measures(text, found, floor, value, sort, left):
        return None
    second = chinese_number(found["cb"]) if found["cb"] else None
    if power:
        value = value.scaleb(power)
        second = second.scaleb(power) if second is not None else None
    op = "range" if second is not None else "~" if found["cmore"] else "="
    got = Quantity(start, end, start, end, whole(value), whole(second) if second is not None else None, op, unit, sort)
    return compare(text, got, found["ctail"], floor)


def _measures(text: str, found: re.Match[str], floor: int, value: Decimal, sort: str, left: str) -> bool:
    """Whether the number measures, by the sort of its unit."""
    start, end, tail = found.start(), found.end(), found["ctail"]
    if sort in ("time", "age"):
        if tail == "多" or left in ("近", "比"):  # 一年比一年多
            return False
        return value <= 100 and bool(tail or is_measured(text, start, end, floor))
    if sort == "money":
        bound = tail or left in ("达", "为", "") or COMPARATOR_BEFORE.search(text, max(floor, start - 6), start)
        return _is_large(found, value) and bool(bound) and text[end:end + 1] in "，。；、）大的"
    if sort == "times":
        return value >= 1
    return sort == "points" or _counts_things(text, found, floor, value, left)


def _counts_things(text: str, found: re.Match[str], floor: int, value: Decimal, left: str) -> bool:
    """Whether a count word in Chinese numerals counts things; large numbers and one need more to be believed."""
    start, end = found.start(), found.end()
    if found["cu"] not in _UNITS or not is_counted(text, found["cu"], end):
        return False
    bound = bool(found["ctail"] or found["cmore"] or COMPARATOR_BEFORE.search(text, max(floor, start - 6), start))
    if _is_large(found, value):
        vague = bool(found["cmore"])
        return vague or bound or value < 10000 and bool(_COUNTING_VERB.search(text, max(floor, start - 4), start))
    if value < 2 or value > 99:
        only = text.endswith(("至少", "不少于", "不低于"), max(floor, start - 3), start)
        return bound and value >= 1 and (value != 1 or only)
    if _SLOGAN.match(text, end) and left != "等":
        return False
    if not _COUNTING_VERB.search(text, max(floor, start - 5), start) and not _enumerates(text, start, floor, value):
        return False
    return text[end:end + 1] not in _ENDS_CLAUSE and not text.startswith(("以来", "月份"), end)


def _is_large(found: re.Match[str], value: Decimal) -> bool:
    """百家, 千万件: a round number that opens with its magnitude."""
    return value >= 100 and found["ca"][0] in "百千万亿"


def _enumerates(text: str, start: int, floor: int, value: Decimal) -> bool:
    """Whether as many things as the number says are named just before it: 甲、乙两个中心."""
    begin = max(text.rfind(sign, floor, start) for sign in "，。；：")
    return sum(text.count(sign, begin + 1, start) for sign in "、和") + 1 == value
