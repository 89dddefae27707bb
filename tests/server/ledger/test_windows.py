"""Order and pages: official and pinyin order alike on both engines, every row on exactly one page."""
from collections.abc import Callable

import pytest
from django.http import QueryDict

from taizhang.server.accounts.models import User
from taizhang.server.facts.models import KINDS, STATES, Fact
from taizhang.server.ledger.asking import COLUMNS, GROUPS, Asked
from taizhang.server.ledger.finding import Found
from taizhang.server.ledger.windows import every_key, stretches, windows
from tests.server.ledger.make import fact, paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(person: Callable[..., User]) -> User:
    return person("planning")


def ordered(reader: User, query: str) -> list[str]:
    keys = every_key(Found(Asked.parse(QueryDict(query)), reader))
    names = dict(Fact.objects.values_list("pk", "what"))
    return [names[key] for key in keys]


def test_names_are_in_pinyin_order(reader: User) -> None:
    document = paper()
    for what in ("漳州", "砚州市", "R&D经费", "阿里", "2018年", "市科技局", "专利", "r&d 投入"):
        fact(document, what)
    wanted = ["2018年", "R&D经费", "r&d 投入", "阿里", "市科技局", "砚州市", "漳州", "专利"]
    assert ordered(reader, "group=none&sort=what") == wanted
    assert ordered(reader, "group=none&sort=-what") == wanted[::-1]


def test_units_are_in_official_order_then_strangers_then_nobody(reader: User) -> None:
    document = paper()
    fact(document, "nobody")
    fact(document, "stranger", units=[("", "某联盟", "lead")])
    fact(document, "county", units=[("990403.kjj", "松烟区科技局", "lead")])
    fact(document, "finance", units=[("990400.czj", "市财政局", "lead")])
    fact(document, "science", units=[("990400.czj", "市财政局", "support"), ("990400.kjj", "市科技局", "lead")])
    wanted = ["science", "finance", "county", "stranger", "nobody"]
    assert ordered(reader, "group=unit") == wanted == ordered(reader, "group=none&sort=unit")


def test_numbers_and_years_with_nothing_last(reader: User) -> None:
    document = paper()
    for what, value, year in (("a", "10", 2020), ("b", "", None), ("c", "-0.125", 2018), ("d", "4627210600", None), ("e", "0", 2019), ("f", "9", 2018)):
        fact(document, what, value, year=year)
    assert ordered(reader, "group=none&sort=value") == ["c", "e", "f", "a", "d", "b"]
    assert ordered(reader, "group=none&sort=-value") == ["d", "a", "f", "e", "c", "b"]
    assert ordered(reader, "group=none&sort=due") == ["c", "f", "e", "a", "b", "d"]
    assert ordered(reader, "group=none&sort=-due")[:4] == ["a", "e", "f", "c"]


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("sort", [*COLUMNS, *(f"-{one}" for one in COLUMNS)])
def test_pages_hold_every_row_once(reader: User, sort: str, group: str) -> None:
    papers = [paper(str(i)) for i in range(3)]
    units = [[], [("990400.kjj", "市科技局", "lead")], [("990400.czj", "市财政局", "lead")]]
    for i in range(40):
        fact(papers[i % 3], f"{'甲乙丙丁'[i % 4]}{i % 5}", str(i % 7) if i % 3 else "", kind=KINDS[i % 4], state=STATES[i % 5],
             year=2018 + i % 4 if i % 6 else None, units=units[i % 3])
    asked = Asked.parse(QueryDict(f"sort={sort}&group={group}"))
    whole = every_key(Found(asked, reader))
    found = Found(asked, reader)
    made = windows(found)
    paged = [key for first in range(0, 45, 7) for one in stretches(found, made, first, 7) for key in one.keys]
    assert paged == whole and len(set(whole)) == 40


def test_the_documents_of_a_grouped_page_are_the_newest_first(reader: User) -> None:
    from datetime import date

    fact(paper("old", issued=date(2016, 1, 1)), "old")
    fact(paper("undated"), "undated")
    fact(paper("new", issued=date(2018, 1, 1)), "new")
    assert ordered(reader, "group=document") == ["new", "old", "undated"]


def test_subjects_and_sources_are_in_their_order(reader: User) -> None:
    for number, subject in (("砚政〔2018〕12号", "望岭县"), ("砚政〔2018〕3号", "临砚区"), ("砚科〔2019〕1号", "")):
        fact(paper(number), number, subject=subject)
    assert ordered(reader, "group=none&sort=source") == ["砚科〔2019〕1号", "砚政〔2018〕3号", "砚政〔2018〕12号"]
    assert ordered(reader, "group=none&sort=-source") == ["砚政〔2018〕12号", "砚政〔2018〕3号", "砚科〔2019〕1号"]
    assert ordered(reader, "group=none&sort=subject") == ["砚科〔2019〕1号", "砚政〔2018〕3号", "砚政〔2018〕12号"]
