"""Under which way of counting an indicator's figure falls: by its time, where a change of it breaks the series."""
from datetime import date, timedelta

from taizhang.packs import Calibre, Indicator
from taizhang.packs.records import lives_on
from taizhang.values import Period


def last_day(period: Period) -> date | None:
    """The last day of a period; None for every year.

    >>> last_day(Period.parse("2017-12")), last_day(Period.parse("2016/2020"))
    (datetime.date(2017, 12, 31), datetime.date(2020, 12, 31))
    """
    if period.last is None:
        return None
    month = period.last_month or 12
    following = date(period.last + 1, 1, 1) if month == 12 else date(period.last, month + 1, 1)
    return following - timedelta(days=1)


def calibre_on(one: Indicator, period: Period, today: date | None = None) -> str:
    """The name of the way of counting that holds at the end of a period; empty where figures of all times can be held together.

    What begins without breaking the series goes by the name of the latest that it can be held together with. ``today`` stands for the
    time of a figure for every year; without it the latest holds.

    >>> from taizhang.packs import load
    >>> one = load("china").indicators["above_scale_industrial_enterprises"]
    >>> calibre_on(one, Period.parse("2010")) != calibre_on(one, Period.parse("2016")), calibre_on(load("china").indicators["gdp"], Period.parse("2010"))
    (True, '')
    """
    if len(one.calibres) < 2:
        return ""
    groups = _groups(one.calibres)
    if len(groups) < 2:
        return ""
    day = last_day(period) or today
    for group in groups:
        if any(lives_on(each.since, each.until, day) for each in group):
            return group[-1].text
    return groups[0][0].text if day is not None and groups[0][0].since and day < groups[0][0].since else groups[-1][-1].text


def _groups(calibres: tuple[Calibre, ...]) -> list[list[Calibre]]:
    """Calibres that can be held together, in the order of time."""
    groups: list[list[Calibre]] = []
    for each in sorted(calibres, key=lambda one: one.since or date.min):
        if groups and not each.breaks:
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups
