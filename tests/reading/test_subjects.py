"""Whose number it is: the narrowest place or body that the words give."""
import pytest

from taizhang import packs
from taizhang.reading.subjects import Subjects


@pytest.fixture(scope="module")
def subjects() -> Subjects:
    """Subjects in a document of the invented city."""
    return Subjects(packs.lexicon(packs.load("sample")), "砚州市")


@pytest.mark.parametrize(("words", "name", "rest"), [
    ("望岭县绿地率", "望岭县", "绿地率"), ("砚州高新区泵站", "砚州高新区", "泵站"), ("高新区泵站", "砚州高新区", "泵站"), ("砚州市云帆科技有限公司产值", "砚州市云帆科技有限公司", "产值"),
])
def test_named(subjects: Subjects, words: str, name: str, rest: str) -> None:
    got = subjects.named(words, 0, len(words))
    assert got is not None and (got[0], words[got[1]:]) == (name, rest)


@pytest.mark.parametrize("words", ["绿地率", "泵站", "培育科技公司", ""])
def test_nobody_named(subjects: Subjects, words: str) -> None:
    assert subjects.named(words, 0, len(words)) is None


def test_general_words(subjects: Subjects) -> None:
    assert (subjects.general("全市"), subjects.general("全国"), subjects.general("我国")) == ("砚州市", "全国", "全国")


def test_general_words_of_a_county() -> None:
    county = Subjects(packs.lexicon(packs.load("sanming")), "明溪县")
    assert (county.general("全县"), county.general("全市"), county.general("全省")) == ("明溪县", "三明市", "福建省")


def test_compared(subjects: Subjects) -> None:
    text = "绿地率高于松烟区"
    assert subjects.compared(text, 0, len(text)) == "松烟区"
    assert subjects.compared("绿地率达到", 0, 5) is None


def test_zone(subjects: Subjects) -> None:
    assert subjects.zone("高新区内") == "砚州高新区"


@pytest.mark.parametrize(("text", "who"), [
    ("提供泵站服务", None), ("甲级泵站管理单位应当配备专员", "甲级泵站管理单位"), ("对县（市、区）在年底通报", "县（市、区）"),
])
def test_topic_of_a_rule(subjects: Subjects, text: str, who: str | None) -> None:
    assert subjects.topic(text, 0, len(text)) == who


@pytest.mark.parametrize(("text", "number", "who"), [
    ("对修好泵站的管理大户，按造价的5%给予补助", "5%", "管理大户"),
    ("年用水2万吨以上的用水单位，每家奖励3万元", "2万吨", "用水单位"),
    ("对甲企业奖励3万元；故障率超过9%的银行暂停合作", "9%", "银行"),
    ("对甲类企业奖励3万元，对乙类机构奖励4万元", "3万元", "甲类企业"),
    ("对甲类企业奖励3万元，对乙类机构奖励4万元", "4万元", "乙类机构"),
    ("泵站扬程达到30米", "30米", None),
])
def test_receiver_of_a_rule(subjects: Subjects, text: str, number: str, who: str | None) -> None:
    assert subjects.receiver(text, 0, text.index(number), len(text)) == who


def test_without_a_place_it_is_the_country() -> None:
    assert Subjects(packs.lexicon(packs.load("china")), None).place == "全国"
