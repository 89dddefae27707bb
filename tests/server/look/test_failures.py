"""Pages of failure say what, where, why and the next step, in both languages, and betray nothing."""
from typing import Any

import pytest
from django.test import Client, override_settings

from taizhang.server.audit.models import Entry

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
SAYS = {
    "refused": (403, "没有权限", "Not allowed", "ask the security administrator"),
    "outdated": (409, "别人先改了", "Someone else was faster", "load the page again"),
    "frozen": (400, "历史记录不能改", "This is history", "stays readable"),
    "large": (413, "超过大小限制", "Too large", "split it"),
    "usage": (400, "没有执行", "This could not be done", "write it as 2018-07-05"),
    "own": (400, "没有执行", "This could not be done", "add an alias"),
    "broken": (500, "系统出错", "Something broke on our side", "tell the system administrator"),
}


@pytest.fixture(autouse=True)
def trouble(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.server.look.trouble"


@pytest.fixture
def visitor() -> Client:
    """One who sees what a person would see, not the traceback."""
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("name", SAYS)
def test_a_page_says_what_and_what_next(visitor: Client, name: str) -> None:
    code, chinese, english, hint = SAYS[name]
    answer = visitor.get(f"/trouble/{name}/")
    page = answer.content.decode()
    assert answer.status_code == code
    assert f"<h1>{chinese}</h1>" in page and "下一步" in page and 'href="/"' in page
    visitor.cookies["language"] = "en"
    page = visitor.get(f"/trouble/{name}/").content.decode()
    assert f"<h1>{english}</h1>" in page and hint in page and "What to do" in page


@pytest.mark.parametrize("name", SAYS)
def test_a_fragment_gets_a_notice_at_the_foot(visitor: Client, name: str) -> None:
    code, chinese, _, _ = SAYS[name]
    answer = visitor.get(f"/trouble/{name}/", headers=HTMX)
    assert answer.status_code == code
    assert (answer["HX-Retarget"], answer["HX-Reswap"], answer["HX-Push-Url"]) == ("#notices", "beforeend", "false")
    page = answer.content.decode()
    assert chinese in page and 'role="alert"' in page and "<html" not in page and "<h1" not in page


def test_a_boosted_link_gets_the_whole_page(visitor: Client) -> None:
    assert "<html" in visitor.get("/trouble/own/", headers={**HTMX, "HX-Boosted": "true"}).content.decode()


def test_what_was_said_is_escaped(visitor: Client) -> None:
    for name in ("refused", "usage"):
        for headers in ({}, HTMX):
            page = visitor.get(f"/trouble/{name}/", headers=headers).content.decode()
            assert "<script>alert(1)" not in page and "<b>Reviewer</b>" not in page


def test_where_and_why_have_their_places(visitor: Client) -> None:
    page = visitor.get("/trouble/own/").content.decode()
    assert all(words in page for words in ("could not be read", "row 12", "no such unit", "add an alias", "位置", "原因"))


def test_known_sentences_of_lower_rooms_are_said_in_chinese(visitor: Client) -> None:
    page = visitor.get("/trouble/usage/").content.decode()
    assert "不是日期" in page and "请写成 2018-07-05" in page


def test_a_fault_of_ours_tells_no_secrets(visitor: Client) -> None:
    page = visitor.get("/trouble/broken/").content.decode()
    assert "hunter2" not in page and "RuntimeError" not in page and "Traceback" not in page


def test_a_fault_of_ours_is_drawn_without_the_database(person: Any, as_person: Any) -> None:
    client = as_person(person("reviewer"))
    client.raise_request_exception = False
    page = client.get("/trouble/broken/").content.decode()
    assert "系统出错" in page and '<nav class="nav"' not in page


def test_what_does_not_exist_and_what_one_may_not_see_read_alike(person: Any, as_person: Any) -> None:
    answer = as_person(person("reviewer")).get("/nowhere/at/all/")
    page = answer.content.decode()
    assert answer.status_code == 404 and "<h1>这里没有内容</h1>" in page and '<nav class="nav"' in page


def test_a_form_without_its_token(db: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/theme/", {"theme": "dark"})
    page = answer.content.decode()
    assert answer.status_code == 403 and "<h1>表单已失效</h1>" in page and "下一步" in page
    strict.cookies["language"] = "en"
    assert "This form is out of date" in strict.post("/theme/", {"theme": "dark"}, headers=HTMX).content.decode()


def test_a_strange_host_is_refused_without_being_repeated(visitor: Client) -> None:
    answer = visitor.get("/login/", headers={"host": "evil.example"})
    assert answer.status_code == 400 and "evil.example" not in answer.content.decode()


@override_settings(DATA_UPLOAD_MAX_NUMBER_FIELDS=3)
def test_a_form_with_too_many_fields_is_refused(visitor: Client) -> None:
    answer = visitor.post("/theme/", {f"f{n}": "1" for n in range(9)})
    assert answer.status_code == 400 and "请求无法识别" in answer.content.decode()


def test_a_refusal_of_a_page_is_in_the_trail(person: Any, as_person: Any) -> None:
    user = person("reviewer")
    client = as_person(user)
    client.get("/trouble/refused/")
    found = Entry.objects.filter(outcome="refused", actor=user)
    assert found.count() == 1
