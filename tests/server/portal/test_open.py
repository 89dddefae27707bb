"""The public portal: off it is not there; on it shows reviewed values of public documents in force, and nothing else of the server."""
import csv
import io
import json
import zipfile
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from taizhang.server.accounts.doors import asks
from taizhang.server.accounts.policy import POLICIES, PUBLIC
from taizhang.server.documents import actions as documents
from taizhang.server.documents import models as document_models
from taizhang.server.documents.models import Document
from taizhang.server.facts import actions
from taizhang.server.facts.bulk import accept
from taizhang.server.facts.models import Fact
from taizhang.server.portal import middleware, shown
from tests.server.documents.test_actions import given
from tests.server.documents.texts import SHORT, first, sample, written
from tests.server.indicators.make import reviewed
from tests.server.portal.make import ARGUMENTS
from tests.server.test_walk import ALL, LOG_IN, filled
from tests.server.things import INSIDE, somebody

pytestmark = pytest.mark.django_db
OPEN = "主动公开"
PORTAL = [name for name in ALL if name.startswith("portal:") and (said := asks(ALL[name][0].callback)) and said.open]


@pytest.fixture(autouse=True)
def on(settings):
    settings.PORTAL = True
    middleware.RATE.forget()


def paper(text: str = SHORT, **more) -> Document:
    return reviewed(text, **({"publicity": OPEN, "number": "砚政〔2027〕12号"} | more))


def address(document: Document) -> str:
    return reverse("portal:document", args=[document.key])


def page(path: str, **headers) -> str:
    answer = Client().get(path, headers=headers)
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return answer.content.decode()


def everything() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(page("/open/files/values.csv").lstrip("\ufeff"))))


# ---- off

@pytest.mark.parametrize("name", [*PORTAL, "asset", "edge"])
def test_while_it_is_off_nothing_of_it_is_there(name, settings, as_person):
    settings.PORTAL = False
    document = paper()
    paths = {"asset": "/static/portal/open.css", "edge": "/open"}
    path = paths.get(name) or (address(document) if name == "portal:document" else reverse(name, kwargs=ARGUMENTS.get(name, {})))
    for client in (Client(), as_person(somebody("planning"))):
        for ask in (client.get, client.head, client.post):
            answer = ask(path)
            assert answer.status_code == 404 and not answer.cookies
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'self'")


def test_it_is_off_where_nobody_says_otherwise():
    from taizhang.server.configuration import read
    assert read({}).truth("PORTAL") is False and read({}).truth("PORTAL_ROBOTS") is False
    assert read({"TAIZHANG_PORTAL_LICENCE": "CC-BY-4.0|署名 4.0|https://example.org/by"}).licence("PORTAL_LICENCE") == (
        "CC-BY-4.0", "署名 4.0", "https://example.org/by")


@pytest.mark.parametrize("written_", ["a b", "x|y|javascript:alert(1)", "a|b|c|d", "<b>"])
def test_a_licence_that_cannot_be_understood_names_itself(written_):
    from taizhang.server.configuration import read
    from taizhang.values.errors import UsageError
    with pytest.raises(UsageError, match="PORTAL_LICENCE"):
        read({"TAIZHANG_PORTAL_LICENCE": written_})


# ---- on: what is shown

def test_the_start_says_what_this_is_as_of_when_and_how_much(settings):
    settings.PORTAL_LICENCE = ("CC-BY-4.0", "署名 4.0 国际", "https://example.org/by")
    paper()
    shown = page("/open/?lang=en")
    assert "2 values" in shown and "2 indicators" in shown and "1 document" in shown and str(timezone.localdate().year) in shown
    assert 'href="https://example.org/by"' in shown and "署名 4.0 国际" in shown
    assert "2 个数值" in page("/open/")


@pytest.mark.covers("B01", status="partly", note="a public portal shows reviewed values of public documents in force, with their sentences; off by default")
def test_an_indicator_has_its_chart_and_its_values_with_document_and_sentence():
    document = paper()
    shown = page("/open/indicators/rd_gdp_ratio/")
    fact = first(document, what__contains="研发")
    assert "砚政〔2027〕12号" in shown and fact.quote in shown and "<svg" in shown
    assert f"{address(document)}#f-{fact.key}" in shown
    assert "/open/indicators/rd_gdp_ratio/" in page("/open/indicators/")


def test_a_document_shows_its_checked_facts_only():
    document = written(SHORT, publicity=OPEN, number="砚政〔2027〕12号")
    fact = first(document)
    assert fact.quote not in page(address(document))
    actions.accept(somebody("planning"), fact.key, fact.version)
    assert fact.quote in page(address(document)) and "砚政〔2027〕12号" in page(address(document))


def test_counts_are_those_of_the_files():
    for name in ("1_work_plan.txt", "2_opinion.txt", "3_bureau_summary.txt"):
        document = sample(name, publicity=OPEN)
        rows = Fact.objects.current().filter(document=document.key, state="suggested")
        accept(somebody("planning"), rows, "一份文件", "", str(document.key), rows.count())
    found = shown.overview()
    assert found.values == len(everything()) > 50
    for row in found.rows:
        assert row.total == len(shown.one_indicator(row.id).points)


@pytest.mark.parametrize("columns", [
    {"publicity": ""}, {"publicity": "依申请公开"}, {"publicity": "不予公开"}, {"restricted": "内部资料"}, {"state": "superseded"},
    {"state": "repealed"}, {"valid_until": date(2020, 1, 1)}, {"valid_from": date(2199, 1, 1)},
])
def test_what_is_not_public_or_not_in_force_is_nowhere(columns):
    document = paper(**columns)
    assert Client().get(address(document)).status_code == 404
    assert Client().get("/open/indicators/rd_gdp_ratio/").status_code == 404
    assert everything() == [] and document.title not in page("/open/documents/") + page("/open/")


@pytest.mark.parametrize("how", ["publicity", "withdrawn", "expired"])
def test_what_stops_being_public_vanishes_at_once(how):
    document, planner = paper(), somebody("planning")
    tag = Client().get("/open/files/values.csv").headers["ETag"]
    assert len(everything()) == 2
    if how == "publicity":
        documents.edit(planner, document.key, document.version, given(document, publicity="不予公开"))
    elif how == "withdrawn":
        documents.withdraw(planner, document.key, document.version, "重复")
    else:
        documents.set_days(planner, document.key, document.version, {"valid_until": timezone.localdate()}, "到期")
    again = Client().get("/open/files/values.csv", headers={"If-None-Match": tag})
    assert again.status_code == 200 and again.headers["ETag"] != tag and everything() == []
    assert Client().get(address(document)).status_code == 404 and Client().get("/open/indicators/rd_gdp_ratio/").status_code == 404
    assert "0 values" in page("/open/?lang=en")


@pytest.mark.parametrize("how", ["dispute", "reject", "undo"])
def test_a_fact_that_is_no_longer_reviewed_vanishes_at_once(how):
    document = written(SHORT, publicity=OPEN)
    planner, other = somebody("planning"), somebody("planning")
    fact = first(document)
    fact = actions.accept(planner, fact.key, fact.version)
    assert len(everything()) == 1
    if how == "dispute":
        actions.dispute(other, fact.key, fact.version, "存疑")
    elif how == "reject":
        actions.reject(planner, fact.key, fact.version, "误读")
    else:
        actions.undo(planner, fact.key, fact.version)
    assert everything() == [] and fact.quote not in page(address(document))


def test_a_day_that_passes_makes_a_new_tag(monkeypatch):
    paper()
    tag = Client().get("/open/").headers["ETag"]
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda *given: tomorrow)
    assert Client().get("/open/", headers={"If-None-Match": tag}).status_code == 200


def test_persons_are_masked_everywhere(monkeypatch):
    monkeypatch.setattr(document_models, "check", lambda text, gate: None)  # kept unmasked in the office, on a legal basis
    text = "一、主要目标\n到2030年，高新技术企业达到600家（联系人：王小明，电话0598-2345678，邮箱w.xm@example.com）。\n"
    document = paper(text, title="关于目标的通知（联系人：李晓梅）")
    package = zipfile.ZipFile(io.BytesIO(Client().get("/open/files/values.zip").content))
    book = zipfile.ZipFile(io.BytesIO(Client().get("/open/files/values.xlsx").content))
    shown = [page(path) for path in ("/open/", "/open/documents/", "/open/indicators/hnte_count/", address(document), "/open/files/values.csv",
                                     "/open/files/values.json", "/open/datapackage.json", "/open/data/documents.csv")]
    shown += [archive.read(name).decode("utf-8", "replace") for archive in (package, book) for name in archive.namelist()]
    assert any("联系人：***" in one for one in shown)
    for one in shown:
        assert not any(word in one for word in ("王小明", "李晓梅", "2345678", "example.com"))


# ---- files

def test_files_carry_sources_licence_and_how_long_fields_live(settings):
    settings.PORTAL_LICENCE = ("CC-BY-4.0", "署名 4.0 国际", "https://example.org/by")
    document = paper()
    said = json.loads(page("/open/files/values.json"))
    assert said["kept_until"] and said["licences"][0]["name"] == "CC-BY-4.0" and len(said["values"]) == 2
    assert said["values"][0]["number"] == "砚政〔2027〕12号" and said["values"][0]["address"] == f"http://testserver{address(document)}"
    described = json.loads(page("/open/datapackage.json"))
    assert described["licenses"] == [{"name": "CC-BY-4.0", "title": "署名 4.0 国际", "path": "https://example.org/by"}]
    for one in described["resources"]:
        data = Client().get(f"/open/{one['path']}")
        assert data.status_code == 200 and len(data.content) == one["bytes"]
    assert Client().get("/open/indicators/rd_gdp_ratio/files/xlsx").content.startswith(b"PK")


def test_more_values_than_fit_one_file_are_refused_with_a_sentence(monkeypatch):
    paper()
    monkeypatch.setattr(shown, "LARGEST", 1)
    for path in ("/open/files/values.csv", "/open/datapackage.json", "/open/data/values.csv"):
        assert Client().get(path).status_code == 413
    assert Client().get("/open/indicators/rd_gdp_ratio/files/csv").status_code == 200 and "values.csv" not in page("/open/files/")


# ---- headers, rate, robots

def test_who_has_a_page_is_told_so_and_no_cookie_is_ever_set(as_person):
    paper()
    client = as_person(somebody("planning"))
    before = dict(client.cookies.items())
    for path in ("/open/", "/open/indicators/", "/open/files/values.csv", "/open/nowhere/"):
        answer = client.get(path)
        assert not answer.cookies and "Cookie" not in answer.headers.get("Vary", "")
        assert "Set-Cookie" not in answer.headers
    assert dict(client.cookies.items()) == before
    answer = client.get("/open/")
    assert answer.headers["Cache-Control"] == "public, no-cache"
    again = Client().get("/open/", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304 and again.content == b"" and again.headers["ETag"] == answer.headers["ETag"]
    assert answer.content == Client().get("/open/").content, "a person sees what everybody sees"


def test_it_only_shows(as_person):
    paper()
    for path in ("/open/", "/open/indicators/", "/open/files/values.csv"):
        for ask in (Client().post, Client().put, Client().delete):
            assert ask(path).status_code == 405


def test_how_often_it_is_asked_is_bounded_and_files_count_more(settings):
    settings.PORTAL_RATE = 12
    paper()
    assert Client().get("/open/files/values.csv").status_code == 200
    assert [Client().get("/open/").status_code for _n in range(3)] == [200, 200, 429]
    assert int(Client().get("/open/").headers["Retry-After"]) > 0
    assert Client().get("/open/", headers={"X-Forwarded-For": "203.0.113.5"}).status_code == 200
    assert Client().get("/login/").status_code == 200


def test_search_engines_are_told_what_the_installation_says(settings):
    assert page("/robots.txt") == "User-agent: *\nDisallow: /\n"
    assert Client().get("/open/").headers["X-Robots-Tag"] == "noindex, nofollow" and "noindex" in page("/open/")
    settings.PORTAL_ROBOTS = True
    assert "Allow: /open/" in page("/robots.txt") and page("/robots.txt").endswith("Disallow: /\n")
    assert "X-Robots-Tag" not in Client().get("/open/").headers and "noindex" not in page("/open/")


# ---- nothing else

@pytest.mark.parametrize("name", [name for name in ALL if name not in PORTAL])
def test_while_it_is_on_nothing_else_opens_without_log_in(name):
    if name in LOG_IN or (said := asks(ALL[name][0].callback)) and said.open or name.startswith("look:"):
        return
    for path, _thing in filled(name, somebody("planning", unit=INSIDE.unit)):
        for ask in (Client().get, Client().post):
            answer = ask(path)
            assert answer.status_code == 302 and answer["Location"].startswith("/login/"), f"{path}: {answer.status_code}"


@pytest.mark.parametrize("path", ["/open/../ledger/", "/open//", "/open/%2e%2e/ledger/", "/open/indicators/x'or1=1/", "/open/documents/1/", "/open/data/x.csv",
                                  "/open/indicators/rd_gdp_ratio/files/exe", "/open/files/values.exe", "/open/indicators/no-such/", "/OPEN/", "/open/%00/"])
def test_odd_addresses_find_nothing(path):
    paper()
    answer = Client().get(path)
    assert answer.status_code in (302, 404) and not answer.cookies
    assert answer.status_code == 404 or answer["Location"].startswith("/login/")


@pytest.mark.parametrize("query", ["of=%00", "of=<script>", "calibre='", "page=-1", "page=x", "lang=xx", "lang=%00", "of=" + "x" * 3000])
def test_odd_questions_change_nothing(query):
    paper()
    for path in ("/open/indicators/rd_gdp_ratio/", "/open/documents/", "/open/"):
        assert "<script>" not in page(f"{path}?{query}")


def test_the_public_may_read_and_do_nothing_else(settings):
    document = paper()
    fact, hidden = first(document), first(paper(publicity="不予公开"))
    for policy in POLICIES:
        for act in policy.acts:
            opened = policy.noun in ("document", "fact", "series") and act.name == "read"
            assert bool(policy.may(PUBLIC, act.name)) is opened, f"{policy.noun} {act.name}"
    assert POLICIES.get("fact").may(PUBLIC, "read", fact) and not POLICIES.get("fact").may(PUBLIC, "read", hidden)
    assert POLICIES.get("document").may(PUBLIC, "read", document)
    assert set(POLICIES.get("fact").visible(PUBLIC, Fact.objects.all()).values_list("document", flat=True)) == {document.key}
    settings.PORTAL = False
    assert not POLICIES.get("fact").may(PUBLIC, "read", fact) and not POLICIES.get("fact").visible(PUBLIC, Fact.objects.all()).exists()
    assert not POLICIES.get("document").visible(PUBLIC, Document.objects.all()).exists()


def test_old_versions_are_not_public():
    document, planner = paper(), somebody("planning")
    documents.edit(planner, document.key, document.version, given(document, publicity="不予公开"))
    assert not POLICIES.get("document").visible(PUBLIC, Document.objects.current()).exists()
    assert not POLICIES.get("document").visible(PUBLIC, Document.objects.all()).exists()
