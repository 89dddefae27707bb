"""Noun phrases around numbers, and verbs of growth."""
import pytest

from taizhang.reading import changes, phrases


@pytest.mark.parametrize(("text", "left"), [
    ("到2030年，全市泵站", "泵站"), ("力争完成泵站改造", "泵站改造"), ("开展研发活动的企业", "开展研发活动的企业"), ("其中，市级泵站", "市级泵站"),
    ("“双创”平台", "“双创”平台"), ("共享单车", "共享单车"), ("将乐县泵站", "将乐县泵站"), ("目前我市企业", "企业"), ("", ""),
])
def test_trim_left(text: str, left: str) -> None:
    assert text[phrases.trim_left(text, 0, len(text)):] == left


@pytest.mark.parametrize(("text", "left"), [
    ("绿地率达到", "绿地率"), ("企业总数已经突破", "企业总数"), ("泵站", "泵站"), ("合格率控制在", "合格率"), ("的了", ""),
])
def test_trim_right(text: str, left: str) -> None:
    assert text[:phrases.trim_right(text, 0, len(text))] == left


@pytest.mark.parametrize(("text", "noun", "clause"), [
    ("企业通过认证，占三成", "企业", "企业通过认证"), ("龙头企业。", "龙头企业", "龙头企业"), ("，占三成", "", ""), ("（市级）泵站建成。", "泵站", "泵站建成"),
])
def test_behind(text: str, noun: str, clause: str) -> None:
    start, end, stop = phrases.behind(text, 0, len(text))
    assert (text[start:end], text[start:stop]) == (noun, clause)


@pytest.mark.parametrize(("text", "is_behind"), [("，", False), ("企业", True), ("和", False), ("（市级）企业", True), ("（市级）", False), ("", False)])
def test_is_behind(text: str, is_behind: bool) -> None:
    assert phrases.is_behind(text, 0, len(text)) is is_behind


@pytest.mark.parametrize(("text", "verb"), [("建设泵站", True), ("建筑面积", False), ("泵站建设", False), ("", False)])
def test_opens_with_verb(text: str, verb: bool) -> None:
    assert phrases.opens_with_verb(text, 0, len(text)) is verb


@pytest.mark.parametrize(("text", "noun", "sign"), [
    ("产值比上年同期增长", "产值", 1), ("能耗下降", "能耗", -1), ("产值同比分别增长", "产值", 1), ("用水量降幅达", "用水量", -1), ("库存较2029年底减少了", "库存", -1),
])
def test_growth(text: str, noun: str, sign: int) -> None:
    found = changes.growth(text, 0, len(text))
    assert found is not None and (text[:found[0]], found[1]) == (noun, sign)


@pytest.mark.parametrize("text", ["产值增长到", "泵站", "绿地率提高至", "增长的企业"])
def test_no_growth(text: str) -> None:
    assert changes.growth(text, 0, len(text)) is None


def test_growth_elsewhere_in_the_phrase() -> None:
    assert changes.growth_left("减少用工", 0, 4) == (2, -1)
    assert changes.growth_left("用工减少", 0, 4) is None
    assert changes.growth_inside("装备降低成本", 0, 6) == (2, 4, -1)
    assert changes.growth_inside("装备成本", 0, 4) is None
