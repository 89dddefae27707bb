"""Nouns of a list given back what they share."""
import pytest

from taizhang.reading.naming.lists import conjuncts


@pytest.mark.parametrize(("phrase", "names"), [
    ("城镇、农村居民人均收入", ["城镇居民人均收入", "农村居民人均收入"]), ("城乡居民收入", ["城镇居民收入", "农村居民收入"]),
    ("专利申请量和授权量", ["专利申请量", "专利授权量"]), ("泵站和水闸", ["泵站", "水闸"]), ("茶叶、水果产量", ["茶叶产量", "水果产量"]),
])
def test_two_names(phrase: str, names: list[str]) -> None:
    assert conjuncts(phrase, 2) == names


def test_another_number_of_names() -> None:
    assert conjuncts("泵站和水闸", 3) == []
