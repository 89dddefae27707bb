"""How firmly a figure binds (必须, 确保, 力争 …) and how settled it is (预计, 初步, 核定).

Pure functions of a string. The caller passes the words from the sentence's start up to the figure, so that the last
binding word is the one the figure hangs on.
"""
import re
from typing import Literal

Vintage = Literal["预计", "初步", "核定"]

# Firm to soft; the word that stands in the text is the answer, so that a person sees what was promised.
_BINDING = re.compile(
    r"必须|务必|务求|确保|保证(?!金)|保障(?=完成|实现|达到)|应当|不得|严禁|严格控制|力争|力促|力求|争取|争创|努力|全力|尽快|尽量"
    r"|原则上|有望|预期|(?<![一三五十]年)计划(?=[新完实建引投培安打]|\d)|(?<![虚模])拟(?=[新完实建引投培安打定]|\d)"
)
_SPENT = re.compile(r"(?:共同|不懈|辛勤|艰苦|持续|的|经过|多年|付出\w{0,2}|作出\w{0,2})$")  # effort made, not to be made
_EFFORT_OVER = ("下", "后", "奋斗", "成果", "和", "，", "。")
_VINTAGES: tuple[tuple[Vintage, re.Pattern[str]], ...] = (
    ("核定", re.compile(r"最终核[实定]|核定(?:数|结果|后)|经核[定实]|年报数|普查(?:修订|核定)")),
    ("初步", re.compile(r"初步(?:统计|核算|测算|预计|预测|估算|汇总|核实|数据|数)|快报")),
    ("预计", re.compile(r"预计|预测|估计|预期")),
)


def modality(words: str) -> str | None:
    """The last word in ``words`` that says how firmly something binds, as written; None where nothing does.

    >>> modality("确保完成目标，力争新增泵站"), modality("在全市共同努力下，新增泵站"), modality("新增泵站")
    ('力争', None, None)
    """
    last = None
    for found in _BINDING.finditer(words):
        if found.group() == "努力" and (words.startswith(_EFFORT_OVER, found.end()) or _SPENT.search(words, max(0, found.start() - 6), found.start())):
            continue
        last = found.group()
    return last


def vintage(words: str) -> Vintage | None:
    """Whether a figure is 预计 (expected), 初步 (preliminary) or 核定 (settled); the most settled word wins.

    >>> vintage("初步统计，全市用水量"), vintage("预计全年用水量"), vintage("经核定，用水量"), vintage("初步形成格局")
    ('初步', '预计', '核定', None)
    """
    for name, pattern in _VINTAGES:
        if pattern.search(words):
            return name
    return None
