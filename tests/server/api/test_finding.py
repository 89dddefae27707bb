"""Search, units, regions and indicators for programs: what the pages find, as data."""
from collections.abc import Callable

import pytest

from taizhang.server.accounts.models import User
from taizhang.server.accounts.roles import place
from taizhang.server.facts import actions
from taizhang.server.history import NOW
from taizhang.server.library.units import UnitPage
from tests.server.api.conftest import Program, fault
from tests.server.documents.texts import sample, written
from tests.server.ledger.make import fact, paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(person: Callable[..., User]) -> User:
    return person("leader", account="leader")


def test_words_are_found_in_every_group(program: Callable[..., Program], leader: User) -> None:
    document = written("砚州市关于创新的意见\n一、主要目标\n到2030年，高新技术企业达到600家以上。\n", region="990402")
    found = program(leader).get("search?q=%E9%AB%98%E6%96%B0%E6%8A%80%E6%9C%AF")
    by_name = {group["name"]: group for group in found["groups"]}
    assert by_name["clauses"]["total"] and by_name["facts"]["hits"][0]["kind"] == "target" and found["total"]
    assert str(document.key) in {hit["key"] for hit in by_name["clauses"]["hits"]}
    assert all(hit["url"].startswith("http://") for group in found["groups"] for hit in group["hits"])


def test_nobody_finds_more_than_they_read(program: Callable[..., Program], leader: User, person: Callable[..., User]) -> None:
    written("砚州市关于创新的意见\n一、主要目标\n到2030年，高新技术企业达到600家以上。\n", region="990402")
    county = program(person("county", scope="region", scope_id="990403"))
    groups = county.get("search?q=%E9%AB%98%E6%96%B0%E6%8A%80%E6%9C%AF")["groups"]
    assert sum(group["total"] for group in groups if group["name"] != "names") == 0
    assert fault(program(leader)("GET", "search?q="))["code"] == "invalid"


def test_a_unit_with_its_tasks_and_load(program: Callable[..., Program], leader: User) -> None:
    sample()
    ask = program(leader)
    listed = {one["id"]: one for one in ask.get("units")["items"]}
    whole = ask.get("units/990400.kjj")
    page = UnitPage(leader, "990400.kjj", NOW)
    assert len(whole["tasks"]) == page.tasks.count() and whole["load"] == listed["990400.kjj"]["load"]
    assert whole["load"]["total"] + whole["load"]["waiting"] == page.load.total + page.load.waiting > 0
    assert all(task["quote"] and task["kind"] == "task" for task in whole["tasks"])
    assert ask("GET", "units/nobody").status_code == 404


def test_rivals_of_an_indicator_stand_side_by_side(program: Callable[..., Program], leader: User, person: Callable[..., User]) -> None:
    reviewer = person("reviewer")
    for number, value in (("1号", "2"), ("2号", "2.5")):
        actions.accept(reviewer, fact(paper(number), "研发投入占比", value, "%", year=2020).key, 1)
    ask = program(leader)
    [listed] = ask.get("indicators")["items"]
    assert listed["counts"] == {"target": 2} and listed["reviewed"] == 2
    said = ask.get("indicators/one?name=%E7%A0%94%E5%8F%91%E6%8A%95%E5%85%A5%E5%8D%A0%E6%AF%94")
    rivals = [one["value"] for series in said["series"] for period in series["periods"] for one in period["target"]]
    assert sorted(rivals) == ["2", "2.5"]
    assert ask("GET", "indicators/one?name=nothing").status_code == 404


def test_a_region_with_its_figures(program: Callable[..., Program], leader: User) -> None:
    home = place().region(place().home)
    fact(paper("1号"), "专利", "3", subject=home.name, year=2020)
    ask = program(leader)
    assert ask.get("regions")["items"][0]["id"] == home.id
    said = ask.get(f"regions/{home.id}")
    assert said["facts"] == 1 and said["series"][0]["periods"][0]["target"][0]["value"] == "3"
    assert ask("GET", "regions/nowhere").status_code == 404
