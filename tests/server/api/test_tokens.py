"""Tokens: made by their person, shown once, never more than the person, and void when they should be."""
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as configured
from django.test import Client
from django.utils import timezone, translation

from taizhang.server.accounts.actions.passwords import change_password
from taizhang.server.accounts.actions.people import close_account, reopen_account
from taizhang.server.accounts.models import Grant, User
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.accounts.standing import forget, has_office, standing
from taizhang.server.api import actions, asking, tokens
from taizhang.server.api.models import Token
from taizhang.server.audit.actions import Refused
from taizhang.server.audit.models import Entry, Value
from taizhang.values.errors import UsageError
from tests.server.api.conftest import Program, fault, token_of
from tests.server.documents.texts import SHORT, written

pytestmark = pytest.mark.django_db


def test_the_standing_of_a_token_is_what_both_have(person: Callable[..., User]) -> None:
    user = person("planning", "reviewer", account="zhang")
    token, secret = token_of(user, ["documents.read", "facts.review", "own"])
    found, why = tokens.find(secret)
    assert found == token and why == ""
    asking_one = tokens.person_of(found)
    assert {one.capability for one in standing(asking_one).held} == {"documents.read", "facts.review"}
    may = POLICIES.get("document").may
    assert may(asking_one, "read") and not may(asking_one, "edit") and may(user, "edit")
    for grant in Grant.objects.current().filter(user=user, role="planning"):
        grant.conclude(by=None, reason="moved")
    forget(asking_one)
    assert standing(asking_one).has("facts.review") and standing(asking_one).has("documents.read"), "the reviewer still may"
    for grant in Grant.objects.current().filter(user=user):
        grant.conclude(by=None, reason="moved")
    forget(asking_one)
    assert standing(asking_one).held == (), "what the person lost the token lost with it"


def test_an_office_stays_an_office_however_narrow_the_token(person: Callable[..., User]) -> None:
    user = person("audit", account="auditor")
    found = tokens.find(token_of(user, ["own"])[1])[0]
    assert found is not None
    asking_one = tokens.person_of(found)
    assert has_office(asking_one) and standing(asking_one).held == ()
    assert not POLICIES.get("deputy").may(asking_one, "name"), "an office does no business, by token neither"


def test_only_a_digest_is_kept(person: Callable[..., User]) -> None:
    token, secret = token_of(person("leader"), name="data room")
    assert secret not in str(Token.objects.filter(pk=token.pk).values()) and token.digest == tokens.digest(secret)
    assert not Value.objects.filter(value__contains=secret).exists()
    assert Entry.objects.filter(action="token.make", noun="token", key=str(token.key)).exists()


@pytest.mark.parametrize(("more", "says"), [
    ({"name": " "}, "name"), ({"name": "x" * 61}, "name"), ({"capabilities": []}, "nothing"), ({"capabilities": ["facts.review"]}, "more than you"),
    ({"capabilities": ["accounts.manage"]}, "more than you"), ({"until": timedelta(days=-1)}, "past"), ({"until": timedelta(days=400)}, "far away"),
])
def test_what_makes_no_token(person: Callable[..., User], more: dict[str, Any], says: str) -> None:
    given = {"name": "x", "capabilities": ["documents.read"], "until": timedelta(days=1)} | more
    with translation.override("en"), pytest.raises(UsageError, match=says):
        actions.make(person("leader"), given["name"], given["capabilities"], timezone.localdate() + given["until"])
    assert not Token.objects.exists()


def test_a_token_is_one_of_few_and_of_its_own_name(person: Callable[..., User]) -> None:
    user = person("leader")
    token_of(user, name="a")
    with pytest.raises(UsageError):
        token_of(user, name="a")
    for n in range(actions.MOST - 1):
        token_of(user, name=f"b{n}")
    with pytest.raises(UsageError):
        token_of(user, name="one more")


def test_who_owes_a_second_factor_gives_it_first(person: Callable[..., User]) -> None:
    user = person("system")
    with pytest.raises(Refused):
        actions.make(user, "x", ["accounts.manage"], timezone.localdate())
    user.is_verified = lambda: True  # type: ignore[attr-defined]
    assert actions.make(user, "x", ["accounts.manage"], timezone.localdate())[0].state == "valid"


def test_a_token_makes_no_token(person: Callable[..., User]) -> None:
    found = tokens.find(token_of(person("leader"))[1])[0]
    assert found is not None
    with pytest.raises(Refused):
        actions.make(tokens.person_of(found), "y", ["documents.read"], timezone.localdate())


def test_when_a_token_opens_nothing_any_more(person: Callable[..., User], program: Callable[..., Program]) -> None:
    user, admin = person("leader", account="leader"), person("system", account="system")
    program(person("system", account="another"))
    ask = program(user)
    ask.get("me")
    Token.objects.filter(user=user).update(until=timezone.localdate())
    assert fault(ask("GET", "me"))["why"].startswith("it has expired")
    Token.objects.filter(user=user).update(until=timezone.localdate() + timedelta(days=5))
    close_account(admin, User.objects.get(pk=user.pk), "left")
    assert fault(ask("GET", "me"))["why"] == "the account is closed"
    reopen_account(admin, User.objects.get(pk=user.pk), "back")
    assert fault(ask("GET", "me"))["code"] == "not_logged_in", "what was made before the account was opened again stays void"
    fresh = User.objects.get(pk=user.pk)
    change_password(fresh, fresh, "Another-good-1")
    Token.objects.filter(user=user).update(name="old")
    again = program(User.objects.get(pk=user.pk))
    again.get("me")
    actions.end(User.objects.get(pk=user.pk), Token.objects.get(user=user, name="program"))
    assert fault(again("GET", "me"))["why"] == "it was ended"


def test_wrong_tokens_are_written_down_and_slowed_down(db: None) -> None:
    ask = Program("tz_" + "x" * 43)
    answers = [ask("GET", "me") for _ in range(tokens.WRONG.most + 2)]
    assert {one.status_code for one in answers[:-2]} == {401} and answers[0]["WWW-Authenticate"].startswith("Bearer")
    late = answers[-1]
    assert late.status_code == 429 and 0 < int(late["Retry-After"]) <= 60 and fault(late)["code"] == "too_many"
    assert Entry.objects.filter(action="token.refused", outcome="refused").count() == tokens.WRONG.most
    assert not Value.objects.filter(value__contains="x" * 20).exists(), "what was tried is not written down"


def test_so_many_requests_a_minute_and_no_more(program: Callable[..., Program], person: Callable[..., User], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking.ASKED, "most", 3)
    ask, other = program(person("leader", account="a")), program(person("leader", account="b"))
    assert [ask("GET", "me").status_code for _ in range(4)] == [200, 200, 200, 429]
    assert other("GET", "me").status_code == 200, "each token for itself"


def test_its_use_is_noted_once_a_minute(program: Callable[..., Program], person: Callable[..., User]) -> None:
    ask = program(person("leader"))
    ask.get("me")
    first = Token.objects.get()
    ask.get("me")
    again = Token.objects.get()
    assert first.used_at and first.used_from == "127.0.0.1" and again.used_at == first.used_at
    Token.objects.update(used_at=first.used_at - timedelta(minutes=2))
    ask.get("me")
    assert Token.objects.get().used_at > first.used_at  # type: ignore[operator]


def test_a_token_outlives_the_idle_time_and_has_no_session(program: Callable[..., Program], person: Callable[..., User], settings: Any) -> None:
    settings.IDLE_SECONDS = 0
    ask = program(person("leader"))
    for _ in range(2):
        answer = ask("GET", "me")
        assert answer.status_code == 200 and not answer.cookies
    assert configured.SESSION_COOKIE_NAME not in ask.client.cookies


def test_a_token_opens_no_page(program: Callable[..., Program], person: Callable[..., User]) -> None:
    ask = program(person("planning"))
    for path in ("/", "/documents/", "/ledger/", "/account/tokens/", "/api/"):
        answer = ask("GET", path)
        assert answer.status_code == 302 and answer["Location"].startswith("/login/"), path


def test_the_page_of_tokens(person: Callable[..., User], as_person: Callable[[User], Client]) -> None:
    user = person("leader", account="leader")
    client = as_person(user)
    last = (timezone.localdate() + timedelta(days=30)).isoformat()
    made = client.post("/account/tokens/", {"name": "data room", "capabilities": ["documents.read"], "until": last})
    secret = tokens.WRITTEN.search(made.content.decode())
    assert made.status_code == 200 and secret and "no-store" in made["Cache-Control"]
    assert Program(secret[0]).get("me")["account"] == "leader"
    page = client.get("/account/tokens/").content.decode()
    assert "data room" in page and secret[0] not in page
    assert client.post("/account/tokens/", {"name": "data room", "capabilities": ["documents.read"], "until": last}).status_code == 422
    assert client.post("/account/tokens/", {"name": "x", "capabilities": ["accounts.manage"], "until": last}).status_code == 422
    token = Token.objects.get()
    assert as_person(person("leader", account="other")).post(f"/account/tokens/{token.key}/end/").status_code == 404
    assert client.post(f"/account/tokens/{token.key}/end/").status_code == 302
    assert Program(secret[0])("GET", "me").status_code == 401


def test_a_document_read_by_a_narrow_token_is_read_only(person: Callable[..., User]) -> None:
    document = written(SHORT)
    ask = Program(token_of(person("planning"), ["documents.read"])[1])
    assert ask.get(f"documents/{document.key}")["may"] == ["read", "download"]
    refused = ask("PATCH", f"documents/{document.key}", {"number": "1"}, version=1)
    assert refused.status_code == 403 and fault(refused)["why"].startswith("This token was not given")
    assert Entry.objects.filter(action="page.refused", outcome="refused").count() == 1
