"""The box and the page in a browser: by keyboard, with suggestions, at every width; a hit opens to its sentence."""
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import expect

from taizhang.server.accounts.models import User
from tests.server.browser import Browse
from tests.server.documents.texts import sample
from tests.server.ledger.make import fact
from tests.server.search.make import papered

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def planner(person: Callable[..., User]) -> User:
    sample(owner="990400.kjj")
    sample("2_opinion.txt", state="superseded")
    for i in range(25):
        one = papered(f"关于第{i}批科技创新项目揭榜的通知", f"各县（市、区）：第{i}批科技创新项目揭榜挂帅。\n申报单位研发投入占比不低于{i}.5%。", f"砚科〔2030〕{i}号", issued=date(2030, 1, 1 + i),
                      issuers=["砚州市科学技术局", "砚州市财政局"][: 1 + i % 2])
        fact(one, "研发投入占比", f"{i}.5", "%", state=("suggested", "accepted", "corrected")[i % 3], year=2030)
    return person("planning")


def test_from_anywhere_by_keyboard_to_the_sentence(browse: Browse, planner: User) -> None:
    page = browse("/documents/", planner)
    page.locator("h1").wait_for()
    page.keyboard.press("/")
    box = page.locator("#find")
    expect(box).to_be_focused()
    page.keyboard.type("高新技术企业")
    page.locator("#find-list [role=option]").first.wait_for()
    browse.check()
    page.keyboard.press("Escape")
    expect(page.locator("#find-list")).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=**")
    expect(box).to_have_value("高新技术企业")
    first = page.locator("[data-hit]").first
    page.locator("#q").focus()
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-hit]").nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#q")).to_be_focused()
    clause = page.locator(".hits a.said").first
    clause.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/**")
    span = page.url.partition("#s")[2]
    made = page.locator(f'[id="s{span}"]').first
    expect(made).to_be_in_viewport()
    assert "高新技术企业" in "".join(page.locator(".doc").inner_text().split())


def test_a_suggestion_is_chosen_by_arrows(browse: Browse, planner: User) -> None:
    page = browse("/", planner)
    page.locator("#find").fill("经信委")
    options = page.locator("#find-list [role=option]")
    options.first.wait_for()
    expect(page.locator("#find")).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(page.locator("#find")).to_have_attribute("aria-activedescendant", "find-1")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#find")).not_to_have_attribute("aria-activedescendant", "find-1")
    page.keyboard.press("ArrowDown")
    browse.check()
    page.keyboard.press("Enter")
    page.wait_for_url("**/units/990400.gxj/")


def test_only_the_last_words_are_asked_for(browse: Browse, planner: User) -> None:
    page = browse("/", planner)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/suggest/" in request.url else None)
    page.locator("#find").focus()
    page.keyboard.type("科技创新", delay=20)
    page.locator("#find-list [role=option]").first.wait_for()
    assert len(asked) <= 2


def test_a_slash_that_is_typed_is_a_slash(browse: Browse, planner: User) -> None:
    page = browse("/search/", planner)
    page.locator("#q").fill("")
    page.locator("#q").focus()
    page.keyboard.type("a/b")
    expect(page.locator("#q")).to_have_value("a/b")


@pytest.mark.parametrize("path", [
    "/search/", "/search/?q=%E7%A7%91%E6%8A%80", "/search/?q=%E7%A7%91%E6%8A%80&kind=clauses&page=2&year=2030&state=in+force", "/search/?q=%E9%A5%95%E9%A4%AE",
    "/search/?q=%E7%A7%91%E6%8A%80+%E9%A5%95%E9%A4%AE&region=990400", "/search/?q=%E7%A0%94%E5%8F%91&kind=facts&valid=2030-01-01",
])
def test_pages_have_no_serious_fault(browse: Browse, planner: User, everywhere: list[dict[str, Any]], path: str) -> None:
    for way in (*everywhere, {"width": 360}, {"width": 768}, {"width": 1680, "language": "en"}):
        browse(path, planner, **way)
        browse.check()


def test_without_scripts_it_is_a_form(browse: Browse, planner: User) -> None:
    page = browse("/search/?q=%E6%8F%AD%E6%A6%9C", planner)
    page.locator("select[name=year]").select_option("2030")
    page.wait_for_url("**year=2030**")
    assert page.locator(".chips.set .chip").first.inner_text().startswith("年份")
    page.locator(".chips.set .chip").first.click()
    page.wait_for_url(lambda url: "year" not in url)
