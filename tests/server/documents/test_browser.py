"""The document page in a real browser: by click and by key, both ways, deep links, narrow and dark, for everybody."""
import re
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from taizhang.server.accounts.models import User
from taizhang.server.documents.models import Document
from taizhang.server.facts import actions
from taizhang.server.facts.models import Fact
from tests.server.browser import Browse
from tests.server.documents.texts import first, sample, written

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def user(person: Any) -> User:
    return person("planning", account="planner")


@pytest.fixture
def document(db: None) -> Document:
    return sample("2_opinion.txt")


def path(document: Document, more: str = "") -> str:
    return reverse("documents:page", args=[document.key]) + more


def item(page: Page, fact: Fact) -> Any:
    return page.locator(f"#f-{fact.key}")


def mark(page: Page, fact: Fact) -> Any:
    return page.locator(f'.doc .m[data-f~="{fact.key}"]').first


def test_accept_by_click_and_undo(browse: Browse, document: Document, user: User) -> None:
    fact = first(document, kind="target")
    page = browse(path(document), user)
    mark(page, fact).click()
    expect(item(page, fact).locator(".fact-open")).to_be_visible()
    expect(mark(page, fact)).to_have_class(re.compile("is-on"))
    expect(mark(page, fact)).to_have_attribute("data-r", "suggested")
    item(page, fact).get_by_role("button", name="接受").click()
    expect(item(page, fact)).to_have_attribute("data-state", "accepted")
    expect(mark(page, fact)).not_to_have_attribute("data-r", "suggested")
    expect(page.locator("#progress")).to_contain_text("1 / 77")
    expect(page.locator("#waiting-count")).to_have_text("76")
    page.locator("#notices").get_by_role("button", name="撤销").click()
    expect(item(page, fact)).to_have_attribute("data-state", "suggested")
    expect(page.locator("#progress")).to_contain_text("0 / 77")
    assert list(Fact.objects.of(fact.key).values_list("act", flat=True)) == ["read", "accept", "undo"]


def test_by_keys_alone(browse: Browse, document: Document, user: User) -> None:
    page = browse(path(document), user)
    page.keyboard.press("j")
    expect(page.locator(".fact-open")).to_have_count(1)
    key = page.locator(".item:has(.fact-open)").get_attribute("data-f")
    page.keyboard.press("a")
    expect(page.locator(f"#f-{key}")).to_have_attribute("data-state", "accepted")
    page.keyboard.press("j")
    expect(page.locator(".item:has(.fact-open)")).not_to_have_attribute("data-f", str(key))
    page.keyboard.press("r")
    expect(page.locator("textarea[name=why]")).to_be_focused()
    page.keyboard.type("jaerz")
    expect(page.locator("textarea[name=why]")).to_have_value("jaerz")
    page.keyboard.press("Escape")
    expect(page.locator("textarea[name=why]")).to_have_count(0)
    page.keyboard.press("k")
    expect(page.locator(".item:has(.fact-open)")).to_have_attribute("data-f", str(key))
    page.keyboard.press("z")
    expect(page.locator(f"#f-{key}")).to_have_attribute("data-state", "suggested")
    page.keyboard.press("Escape")
    expect(page.locator(".fact-open")).to_have_count(0)


def test_a_form_that_comes_with_the_page_has_the_focus(browse: Browse, document: Document, user: User) -> None:
    fact = first(document, kind="target")
    page = browse(path(document, f"?fact={fact.key}&mode=reject#f-{fact.key}"), user)
    expect(page.locator("textarea[name=why]")).to_be_focused()
    page.keyboard.type("jaerz")
    expect(page.locator("textarea[name=why]")).to_have_value("jaerz")


def test_correct_with_a_mistake_first(browse: Browse, document: Document, user: User) -> None:
    fact = first(document, kind="target", measure_unit="%")
    page = browse(path(document, f"?fact={fact.key}"), user)
    page.keyboard.press("e")
    browse.watch.expected.add(reverse("documents:decide", args=[document.key, fact.key, "correct"]))
    value = item(page, fact).get_by_label("数值", exact=True)
    value.fill("two")
    page.get_by_role("button", name="保存更正").click()
    expect(item(page, fact).locator(".err").first).to_contain_text("two")
    browse.check()
    item(page, fact).get_by_label("数值", exact=True).fill("2.25")
    page.get_by_role("button", name="保存更正").click()
    expect(item(page, fact)).to_have_attribute("data-state", "corrected")
    expect(item(page, fact).locator(".val")).to_contain_text("2.25")
    expect(item(page, fact).locator("del").first).to_be_visible()


def test_both_sides_point_at_each_other(browse: Browse, document: Document, user: User) -> None:
    fact = first(document, kind="target")
    page = browse(path(document, f"?scope=section&at={fact.start}"), user)
    item(page, fact).hover()
    expect(mark(page, fact)).to_have_class(re.compile("is-hot"))
    mark(page, fact).hover()
    expect(item(page, fact).locator(".fact")).to_have_class(re.compile("is-hot"))


def test_the_list_leads_to_the_text(browse: Browse, document: Document, user: User) -> None:
    fact = Fact.objects.current().filter(document=document.key, kind="target").order_by("-position").first()
    assert fact is not None
    page = browse(path(document, "?scope=all"), user)
    for _ in range(6):
        if item(page, fact).count():
            break
        page.locator(".more-rows").scroll_into_view_if_needed()
        page.wait_for_timeout(300)
    item(page, fact).locator(".fact").click()
    expect(mark(page, fact)).to_be_in_viewport()
    assert page.url.endswith(f"#f-{fact.key}")
    page.reload()
    expect(item(page, fact).locator(".fact-open")).to_be_visible()
    expect(mark(page, fact)).to_be_in_viewport()


def test_a_stretch_by_code_points(browse: Browse, user: User) -> None:
    text = "一、\U00020bb7总体要求\n\U00020bb7到2030年，研发投入占地区生产总值比重达到2.5%以上，\U00020bb7继续。\n" + "其他内容。\n" * 120
    document = written(text, title="宽字")
    at = text.index("2.5%以上")
    page = browse(path(document) + f"#s{at}-{at + 6}", user)
    words = page.evaluate("[...(CSS.highlights.get('span') || [])].map(String).join('')")
    assert words == "2.5%以上"
    page = browse(path(document, f"?span={at}-{at + 6}"), user)
    expect(page.locator(f"#s{at}-{at + 6}").first).to_be_visible()
    whole = page.evaluate("[...document.querySelectorAll('.doc [data-s]:not(a)')].map((one) => [+one.dataset.s, +one.dataset.e, one.textContent])")
    assert whole and all(text[start:end] == said for start, end, said in whole)


def test_for_everybody_at_every_width_in_both_themes(browse: Browse, document: Document, user: User, person: Any, everywhere: list[dict[str, Any]]) -> None:
    fact, other = first(document, kind="target"), person("reviewer", account="other")
    actions.accept(user, first(document, kind="task").key, 1)
    actions.accept(other, fact.key, 1)
    actions.dispute(user, fact.key, 2, "口径不对")
    for way in everywhere:
        for address in (reverse("documents:list"), path(document), path(document, f"?fact={fact.key}&mode=settle"), reverse("facts:history", args=[fact.key]),
                        reverse("documents:edit", args=[document.key]), reverse("documents:history", args=[document.key])):
            browse(address, user, **way)
            browse.check()


@pytest.mark.parametrize("width", [360, 768, 1680])
def test_nothing_is_wider_than_the_window(browse: Browse, document: Document, user: User, width: int) -> None:
    document.revise(by=user, title="关于" + "一个很长很长的题目" * 12 + "的通知", issuers=["一个很长的机关名称" * 3] * 3)
    for address in (reverse("documents:list"), path(document, "?scope=all")):
        browse(address, user, width=width)
        browse.check()


def test_on_a_phone_the_facts_are_a_sheet(browse: Browse, document: Document, user: User) -> None:
    fact = first(document, kind="target")
    page = browse(path(document), user, width=390)
    fold = page.locator(".fold")
    expect(fold).to_have_attribute("aria-expanded", "false")
    mark(page, fact).click()
    expect(fold).to_have_attribute("aria-expanded", "true")
    expect(item(page, fact).get_by_role("button", name="接受")).to_be_in_viewport()
    expect(mark(page, fact)).to_be_in_viewport()
    fold.click()
    expect(fold).to_have_attribute("aria-expanded", "false")
    last = Fact.objects.current().filter(document=document.key, kind="target").order_by("-position").first()
    assert last is not None
    page = browse(path(document, f"?fact={last.key}"), user, width=390)
    expect(item(page, last).get_by_role("button", name="接受")).to_be_in_viewport()
    expect(mark(page, last)).to_be_in_viewport()
    expect(page.locator(".fold")).to_be_in_viewport()


def test_kinds_and_typeface_are_remembered(browse: Browse, document: Document, user: User) -> None:
    page = browse(path(document), user)
    page.locator("#k-cite").uncheck()
    page.get_by_text("黑", exact=True).click()
    page.reload()
    expect(page.locator("#k-cite")).not_to_be_checked()
    assert "Sans" in page.evaluate("getComputedStyle(document.querySelector('.doc')).fontFamily")


def test_in_english(browse: Browse, document: Document, user: User) -> None:
    page = browse(path(document, f"?fact={first(document).key}"), user, language="en")
    expect(page.get_by_role("button", name="Accept")).to_be_visible()
    browse.check()
