"""Verbs of growth and fall around a number: 增长, 下降, 提高, 降幅 …, and what they compare with.

All functions work on offsets of one string and never look further than the bounds they are given.
"""
import re

from taizhang.reading.phrases import last_match

_COMPARE = (r"(?:(?:同比|环比|可比价|按可比价格计算|按可比口径|同口径|扣除价格因素|名义|实际|实质)*"
            r"(?:比|较|与)?(?:(?:19|20)\d\d年(?:度|底|末)?|上年度?|去年|前年|年初|上年末|去年底|上月|规划|“?十[一二三四五]五”?(?:末|期末|时期)?|改革前|上一?年度|全[国省市区]平均(?:水平)?"
            r"|基期)?(?:同期|末|底|(?<!总)水平)?(?:相比)?"
            r"(?:同比|环比|年均|平均每年|每年|平均|年平均|累计|分别|各|均|总体|整体|合计|净|又|再|均实现|将|逆势|增速|大幅|实现|预计|，)*)")
_UP = r"(?<=[年期均国省市区末平])高出?|增长幅度|增长率|增长速度|平均增长|增长|增幅|增速|增加|提高|提升|上升|上涨|上浮|扩大|涨幅|比增|递增|增|升高|升|涨|加快|前移|前进|攀升"
_DOWN = r"(?<=[年期均国省市区末平])低|负增长|下降|减少|降低|回落|下滑|缩短|压减|压缩|缩减|收窄|节约|节省|节能|降幅|降|跌|减|放缓|消减|削减|核减|精简|减免|后移|减轻|缩小"
_GROW_END = re.compile(
    rf"{_COMPARE}(?P<verb>(?P<down>{_DOWN})|{_UP})(?:了|达到?|约|约为|为|超过|均|均为|近|超|分别|分别为|分别达|均达|不低于|突破|率达?|幅度|各|至少|又|，|在|控制在|保持在"
    rf"|稳定在|预期为|预期|目标为|速度|目标|高达|均在|都在|均超|均超过)*$"
)
_LONGEST = 120  # what a comparison with its verb may measure: a look back without end would make time quadratic
_GROW_TO = re.compile(rf"(?:{_UP}|{_DOWN})(?:了)?(?:到|至|为)$")
_GROW_LEFT = re.compile(rf"(?:{_COMPARE})(?P<verb>(?P<down>{_DOWN})|{_UP})(?:了)?(?=[\u4e00-\u9fff])")
_GROW_ANY = re.compile(rf"(?P<down>{_DOWN})|{_UP}")


def growth(text: str, start: int, end: int) -> tuple[int, int, bool] | None:
    """The growth verb that ends ``text[start:end]`` with its comparison: (where it begins, sign, a noun of growth).

    >>> growth("产值比上年同期增长", 0, 9), growth("能耗下降", 0, 4), growth("产值增长到", 0, 5)
    ((2, 1, False), (2, -1, False), None)
    """
    if _GROW_TO.search(text, max(start, end - 6), end):
        return None
    found = _GROW_END.search(text, max(start, end - _LONGEST), end)
    if found is None:
        return None
    verb = found["verb"]
    noun = verb in ("增长率", "增长速度", "增长幅度", "增幅", "增速", "涨幅", "降幅")
    begin = found.start("verb") if noun else found.start()
    return begin, -1 if found["down"] else 1, noun


def growth_left(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A growth verb that opens the phrase, its noun behind it (减少劳动用工): (where the noun begins, sign).

    >>> growth_left("减少用工", 0, 4)
    (2, -1)
    """
    found = _GROW_LEFT.match(text, start, min(end, start + _LONGEST))
    return (found.end(), -1 if found["down"] else 1) if found and found.end() < end else None


def growth_inside(text: str, start: int, end: int) -> tuple[int, int, int] | None:
    """A growth verb within the phrase (装备降低成本): (its start, its end, sign)."""
    last = last_match(_GROW_ANY, text, start, end)
    return (last.start(), last.end(), -1 if last["down"] else 1) if last else None
