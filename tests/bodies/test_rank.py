"""How high issuers stand."""
import pytest

from taizhang.bodies import above, rank
from taizhang.packs import load

PACK = load("quanzhou")


@pytest.mark.parametrize(("higher", "lower"), [
    (["国务院"], ["福建省人民政府"]), (["福建省人民政府"], ["泉州市人民政府"]), (["福建省科技厅"], ["中共泉州市委"]),
    (["中共泉州市委", "泉州市人民政府"], ["泉州市人民政府"]), (["泉州市人民政府"], ["泉州市人民政府办公室"]), (["泉州市人民政府办公室"], ["泉州市科技局"]),
    (["泉州市科技局"], ["晋江市人民政府"]), (["中共泉州市委办公室", "泉州市人民政府办公室"], ["泉州市财政局"]),
])
def test_one_stands_above_the_other(higher: list[str], lower: list[str]) -> None:
    assert above(rank(higher, PACK), rank(lower, PACK), PACK) is True
    assert above(rank(lower, PACK), rank(higher, PACK), PACK) is False


@pytest.mark.parametrize(("one", "other"), [
    (["泉州市科技局"], ["泉州市财政局"]), (["泉州市人民政府"], ["某某协会"]), ([], ["泉州市人民政府"]), (["晋江市科技局"], ["石狮市人民政府"]),
])
def test_equals_strangers_and_neighbours_cannot_be_ranked(one: list[str], other: list[str]) -> None:
    assert above(rank(one, PACK), rank(other, PACK), PACK) is None
