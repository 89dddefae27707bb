"""The list: filters, search, order, pages, what one may not read is not there."""
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from taizhang.server.accounts.models import User
from taizhang.server.documents.models import Document
from taizhang.server.facts import actions
from taizhang.server.facts.models import Fact
from tests.server.documents.texts import SHORT, first, sample, written

pytestmark = pytest.mark.django_db
LIST = "/documents/"


@pytest.fixture
def several(db: None) -> list[Document]:
    return [sample(), sample("2_opinion.txt"), sample("5_county_summary.txt", region="990421"),
            written(SHORT, title="没有日期的通知", issuers=["砚州市科技局"], publicity="不予公开")]


def titles(client: Client, **asked: Any) -> list[str]:
    answer = client.get(LIST, asked)
    assert answer.status_code == 200
    return [row.title for row in answer.context["table"].rows]


def test_addresses_are_as_agreed() -> None:
    assert reverse("documents:list") == LIST


def test_the_newest_comes_first_and_undated_last(client: Client, several: list[Document]) -> None:
    dated = sorted((one for one in several if one.issued), key=lambda one: one.issued, reverse=True)  # type: ignore[arg-type, return-value]
    assert titles(client) == [*[one.title for one in dated], "没有日期的通知"]


@pytest.mark.parametrize("sort", ["number", "-number", "title", "-title", "issued", "state", "facts", "-facts", "imported", "nonsense", "--issued", "pk"])
def test_every_order_holds_all(client: Client, several: list[Document], sort: str) -> None:
    assert sorted(titles(client, sort=sort)) == sorted(one.title for one in several)


def test_by_number_of_facts(client: Client, several: list[Document]) -> None:
    counts = [Fact.objects.current().filter(document=Document.objects.get(title=title).key).count() for title in titles(client, sort="-facts")]
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize(("asked", "n"), [
    ({"q": "创新型城市"}, 1), ({"q": "砚委发[2026]9号"}, 1), ({"q": "砚委发 〔2026〕９号"}, 1), ({"q": "没有这几个字"}, 0), ({"q": "%"}, 0), ({"q": "'; DROP TABLE"}, 0),
    ({"issuer": "砚州市科技局"}, 1), ({"year": "2026"}, 1), ({"year": "none"}, 1), ({"year": "99999"}, 0), ({"year": "0"}, 0), ({"state": "repealed"}, 0), ({"publicity": "不予公开"}, 1),
    ({"awaiting": "yes"}, 4), ({"awaiting": "no"}, 0), ({"awaiting": "disputed"}, 0), ({"awaiting": "odd"}, 4),
    ({"year": "2026", "q": "意见"}, 1), ({"page": "99"}, 4), ({"page": "x"}, 4),
])
def test_filters(client: Client, several: list[Document], asked: dict[str, str], n: int) -> None:
    assert len(titles(client, **asked)) == n


def test_a_withdrawn_document_is_listed_when_asked_for(client: Client, several: list[Document]) -> None:
    several[0].revise(by=None, state="withdrawn")
    assert len(titles(client)) == 3 and titles(client, state="withdrawn") == [several[0].title]


def test_reviewed_share_and_awaiting(client: Client, reviewer: User) -> None:
    document = written(SHORT, title="两条")
    for fact in Fact.objects.current().filter(document=document.key):
        actions.accept(reviewer, fact.key, 1)
    assert titles(client, awaiting="yes") == [] and titles(client, awaiting="no") == ["两条"]
    assert "已全部审校" in client.get(LIST).content.decode()


def test_nothing_yet_and_nothing_that_fits_say_different_things(client: Client) -> None:
    assert "还没有文件" in client.get(LIST).content.decode()
    written(SHORT, title="一份")
    assert "没有同时符合" in client.get(LIST, {"q": "别的"}).content.decode()


def test_another_time(client: Client, several: list[Document]) -> None:
    known = several[1].recorded_at.isoformat()
    assert len(titles(client, known=known)) == 2
    assert "moment" in client.get(LIST, {"known": known}).content.decode()


def test_scopes(several: list[Document], person: Callable[..., User], as_person: Callable[[User], Client]) -> None:
    county = as_person(person("county", scope="region", scope_id="990421"))
    assert titles(county) == [several[2].title]
    unit = "990400.tjj"
    theirs = {str(one.key) for one in several if Fact.objects.current().filter(document=one.key, in_charge__unit=unit).exists()}
    assert 0 < len(theirs) < len(several)
    liaison = as_person(person("liaison", scope="unit", scope_id=unit))
    assert {str(row.key) for row in liaison.get(LIST).context["table"].rows} == theirs
    outside = next(one for one in several if str(one.key) not in theirs)
    assert liaison.get(reverse("documents:page", args=[outside.key])).status_code == 404
    assert liaison.get(reverse("facts:fact", args=[first(outside).key])).status_code == 404


def test_who_holds_nothing_gets_a_sentence(person: Callable[..., User], as_person: Callable[[User], Client]) -> None:
    assert as_person(person("system")).get(LIST).status_code == 403
    assert as_person(person()).get(LIST).status_code == 403
