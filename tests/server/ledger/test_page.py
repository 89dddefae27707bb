"""The page of the ledger: what it says, odd addresses, hostile words, other moments, sentences."""
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from django.test import Client

from taizhang.server.accounts.models import User
from taizhang.server.facts.versions import follow
from taizhang.server.ledger.asking import COLUMNS, STATES, TABS, Asked
from tests.server.ledger.make import fact, paper

pytestmark = pytest.mark.django_db
XSS = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'"


@pytest.fixture
def client(person: Callable[..., User], as_person: Callable[[User], Client]) -> Client:
    return as_person(person("planning"))


@pytest.fixture
def english(client: Client) -> Client:
    client.cookies["language"] = "en"
    return client


def page(client: Client, query: str = "") -> str:
    answer = client.get(f"/ledger/?{query}")
    assert answer.status_code == 200, answer.content.decode()[:3000]
    return answer.content.decode()


@pytest.mark.covers("B01", status="partly", note="one ledger of targets and actuals with their states and sentences; no catalogue of indicators yet")
@pytest.mark.covers("V21", status="partly", note="reads the whole ledger; the one page is to come")
def test_tabs_count_under_the_filters(english: Client) -> None:
    document = paper()
    fact(document, "甲一", "1")
    fact(document, "甲二", kind="task")
    fact(document, "乙", "2", kind="actual")
    said = page(english, "q=甲&kind=task")
    for tab, count in (("All", 2), ("Targets", 1), ("Actuals", 0), ("Tasks", 1)):
        assert f'{tab} <span class="n">{count}</span>' in said
    assert "甲二" in said and "甲一" not in said


@pytest.mark.parametrize("query", [
    "kind=nothing", "kind=target'--", "from=abc", "from=-5", "to=99999", "from=２０１８", "state=done", "measure=x", "sort=quote", "sort=--what", "group=key",
    "column=fields", "column=what;DROP", "rows=7", "rows=1000000", "page=abc", "page=-1", "page=1.5", "document=abc", "document=1' OR '1'='1",
    "valid=soon", "valid=0001-01-01", "valid=9999-12-31", "known=2018-13-45", "every=2", "q=" + "长" * 101, "fact=zz", "&".join(f"unit=u{i}" for i in range(61)),
])
def test_what_cannot_be_understood_is_answered_clearly(client: Client, query: str) -> None:
    answer = client.get(f"/ledger/?{query}")
    assert answer.status_code == 400
    assert query.partition("=")[0] in answer.content.decode()  # it names the parameter


@pytest.mark.parametrize("query", [
    "page=0", "page=99999999999999999999", "page=7&rows=200", "q=%00%00", "q=++", "nothing=known", "unit=", "document=", "from=&to=", "state=",
    "q=%27%3B+DROP+TABLE+facts_fact%3B--", "subject=%25", "subject=_", "source=%25", "unit=%3Cscript%3E", "from=2020&to=2010", "known=2018-07-05",
    "valid=1950-01-01", "q=%F0%A0%AE%B7", "q=" + "%22" * 50,
])
def test_odd_but_honest_addresses_are_pages(client: Client, query: str) -> None:
    fact(paper(), "甲", "1")
    page(client, query)


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_column_and_order_draws(client: Client, tab: str) -> None:
    document = paper("12号")
    for i, kind in enumerate(("target", "actual", "forecast", "rule", "task", "goal", "cite", "clause")):
        for state in STATES:
            fact(document, f"{kind}{state}", str(i) if i < 4 else "", kind=kind, state=state, year=2018)
    for column in COLUMNS:
        page(client, f"kind={tab}&sort={column}&column={column}&group=none")
        page(client, f"kind={tab}&sort=-{column}&column={column}&group=document")


def test_hostile_words_stay_words(client: Client) -> None:
    document = paper(XSS[:100], XSS)
    made = fact(document, XSS, "1", XSS[:20], quote=XSS, subject=XSS[:100], clause=XSS, units=[("", XSS[:100], "lead")])
    fact(document, "任务", kind="task")
    client.post("/ledger/views/save/", {"name": XSS[:60], "query": "kind=target"})
    for said in (page(client), page(client, urlencode({"q": "<script>"})), page(client, urlencode({"q": XSS, "source": XSS, "subject": XSS, "unit": XSS})),
                 client.get(f"/ledger/facts/{made.key}/sentence/").content.decode(), page(client, "group=document")):
        assert "<script>alert" not in said and "<img src=x" not in said


def test_where_nothing_fits_the_page_says_what_to_drop(english: Client) -> None:
    document = paper()
    fact(document, "甲", "1", units=[("990400.kjj", "市科技局", "lead")])
    fact(document, "乙", "1", units=[("990400.czj", "市财政局", "lead")], state="rejected")
    said = page(english, "q=甲&state=rejected")
    assert "No row fits all of these" in said
    assert "Drop “Words: 甲”: 1 row" in said and "Drop “Rejected”: 1 row" in said
    assert 'href="?state=rejected"' in said and 'href="?q=%E7%94%B2"' in said
    elsewhere = page(english, "q=甲&kind=task")
    assert "Under “All” 1 row fits" in elsewhere


def test_an_empty_ledger_says_what_to_do(english: Client) -> None:
    said = page(english)
    assert "The ledger is empty" in said and "/imports/new/" in said


def test_another_moment_is_said_and_led_back_from(english: Client, person: Callable[..., User]) -> None:
    made = fact(paper(), "旧名", "1")
    then = made.recorded_at.isoformat().replace("+", "%2B")
    follow(made, by=person("reviewer"), act="correct", what="新名", state="corrected")
    said = page(english, f"kind=target&known={then}")
    assert "旧名" in said and "新名" not in said
    assert "Not how things stand now" in said and 'href="?kind=target"' in said
    assert f"known={then[:10]}" in said.split("<table")[1]  # links of rows keep the moment


def test_the_sentence_of_a_row_opens_with_what_stands_around(client: Client) -> None:
    body = "前面的话。每万人口发明专利拥有量达到12件。后面的话。"
    document = paper(body=body)
    quote = "每万人口发明专利拥有量达到12件。"
    at = body.index(quote)
    made = fact(document, "专利", "12", quote=quote, start=at, end=at + len(quote), value_start=at + 13, value_end=at + 16)
    said = client.get(f"/ledger/facts/{made.key}/sentence/").content.decode()
    assert "前面的话" in said and "后面的话" in said and '<b class="v">12件</b>' in said and f"/documents/{document.key}/?fact={made.key}" in said


def test_a_sentence_of_another_unit_is_not_there(person: Callable[..., User], as_person: Callable[[User], Client]) -> None:
    made = fact(paper(), "甲", units=[("990400.czj", "市财政局", "lead")])
    liaison = as_person(person("liaison", scope="unit", scope_id="990400.kjj"))
    assert liaison.get(f"/ledger/facts/{made.key}/sentence/").status_code == 404


def test_the_sum_of_chosen_rows(english: Client) -> None:
    document = paper()
    keys = [fact(document, "件数", value, state="accepted").key for value in ("5", "-0.5", "0.125")]
    said = english.get("/ledger/sum/?" + urlencode({"fact": keys}, doseq=True)).content.decode()
    assert "Sum 4.625 件" in said
    assert english.get("/ledger/sum/").content == b""


def test_addresses_are_short_and_read_back(client: Client) -> None:
    from django.http import QueryDict

    query = ("kind=target&q=%E7%94%B2&from=2018&to=2020&measure=growth&every=1&unit=990400.kjj&state=accepted&sort=-value&group=none&rows=100&page=3"
             "&column=what&column=value&known=2018-07-05T23%3A59%3A59.999999%2B08%3A00")
    assert Asked.parse(QueryDict(Asked.parse(QueryDict(query)).query())) == Asked.parse(QueryDict(query))
    assert Asked.parse(QueryDict("")).query() == ""
