"""The door: log-in, what is said when it fails, lock-out, idle time-out, log-out, where one is led afterwards."""
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from taizhang.server.accounts import sessions
from taizhang.server.accounts.models import LogIn, User
from taizhang.server.audit.models import Entry

pytestmark = pytest.mark.django_db
GOOD = "A-good-pass-1"
Make = Callable[..., User]


def log_in(client: Client, account: str, password: str = GOOD, **more: Any) -> Any:
    return client.post("/login/", {"username": account, "password": password, **more})


def test_the_door_lets_in_with_the_right_password_and_leaves_a_line(person: Make) -> None:
    user, client = person("reviewer", account="wang"), Client()
    answer = log_in(client, " Wang ")
    assert answer.status_code == 302 and answer["Location"] == "/"
    assert client.get("/account/").status_code == 200
    assert Entry.objects.filter(action="session.begin", actor=user).count() == 1
    assert LogIn.objects.get(user=user).session == client.session.session_key


def test_a_wrong_account_and_a_wrong_password_look_the_same(person: Make) -> None:
    person("reviewer", account="wang")
    there, absent = log_in(Client(), "wang", "wrong"), log_in(Client(), "wong", "wrong")
    said = [answer.content.decode().replace("wang", "w").replace("wong", "w") for answer in (there, absent)]
    strip = [page[page.index('id="wrong"'):page.index("</form>")].partition("csrf")[0] for page in said]
    assert there.status_code == absent.status_code == 200 and strip[0] == strip[1]
    assert Entry.objects.filter(action="session.failed", outcome="failed").count() == 2


@pytest.mark.parametrize("account", ["wang", "nobody-at-all"])
def test_five_failures_lock_an_account_and_the_page_says_until_when(person: Make, account: str) -> None:
    person("reviewer", account="wang")
    client = Client()
    for left in (4, 3, 2, 1):
        assert str(left) in log_in(client, account, "wrong").content.decode()
    locked = log_in(client, account, "wrong")
    assert locked.status_code == 403
    until = timezone.localtime(timezone.now() + timedelta(minutes=30))
    assert any((until + timedelta(minutes=m)).strftime("%H:%M") in locked.content.decode() for m in (-1, 0, 1))
    assert log_in(client, account).status_code == 403, "the right password opens a locked account"
    assert Entry.objects.filter(action="session.locked").count() == 1
    assert Entry.objects.filter(action="session.failed").count() == 5, "tries at a locked door are no news"


def test_a_log_in_in_between_sets_the_count_to_nothing(person: Make) -> None:
    person("reviewer", account="wang")
    for _ in range(4):
        log_in(Client(), "wang", "wrong")
    assert log_in(Client(), "wang").status_code == 302
    assert log_in(Client(), "wang", "wrong").status_code == 200


def test_a_lock_ends_by_itself(person: Make) -> None:
    person("reviewer", account="wang")
    for _ in range(5):
        log_in(Client(), "wang", "wrong")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=31))
    assert log_in(Client(), "wang").status_code == 302


@pytest.mark.parametrize("account, password", [("", GOOD), ("wang", ""), ("w" * 41, GOOD), ("wang", "x" * 300), ("wa\0ng", "y"), ("' OR 1=1 --", "x")])
def test_what_cannot_be_an_account_is_refused_quietly(person: Make, account: str, password: str) -> None:
    person("reviewer", account="wang")
    answer = log_in(Client(), account, password)
    assert answer.status_code == 200 and "note stop" in answer.content.decode()


def test_a_closed_account_does_not_open(person: Make) -> None:
    person("reviewer", account="wang", is_active=False)
    assert "note stop" in log_in(Client(), "wang").content.decode()


@pytest.mark.parametrize("to, leads", [
    ("/account/", "/account/"), ("https://evil.example/", "/"), ("//evil.example/x", "/"), ("javascript:alert(1)", "/"),
    ("/\\evil.example", "/"), ("http:///evil.example", "/"), ("/ledger/?a=1&b=2", "/ledger/?a=1&b=2"), ("", "/"),
])
def test_after_the_door_one_is_led_to_pages_of_this_server_only(person: Make, to: str, leads: str) -> None:
    person("reviewer", account="wang")
    assert log_in(Client(), "wang", next=to)["Location"] == leads


def test_a_stranger_is_sent_to_the_door_and_back() -> None:
    answer = Client().get("/account/?a=1")
    assert answer.status_code == 302 and answer["Location"] == "/login/?next=%2Faccount%2F%3Fa%3D1"


def test_a_fragment_takes_the_whole_page_to_the_door() -> None:
    answer = Client().get("/account/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/account/?b=2"})
    assert answer.status_code == 204 and answer["HX-Redirect"] == "/login/?next=%2Faccount%2F%3Fb%3D2"


@pytest.mark.parametrize("said", ["http://[", "//[x", "\xff\xe4", "javascript:alert(1)"])
def test_whatever_htmx_is_said_to_show_leads_to_the_log_in(said: str) -> None:
    answer = Client().get("/account/", headers={"HX-Request": "true", "HX-Current-URL": said})
    assert answer.status_code == 204 and answer["HX-Redirect"].startswith("/login/")


def test_an_account_in_the_page_is_text_and_no_markup() -> None:
    page = log_in(Client(), '"><script>alert(1)</script>', "x").content.decode()
    assert "<script>alert" not in page


def test_the_form_asks_for_its_token(person: Make) -> None:
    person("reviewer", account="wang")
    assert log_in(Client(enforce_csrf_checks=True), "wang").status_code == 403


def test_the_session_has_a_new_key_after_the_door(person: Make) -> None:
    person("reviewer", account="wang")
    client = Client()
    session = client.session
    session["planted"] = "by a stranger"
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted
    log_in(client, "wang")
    assert client.session.session_key != planted and not Session.objects.filter(session_key=planted).exists()


def set_back(client: Client, **seconds: int) -> None:
    session = client.session
    for name, value in seconds.items():
        session[name] = sessions.now() - value
    session.save()


def test_a_session_without_a_request_ends_and_the_page_says_why(person: Make, as_person: Any) -> None:
    user = person("reviewer")
    client = as_person(user)
    set_back(client, seen=15 * 60 + 1)
    answer = client.get("/account/")
    assert answer.status_code == 302 and "why=idle" in answer["Location"] and "next=%2Faccount%2F" in answer["Location"]
    assert "note warn" in client.get(answer["Location"]).content.decode()
    assert Entry.objects.filter(action="session.idle", actor=user).count() == 1
    assert client.get("/account/").status_code == 302


def test_a_request_keeps_a_session_alive_and_polling_does_not(person: Make, as_person: Any) -> None:
    client = as_person(person("reviewer"))
    set_back(client, seen=14 * 60)
    assert client.get("/account/", headers={"X-Poll": "1"}).status_code == 200
    assert sessions.now() - client.session["seen"] >= 14 * 60
    assert client.get("/account/").status_code == 200
    assert sessions.now() - client.session["seen"] < 5


def test_what_was_seen_is_stored_once_a_minute(person: Make, as_person: Any, django_assert_num_queries: Any) -> None:
    client = as_person(person("reviewer"))
    set_back(client, seen=30)
    client.get("/account/")
    assert sessions.now() - client.session["seen"] >= 30


def test_no_session_is_older_than_any_may_be(person: Make, as_person: Any) -> None:
    client = as_person(person("reviewer"))
    set_back(client, began=12 * 3600 + 1)
    assert client.get("/account/").status_code == 302


def test_a_session_without_a_clock_is_over(person: Make, as_person: Any) -> None:
    client = as_person(person("reviewer"))
    session = client.session
    del session["seen"]
    session.save()
    assert client.get("/account/").status_code == 302


def test_log_out_ends_the_session_and_is_a_post(person: Make) -> None:
    user, client = person("reviewer", account="wang"), Client()
    log_in(client, "wang")
    assert client.get("/logout/").status_code == 405
    assert client.post("/logout/").status_code == 302
    assert client.get("/account/").status_code == 302
    assert LogIn.objects.get(user=user).why == "out" and Entry.objects.filter(action="session.out", actor=user).exists()
