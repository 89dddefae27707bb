"""The page in a real browser, opened as a file: nothing leaves it, both sides lead to each other, it fits and prints."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from taizhang.publishing import formats
from taizhang.publishing.formats import Options
from taizhang.values import Facts
from tests.browser import Watch

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(ledger: list[Facts], tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("page") / "ledger.html"
    path.write_bytes(formats.named("html").write(ledger, Options(page=None)))
    return path.as_uri()


@pytest.fixture
def opened(page: Page, address: str) -> Iterator[Page]:
    """The page; afterwards: no request but the file itself, no error, no dialog."""
    watch = Watch(address).over(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address)
    yield page
    assert watch.faults() == []


def visit(page: Page, address: str, hash_: str) -> None:
    page.goto("about:blank")
    page.goto(address + hash_)


def test_a_row_lands_on_its_sentence(opened: Page) -> None:
    opened.locator(".tabs a", has_text="目标").first.click()
    opened.get_by_role("link", name="果产量", exact=True).click()
    value = opened.locator(".m.is-on.is-value .v")
    expect(value).to_have_text("30万吨")
    expect(value).to_be_in_viewport()
    assert "".join(opened.locator(".m.is-on").all_inner_texts()) == "茶、果产量分别达到20万吨、30万吨"
    expect(opened.locator(".fact.is-on")).to_contain_text("果产量")
    expect(opened.locator(".fact-open")).to_contain_text("30万吨")


def test_a_mark_leads_to_its_row_and_again_to_the_next_fact(opened: Page, address: str) -> None:
    visit(opened, address, "#doc=plan.txt")
    mark = opened.locator(".m", has_text="20万吨").first
    mark.click()
    expect(opened.locator(".fact.is-on")).to_contain_text("茶产量")
    mark.click()
    expect(opened.locator(".fact.is-on")).to_contain_text("果产量")
    expect(opened.locator(".fact.is-on")).to_be_in_viewport()


def test_back_and_forward_follow_what_was_chosen(opened: Page, address: str) -> None:
    visit(opened, address, "#doc=plan.txt")
    opened.locator(".fact", has_text="茶产量").click()
    opened.locator(".fact", has_text="综合实力").click()
    opened.go_back()
    expect(opened.locator(".fact.is-on")).to_contain_text("茶产量")


def test_an_address_opens_its_fact(opened: Page, address: str, ledger: list[Facts]) -> None:
    one = ledger[0].statements[0]
    visit(opened, address, f"#doc=plan.txt&s={one.start}-{one.end}")
    expect(opened.locator(".fact.is-on")).to_contain_text("> 9000 亿元")
    assert "".join(opened.locator(".m.is-on").all_inner_texts()) == one.quote


def test_offsets_hold_behind_wide_signs_and_carriage_returns(opened: Page, address: str, ledger: list[Facts]) -> None:
    for one in (*ledger[0].statements, *ledger[0].cites, *ledger[0].goals):
        visit(
            opened,
            address,
            f"#doc=plan.txt&s={one.start}-{one.end}" + (f"&v={one.value_start}" if hasattr(one, "value_start") else ""),
        )
        opened.locator(".is-on").first.wait_for()
        assert "".join(opened.locator(".m.is-on").all_text_contents()).replace("\t", "") == one.quote.replace("\t", "")


def test_the_whole_text_is_on_the_page(opened: Page, address: str, ledger: list[Facts]) -> None:
    for i, facts in enumerate(ledger):
        visit(opened, address, "#doc=plan.txt" if i == 0 else "#ledger=documents")
        if i:
            opened.locator("tr.row-of").nth(i).click()
        shown = opened.locator("article.doc").evaluate(
            "a => { const c = a.cloneNode(true); c.querySelectorAll('.no').forEach(x => x.remove()); return c.textContent; }"
        )
        assert "".join(shown.split()) == "".join(facts.text.split())


def test_units_of_a_task_carry_full_names(opened: Page, address: str) -> None:
    visit(opened, address, "#doc=plan.txt")
    titles = opened.locator(".u").evaluate_all("us => us.map(u => u.title)")
    assert titles == ["市科技局", "市财政局", "各县（市、区）人民政府"]
    expect(opened.locator(".u").first).to_have_attribute("data-role", "推定牵头")
    expect(opened.locator(".clause[data-task]")).to_have_count(1)
    expect(opened.locator(".doc-rows td")).to_have_count(6)


def test_filters_narrow_and_say_what_to_drop(opened: Page, address: str) -> None:
    visit(opened, address, "#ledger=target")
    rows = opened.locator("tr.row-of")
    expect(rows).to_have_count(6)
    opened.get_by_label("年度").select_option("2030")
    expect(rows).to_have_count(5)
    opened.get_by_label("指标", exact=True).fill("产量")
    expect(rows).to_have_count(2)
    opened.get_by_label("单位", exact=True).fill("财政局")
    expect(rows).to_have_count(0)
    expect(opened.locator(".empty")).to_contain_text("去掉“单位：财政局”")
    opened.locator(".empty button", has_text="单位").click()
    expect(rows).to_have_count(2)
    opened.get_by_role("button", name="清除条件").click()
    expect(rows).to_have_count(6)
    opened.locator("select[aria-label=种类]").select_option("increment")
    expect(rows).to_have_count(1)


def test_a_unit_finds_targets_of_its_tasks(opened: Page, address: str) -> None:
    visit(opened, address, "#ledger=target&unit=" + "财政局")
    expect(opened.locator("tr.row-of")).to_have_count(1)
    expect(opened.locator("tr.row-of")).to_contain_text("𠮷光企业")


def test_two_signs_are_enough_to_search(opened: Page) -> None:
    opened.keyboard.press("/")
    opened.keyboard.type("奖励")
    expect(opened.locator("tr.row-of")).to_have_count(4)
    expect(opened.locator(".tabs a", has_text="规则")).to_contain_text("2")
    opened.keyboard.press("Escape")
    expect(opened.locator("tr.row-of")).to_have_count(15)


def test_columns_sort_both_ways(opened: Page, address: str) -> None:
    visit(opened, address, "#ledger=target")
    button = opened.get_by_role("button", name="数值")
    button.click()
    expect(opened.locator("tr.row-of").first).to_contain_text("12%")
    button.click()
    expect(opened.locator("tr.row-of").first).to_contain_text("9000 亿元")


def test_keys_walk_open_and_return(opened: Page) -> None:
    opened.keyboard.press("j")
    opened.keyboard.press("j")
    opened.keyboard.press("k")
    expect(opened.locator("tr[aria-selected=true]")).to_have_count(1)
    first = opened.locator("tr.row-of").first.locator("a.open").inner_text()
    opened.keyboard.press("Enter")
    expect(opened.locator(".fact.is-on .what")).to_have_text(first)
    opened.keyboard.press("j")
    expect(opened.locator(".fact.is-on .what")).not_to_have_text(first)
    opened.keyboard.press("?")
    expect(opened.locator("#help")).to_be_visible()
    opened.keyboard.press("Escape")
    expect(opened.locator("#help")).to_be_hidden()
    opened.keyboard.press("Escape")
    expect(opened.locator("tr.row-of").first).to_be_visible()


def test_both_languages_are_whole(opened: Page, address: str) -> None:
    latin = """() => { const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); const found = [];
      while (walk.nextNode()) { const n = walk.currentNode, p = n.parentElement;
        if (p.closest('script, style, noscript, article, option, [lang=en]')) continue;
        if (/[A-Za-z]{3}/.test(n.textContent)) found.push(n.textContent); }
      return found; }"""
    allowed = ("plan.txt", "HYPERLINK", "script", "sample", "Enter", "Esc", "statements", "tasks", "goals", "clauses", "CNY")
    for hash_ in (
        "#ledger=all",
        "#ledger=target",
        "#ledger=task",
        "#ledger=clause",
        "#ledger=cite",
        "#ledger=goal",
        "#ledger=documents",
        "#doc=plan.txt",
    ):
        visit(opened, address, hash_)
        if hash_.startswith("#doc"):
            for i in range(opened.locator(".fact").count()):
                opened.locator(".fact").nth(i).click()
                assert [s for s in opened.evaluate(latin) if not any(word in s for word in allowed)] == []
        opened.keyboard.press("?")
        assert [s for s in opened.evaluate(latin) if not any(word in s for word in allowed)] == []
    visit(opened, address, "#ledger=target")
    opened.get_by_role("button", name="English").click()
    expect(opened.locator("h1")).to_have_text("Ledger")
    assert opened.evaluate("document.documentElement.lang") == "en"
    opened.reload()
    expect(opened.locator("h1")).to_have_text("Ledger")
    opened.get_by_role("button", name="中文").click()
    expect(opened.locator("h1")).to_have_text("台账")


@pytest.mark.parametrize("hash_", ["#ledger=all", "#ledger=task", "#ledger=documents", "#doc=plan.txt", "#doc=plan.txt&s=0-8"])
def test_nothing_is_wider_than_the_window(opened: Page, address: str, hash_: str) -> None:
    visit(opened, address, hash_)
    for width in (360, 390, 768, 1280, 1680):
        opened.set_viewport_size({"width": width, "height": 844})
        assert opened.evaluate("document.documentElement.scrollWidth") <= width


def test_kinds_can_be_hidden_on_both_sides(opened: Page, address: str) -> None:
    visit(opened, address, "#doc=plan.txt")
    facts = opened.locator(".fact")
    expect(facts).to_have_count(12)
    opened.locator(".chip", has_text="规则").locator("input").uncheck()
    expect(facts).to_have_count(10)
    assert (
        opened.locator("[data-no-rule] .m[data-a=rule]").first.evaluate("m => getComputedStyle(m).getPropertyValue('--a').trim()")
        == "none"
    )


def test_suggestions_look_suggested(opened: Page, address: str) -> None:
    visit(opened, address, "#doc=plan.txt")
    assert opened.locator(".m").evaluate_all("ms => ms.every(m => m.dataset.r === 'suggested')")
    style = opened.locator(".stamp").first.evaluate("s => getComputedStyle(s).borderTopStyle")
    assert style == "dashed" and opened.locator(".stamp").first.get_attribute("aria-label") == "机读建议，未核"


def test_theme_and_typeface_are_kept(opened: Page, address: str) -> None:
    visit(opened, address, "#doc=plan.txt")
    opened.locator("#theme label", has_text="暗").click()
    opened.locator(".reader-bar .seg label", has_text="黑").click()
    expect(opened.locator("html")).to_have_attribute("data-theme", "dark")
    expect(opened.locator("article.doc")).to_have_class("doc sans")
    opened.reload()
    expect(opened.locator("html")).to_have_attribute("data-theme", "dark")
    assert opened.evaluate("getComputedStyle(document.body).backgroundColor") != opened.evaluate("'rgb(244, 243, 240)'")
    expect(opened.locator("article.doc")).to_have_class("doc sans")


def test_hostile_words_stay_words(opened: Page, address: str) -> None:
    visit(opened, address, "#ledger=documents")
    opened.locator("tr.row-of").nth(1).click()
    opened.locator(".fact").nth(1).click()
    expect(opened.locator("h1")).to_contain_text("</script><img src=x onerror=alert(1)>")
    assert opened.locator("main img").count() == 0
    assert opened.evaluate("document.querySelectorAll('script').length") == 4


def test_it_prints_without_controls_and_all_rows(page: Page, ledger: list[Facts], tmp_path: Path) -> None:
    facts = ledger[0]
    many = replace(facts, statements=facts.statements * 40)
    path = tmp_path / "many.html"
    path.write_bytes(formats.named("html").write([many], Options()))
    page.goto(path.as_uri() + "#ledger=target")
    expect(page.locator("tr.row-of")).to_have_count(100)
    expect(page.locator(".pager")).to_contain_text("第 1 / 3 页")
    page.get_by_role("button", name="下一页").click()
    expect(page.locator(".pager")).to_contain_text("第 101—200 行")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("tr.row-of")).to_have_count(240)
    for hidden in (".top", ".filters", ".tabs", ".pager"):
        expect(page.locator(hidden)).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("tr.row-of")).to_have_count(100)
    page.evaluate("location.hash = '#doc=plan.txt'")
    for hidden in (".reader-bar", ".pane-l", ".pane-r header"):
        expect(page.locator(hidden)).to_be_hidden()
    assert page.locator(".chunk").first.evaluate("c => getComputedStyle(c).contentVisibility") == "visible"
