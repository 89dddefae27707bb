"""Requests that are not as they should be: every answer has the one shape, and nothing breaks."""
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from taizhang.server.accounts.models import User
from taizhang.server.accounts.sessions import BEGAN, SEEN
from tests.server.api.conftest import Program, fault
from tests.server.documents.texts import SHORT, first, written
from tests.server.ledger.make import fact as fact_of
from tests.server.ledger.make import paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(program: Callable[..., Program], person: Callable[..., User]) -> Program:
    return program(person("planning", account="planner"))


@pytest.mark.parametrize(("method", "path", "status", "code"), [
    ("GET", "nothing", 404, "not_found"), ("GET", "documents/", 404, "not_found"), ("GET", "/api/v2/documents", 404, "not_found"),
    ("GET", "documents/x", 404, "not_found"), ("GET", "documents/00000000-0000-4000-8000-000000000000", 404, "not_found"),
    ("PUT", "documents", 405, "no_such_method"), ("DELETE", "me", 405, "no_such_method"), ("GET", "documents?limit=0", 422, "invalid"),
    ("GET", "documents?limit=x", 422, "invalid"), ("GET", "documents?cursor=x", 422, "not_possible"), ("GET", "ledger?kind=unknown", 422, "invalid"),
    ("GET", "ledger?from=1", 422, "invalid"), ("GET", "ledger?document=x", 422, "not_possible"),
    ("GET", "ledger?valid=2018-02-31", 422, "invalid"), ("GET", "ledger?valid=", 422, "invalid"),
    ("GET", "ledger?known=9999-12-31", 422, "not_possible"), ("GET", "audit/entries/99999999999999999999999", 422, "invalid"),
    ("GET", "audit/of/document/x", 404, "not_found"), ("GET", "audit/of/nothing/x", 404, "not_found"), ("POST", "audit/verify", 403, "refused"),
    ("TRACE", "me", 405, "no_such_method"), ("OPTIONS", "me", 405, "no_such_method"),
])
def test_every_failure_has_the_one_shape(ask: Program, method: str, path: str, status: int, code: str) -> None:
    answer = ask(method, path)
    assert answer.status_code == status, answer.content.decode()
    said = fault(answer)
    assert said["code"] == code and said["what"]
    assert answer["Content-Type"].startswith("application/json") and "Content-Security-Policy" in answer and answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(("body", "status", "code"), [
    (b"{", 400, "unreadable"), (b"", 422, "invalid"), (b"\xff", 400, "unreadable"), (b'{"reason": NaN}', 400, "unreadable"),
    (b'{"reason": "a\\u0000b"}', 400, "unreadable"), (b'{"reason": "\\ud800"}', 400, "unreadable"), (b'{"\\u0000": 1}', 400, "unreadable"),
    (b"[" * 100_000, 400, "unreadable"), (b'{"reason":' * 20_000 + b"1" + b"}" * 20_000, 400, "unreadable"),
    (b'{"reason": ' + b"9" * 5000 + b"}", 400, "unreadable"), (b'{"reason": 1e400}', 422, "invalid"), (b"[]", 422, "invalid"), (b"null", 422, "invalid"),
    (b'"x"', 422, "invalid"), (b"{}", 422, "invalid"), (b'{"reason": 1}', 422, "invalid"), (b'{"reason": ["x"]}', 422, "invalid"),
    (b'{"reason": "x", "more": 1}', 422, "invalid"), (b'{"reason": "' + b"x" * 501 + b'"}', 422, "invalid"),
    (b'{"reason": "x"}' + b" " * 1_000_000, 413, "too_large"),
])
def test_bodies_that_cannot_be_taken(ask: Program, body: bytes, status: int, code: str) -> None:
    fact = first(written(SHORT))
    answer = ask.client.generic("POST", f"/api/v1/facts/{fact.key}/reject", body, content_type="application/json",
                                headers={"Authorization": f"Bearer {ask.secret}", "If-Match": '"1"'})
    assert answer.status_code == status and fault(answer)["code"] == code, answer.content.decode()
    fact.refresh_from_db()
    assert fact.is_current


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml", ""])
def test_another_kind_of_body(ask: Program, kind: str) -> None:
    fact = first(written(SHORT))
    answer = ask.client.generic("POST", f"/api/v1/facts/{fact.key}/reject", b'{"reason": "x"}', content_type=kind,
                                headers={"Authorization": f"Bearer {ask.secret}", "If-Match": '"1"'})
    assert answer.status_code == 415 and fault(answer)["code"] == "content_type"


def test_numbers_without_end(ask: Program) -> None:
    fact = fact_of(paper(), "专利", "3")
    for value in ("9" * 60, "1e9", "0x1", "\uff11", "-", "1.", "NaN"):
        answer = ask("POST", f"facts/{fact.key}/correct", {"value": value}, version=1)
        assert answer.status_code == 422, value
    for written_version in ('"99999999999999999999"', '"x"', "*", '"-1"', '"1", "2"'):
        answer = ask("POST", f"facts/{fact.key}/accept", version=written_version)
        assert answer.status_code == 412, written_version


def test_no_token_and_no_session(db: None) -> None:
    answer = Client().get("/api/v1/documents")
    assert answer.status_code == 401 and fault(answer)["code"] == "not_logged_in" and answer["WWW-Authenticate"].startswith("Bearer")
    for credentials in ("Basic eDp5", "Bearer", "Bearer ", "tz_x", "Bearer tz_\u00e9"):
        assert Client().get("/api/v1/documents", headers={"Authorization": credentials}).status_code == 401, credentials
    assert Client().get("/api/openapi.json").status_code == 200


def test_a_token_and_a_session_do_not_mix(ask: Program, person: Callable[..., User], as_person: Callable[[User], Client]) -> None:
    answer = as_person(person("leader")).get("/api/v1/me", headers={"Authorization": f"Bearer {ask.secret}"})
    assert answer.status_code == 400 and fault(answer)["code"] == "two_credentials"


def test_a_browser_asks_with_its_session_and_its_form_token(person: Callable[..., User]) -> None:
    user = person("planning", account="planner")
    client = Client(enforce_csrf_checks=True)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/api/v1/me").json()["token"] is None
    fact = first(written(SHORT))
    path = f"/api/v1/facts/{fact.key}/accept"
    forged = client.post(path, headers={"If-Match": '"1"'}, content_type="application/json")
    assert forged.status_code == 403 and fault(forged)["code"] == "not_from_here"
    client.get("/account/")
    own = client.post(path, headers={"If-Match": '"1"', "X-CSRFToken": client.cookies["csrftoken"].value}, content_type="application/json")
    assert own.status_code == 200, own.content.decode()


def test_a_session_that_owes_a_step_or_stood_idle_opens_nothing(person: Callable[..., User]) -> None:
    office, client = person("system", account="system"), Client()
    client.force_login(office, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get("/api/v1/me")
    assert answer.status_code == 401 and "not complete" in fault(client.get("/api/v1/me", headers={"Accept-Language": "en"}))["what"]
    client.force_login(person("leader"), backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[SEEN] = session[BEGAN] = 1
    session.save()
    assert client.get("/api/v1/me").status_code == 401


def test_other_sites_are_told_nothing(ask: Program) -> None:
    for method in ("GET", "OPTIONS"):
        answer = ask(method, "me", Origin="https://elsewhere.example", **{"Access-Control-Request-Method": "GET"})
        assert not [name for name in answer.headers if name.lower().startswith("access-control")]


def test_a_method_is_not_overridden(ask: Program) -> None:
    document = written(SHORT)
    answer = ask("GET", f"documents/{document.key}?_method=DELETE", **{"X-HTTP-Method-Override": "DELETE"})
    assert answer.status_code == 200
    assert ask("POST", f"documents/{document.key}", {"number": "1"}, version=1, **{"X-HTTP-Method-Override": "PATCH"}).status_code == 405


def test_an_unknown_host_is_refused_in_the_same_shape(ask: Program) -> None:
    answer = ask.client.get("/api/v1/me", headers={"Authorization": f"Bearer {ask.secret}", "Host": "evil.example"})
    assert answer.status_code == 400 and fault(answer)["code"] == "unreadable"


def test_a_fault_of_ours_says_nothing_of_it(ask: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*given: Any) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("taizhang.server.api.routers.me.standing", broken)
    ask.client.raise_request_exception = False
    answer = ask("GET", "me")
    assert answer.status_code == 500 and fault(answer)["code"] == "broken" and "secret detail" not in answer.content.decode()


@pytest.mark.parametrize("path", ["documents", "ledger", "facts/{fact}", "documents/{document}", "documents/{document}/text", "me"])
def test_a_read_is_named_and_not_sent_twice(ask: Program, path: str) -> None:
    document = written(SHORT)
    path = path.format(document=document.key, fact=first(document).key)
    once = ask("GET", path)
    again = ask("GET", path, **{"If-None-Match": once["ETag"]})
    assert again.status_code == 304 and not again.content and again["ETag"] == once["ETag"]
    assert "no-cache" in once["Cache-Control"] and "Authorization" in once["Vary"]
    assert ask("GET", path, **{"If-None-Match": '"x"'}).status_code == 200


def test_errors_speak_the_language_that_was_asked_for(ask: Program) -> None:
    english, chinese = ask("GET", "nothing"), Program(ask.secret, "zh-CN")("GET", "nothing")
    assert english["Content-Language"] == "en" and chinese["Content-Language"] == "zh-Hans"
    assert fault(english)["what"] == "There is nothing here" != fault(chinese)["what"]


def test_nul_and_half_characters_in_addresses(ask: Program) -> None:
    for query in ("q=%00", "q=%ED%A0%80", "subject=%ff", "cursor=%00", "source=%5Cud800"):
        assert ask("GET", f"ledger?{query}").status_code in (200, 422), query
    assert json.loads(ask("GET", "documents?q=a%00b").content)["items"] == []
