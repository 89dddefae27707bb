"""Title, number and addressees of a document, from the lines of its head."""
import re
from dataclasses import dataclass

from taizhang.reading.metadata_issuer import split_bodies
from taizhang.reading.metadata_lines import Line, has_label, plain, tight
from taizhang.reading.metadata_time import DATE

NOUNS = (
    r"(?:通知|通报|通告|公告|公报|意见|方案|办法|要点|总结|纲要|规划|计划|规定|决定|决议|报告|措施|细则|清单|安排|批复|复函|函|条例"
    r"|命令|令|议案|纪要|说明|目录|名单|指南|指引|制度|规则|准则|标准|政策|分工|任务|实事|打算|汇报|情况|思路|简报|体系|实施意见|责任书|行动)"
)
_TAIL = r"(?:\((?:试行|暂行|草案|征求意见稿|修订|送审稿|(?:19|20)\d{2}[^()]{0,16})\))?"
_ENDS = re.compile(NOUNS + _TAIL + r"[》”\"]?$")
NUMBER = re.compile(r"(?P<head>[\u4e00-\u9fff]{1,40})[ ]{0,2}[〔\[(][ ]?(?:19|20)\d{2}[ ]?[〕\])][ ]{0,2}第?[ ]?\d{1,5}[ ]?号")
_ORDER = re.compile(r"\(?(?:[\u4e00-\u9fff]{2,24}(?:令|公告))?(?:(?:19|20)\d{2}年)?第[\d一二三四五六七八九十百零〇]{1,6}号\)?$")
_GLUED = re.compile(r"[^。；]{4,110}?的" + NOUNS + _TAIL + r"(?=各|[\u4e00-\u9fff]{1,12}[〔\[](?:19|20)\d{2}|$)")
_HEADING = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.、](?!\d)|第[一二三四五六七八九十]{1,4}[章节条编]"
    r"|目\s{0,9}录$|[①-⑳]|附|--"
)
_NOTE = re.compile(r"\[\d{1,2}\]$|[*※]+$")
_ASSEMBLY = re.compile(r"在(?P<place>[\u4e00-\u9fff]{2,14}?)?第[一二三四五六七八九十百]{1,4}届(?:全国)?人民代表大会")
_BLANKS = re.compile(r"\s+")
_GOES_ON = ("的", "和", "及", "暨", "与")  # a line that begins so goes on with the title above it
_BRACKET = re.compile(r"\((?:试行|暂行|征求意见稿|草案|(?:19|20)\d{2}[-~至到年\d]{4,8}年?)\)")
_BANNER = re.compile(r"\[.*\]$")
_RED_HEAD = re.compile(r"(?P<body>.{4,36})(?:文件|令)$")
_FRONT = re.compile(r"关于|印发|发布|公布|转发")


@dataclass(frozen=True, slots=True)
class Title:
    """A title as read: its words, the index of its last line, and the bodies that stand in front of 关于."""

    words: str
    last: int
    issuers: tuple[str, ...] = ()


def assembly(lines: list[Line]) -> tuple[int, str | None, str] | None:
    """The line that says before which people's congress a report was given: index, place (None for the nation), words."""
    for i, line in enumerate(lines[:12]):
        words = line.tight
        found = _ASSEMBLY.search(words) if len(words) <= 70 else None
        if found:
            return i, found["place"], words
    return None


def is_number(line: Line) -> bool:
    """Whether a line is nothing but a document number."""
    own = NUMBER.fullmatch(line.plain)
    return (own is not None and len(own["head"]) <= 14 and "关于" not in own["head"]) or (len(line.plain) <= 34 and _ORDER.fullmatch(line.tight) is not None)


def number_start(found: re.Match[str]) -> int:
    """Where a number found begins: behind the noun of the title it may be glued to."""
    start = found.start()
    for noun in re.finditer(NOUNS + _TAIL, found["head"]):
        start = found.start() + noun.end()
    return start


def _could_be_title(line: Line) -> bool:
    words = line.plain
    return (len(words) <= 80 and "。" not in words and words[-1] not in ":;,，；、"
            and not _HEADING.match(words) and not has_label(line)
            and not is_number(line) and not DATE.match(line.tight) and not words.startswith("各位")
            and _RED_HEAD.fullmatch(words) is None and _BANNER.match(words) is None)


def joined(pieces: list[str]) -> str:
    """One title out of its lines: blanks go, but for one between two issuers or two halves of a motto.

    >>> joined(["中共云江市委  云江市人民政府", "关于修订 2030 年节水规划", "的 意见"])
    '中共云江市委 云江市人民政府关于修订2030年节水规划的意见'
    """
    words = ""
    for piece in pieces:
        parts = _BLANKS.split(piece.strip())
        for i, part in enumerate(parts):
            if not words:
                words = part
                continue
            left, right = parts[i - 1] if i else words, part
            words += (" " if _apart(left, right, same_line=i > 0) else "") + part
    return words


def _apart(left: str, right: str, *, same_line: bool) -> bool:
    if left[-1] < "\u0250" and right[0] < "\u0250":
        return left[-1].isalpha() and right[0].isalnum()
    if right.startswith("关于") or not ("\u4e00" <= left[-1] <= "\u9fff" and "\u4e00" <= right[0] <= "\u9fff"):
        return False
    if same_line:
        return len(left) >= 4 and len(right) >= 4
    return "关于" not in left and bool(split_bodies(left) and split_bodies(right.partition("关于")[0]))


def find_title(lines: list[Line]) -> Title | None:
    """The title among the lines of the head; the fullest one where a page shows it twice.

    A candidate that names issuer and subject (甲关于乙的通知) goes before one with 关于 only, that before any other.
    """
    best: tuple[int, Title] | None = None
    for i, line in enumerate(lines):
        if i and (line.plain.startswith("各位代表") or (_HEADING.match(line.plain) and not line.plain.startswith(("附", "--")))):
            break
        whole = _candidate(lines, i)
        if whole is None:
            continue
        rank = 2 * ("关于" in whole.words or "印发" in whole.words) + bool(whole.issuers)
        fuller = best is not None and len(whole.words) > len(best[1].words) and whole.words.endswith(best[1].words)
        if best is None or rank > best[0] or (rank == best[0] and fuller):
            best = rank, whole
        if rank == 3:
            break
    return best[1] if best else None


def _candidate(lines: list[Line], i: int) -> Title | None:
    written = _core(lines[i])
    if written is None:
        return None
    below = lines[i + 1].plain if i + 1 < len(lines) else ""
    whole = len(written) == len(lines[i].written)
    if whole and below.startswith(_GOES_ON) and len(below) < 60 and "。" not in below:
        return None  # the noun stands in the middle of a wrapped title
    first = _first_line(lines, i, written)
    above = first
    if plain(written if first == i else lines[first].written).startswith("关于"):
        while above > 0 and first - above < 4 and split_bodies(lines[above - 1].written) and not DATE.search(lines[above - 1].tight):
            above -= 1
    last = i + 1 if whole and _BRACKET.fullmatch(below) else i
    words = joined([line.written for line in lines[above:i]] + [written] + [line.written for line in lines[i + 1 : last + 1]])
    issuers = issuers_before(words)
    if not issuers and "关于" not in words:
        year = re.search(r"(?:19|20)\d{2}年", words)
        issuers = tuple(split_bodies(words[: year.start()])) if year and year.start() else ()
    return Title(words, last, issuers)


def issuers_before(title: str) -> tuple[str, ...]:
    """The bodies in front of 关于 (or 印发, 转发) in a title.

    >>> issuers_before("云江市水务局 云江市财政局关于印发《关于节水的意见》的通知"), issuers_before("云江市节水意见")
    (('云江市水务局', '云江市财政局'), ())
    """
    verb = _FRONT.search(title)
    return tuple(split_bodies(title[: verb.start()])) if verb and verb.start() else ()


def _core(line: Line) -> str | None:
    """What of a line may be (the end of) a title: without glued number, body or note; None where nothing is."""
    written = line.written
    glued = _GLUED.match(line.plain) if len(line.plain) > 40 else None
    number = NUMBER.search(line.plain[:160])
    if glued and (glued.end() < len(line.plain) or len(line.plain) <= 110):
        written = written[: glued.end()]
    elif number and (start := number_start(number)):
        written = written[:start]
    elif number or not _could_be_title(line):
        return None
    written = written[: -len(note.group())] if (note := _NOTE.search(plain(written))) else written
    return written if _ENDS.search(tight(written)) and tight(written) not in ("报告", "通知", "意见") and not tight(written).endswith("政府令") else None


def _first_line(lines: list[Line], i: int, written: str) -> int:
    """Index of the line on which the title that ends on line ``i`` begins (without issuers above it)."""
    if 0 < plain(written).find("关于"):
        return i
    for k in range(i, max(-1, i - 4), -1):
        if k != i and (not _could_be_title(lines[k]) or (_ENDS.search(lines[k].tight) and not lines[k + 1].plain.startswith(_GOES_ON))):
            break
        if "关于" in (written if k == i else lines[k].plain):
            return k
    over = lines[i - 1] if 0 < i <= 3 else None
    if over and _could_be_title(over) and not split_bodies(over.written) and (
        plain(written).startswith(_GOES_ON) or (len(over.tight) > max(9, len(tight(written))) and not _ENDS.search(over.tight))
    ):
        return i - 1
    return i


def find_number(lines: list[Line], title: Title | None) -> tuple[str | None, int]:
    """The document's own number, as written, and the index of its line (-1 where there is none)."""
    for i, line in enumerate(lines):
        words = line.plain
        if i > 30 or words.startswith("各位代表"):
            break
        if is_number(line):
            return line.written.strip("()（）"), i
        found = NUMBER.search(words[:170])
        if not found or words[found.start() - 1 : found.start()] in ("(", "《"):
            continue
        start = number_start(found)
        if start == found.end() or (start and start > found.start() + len(found["head"]) - 1):
            continue
        at_start = start == 0
        behind_title = title is not None and i == title.last and start > found.start()
        if (at_start and len(words) < 60) or behind_title or (start and len(words) <= 45 and "《" not in words and "根据" not in words):
            return line.written[start : found.end()], i
    return None, -1


_ADDRESSED = re.compile(
    r"各|本[局委厅]|局[各属]|有关|机关|厅[各属]|市[直属级各]|省[直属级各]|县[直级各]|区[直级各]"
    r"|[\u4e00-\u9fff]{2,16}(?:政府|委员会|局|厅|公司|办公室|管委会)(?:[，、]|$)"
)


def find_addressees(lines: list[Line], after: int) -> str | None:
    """To whom it is sent (主送), without the colon; None where the head has no such line."""
    for line in lines[max(0, after) : after + 8]:
        words = line.plain
        begin = 0
        if line is lines[max(0, after)]:
            numbers = list(NUMBER.finditer(words[:170]))
            glued = _GLUED.match(words)
            begin = numbers[-1].end() if numbers else glued.end() if glued else 0
        colon = words.find(":", begin, begin + 200)
        if colon < 0:
            continue
        named = line.written[begin:colon].strip()
        if "。" not in named and _ADDRESSED.match(plain(named)) and not has_label(line):
            return named
    return None


def red_head(lines: list[Line]) -> tuple[str, ...]:
    """The bodies of a red head: 云江市水务局文件, 云江市人民政府令."""
    for line in lines[:8]:
        found = _RED_HEAD.fullmatch(line.tight)
        if found and (bodies := split_bodies(line.written[: max(line.written.rfind("文"), line.written.rfind("令"))])):
            return tuple(bodies)
    return ()
