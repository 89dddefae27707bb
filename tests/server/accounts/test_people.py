"""Accounts: opened, changed, closed, opened again; by the system administrator, and never their own."""
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.test import Client

from taizhang.server.accounts import attempts
from taizhang.server.accounts.actions.people import close_account, edit_account, open_account, reopen_account, reset_password, unlock
from taizhang.server.accounts.models import LogIn, User
from taizhang.server.accounts.passwords import first_password
from taizhang.server.audit.actions import Refused
from taizhang.server.audit.models import Entry, Value
from taizhang.values.errors import UsageError

pytestmark = pytest.mark.django_db
Make = Callable[..., User]
Offices = dict[str, User]
CROSS = '<script>alert("x")</script>'


def log_in(account: str, password: str) -> Client:
    client = Client()
    client.post("/login/", {"username": account, "password": password})
    return client


def test_a_first_password_is_shown_once_and_has_to_be_changed(offices: Offices, as_person: Any) -> None:
    admin = as_person(offices["system"])
    answer = admin.post("/people/new/", {"account": "Wang.L", "name": "Wang", "unit": "990400.gxj", "telephone": "1"})
    user = User.objects.get(account="wang.l")
    shown = next(word for word in answer.content.decode().replace("<", ">").split(">") if user.check_password(word))
    assert answer.headers["Cache-Control"].count("no-store") and shown not in admin.get(f"/people/{user.pk}/").content.decode()
    assert not Value.objects.filter(value__contains=shown).exists()
    client = log_in("wang.l", shown)
    assert client.get("/")["Location"] == "/account/password/"
    changed = client.post("/account/password/", {"old": shown, "new": "My-own-pass-2", "again": "My-own-pass-2"})
    assert changed.status_code == 302 and client.get("/account/").status_code == 200


def test_first_passwords_fulfil_the_rules() -> None:
    made = {first_password() for _ in range(200)}
    assert len(made) == 200
    for password in made:
        validate_password(password)


@pytest.mark.parametrize("old, new, again", [
    ("wrong", "My-own-pass-2", "My-own-pass-2"), ("A-good-pass-1", "My-own-pass-2", "My-own-pass-3"), ("A-good-pass-1", "short-1A", "short-1A"),
    ("A-good-pass-1", "onlysmallletters", "onlysmallletterx"), ("A-good-pass-1", "onlysmall", "onlysmall"),
    ("A-good-pass-1", "A-good-pass-1", "A-good-pass-1"),
    ("A-good-pass-1", "", ""), ("", "My-own-pass-2", "My-own-pass-2"), ("A-good-pass-1", "x" * 300, "x" * 300),
    ("A-good-pass-1", "Liu-Xiaoming-9", "Liu-Xiaoming-9"),
])
def test_a_new_password_keeps_the_rules(person: Make, as_person: Any, old: str, new: str, again: str) -> None:
    user = person("reviewer", account="liu-xiaoming")
    answer = as_person(user).post("/account/password/", {"old": old, "new": new, "again": again})
    assert answer.status_code == 422 and User.objects.get(pk=user.pk).check_password("A-good-pass-1")


def test_a_new_password_ends_all_other_sessions(person: Make) -> None:
    user = person("reviewer", account="wang")
    here, there = log_in("wang", "A-good-pass-1"), log_in("wang", "A-good-pass-1")
    here.post("/account/password/", {"old": "A-good-pass-1", "new": "My-own-pass-2", "again": "My-own-pass-2"})
    assert here.get("/account/").status_code == 200 and there.get("/account/").status_code == 302
    assert LogIn.objects.get(user=user, ended_at=None).session == here.session.session_key


def test_guessing_the_present_password_counts_and_locks(person: Make, as_person: Any) -> None:
    user = person("reviewer", account="wang")
    client = as_person(user)
    for _ in range(5):
        client.post("/account/password/", {"old": "wrong", "new": "My-own-pass-2", "again": "My-own-pass-2"})
    answer = client.get("/account/")
    assert answer.status_code == 302 and answer["Location"].startswith("/login/"), "the session ends too"
    client = as_person(user)
    client.post("/account/password/", {"old": "A-good-pass-1", "new": "My-own-pass-2", "again": "My-own-pass-2"})
    assert User.objects.get(pk=user.pk).check_password("A-good-pass-1"), "a locked account changes no password"


def test_an_account_is_taken_once_however_it_is_written(offices: Offices, as_person: Any) -> None:
    admin = as_person(offices["system"])
    for account, status in (("wang", 200), ("WANG ", 422), ("wa ng", 422), ("王", 422), ("", 422), ("x" * 41, 422), ("..", 422), (CROSS, 422)):
        assert admin.post("/people/new/", {"account": account, "name": "Wang"}).status_code == status
    assert User.objects.filter(account="wang").count() == 1


@pytest.mark.parametrize("field, value", [("unit", "nowhere"), ("name", ""), ("name", "x" * 61), ("telephone", "1" * 41), ("name", "a\0b")])
def test_what_is_no_name_unit_or_number_is_refused(offices: Offices, as_person: Any, person: Make, field: str, value: str) -> None:
    user = person("reviewer", account="wang")
    sent = {"name": "Wang", "unit": "", "telephone": ""} | {field: value}
    assert as_person(offices["system"]).post(f"/people/{user.pk}/edit/", sent).status_code == 422
    with pytest.raises(UsageError):
        open_account(None, "chen", **sent)


def test_names_are_text_and_no_markup(offices: Offices, as_person: Any) -> None:
    user, _ = open_account(None, "wang", CROSS, "", CROSS)
    for address in ("/people/", f"/people/{user.pk}/", f"/people/{user.pk}/hand-over/"):
        assert "<script>alert" not in as_person(offices["system"]).get(address).content.decode()
    assert "<script>alert" not in as_person(offices["security"]).get(f"/roles/{user.pk}/").content.decode()


def test_changes_are_told_and_no_change_is_no_news(offices: Offices, person: Make, entry: Any) -> None:
    user = person(account="wang")
    edit_account(offices["system"], user, "wang", "", "")
    assert not Entry.objects.filter(action="user.edit").exists()
    edit_account(offices["system"], user, "Wang Li", "990400.gxj", "")
    assert "wang → Wang Li" in entry("user.edit")["changes"] and User.objects.get(pk=user.pk).unit == "990400.gxj"


def test_a_closed_account_has_no_session_and_no_rights_and_comes_back_with_a_new_password(offices: Offices, person: Make, entry: Any) -> None:
    user = person("reviewer", account="wang")
    client = log_in("wang", "A-good-pass-1")
    close_account(offices["system"], user, "retired")
    assert client.get("/account/").status_code == 302 and entry("user.close")["reason"] == "retired"
    password = reopen_account(offices["system"], User.objects.get(pk=user.pk), "came back")
    assert log_in("wang", "A-good-pass-1").get("/account/")["Location"].startswith("/login/")
    assert log_in("wang", password).get("/account/")["Location"].startswith("/account/password/")


def test_the_last_of_an_office_is_not_closed(offices: Offices, person: Make) -> None:
    with pytest.raises(Refused, match="the-security"):
        close_account(offices["system"], offices["security"], "x")
    person("security")
    close_account(offices["system"], offices["security"], "x")


@pytest.mark.parametrize("act", [
    lambda admin, user: close_account(admin, user, "x"), reset_password, unlock, lambda admin, user: reopen_account(admin, user, "x"),
], ids=["close", "reset password", "unlock", "reopen"])
@pytest.mark.parametrize("who", ["own", "security", "audit", "planning"])
def test_only_another_system_administrator(offices: Offices, person: Make, act: Any, who: str) -> None:
    actor = offices["system"] if who == "own" else offices.get(who) or person(who)
    with pytest.raises(Refused):
        act(actor, offices["system"] if who == "own" else person("reviewer"))


def test_the_system_administrator_grants_nothing(offices: Offices, person: Make, as_person: Any) -> None:
    user, admin = person(), as_person(offices["system"])
    assert admin.get("/roles/").status_code == 403
    sent = {"role": "planning", "scope": "all:", "since": "2026-01-01", "reason": "x"}
    assert admin.post(f"/roles/{user.pk}/grant/", sent).status_code == 403 and not user.grants.exists()


def test_a_new_first_password_ends_sessions_and_locks(offices: Offices, person: Make, as_person: Any) -> None:
    user = person("reviewer", account="wang")
    client = log_in("wang", "A-good-pass-1")
    for _ in range(5):
        log_in("wang", "wrong")
    assert attempts.locked_until("wang")
    as_person(offices["system"]).post(f"/people/{user.pk}/password/")
    assert client.get("/account/").status_code == 302 and not attempts.locked_until("wang")


def test_a_locked_account_is_listed_and_unlocked(offices: Offices, person: Make, as_person: Any, entry: Any) -> None:
    user, admin = person("reviewer", account="wang"), as_person(offices["system"])
    for _ in range(5):
        log_in("wang", "wrong")
    assert "wang" in admin.get("/people/?state=locked").content.decode()
    assert admin.post(f"/people/{user.pk}/unlock/").status_code == 302
    assert log_in("wang", "A-good-pass-1").get("/account/").status_code == 200 and entry("user.unlock")["label"] == "wang"


def test_the_list_is_searched_sorted_and_paged(offices: Offices, as_person: Any, django_assert_max_num_queries: Any) -> None:
    User.objects.bulk_create(User(account=f"many{n:03d}", name=f"Many {n:03d}", unit="990400.gxj" if n % 2 else "990400.kjj") for n in range(120))
    admin = as_person(offices["system"])
    with django_assert_max_num_queries(30):
        page = admin.get("/people/?q=many&sort=-account").content.decode()
    assert page.index("many119") < page.index("many118") and "many050" not in page
    assert "many000" in admin.get("/people/?q=many&sort=-account&page=99").content.decode()
    assert ">many001<" not in admin.get("/people/?unit=990400.kjj&q=many001").content.decode()
    first = admin.get("/people/?q=many").content.decode()
    assert first.index("many000") < first.index("many098") and "many001" not in first, "the unit of lower number comes first"
    for odd in ("sort=password", "sort=--name", "page=-1", "page=x", "q=%00", "state=%27", "unit=%22%3E%3Cscript%3E"):
        assert admin.get(f"/people/?{odd}").status_code == 200


def test_every_form_asks_for_its_token(offices: Offices, person: Make, as_person: Any) -> None:
    user = person("reviewer")
    client = as_person(offices["system"])
    client.handler.enforce_csrf_checks = True
    for address in ("/people/new/", f"/people/{user.pk}/close/", f"/people/{user.pk}/password/", f"/people/{user.pk}/hand-over/"):
        assert client.post(address, {"reason": "x"}).status_code == 403
    assert User.objects.get(pk=user.pk).is_active


def test_a_page_for_posts_changes_nothing_when_it_is_looked_at(offices: Offices, person: Make, as_person: Any) -> None:
    user = person("reviewer")
    for address in ("close", "password", "unlock", "reopen", "second-factor", "edit"):
        assert as_person(offices["system"]).get(f"/people/{user.pk}/{address}/").status_code == 405
