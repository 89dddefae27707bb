"""The series of the five real documents, all their figures taken as reviewed."""
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import taizhang
from taizhang import packs
from taizhang.indicators.collecting import points
from taizhang.indicators.implied import disagreements
from taizhang.indicators.judgement import STATES
from taizhang.indicators.series import Series, series
from taizhang.indicators.status import judge

Real = Mapping[tuple[str, str], Series]


@pytest.fixture(scope="module")
def real(shared: Path) -> Real:
    pack = packs.load("quanzhou")
    found = [one for path in sorted((shared / "seeds").glob("*.txt")) for one in points(taizhang.read(path), pack)[0]]
    return {(one.indicator, one.subject): one for one in series(replace(one, reviewed=True) for one in found)}


def test_no_growth_and_levels_of_them_disagree(real: Real) -> None:
    assert [one for told in real.values() for one in disagreements(told)] == []


@pytest.mark.covers("B01", status="partly", note="rival targets stand side by side and the rule says which one counts; pages come with the office")
def test_the_later_target_for_research_counts_and_the_earlier_stays_beside_it(real: Real) -> None:
    (one,) = [one for one in real["rd_gdp_ratio", "350500"].counted("target") if str(one.period) == "2020" and one.measure == "ratio"]
    assert one.point is not None and str(one.point.value) == "2.5" and one.rule == "later" and [str(other.value) for other in one.others] == ["2"]


def test_every_target_is_judged_on_any_day(real: Real) -> None:
    pack = packs.load("quanzhou")
    for told in real.values():
        for one in told.points:
            for day in (date(2016, 9, 1), date(2018, 3, 18), date(2021, 3, 1)):
                assert judge(told, one, day, indicator=pack.indicators.get(told.indicator)).state in STATES
