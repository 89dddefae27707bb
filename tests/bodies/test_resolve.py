"""Names of the invented city's units resolve as of a day."""
from datetime import date

import pytest

from taizhang.bodies import expand, resolve
from taizhang.packs import Pack, load

DAY = date(2027, 6, 1)


@pytest.fixture(scope="module")
def sample() -> Pack:
    return load("sample")


@pytest.fixture(scope="module")
def quanzhou() -> Pack:
    return load("quanzhou")


def test_a_known_unit_is_itself(sample: Pack) -> None:
    found = resolve("市科技局", DAY, sample)
    assert (found.manner, found.units, found.note) == ("same", (f"{sample.home}.kjj",), "")
    assert resolve("砚州市科学技术局", DAY, sample).units == (f"{sample.home}.kjj",)


@pytest.mark.parametrize(("day", "unit", "manner"), [(date(2018, 6, 1), "350500.jxw", "same"), (date(2019, 6, 1), "350500.gxj", "successor")])
def test_a_unit_that_ended_is_followed_by_its_successor(quanzhou: Pack, day: date, unit: str, manner: str) -> None:
    found = resolve("市经信委", day, quanzhou)
    assert (found.units, found.manner) == ((unit,), manner)


def test_a_unit_asked_for_before_its_life_is_the_one_it_followed(quanzhou: Pack) -> None:
    found = resolve("市工信局", date(2016, 6, 1), quanzhou)
    assert (found.units, found.manner) == (("350500.jxw",), "predecessor")


def test_two_units_that_became_one_resolve_to_it(quanzhou: Pack) -> None:
    after = date(2020, 1, 1)
    assert resolve("市国税局", after, quanzhou).units == resolve("市地税局", after, quanzhou).units != ()


def test_a_set_is_its_members_on_the_day_in_official_order(sample: Pack) -> None:
    names = ["临砚区", "松烟区", "笺溪市", "望岭县", "藤溪县", "竹里县", "渡云县"]
    now = resolve("各县（市、区）人民政府", DAY, sample)
    assert now.manner == "set"
    assert {sample.region(code).name for code in now.regions} == set(names)
    orders = [sample.region(code).order for code in now.regions]
    assert orders == sorted(orders)
    assert now.units == tuple(f"{code}.zf" for code in now.regions)
    before = resolve("各县（市、区）人民政府", date(2016, 6, 1), sample)
    assert {sample.region(code).name for code in before.regions} == {*names, "旧砚区"}


def test_zones_are_a_set_of_their_own(sample: Pack) -> None:
    found = resolve("各开发区管委会", DAY, sample)
    assert found.manner == "set" and found.regions and all("-" in region for region in found.regions)


@pytest.mark.parametrize("name", ["相关县（市、区）人民政府", "市直有关部门", "各有关单位", "市水网建设领导小组成员单位"])
def test_open_collectives_are_not_guessed(sample: Pack, name: str) -> None:
    found = resolve(name, DAY, sample)
    assert (found.manner, found.units, found.known) == ("open", (), False)
    assert found.note


@pytest.mark.parametrize("name", ["市星际航行局", "云东铁路公司", "", "市"])
def test_unknown_names_say_so(sample: Pack, name: str) -> None:
    found = resolve(name, DAY, sample)
    assert found.manner == "unknown" and not found.known and "no unit" in found.note


def test_bodies_of_a_named_region_resolve_to_the_region(sample: Pack) -> None:
    found = resolve("望岭县党委和政府", DAY, sample)
    assert [sample.region(code).name for code in found.regions] == ["望岭县"]
    assert f"{found.regions[0]}.zf" in found.units


def test_an_unknown_point_of_view_is_said(sample: Pack) -> None:
    assert "no region" in resolve("市科技局", DAY, sample, home="不存在市").note


def test_an_expanded_list_resolves_name_by_name(sample: Pack) -> None:
    names = expand("市科技局、财政局，各县（市、区）人民政府").units
    assert [resolve(name, DAY, sample).manner for name in names] == ["same", "same", "set"]
