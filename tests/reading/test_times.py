"""Times in a sentence, and the period that a number takes from them."""
import pytest

from taizhang.reading.times import Setting, Time, base_period, period_of, since_base, times, year_named
from taizhang.values import Period

PAST = Setting("past", 2030, None, 2031)
PLAN = Setting("plan", 2030, 2030, 2028)


def listed(text: str) -> list[Time]:
    """The times of a text."""
    return list(times(text, 0, len(text)))


@pytest.mark.parametrize(("text", "expected"), [
    ("到2030年", [("horizon", 2030, 2030)]), ("2030年底前", [("horizon", 2030, 2030)]), ("2030年", [("point", 2030, 2030)]),
    ("截至2030年", [("point", 2030, 2030)]), ("2028—2030年", [("span", 2028, 2030)]), ("2028-30年", [("span", 2028, 2030)]),
    ("比2025年增长", [("base", 2025, 2025)]), ("2030年以来", [("since", 2030, 2030)]), ("“十五五”期间", [("plan", 2026, 2030)]),
    ("“十五五”末", [("planend", 2026, 2030)]), ("每年", [("every", 0, 0)]), ("今年", [("this", 0, 0)]), ("去年", [("last", 0, 0)]), ("比去年", []),
    ("过去五年", [("five", 0, 0)]), ("今后五年", [("next", 0, 0)]), ("今明两年", [("both", 0, 0)]), ("《2030年规划》", []), ("上半年", [("part", 0, 0)]),
])
def test_times(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert [(t.sort, t.first, t.last) for t in listed(text)] == expected


def test_month() -> None:
    [time] = listed("2030年12月")
    assert (time.last, time.month) == (2030, 12)


@pytest.mark.parametrize(("text", "setting", "kind", "period", "source"), [
    ("2029年，泵站", PAST, "actual", "2029", "sentence"), ("泵站", PAST, "actual", "2030", "section"), ("泵站", PLAN, "target", "2030", "section"),
    ("去年，泵站", PAST, "actual", "2030", "sentence"), ("今年，泵站", PAST, "actual", "2030", "sentence"), ("每年，新建泵站", PAST, "actual", "annual", "sentence"),
    ("过去五年，泵站", PAST, "actual", "2030", "sentence"), ("今后五年，泵站", PLAN, "target", "2030", "sentence"),
    ("“十五五”期间，泵站", PLAN, "target", "2030", "sentence"), ("今明两年，泵站", PAST, "target", "2031/2032", "sentence"),
    ("2030年6月，泵站", PAST, "actual", "2030-06", "sentence"), ("泵站", Setting("flat"), "actual", "None", "none"),
    ("泵站", Setting("rule", 2030), "rule", "None", "none"),
])
def test_period(text: str, setting: Setting, kind: str, period: str, source: str) -> None:
    clause = text.find("，") + 1
    assert tuple(map(str, period_of(listed(text), len(text), clause, setting, kind, "level"))) == (period, source)


def test_a_span_of_the_section_is_for_what_adds_up() -> None:
    setting = Setting("past", 2030, None, 2031, (2026, 2030))
    assert period_of([], 5, 0, setting, "actual", "level", flow=True)[0] == Period(2026, 2030)
    assert period_of([], 5, 0, setting, "actual", "level")[0] == Period(2030, 2030)


def test_five_years_are_a_span_for_what_adds_up() -> None:
    assert period_of(listed("过去五年，新建"), 7, 5, PAST, "actual", "level", flow=True)[0] == Period(2026, 2030)


def test_year_named() -> None:
    assert year_named(listed("2029年，泵站"), 8, PAST) == 2029
    assert year_named(listed("去年，泵站"), 5, PAST) == 2030
    assert year_named(listed("泵站"), 2, PAST) is None
    assert year_named(listed("泵站2029年"), 1, PAST) is None


def test_base() -> None:
    text = "产值比2025年增长"
    assert base_period(listed(text), len(text)) == (Period(2025, 2025), "sentence")
    assert since_base(listed(text), 0, len(text), text, Period(2030, 2030)) == Period(2025, 2030)
    assert since_base([], 0, 2, "产值", Period(2030, 2030)) == Period(2030, 2030)
    assert since_base([], 0, 2, "产值", None) is None
