"""What a text says of its own force: from which day, until when; and what its words do to another document."""
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Does = Literal["supersedes", "repeals", "revises"]
_DAY = r"(\d{4})\s{0,2}年\s{0,2}(\d{1,2})\s{0,2}月\s{0,2}(\d{1,2})\s{0,2}日"
_BEGINS = r"\s{0,2}起\s{0,2}(?:正式)?\s{0,2}(?:施行|实施|执行|生效|实行|试行)"
_FROM_DAY = re.compile(rf"自\s{{0,2}}{_DAY}{_BEGINS}")
_FROM_ISSUE = re.compile(rf"自\s{{0,2}}(?:本[^\s。，；]{{1,6}})?(?:印发|发布|公布|下发|发文|颁布)之日{_BEGINS}")
_UNTIL = re.compile(rf"有效期?\s{{0,2}}(?:限)?(?:至|到|截至|截止到)\s{{0,2}}{_DAY}")
_YEARS = re.compile(r"(?:有效期|试行期)(?:限)?(?:为)?\s{0,2}([0-9]{1,2}|[一二两三四五六七八九十])\s{0,2}年")
_NUMERALS = {sign: number for number, sign in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_TRIAL = re.compile("试行|暂行")
_YEAR = re.compile(r"(?:[12][0-9]{3}|[〇○零一二三四五六七八九]{4})年?度?")
_EDITION = re.compile("修订版?|修正版?|修改版?|试行|暂行|第[一二三四五六七八九十]版")
_NOTHING = re.compile(r"[\W_]+")
_REPEALS = re.compile("废止|停止执行|停止施行|不再执行|失效|作废")
_SUPERSEDES = re.compile("取代|代替|替代|以本[^\\s。，；]{1,6}为准")


@dataclass(frozen=True, slots=True)
class Said:
    """A day that a text gives, and where: ``text[start:end]`` says it."""

    day: date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Days:
    """From which day a text is in force, and the first day on which it no longer is; None where it does not say."""

    since: Said | None = None
    until: Said | None = None


def days(text: str, issued: date | None = None) -> Days:
    """The days a text gives for its own force; the last that it names, since that stands in its final clause.

    ``issued`` is the day of issue, which "from the day of issue" means.

    >>> text = "本办法自2018年7月1日起施行，有效期5年。"
    >>> found = days(text)
    >>> found.since.day, found.until.day, text[found.until.start:found.until.end]
    (datetime.date(2018, 7, 1), datetime.date(2023, 7, 1), '有效期5年')
    >>> days("本意见自印发之日起施行，有效期至2020年12月31日。", date(2018, 3, 5)).until.day
    datetime.date(2021, 1, 1)
    >>> days("到2020年，建成创新型城市。")
    Days(since=None, until=None)
    """
    since = _since(text, issued)
    return Days(since, _until(text, since, issued))


def is_trial(title: str) -> bool:
    """Whether a title says that the document is on trial.

    >>> is_trial("若干意见（试行）"), is_trial("若干意见")
    (True, False)
    """
    return _TRIAL.search(title) is not None


def does(words: str) -> Does:
    """What the words around a citation do to the document cited, where they do something to it at all.

    >>> does("《三年计划》同时废止"), does("修订《奖补办法》"), does("本办法取代《旧办法》")
    ('repeals', 'revises', 'supersedes')
    """
    if _REPEALS.search(words):
        return "repeals"
    return "supersedes" if _SUPERSEDES.search(words) else "revises"


def lasting_title(title: str, issuers: Iterable[str] = ()) -> str:
    """A title without years, edition and the names of its issuers: what stays from one edition to the next.

    >>> lasting_title("泉州市专利奖评奖办法（2016年修订）") == lasting_title("泉州市专利奖评奖办法(试行)")
    True
    """
    flat = unicodedata.normalize("NFKC", title)
    bare = _NOTHING.sub("", _EDITION.sub("", _YEAR.sub("", flat))).lower()
    for name in issuers:
        bare = bare.removeprefix(_NOTHING.sub("", unicodedata.normalize("NFKC", name)).lower())
    return bare


def _since(text: str, issued: date | None) -> Said | None:
    found = [said for match in _FROM_DAY.finditer(text) if (said := _said(match)) is not None]
    if issued is not None:
        found += [Said(issued, match.start(), match.end()) for match in _FROM_ISSUE.finditer(text)]
    return max(found, key=lambda one: one.start) if found else None


def _until(text: str, since: Said | None, issued: date | None) -> Said | None:
    found = [Said(said.day + timedelta(days=1), said.start, said.end) for match in _UNTIL.finditer(text) if (said := _said(match)) is not None]
    begins = since.day if since is not None else issued
    if begins is not None:
        found += [Said(_years_on(begins, _number(match[1])), match.start(), match.end()) for match in _YEARS.finditer(text)]
    return max(found, key=lambda one: one.start) if found else None


def _said(match: re.Match[str]) -> Said | None:
    try:
        return Said(date(int(match[1]), int(match[2]), int(match[3])), match.start(), match.end())
    except ValueError:
        return None


def _number(written: str) -> int:
    return int(written) if written.isdecimal() and written.isascii() else _NUMERALS[written]


def _years_on(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, month=3, day=1)
