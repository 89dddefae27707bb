"""The signs that open a heading, told from dates, decimals, references and lists inside a sentence."""
import re
from dataclasses import dataclass
from functools import lru_cache

from taizhang.text.flow import Flow

_CN = "一二三四五六七八九十"
_MARK = re.compile(
    rf"(?P<part>第[{_CN}]{{1,3}}部分)"
    rf"|(?P<chapter>第[{_CN}百\d]{{1,5}}[章编篇])"
    rf"|(?P<section>第[{_CN}百\d]{{1,5}}节)"
    rf"|(?P<article>第[{_CN}百零〇\d]{{1,5}}条(?:之[{_CN}])?)"
    rf"|(?P<cn>[{_CN}]{{1,4}}[、.])"
    rf"|(?P<pcn>（[{_CN}]{{1,4}}）、?)"
    r"|(?P<pdig>（\d{1,2}）、?)"
    r"|(?<![\d.A-Za-z])(?P<dig>\d{1,3}[.、])"
    r"|(?P<circ>[①-⑳])"
    r"|(?P<dash>[—─]{2})"
    rf"|(?P<annex>附[件表录](?:[{_CN}]{{1,3}}|\d{{1,2}}(?:-\d{{1,2}})?)?(?:[：、.]|(?=\n|$)|(?<=\d)))"
)
RANKS = {"annex": 0, "part": 1, "chapter": 2, "section": 3, "article": 4, "cn": 5, "pcn": 6, "dig": 7, "pdig": 8, "circ": 9, "dash": 10}
_DIGITS = {sign: value for value, sign in enumerate(_CN, 1)}
_BREAKS = frozenset("。；：！？）”…】]")
_LIST_ENDS = frozenset("局委办厅部府会院位门联室处中心司社校园区县市镇乡")
_STOPS = frozenset("。；！？")
# 第五条规定的…, 第三章所列: a reference, not a heading.
_REFERENCE = re.compile(r"[所的中、和至款至及或之项]|规定|第[一二三四五六七八九十\d]")
_ORDINAL_LIST = re.compile(rf"[{_CN}]{{1,2}}[、产季类级期次等代线线批]|[{_CN}]{{0,2}}[是来]")
_UNDER_TITLE = re.compile(r"[—─]*(?:\d{4}年\d{1,2}月|[^。\n]{0,4}在[^。\n]{0,50}会议?上)")
_YEAR = re.compile(r"(?:19|20)\d\d年")
_LISTED = re.compile(r"(?:\d{1,2}[.、]|附[件表]\d)")
LABEL = re.compile(r"[（\[【〔]?(?:牵头|责任|配合|主办|承办|协办|参与|实施|主要|落实|完成)(?:责任)?(?:单位|部门|领导|人|时限)[：（]")


@dataclass(slots=True)
class Mark:
    """The number of a heading: what kind, which value, where it stands in the flow.

    ``end`` is where the number ends; ``paragraph_end`` where its paragraph does; ``alone`` whether it begins one.
    """

    kind: str
    number: str
    value: int
    start: int
    end: int
    paragraph_end: int
    alone: bool

    @property
    def rank(self) -> int:
        """The usual order of the kinds, outermost first."""
        return RANKS[self.kind]


def marks(flow: Flow) -> list[Mark]:
    """All headings' numbers in the order of the text; linear in its length."""
    return _Finder(flow).run()


@lru_cache(maxsize=1000)
def value_of(number: str) -> int:
    """The value of an item's number; 0 where it has none (——, 附件).

    >>> [value_of(number) for number in ("二十三、", "（十）", "12.", "③", "——")]
    [23, 10, 12, 3, 0]
    """
    total = unit = 0
    for sign in number:
        if sign.isdecimal():
            total = total * 10 + int(sign)
        elif sign == "百":
            total, unit = total + (unit or 1) * 100, 0
        elif sign == "十":
            total, unit = total + (unit or 1) * 10, 0
        elif sign in _DIGITS:
            unit = _DIGITS[sign]
        elif "①" <= sign <= "⑳":
            total = ord(sign) - 0x245F
    return total + unit


class _Finder:
    """One pass over the numbers of a flow, keeping the last value of each kind."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.text = flow.text
        self.found: list[Mark] = []
        self.last: dict[str, int] = {}
        self.skip_to = 0
        self.listing = False

    def run(self) -> list[Mark]:
        text, paragraphs = self.text, self.flow.paragraphs
        which = 0
        for found in _MARK.finditer(text):
            start = found.start()
            if start < self.skip_to:
                continue
            while which + 1 < len(paragraphs) and paragraphs[which + 1][0] <= start:
                which += 1
            begin, end = paragraphs[which]
            alone = start == begin
            if alone and which and text[paragraphs[which - 1][0] : paragraphs[which - 1][1]] == "目录":
                self.skip_to = self._contents(start, end)
                if start < self.skip_to:
                    continue
            kind = found.lastgroup or ""
            mark = Mark(kind, found.group(), value_of(found.group()), start, found.end(), end, alone)
            if self._listed(mark):
                continue
            if self._opens(mark) if alone else self._opens_inside(mark):
                self.last[kind] = mark.value
                if kind == "annex":  # elsewhere numbers may run on below the next heading
                    self.last.clear()
                self.found.append(mark)
        return self.found

    def _contents(self, start: int, end: int) -> int:
        """Where a table of contents ends: where its first heading stands again."""
        head = self.text[start : min(end, start + 8)]
        again = self.text.find("\n" + head, end, end + 30_000)
        return again + 1 if again > 0 else start

    def _listed(self, mark: Mark) -> bool:
        """Whether this is a line of the list of annexes behind a paper (附件：1.甲表 2.乙表)."""
        text = self.text
        if mark.kind == "annex" and mark.alone:
            line = text[mark.end : mark.paragraph_end]
            following = text[mark.paragraph_end + 1 : mark.paragraph_end + 12]
            self.listing = mark.number.endswith("：") and bool(line) and (bool(_LISTED.match(line)) or not mark.value)
            self.listing = self.listing or bool(line) and bool(_LISTED.match(following)) and following.startswith("附")
            return self.listing
        if self.listing:
            if mark.kind == "dig" and mark.paragraph_end - mark.start < 80 and "。" not in text[mark.start : mark.paragraph_end]:
                return True
            self.listing = False
        return False

    def _opens(self, mark: Mark) -> bool:
        """Whether a number at the beginning of a paragraph heads it."""
        text = self.text
        after = text[mark.end : mark.end + 60]
        match mark.kind:
            case "article" | "chapter" | "section" | "part":
                return not _REFERENCE.match(after)
            case "annex":
                return "。" not in text[mark.start : mark.paragraph_end]
            case "cn":
                return not _ORDINAL_LIST.match(after) and bool(after)
            case "dig":
                return self._is_item(mark, after)
            case "dash":
                return not _UNDER_TITLE.match(after) and bool(after[:1].strip())
            case _:
                return bool(after)

    def _is_item(self, mark: Mark, after: str) -> bool:
        """Whether ``12.`` numbers an item: no decimal, no row of a table."""
        if not after or (after[0].isdecimal() and not _YEAR.match(after) and not self._gap(mark.end)):
            return False
        return self.text.find("\t", mark.start, min(mark.paragraph_end, mark.start + 120)) < 0

    def _gap(self, at: int) -> bool:
        """Whether blanks or a line end stood before ``at`` in the document."""
        return 0 < at < len(self.flow.at) and self.flow.at[at] - self.flow.at[at - 1] > 1

    def _opens_inside(self, mark: Mark) -> bool:
        """Whether a number inside a paragraph opens a heading that was glued to the text before."""
        text, kind = self.text, mark.kind
        before = text[mark.start - 1]
        after = text[mark.end : mark.end + 60]
        if kind == "annex" or not after or after[0] in "，。；：、）":
            return False
        if kind == "dash":
            return before in _STOPS and not _UNDER_TITLE.match(after)
        if kind == "circ":
            return before in _BREAKS and self._goes_on(mark)
        if kind in ("article", "chapter", "section", "part") and _REFERENCE.match(after):
            return False
        if kind == "cn" and _ORDINAL_LIST.match(after):
            return False
        if kind == "dig" and not self._is_item(mark, after):
            return False
        if kind == "article":
            set_off = before in "。）"
        else:
            set_off = before in _BREAKS or self._gap(mark.start)
        return (set_off or self._is_glued(mark)) and self._goes_on(mark)

    def _is_glued(self, mark: Mark) -> bool:
        return self._behind_heading(mark) or self._ends_line(mark) or self._behind_list(mark)

    def _behind_list(self, mark: Mark) -> bool:
        """Whether a heading was glued to a list of units without any sign: …责任单位：市水务局、财政局2.植树造林."""
        if mark.kind not in ("cn", "pcn", "dig") or mark.value not in (1, self.last.get(mark.kind, 0) + 1):
            return False
        label = max(self.text.rfind(word, max(0, mark.start - 200), mark.start) for word in ("单位：", "部门："))
        return 0 < label and self.text.find("。", label, mark.start) < 0 and self.text[mark.start - 1] in _LIST_ENDS

    def _ends_line(self, mark: Mark) -> bool:
        """Whether a heading was glued to the end of a line: …、财政局（二）修渠引水."""
        if mark.kind not in ("cn", "pcn") or mark.value != self.last.get(mark.kind, 0) + 1 or self.text[mark.start - 1] == "第":
            return False
        until = min(mark.paragraph_end, mark.end + 31)
        until = next((i for i in range(mark.end + 3, until) if self._gap(i)), until)
        rest = self.text[mark.end : until]
        return 2 < len(rest) < 31 and not any(sign in rest for sign in "，。；、：（）")

    def _goes_on(self, mark: Mark) -> bool:
        return mark.value == 1 or mark.value == self.last.get(mark.kind, 0) + 1

    def _behind_heading(self, mark: Mark) -> bool:
        """Whether only a heading's title stands between the number before and this one: 一、水网建设（一）修渠."""
        if not self.found:
            return False
        head = self.found[-1]
        if head.rank >= mark.rank or mark.start - head.end > 45 or mark.start <= head.end:
            return False
        between = self.text[head.end : mark.start]
        return mark.value in (1, self.last.get(mark.kind, 0) + 1) and not any(sign in between for sign in "。；：\n")
