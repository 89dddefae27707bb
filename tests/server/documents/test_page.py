"""The document page and its parts: what is there, deep links, deciding with and without scripts, what is refused."""
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from taizhang.server.accounts.models import User
from taizhang.server.documents.models import Document, Text
from taizhang.server.documents.views.page import text_versions
from taizhang.server.facts import actions
from taizhang.server.facts.models import Fact
from taizhang.server.facts.versions import follow
from tests.server.documents.test_drawing import Page
from tests.server.documents.texts import SHORT, first, sample, written

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


def url(document: Document, more: str = "") -> str:
    return reverse("documents:page", args=[document.key]) + more


def decide(client: Client, fact: Fact, act: str, version: int, *, htmx: bool = False, **given: Any) -> Any:
    address = reverse("documents:decide", args=[fact.document, fact.key, act])
    return client.post(address, {"version": version, **given}, **(HTMX if htmx else {}))


def article(html: str) -> str:
    return html[html.index('<article class="doc"') : html.index("</article>") + 10]


def test_the_page_holds_outline_text_and_facts(client: Client, document: Document) -> None:
    html = client.get(url(document)).content.decode()
    for part in ("<h1>", 'class="pane pane-l outline"', '<article class="doc"', 'id="panel"', document.number, "0 / "):
        assert part in html
    page = Page(article(html))
    for start, end, words in page.blocks:
        assert words == document.text.text[start:end]
    keys = {key for *_, attributes in page.marks for key in (attributes["data-f"] or "").split()}
    assert keys <= {str(key) for key in Fact.objects.current().values_list("key", flat=True)}
    assert html.count("<h1") == 1 and "style=" not in html and "<script>" not in html


def test_a_deep_link_opens_the_fact_in_its_part(client: Client, document: Document) -> None:
    fact = Fact.objects.current().filter(document=document.key, kind="actual").order_by("-position").first()
    assert fact is not None
    html = client.get(url(document, f"?fact={fact.key}")).content.decode()
    assert f'id="f-{fact.key}"' in html and "fact-open" in html and fact.quote[:10] in html
    assert f'action="{reverse("documents:decide", args=[document.key, fact.key, "accept"])}"' in html


def test_a_deep_link_marks_a_stretch(client: Client, document: Document) -> None:
    html = client.get(url(document, "?span=120-140")).content.decode()
    assert 'id="s120-140"' in html
    for odd in ("140-120", "0-99999999", "a-b", "１-２", "120"):
        assert client.get(url(document, f"?span={odd}")).status_code == 200


@pytest.mark.parametrize("more", ["?fact=nonsense", "?fact=0d1f6b5e-7a43-4c3e-9f57-2c8d1e9a4b60", "?at=x", "?at=-1", "?after=1e9", "?at=99999999999999"])
def test_what_is_not_there_is_not_found(client: Client, document: Document, more: str) -> None:
    assert client.get(url(document, more)).status_code == 404


@pytest.mark.parametrize("more", ["?valid=soon", "?known=yesterday"])
def test_an_odd_day_is_said(client: Client, document: Document, more: str) -> None:
    assert client.get(url(document, more)).status_code == 400


def test_a_fact_of_another_document_is_not_found(client: Client, document: Document) -> None:
    other = first(sample("2_opinion.txt"))
    assert client.get(url(document, f"?fact={other.key}")).status_code == 404
    assert client.get(reverse("documents:fact", args=[document.key, other.key])).status_code == 404
    assert client.post(reverse("documents:decide", args=[document.key, other.key, "accept"]), {"version": 1}).status_code == 404
    assert Fact.objects.of(other.key).count() == 1


def test_accepting_with_scripts_swaps_the_line_and_counts(client: Client, document: Document, reviewer: User) -> None:
    fact = first(document, kind="target")
    answer = decide(client, fact, "accept", 1, htmx=True)
    html = answer.content.decode()
    assert answer.status_code == 200 and html.count(f'id="f-{fact.key}"') == 1 and 'data-state="accepted"' in html
    assert "1 / " in html and 'id="progress" hx-swap-oob="true"' in html and 'id="waiting-count" hx-swap-oob="true"' in html
    assert str(fact.key) in answer.headers["HX-Trigger"] and '"accepted"' in answer.headers["HX-Trigger"]
    undo = re.search(r'action="([^"]*/undo/\?version=2)"', html)
    assert undo is not None
    back = client.post(undo.group(1), **HTMX)
    assert back.status_code == 200 and Fact.objects.current().get(key=fact.key).state == "suggested"


def test_accepting_without_scripts_leads_back_to_the_fact(client: Client, document: Document) -> None:
    fact = first(document, kind="target")
    answer = decide(client, fact, "accept", 1)
    assert answer.status_code == 302 and answer.headers["Location"].endswith(f"?fact={fact.key}#f-{fact.key}")
    assert "撤销" in client.get(answer.headers["Location"]).content.decode()


@pytest.mark.parametrize("where", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"])
def test_after_a_decision_one_stays_on_this_server(client: Client, document: Document, where: str) -> None:
    answer = decide(client, first(document), "accept", 1, next=where)
    assert answer.headers["Location"].startswith("/documents/")


def test_who_is_too_late_sees_how_it_stands(client: Client, document: Document, person: Callable[..., User]) -> None:
    fact, other = first(document, kind="target"), person("reviewer", account="faster")
    actions.accept(other, fact.key, 1)
    answer = decide(client, fact, "reject", 1, htmx=True, why="no")
    html = answer.content.decode()
    assert answer.status_code == 409 and "faster" in html and 'data-state="accepted"' in html and 'role="alert"' in html
    plain = decide(client, fact, "reject", 1, why="no")
    assert plain.status_code == 302 and "faster" in client.get(plain.headers["Location"]).content.decode()


def test_a_wrong_correction_comes_back_with_what_was_typed(client: Client, document: Document) -> None:
    fact = first(document, kind="target", measure_unit="%")
    sent = {"kind": "target", "what": fact.what, "op": "=", "value": "<b>viel</b>", "measure_unit": "%", "period": fact.period, "subject": fact.subject}
    for htmx in (True, False):
        answer = decide(client, fact, "correct", 1, htmx=htmx, **sent)
        html = answer.content.decode()
        assert answer.status_code == 422 and "&lt;b&gt;viel&lt;/b&gt;" in html and "<b>viel" not in html and 'aria-invalid="true"' in html
    assert Fact.objects.of(fact.key).count() == 1


def test_a_correction_with_units(client: Client, document: Document) -> None:
    task = first(document, kind="task")
    answer = decide(client, task, "correct", 1, kind="task", what=task.what, unit_name=["市财政局", "", "市科技局"], unit_role=["lead", "", "support"])
    assert answer.status_code == 302
    assert list(Fact.objects.current().get(key=task.key).in_charge.values_list("name", "role")) == [("市财政局", "lead"), ("市科技局", "support")]


@pytest.mark.parametrize("version", ["", "x", "-1", "１", "9" * 20])
def test_a_form_has_to_say_its_version(client: Client, document: Document, version: str) -> None:
    fact = first(document)
    assert decide(client, fact, "accept", version).status_code == 400  # type: ignore[arg-type]
    assert Fact.objects.of(fact.key).count() == 1


def test_an_unknown_act_is_not_found_and_reading_decides_nothing(client: Client, document: Document) -> None:
    fact = first(document)
    assert decide(client, fact, "destroy", 1).status_code == 404
    assert client.get(reverse("documents:decide", args=[document.key, fact.key, "accept"])).status_code == 405


def test_without_its_token_a_form_does_nothing(reviewer: User, document: Document) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(reviewer, backend="django.contrib.auth.backends.ModelBackend")
    assert decide(strict, first(document), "accept", 1).status_code == 403


def test_who_may_not_review_gets_no_buttons_and_is_refused(document: Document, person: Callable[..., User], as_person: Callable[[User], Client]) -> None:
    reader = as_person(person("leader"))
    fact = first(document)
    html = reader.get(url(document, f"?fact={fact.key}")).content.decode()
    assert 'data-key="a"' not in html and "审校员" in html
    assert decide(reader, fact, "accept", 1).status_code == 403


def test_who_may_not_read_finds_nothing(document: Document, person: Callable[..., User], as_person: Callable[[User], Client]) -> None:
    outside = as_person(person("county", scope="region", scope_id="990421"))
    for address in (url(document), reverse("documents:panel", args=[document.key]), reverse("documents:history", args=[document.key]),
                    reverse("facts:fact", args=[first(document).key]), reverse("facts:history", args=[first(document).key])):
        assert outside.get(address).status_code == 404


def test_markup_in_titles_and_quotes_is_text(client: Client) -> None:
    bad = "<script>alert(1)</script>"
    document = written(f"一、{bad}\n到2030年，{bad}企业达到600家。\n", title=bad, number=bad, issuers=[bad])
    fact = first(document)
    for address in (url(document), url(document, f"?fact={fact.key}&mode=correct"),
                    reverse("documents:list"), reverse("documents:history", args=[document.key]),
                    reverse("facts:history", args=[fact.key])):
        html = client.get(address).content.decode()
        assert bad not in html, (address, html[html.index(bad) - 200 : html.index(bad) + 50])
        assert "alert(1)" in html or "/facts/" in address
    assert bad not in decide(client, fact, "accept", 1, htmx=True).content.decode()


def test_another_time_shows_it_as_it_was_and_changes_nothing(client: Client, document: Document, reviewer: User) -> None:
    fact = first(document, kind="target")
    before = timezone.now()
    actions.accept(reviewer, fact.key, 1)
    html = client.get(url(document), {"known": before.isoformat(), "fact": str(fact.key)}).content.decode()
    assert f'id="f-{fact.key}"' in html and 'data-state="suggested"' in html and 'data-key="a"' not in html and 'class="note warn moment"' in html
    assert client.get(url(document), {"known": (document.recorded_at - timedelta(days=1)).isoformat()}).status_code == 404


def test_an_older_text_stays_reachable(client: Client, document: Document) -> None:
    old = document.text
    fresh = Text.objects.create(document=document.key, name="new.txt", text="全新的文本。", sha256="1" * 64, text_sha256="1" * 64, format="txt",
                                extractor="test", outline=[], release="test")
    document.revise(by=None, text=fresh)
    for fact in Fact.objects.current().filter(document=document.key):
        follow(fact, by=None, act="lose", state="lost")
    html = client.get(url(document)).content.decode()
    assert "全新的文本。" in html and old.text[:20] not in html
    (first_version, known), (_now, empty) = text_versions(document.key)
    assert first_version.text_id == old.pk and known and not empty
    assert client.get(url(document), {"known": known}).content.decode().count("全新的文本。") == 0


def test_the_list_comes_in_pieces(client: Client, document: Document) -> None:
    panel = reverse("documents:panel", args=[document.key])
    seen: list[str] = []
    address = panel + "?scope=all"
    while address:
        html = client.get(address, **HTMX).content.decode()
        seen += re.findall(r'id="f-([0-9a-f-]{36})"', html)
        more = re.search(r'hx-get="([^"]*after=[^"]*)"', html)
        address = more.group(1).replace("&amp;", "&") if more else ""
    wanted = Fact.objects.current().filter(document=document.key).order_by("position").values_list("key", flat=True)
    assert seen == [str(key) for key in wanted] and len(seen) > 100


def test_what_awaits_grows_less(client: Client, document: Document) -> None:
    fact = first(document)
    panel = reverse("documents:panel", args=[document.key]) + "?scope=waiting"
    assert f'id="f-{fact.key}"' in client.get(panel).content.decode()
    decide(client, fact, "accept", 1)
    assert f'id="f-{fact.key}"' not in client.get(panel).content.decode()


def test_another_value_elsewhere_is_shown(client: Client) -> None:
    one, other = written(SHORT, title="一号文件"), written(SHORT.replace("600家", "700家"), title="二号文件")
    fact = first(one, value_text="600")
    html = client.get(reverse("documents:fact", args=[one.key, fact.key]), **HTMX).content.decode()
    assert "700 家" in html and "二号文件" in html and str(other.key) in html


def test_histories_tell_every_version(client: Client, document: Document) -> None:
    fact = first(document, kind="target")
    decide(client, fact, "accept", 1)
    decide(client, fact, "reject", 2, why="重复计算")
    html = client.get(reverse("facts:history", args=[fact.key])).content.decode()
    assert "重复计算" in html and html.count("<li>") >= 3
    assert client.get(reverse("facts:fact", args=[fact.key])).headers["Location"].endswith(f"#f-{fact.key}")


def test_a_document_without_text_has_a_page(client: Client) -> None:
    bare = Document(title="只有登记", region="990400")
    bare.save()
    assert client.get(url(bare)).status_code == 200


def test_a_heading_without_facts_stands_for_what_is_below_it(client: Client) -> None:
    document = written("一、重点任务\n（一）壮大主体\n到2030年，高新技术企业达到600家。\n（二）建好平台\n到2030年，新型研发机构达到30家。\n", title="两节")
    html = client.get(reverse("documents:panel", args=[document.key]), {"scope": "section", "at": "0"}).content.decode()
    assert all(f'id="f-{one.key}"' in html for one in Fact.objects.current().filter(document=document.key, kind="target"))
