"""Accounts, roles and the trail for programs of the three offices."""
from collections.abc import Callable

import pytest
from django.test import Client

from taizhang.server.accounts.models import User
from taizhang.server.accounts.standing import forget, standing
from tests.server.api.conftest import Program, fault
from tests.server.documents.texts import SHORT, written

pytestmark = pytest.mark.django_db


def test_an_account_is_opened_changed_and_closed(program: Callable[..., Program], person: Callable[..., User]) -> None:
    ask = program(person("system", account="system"))
    made = ask.post("accounts", {"account": "zhang", "name": "Zhang", "unit": "990400.kjj"})
    user = User.objects.get(account="zhang")
    assert user.check_password(made["password"]) and user.must_change
    assert ask("PATCH", f"accounts/{user.pk}", {"telephone": "1"}).json()["telephone"] == "1"
    assert ask.get(f"accounts/{user.pk}")["name"] == "Zhang"
    assert [one["account"] for one in ask.get("accounts?q=zhang")["items"]] == ["zhang"]
    assert ask.post(f"accounts/{user.pk}/password")["password"] != made["password"]
    assert ask.post(f"accounts/{user.pk}/unlock")["locked"] is False
    assert ask.post(f"accounts/{user.pk}/close", {"reason": "left"})["state"] == "closed"
    assert ask.post(f"accounts/{user.pk}/reopen", {"reason": "back"})["account"]["state"] == "open"
    assert ask.post(f"accounts/{user.pk}/factor/remove", {"reason": "lost"})["state"] == "open"
    assert fault(ask("POST", "accounts", {"account": "zhang", "name": "Zhang"}))["code"] == "not_possible"
    assert ask("GET", f"accounts/{2**40}").status_code == ask("GET", "accounts/99999999999999999999999").status_code == 404


def test_a_role_is_granted_moved_and_withdrawn(program: Callable[..., Program], person: Callable[..., User]) -> None:
    ask, zhang, li = program(person("security", account="security")), person(account="zhang"), person(account="li")
    made = ask.post("grants", {"account": zhang.pk, "role": "reviewer", "scope": "all", "reason": "new section"})
    assert made["state"] == "valid" and standing(User.objects.get(pk=zhang.pk)).has("facts.review")
    assert [one["key"] for one in ask.get(f"grants?account={zhang.pk}")["items"]] == [made["key"]]
    [moved] = ask.post("grants/transfer", {"giver": zhang.pk, "taker": li.pk, "reason": "moved"})["items"]
    forget(zhang)
    assert moved["account"] == li.pk and not standing(zhang).has("facts.review")
    assert ask.post(f"grants/{moved['key']}/withdraw", {"reason": "done"})["state"] == "over"
    own = ask("POST", "grants", {"account": User.objects.get(account="security").pk, "role": "reviewer", "scope": "all", "reason": "me"})
    assert own.status_code == 403 and fault(own)["why"]
    assert ask("POST", "grants", {"account": li.pk, "role": "emperor", "scope": "all", "reason": "x"}).status_code == 403
    assert fault(ask("POST", "grants", {"account": "1", "role": "reviewer", "scope": "all", "reason": "x"}))["code"] == "invalid"


def test_the_auditor_reads_the_trail_and_no_content(program: Callable[..., Program], person: Callable[..., User]) -> None:
    document = written(SHORT)
    planner = program(person("planning", account="planner"))
    planner("PATCH", f"documents/{document.key}", {"number": "secret-number"}, version=1)
    ask = program(person("audit", account="auditor"))
    [entry] = ask.get("audit/entries?action=document.edit")["items"]
    assert "secret-number" not in str(entry) and {"name": "token", "text": "program", "state": "kept"} in entry["values"]
    assert ask.get(f"audit/entries/{entry['id']}")["key"] == str(document.key)
    assert ask.get(f"audit/of/document/{document.key}")["items"][0]["id"] == entry["id"]
    assert "secret-number" in str(planner.get(f"audit/of/document/{document.key}"))
    report = ask.post("audit/verify")
    assert report["ok"] and report["lines"]
    first = ask.get("audit/entries?limit=2")
    assert [one["id"] for one in ask.get(f"audit/entries?limit=1&cursor={first['next']}")["items"]] == [first["items"][1]["id"] - 1]
    assert planner("GET", "audit/entries").status_code == 403
    assert fault(ask("GET", "audit/entries?action=nothing"))["where"] == "action"


def test_who_asks_and_what_is_left_to_it(program: Callable[..., Program], person: Callable[..., User]) -> None:
    user = person("reviewer", account="zhang", scope="region", scope_id="990402")
    said = program(user, ["documents.read", "own"]).get("me")
    assert said["may"] == [{"capability": "documents.read", "scopes": ["region:990402"]}] and said["roles"] == ["reviewer"]
    assert said["token"]["name"] == "program" and said["token"]["capabilities"] == ["documents.read", "own"]


def test_health_asks_for_nothing() -> None:
    answer = Client().get("/api/v1/health")
    assert answer.status_code == 503 and answer.json()["checks"]["worker"] != "ok"
