"""The normal form of an indicator: its name without what is done to it, how it is measured, and the words that set it apart."""
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from taizhang.indicators.words import any_of, words
from taizhang.values import Statement

Manner = Literal["level", "added", "growth", "share", "points", "rank"]
_SIGNS = re.compile(r"[\s“”\"'‘’《》〈〉「」\[\]【】()（）·・,，。;；:：、]")
_BRACKETED = re.compile(r"\([^()]{0,40}\)")


@dataclass(frozen=True, slots=True)
class Form:
    """``name``: the words in one spelling; ``core``: the name without what is done to the thing and without looser words.

    ``manner``: how it is measured. ``dimension`` and ``size``: what the unit measures, and one unit in base units of that
    dimension. ``stage``: how far the work has come that is counted. ``apart``, ``calibres``, ``rivals``: the words of the lists
    that the name holds, by which two like names may still mean different things. ``generic``: it could be the name of anything.
    """

    name: str
    core: str
    manner: Manner
    dimension: str
    size: Fraction
    per: str
    stage: str
    apart: frozenset[str]
    calibres: frozenset[str]
    rivals: tuple[str, ...]
    generic: bool


@lru_cache(maxsize=65536)
def spelled(written: str) -> str:
    """Words in one spelling: one width, no quotation marks or brackets, one word for those that mean the same.

    >>> spelled("全社会固定资产投资"), spelled("“新三板”挂牌企业"), spelled("研发投入占GDP的比重")
    ('固定资产投资', '新三板挂牌企业', '研发投入强度')
    """
    written = _BRACKETED.sub("", unicodedata.normalize("NFKC", written))
    said = _links().sub("", _SIGNS.sub("", written)).upper()
    for _ in range(2):  # a part may have to be said alike before the whole is
        said = _same().sub(lambda found: _meant()[found.group()], said)
    return said


@lru_cache(maxsize=1)
def _links() -> re.Pattern[str]:
    return any_of(words().links)


@lru_cache(maxsize=1)
def _meant() -> dict[str, str]:
    listed = {other.upper(): first for other, first in words().same}
    return listed | {first: first for first in listed.values()}


@lru_cache(maxsize=1)
def _same() -> re.Pattern[str]:
    # the words that stand for others are listed too, so that a part of one is never taken for something else
    return any_of(_meant())


def bare(name: str) -> str:
    """A spelled name without what is done to the thing; empty where it says nothing else.

    >>> bare("新建美丽乡村"), bare("基本建成")
    ('美丽乡村', '')
    """
    for word in words().repeated:
        at = name.find(word)
        if at >= 0 and any(later in name[at + len(word):] for later in words().repeated):
            name = name[:at] + name[at + len(word):]
    return words().edges.sub("", words().verbs.sub("", name))


def core_of(name: str) -> str:
    """A spelled name without what is done to the thing and without looser words; empty where nothing is left.

    >>> core_of("新建市级桥梁"), core_of("重点项目"), core_of("基本建成")
    ('桥梁', '重点项目', '')
    """
    done = bare(name)
    shorter = words().works.sub("", done)
    done = shorter if len(shorter) > 2 else done
    loose = words().loose.sub("", done)
    return loose if len(loose) > 1 and loose not in words().generic else done


def manner_of(one: Statement) -> Manner:
    """How a statement measures: a share is a ratio in percent, any other ratio a level per something."""
    if one.measure == "growth" or one.measure == "rank":
        return one.measure
    if one.measure == "increment":
        return "points" if words().units.get(one.unit, ("",))[0] == "points" else "added"
    return "share" if one.unit in ("%", "‰") else "level"


def form_of(one: Statement, tail: str = "", lead: str = "") -> Form:
    """The normal form of a statement; ``tail`` is what follows its value, which names the thing where its own name does not; ``lead``
    its quote with the words before it, which say what is done."""
    lists = words()
    name = spelled(one.indicator)
    name = name if len(bare(name)) > 1 else spelled(tail) or name
    core, said = core_of(name), bare(name)
    dimension, size = lists.units.get(one.unit, (one.unit, Fraction(1)))
    if dimension == "homes" and any(word in name for word in lists.firms):
        dimension = "count"
    doing = spelled(lead or one.quote)
    return Form(
        name=name, core=core, manner=manner_of(one), dimension=dimension, size=size, per=one.per or "",
        stage=next((stage for word, stage in lists.stages if word in doing), ""),
        apart=frozenset(word for word in lists.apart if word in said),
        calibres=frozenset(word for word in lists.calibres if word in said and (dimension, word) not in lists.no_calibres),
        rivals=tuple(next((word for word in row if word in said), "") for row in lists.rivals),
        generic=len(said) < 2 or bool(lists.hollow.fullmatch(core)),
    )


def base(one: Form, value: Decimal) -> Fraction:
    """A value in base units of its dimension, exact.

    >>> from taizhang.indicators.words import words
    >>> words().units["公顷"][1] * 2 == words().units["亩"][1] * 30
    True
    """
    return Fraction(value) * one.size
