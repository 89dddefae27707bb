"""Wordings that mean an indicator of the catalogue."""
import pytest

from taizhang.packs import indicator_of, load, names_of


@pytest.mark.parametrize(("words", "id"), [
    ("全社会研发经费投入占地区生产总值比重", "rd_gdp_ratio"), ("全社会研发经费投入（R&D）占地区生产总值比重", "rd_gdp_ratio"),
    ("全社会研发经费投入占GDP比重", "rd_gdp_ratio"), ("全社会研发经费投入占ＧＤＰ的比重", "rd_gdp_ratio"), ("研发投入强度", "rd_gdp_ratio"),
    ("全社会研发经费投入", "rd_expenditure"), ("GDP", "gdp"), ("占GDP比重", None), ("", None), ("茶园面积", None),
])
def test_an_indicator_is_known_by_every_spelling_of_its_parts(words: str, id: str | None) -> None:
    assert indicator_of(words, load("sample")) == id


def test_every_name_of_the_catalogue_means_its_own_indicator_or_is_claimed_twice() -> None:
    pack = load("china")
    said = {name: indicator_of(name, pack) for id in pack.indicators for name in names_of(id, pack)}
    wrong = [name for id in pack.indicators for name in names_of(id, pack) if said[name] not in (id, None)]
    assert wrong == []
    assert sum(found is None for found in said.values()) == 0


def test_an_unknown_id_has_no_names() -> None:
    assert names_of("nothing", load("china")) == ()
