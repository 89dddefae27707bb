"""Formulas expand to named items, titles have a state on a day, and what nobody judged is never taken for not done."""
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from taizhang import packs
from taizhang.indicators.bundles import all_bundles, bundles
from taizhang.indicators.judgement import STATES, State
from taizhang.indicators.progress import Said, progress
from taizhang.indicators.reasons import Reason
from taizhang.indicators.titles import Stage, Title, all_titles, state, titles

PACK = packs.load("quanzhou")
FORMULA, MYRIADS, PLAN = bundles(PACK)
SPRING = date(2017, 2, 15)


@dataclass
class Verdict:
    state: State
    reason: Reason = Reason("so it is")


@pytest.mark.covers("B02", status="partly", note="formulas of documents expand to named items with titles and aims, and their progress")
def test_each_numeral_expands_to_named_items() -> None:
    assert [(group.sign, len(group.items)) for group in MYRIADS.groups] == [("个", 3), ("十", 3), ("百", 5), ("千", 3), ("万", 2)]
    assert [(group.sign, len(group.items)) for group in PLAN.groups] == [("1", 1), ("1", 1), ("5", 5), ("7", 7)]
    assert [item.name for item in FORMULA.groups[4].items] == ["产业创新", "技术创新", "业态创新", "平台创新", "模式创新"]
    assert all(one.document and one.clause for one in (FORMULA, MYRIADS, PLAN))


def test_a_formula_holds_for_a_time() -> None:
    assert bundles(PACK, on=SPRING) == (FORMULA, MYRIADS, PLAN)
    assert bundles(PACK, on=date(2016, 6, 1)) == () and bundles(PACK, on=date(2019, 1, 1)) == (FORMULA, MYRIADS)
    assert bundles(PACK, "350400") == ()


def test_progress_says_done_worst_and_unknown_by_item() -> None:
    made = progress(PLAN, {
        "hnte_and_tech_giants_count": Verdict("done"), "invention_patents_per_10k": Verdict("behind"), "national_platforms": Verdict("done"),
        "makerspaces_incubators": Verdict("behind"), "cooperation_projects": Verdict("notstarted"),
        "资金": Said("done", Reason("as the bureau says"))}, PACK, SPRING)
    said = {one.item.name: one.state for one in made.items}
    assert said["泉州片区建设"] == "done" and said["新增高企和小巨人"] == "done" and said["每万人发明专利"] == "behind"
    assert said["平台"] == "behind" and said["成果转化"] == "notstarted" and said["资金"] == "done"
    assert said["项目"] == "noevidence" and said["R&D投入占比"] == "noevidence"
    assert (made.groups[3].done, made.coverage) == (2, Fraction(6, 14))
    assert sum(made.counts().values()) == 14 and set(made.counts()) == set(STATES)


def test_aims_that_could_not_be_judged_stay_open() -> None:
    item = next(one for one in progress(PLAN, {"national_platforms": Verdict("done")}, PACK, SPRING).items if one.item.name == "平台")
    assert item.state == "done" and [aim.indicator for aim in item.open] == ["makerspaces_incubators"]


def test_titles_of_the_city_as_its_documents_tell() -> None:
    found = {one.id: state(one, SPRING).state for one in titles(PACK)}
    assert found == {"350500.nidz": "accepted", "350500.made_2025_city": "accepted", "350500.ip_city": "accepted", "350500.innovation_city": "building",
                     "350500.quality_city": "building", "350500.e_commerce_city": "building", "350500.cross_border_zone": "applied"}
    assert state(all_titles(PACK)["350500.nidz"], date(2016, 6, 15)).state == "building"
    assert len(titles(PACK, "350582")) == 2


@pytest.mark.covers("B15", status="partly", note="titles with granting body, stages, sources and expiry, and their state on a day")
def test_a_title_expires_and_says_so_before() -> None:
    won = Title("t", "t", "t", "x", region="350500", years=3, stages=(Stage("applied", date(2017, 1, 1)), Stage("accepted", date(2018, 6, 1))))
    told = [state(won, day) for day in (date(2016, 1, 1), date(2017, 5, 1), date(2019, 1, 1), date(2021, 5, 2), date(2021, 5, 31), date(2021, 6, 1))]
    assert [one.state for one in told] == ["not begun", "applied", "accepted", "expiring", "expiring", "expired"]
    assert [one.days for one in told] == [None, None, 882, 30, 1, 0]
    assert [one.holds for one in told] == [False, False, True, True, True, False]
    assert str(told[3].reason) == "it ends in 30 days, on 2021-06-01"
    assert state(won, date(2021, 5, 2), within=10).state == "accepted"


def test_years_count_only_from_a_day_that_is_known() -> None:
    unclear = Title("t", "t", "t", "x", region="350500", years=3, stages=(Stage("accepted", date(2018, 6, 1), "by"),))
    assert unclear.expires is None and state(unclear, date(2030, 1, 1)).state == "accepted"
    assert state(unclear, date(2018, 1, 1)).state == "unknown"
    leap = replace(unclear, years=1, stages=(Stage("accepted", date(2020, 2, 29)),))
    assert leap.expires == date(2021, 3, 1)
    lost = replace(leap, stages=(*leap.stages, Stage("lost", date(2020, 9, 1))))
    assert state(lost, date(2020, 10, 1)).state == "lost"


LOCAL = "id: local\ntitle: 本地\nenglish: Local\nversion: '1'\nparent: quanzhou\nsections: [{section}]\n"
TITLE = "items:\n  - {{id: {id}, name: a, english: a, granted_by: b, {rest}}}\n"
BUNDLE = "items:\n  - {{id: {id}, name: a, english: a, region: '350500', document: d, clause: '1', {rest}}}\n"


@pytest.mark.parametrize(("section", "rest", "says"), [
    ("titles", "region: '350500'", "nobody says how far the region is"),
    ("titles", "region: '1', stages: [{stage: applied, since: 2017}]", "the region 1 is not there"),
    ("titles", "stages: [{stage: applied, since: 2017}]", "no region that bears it"),
    ("titles", "years: 0", "0 years are no time"),
    ("titles", "indicators: [nothing]", "the indicator nothing is not there"),
    ("titles", "lead: nobody", "the unit nobody is not there"),
    ("titles", "region: '350500', kind: 350500.nidz, stages: [{stage: applied, since: 2017}]", "350500.nidz is no kind of title"),
    ("titles", "region: '350500', stages: [{stage: accepted, since: 2017}, {stage: building, since: 2018}]", "does not follow accepted"),
    ("titles", "region: '350500', stages: [{stage: won, since: 2017}]", "'won' is not one of: applied, building"),
    ("titles", "region: '350500', until: 2016, stages: [{stage: accepted, since: 2017}]", "not after it was accepted"),
    ("bundles", "groups: [{sign: 一, name: a, count: 2, items: [{name: x}]}]", "一 says 2 and has 1 items"),
    ("bundles", "groups: [{sign: 一, name: a, count: 2, items: [{name: x}, {name: x}]}]", "the item x is there twice"),
    ("bundles", "groups: [{sign: 一, name: a, count: 1, items: [{name: x, title: t}]}]", "the title t is not there"),
    ("bundles", "groups: [{sign: 一, name: a, count: 1, items: [{name: x, aims: [{indicator: nothing}]}]}]", "the indicator nothing is not there"),
    ("bundles", "groups: [{sign: 一, name: a, count: 1, items: [{name: x, aims: [{indicator: gdp, op: '>='}]}]}]", "op and value belong together"),
    ("bundles", "groups: [{sign: 一, name: a, count: 1, items: [{name: x, aims: [{indicator: gdp, period: soon}]}]}]", "not a period: 'soon'"),
    ("bundles", "groups: [{sign: 一, name: a, count: 1, items: [{name: x, tilte: t}]}]", "unknown key"),
    ("bundles", "since: 2018, until: 2017, groups: [{sign: 一, name: a, count: 1, items: [{name: x}]}]", "not after it begins"),
])
def test_what_is_wrong_is_told(tmp_path: Path, section: str, rest: str, says: str) -> None:
    (tmp_path / "pack.yaml").write_text(LOCAL.format(section=section), "utf-8")
    (tmp_path / f"{section}.yaml").write_text((TITLE if section == "titles" else BUNDLE).format(id="mine", rest=rest), "utf-8")
    found = packs.check(tmp_path)
    assert found and any(says in str(one) for one in found), [str(one) for one in found]
    assert all(one.file == f"local/{section}.yaml" for one in found)


@pytest.mark.parametrize("name", packs.shipped())
def test_every_shipped_title_and_formula_has_its_source(name: str) -> None:
    pack = packs.load(name)
    assert all(one.source and one.granted_by for one in all_titles(pack).values())
    assert all(stage.source for one in all_titles(pack).values() for stage in one.stages)
    assert all(one.document and one.clause and one.source for one in all_bundles(pack).values())
