"""Days of force as texts give them, and what words do to another document."""
from datetime import date

import pytest

from taizhang.reading.force import Days, days, does, is_trial, lasting_title

ISSUED = date(2018, 3, 5)


@pytest.mark.parametrize(("text", "since", "until"), [
    ("本办法自2018年7月1日起施行。", date(2018, 7, 1), None),
    ("本办法自 2018 年 7 月\n1 日起施行，有效期5年。", date(2018, 7, 1), date(2023, 7, 1)),
    ("本意见自印发之日起施行，有效期至2020年12月31日。", ISSUED, date(2021, 1, 1)),
    ("本规定自发布之日起实施，有效期两年。", ISSUED, date(2020, 3, 5)),
    ("试行期三年。", None, date(2021, 3, 5)),
    ("自2016年1月1日起施行。另一条。本办法自2018年7月1日起执行。", date(2018, 7, 1), None),
    ("本办法自2020年2月29日起施行，有效期一年。", date(2020, 2, 29), date(2021, 3, 1)),
    ("本办法自2018年13月41日起施行。", None, None),
    ("到2020年，建成创新型城市，有效专利达到1000件。", None, None), ("", None, None),
])
def test_days_are_read_with_the_place_that_says_them(text: str, since: date | None, until: date | None) -> None:
    found = days(text, ISSUED)
    assert (found.since and found.since.day, found.until and found.until.day) == (since, until)
    for said in (found.since, found.until):
        assert said is None or text[said.start:said.end].strip()


def test_years_without_a_beginning_say_nothing() -> None:
    assert days("有效期五年。") == Days()
    assert days("本办法自印发之日起施行。") == Days()


@pytest.mark.parametrize(("words", "act"), [
    ("《三年计划》（某政办〔2023〕40号）同时废止", "repeals"), ("修订完善《办法》", "revises"), ("本办法取代《旧办法》", "supersedes"), ("", "revises"),
])
def test_what_words_do(words: str, act: str) -> None:
    assert does(words) == act


def test_titles_last_from_edition_to_edition() -> None:
    one = lasting_title("泉州市人民政府关于印发泉州市专利奖评奖办法（2016年修订）的通知", ["泉州市人民政府"])
    assert one == lasting_title("关于印发泉州市专利奖评奖办法（试行）的通知")
    assert one != lasting_title("关于印发泉州市科技奖评奖办法的通知")
    assert is_trial("某办法（试行）") and is_trial("某暂行办法") and not is_trial("某办法")
