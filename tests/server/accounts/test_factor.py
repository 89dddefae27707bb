"""The second factor: owed by offices and by choice, set up once, given at every log-in, with recovery codes."""
import base64
import hashlib
import hmac
import struct
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from taizhang.server.accounts.actions.factors import confirm_factor, remove_factor, renew_codes, reset_factor
from taizhang.server.accounts.actions.grants import give
from taizhang.server.accounts.models import User
from taizhang.server.audit.actions import Refused
from taizhang.server.audit.models import Entry

pytestmark = pytest.mark.django_db
Make = Callable[..., User]
GOOD = "A-good-pass-1"


def code(device: TOTPDevice, step: int = 0) -> str:
    """What the app on the telephone shows, worked out anew."""
    made = hmac.new(device.bin_key, struct.pack(">Q", int(time.time()) // 30 + step), hashlib.sha1).digest()
    at = made[-1] & 15
    return f"{(struct.unpack('>I', made[at : at + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def wrong(device: TOTPDevice) -> str:
    return next(f"{n:06d}" for n in range(10) if f"{n:06d}" not in {code(device, step) for step in (-1, 0, 1)})


def log_in(user: User) -> Client:
    client = Client()
    assert client.post("/login/", {"username": user.account, "password": GOOD}).status_code == 302
    return client


def with_device(user: User) -> tuple[TOTPDevice, list[str]]:
    device = TOTPDevice.objects.create(user=user, confirmed=False)
    codes = confirm_factor(user, user, device)
    TOTPDevice.objects.filter(pk=device.pk).update(last_t=-1)
    return device, codes


def unthrottled(user: User) -> None:
    TOTPDevice.objects.filter(user=user).update(throttling_failure_timestamp=None, throttling_failure_count=0)


@pytest.mark.parametrize("role", ["system", "security", "audit"])
def test_an_office_sees_nothing_before_its_second_factor(person: Make, role: str) -> None:
    client = log_in(person(role))
    for address in ("/", "/people/", "/roles/", "/account/", "/ledger/", "/account/password/", "/no/such/page/"):
        assert client.get(address)["Location"].startswith("/second-factor/set-up/"), address
    assert client.post("/people/new/", {"account": "x1", "name": "x"})["Location"].startswith("/second-factor/set-up/")
    assert not User.objects.filter(account="x1").exists()


def test_it_is_set_up_with_a_code_and_recovery_codes_are_shown_once(person: Make) -> None:
    user = person("system")
    client = log_in(user)
    page = client.get("/second-factor/set-up/").content.decode()
    device = TOTPDevice.objects.get(user=user, confirmed=False)
    letters = base64.b32encode(device.bin_key).decode().rstrip("=")
    assert all(f"<span>{letters[at : at + 4]}</span>" in page for at in range(0, len(letters), 4))
    picture = client.get("/second-factor/picture.svg")
    assert picture["Content-Type"] == "image/svg+xml" and picture.content.startswith(b"<svg") and "no-store" in picture["Cache-Control"]
    before = client.session.session_key
    assert client.post("/second-factor/set-up/", {"code": wrong(device)}).status_code == 422
    unthrottled(user)
    answer = client.post("/second-factor/set-up/", {"code": f"{code(device)[:3]} {code(device)[3:]}"})
    assert answer.status_code == 200 and answer.content.decode().count("<li><code>") == 10
    assert client.session.session_key != before and client.get("/people/").status_code == 200
    assert Entry.objects.filter(action="user.second_factor", actor=user).exists()
    stored = set(StaticToken.objects.values_list("token", flat=True))
    assert len(stored) == 10 and not any(token in answer.content.decode() for token in stored), "codes are not stored as they are"


def test_at_the_next_log_in_the_code_is_asked_and_used_once(person: Make) -> None:
    user = person("system")
    device, _ = with_device(user)
    client = log_in(user)
    assert client.get("/people/?q=a")["Location"] == "/second-factor/?next=%2Fpeople%2F%3Fq%3Da"
    shown, before = code(device), client.session.session_key
    answer = client.post("/second-factor/", {"code": shown, "next": "/people/?q=a"})
    assert answer["Location"] == "/people/?q=a" and client.session.session_key != before
    assert client.get("/people/").status_code == 200
    again = log_in(user)
    assert again.post("/second-factor/", {"code": shown}).status_code == 422, "a code works once"
    assert again.get("/people/").status_code == 302


def test_who_owes_the_code_can_neither_make_a_new_device_nor_change_the_password(person: Make) -> None:
    user = person("system")
    with_device(user)
    client = log_in(user)
    for address in ("/second-factor/set-up/", "/second-factor/picture.svg", "/account/password/", "/account/recovery-codes/"):
        assert client.get(address)["Location"].startswith("/second-factor/"), address
        assert client.post(address, {})["Location"].startswith("/second-factor/"), address
    assert TOTPDevice.objects.filter(user=user).count() == 1


def test_the_code_of_another_person_does_not_open(person: Make) -> None:
    user, other = person("system"), person("audit")
    with_device(user)
    device, codes = with_device(other)
    client = log_in(user)
    assert client.post("/second-factor/", {"code": code(device)}).status_code == 422
    unthrottled(user)
    assert client.post("/second-factor/", {"code": codes[0]}).status_code == 422


def test_a_recovery_code_opens_once_however_it_is_typed(person: Make) -> None:
    user = person("system")
    _, codes = with_device(user)
    assert log_in(user).post("/second-factor/", {"code": codes[0].upper().replace("-", " ")}).status_code == 302
    assert Entry.objects.filter(action="session.recovery", actor=user).exists()
    assert log_in(user).post("/second-factor/", {"code": codes[0]}).status_code == 422
    renew_codes(user, user)
    StaticDevice.objects.update(throttling_failure_timestamp=None, throttling_failure_count=0)
    assert log_in(user).post("/second-factor/", {"code": codes[1]}).status_code == 422, "new codes make the old ones void"


def test_wrong_codes_lock_the_account_and_a_right_password_in_between_does_not_help(person: Make) -> None:
    user = person("system")
    device, _ = with_device(user)
    for n in range(4):
        client = log_in(user)
        assert client.post("/second-factor/", {"code": wrong(device)}).status_code == 422, n
        unthrottled(user)
    client = log_in(user)
    locked = client.post("/second-factor/", {"code": wrong(device)})
    assert locked.status_code == 403 and client.get("/people/")["Location"].startswith("/login/")
    unthrottled(user)
    assert Client().post("/login/", {"username": user.account, "password": GOOD}).status_code == 403
    assert Entry.objects.filter(action="session.failed_code").count() == 5 and Entry.objects.filter(action="session.locked").count() == 1


def test_after_a_wrong_code_one_waits(person: Make) -> None:
    user = person("system")
    device, _ = with_device(user)
    client = log_in(user)
    client.post("/second-factor/", {"code": wrong(device)})
    assert client.post("/second-factor/", {"code": code(device)}).status_code == 422, "too early"
    assert Entry.objects.filter(action="session.failed_code").count() == 1, "what was not tried does not count"


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abc", "１２３４５６", "0x1234", "9" * 500, "\0", "<script>", "-00001"])
def test_what_is_no_code_is_a_wrong_code(person: Make, typed: str) -> None:
    user = person("system")
    with_device(user)
    assert log_in(user).post("/second-factor/", {"code": typed}).status_code == 422


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_the_code_leads_to_pages_of_this_server_only(person: Make, to: str) -> None:
    user = person("system")
    device, _ = with_device(user)
    assert log_in(user).post("/second-factor/", {"code": code(device), "next": to})["Location"] == "/"


def test_with_the_setting_everybody_owes_it(person: Make, settings: Any) -> None:
    user = person("reviewer")
    assert log_in(user).get("/account/").status_code == 200
    settings.TWO_FACTOR_FOR_ALL = True
    assert log_in(user).get("/account/")["Location"].startswith("/second-factor/set-up/")


def test_who_chose_it_is_asked_and_can_give_it_up_where_nobody_asks_for_it(person: Make, as_person: Any) -> None:
    user = person("reviewer")
    device, _ = with_device(user)
    client = log_in(user)
    assert client.get("/account/")["Location"].startswith("/second-factor/")
    client.post("/second-factor/", {"code": code(device)})
    assert client.post("/account/second-factor/remove/").status_code == 302
    assert log_in(user).get("/account/").status_code == 200
    office = person("audit")
    with_device(office)
    with pytest.raises(Refused):
        remove_factor(office, office)


def test_the_administrator_removes_a_lost_one_but_never_that_of_another_office(person: Make) -> None:
    admin, security, user = person("system"), person("security"), person("reviewer")
    with_device(user)
    with_device(security)
    reset_factor(admin, user, "telephone lost")
    assert not TOTPDevice.objects.filter(user=user).exists()
    for other in (security, admin):
        with pytest.raises(Refused):
            reset_factor(admin, other, "to get in")
    reset_factor(None, security, "at the server")
    assert not TOTPDevice.objects.filter(user=security).exists()


def test_a_removed_device_ends_what_it_opened(person: Make) -> None:
    user = person("system")
    device, _ = with_device(user)
    client = log_in(user)
    client.post("/second-factor/", {"code": code(device)})
    assert client.get("/people/").status_code == 200
    reset_factor(None, user, "lost")
    assert client.get("/people/")["Location"].startswith("/second-factor/set-up/")


def test_a_role_with_an_office_asks_for_it_from_the_next_click_on(person: Make, as_person: Any) -> None:
    security, user = person("security"), person()
    client = log_in(user)
    assert client.get("/account/").status_code == 200
    give(security, user, "audit", "all", reason="x")
    assert client.get("/account/")["Location"].startswith("/second-factor/set-up/")
