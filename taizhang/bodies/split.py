"""Cutting a list of units where its writer would: at 、，；, at 等, at 和 between two bodies, never inside a name."""
import re
from dataclasses import dataclass

from taizhang.bodies.labels import ASIDE, LABEL, VERB, Part, part_of, verb_part
from taizhang.bodies.words import COLLECTIVE, UNIT_END, bare

_OPEN, _CLOSE = "（〈(《[【〔“", "）〉)》]】〕”"
_NO_BLANKS = {ord(sign): None for sign in " \n\u2028"}
_STRONG = "，；,;。\n"
_PLACES = r"(?:自治区|直辖市|计划单列市|自治州|自治县|自治旗|设区市|设区的市|盟市|旗县|县区|区县|县市|市县|乡镇|街道|省|市|州|县|区|旗|盟|镇|乡|苏木)"
# 各市、县（区）人民政府 is one collective, and so is 各地区、各部门.
_JOINED = re.compile(
    rf"各{_PLACES}(?:[（〔][^）〕]*[）〕])?(?:、{_PLACES}(?:[（〔][^）〕]*[）〕])?)+|各(?:地区|地|级|部门|单位|行业)、各?(?:有关|相关)?(?:地区|部门|单位|行业|级)|各(?:有关|相关)?部门、(?:各)?(?:有关|相关)?单位"
    r"|党委、(?:人民)?政府|党工委、管委会|[市县区省州旗]委、[市县区省州旗](?:人民)?政府"
)
_ETC = re.compile(r"等(?!院校|学校|教育|级|专|职)(?:\d{1,2}|[一二三四五六七八九十]{1,2})?(?:个|家)?")
_AND = re.compile(r"以及|和|及|与|会同|商|联合")
_BEFORE_ETC = re.compile(r"[高中初同平]$")
_GENERIC = frozenset(("", "部门", "单位", "部门和单位", "部门（单位）", "部门单位", "单位和部门", "部门、单位", "单位（部门）", "成员单位"))
_GENERIC_AND = re.compile(r"(?:部门|单位)(?:和|及|与|以及|，)(?=各)")
# What a list says about itself: （列第一位的为牵头单位，下同）.
_REMARK = re.compile(r"（[^（）]*(?:第一|下同|首位|排序|不分先后|以下简称|按职责)[^（）]*）$|^(?:[排列][^局委办]*第一.*|第一.*牵头.*|下同|以下同|排名不分先后|[^局委办厅]*为牵头(?:单位|部门)?)$")
_LEADING = re.compile(r"^(?:由|以及|及|和|与|并|同时|其中|会同|联合)(?=.{2})")
_OWN_PART = re.compile(r"（(?:(牵头|主办|主责|第一责任)|(配合|协办|参与))(?:单位|部门|负责)?）$")
_FULL = re.compile(r"..(?:[局委办厅部院会联]|政府|中心|公司|集团|大学|学院|海关|单位|部门)$")
_HEADED = re.compile(r"(?:[市省县州各]|区(?!域|划))..")
_NOT_AFTER_BLANK = re.compile(r"^(?:[（〔及和与等]|办公[厅室]|员会|各?(?:有关|相关)|组织部|宣传部|统战部|[一-鿿]{1,2}$)")


@dataclass(slots=True)
class Member:
    """One name as it stands in a list: ``strong`` if more than 、 stands before it."""

    name: str
    part: Part
    strong: bool
    collective: bool = False


def members(quote: str, part: Part = "duty", notes: list[str] | None = None) -> list[Member]:
    """The names of a list with what labels and verbs say of them, in order.

    ``quote`` is text of the reading view, in which a blank marks blanks and U+2028 a line end; ``part`` is what the label before says.
    """
    found: list[Member] = []
    at = 0
    for begin, end, following in _labels(quote):
        found += _clauses(quote[at:begin], part, notes if notes is not None else [])
        part, at = following, end
    return found + _clauses(quote[at:], part, notes if notes is not None else [])


def _labels(quote: str) -> list[tuple[int, int, Part]]:
    at = [i for i, sign in enumerate(quote) if sign != "\u2028"]  # a label may be torn by a line end
    words = quote.replace("\u2028", "")
    hits: list[tuple[int, int, Part]] = [(at[m.start()], at[m.end() - 1] + 1, part_of(m.group())) for m in LABEL.finditer(words)]
    hits += [(at[m.start()], at[m.end() - 1] + 1, "skip") for m in ASIDE.finditer(words) if m.group()]
    hits.sort()
    kept: list[tuple[int, int, Part]] = []
    for hit in hits:
        if not kept or hit[0] >= kept[-1][1]:
            kept.append(hit)
    return kept


def _clauses(words: str, part: Part, notes: list[str]) -> list[Member]:
    """Members of one labelled stretch; verbs close the names before them."""
    if part == "skip" or not words.strip():
        return []
    found: list[Member] = []
    since = 0
    for strong, piece in _pieces(words):
        piece = _REMARK.sub("", _LEADING.sub("", piece))
        own = _OWN_PART.search(piece)
        this: Part = ("lead" if own[1] else "support") if own else part
        piece = piece[: own.start()] if own else piece
        verb = VERB.search(piece)
        if verb:
            piece = piece[: verb.start()]
        first = len(found)
        for i, (name, collective) in enumerate(_names(piece, notes)):
            found.append(Member(name, this, strong if i == 0 else False, collective))
        together = "会同" in piece or "联合" in piece or re.search(r"局商|委商|部商", piece)
        if verb:
            said = verb_part(verb)
            for member in found[since:]:
                if member.part == part:
                    member.part = said
            if together and said == "duty":
                _together(found, since, first)
            since = len(found)
        elif together:
            _together(found, since, first)
    return found


def _together(found: list[Member], since: int, first: int) -> None:
    """甲会同乙、丙负责: the one before 会同 leads."""
    for i in range(since, len(found)):
        found[i].part = "lead" if i <= first else "support"


def _pieces(words: str) -> list[tuple[bool, str]]:
    """Cut at signs outside brackets; (whether the sign before was a strong one, the piece)."""
    joints = {i for m in _JOINED.finditer(words) for i in range(m.start(), m.end())}
    pieces: list[tuple[bool, str]] = []
    depth, begin, strong = 0, 0, True
    for i, sign in enumerate(words + "\n"):
        if sign in _OPEN:
            depth += 1
        elif sign in _CLOSE:
            depth = max(0, depth - 1)
        free = depth == 0 and i not in joints
        strongly = sign in _STRONG and (sign != "\n" or _line_cuts(words, begin, i))
        if i == len(words) or (free and (sign == "、" or strongly or (sign in " \u2028" and _blank_cuts(words, begin, i)))):
            piece = _balanced(words[begin:i].strip().strip("：:.·"))
            if piece:
                pieces.append((strong, piece.translate(_NO_BLANKS)))
                strong = False
            strong = strong or sign in _STRONG
            begin = i + 1
    return pieces


def _balanced(piece: str) -> str:
    """A piece without brackets that were opened or closed around the list: 市水务局）（配合单位：…."""
    while piece and piece[-1] in _OPEN:
        piece = piece[:-1]
    while piece and piece[0] in _CLOSE:
        piece = piece[1:]
    while piece and piece[-1] in _CLOSE and sum(piece.count(sign) for sign in _CLOSE) > sum(piece.count(sign) for sign in _OPEN):
        piece = piece[:-1]
    return piece


def _line_cuts(words: str, begin: int, at: int) -> bool:
    """Whether a line that ends within a list ends a name: not 按职责⏎分工负责."""
    left = words[begin:at].strip()
    right = words[at + 1 :].lstrip()
    if not left or VERB.search(left) or not right or right[0] in _STRONG:
        return True
    ends = _FULL if not _HEADED.match(right) else UNIT_END
    return bool(ends.search(bare(left))) and right[0] not in "（〔及和与等"


def _blank_cuts(words: str, begin: int, at: int) -> bool:
    """Whether a blank stands between two names, not inside one that a line end cut in two."""
    left = words[begin:at].strip()
    right = re.split(r"[、，；,;。\s]", words[at + 1 :].lstrip(), maxsplit=1)[0]
    if words[at] == "\u2028" and not (_FULL.search(bare(left)) and _HEADED.match(right)):
        return False
    if not left or not right or not UNIT_END.search(bare(left)) or left in ("国务院", "国家") or re.search(r"(?:^|[一-鿿])[市省县区党]委$", left):
        return not left or not right
    return bool(UNIT_END.search(bare(VERB.sub("", right)))) and not _NOT_AFTER_BLANK.match(right)


def _names(piece: str, notes: list[str]) -> list[tuple[str, bool]]:
    """Names in one piece: what stands before and behind 等, and both sides of 和 where it joins two bodies."""
    for found in _ETC.finditer(piece):
        left, right = piece[: found.start()], piece[found.end() :]
        if not left or _BEFORE_ETC.search(left) or left.count("（") > left.count("）"):
            continue
        if right in _GENERIC:
            notes.append("open")
            return _split_and(left)
        if both := _GENERIC_AND.match(right):
            notes.append("open")
            return [*_split_and(left), *_split_and(right[both.end() :])]
        return [*_split_and(left), (right, True)]
    return _split_and(piece)


def _split_and(piece: str) -> list[tuple[str, bool]]:
    if not piece:
        return []
    for found in _AND.finditer(piece):
        left, right = piece[: found.start()], piece[found.end() :]
        if len(left) < 3 or len(right) < 2 or left.count("（") > left.count("）"):
            continue
        if found.group() in ("商", "联合") and not re.search(r"[局委部]$", left):
            continue
        if left.endswith(("党委", "党工委", "市委", "县委", "区委")) and right.startswith(("政府", "人民政府", "管委会", "市政府", "县政府", "区政府")):
            continue
        many = bool(COLLECTIVE.search(left)), bool(COLLECTIVE.search(right))
        if all(many) or not UNIT_END.search(bare(left)) or not UNIT_END.search(bare(right)):
            continue
        if not many[0] and not many[1] and not re.search(r"(?:[局委办厅部院行会联]|政府|中心|公司|集团|大学|学院|海关)$", bare(left)):
            continue
        return [*_split_and(left), *_split_and(right)]
    return [(piece, bool(COLLECTIVE.search(piece)))]
