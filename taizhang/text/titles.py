"""The title of a heading: the line, or the words before the text goes on; none where the item is all text."""
import re

from taizhang.text.flow import Flow
from taizhang.text.headings import LABEL, Mark

_STOP = re.compile(r"[。；！？：]")
_NAMED = re.compile(r"[【（\[]([^】）\]，。]{2,20})[】）\]]")
# What a sentence begins with where a title runs into its text without any sign.
_STARTER = re.compile(
    r"认真(?:贯彻|落实|执行)|大力(?:推[进动广]|发展|实施|支持|培育|开展)|积极(?:推[进动广]|构建|发展|引[进导]|争取|组织|参与|探索)|全面(?:贯彻|落实|推[进动])"
    r"|深入(?:贯彻|实施|推进|学习|开展)|进一步|充分(?:发挥|利用)|以习近平|以邓小平|以[^，。；]{2,40}为|到20\d\d年|20\d\d年|按照|围绕|依托|坚持|立足|根据|结合"
)
_RUNS_ON = re.compile(r"([^，]{6,24}?)(?:认真|大力|积极|深入)(?:贯彻|落实|推[进动广]|发展|实施|开展|支持|培育|引)[^，]{4,}，")
_NO_TITLE_END = re.compile(r"(?:如下|下列[^，。]{0,8}|具体[为是]|包括|其中|以下[^，。]{0,6}|分别[为是])$")
_LONGEST = 60  # of a line that is a heading
_LONG = 32  # of the words before the text goes on
_NEW_HEAD = re.compile(
    r"[一二三四五六七八九十]{1,4}、|（[一二三四五六七八九十\d]{1,3}）|\d{1,3}[.、]|第[一二三四五六七八九十\d]{1,4}[章节条]|附件|[—─]{2}"
)
_COUNT = re.compile(r"\d(?:\.\d+)?[万亿千百]?[多余]?[^\d年月日”’0-9A-Za-z+\-、—·“]")


def title_of(flow: Flow, mark: Mark, limit: int) -> tuple[str, int]:
    """Title of a heading, and where it ends in the flow (where the number ends if it has no title).

    ``limit`` is where the next heading begins.
    """
    if mark.kind == "annex":
        return _of_annex(flow, mark, limit)
    until = min(limit, mark.paragraph_end)
    begin = mark.end
    title = _find(flow, mark, begin, until, limit)
    title = title.rstrip("，、")
    return title, (begin + len(title) if title else mark.end)


def run_in_title(text: str, begin: int, until: int) -> str:
    """The title of a paragraph without a number: its first words, where they are short and text goes on behind them.

    >>> run_in_title("修渠引水。年内开工。", 0, 10), run_in_title("年内新建泵站3座。", 0, 9)
    ('修渠引水', '')
    """
    stop = text.find("。", begin, min(until, begin + _LONG + 1))
    words = text[begin:stop] if stop > 0 else ""
    return words if stop + 1 < until and _plausible(words, _LONG) and not _COUNT.search(words) else ""


def _find(flow: Flow, mark: Mark, begin: int, until: int, limit: int) -> str:
    text = flow.text
    if mark.kind == "article":
        named = _NAMED.match(text, begin, until)
        if named:
            return named.group()
    label = LABEL.search(text, begin, min(until, begin + 400))
    stop = _STOP.search(text, begin, until)
    if label and (not stop or label.start() < stop.start()):
        words = text[begin : label.start()]
        return words if _goes_on_below(text, until, limit) and _plausible(words, _LONG) else ""
    if not stop:
        words = text[begin:until]
        if len(words) <= _LONGEST and (len(words) <= _LONG or words.count("，") <= 3):
            return words if mark.kind != "article" or len(words) <= 20 else ""
        return _cut(flow, mark, begin, until)
    words = text[begin : stop.start()]
    if mark.kind == "article":
        return ""
    if not mark.alone and ("，" in words or stop.end() >= until):
        line = _first_line(flow, begin, stop.start())
        if line and "，" not in line:
            return line
    if "，" in words and (runs := _RUNS_ON.match(words)):
        return runs[1]
    if stop.group() == "：":
        fits = _plausible(words, 16) and "，" not in words and not _NO_TITLE_END.search(words)
        return words if fits and stop.end() < until else ""
    if stop.group() != "。":
        return ""
    if _ends_item(text, stop.end(), until, limit):
        if text[max(0, mark.start - 2) : mark.start].strip("\n").endswith("；"):
            return ""  # the last of a list of items
        if not _plausible(words, _LONG):
            return _cut(flow, mark, begin, stop.start()) if mark.rank <= 6 else ""
        return words if mark.rank <= 6 and not _labelled_below(text, until) else ""
    if mark.rank > 6 and _COUNT.search(words):
        return ""
    longest = _LONG + 13 if mark.rank <= 6 else _LONG
    return words if _plausible(words, longest) else _cut(flow, mark, begin, stop.start())


def _plausible(words: str, longest: int) -> bool:
    """Whether words before a full stop name something rather than say it."""
    if not 2 <= len(words) <= longest:
        return False
    commas = words.count("，")
    return commas == 0 or (commas <= 3 and not any(sign.isdecimal() for sign in words))


def _ends_item(text: str, at: int, until: int, limit: int) -> bool:
    """Whether nothing but a list of units follows the first sentence of an item."""
    return at >= until and not _goes_on_below(text, until, limit) or bool(LABEL.match(text, at, until)) or _labelled_below(text, at)


def _labelled_below(text: str, at: int) -> bool:
    return bool(LABEL.match(text, at + 1)) if text.startswith("\n", at) else False


def _goes_on_below(text: str, until: int, limit: int) -> bool:
    """Whether text follows in the next paragraph, before the next heading."""
    return until + 1 < limit and not LABEL.match(text, until + 1) and not _NEW_HEAD.match(text, until + 1)


def _cut(flow: Flow, mark: Mark, begin: int, until: int) -> str:
    """A title that runs into its text: it ends with its line, or where a sentence plainly begins."""
    last = min(until, begin + _LONG + 8)
    # a paragraph's first line is only continued where it is long: what ends behind 20 signs was wrapped
    words = _first_line(flow, begin, min(last, mark.start + 20) if mark.alone else last)
    if words:
        return words if "，" not in words or len(words) > 8 else ""
    starter = _STARTER.search(flow.text, begin + 4, last)
    if starter:
        words = flow.text[begin : starter.start()]
        if "，" not in words:
            return words
    return ""


def _first_line(flow: Flow, begin: int, until: int) -> str:
    """The words up to the first line end or blank; "" if there is none soon."""
    at = flow.at
    for i in range(begin + 3, min(until, begin + _LONG + 8)):
        if 1 < at[i] - at[i - 1] < 6 and not flow.text[i - 1].isascii():
            return flow.text[begin:i]
    return ""


def _of_annex(flow: Flow, mark: Mark, limit: int) -> tuple[str, int]:
    """An annex is named behind its number or in the lines below it."""
    text = flow.text
    line = text[mark.end : mark.paragraph_end].strip("：、. ")
    if line:
        return line[:_LONGEST], mark.paragraph_end
    title, end = "", mark.end
    at = mark.paragraph_end + 1
    for _ in range(2):
        close = text.find("\n", at, limit)
        close = close if close >= 0 else limit
        words = text[at:close].rstrip("\n")
        if not words or len(words) > _LONGEST or at >= limit or _STOP.search(words) or "\t" in words or LABEL.match(words):
            break
        title, end = title + words, at + len(words)
        at = close + 1
    return title, end
