"""The names the reader gets: unambiguous, quick to find, seen from the place a text is about."""
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from taizhang import packs
from taizhang.values.errors import UsageError


def words(name: str, home: str | None = None) -> packs.Lexicon:
    return packs.lexicon(packs.load(name), home)


@pytest.mark.parametrize("name", packs.shipped())
def test_the_pattern_finds_every_place_whole(name: str) -> None:
    lexicon = words(name)
    assert all((found := lexicon.place_pattern.match(place)) and found.group() == place for place in lexicon.places)
    assert set(lexicon.parent) | {"全国"} >= set(lexicon.places.values())
    assert set(lexicon.levels) >= set(lexicon.places.values())


@pytest.mark.parametrize("word", ["朝阳", "朝阳区", "和平", "开发", "城区", "新城", "长安", "高新区", "鼓楼区", "中山", "海西", "白银", "国家", "实验区"])
def test_ordinary_words_and_names_of_many_places_are_left_out(word: str) -> None:
    assert word not in words("quanzhou").places


@pytest.mark.parametrize(
    ("name", "home", "word", "place"),
    [
        ("quanzhou", None, "泉州", "泉州市"), ("quanzhou", None, "晋江", "晋江市"), ("quanzhou", None, "福建", "福建省"),
        ("quanzhou", None, "台商投资区", "泉州台商投资区"), ("quanzhou", None, "三明", "三明市"), ("sanming", None, "三元区", "三元区"),
        ("sanming", None, "沙县", "沙县"), ("china", None, "吉林", "吉林省"), ("china", None, "内蒙古", "内蒙古自治区"),
        ("china", "昆明市", "寻甸县", "寻甸回族彝族自治县"), ("china", "北京市", "朝阳区", "朝阳区"), ("fujian", "福州市", "鼓楼区", "鼓楼区"),
        ("sample", None, "砚州", "砚州市"), ("china", None, "恩施州", "恩施土家族苗族自治州"),
    ],
)  # fmt: skip
def test_short_names_stand_for_full_ones(name: str, home: str | None, word: str, place: str) -> None:
    assert words(name, home).places[word] == place


def test_the_longest_name_wins() -> None:
    assert words("quanzhou").place_pattern.findall("泉州市、泉州台商投资区和福建省泉州片区") == ["泉州市", "泉州台商投资区", "福建省", "泉州片区"]


def test_the_same_short_name_means_the_unit_of_home() -> None:
    assert words("quanzhou").units["市科技局"] == "350500.kjj"
    assert words("quanzhou", "晋江市").units["市科技局"] == "350582.kjj"
    assert words("quanzhou", "晋江市").units["泉州市科技局"] == "350500.kjj"
    assert "市科技局" not in words("china").units
    assert words("china").families["科技局"] == "kjj"
    assert words("quanzhou").units.get("统计局") is None and words("china").units["统计局"] == "cn.tjj"


@pytest.mark.parametrize(
    ("name", "number", "region"),
    [
        ("quanzhou", "泉政办〔2016〕87号", "泉州市"), ("quanzhou", "泉科〔2017〕28号", "泉州市"), ("quanzhou", "晋政文〔2017〕86号", "晋江市"),
        ("quanzhou", "闽政〔2018〕19号", "福建省"), ("quanzhou", "国发〔2017〕44号", "全国"), ("sanming", "明委办〔2018〕61号", "三明市"),
        ("china", "晋政发〔2020〕1号", "山西省"), ("china", "穗府〔2022〕13号", "广州市"), ("sample", "砚政〔2027〕12号", "砚州市"),
    ],
)  # fmt: skip
def test_a_document_number_tells_its_region(name: str, number: str, region: str) -> None:
    assert words(name).issuing_region(number) == region
    assert words(name).issuing_region("？？〔2020〕1号") is None


def test_indicators_by_any_of_their_names() -> None:
    found = words("china").indicators
    assert found["R&D经费投入占GDP比重"] == found["全社会研发投入占地区生产总值比重"] == "rd_gdp_ratio"


@pytest.mark.parametrize(
    ("text", "pack", "home"),
    [
        ("中共泉州市委 泉州市人民政府", "quanzhou", "泉州市"), ("晋江市科技和知识产权局", "quanzhou", "晋江市"), ("福建省泉州市晋江市经济开发区", "quanzhou", "晋江市"),
        ("中共三明市委办公室\n三明市人民政府办公室", "sanming", "三明市"), ("福州市人民政府", "fujian", "福州市"), ("福建省人民政府", "fujian", "福建省"),
        ("昆明市人民政府", "china", "昆明市"), ("国务院办公厅", "china", None), ("砚州市望岭县人民政府", "sample", "望岭县"), ("砚 州\n市人民政府", "sample", "砚州市"),
    ],
)  # fmt: skip
def test_the_pack_and_the_place_that_issuer_and_title_name(text: str, pack: str, home: str | None) -> None:
    name, reason = packs.choose(text)
    assert name == pack and reason.endswith("named in issuer or title")
    assert packs.home_of(packs.load(name), text) == home


def test_an_unknown_home_is_refused() -> None:
    with pytest.raises(UsageError, match="the pack quanzhou has no region 乌有市"):
        words("quanzhou", "乌有市")


def test_finding_places_costs_little_for_each_character(shared: Path) -> None:
    text = next((shared / "seeds").glob("001_*")).read_text(encoding="utf-8") * 20
    pattern = words("quanzhou").place_pattern
    best = min(_seconds(pattern, text) for _ in range(5))
    assert best / len(text) < 0.5e-6


def _seconds(pattern: re.Pattern[str], text: str) -> float:
    start = time.perf_counter()
    for _ in pattern.finditer(text):
        pass
    return time.perf_counter() - start


def test_choosing_loading_and_compiling_is_quick_from_cold() -> None:
    code = (
        "import time, taizhang.packs as p; t = time.process_time(); p.choose('泉州市'); p.lexicon(p.load('quanzhou')); print(time.process_time() - t)"
    )
    took = [float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout) for _ in range(3)]
    assert min(took) < 0.25
