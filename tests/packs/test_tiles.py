"""Tiles: every county has its place on every day, no two share one, and what is wrong is named."""
from datetime import date
from pathlib import Path

import pytest

from taizhang import packs

CITIES = [("quanzhou", "350500"), ("sanming", "350400"), ("sample", "990400")]
DAYS = [date(2015, 1, 1), date(2018, 12, 29), date(2021, 1, 31), date(2021, 2, 1), date(2026, 1, 1)]


@pytest.mark.parametrize(("name", "city"), CITIES)
@pytest.mark.parametrize("on", DAYS, ids=str)
def test_every_member_has_a_place_of_its_own(name: str, city: str, on: date) -> None:
    pack = packs.load(name)
    found = packs.tiles_of(pack, city, on)
    assert {one.region for one in found} == {one.id for one in pack.members(city, on, zones=True)}
    assert len({(one.column, one.row) for one in found}) == len(found)


def test_the_merger_of_2021_moves_tiles() -> None:
    pack = packs.load("sanming")
    before = {one.region: (one.column, one.row) for one in packs.tiles_of(pack, "350400", date(2021, 1, 31))}
    after = {one.region: (one.column, one.row) for one in packs.tiles_of(pack, "350400", date(2021, 2, 1))}
    assert {"350402", "350403", "350427"} <= set(before) and {"350404", "350405"} <= set(after)
    assert before["350402"] == after["350404"] and before["350425"] != after["350425"]


@pytest.mark.parametrize(("rows", "key", "what"), [
    ("a,350502,0,1,,", "column", "0 is no column of the grid"), ("a,350502,1,31,,", "row", "31 is no row of the grid"),
    ("a,350599,1,1,,", "region", "the region 350599 is not there"), ("a,350402,1,1,2022,", "since", "the region 350402 does not live while its tile does"),
    ("a,350502,1,1,2020,2019", "until", "it ends on 2019-01-01, not after it begins on 2020-01-01"),
    ("a,350502,1,1,,\nb,350503,1,1,,", "column", "350502 stands there at the same time"),
    ("a,350502,1,1,,\nb,350502,2,1,2020,", "region", "350502 stands on the tile a at the same time"),
])
def test_mistakes_are_named(tmp_path: Path, rows: str, key: str, what: str) -> None:
    (tmp_path / "pack.yaml").write_text("id: local\ntitle: x\nenglish: x\nversion: '1'\nparent: china\nsections: [tiles]\n", "utf-8")
    (tmp_path / "tiles.csv").write_text(f"id,region,column,row,since,until\n{rows}\n", "utf-8")
    found = packs.check(tmp_path)
    assert [one.key for one in found] == [key] and what in found[0].what, [str(one) for one in found]


def test_one_place_may_serve_one_after_the_other_and_two_cities(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("id: local\ntitle: x\nenglish: x\nversion: '1'\nparent: china\nsections: [tiles]\n", "utf-8")
    (tmp_path / "tiles.csv").write_text(
        "id,region,column,row,since,until\na,350502,1,1,,2020\nb,350503,1,1,2020,\nc,350421,1,1,,\nd,350402,2,2,,\ne,350404,2,2,,\n", "utf-8")
    assert packs.check(tmp_path) == []
