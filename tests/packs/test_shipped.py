"""The packs that come with Taizhang: clean, coded as GB/T 2260 codes, with lives that do not contradict."""
import re
from datetime import date
from pathlib import Path

import pytest

from taizhang import packs
from taizhang.packs.checks import together

FOLDER = Path(packs.__file__).parent
NAMES = packs.shipped()


def test_what_is_shipped() -> None:
    assert NAMES == ("china", "fujian", "quanzhou", "sample", "sanming")


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_pack_checks_clean(name: str) -> None:
    assert packs.check(FOLDER / name) == []


def test_layers_run_from_the_country_to_the_city() -> None:
    chains = {name: [layer.id for layer in packs.load(name).layers] for name in NAMES}
    assert chains["quanzhou"] == ["china", "fujian", "quanzhou"]
    assert chains["sanming"] == ["china", "fujian", "sanming"]
    assert chains["sample"] == ["china", "sample"]
    assert all(layer.shipped for layer in packs.load("quanzhou").layers)


@pytest.mark.parametrize("name", NAMES)
def test_codes_have_the_shape_of_gbt_2260_and_begin_as_their_parents(name: str) -> None:
    pack = packs.load(name)
    for region in pack.regions.values():
        if region.code is None:
            assert region.level in ("zone", "town", "country"), region
            continue
        assert re.fullmatch(r"\d{6}", region.code), region
        above = pack.region(region.parent or "")
        if above.level == "province":
            assert region.code[:2] == (above.code or "")[:2], region
        if above.level == "prefecture":
            assert region.code[:4] == (above.code or "")[:4], region


def test_all_provinces_and_prefectures_are_there() -> None:
    living = [r for r in packs.load("china").regions.values() if r.until is None]
    provinces = [r for r in living if r.level == "province"]
    prefectures = [r for r in living if r.level == "prefecture"]
    counties = [r for r in living if r.level == "county"]
    assert (len(provinces), len(prefectures)) == (34, 333)
    assert 2840 <= len(counties) <= 2860


@pytest.mark.parametrize("name", NAMES)
def test_no_name_belongs_to_two_living_units_of_a_region(name: str) -> None:
    seen: dict[tuple[str, str], list[packs.Unit]] = {}
    for unit in packs.load(name).units.values():
        for word in {unit.name, unit.short, *unit.aliases}:
            for other in seen.setdefault((unit.region, word), []):
                assert not together(unit.since, unit.until, other.since, other.until), (word, unit.id, other.id)
            seen[unit.region, word].append(unit)


@pytest.mark.parametrize("name", NAMES)
def test_every_fact_says_where_it_comes_from(name: str) -> None:
    pack = packs.load(name)
    for section in ("regions", "families", "units", "indicators"):
        assert all(record.source for record in pack.records.get(section, {}).values()), section


def test_the_indicators_have_both_names_and_a_definition() -> None:
    indicators = packs.load("china").indicators
    assert len(indicators) >= 40
    for one in indicators.values():
        assert one.english.isascii() or "–" in one.english
        assert one.definition and one.owner and one.measure_unit
    ratio = indicators["rd_gdp_ratio"]
    assert (ratio.numerator, ratio.denominator, ratio.factor, ratio.nature) == ("rd_expenditure", "gdp", 100, "ratio")
    assert {c.since for c in ratio.calibres} == {None, date(2016, 7, 1)}


def test_members_of_quanzhou_in_2016_in_official_order() -> None:
    names = [r.name for r in packs.load("quanzhou").members("350500", date(2016, 6, 1))]
    assert names == ["鲤城区", "丰泽区", "洛江区", "泉港区", "石狮市", "晋江市", "南安市", "惠安县", "安溪县", "永春县", "德化县"]


def test_zones_stand_behind_the_counties() -> None:
    names = [r.name for r in packs.load("quanzhou").members("350500", date(2017, 6, 1), zones=True)]
    assert names[11:] == ["泉州开发区", "泉州台商投资区", "泉州高新区", "泉州片区"]


def test_sanming_before_and_after_2021() -> None:
    pack = packs.load("sanming")
    before = [r.id for r in pack.members("350400", date(2018, 12, 29))]
    after = [r.id for r in pack.members("350400", date(2022, 1, 1))]
    assert len(before) == 12 and {"350402", "350403", "350427"} <= set(before)
    assert len(after) == 11 and {"350404", "350405"} <= set(after)
    assert pack.region("350402").successors == pack.region("350403").successors == ("350404",)
    old, new = pack.region_named("三元区", date(2018, 1, 1)), pack.region_named("三元区", date(2022, 1, 1))
    assert old is not None and new is not None and (old.id, new.id) == ("350403", "350404")


REFORM = [
    ("市经信委", "市工信局"), ("市卫计委", "市卫健委"), ("市国税局", "市税务局"), ("市地税局", "市税务局"), ("市工商局", "市市场监管局"),
    ("市质监局", "市市场监管局"), ("市食品药品监管局", "市市场监管局"), ("市环保局", "市生态环境局"), ("市农业局", "市农业农村局"),
    ("市旅游局", "市文旅局"), ("市文广新局", "市文旅局"), ("市金融工作局", "市金融监管局"), ("市国土资源局", "市自然资源和规划局"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), REFORM)
def test_the_reform_of_2018_and_2019_in_quanzhou(old: str, new: str) -> None:
    pack = packs.load("quanzhou")
    id = packs.lexicon(pack).units[old]
    assert [u.short for u in pack.unit_on(id, date(2016, 6, 1))] == [old]
    assert [u.short for u in pack.unit_on(id, date(2020, 6, 1))] == [new]


def test_a_unit_asked_for_before_its_life_names_those_it_followed() -> None:
    pack = packs.load("quanzhou")
    assert {u.short for u in pack.unit_on("350500.suij", date(2016, 1, 1))} == {"市国税局", "市地税局"}
    assert packs.load("quanzhou").unit_on("350500.tyjr", date(2016, 1, 1)) == ()


def test_the_supervision_of_banks_over_three_reforms() -> None:
    pack = packs.load("china")
    on = [date(2017, 1, 1), date(2020, 1, 1), date(2024, 1, 1)]
    assert [[u.short for u in pack.unit_on("cn.yjh", day)] for day in on] == [["银监会"], ["银保监会"], ["金融监管总局"]]


def test_every_unit_of_the_seeds_task_lists_is_known(shared: Path) -> None:
    """The short names that the responsible-unit lists of the three documents write out in full."""
    pattern = re.compile(r"责任单位[:：](市[一-龥]+)[，,、]")
    for file, name in (("000", "quanzhou"), ("002", "quanzhou"), ("003", "sanming")):
        text = next((shared / "seeds").glob(f"{file}_*")).read_text(encoding="utf-8")
        words = packs.lexicon(packs.load(name)).units
        found = set(pattern.findall(text))
        assert found and found <= set(words), found - set(words)
