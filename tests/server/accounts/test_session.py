"""One's own sessions: listed, ended; never anybody else's."""
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from taizhang.server.accounts.models import LogIn, User

pytestmark = pytest.mark.django_db
Make = Callable[..., User]


def log_in(user: User, browser: str = "") -> Client:
    client = Client(headers={"user-agent": browser})
    assert client.post("/login/", {"username": user.account, "password": "A-good-pass-1"}).status_code == 302
    return client


def test_each_session_is_listed_with_its_browser_and_can_be_ended(person: Make, entry: Any) -> None:
    user = person("reviewer")
    here, there = log_in(user, "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"), log_in(user, "Mozilla/5.0 (Android 15) Chrome/140.0")
    page = here.get("/account/").content.decode()
    assert "Firefox, Windows" in page and "Chrome, Android" in page
    other = LogIn.objects.get(user=user, browser__contains="Android")
    assert here.post(f"/account/sessions/{other.key}/end/").status_code == 302
    assert there.get("/account/").status_code == 302 and here.get("/account/").status_code == 200
    assert entry("session.end")["actor"] == user.account


def test_all_others_end_at_once(person: Make) -> None:
    user = person("reviewer")
    here, others = log_in(user), [log_in(user) for _ in range(3)]
    here.post("/account/sessions/end/")
    assert here.get("/account/").status_code == 200 and all(one.get("/account/").status_code == 302 for one in others)


def test_the_session_of_somebody_else_is_not_found(person: Make) -> None:
    victim = log_in(person("reviewer"))
    key = LogIn.objects.get().key
    assert log_in(person("planning")).post(f"/account/sessions/{key}/end/").status_code == 404
    assert victim.get("/account/").status_code == 200


def test_a_session_that_has_ended_is_not_ended_again(person: Make) -> None:
    user = person("reviewer")
    log_in(user).post("/logout/")
    assert log_in(user).post(f"/account/sessions/{LogIn.objects.get(why='out').key}/end/").status_code == 403


def test_the_name_of_a_browser_is_text(person: Make) -> None:
    client = log_in(person("reviewer"), "<script>alert(1)</script>" + "x" * 5000)
    assert "<script>alert" not in client.get("/account/").content.decode()
    assert len(LogIn.objects.get().browser) == 200
