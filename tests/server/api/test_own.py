"""What is one's own (sessions, tokens, deputies, the password), hand-over, and the offices' part: the trail as a file, expunging."""
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from taizhang.server.accounts.models import LogIn, User
from taizhang.server.audit.models import Value
from tests.server.api.conftest import Program, fault

pytestmark = pytest.mark.django_db


def by_session(client: Client, method: str, path: str, body: str = "") -> Any:
    return client.generic(method, f"/api/v1/{path}", body, content_type="application/json", headers={"Accept-Language": "en"})


def test_sessions_and_tokens_are_listed_and_ended(person: Callable[..., User], program: Callable[..., Program]) -> None:
    user = person("planning", account="planner")
    ask = program(user)
    other = LogIn.objects.create(user=user, session="x" * 32, address="127.0.0.1")
    LogIn.objects.create(user=person("planning"), session="y" * 32)
    assert [one["key"] for one in ask.get("me/sessions")["items"]] == [str(other.key)]
    assert ask.post(f"me/sessions/{other.key}/end")["state"] == "ended" and ask.get("me/sessions")["items"] == []
    LogIn.objects.create(user=user, session="z" * 32)
    assert ask.post("me/sessions/end") == {"count": 1}
    [token] = ask.get("me/tokens")["items"]
    assert "secret" not in token and ask("POST", "me/tokens", {"name": "b", "capabilities": ["own"], "last_day": str(timezone.localdate())}).status_code == 403
    assert ask.post(f"me/tokens/{token['key']}/end")["state"] == "ended" and ask("GET", "me").status_code == 401


def test_the_password_is_changed_with_a_session_and_by_no_token(
        person: Callable[..., User], program: Callable[..., Program], as_person: Callable[[User], Client]) -> None:
    user = person("planning", account="planner")
    refused = program(user)("POST", "me/password", {"old": "A-good-pass-1", "new": "Another-good-2"})
    assert refused.status_code == 403 and "token" in fault(refused)["why"]
    client = as_person(user)
    wrong = by_session(client, "POST", "me/password", '{"old": "wrong", "new": "Another-good-2"}')
    assert wrong.status_code == 422 and fault(wrong)["where"] == "old"
    weak = by_session(client, "POST", "me/password", '{"old": "A-good-pass-1", "new": "1"}')
    assert weak.status_code == 422 and fault(weak)["where"] == "new"
    assert by_session(client, "POST", "me/password", '{"old": "A-good-pass-1", "new": "Another-good-2"}').json() == {"done": True}
    user.refresh_from_db()
    assert user.check_password("Another-good-2") and by_session(client, "GET", "me").status_code == 200, "the own log-in goes on"


def test_too_many_wrong_passwords_end_the_session(person: Callable[..., User], as_person: Callable[[User], Client], settings: Any) -> None:
    client = as_person(person("planning", account="planner"))
    answers = [by_session(client, "POST", "me/password", '{"old": "wrong", "new": "Another-good-2"}').status_code for _n in range(settings.AXES_FAILURE_LIMIT)]
    assert answers[:-1] == [422] * (settings.AXES_FAILURE_LIMIT - 1) and answers[-1] == 401
    assert by_session(client, "GET", "me").status_code == 401


def test_a_deputy_is_named_with_a_session_and_taken_back(
        person: Callable[..., User], program: Callable[..., Program], as_person: Callable[[User], Client]) -> None:
    user, other = person("planning", account="planner"), person("reviewer", account="other")
    ask, client = program(user), as_person(user)

    def name(since: str, last_day: str) -> Any:
        return by_session(client, "POST", "me/deputies", json.dumps({"deputy": other.pk, "since": since, "last_day": last_day}))

    by_token = ask("POST", "me/deputies", {"deputy": other.pk, "since": "2040-01-01", "last_day": "2040-01-05"})
    assert by_token.status_code == 403 and "token" in fault(by_token)["why"]
    assert other.pk in [one["id"] for one in ask.get("me/deputies/people")["items"]]
    made = name("2040-01-01", "2040-01-05").json()
    assert (made["deputy_name"], made["last_day"], made["state"]) == ("other", "2040-01-05", "coming")
    ask_other = program(other)
    assert [one["key"] for one in ask_other.get("me/deputies")["items"]] == [made["key"]]
    assert ask_other("POST", f"me/deputies/{made['key']}/withdraw").status_code == 404
    ask.post(f"me/deputies/{made['key']}/withdraw")
    assert ask.get("me/deputies")["items"] == []
    backwards = name("2040-01-05", "2040-01-01")
    assert backwards.status_code == 422 and fault(backwards)["where"] == "last_day"


def test_work_is_handed_over_as_planned(person: Callable[..., User], program: Callable[..., Program]) -> None:
    giver, taker, system = person("planning", account="giver"), person("planning", account="taker"), program(person("system", account="system"))
    program(giver).post("views", {"name": "mine", "query": "kind=target"})
    plan = {one["name"]: one["count"] for one in system.get(f"accounts/{giver.pk}/hand-over")["items"]}
    assert plan == {"view": 1}
    late = system("POST", f"accounts/{giver.pk}/hand-over", {"taker": taker.pk, "planned": {}, "reason": "leaves"})
    assert late.status_code == 409
    done = system.post(f"accounts/{giver.pk}/hand-over", {"taker": taker.pk, "planned": plan, "reason": "leaves", "close": True})
    assert done["moved"] == plan and system.get(f"accounts/{giver.pk}")["state"] == "closed"
    assert [one["name"] for one in program(taker).get("views")["items"]] == ["mine"]


def test_the_trail_is_taken_along_and_values_are_expunged_by_two_people(person: Callable[..., User], program: Callable[..., Program]) -> None:
    auditor, security = program(person("audit", account="auditor")), program(person("security", account="security"))
    subject = person("planning", account="subject")
    program(subject).get("me")
    file: Any = auditor("POST", "audit/export.jsonl?noun=token")
    assert file.status_code == 200 and b'"token.make"' in b"".join(file.streaming_content)
    assert security("POST", "audit/export.csv").status_code == 403
    entry = Value.objects.filter(entry__action="token.make", name="label").order_by("-id")[0].entry
    asked = security.post("expungings", {"noun": entry.noun, "key": entry.key, "names": ["label"], "basis": "law, article 1"})
    assert security.get("expungings/asked")["items"][0]["id"] == asked["id"] and security("GET", "expungings").status_code == 403
    assert security("POST", f"expungings/{asked['id']}/confirm", {"sure": True}).status_code == 403
    seen = auditor.get(f"expungings/{asked['id']}")
    assert (seen["values"], seen["covers"], seen["may_decide"]) == (1, ["label"], True)
    assert auditor("POST", f"expungings/{asked['id']}/confirm", {"sure": False}).status_code == 422
    assert auditor.post(f"expungings/{asked['id']}/confirm", {"sure": True})["state"] == "done"
    assert not Value.objects.get(entry=entry, name="label").value and auditor.post("audit/verify")["ok"]
    assert auditor("POST", f"expungings/{asked['id']}/decline", {"remark": "no"}).status_code in (403, 409)
    nothing = security("POST", "expungings", {"noun": "user", "key": "0", "basis": "law"})
    assert nothing.status_code == 422
