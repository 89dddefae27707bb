"""Every address of the API as every role: a token sees what its person sees on the pages and by the policies, and may nothing more."""
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from ninja.operation import Operation

from taizhang.server.accounts.doors import Asks, asks
from taizhang.server.accounts.models import User
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.accounts.roles import place, roles
from taizhang.server.api.v1 import api, description
from taizhang.server.documents.models import Document
from taizhang.server.documents.permissions import DOCUMENTS
from taizhang.server.facts.models import Fact
from taizhang.server.facts.permissions import FACTS
from tests.server.api.conftest import Program, fault, token_of
from tests.server.documents.texts import SHORT, first, written
from tests.server.things import INSIDE, OUTSIDE, THINGS, grant, somebody

pytestmark = pytest.mark.django_db
OPERATIONS: dict[str, tuple[str, str, Operation]] = {}
for _path, _made in api.operations():
    for _method in _made.methods:
        OPERATIONS[api.get_openapi_operation_id(_made)] = (_method, _path, _made)
#: What changes something by a body that has to be right before anybody is asked whether it may be changed.
BODIES: dict[str, Any] = {
    "documents_edit": {"number": "1"}, "documents_withdraw": {"reason": "x"}, "facts_correct": {"what": "x"}, "facts_reject": {"reason": "x"},
    "documents_add_fact": {"kind": "task", "start": 0, "end": 4, "what": "x"}, "facts_second": {"verdict": "accept"},
    "facts_split_it": {"parts": [{"start": 0, "end": 2}, {"start": 2, "end": 4}]}, "ledger_accept": {"seed": "x", "expected": 1},
    "facts_merge_it": {"others": [{"key": "00000000-0000-4000-8000-000000000000", "version": 1}]},
    "facts_dispute": {"reason": "x"}, "facts_settle_it": {"proposal": "accept"}, "views_save": {"name": "x"}, "views_change": {"name": "y"},
    "imports_choose": {"choices": [{"item": 1, "choice": "skip"}]}, "accounts_new": {"account": "new-one", "name": "x"}, "accounts_edit": {"name": "y"},
    "accounts_close": {"reason": "x"}, "accounts_reopen": {"reason": "x"}, "accounts_remove_factor": {"reason": "x"}, "grants_withdraw": {"reason": "x"},
    "grants_give": {"account": 0, "role": "leader", "scope": "all", "reason": "x"}, "grants_transfer": {"giver": 0, "taker": 0, "reason": "x"},
}
#: The noun whose things stand for ``{key}`` or ``{pk}``, by the first part of the address.
NOUNS = {"documents": "document", "facts": "fact", "views": "view", "imports": "import", "jobs": "job", "accounts": "user", "grants": "grant",
         "ledger": "bulk"}
IDS = {"units/{id}": INSIDE.unit, "regions/{id}": INSIDE.region}
QUERIES = {"search": "q=x", "indicators/one": f"name={next(iter(place().indicators))}", "ledger/sample": "seed=x"}
PEOPLE = ["", *roles()]


def said(operation: Operation) -> Asks:
    found = asks(operation.view_func)
    assert found is not None, f"{operation.view_func}: put @page(noun, act), @everybody or @open_door above it"
    return found


def addresses(path: str, user: User) -> list[tuple[str, Any]]:
    """Addresses of this path for things of every state, with the thing."""
    if "{" not in path:
        return [(f"{path}?{QUERIES[path]}" if path in QUERIES else path, None)]
    if path in IDS:
        return [(path.replace("{id}", IDS[path]), None)]
    if path.startswith("audit/"):
        entry = THINGS.factories["audit"](user, INSIDE)[""]
        return [(path.replace("{int:pk}", str(entry.pk)).replace("{noun}", "user").replace("{key}", str(user.pk)), None)]
    made = THINGS.factories[NOUNS[path.partition("/")[0]]](user, INSIDE)
    return [(re.sub(r"\{\w+:(\w+)\}", lambda found, thing=thing: str(  # type: ignore[misc]
        thing.text.key if found[1] == "text" else getattr(thing, found[1])), path), thing) for thing in made.values()]


def sent(name: str, other: User) -> Any:
    body = BODIES.get(name)
    return {key: other.pk if value == 0 else value for key, value in body.items()} if body else None


@pytest.mark.parametrize("role", PEOPLE, ids=[one or "nobody" for one in PEOPLE])
@pytest.mark.parametrize("name", OPERATIONS)
def test_every_answer_agrees_with_its_door(name: str, role: str) -> None:
    method, path, operation = OPERATIONS[name]
    asked, wrong = said(operation), []
    user = somebody(unit=INSIDE.unit)
    if role:
        grant(user, roles()[role], INSIDE)
    ask = Program(token_of(user)[1])
    for address, thing in addresses(path, user):
        allowed = POLICIES.get(asked.noun).may(user, asked.act, thing if thing is not None and _is_of(asked.noun, thing) else None) if asked.noun else True
        if name == "documents_add_fact" and thing.state == "withdrawn":  # nothing is decided about the facts of such a document
            allowed = False
        version = getattr(thing, "version", None)
        answer = ask(method, address, sent(name, somebody()), version)
        if answer.status_code >= 500 and name != "health_health":
            wrong.append(f"{method} {address}: {answer.status_code}")
        elif not allowed and answer.status_code not in (403, 404, 415, 422):
            wrong.append(f"{method} {address} ({getattr(thing, 'state', '')}): {answer.status_code}, the policy says {allowed}")
        elif allowed and asked.noun and answer.status_code in (401, 403, 404) and not (method != "GET" and thing is None):
            wrong.append(f"{method} {address} ({getattr(thing, 'state', '')}): {answer.status_code}, the policy says yes: {answer.content.decode()}")
    assert wrong == []


def _is_of(noun: str, thing: Any) -> bool:
    return {"document": Document, "fact": Fact}.get(noun, type(thing)) is type(thing)


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_stranger_is_told_to_log_in(name: str) -> None:
    method, path, operation = OPERATIONS[name]
    address = re.sub(r"\{\w+:key\}|\{\w+:text\}", "00000000-0000-4000-8000-000000000000", path)
    address = re.sub(r"\{int:\w+\}", "1", address)
    answer = Client().generic(method, f"/api/v1/{address}", "", content_type="application/json")
    if said(operation).open:
        assert name == "health_health", "an open door more: is that meant?"
    else:
        assert answer.status_code == 401 and fault(answer)["code"] == "not_logged_in"


@pytest.mark.parametrize("kind", ["unit", "region", "all"])
@pytest.mark.parametrize("role", list(roles()))
def test_a_token_sees_what_its_person_sees(role: str, kind: str, as_person: Callable[[User], Client]) -> None:
    if kind not in roles()[role].scopes:
        pytest.skip("this role is not granted in this kind of scope")
    user = somebody(unit=INSIDE.unit)
    grant(user, roles()[role], INSIDE, kind)
    made = [written(SHORT, region=where.region, owner=where.unit, state=state, title=f"文件{n}")
            for n, (where, state) in enumerate((where, state) for where in (INSIDE, OUTSIDE) for state in ("in force", "superseded", "withdrawn"))]
    ask, browser = Program(token_of(user)[1]), as_person(user)
    may = bool(DOCUMENTS.may(user, "read"))
    visible = {str(key) for key in DOCUMENTS.visible(user, Document.objects.current()).values_list("key", flat=True)}
    listed = [ask("GET", path) for path in ("documents", "documents?state=withdrawn")]
    assert {one.status_code for one in listed} == ({200} if may else {403})
    assert {item["key"] for one in listed for item in one.json().get("items", [])} == visible
    for document in made:
        for page, address in ((f"/documents/{document.key}/", f"documents/{document.key}"),
                              (f"/facts/{first(document).key}/history/", f"facts/{first(document).key}"),
                              (f"/documents/{document.key}/history/", f"documents/{document.key}/facts")):
            on_page, by_token = browser.get(page).status_code, ask("GET", address).status_code
            assert by_token == on_page, f"{address}: {by_token}, the page {on_page}"
            assert (by_token == 200) == (str(document.key) in visible)
    facts = {str(key) for key in FACTS.visible(user, Fact.objects.current()).values_list("key", flat=True)}
    rows = ask("GET", "ledger?every=1&limit=200")
    counting = Fact.objects.current().filter(document__in=[one.key for one in made if one.state != "withdrawn"])
    inside = {str(key) for key in counting.values_list("key", flat=True)}
    assert {one["key"] for one in rows.json().get("items", [])} == facts & inside


def test_nothing_is_listed_that_a_token_was_not_given() -> None:
    written(SHORT)
    for role in roles():
        user = somebody(role)
        ask = Program(token_of(user, ["own"])[1])
        for name, (method, path, operation) in OPERATIONS.items():
            asked = said(operation)
            if method == "GET" and asked.noun and "{" not in path and not POLICIES.get(asked.noun).act(asked.act).anyone:
                assert ask("GET", f"{path}?{QUERIES[path]}" if path in QUERIES else path).status_code == 403, name


def test_the_description_says_whom_each_address_lets_in() -> None:
    described = {operation["operationId"]: operation for methods in description()["paths"].values() for operation in methods.values()}
    assert set(described) == set(OPERATIONS) and description()["openapi"] == "3.1.0"
    for name, (method, _path, made) in OPERATIONS.items():
        asked, operation = said(made), described[name]
        assert operation.get("x-act", "") == (f"{asked.noun}.{asked.act}" if asked.noun else "")
        assert operation["summary"] and operation["description"], name
        assert {"400", "429"} <= set(operation["responses"]) and (method == "GET" or "422" in operation["responses"]), name
    assert json.dumps(description())
