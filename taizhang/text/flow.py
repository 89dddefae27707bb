"""The reading view of a canonical text: wrapped lines rejoined, one form of each sign, and the way back.

A stage reads `Flow.text` and answers with offsets of the canonical text through `Flow.span`; nothing is ever quoted
from the view itself.
"""
import re
from array import array
from dataclasses import dataclass

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_BLANK = re.compile(r"[^\S\t]+")
_THOUSANDS = re.compile(r"(?<=[0-9０-９])[,，](?=[0-9０-９]{3}(?![0-9０-９]))")
_PAGE_NUMBER = re.compile(r"[\s—–\-－·第页]*\d{1,3}[\s—–\-－·页]*$")
_SPACES = " \xa0\u3000\u2002\u2003\u2009\u200b\ufeff"

# What a new paragraph begins with: it is never glued to the line above.
STARTS = re.compile(
    r"[一二三四五六七八九十百]{1,4}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,3}[.．、](?!\d)|[①-⑳]|——|—{2}|[●■◆•※★]"
    r"|第[一二三四五六七八九十百零\d]{1,5}[章节条编部篇]|附件|附表|附录|注[：:]|\[\d+\]|专栏"
    r"|(?:牵头|责任|配合|主办|协办|参与|承办|实施)(?:责任)?(?:单位|部门)|目标任务|[（(](?:牵头|责任)"
    r"|各位代表|\d{4}年\d{1,2}月\d{1,2}日$"
)
_HEADING = re.compile(r"[一二三四五六七八九十]{1,4}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,3}[.．、](?!\d)|第[一二三四五六七八九十百\d]+[章节编]|附件")
_TITLE_END = re.compile(r"[^，。；、]*(?:通知|意见|方案|办法|要点|总结|纲要|规定|决定|报告|措施|细则|公报|清单)(?:（试行）|\(试行\))?$")
_OPEN_END = frozenset("，、,（(“《和与及或的为达")
_STOP_END = frozenset("。！？；：!?;:…")
_SOFT_END = frozenset("）)”》】\"%")

_WIDTH = {i: i - 0xFEE0 for i in range(0xFF01, 0xFF5F)}
_WIDTH |= {ord(a): ord(b) for a, b in zip("(),:;!?", "（），：；！？", strict=True)}
for _sign in "（），：；！？":
    _WIDTH.pop(ord(_sign), None)
_WIDTH |= {ord(a): ord(b) for a, b in (("﹪", "%"), ("％", "%"), ("﹝", "〔"), ("﹞", "〕"), ("～", "~"), ("∼", "~"), ("〜", "~"),
                                       ("－", "-"), ("–", "-"), ("‐", "-"), ("‑", "-"), ("﹣", "-"), ("﹒", "."), ("﹐", "，"), ("﹑", "、"),
                                       ("\x1e", ","), ("\ufffd", " "), ("\xa0", " "), ("\u3000", " "))}


@dataclass(frozen=True, slots=True)
class Flow:
    """``text``: paragraphs joined by one newline. ``at[i]``: canonical offset of ``text[i]``.

    ``paragraphs``: (start, end) of each paragraph in ``text``. Rows of tables keep their tabs.
    """

    text: str
    at: "array[int]"
    paragraphs: tuple[tuple[int, int], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Canonical (start, end) of ``text[start:end]``; the stretch must not be empty.

        >>> flow = Flow.of("产值增长８．５\\n\\n％左右，是一个好成绩。")
        >>> flow.text
        '产值增长8.5%左右，是一个好成绩。'
        >>> flow.span(4, 10)
        (4, 12)
        """
        return self.at[start], self.at[end - 1] + 1

    @classmethod
    def of(cls, canonical: str, wrapped: bool = True) -> "Flow":
        """Build the view; linear in the length of the text.

        ``wrapped``: whether lines may be broken within a sentence, as in plain text; the blocks of a .docx or an
        .html file are paragraphs already.
        """
        marked = _THOUSANDS.sub(lambda m: "\x1e" if m.group() == "," else m.group(), canonical) if "," in canonical else canonical
        pieces: list[str] = []
        at: array[int] = array("I")
        paragraphs: list[tuple[int, int]] = []
        size = 0  # length of the view so far
        opened = 0  # where the current paragraph began in the view
        last = ""  # the last line, stripped
        for found in _LINE.finditer(marked):
            raw = found.group()
            line = raw.strip()
            if not line or (len(line) <= 9 and _PAGE_NUMBER.match(line)):
                continue
            begin = found.start() + len(raw) - len(raw.lstrip())
            if last and not (wrapped and _continues(last, line, raw)):
                paragraphs.append((opened, size))
                pieces.append("\n")
                at.append(found.start() - 1)
                size += 1
                opened = size
            for a, b in _kept(line):
                pieces.append(line[a:b])
                at.extend(range(begin + a, begin + b))
                size += b - a
            last = line
        if size > opened:
            paragraphs.append((opened, size))
        return cls("".join(pieces).translate(_WIDTH), at, tuple(paragraphs))


def _continues(last: str, line: str, raw: str) -> bool:
    """Whether ``line`` goes on with the sentence that ``last`` left open (a hard wrap or a page break)."""
    if "\t" in last or "\t" in line:
        return False
    end = last[-1]
    if end in _STOP_END:
        return False
    size = len(last)
    if end in _OPEN_END:
        enough = 8
    elif end in _SOFT_END:
        enough = 30
    elif end.isdigit():
        enough = 6 if line[0] in "万亿千百个家项%％" else 12
    else:
        enough = 20
    opened = max(last.rfind("（"), last.rfind("("))
    if opened > max(last.rfind("）"), last.rfind(")")) and 12 <= size < opened + 30 and not _HEADING.match(line):
        return True  # a bracket is never left open: （牵头⏎责任单位：…）
    if size < enough or STARTS.match(line) or (size < 60 and _TITLE_END.match(last)):
        return False
    if raw[:2] in ("\u3000\u3000", "    ") and end not in _OPEN_END:
        return False
    return not (_HEADING.match(last) and "。" not in last and size < 45 and end not in _OPEN_END)


def _kept(line: str) -> list[tuple[int, int]]:
    """The stretches of a line that stay: blanks go, but for one between two Latin words or numbers."""
    runs: list[tuple[int, int]] = []
    begin = 0
    for gap in _BLANK.finditer(line):
        a, b = gap.span()
        left, right = line[a - 1], line[b] if b < len(line) else ""
        keep = left < "\u0250" and right < "\u0250" and left.isalnum() and right.isalnum()
        if a > begin or keep:
            runs.append((begin, a + keep))
        begin = b
    if begin < len(line):
        runs.append((begin, len(line)))
    return runs
