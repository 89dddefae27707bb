"""Theme and language: chosen by a POST, kept in a cookie, and leading back to pages of this server only."""
import pytest
from django.test import Client

ELSEWHERE = [
    "https://evil.example/", "//evil.example/", "/\\evil.example", "///evil.example", "javascript:alert(1)", "\\\\evil.example", "https:evil.example",
    "/\t/evil.example", " //evil.example", "evil.example", "",
]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chosen_theme_is_in_the_first_byte_of_html(stranger: Client, theme: str) -> None:
    answer = stranger.post("/theme/", {"theme": theme, "next": "/login/"})
    assert (answer.status_code, answer["Location"]) == (302, "/login/")
    assert f'<html lang="zh-Hans" data-theme="{theme}">' in stranger.get("/nowhere/", follow=True).content.decode()


def test_by_default_the_system_decides(stranger: Client) -> None:
    assert "data-theme" not in stranger.get("/login/").content.decode()
    stranger.cookies["theme"] = '"><script>alert(1)</script>'
    page = stranger.get("/login/").content.decode()
    assert "data-theme" not in page and "alert(1)" not in page


def test_chinese_whatever_the_browser_asks_for(stranger: Client) -> None:
    answer = stranger.get("/login/")
    assert '<html lang="zh-Hans">' in answer.content.decode() and answer["Content-Language"] == "zh-Hans"


def test_english_once_chosen(stranger: Client) -> None:
    stranger.post("/language/", {"language": "en"})
    answer = stranger.get("/login/")
    page = answer.content.decode()
    assert '<html lang="en">' in page and answer["Content-Language"] == "en" and "Skip to the content" in page
    stranger.cookies["language"] = "fr"
    assert '<html lang="zh-Hans">' in stranger.get("/login/").content.decode()


@pytest.mark.parametrize("target", ELSEWHERE)
@pytest.mark.parametrize("choice", [("theme", "dark"), ("language", "en")])
def test_next_never_leads_elsewhere(stranger: Client, choice: tuple[str, str], target: str) -> None:
    answer = stranger.post(f"/{choice[0]}/", {choice[0]: choice[1], "next": target})
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_next_keeps_its_question(stranger: Client) -> None:
    answer = stranger.post("/theme/", {"theme": "dark", "next": "/ledger/?kind=target&unit=%E5%B8%82"})
    assert answer["Location"] == "/ledger/?kind=target&unit=%E5%B8%82"


@pytest.mark.parametrize(("address", "given"), [
    ("/theme/", {"theme": "purple"}), ("/theme/", {}), ("/language/", {"language": "fr"}), ("/language/", {"language": "zh-hans\r\nSet-Cookie: a=b"}),
])
def test_what_cannot_be_chosen_is_refused(stranger: Client, address: str, given: dict[str, str]) -> None:
    answer = stranger.post(address, given)
    assert answer.status_code == 400 and not answer.cookies.get("theme") and not answer.cookies.get("language")


@pytest.mark.parametrize("address", ["/theme/", "/language/"])
def test_choosing_takes_a_post_with_its_token(db: None, address: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.get(address + "?theme=dark&language=en").status_code == 405
    assert strict.post(address, {"theme": "dark", "language": "en"}).status_code == 403


def test_cookies_of_choices_are_closed_to_scripts(stranger: Client) -> None:
    cookie = stranger.post("/theme/", {"theme": "dark"}).cookies["theme"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and int(cookie["max-age"]) > 30_000_000
