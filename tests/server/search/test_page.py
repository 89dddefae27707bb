"""The page: groups with counts, words marked, every hit opens to its sentence, filters, what to drop; whatever is typed."""
import html
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from taizhang.server.accounts.models import User
from taizhang.server.documents.models import Document
from taizhang.server.search.finding import Found
from tests.server.documents.texts import sample
from tests.server.ledger.make import fact
from tests.server.search.make import papered

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(person: Callable[..., User], as_person: Callable[[User], Client]) -> Client:
    return as_person(person("planning"))


def found(client: Client, q: str, **more: str) -> Found:
    answer = client.get("/search/", {"q": q, **more})
    assert answer.status_code == 200
    return answer.context["found"]  # type: ignore[no-any-return]


def words(hit: Any) -> str:
    return "".join(f"[{text}]" if yes else text for text, yes in hit.words)


def test_addresses_are_as_agreed(client: Client) -> None:
    assert client.get("/search/").status_code == 200 and client.get("/search/suggest/?q=a").status_code == 200


@pytest.mark.parametrize("name", ["", "2_opinion.txt", "5_county_summary.txt"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_every_clause_opens_to_a_stretch_that_holds_the_words(client: Client, name: str, ending: str) -> None:
    document = sample(name)
    assert document.text is not None
    text = document.text.text.replace("\r\n", "\n").replace("\n", ending)
    document = papered("又一份", text)
    for q in ("科技", "高新技术企业", "创新", "2030", "%"):
        for hit in found(client, q, kind="clauses").groups["clauses"].hits:
            if hit.thing.key != document.key:
                continue
            at = re.fullmatch(rf"/documents/{document.key}/\?span=(\d+)-(\d+)#s\1-\2", hit.url)
            assert at, hit.url
            said = text[int(at[1]):int(at[2])]
            assert q in "".join(said.split()) and said == said.strip() and "[" in words(hit)


def test_what_stands_beyond_the_first_plane_counts_as_one_sign(client: Client) -> None:
    document = papered("通知", "𠮷𠮷😀的。\r\n研发\r\n平台𠮷。")
    hit = found(client, "研发平台").groups["clauses"].hits[0]
    assert hit.url.endswith("#s7-15") and words(hit) == "[研发平台]𠮷。"
    assert hit.thing.key == document.key


def test_the_words_are_marked_and_everything_is_escaped(client: Client) -> None:
    papered("<b>科技</b>&“通知”", "<script>alert(1)</script>科技&创新。", "砚<i>〔2030〕1号")
    answer = client.get("/search/", {"q": "科技 <script>"}).content.decode()
    assert "<script>alert" not in answer and "<mark>科技</mark>" in answer and "&lt;<mark>script</mark>&gt;alert(1)&lt;/<mark>script</mark>&gt;" in answer
    shown = client.get("/search/suggest/", {"q": "科技"}).content.decode()
    assert "&lt;b&gt;<mark>科技</mark>&lt;/b&gt;" in shown


def test_documents_in_force_before_superseded_the_newest_first(client: Client) -> None:
    days = [("旧", "in force", date(2018, 1, 1)), ("新", "in force", date(2030, 1, 1)), ("废", "superseded", date(2031, 1, 1)), ("无", "in force", None),
            ("撤", "withdrawn", date(2032, 1, 1))]
    for name, state, issued in days:
        papered(f"{name}揭榜", "关于揭榜。", state=state, issued=issued)
    groups = found(client, "揭榜").groups
    for name in ("documents", "clauses"):
        assert [hit.thing.title[0] for hit in groups[name].hits] == ["新", "旧", "无", "废"]
    assert [hit.thing.title[0] for hit in found(client, "揭榜", state="withdrawn").groups["clauses"].hits] == ["撤"]


def test_words_in_a_row_come_first_then_headings(client: Client) -> None:
    papered("甲", "科技，创新。", issued=date(2031, 1, 1))
    papered("乙", "1.创新，科技\n科技和创新。", issued=date(2029, 1, 1),
            outline=[{"level": 1, "number": "1.", "title": "创新，科技", "start": 0, "end": 7, "body_end": 14, "parent": None}])
    papered("丙", "科技\n创新。", issued=date(2020, 1, 1))
    assert [(hit.thing.title, hit.kind) for hit in found(client, "科技 创新").groups["clauses"].hits] == [("丙", ""), ("乙", "heading"), ("甲", ""), ("乙", "")]
    assert [hit.thing.title for hit in found(client, "“科技创新”").groups["clauses"].hits] == ["丙"]
    assert found(client, "科技 -和", kind="clauses").total == 3


@pytest.mark.covers("S02", status="works", page="/search/", permission="search.read", note="a document is found by its number, in any bracket")
def test_a_number_is_found_in_any_bracket_and_stands_first(client: Client) -> None:
    papered("砚政办〔2030〕87号文件的补充", "……", "砚政办〔2031〕1号", issued=date(2031, 1, 1))
    papered("通知", "……", "砚政办﹝2030﹞87号", issued=date(2030, 1, 1))
    for asked in ("砚政办〔2030〕87号", "砚政办[2030]87号", "砚政办(2030) 87号", "砚政办【２０３０】87号"):
        assert [hit.thing.title for hit in found(client, asked).groups["documents"].hits] == ["通知", "砚政办〔2030〕87号文件的补充"], asked


def test_a_unit_is_found_by_what_it_was_called_before_and_says_why(client: Client) -> None:
    hits = found(client, "经信委").groups["names"].hits
    assert "市工信局" in [hit.thing.label for hit in hits]
    why = next(hit.why for hit in hits if hit.thing.label == "市工信局")
    assert "市经信委" in why and "2017" in why
    assert next(hit.url for hit in hits if hit.thing.label == "市工信局") == "/units/990400.gxj/"
    assert found(client, "kjj").groups["names"].hits[0].thing.label == "市科技局"
    assert found(client, "GDP").groups["names"].total and found(client, "松烟区").groups["names"].hits[0].kind == "region"


def test_facts_are_found_as_the_ledger_finds_them(client: Client) -> None:
    one = papered("甲", "……")
    fact(one, "发明专利拥有量", "12", state="accepted", kind="actual")
    fact(one, "发明专利授权量", "5", state="suggested", position=3)
    assert [hit.thing.what for hit in found(client, "发明 专利").groups["facts"].hits] == ["发明专利拥有量", "发明专利授权量"]
    assert found(client, "专利", fact="actual", kind="facts").total == 1 == found(client, "专利", review="suggested", kind="facts").total
    assert found(client, "专利 -授权", kind="facts").total == 1
    hit = found(client, "拥有量", kind="facts").groups["facts"].hits[0]
    assert hit.url == f"/documents/{one.key}/?fact={hit.thing.key}#f-{hit.thing.key}"


def test_pages_and_groups(client: Client) -> None:
    for i in range(45):
        papered(f"通知{i:02d}", f"第{i}批揭榜。", issued=date(2030, 1, 1))
    first, last = (client.get("/search/", {"q": "揭榜", "kind": "clauses", "page": n}) for n in ("1", "3"))
    assert len(first.context["found"].groups["clauses"].hits) == 20 and len(last.context["found"].groups["clauses"].hits) == 5
    assert 'rel="next"' in first.content.decode() and 'rel="next"' not in last.content.decode() and 'start="41"' in last.content.decode()
    seen = [hit.url for n in "123" for hit in found(client, "揭榜", kind="clauses", page=n).groups["clauses"].hits]
    assert len(set(seen)) == 45
    assert len(found(client, "揭榜").groups["clauses"].hits) == 8 and found(client, "揭榜").groups["clauses"].total == 45


def test_in_force_on_a_day(client: Client) -> None:
    papered("旧", "揭榜。", valid_from=date(2018, 1, 1), valid_until=date(2020, 1, 1))
    papered("新", "揭榜。", valid_from=date(2020, 1, 1))
    assert [hit.thing.title for hit in found(client, "揭榜", valid="2019-05-01").groups["clauses"].hits] == ["旧"]
    url = found(client, "揭榜", valid="2021-05-01").groups["clauses"].hits[0].url
    assert "valid=2021-05-01" in url and client.get(url).status_code == 200


def test_a_text_that_was_replaced_is_found_as_it_was_known(client: Client) -> None:
    old = papered("甲", "揭榜。")
    new = papered("乙", "挂帅。")
    fresh = old.revise(by=None, text=new.text)
    assert found(client, "揭榜", kind="clauses").total == 0
    before = (fresh.recorded_at - (fresh.recorded_at - old.recorded_at) / 2).isoformat()
    groups = found(client, "揭榜", known=before).groups
    assert groups["clauses"].total == 1 and "known=" in groups["clauses"].hits[0].url


def test_nothing_found_says_what_to_drop_and_what_that_gives(client: Client) -> None:
    papered("甲", "揭榜挂帅。", issued=date(2030, 1, 1))
    answer = client.get("/search/", {"q": "揭榜 饕餮", "year": "2030"})
    assert [(one.filter, one.word, one.total) for one in answer.context["advice"]] == [("", "饕餮", 1)]
    answer = client.get("/search/", {"q": "揭榜", "year": "2029", "state": "in force"})
    assert [(one.filter, one.total) for one in answer.context["advice"]] == [("year", 1)]
    assert "year" not in answer.context["advice"][0].asked.query()
    assert client.get("/search/", {"q": "饕餮"}).context["advice"] == []


def test_one_sees_and_counts_only_what_one_may_read(person: Callable[..., User], as_person: Callable[[User], Client]) -> None:
    mine = papered("本县的", "揭榜。", region="990402", owner="990402.kjj")
    other = papered("别县的", "揭榜。", region="990403", owner="990403.kjj")
    for one in (mine, other):
        fact(one, "揭榜项目数", "3")
    county = as_person(person("liaison", scope="unit", scope_id="990402.kjj"))
    for name in ("documents", "clauses", "facts"):
        group = found(county, "揭榜" if name != "documents" else "县的").groups[name]
        assert group.total == 1 and len(group.hits) == 1, name
    shown = county.get("/search/", {"q": "揭榜"}).content.decode() + county.get("/search/suggest/", {"q": "县的"}).content.decode()
    assert "别县的" not in shown and str(other.key) not in shown
    assert as_person(person("audit")).get("/search/", {"q": "揭榜"}).status_code == 403
    assert "id=\"find\"" not in as_person(person("audit")).get("/").content.decode()


HOSTILE = [
    '"', '""', "'", "' OR 1=1 --", "NEAR(科技 创新, 5)", "科技 OR 创新", "words:科技", "^科技", "科技*", "科*", "* ", "(科技", ")", "科技 AND",
    "NOT 科技", "- -", "--科技", "-科技", "科技\0创新",
    "\\", "科技:*", "科技 & !创新", "<->", "科技 | 创新", "'科技':1A", "科" * 10_000, "a" * 10_000, "a&" * 5_000, "1." * 5_000, "😀", "👩‍👩‍👧",
    "\u202e科技\u202c", "\ud800", "科\udfff技", "\u0301", "％", "‰",
    "%", "_", "{}", "{{ 7*7 }}", "%s %d", "\ue048", "科\ue000技", "𠮷", "\x1b[31m", "\r\n",
    "“科技", "科技”", "「科技」", "－科技", "ﷺ", "ß", "İ", "1️⃣", "科\n技", "\u3000", "😀 科技", "-" * 300, '"-"', "0" * 5000,
]


@pytest.mark.parametrize("q", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_typed_is_answered(client: Client, q: str) -> None:
    papered("科技创新 ß", "科技创新，OR NOT NEAR AND 100%‰。𠮷ﷺ1️⃣", "砚政〔2030〕1号")
    for path in ("/search/", "/search/suggest/"):
        for more in ({}, {"kind": "clauses"}):
            answer = client.get(path, {"q": q.encode("utf-8", "surrogatepass"), **more})
            assert answer.status_code == 200, answer.content.decode()[:2000]
            assert len(answer.content) < 600_000  # the choices of the shell keep the address as it is
    text = html.unescape(client.get("/search/", {"q": q.encode("utf-8", "surrogatepass")}).content.decode())
    assert "Traceback" not in text


def test_operators_are_words(client: Client) -> None:
    papered("甲", "科技。")
    papered("乙", "科技 or 创新。")
    assert found(client, "科技 OR 创新", kind="clauses").total == 1
    assert found(client, "科技 not", kind="clauses").total == 0


@pytest.mark.parametrize(("given", "says"), [
    ({"kind": "all"}, "kind=all"), ({"state": "gone"}, "state=gone"), ({"year": "20x"}, "year=20x"), ({"page": "-1"}, "page=-1"),
    ({"valid": "soon"}, "valid=soon"),
    ({"fact": "number"}, "fact=number"), ({"review": "yes"}, "review=yes"),
])
def test_a_filter_that_is_none_says_so(client: Client, given: dict[str, str], says: str) -> None:
    answer = client.get("/search/", {"q": "科技", **given})
    assert answer.status_code == 400 and says in html.unescape(answer.content.decode())


def test_a_deep_page_is_the_last_one(client: Client) -> None:
    assert client.get("/search/", {"q": "科技", "kind": "clauses", "page": "999999999"}).status_code == 200


def test_suggestions_are_eight_at_most_and_lead_there(client: Client) -> None:
    made = [papered(f"科技计划{i}", "……", f"砚科〔2030〕{i}号") for i in range(12)]
    shown = client.get("/search/suggest/", {"q": "砚科〔20"}).context["hits"]
    assert len(shown) == 8 and {hit.url for hit in shown} <= {f"/documents/{one.key}/" for one in made}
    assert len(client.get("/search/suggest/", {"q": "科"}).context["hits"]) == 8
    assert client.get("/search/suggest/", {"q": "kjj"}).context["hits"][0].thing.label == "市科技局"
    assert client.get("/search/suggest/", {"q": ""}).content.strip() == b""


def test_too_long_or_idle_words_are_said_to_be(client: Client) -> None:
    papered("甲", "科技。")
    assert "200" in client.get("/search/", {"q": "科技 " + "甲乙" * 200}).content.decode()
    assert "！！" in client.get("/search/", {"q": "科技 ！！"}).content.decode() and found(client, "科技 ！！", kind="clauses").total == 1
    for q in ("-科技", "！！", ""):
        assert client.get("/search/", {"q": q}).context["found"].groups == {}


def test_an_index_that_is_being_filled_says_so(client: Client) -> None:
    papered("甲", "科技。")
    assert 'class="note warn"' not in client.get("/search/", {"q": "科技"}).content.decode()
    Document.objects.model.head.related.related_model.objects.all().delete()
    assert 'class="note warn"' in client.get("/search/", {"q": "科技"}).content.decode()
