"""The shell in a real browser: nothing leaves it, it can be read and used by everybody, at every width, in both themes."""
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.server.browser import Browse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def trouble(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.server.look.trouble"


@pytest.mark.parametrize("path", ["/login/", "/nowhere/", "/trouble/own/", "/trouble/refused/"])
def test_pages_of_the_shell_have_no_serious_fault(browse: Browse, person: Any, everywhere: list[dict[str, Any]], path: str) -> None:
    user = None if path == "/login/" else person("planning")
    for way in everywhere:
        browse(path, user, **way)
        browse.check()


@pytest.mark.parametrize("width", [360, 768, 1680])
def test_nothing_is_wider_than_the_window(browse: Browse, person: Any, width: int) -> None:
    user = person("planning")
    user.name = "一个很长很长的名字" * 6
    user.save(update_fields=["name"])
    browse("/trouble/own/", user, width=width)
    browse.check()


def test_the_theme_is_chosen_and_stays(browse: Browse) -> None:
    page = browse("/login/")
    page.get_by_role("button", name="暗", exact=True).first.click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.url.endswith("/login/")
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_language_is_chosen_and_stays(browse: Browse) -> None:
    page = browse("/login/")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    page.get_by_role("button", name="English").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("button", name="简体中文").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")


def test_by_keyboard_first_the_content_then_the_menu(browse: Browse, person: Any) -> None:
    page = browse("/nowhere/", person("planning"))
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    menu = page.locator(".who-menu")
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="退出")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="退出")).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()


def test_a_menu_closes_by_a_click_elsewhere(browse: Browse, person: Any) -> None:
    page = browse("/nowhere/", person("planning"))
    page.locator(".who-menu summary").click()
    page.locator("h1").click()
    expect(page.get_by_role("button", name="退出")).to_be_hidden()


def test_a_notice_can_be_closed_and_goes_by_itself(browse: Browse, person: Any) -> None:
    page = browse("/told/", person("planning"))
    page.clock.install()
    notices = page.locator("#notices .toast")
    for _ in range(4):  # on a machine so busy that ten seconds pass before we look, they are told again
        page.goto(browse.home + "/nowhere/")
        if notices.count() == 2:
            break
        page.goto(browse.home + "/told/")
    expect(notices).to_have_count(2)
    browse.check()
    notices.first.get_by_role("button", name="关闭").click()
    expect(notices).to_have_count(1)
    page.mouse.move(5, 5)
    page.clock.run_for(4_000)  # real time passes too, on a busy machine seconds
    expect(notices).to_have_count(1)
    page.clock.run_for(8_000)
    expect(notices).to_have_count(0)


def test_htmx_shows_failures_and_notices_at_the_foot(browse: Browse, person: Any) -> None:
    page = browse("/nowhere/", person("planning"))
    if not page.evaluate("'htmx' in window"):
        pytest.skip("no front-end libraries here: tools/front.sh")
    browse.watch.expected |= {"/trouble/refused/", "/trouble/broken/"}
    for name in ("refused", "broken"):
        page.evaluate("name => htmx.ajax('GET', `/trouble/${name}/`, {target: 'h1', swap: 'innerHTML'})", name)
    expect(page.locator("#notices [role=alert]")).to_have_count(2)
    expect(page.locator("h1")).to_have_text("这里没有内容")
    page.evaluate("htmx.ajax('GET', '/told/', {target: 'h1', swap: 'innerHTML'})")
    expect(page.locator("h1")).to_have_text("fragment")
    expect(page.locator("#notices [role=status]")).to_have_count(2)
    assert page.evaluate("[htmx.config.allowEval, htmx.config.selfRequestsOnly, htmx.config.includeIndicatorStyles]") == [False, True, False]
    browse.watch.errors = [one for one in browse.watch.errors if "Response Status Error Code" not in one]


def test_the_browser_keeps_inline_code_from_running(browse: Browse) -> None:
    page = browse("/login/")
    page.evaluate("""() => {
        const script = document.createElement("script"); script.textContent = "window.ran = 1"; document.body.append(script);
        document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.ran = 2'><p style='color:red' id=styled>a</p>");
    }""")
    assert page.evaluate("window.ran") is None
    assert page.evaluate("getComputedStyle(document.getElementById('styled')).color") != "rgb(255, 0, 0)"
    assert [one for one in browse.watch.errors if "Content Security Policy" in one]
    browse.watch.errors.clear()
    browse.watch.missing.clear()


def test_printed_without_controls_with_its_line(browse: Browse, person: Any) -> None:
    page = browse("/nowhere/", person("planning"), theme="dark")
    page.emulate_media(media="print")
    for hidden in (".top", ".foot", ".skip"):
        expect(page.locator(hidden).first).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.querySelector('main'), '::after').content").startswith('"台账 · 砚州市 · 打印于')
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"


def test_without_scripts_choices_and_menus_work(browse: Browse, person: Any, browser: Any, as_person: Any) -> None:
    cookie = as_person(person("planning")).cookies["sessionid"].value
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": browse.home}])
    page = context.new_page()
    page.goto(browse.home + "/nowhere/")
    page.locator(".who-menu summary").click()
    expect(page.get_by_role("button", name="退出")).to_be_visible()
    page.get_by_role("button", name="暗", exact=True).first.click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    context.close()
