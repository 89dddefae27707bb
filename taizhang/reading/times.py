"""The time a number is about: words in its sentence first, then the section, then the document."""
import re
from collections.abc import Iterator
from dataclasses import dataclass

from taizhang.values.period import EVERY_YEAR, Period


@dataclass(frozen=True, slots=True)
class Time:
    """A time in a sentence: ``sort`` is point, horizon (到…年), span, base (比…年), every, this, last, month or plan (十三五)."""

    start: int
    end: int
    sort: str
    first: int
    last: int
    month: int | None = None

    def moved(self, at: int) -> "Time":
        """The same time as if it stood at ``at``, for the sentences that follow."""
        return Time(at, at, self.sort, self.first, self.last, self.month)


_FIVE_YEAR = {"九": 1996, "十": 2001, "十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026, "十六": 2031}
_TOKEN = re.compile(
    r"(?=[12“十九每逐年今本全当去上过近最回五未三下一二四前到至截比较按以与自从在由是相《\d])(?:《[^《》\n]{0,120}》"
    r"|(?P<span>(?P<a>(?:19|20)\d\d)年?(?:—{1,2}|-|~|至|到)(?P<b>(?:19|20)?\d\d)年)"
    r"|(?P<base>(?:(?:比|较|从|由|是|相当于)(?P<by>(?:19|20)\d\d)年(?:底|末)?(?!起|以来|开始|度)(?:的)?(?:基础上|不变价)?"
    r"|(?:按|以|与|自|在)(?P<by2>(?:19|20)\d\d)年(?:的)?(?:基础上|不变价|水平|可比|同期)))"
    r"|(?P<year>(?P<to>到|至|截至|截止|截止到)?(?:了)?(?P<y>(?:19|20)\d\d)年(?P<end>底前?|末|前|之前|初"
    r"|度)?(?:(?P<m>\d{1,2})月(?:底|末|份)?(?:\d{1,2}日)?(?P<mb>前)?)?)"
    r"|(?P<plan>(?P<pto>到|至)?“?(?P<n>十[一二三四五六]|[九十])五”?(?:规划)?(?P<pe>末期?|期末|期间|时期|以来)?)"
    r"|(?P<every>每年度?|逐年|年年)"
    r"|(?P<this>(?:到)?(?:今年|本年度?|年内|年底前?|今年底前?|全年|当年))"
    r"|(?P<last>(?<![比较与])(?:去年|上年度?(?!同期)))"
    r"|(?P<five>(?:过去|最近|回顾)五年|近五年(?=来|累计|，)|五年来|这五年|五年间|过去的五年|本届政府(?:任期)?(?:以来)?|(?<=[，。])五年累计)"
    r"|(?P<both>今明两年)"
    r"|(?P<next>今后五年|未来五年|今后[三3]年|五年内|未来[三3]年|三年内)"
    r"|(?P<mo>(?:截至|截止|到|至)?(?P<om>\d{1,2})月(?:底|末|份)(?:前)?)"
    r"|(?P<half>上半年|下半年|[一二三四]季度|前三季度))"
)


def times(text: str, start: int, end: int) -> Iterator[Time]:
    """Times in ``text[start:end]`` in order.

    >>> [(t.sort, t.first, t.last) for t in times("到2030年，产值比2025年翻一番", 0, 20)]
    [('horizon', 2030, 2030), ('base', 2025, 2025)]
    """
    for found in _TOKEN.finditer(text, start, end):
        kind = found.lastgroup
        a, b = found.span()
        if found["span"]:
            first = int(found["a"])
            last = int(found["b"]) if len(found["b"]) == 4 else first // 100 * 100 + int(found["b"])
            if last > first:
                yield Time(a, b, "span", first, last)
        elif found["base"]:
            year = int(found["by"] or found["by2"])
            yield Time(a, b, "base", year, year)
        elif found["year"]:
            year = int(found["y"])
            month = int(found["m"]) if found["m"] and 1 <= int(found["m"]) <= 12 else None
            due = found["to"] or found["end"] in ("底前", "前", "之前") or found["mb"]
            counted = text.startswith("的", b) and text[b + 1:b + 2].isdigit() or text[b:b + 1].isdigit()
            if found["to"] in ("到", "至") and not found["end"] and month is None and counted:
                yield Time(a, b, "endpoint", year, year)  # 提高到2030年的5亿元: the year of that number only
                continue
            sort = "since" if text.startswith(("以来", "起"), b) else "horizon" if due and not (found["to"] or "").startswith("截") else "point"
            yield Time(a, b, sort, year, year, month)
        elif found["plan"]:
            first = _FIVE_YEAR.get(found["n"], 0)
            if first and "规划" not in text[a:b + 2] and (text[a:b].startswith(("“", "到“", "至“")) or found["pe"]):
                yield Time(a, b, "planend" if (found["pe"] or "").startswith(("末", "期末")) or found["pto"] else "plan", first, first + 4)
        elif found["half"]:
            yield Time(a, b, "part", 0, 0)
        elif found["mo"]:
            month = int(found["om"])
            if 1 <= month <= 12:
                yield Time(a, b, "month", 0, 0, month)
        elif kind in ("both", "every", "this", "last", "five", "next"):
            yield Time(a, b, kind, 0, 0)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a stretch of the document presumes.

    ``mode`` is past, plan, rule or flat; with its year, its horizon, the year it was written, the span it sums up.
    """

    mode: str
    year: int | None = None
    horizon: int | None = None
    now: int | None = None
    span: tuple[int, int] | None = None
    mixed: bool = False  # a part that tells of a year and of the five years to it, or of a year and of a plan


def period_of(
    found: list[Time], at: int, clause: int, setting: Setting, kind: str, measure: str, flow: bool = False,
) -> tuple[Period | None, str]:
    """Period of a number at ``at`` in a sentence with these times; ``clause`` is where its clause begins.

    ``flow``: whether the number adds up over a span of years (投入, 新建, 年均) rather than being reached at its end.

    The answer names its source: ``sentence``, ``section`` or ``none``.
    """
    governing: Time | None = None
    for time in found:
        if time.start > at:
            break
        if time.sort == "base":
            continue
        if time.sort == "every" and (time.start < clause - 40 or time.start < clause and measure in ("ratio", "rank")):
            continue
        if time.sort == "month":
            continue
        if time.sort in ("part", "since") or time.sort == "endpoint" and at - time.end > 6:
            continue
        if time.sort == "plan" and kind == "actual" and (not setting.now or time.last >= setting.now):
            continue  # a plan still running is not when something was reached
        governing = time
    if governing is not None and governing.sort == "every" and measure == "growth" and governing.start < clause:
        governing = None
    if governing is None:
        year = setting.horizon if setting.mode == "plan" and setting.horizon else setting.year
        if kind == "rule" and setting.mode == "rule":
            return None, "none"
        if setting.span and kind == "actual" and (year is None or flow):
            return Period(*setting.span), "section"
        return (Period(year, year), "section") if year else (None, "none")
    sort, first, last = governing.sort, governing.first, governing.last
    if sort in ("point", "horizon", "endpoint"):
        return Period(first, last, governing.month, governing.month), "sentence"
    if sort == "span":
        return Period(first, last), "sentence"
    if sort == "plan":
        if kind in ("target", "forecast") or setting.mode == "plan":
            return Period(last, last), "sentence"
        return Period(first if flow or kind != "actual" else last, last), "sentence"
    if sort == "both":
        return (Period(setting.now, setting.now + 1), "sentence") if setting.now else (None, "none")
    if sort == "planend":
        return Period(last, last), "sentence"
    if sort == "every":
        return EVERY_YEAR, "sentence"
    if sort == "this":
        year = setting.year or setting.now
        return (Period(year, year), "sentence") if year else (None, "none")
    if sort == "last":
        year = setting.now - 1 if setting.now else None
        return (Period(year, year), "sentence") if year else (None, "none")
    if sort == "five":
        end = setting.year or (setting.now - 1 if setting.now else None)
        return (Period(end - 4 if flow else end, end), "sentence") if end else (None, "none")
    if sort == "next":
        end = setting.horizon or (setting.now + 4 if setting.now else setting.year + 4 if setting.year else None)
        return (Period(end, end), "sentence") if end else (None, "none")
    return None, "none"


def year_named(found: list[Time], at: int, setting: Setting) -> int | None:
    """The year that the words before ``at`` name, the last one; None where they name none."""
    year = None
    for time in found:
        if time.start > at:
            break
        if time.sort in ("point", "horizon", "span", "planend"):
            year = time.last
        elif time.sort == "last" and setting.now:
            year = setting.now - 1
        elif time.sort == "this":
            year = setting.now if setting.mode == "past" and setting.now and setting.year and setting.now > setting.year else None
    return year


def base_period(found: list[Time], at: int) -> tuple[Period | None, str]:
    """The period of the A of 由A提高到B: the base year beside it (比2025年的…), if any, and its source."""
    for time in reversed(found):
        if time.start < at and time.sort == "base" and at - time.end < 30:
            return Period(time.first, time.first), "sentence"
    return None, "none"


def since_base(found: list[Time], left: int, at: int, text: str, period: Period | None) -> Period | None:
    """The period of a growth with a base in ``text[left:at]``: 比2025年翻一番 runs from the base to the horizon."""
    if period is None or period.last is None or period.first != period.last:
        return period
    for time in found:
        if time.sort == "base" and left <= time.start < at and time.first < period.last and text[time.start] in "比较":
            return Period(time.first, period.last)
    return period
