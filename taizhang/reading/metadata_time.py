"""Dates as papers write them, and the years a document looks back on and forward to."""
import re

from taizhang.reading.metadata_lines import plain

_DIGITS = dict(zip("〇○零0OО一二三四五六七八九", "000000123456789", strict=True))
_NUMBER = "[〇○零O一二三四五六七八九十]"
DATE = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d{2})(?:年(?P<m>1[0-2]|0?[1-9])月(?:(?P<d>3[01]|[12]\d|0?[1-9])日)?"
    r"|(?P<sign>[-./])(?P<m2>1[0-2]|0?[1-9])(?:(?P=sign)(?P<d2>3[01]|[12]\d|0?[1-9]))?(?!\d))"
    rf"|(?P<cy>[一二][〇○零O九一二三四五六七八]{{3}})年(?P<cm>{_NUMBER}{{1,2}})月(?:(?P<cd>{_NUMBER}{{1,3}})日)?"
)
PLANS = {"十五": 2001, "十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026, "十六五": 2031}
FIVE_YEARS = re.compile(r"[“\"‘「]?(十[一二三四五六]?五)[”\"’」]?(?=时期|期间|规划|发展|计划|末|[^一二三四五六七八九\d年月周])")

_REVIEW = re.compile(r"回顾|总结|工作的?情况|完成情况|执行情况|主要成效|工作成效|取得的?成|发展成就|工作报告$|公报|年报|年鉴|审计")
_PLAN = re.compile(r"安排|打算|计划|任务|要点|部署|目标|重点|思路|意见|实事|展望|举措|措施|方案|清单|工作建议|各项工作|做好|推进|工作$")
_YEARS = re.compile(r"(?<![\d.])((?:19|20)\d{2})年(?!\d{1,2}月|底|末|前|以来)(?:度)?")
_SPAN = re.compile(r"((?:19|20)\d{2})年?[-~—–－至到]{1,2}((?:19|20)\d{2})年")


def _chinese(written: str) -> int:
    if "十" in written:
        tens, _, ones = written.partition("十")
        return (int(_DIGITS[tens]) if tens else 1) * 10 + (int(_DIGITS[ones]) if ones else 0)
    return int("".join(_DIGITS[c] for c in written))


def iso(found: re.Match[str]) -> str | None:
    """``2030-05-06`` or ``2030-05`` of a match of `DATE`; None where the numbers are no date."""
    try:
        if found["y"]:
            year, month, day = int(found["y"]), int(found["m"] or found["m2"]), found["d"] or found["d2"]
            last = int(day) if day else None
        else:
            year, month = _chinese(found["cy"]), _chinese(found["cm"])
            last = _chinese(found["cd"]) if found["cd"] else None
    except (KeyError, ValueError):
        return None
    if not 1 <= month <= 12 or (last is not None and not 1 <= last <= 31):
        return None
    return f"{year:04}-{month:02}" + (f"-{last:02}" if last else "")


def date_in(written: str) -> str | None:
    """The first date of a line, blanks inside it allowed.

    >>> date_in("二〇三〇年五月十六日"), date_in("2030 年 5 月 6 日"), date_in("2030.06"), date_in("203O年")
    ('2030-05-16', '2030-05-06', '2030-06', None)
    """
    found = DATE.search("".join(plain(written).split()))
    return iso(found) if found else None


def years_of_title(title: str) -> tuple[str | None, str | None]:
    """What a title says of the year looked back on and the year or years planned.

    >>> years_of_title("云江市水务局2030年工作总结及2031年工作安排")
    ('2030', '2031')
    >>> years_of_title("云江市“十四五”水务规划"), years_of_title("2030年云江市水务统计公报")
    ((None, '2021/2025'), ('2030', None))
    >>> years_of_title("云江市节水行动计划（2030—2032年）")
    (None, '2030/2032')
    """
    written = plain(title)
    spans = _SPAN.findall(written)
    if spans and _PLAN_TITLE.search(written):
        return None, "/".join(spans[-1])
    found = list(_YEARS.finditer(written))
    back = ahead = None
    for i, year in enumerate(found):
        words = written[year.end() : found[i + 1].start() if i + 1 < len(found) else len(written)]
        review, plan = _REVIEW.search(words), _PLAN_TITLE.search(words)
        if review and not (plan and "执行情况" not in words and "完成情况" not in words and plan.start() < review.start()):
            back = back or year[1]
            if plan and i + 1 == len(found) and "及" not in words[review.end() : plan.start()]:
                continue
        elif plan:
            ahead = ahead or year[1]
    if not found:
        five = FIVE_YEARS.search(written)
        if five and _PLAN_TITLE.search(written) and not _REVIEW.search(written):
            first = PLANS.get(five[1])
            ahead = f"{first}/{first + 4}" if first else None
    return back, ahead


_PLAN_TITLE = re.compile(r"安排|打算|计划|任务|要点|部署|目标|重点工作|思路|实事|规划|纲要|方案|清单|行动")


def years_of_headings(headings: list[str], given: str | None = None) -> tuple[str | None, str | None]:
    """The year a report reviews and the year it plans, from its headings in order; ``given`` is the date of the report.

    >>> years_of_headings(["一、2030年工作回顾", "二、“十五五”发展暨2031年工作安排"])
    ('2030', '2031')
    """
    back: str | None = None
    planned: list[str] = []
    for heading in headings:
        years = [year[1] for year in _YEARS.finditer(heading)]
        if not years:
            continue
        review, plan = _REVIEW.search(heading), _PLAN.search(heading)
        if review or (plan and back is None and not planned and "主要工作" in heading and "做好" not in heading
                      and not (given and given[5:7] != "12" and max(years) >= given[:4])):
            back = max(back or "", max(years)) if not planned else back
        elif plan:
            planned += years
    ahead = min((year for year in planned if back is None or year > back), default=None)
    return back, ahead
