"""Whose number it is: what the words of a mention, its sentence and the items above say of its subject."""
import re

from taizhang.reading import phrases
from taizhang.reading.context import Reading
from taizhang.reading.naming import Mention
from taizhang.reading.subjects import Subjects

_THESE = re.compile(r"(?:这些|上述|这批)(?P<what>[\u4e00-\u9fff]{2})")
_OWN_HOUSE = re.compile(r"机关|党的建设|党建|党风|自身建设|干部队伍|作风")
_GROUP = re.compile(r"(?P<who>[\u4e00-\u9fff]{1,10}?(?:企业|制造业|服务业|行业|机构|学校|高校|院所|部门|医院))(?P<what>.{4,})$")

_NOT_ALONE = re.compile(r"港(?![口湾])|[东西南北]站|海关|菜|海峡|商会")  # 某港: the town is whose it is, and its name stays in the noun
_WHOLE_PLACE = ("全市", "全省", "全区", "全县", "我市", "我省", "我县")
_FARTHEST = 400  # how far before its number a clause may name who acts


class Owners:
    """Finds the subject of each mention of one document, read in order."""

    def __init__(self, reading: Reading, genre: str) -> None:
        self.subjects = Subjects(reading.lexicon, reading.metadata.place)
        self._text = reading.flow.text
        self._outline = reading.outline
        self._issuers = reading.metadata.issuers
        self._genre = genre
        self._seen: set[str] = set()  # names of indicators so far, to tell a group from what is counted in it
        self._moved: dict[int, int] = {}  # evidence that begins behind the place that its noun begins with
        self._counted: list[str] = []  # what the paragraph has counted, for 这些企业

    def begin_paragraph(self) -> None:
        """Forget what the paragraph before has counted."""
        self._counted = []

    def of_sentence(self, begin: int, first: Mention) -> str | None:
        """Who acts in a sentence from its start: a body, the firms counted before (这些企业), the office itself."""
        text = self._text
        actor = self.subjects.actor(text, phrases.trim_left(text, begin, first.q.start), first.q.start)
        if actor:
            return actor
        these = _THESE.match(text, begin, first.q.start)
        if these:
            for name in reversed(self._counted):
                if name.endswith(these["what"]):
                    return name
        if self._genre == "summary_plan" and self._issuers:
            path = self._outline.path(self._outline.at(begin))
            if any(_OWN_HOUSE.search(title) for title in path):
                return self._issuers[0]
        return self._going_on(begin, first.q.start)

    def _going_on(self, begin: int, at: int) -> str | None:
        """Who acted in the sentence before, where this one begins with its verb: 某中心推进建设。组织5家企业参展."""
        text = self._text
        if begin < 2 or text[begin - 1] != "。" or not phrases.opens_with_verb(text, begin, at):
            return None
        low = max(text.rfind(sign, max(0, begin - _FARTHEST), begin - 1) for sign in "。\n") + 1
        return self.subjects.actor(text, low, begin - 1) if low else None

    def from_clauses(self, low: int, at: int, whose: str | None) -> str | None:
        """A clause without a number between ``low`` and the number at ``at`` may name who acts from here on."""
        text = self._text
        low = max(low, at - _FARTHEST)
        for sign in "，；":
            found = text.find(sign, low, at)
            while found >= 0:
                whose = self.subjects.actor(text, phrases.trim_left(text, found + 1, at, doing=False), at) or whose
                found = text.find(sign, found + 1, at)
        return whose

    def split_group(self, m: Mention) -> None:
        """高技术制造业研发经费, where 研发经费 has been spoken of: the group is whose number it is."""
        found = _GROUP.match(m.name)
        if found and found["what"] in self._seen and m.place is None:
            m.place, m.name = found["who"], found["what"]
        self._seen.add(m.name)
        if m.q.sort == "count":
            self._counted.append(m.name)

    def of_mention(self, m: Mention, begin: int, end: int, whose: str | None, kind: str) -> tuple[str, str]:
        """Whose number it is, and whether the ``sentence`` or the ``document`` says so; ``whose`` acts in its sentence.

        A place that opens the indicator's words is taken out of them.
        """
        text, subjects = self._text, self.subjects
        compared = subjects.compared(text, m.left, m.q.start) if m.q.sort != "points" else None
        if compared:
            return compared, "sentence"
        if m.place:
            return subjects.zone(m.place), "sentence"
        m.start = self._moved.get(m.start, m.start)
        if m.like is not None and m.like.subject:
            return m.like.subject, "sentence"
        if m.measure != "rank" and text.startswith(("全国", "全省"), max(m.left, m.q.start - 2)):
            return subjects.general(text[m.q.start - 2:m.q.start]), "sentence"
        if m.q.sort in ("percent", "share") and text.startswith(("全国", "全省"), m.left):  # 全国绿地率38%
            return subjects.general(text[m.left:m.left + 2]), "sentence"
        opening = phrases.trim_left(text, m.clause, m.q.start, doing=False)
        if text.startswith(_WHOLE_PLACE, m.left):  # 全市…: not whoever acts in the sentence
            whose = None
        said = (
            (subjects.actor(text, opening, m.q.start) if opening > begin else None)
            or self._named(m)
            or (subjects.wider(text, m.left, m.q.end) if m.measure != "rank" else None)
            or (self._of_rule(m, begin, end) if kind == "rule" else None)
            or whose
        )
        return (said, "sentence") if said else (subjects.place, "document")

    def _named(self, m: Mention) -> str | None:
        """The place or body that opens the words of the number, of its phrase, of what stands aside, or of its clause."""
        text, at = self._text, m.q.start
        behind = m.q.sort == "count" and m.end > m.q.end
        if text[at - 1] == "等" or behind and text.find("、", m.left, at) >= 0:  # 甲园、乙园等3个园区: the first of a list is not whose it is
            return None
        for a, b in ((m.start, at), (m.left, at), *((m.aside,) if m.aside else ()), (m.clause, at)):
            a = phrases.trim_left(text, a, b) if a < b else a
            got = self.subjects.named(text, a, b)
            if got and not text.startswith("级", got[1]):
                self._take_out(m, a, got[1])
                return got[0]
        return None

    def _take_out(self, m: Mention, a: int, b: int) -> None:
        """Take the place ``text[a:b]`` out of the indicator that it opens."""
        lead = self._text[a:b]
        if not m.name.startswith(lead) or _NOT_ALONE.match(self._text, b) or len(m.name) - len(lead) < 2 or m.name[len(lead)] in "、和及":
            return
        rest = m.name[len(lead):].removeprefix("内").removeprefix("的")
        cut = phrases.trim_left(rest, 0, len(rest)) if len(rest) > 3 else 0
        enough = len(rest) - cut >= 2
        m.name = rest[cut:] if enough else rest or m.name
        if m.start == a:
            self._moved[a] = m.start = b + (cut if enough else 0)

    def _of_rule(self, m: Mention, begin: int, end: int) -> str | None:
        """Whom a rule speaks of: in its sentence, else in the items above it."""
        if m.q.sort == "age":
            return m.name.removesuffix("年龄")
        text, nodes = self._text, self._outline.nodes
        topic = self.subjects.topic(text, begin, end) or self.subjects.receiver(text, begin, m.q.start, end)
        index = self._outline.at(begin)
        while topic is None and index is not None:
            node = nodes[index]
            start = node.start + len(node.number)
            while start < node.body_end and text[start] in " 　\n":
                start += 1
            topic = self.subjects.topic(text, start, min(node.body_end, start + 90))
            index = node.parent
        return topic
