"""The queue in a real browser: one key each, the next fact at once, what was refused comes back; narrow and dark, for everybody."""
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from taizhang.server.accounts.models import User
from taizhang.server.documents.models import Document
from taizhang.server.facts import actions
from taizhang.server.facts.models import Fact
from taizhang.server.review import actions as giving
from tests.server.browser import Browse
from tests.server.documents.texts import first, sample, written

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def document(db: None) -> Document:
    return sample("2_opinion.txt")


def path(document: Document, more: str = "") -> str:
    return reverse("review:queue", args=[document.key]) + more


def in_order(document: Document) -> list[Fact]:
    return list(Fact.objects.current().filter(document=document.key).order_by("position"))


def shows(page: Page, fact: Fact) -> None:
    expect(page.locator("#stage .card")).to_have_attribute("data-f", str(fact.key))


def line(page: Page, fact: Fact) -> Any:
    return page.locator(f"#q-{fact.key}")


def becomes(page: Page, fact: Fact, state: str) -> None:
    expect(line(page, fact)).to_have_attribute("data-state", state)
    expect(line(page, fact)).not_to_have_attribute("data-sending", "")


def test_accept_reject_and_undo_by_one_key_each(browse: Browse, document: Document, reviewer: User) -> None:
    facts = in_order(document)
    page = browse(path(document), reviewer)
    shows(page, facts[0])
    page.keyboard.press("a")
    shows(page, facts[1])
    becomes(page, facts[0], "accepted")
    page.keyboard.press("x")
    page.keyboard.press("2")
    shows(page, facts[2])
    becomes(page, facts[1], "rejected")
    assert Fact.objects.current().get(key=facts[1].key).reason == "读错了"
    page.keyboard.press("x")
    page.keyboard.type("ajz1 不对")
    page.keyboard.press("Enter")
    becomes(page, facts[2], "rejected")
    assert Fact.objects.current().get(key=facts[2].key).reason == "ajz1 不对"
    shows(page, facts[3])
    page.keyboard.press("z")
    shows(page, facts[2])
    becomes(page, facts[2], "suggested")
    page.keyboard.press("z")
    shows(page, facts[1])
    becomes(page, facts[1], "suggested")
    page.keyboard.press("k")
    shows(page, facts[0])
    expect(page.locator("#stage .card")).to_have_attribute("data-state", "accepted")
    page.keyboard.press("j")
    shows(page, facts[1])
    expect(page.locator("#bar [data-done]")).to_have_text("1")


def test_a_whole_queue_without_a_pause(browse: Browse, document: Document, reviewer: User) -> None:
    """Whoever holds the key down decides about each fact once, and what stands there is what is decided about."""
    facts = in_order(document)[:30]
    page = browse(path(document), reviewer)
    for _fact in facts:
        page.keyboard.press("a")
        expect(page.locator("#stage[data-busy]")).to_have_count(0)
    for fact in facts:
        becomes(page, fact, "accepted")
    assert Fact.objects.current().filter(document=document.key, state="accepted").count() == 30
    assert set(Fact.objects.current().filter(document=document.key, state="accepted").values_list("version", flat=True)) == {2}


def test_correcting_by_keys_with_a_mistake_first(browse: Browse, document: Document, reviewer: User) -> None:
    fact = first(document, kind="target")
    page = browse(path(document, f"?fact={fact.key}"), reviewer)
    browse.watch.expected.add(reverse("review:decide", args=[document.key, fact.key, "keep"]))
    page.keyboard.press("v")
    page.keyboard.type("two")
    expect(page.locator(".cell-value .was")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#stage .note[role=alert]")).to_contain_text("two")
    browse.check()
    page.keyboard.press("Escape")
    page.keyboard.press("v")
    page.keyboard.type("2.25")
    page.keyboard.press("Enter")
    becomes(page, fact, "corrected")
    assert Fact.objects.current().get(key=fact.key).value_text.startswith("2")


def test_a_number_sets_the_kind_and_accept_keeps_it(browse: Browse, document: Document, reviewer: User) -> None:
    fact = first(document, kind="target")
    page = browse(path(document, f"?fact={fact.key}"), reviewer)
    page.keyboard.press("2")
    expect(page.locator(".cell-kind select")).to_have_class("by-hand")
    page.keyboard.press("a")
    becomes(page, fact, "corrected")
    assert Fact.objects.current().get(key=fact.key).kind == "actual"


def test_what_was_refused_comes_back_and_says_so(browse: Browse, document: Document, reviewer: User, other: User) -> None:
    facts = in_order(document)
    page = browse(path(document), reviewer)
    browse.watch.expected.add(reverse("review:decide", args=[document.key, facts[0].key, "accept"]))
    actions.reject(other, facts[0].key, 1, "already")
    page.keyboard.press("a")
    shows(page, facts[1])
    expect(page.locator("#notices [role=alert]")).to_contain_text("other")
    expect(line(page, facts[0])).to_have_attribute("data-state", "rejected")
    expect(line(page, facts[0])).to_have_attribute("data-refused", "")
    page.locator("#notices").get_by_role("button", name="去看").click()
    shows(page, facts[0])
    expect(page.locator("#stage .card")).to_have_attribute("data-version", "2")


def test_a_server_that_does_not_answer_is_told(browse: Browse, document: Document, reviewer: User) -> None:
    facts = in_order(document)
    page = browse(path(document), reviewer)
    page.route("**/accept/", lambda route: route.abort())
    page.keyboard.press("a")
    expect(page.locator("#notices [role=alert]")).to_be_visible()
    expect(line(page, facts[0])).to_have_attribute("data-state", "suggested")
    expect(page.locator("#bar [data-done]")).to_have_text("0")


def test_for_everybody_at_every_width_in_both_themes(browse: Browse, document: Document, reviewer: User, everywhere: list[dict[str, Any]]) -> None:
    target, task = first(document, kind="target"), first(document, kind="task")
    for way in everywhere:
        for address in (reverse("review:documents"), path(document, f"?fact={target.key}"), path(document, f"?fact={task.key}")):
            browse(address, reviewer, **way)
            browse.check()


@pytest.mark.parametrize("width", [360, 768, 1680])
def test_nothing_is_wider_than_the_window(browse: Browse, document: Document, reviewer: User, width: int) -> None:
    document.revise(by=reviewer, title="关于" + "一个很长很长的题目" * 12 + "的通知")
    for address in (reverse("review:documents"), path(document)):
        browse(address, reviewer, width=width)
        browse.check()


def test_in_english(browse: Browse, document: Document, reviewer: User) -> None:
    page = browse(path(document), reviewer, language="en")
    expect(page.get_by_role("button", name="Accept")).to_be_visible()
    browse.check()


def test_merging_by_keys_and_undone(browse: Browse, document: Document, reviewer: User) -> None:
    one, other = Fact.objects.current().filter(document=document.key, kind="target").order_by("position")[:2]
    page = browse(path(document, f"?fact={other.key}"), reviewer)
    page.keyboard.press("m")
    expect(page.locator("#stage .card[data-panel=merge]")).to_be_visible()
    browse.check()
    page.keyboard.press("a")
    becomes(page, one, "rejected")
    assert Fact.objects.current().get(key=one.key).act == "merge"
    page.keyboard.press("z")
    shows(page, other)
    becomes(page, one, "suggested")


def test_splitting_is_left_by_escape(browse: Browse, document: Document, reviewer: User) -> None:
    fact = first(document, kind="task")
    page = browse(path(document, f"?fact={fact.key}"), reviewer)
    page.keyboard.press("s")
    expect(page.locator("#stage .card[data-panel=split]")).to_be_visible()
    browse.check()
    page.keyboard.press("Escape")
    shows(page, fact)


def test_reading_twice_by_keys(browse: Browse, document: Document, reviewer: User, other: User) -> None:
    one, two = Fact.objects.current().filter(document=document.key, kind="target").order_by("position")[:2]
    actions.accept(other, one.key, 1)
    actions.reject(other, two.key, 1, "not one")
    page = browse(path(document, "?second=yes"), reviewer)
    shows(page, one)
    expect(line(page, two)).to_have_attribute("data-state", "suggested")
    page.keyboard.press("a")
    shows(page, two)
    assert Fact.objects.current().get(key=one.key).manner == "second"
    page.keyboard.press("a")  # seen otherwise, and nothing is asked that would tell
    expect(line(page, two)).to_have_attribute("data-state", "disputed")


def test_on_to_the_next_document_by_one_key(browse: Browse, document: Document, reviewer: User) -> None:
    small = written("一、目标\n到2030年，专利授权量达到300件。\n", title="小文件")
    giving.assign(reviewer, document.key, reviewer)
    for fact in in_order(small)[:-1]:
        actions.accept(reviewer, fact.key, 1)
    page = browse(path(small), reviewer)
    page.keyboard.press("a")
    onward = page.locator("#stage [data-onward]")
    expect(onward).to_be_focused()
    expect(onward.locator("xpath=ancestor::div[1]")).to_contain_text(document.title)
    browse.check()
    page.keyboard.press("Enter")
    shows(page, in_order(document)[0])
    page = browse(path(small), reviewer)
    expect(page.locator("[data-onward]")).to_be_focused()


def test_twenty_rows_judged_by_keys(browse: Browse, document: Document, reviewer: User) -> None:
    page = browse(reverse("review:bulk") + f"?document={document.key}", reviewer)
    browse.check()
    for _ in range(20):
        page.keyboard.press("a")
    expect(page.locator(".sample :checked")).to_have_count(20)
    page.get_by_role("button", name="全部正确").click()
    expect(page.locator("#notices")).to_contain_text("77")
    page.locator("#notices").get_by_role("button", name="撤销").click()
    expect(page.locator("#notices")).to_contain_text("恢复为建议")
    browse(reverse("review:bulk"), reviewer, width=390)
    browse.check()
