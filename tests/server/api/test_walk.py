"""Every address of the API as every role: a token sees what its person sees on the pages and by the policies, and may nothing more.

One test a role: its person, its token and the things it meets are made once; what an address does to them is taken back behind it, so that
each address meets them as they were made.
"""
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from taizhang.server.accounts.models import User
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.accounts.roles import OWN_LAYER, roles
from taizhang.server.api import asking
from taizhang.server.api.v1 import description
from taizhang.server.documents.models import Document
from taizhang.server.documents.permissions import DOCUMENTS
from taizhang.server.facts.models import Fact
from taizhang.server.facts.permissions import FACTS
from taizhang.server.tasks.models import Note
from tests.server.api.conftest import Program, fault, token_of
from tests.server.api.walking import NO_KEY, OPERATIONS, QUERIES, VERSIONS, addresses, body_of, said
from tests.server.documents.texts import SHORT, first, written
from tests.server.things import INSIDE, OUTSIDE, THINGS, grant, somebody

pytestmark = pytest.mark.django_db
PEOPLE = ["", *roles()]
#: What a token may not do at all, whatever its person may: a session is asked.
NO_TOKEN = ("tokens_make",)


@pytest.mark.parametrize("role", PEOPLE, ids=[one or "nobody" for one in PEOPLE])
def test_every_answer_agrees_with_its_door(role: str) -> None:
    user = somebody(unit=INSIDE.unit)
    if role:
        grant(user, roles()[role], INSIDE)
    ask = Program(token_of(user)[1])
    made: dict[str, dict[str, Any]] = {}

    def things(noun: str) -> dict[str, Any]:
        if noun not in made:
            made[noun] = dict(THINGS.factories[noun](user, INSIDE))
        return made[noun]

    for name, (_method, path, _operation) in OPERATIONS.items():  # outside of what is taken back
        if "{" in path:
            addresses_of(name, user, things)
    wrong = []
    for name in OPERATIONS:
        asking.ASKED.forget()
        with transaction.atomic():
            wrong += disagreements(name, user, ask, things)
            transaction.set_rollback(True)
        OWN_LAYER.look_again()
    assert not wrong, "\n".join(wrong)


def addresses_of(name: str, user: User, things: Callable[[str], dict[str, Any]]) -> list[tuple[str, Any]]:
    """Make the things of an address, and nothing that hangs on them."""
    with transaction.atomic():
        found = addresses(name, user, lambda noun: things(noun) and {})
    return found


def disagreements(name: str, user: User, ask: Program, things: Callable[[str], dict[str, Any]]) -> list[str]:
    """Where the answers of an address, for things of every state, differ from what the policy of its door says."""
    method, _path, operation = OPERATIONS[name]
    asked, wrong = said(operation), []
    for address, thing in addresses(name, user, things):
        allowed = POLICIES.get(asked.noun).may(user, asked.act, thing if thing is not None and _is_of(asked.noun, thing) else None) if asked.noun else True
        if name == "documents_add_fact" and thing.state == "withdrawn":  # nothing is decided about the facts of such a document
            allowed = False
        version = VERSIONS[name](thing) if name in VERSIONS else getattr(thing, "version", None)
        answer = ask(method, address, body_of(name, somebody), version)
        status, where = answer.status_code, f"{name} {method} {address} ({getattr(thing, 'state', '')})"
        if status >= 500 and name != "health_health":
            wrong.append(f"{where}: {status}")
        elif not allowed and status not in (403, 404, 415, 422):
            wrong.append(f"{where}: {status}, the policy says {allowed}")
        elif allowed and asked.noun and status in (401, 403, 404) and not (method != "GET" and thing is None):
            wrong.append(f"{where}: {status}, the policy says yes: {answer.content.decode()}")
    return wrong


def _is_of(noun: str, thing: Any) -> bool:
    return type(thing) is TYPES.get(noun, type(thing))


TYPES = {"document": Document, "review": Document, "fact": Fact, "task": Note}


def test_a_stranger_is_told_to_log_in() -> None:
    for name, (method, path, operation) in OPERATIONS.items():
        address = re.sub(r"\{(\w+)\}", lambda found: "1" if found[1] in ("pk", "row", "item", "number") else NO_KEY, path)
        answer = Client().generic(method, f"/api/v1/{address}", "", content_type="application/json")
        if said(operation).open:
            assert name == "health_health", "an open door more: is that meant?"
        else:
            assert answer.status_code == 401 and fault(answer)["code"] == "not_logged_in", name


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
