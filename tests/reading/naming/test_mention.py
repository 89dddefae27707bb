"""Words as names, and names completed from what the sentence has spoken of."""
import pytest

from taizhang.reading.mentions import mention
from taizhang.reading.naming.mention import Head, base_of, complete, words
from taizhang.reading.quantities import quantities


@pytest.mark.parametrize(("text", "name"), [
    ("，泵站、", "泵站"), ("“双创”平台", "“双创”平台"), ("泵站（市级", "泵站（市级）"), ("双创”平台", "双创平台"), ("高企", "高新技术企业"), ("泵站）", "泵站"),
])
def test_words(text: str, name: str) -> None:
    assert words(text, 0, len(text)) == name


@pytest.mark.parametrize(("name", "head", "whole"), [
    ("市级", "省级泵站", "市级泵站"), ("增速", "产值", "产值增速"), ("总数", "泵站", "泵站总数"), ("授权量", "专利申请量", "专利授权量"), ("水闸", "泵站", "水闸"),
    ("泵站", "", "泵站"),
])
def test_complete(name: str, head: str, whole: str) -> None:
    text = f"{name}3座"
    [q] = quantities(text, 0, len(text))
    assert complete(text, mention(text, q, None, 0), Head(name=head, start=0), name, 0)[0] == whole


def test_base_of() -> None:
    assert (base_of("企业总数"), base_of("总数"), base_of("市级泵站数量")) == ("企业总数", "总数", "市级泵站")
