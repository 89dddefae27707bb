"""Where lists of responsible units stand: behind a label, in brackets with a verb, as a sentence of their own."""
import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection
from dataclasses import dataclass, field

from taizhang.bodies import Expansion, expand
from taizhang.bodies.labels import ASIDE, LABEL, Part, part_of
from taizhang.bodies.words import UNIT_END, bare
from taizhang.reading.task_names import EDGE, all_units, unit_like
from taizhang.text import Flow

_OPEN = {"（": "）", "【": "】", "[": "]", "〔": "〕", "〈": "〉", "(": ")"}
_CLOSE = {closing: opening for opening, closing in _OPEN.items()}
_LONGEST = 700  # signs in one list
_LABEL_END = re.compile(f"(?:{LABEL.pattern.replace('为(?=[市省县区各])', '为')})$")
_LINE_LABEL = re.compile(r"(?:牵头|责任|配合|主办|协办|参与|实施|承办|负责)(?:责任|负责|配合)?(?:单位|部门)\t?$")
_LABEL_SIGN = re.compile(
    r"：|[单门][位]?[】\]〕]：?|单位为|部门为|(?P<line>(?:^|\n)(?:牵头|责任|配合|主办|协办|参与|实施|承办|负责)(?:责任|负责|配合)?(?:单位|部门)(?:\t|(?=[市省县区州各国])))"
)
_VERB_CLOSE = re.compile(r"(?:负责|牵头|配合|参与|落实|参加|实施|协助|推进|办理|承担)(?:落实|实施|推进|办理|等)?[）】\]〕]")
_UNIT_CLOSE = re.compile(r"(?:[局委办厅部府会院位门联区室处所心队司行团学馆台社校县市镇乡关协道企]|完成|长期坚持|持续推进)[）】\]〕]")
_SENTENCE = re.compile(r"(?<=[。\n])(?:由|此项工作由|本项工作由|该项工作由)?([市省县区州国各自][^。；\n：]{2,160}?(?:负责|牵头|配合)(?:落实|实施|推进)?)(?=[。\n]|$)")
_BETWEEN = re.compile(r"[\s。；，、）】\]〕（【\[〔]*$")
_NOT_A_LIST = re.compile(r"版权所有|联系我们|网站|备案|承办单位")
_TORN = re.compile(r"[（【\[](?:牵头|主要)?\n$")  # a line ended between the bracket and its label: （牵头⏎责任单位：
_SOME_BODY = re.compile(r"(?:局|委|办|厅|部|室|院|会|中心|单位|部门|机构|机关|政府|企业|公司)$")
_SIGNATURE = re.compile(r"(?:中共)?[一-鿿]{2,6}[省市县区州盟旗](?:人民政府|委员会|委|[一-鿿]{2,12}[局委办厅室]).{0,24}")
_DATED = re.compile(r"\n(?:[一-鿿]{2,6}[省市县区州盟旗].{0,24}\n)?(?:\d{4}|[二〇零○一二三四五六七八九]{4})年|\n?$")
_CUTS = "、，；,; \n"
_SPLIT = re.compile(r"[、，；,;\n ]|和|及|与|会同|等")


@dataclass(slots=True)
class UnitList:
    """A list of units in offsets of the flow: ``start``..``end`` the list, ``opens``..``closes`` with label and brackets."""

    opens: int
    start: int
    end: int
    closes: int
    part: Part
    expansion: Expansion = field(default_factory=lambda: Expansion((), ()))


def find_lists(flow: Flow, canonical: str, starts: tuple[int, ...], places: Collection[str]) -> list[UnitList]:
    """All lists of a text in their order, lists that belong together joined; ``starts``: where headings begin."""
    finder = _Finder(flow, canonical, starts)
    finder.labelled()
    finder.bracketed()
    finder.sentences()
    return finder.joined(places)


class _Finder:
    def __init__(self, flow: Flow, canonical: str, starts: tuple[int, ...]) -> None:
        self.flow = flow
        self.canonical = canonical
        self.text = flow.text
        self.starts = starts
        self.heads = frozenset(starts)
        self.found: list[UnitList] = []

    def labelled(self) -> None:
        """责任单位：…, also in brackets of any kind."""
        text = self.text
        upto = 0
        for hit in _LABEL_SIGN.finditer(text):
            at = hit.end()
            if text[at - 1] == "为" and text[at : at + 1] not in tuple("市省县区州各"):
                continue
            if at > upto and (found := _LABEL_END.search(text, max(0, at - 16), at) or self._unsigned(hit)):
                unit_list = self._behind(found.start(), at, found.group())
                if unit_list:
                    self.found.append(unit_list)
                    upto = unit_list.closes

    def _unsigned(self, hit: re.Match[str]) -> re.Match[str] | None:
        """责任单位 at the beginning of a line with blanks or a tab instead of a colon."""
        if not hit["line"] or hit.end() >= len(self.text):
            return None
        tab = self.text[hit.end() - 1] == "\t"
        origin = self.flow.at
        if not tab and origin[hit.end()] - origin[hit.end() - 1] < 2:
            return None
        line = self.text[hit.end() : self._stop(hit.end())]
        return _LINE_LABEL.search(self.text, hit.start(), hit.end()) if all_units(line) and "\t" not in line else None

    def _stop(self, start: int) -> int:
        end = self.text.find("\n", start, start + _LONGEST)
        return end if end >= 0 else min(len(self.text), start + _LONGEST)

    def _behind(self, begin: int, start: int, label: str) -> UnitList | None:
        text = self.text
        torn = _TORN.search(text, max(0, begin - 6), begin)
        begin = torn.start() + 1 if torn else begin
        opening = text[begin - 1] if begin else ""
        closes = -1
        if opening in _OPEN:
            closes = self._closing(begin, _OPEN[opening], opening)
        if closes > 0:
            opens, end, after = begin - 1, closes, closes + 1
            inner = self._bracket_start(opens, begin)
            opens = inner
        else:
            aside = self._aside_bracket(begin)
            if aside is not None:
                opens, end = aside
                after = end + 1
            else:
                opens = begin
                end = self._line_end(start)
                after = end
        if label.startswith(("主办", "承办")) and (closes < 0 or not text[end - 1 : end + 1]) and not self._is_duty(start, end):
            return None
        if start >= end or not text[start:end].strip(EDGE):
            end = after = self._lines_below(start)
            while start < end and text[start] in EDGE:
                start += 1
        else:
            end, after = self._more_below(start, end, after, closes > 0)
        if not self._plausible(start, end):
            return None
        end = self._trim(start, end)
        if end - start < 2:
            return None
        return UnitList(opens, start, end, after, part_of(text[begin:start] if torn else label))

    def _is_duty(self, start: int, end: int) -> bool:
        """Whether 主办单位 shares a task, and does not name the owner of a page or the host of an event."""
        near = self.text[max(0, start - 60) : end + 80]
        return not _NOT_A_LIST.search(near) and bool(re.search(r"(?:协办|会办|配合)(?:单位|部门)：", self.text[start : end + 60]))

    def _bracket_start(self, opens: int, begin: int) -> int:
        return opens if self.text[opens] in _OPEN else begin

    def _aside_bracket(self, begin: int) -> tuple[int, int] | None:
        """（完成时限：2031年；责任单位：…）: the bracket opened before another label."""
        text = self.text
        low = max(0, begin - 60)
        for i in range(begin - 1, low - 1, -1):
            if text[i] in "。\n" or text[i] in _CLOSE:
                return None
            if text[i] in _OPEN:
                if not ASIDE.match(text, i + 1):
                    return None
                end = self._closing(i + 1, _OPEN[text[i]], text[i])
                return (i, end) if end > begin else None
        return None

    def _closing(self, begin: int, closing: str, opening: str) -> int:
        depth = 1
        for i in range(begin, min(len(self.text), begin + _LONGEST)):
            sign = self.text[i]
            if sign == opening:
                depth += 1
            elif sign == closing:
                depth -= 1
                if not depth:
                    return i
        return -1

    def _opening(self, end: int, closing: str) -> int:
        depth = 1
        opening = _CLOSE[closing]
        for i in range(end - 1, max(-1, end - _LONGEST), -1):
            sign = self.text[i]
            if sign == closing:
                depth += 1
                if depth > 4:
                    return -1
            elif sign == opening:
                depth -= 1
                if not depth:
                    return i
            elif sign in "。\t":
                return -1
        return -1

    def _line_end(self, start: int) -> int:
        """Where a list without brackets ends: full stop, line end, next heading, or where names stop."""
        text = self.text
        stop = min(len(text), start + _LONGEST)
        for sign in "。\n\t":
            at = text.find(sign, start, stop)
            stop = at if at >= 0 else stop
        head = bisect_right(self.starts, start)
        if head < len(self.starts) and self.starts[head] < stop:
            stop = self.starts[head]
        origin = self.flow.at
        if stop - start < 2 or origin[stop - 1] - origin[start] == stop - 1 - start:
            return stop
        for i in range(start + 1, stop):
            if origin[i] - origin[i - 1] > 1 and self._leaves(start, i, stop):
                return i
        return stop

    def _leaves(self, start: int, i: int, stop: int) -> bool:
        """Whether a new sentence begins behind a line end although nothing closed the list."""
        if self.text[i - 1] in _CUTS or self.text[i] in _CUTS or not UNIT_END.search(bare(self.text[start:i])):
            return False
        if _SIGNATURE.fullmatch(self.text[i:stop]) and _DATED.match(self.text, stop):
            return True
        following = re.split(r"[、，；。]", self.text[i : min(stop, i + 40)], maxsplit=1)[0]
        return len(following) > 4 and not unit_like(following) and not LABEL.match(following) and not ASIDE.match(following)

    def _lines_below(self, start: int) -> int:
        """Names on lines of their own below a label."""
        text = self.text
        end = at = start
        while at < len(text) and text[at] == "\n":
            close = text.find("\n", at + 1)
            close = len(text) if close < 0 else close
            line = text[at + 1 : close].strip(EDGE)
            if at + 1 in self.heads or not line or len(line) > 200 or not all(unit_like(piece) for piece in re.split("[、，；]", line) if piece):
                break
            end, at = close, close
        return end

    def _more_below(self, start: int, end: int, after: int, closed: bool) -> tuple[int, int]:
        """A list goes on in the next line if this one ends in 、, or if the next holds nothing but units of the same head."""
        text = self.text
        while not closed and text[end : end + 1] == "\n" and end - start < _LONGEST:
            close = text.find("\n", end + 1)
            close = len(text) if close < 0 else close
            line = text[end + 1 : close].rstrip("。；")
            pieces = [piece for piece in re.split("[、，；]", line) if piece]
            if end + 1 in self.heads or not line or len(line) > 160 or LABEL.match(line) or not all(unit_like(piece) for piece in pieces):
                break
            goes_on = text[end - 1] in "、，；" or (line[0] in "市省县区州各" and not re.match(r"\d{4}年", text[close + 1 : close + 6]))
            if not goes_on:
                break
            end = after = close
        return end, after

    def _trim(self, start: int, end: int) -> int:
        """Leave out what stands behind the units: 完成时限, a leader's name, closing signs."""
        text = self.text
        aside = None
        for found in ASIDE.finditer(text, start, end):
            if aside is None:
                aside = found.start()
            if LABEL.search(text, found.end(), end):
                aside = None
        if aside is not None and aside > start:
            end = aside
            if text[end - 1] in "（(":
                end -= 1
        while end > start and text[end - 1] in EDGE:
            end -= 1
        return end

    def _plausible(self, start: int, end: int) -> bool:
        """Whether the first name of a list can be one."""
        words = self.text[start : min(end, start + 60)].strip(EDGE)
        if label := LABEL.search(words):
            words = words[: label.start()]
        first = _SPLIT.split(words, maxsplit=1)[0] if words else ""
        return 2 <= len(words) and len(first) <= 40 and "：" not in first and not first.isdecimal() and "？" not in first

    def bracketed(self) -> None:
        """（甲牵头，乙按职责分工负责） and （甲、乙，各县区政府）, no label said."""
        text = self.text
        weak: list[UnitList] = []
        for pattern, verb in ((_VERB_CLOSE, True), (_UNIT_CLOSE, False)):
            for found in pattern.finditer(text):
                end = found.end() - 1
                opens = self._opening(end, text[end])
                if opens < 0 or end - opens < 4:
                    continue
                inside = text[opens + 1 : end]
                if "：" in inside or "。" in inside:
                    continue
                if not all_units(inside):
                    continue
                one = UnitList(opens, opens + 1, self._trim(opens + 1, end), end + 1, "duty")
                if verb or self._closes_clause(opens, end + 1, inside):
                    self.found.append(one)
                elif self._closes_words(opens, end + 1, inside):
                    weak.append(one)
        if len(weak) > 2:  # one alone may explain a word; a paper full of them assigns tasks
            self.found += weak

    def _closes_words(self, opens: int, after: int, inside: str) -> bool:
        """Whether brackets with names stand behind what is to be done: 修渠3条（市水务局）；植树9万株（市林业局）."""
        text = self.text
        if opens < 2 or text[after : after + 1] not in ("。", "；") or not re.match(r"[市省县区州各国自]", inside):
            return False
        return not _SOME_BODY.search(text, max(0, opens - 4), opens)

    def _closes_clause(self, opens: int, after: int, inside: str) -> bool:
        """Whether brackets with names alone close a clause, and do not explain a word in it."""
        text = self.text
        if text[opens - 1 : opens] not in ("。", "；", "\n", ""):
            return False
        if after < len(text) and text[after] not in "。；\n" and after not in self.heads:
            return False
        return bool(re.match(r"[市省县区州各国自团]|[一-鿿]{2,6}[市县区]", inside)) or inside.count("、") + inside.count("，") >= 1

    def sentences(self) -> None:
        """由市水务局负责。 as a sentence of its own behind the clause."""
        for found in _SENTENCE.finditer(self.text):
            begin, end = found.span(1)
            if begin in self.heads or found.start() in self.heads or not all_units(found[1]):
                continue
            self.found.append(UnitList(found.start(), begin, end, end, "duty"))

    def joined(self, places: Collection[str]) -> list[UnitList]:
        """Lists side by side are one (牵头单位：… 责任单位：…); each is expanded."""
        self.found.sort(key=lambda one: (one.opens, -one.closes))
        lists: list[UnitList] = []
        for one in self.found:
            last = lists[-1] if lists else None
            if last and one.opens < last.closes:
                continue
            if last and self._next_to(last, one):
                last.end, last.closes = one.end, one.closes
            else:
                lists.append(one)
        kept = []
        for one in lists:
            one.expansion = expand(self.marked(one.start, one.end), one.part, places)
            if one.expansion.units:
                kept.append(one)
        return kept

    def _next_to(self, last: UnitList, one: UnitList) -> bool:
        between = self.text[last.end : one.opens]
        head = bisect_left(self.starts, last.end)
        if len(between) > 60 or (head < len(self.starts) and self.starts[head] <= one.opens):
            return False
        return bool(_BETWEEN.match(ASIDE.sub("", re.sub(r"(时限|时间|期限|领导|责任人|负责人)：[^\n；。）]{0,24}", r"\1：", between))))

    def marked(self, start: int, end: int) -> str:
        """The list with a blank where blanks stood in the document, and U+2028 where a line ended within it."""
        text, at = self.text, self.flow.at
        signs: list[str] = []
        for i in range(start, end):
            if i > start and at[i] - at[i - 1] > 1 and text[i] != "\n" and text[i - 1] != "\n":
                signs.append("\u2028" if "\n" in self.canonical[at[i - 1] : at[i]] else " ")
            signs.append("\n" if text[i] == "\t" else text[i])
        return "".join(signs)
