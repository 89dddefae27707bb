"""Thresholds are pack data: of one indicator before those for all, and a part outside 0 to 1 is refused by the checker."""
from fractions import Fraction

from taizhang.indicators.judgement import Thresholds
from taizhang.indicators.thresholds import check_thresholds, thresholds_of
from taizhang.packs import Pack, folder_of, load


def laid(rows: str) -> Pack:
    manifest = "id: local\ntitle: a\nenglish: a\nversion: '1'\nsections: [thresholds]\n"
    return load("sample", folder_of({"pack.yaml": manifest, "thresholds.csv": "id,off,ahead,near,patience,source\n" + rows}))


def test_an_indicator_has_its_own_before_those_for_all() -> None:
    pack = laid("all,0.3,,,6,a decision\ngdp,,0.05,0.02,,another\n")
    assert thresholds_of(pack, "hnte_count") == Thresholds(off=Fraction(3, 10), patience=6)
    assert thresholds_of(pack, "gdp") == Thresholds(ahead=Fraction(1, 20), near=Fraction(1, 50))
    assert list(check_thresholds(pack)) == [] and thresholds_of(load("sample"), "gdp") == Thresholds()


def test_what_is_no_part_or_of_no_indicator_is_said() -> None:
    assert [one.key for one in check_thresholds(laid("all,1.5,,,,x\nno_such,0.1,,,,x\n"))] == ["off", "id"]
