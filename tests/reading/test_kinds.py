"""Target, actual, rule or forecast, by the words beside the number."""
import pytest

from taizhang.reading.kinds import is_from, kind_of, lays_down_grant
from taizhang.reading.quantities import quantities
from taizhang.reading.times import Setting, times, year_named

PAST, PLAN, RULE, FLAT = (
    Setting("past", 2030, None, 2031), Setting("plan", 2031, None, 2031), Setting("rule", None, None, 2031), Setting("flat", None, None, 2031),
)


def kinds(text: str, setting: Setting, genre: str = "plan") -> list[str]:
    """Kinds of the numbers of one sentence."""
    found = list(times(text, 0, len(text)))
    grants = lays_down_grant(text, 0, len(text))
    return [kind_of(text, 0, text.rfind("，", 0, q.start) + 1, len(text), q, "level", setting, year_named(found, q.start, setting), genre, grants)
            for q in quantities(text, 0, len(text))]


@pytest.mark.parametrize(("text", "setting", "expected"), [
    ("泵站达到20座", PAST, "actual"), ("泵站达到20座", PLAN, "target"), ("泵站达到20座", RULE, "rule"), ("泵站达到20座", FLAT, "actual"),
    ("力争泵站达到20座", FLAT, "target"), ("2033年泵站达到20座", FLAT, "target"), ("2029年泵站达到20座", FLAT, "actual"),
    ("2029年泵站20座", PLAN, "actual"), ("目前泵站20座", PLAN, "actual"), ("预计泵站达到20座", PLAN, "forecast"), ("力争预计泵站达到20座", PLAN, "target"),
    ("2033年泵站达到20座", PAST, "target"), ("预计2033年泵站达到20座", PAST, "forecast"), ("下一步拟新建泵站20座", PAST, "target"),
    ("力争2033年泵站达到20座", RULE, "target"), ("服务期满4年", PLAN, "rule"), ("15日内办结", PLAN, "rule"), ("时间压缩到15日内", PLAN, "target"),
    ("对新建泵站给予10万元补助", PLAN, "rule"), ("对新建泵站给予最高10万元补助", PAST, "rule"), ("累计发放补助10万元", PAST, "actual"),
    ("60周岁以上", PLAN, "rule"), ("基金出资比例不超过30%", PLAN, "rule"),
])
def test_kind(text: str, setting: Setting, expected: str) -> None:
    assert kinds(text, setting) == [expected]


@pytest.mark.parametrize(("text", "first"), [
    ("覆盖率由60%提高到70%", True), ("泵站从4座增加到7座", True), ("覆盖率60%，提高到70%", False), ("由甲局牵头，泵站4座、水闸7座", False),
])
def test_from(text: str, first: bool) -> None:
    one, two = quantities(text, 0, len(text))
    assert is_from(text, 0, one.number, one.end, two.start) is first
    assert not is_from(text, 0, two.number, two.end, None)
