"""One's own sessions: listed, ended; never anybody else's."""
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from taizhang.server.accounts.models import LogIn, User
from taizhang.server.accounts.sessions import sweep

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


def test_a_browser_that_was_closed_leaves_no_session_behind(person: Make) -> None:
    user = person("reviewer")
    closed = log_in(user, "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0")
    LogIn.objects.update(seen_at=timezone.now() - timedelta(minutes=18))
    assert "Firefox" not in log_in(user).get("/account/").content.decode()
    assert closed.get("/account/").status_code == 302 and LogIn.objects.get(browser__contains="Firefox").why == "idle"


def test_what_is_over_is_swept_and_what_runs_stays(person: Make) -> None:
    old, running = log_in(person("reviewer")), log_in(person("planning"))
    LogIn.objects.filter(session=old.session.session_key).update(seen_at=timezone.now() - timedelta(days=1))
    Session.objects.create(session_key="a" * 32, session_data="", expire_date=timezone.now() - timedelta(days=1))
    assert sweep() == 1 and not Session.objects.filter(session_key="a" * 32).exists()
    assert old.get("/account/").status_code == 302 and running.get("/account/").status_code == 200


def test_the_name_of_a_browser_is_text(person: Make) -> None:
    client = log_in(person("reviewer"), "<script>alert(1)</script>" + "x" * 5000)
    assert "<script>alert" not in client.get("/account/").content.decode()
    assert len(LogIn.objects.get().browser) == 200
