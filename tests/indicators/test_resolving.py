"""A wording means an indicator for certain, or not at all."""
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.indicators.calibres import calibre_on
from taizhang.indicators.collecting import point_of
from taizhang.indicators.points import Point
from taizhang.indicators.resolving import resolve
from taizhang.indicators.units import exact, scale
from taizhang.packs import Pack, load
from taizhang.values import Period, Span

PACK = load("china")


@pytest.mark.parametrize(("words", "measure", "unit", "per", "context", "id"), [
    ("研发投入强度", "ratio", "%", None, "", "rd_gdp_ratio"),
    ("新认定高新技术企业", "level", "家", None, "", "hnte_count"), ("高新技术企业", "increment", "家", None, "", "hnte_count"),
    ("GDP增速", "growth", "%", None, "", "gdp"), ("工业总产值", "level", "CNY", None, "东海高新区", "hightech_zone_industrial_output"),
    ("工业总产值", "level", "CNY", None, "东海市", "industrial_output"), ("规上工业增加值", "growth", "%", None, "", "above_scale_industrial_value_added"),
])
def test_a_name_or_its_normal_form_is_enough(words: str, measure: str, unit: str, per: str | None, context: str, id: str) -> None:
    assert resolve(words, measure, unit, per, PACK, context).id == id


@pytest.mark.parametrize(("words", "measure", "unit", "wider"), [
    ("规模以上企业研发投入", "level", "CNY", "rd_expenditure"), ("研发费用内部支出", "level", "CNY", "rd_expenditure"),
    ("农民人均纯收入", "level", "CNY", "rural_income_per_head"), ("省级以上新型研发机构", "level", "家", "new_type_rd_institutions"),
    ("省级以上工程技术研究中心", "level", "家", "provincial_engineering_research_centres"),
    ("全社会固定资产投资", "level", "CNY", "fixed_asset_investment"), ("失业率", "ratio", "%", "registered_unemployment_rate"),
])
def test_another_calibre_never_becomes_the_wider_one(words: str, measure: str, unit: str, wider: str) -> None:
    assert resolve(words, measure, unit, None, PACK).id != wider


@pytest.mark.parametrize(("words", "measure", "unit", "per"), [
    ("地区生产总值", "level", "件", None), ("出口总额", "level", "USD", None), ("高新技术企业", "ratio", "%", None),
    ("地区生产总值", "rank", "位", None), ("高新技术企业", "level", "家", "县域"),
])
def test_a_unit_or_measure_that_does_not_fit_is_a_suggestion_only(words: str, measure: str, unit: str, per: str | None) -> None:
    found = resolve(words, measure, unit, per, PACK)
    assert found.id is None
    assert found.suggestions
    assert "not its unit" in str(found.why)


@pytest.mark.parametrize(("words", "measure"), [("高新技术企业净增", "growth"), ("新增高新技术企业", "growth"), ("实际利用外资（验资口径）", "level")])
def test_a_growth_of_what_is_added_and_a_named_way_of_counting_are_not_the_plain_one(words: str, measure: str) -> None:
    assert resolve(words, measure, "%" if measure == "growth" else "CNY", None, PACK).id is None


def test_suggestions_are_ranked_and_say_why() -> None:
    found = resolve("服务创业团队", "level", "个", None, PACK)
    assert found.id is None
    assert [one.score for one in found.suggestions] == sorted((one.score for one in found.suggestions), reverse=True)
    assert found.suggestions[0].id == "venture_teams"
    assert all("shares words with" in str(one.why) for one in found.suggestions)


def test_what_no_name_says_has_no_suggestion() -> None:
    assert resolve("茶园", "level", "亩", None, PACK).suggestions == ()


NAMES = sorted({name for one in PACK.indicators.values() for name in (one.name, *one.aliases)})


@given(st.sampled_from(NAMES), st.sampled_from(["level", "growth", "increment", "ratio", "rank"]), st.sampled_from(["CNY", "家", "%", "件", "位"]),
       st.randoms(use_true_random=False))
def test_no_order_of_the_catalogue_changes_anything(words: str, measure: str, unit: str, random: object) -> None:
    assert resolve(words, measure, unit, None, PACK) == resolve(words, measure, unit, None, _shuffled(random))


def _shuffled(random: object) -> Pack:
    rows = list(PACK.indicators.items())
    random.shuffle(rows)  # type: ignore[attr-defined]
    mixed = {id: replace(one, aliases=tuple(random.sample(one.aliases, len(one.aliases)))) for id, one in rows}  # type: ignore[attr-defined]
    digest = str(random.random())  # type: ignore[attr-defined]
    return replace(PACK, records=MappingProxyType({**PACK.records, "indicators": MappingProxyType(mixed)}), fingerprint=digest)


@given(st.decimals(min_value="-1e12", max_value="1e12", places=6, allow_nan=False))
def test_units_come_home(value: Decimal) -> None:
    home = scale(PACK.indicators["rd_gdp_ratio"], "ratio", "‰", None, PACK)
    assert home is not None
    said = home.of(value)
    assert said is not None
    assert said * 10 == value
    people = scale(PACK.indicators["invention_patents_per_10k"], "ratio", "件", "人", PACK)
    assert people is not None
    assert people.of(value) == value * 10000


@given(st.integers(-10**9, 10**9), st.integers(1, 10**6))
def test_a_fraction_is_a_decimal_number_or_none(above: int, below: int) -> None:
    said = exact(Fraction(above, below))
    rest = Fraction(above, below).denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    assert (said is not None) == (rest == 1)
    assert said is None or Fraction(said) == Fraction(above, below)


def test_a_calibre_breaks_the_series_only_where_it_says_so() -> None:
    firms, gdp = PACK.indicators["above_scale_industrial_enterprises"], PACK.indicators["gdp"]
    assert len({calibre_on(firms, Period(year, year)) for year in (2009, 2010, 2011, 2018)}) == 2
    assert {calibre_on(gdp, Period(year, year)) for year in (2010, 2016, 2020)} == {""}
    assert calibre_on(firms, Period(None, None), date(2009, 1, 1)) == calibre_on(firms, Period(2009, 2009))


def test_a_point_keeps_its_sentence_and_a_rule_is_none() -> None:
    given_ = {"what": "研发投入强度", "measure": "ratio", "op": ">=", "value": Decimal("2.5"), "unit": "%", "subject": "福建省",
              "source": Span("a.txt", 3, 5, "ab"), "pack": PACK, "issued": date(2020, 1, 2)}
    found = point_of(kind="target", period=Period(2025, 2025), **given_)  # type: ignore[arg-type]
    assert isinstance(found, Point)
    assert (found.subject, found.source.quote, found.document, found.issued) == ("350000", "ab", "a.txt", date(2020, 1, 2))
    assert not isinstance(point_of(kind="rule", period=Period(2025, 2025), **given_), Point)  # type: ignore[arg-type]
    assert not isinstance(point_of(kind="target", period=None, **given_), Point)  # type: ignore[arg-type]
