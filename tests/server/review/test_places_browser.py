"""Places picked in the text, by keys and by mouse, are code points of the canonical text: with wide characters and with CRLF."""
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from taizhang.server.accounts.models import User
from taizhang.server.documents.models import Document
from taizhang.server.facts.models import Fact
from tests.server.browser import Browse
from tests.server.documents.texts import first, written

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXT = "一、\U00020bb7目标\r\n\U00020bb7到2030年，\U00020bb7坚持不懈地努力推动研发投入占比达到2.5%以上。另建\U00020bb7中心若干，\r\n" + "培育基地3个。\r\n"


@pytest.fixture
def paper(db: None) -> Document:
    return written(TEXT, title="宽字")


def open_at(browse: Browse, paper: Document, fact: Fact, person: User) -> Page:
    page = browse(reverse("review:queue", args=[paper.key]) + f"?fact={fact.key}", person)
    expect(page.locator("#stage [data-step]").first).to_be_visible()
    return page


def select(page: Page, words: str) -> None:
    """Select words in the text as a mouse would."""
    page.evaluate("""(words) => {
      const walker = document.createTreeWalker(document.querySelector("#stage .ctx .doc"), NodeFilter.SHOW_TEXT);
      const nodes = []; let text = "";
      for (let node = walker.nextNode(); node; node = walker.nextNode()) { nodes.push([text.length, node]); text += node.data; }
      const at = text.indexOf(words), range = document.createRange();
      const place = (unit) => nodes.filter(([from]) => from <= unit).at(-1);
      const [a, first] = place(at), [b, last] = place(at + words.length - 1);
      range.setStart(first, at - a); range.setEnd(last, at + words.length - b);
      getSelection().removeAllRanges(); getSelection().addRange(range);
    }""", words)


def test_by_keys(browse: Browse, paper: Document, reviewer: User) -> None:
    fact = first(paper, measure_unit="%")
    page = open_at(browse, paper, fact, reviewer)
    page.keyboard.press("t")
    expect(page.locator("#stage .picking")).to_be_visible()
    for key in ("Control+ArrowLeft", "Control+ArrowLeft", "Shift+Control+ArrowRight", "ArrowUp", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
    shown = page.locator("#stage .picking")
    start, end = int(shown.get_attribute("data-start") or 0), int(shown.get_attribute("data-end") or 0)
    assert shown.locator("output").inner_text() == "".join(TEXT[start:end].split())
    page.keyboard.press("Enter")
    page.keyboard.press("a")
    expect(page.locator(f"#q-{fact.key}")).to_have_attribute("data-state", "corrected")
    expect(page.locator(f"#q-{fact.key}")).not_to_have_attribute("data-sending", "")
    now = Fact.objects.current().get(key=fact.key)
    assert (now.start, now.quote) == (start, TEXT[now.start : now.end]) and now.start != fact.start


def test_by_mouse(browse: Browse, paper: Document, reviewer: User) -> None:
    fact = first(paper, measure_unit="%")
    page = open_at(browse, paper, fact, reviewer)
    wanted = "努力推动研发投入占比达到2.5%以上"
    assert fact.quote != wanted  # where nothing differs the server says: accepted
    select(page, wanted)
    page.locator("#stage .selbar").get_by_role("button", name="本条出处").click()
    expect(page.locator("#stage .picked-words")).to_have_text(wanted)
    browse.check()
    page.keyboard.press("a")
    expect(page.locator(f"#q-{fact.key}")).to_have_attribute("data-state", "corrected")
    expect(page.locator(f"#q-{fact.key}")).not_to_have_attribute("data-sending", "")
    now = Fact.objects.current().get(key=fact.key)
    assert (now.start, now.quote) == (TEXT.index(wanted), wanted)


def test_a_missed_fact_by_mouse_and_undone(browse: Browse, paper: Document, reviewer: User) -> None:
    fact = first(paper, measure_unit="%")
    page = open_at(browse, paper, fact, reviewer)
    select(page, "\U00020bb7中心若干")
    page.locator("#stage .selbar").get_by_role("button", name="作为漏读添加").click()
    page.locator("[data-new-kind=goal]").click()
    expect(page.locator("#stage .card[data-new]")).to_have_attribute("data-kind", "goal")
    page.locator("#stage [name=what]").fill("中心")
    page.keyboard.press("Enter")
    expect(page.locator("#stage .card")).to_have_attribute("data-f", str(fact.key))
    made = Fact.objects.current().get(act="add")
    assert (made.quote, TEXT[made.start : made.end], made.what) == ("\U00020bb7中心若干", "\U00020bb7中心若干", "中心")
    expect(page.locator(f"#q-{made.key}")).to_be_visible()
    page.keyboard.press("z")
    expect(page.locator(f"#q-{made.key}")).to_have_count(0)
    assert not Fact.objects.current().filter(act="add").exists()


def test_offers_by_keys(browse: Browse, paper: Document, reviewer: User) -> None:
    fact = first(paper, measure_unit="%")
    page = open_at(browse, paper, fact, reviewer)
    page.keyboard.press("i")
    page.keyboard.type("GDP")
    option: Any = page.locator(".picks [role=option]").first
    expect(option).to_contain_text("地区生产总值")
    page.keyboard.press("ArrowDown")
    field = page.locator("#stage [name=what]")
    expect(field).to_have_attribute("aria-activedescendant", "pick-0")
    browse.check()
    page.keyboard.press("Enter")
    expect(field).to_have_value("地区生产总值")
    page.keyboard.press("Escape")
    page.keyboard.press("o")
    page.keyboard.insert_text("研发")
    expect(page.locator(".picks [role=option]").filter(has_text="研发投入").first).to_contain_text("原句中的词")


def test_a_number_takes_an_offer_and_backspace_takes_it_back(browse: Browse, paper: Document, reviewer: User) -> None:
    fact = first(paper, measure_unit="%")
    page = open_at(browse, paper, fact, reviewer)
    field = page.locator("#stage [name=what]")
    page.keyboard.press("i")
    page.keyboard.type("GDP")
    expect(page.locator(".picks [role=option]").first).to_contain_text("1")
    page.keyboard.press("1")
    expect(field).to_have_value("地区生产总值")
    expect(field).not_to_be_focused()
    page.keyboard.press("Backspace")
    expect(field).to_have_value("GDP1")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("p")
    page.keyboard.type("2031")
    expect(page.locator("#stage [name=period]")).to_have_value("2031")


def test_a_number_takes_a_stretch(browse: Browse, reviewer: User) -> None:
    text = "一、𠮷目标\r\n到2030年，持续努力，推动研发投入占比达到2.5%以上，走在前列，勇争第一。\r\n"
    paper = written(text)
    fact = first(paper, measure_unit="%")
    page = open_at(browse, paper, fact, reviewer)
    page.keyboard.press("t")
    listed = page.locator("#stage .stretches li")
    expect(listed.first).to_have_attribute("aria-current", "")
    wider = listed.last
    start, end = int(wider.get_attribute("data-start") or 0), int(wider.get_attribute("data-end") or 0)
    assert listed.count() > 1
    browse.check()
    page.keyboard.press(str(listed.count()))
    expect(page.locator("#stage .picked-words")).to_have_text(text[start:end])
    page.keyboard.press("a")
    expect(page.locator(f"#q-{fact.key}")).to_have_attribute("data-state", "corrected")
    expect(page.locator(f"#q-{fact.key}")).not_to_have_attribute("data-sending", "")
    now = Fact.objects.current().get(key=fact.key)
    assert (now.start, now.end) == (start, end)
