"""Names that the catalogue does not know: listed by how often they are used, and learned by one click, with a way back."""
from collections.abc import Callable

import pytest
from django.test import Client

from taizhang.server.accounts.models import User
from taizhang.server.indicators.unknown import complete, unknown
from taizhang.server.indicators.values import of_indicator
from taizhang.server.local.models import Alias
from tests.server.indicators.make import reviewed
from tests.server.things import somebody

pytestmark = pytest.mark.django_db
NAME = "全社会研发投入浓度"
TEXT = f"砚州市2029年工作总结和2030年工作计划\n\n2029年，全市{NAME}达到1.8%。\n\n2030年目标：力争{NAME}达到2%以上。全市茶园亩均产值达到8000元。\n"
PAGE = "/indicators/wordings/"
AsPerson = Callable[[User], Client]


@pytest.fixture
def planner() -> User:
    return somebody("planning")


def test_the_most_frequent_name_stands_first_with_its_sentences_and_reasons(planner: User) -> None:
    document = reviewed(TEXT)
    found = unknown(planner)
    assert [(one.name, one.total, one.reviewed) for one in found][0] == (NAME, 2, 2) and len(found) == 2
    papers = complete(planner, found)
    assert [fact.what for fact in found[0].facts] == [NAME, NAME] and set(papers) == {document.key}
    assert found[0].suggested and found[0].suggested[0].id == "rd_gdp_ratio" or {one.id for one in found[0].suggested} >= {"rd_expenditure"}
    assert all(one.why for one in found[0].suggested)


@pytest.mark.covers("B01", status="partly", note="names the catalogue does not know are offered indicators with reasons and learned by one click")
def test_one_click_learns_a_name_and_one_takes_it_back(planner: User, as_person: AsPerson) -> None:
    reviewed(TEXT)
    client = as_person(planner)
    assert NAME in client.get(PAGE).content.decode()
    answer = client.post(f"{PAGE}mean/?q=%E7%A0%94", {"name": NAME, "indicator": "rd_gdp_ratio"})
    assert answer.status_code == 302 and answer["Location"].startswith(PAGE)
    assert len(of_indicator(planner, "rd_gdp_ratio").points) == 2
    learned = Alias.objects.current().get()
    page = client.get(PAGE).content.decode()
    assert 'id="n-1"' in page and page.count('class="sheet unknown"') == 1 and f"/local/{learned.key}/undo/1/" in page
    client.post(f"/local/{learned.key}/undo/1/")
    assert NAME in client.get(PAGE).content.decode() and of_indicator(planner, "rd_gdp_ratio").points == ()


def test_a_name_may_be_given_in_words_and_a_wrong_one_is_said_beside_it(planner: User, as_person: AsPerson) -> None:
    reviewed(TEXT)
    client = as_person(planner)
    answer = client.post(f"{PAGE}mean/", {"name": NAME, "indicator": "没有的指标"})
    assert answer.status_code == 422 and "没有的指标" in answer.content.decode() and not Alias.objects.exists()
    assert client.post(f"{PAGE}mean/", {"name": NAME, "indicator": ""}).status_code == 422
    assert client.post(f"{PAGE}mean/", {"name": "GDP", "indicator": "rd_gdp_ratio"}).status_code == 422  # it is another one's name
    assert client.post(f"{PAGE}mean/", {"name": NAME, "indicator": "地区生产总值增速"}).status_code == 302
    assert Alias.objects.current().get().of == "gdp_growth"


def test_who_may_not_add_names_reads_without_buttons(as_person: AsPerson) -> None:
    reviewed(TEXT)
    leader = somebody("leader")
    client = as_person(leader)
    page = client.get(PAGE).content.decode()
    assert NAME in page and "/mean/" not in page
    assert client.post(f"{PAGE}mean/", {"name": NAME, "indicator": "rd_gdp_ratio"}).status_code == 403


def test_names_of_documents_that_one_may_not_read_are_not_listed() -> None:
    reviewed(TEXT, region="990403", owner="990403.kjj")
    assert unknown(somebody("liaison")) == []


def test_words_narrow_the_list(planner: User, as_person: AsPerson) -> None:
    reviewed(TEXT)
    assert [one.name for one in unknown(planner, words="投入浓")] == [NAME] and unknown(planner, words="不在") == []
    assert "empty" in as_person(planner).get(f"{PAGE}?q=%E4%B8%8D%E5%9C%A8").content.decode()
