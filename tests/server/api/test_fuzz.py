"""Every address asked whatever its description allows, and what it does not (Schemathesis): nothing breaks, and no answer is undocumented.

All checks are on. What is understood and cannot be done (a period that is none, a plan that has been carried out) is answered with 412, 422 or
428, and texts with NUL or half characters, which no schema can forbid, with 400; the description names all of these.
"""
import copy
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings

from taizhang.server.accounts.models import User
from taizhang.server.api import asking, tokens
from taizhang.server.api.v1 import description
from taizhang.server.handler import Handler
from tests.server.api.conftest import token_of
from tests.server.api.walking import ALONE, ARGUMENTS, NOUNS, noun_of
from tests.server.things import INSIDE, THINGS

pytestmark = pytest.mark.django_db
CONFIG: dict[str, Any] = {
    "checks": {
        "positive_data_acceptance": {"expected-statuses": ["2xx", "3xx", "400", "401", "403", "404", "409", "412", "413", "422", "428", "503"]},
        "negative_data_rejection": {"expected-statuses": ["400", "401", "403", "404", "405", "409", "412", "413", "415", "422", "428"]},
        "missing_required_header": {"expected-statuses": ["401", "403", "404", "415", "422", "428"]},
        "not_a_server_error": {"expected-statuses": ["2xx", "3xx", "4xx", "503"]},
    },
}


def described() -> Any:
    """The description with the token as the one way to log in: a session beside it is refused, as its own test says."""
    said = copy.deepcopy(description())
    del said["components"]["securitySchemes"]["session"]
    for methods in said["paths"].values():
        for operation in methods.values():
            if "security" in operation:
                operation["security"] = [{"token": []}]
    found = schemathesis.openapi.from_dict(said, config=schemathesis.Config.from_dict(CONFIG))
    found.app = Handler()
    return found


schema = described()
EXAMPLES = 6
#: Who asks: business for everything but what belongs to an office.
OFFICES = {"accounts": "system", "grants": "security", "audit": "audit", "expungings": "audit"}


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """The server's handler closes its connection after a request; here it is the test's own."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def office(person: Callable[..., User], monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """People of every role with tokens, and things of a noun in every state, made when an address first asks for them."""
    monkeypatch.setattr(asking.ASKED, "most", 10**9)
    monkeypatch.setattr(tokens.WRONG, "most", 10**9)
    monkeypatch.setattr(tokens.WRITTEN_DOWN, "most", 0)
    people = {role: person(role, account=role) for role in dict.fromkeys(("planning", *OFFICES.values()))}

    @cache
    def things(noun: str) -> list[Any]:
        return list(THINGS.factories[noun](people["planning"], INSIDE).values()) if noun else []

    return {"planning": people["planning"], "secrets": {role: token_of(user)[1] for role, user in people.items()}, "things": things}


def _ask(case: Any, office: dict[str, Any]) -> None:
    path = case.path.removeprefix("/api/v1/")
    part = path.partition("/")[0]
    things = office["things"](NOUNS.get(noun_of(path), "") if part != "audit" else "")
    if things and case.path_parameters and "path" not in _wrong(case) and len(repr((case.query, case.body))) % 3:
        # Two of three times something that is there; an address that is wrong on purpose stays so: put right, there may be nothing left to refuse.
        thing, name = things[len(repr(case.body)) % len(things)], case.operation.definition.raw["operationId"]
        if name in ALONE:
            thing = ALONE[name](office["planning"])
        there = ARGUMENTS[name](office["planning"], thing) if name in ARGUMENTS else {
            one: getattr(thing, one) for one in ("key", "pk") if hasattr(thing, one)}
        for one in case.path_parameters.keys() & there.keys():
            case.path_parameters[one] = there[one] if isinstance(there[one], int) else str(there[one])
    if _our_header_is_wrong(case):
        return
    secret = office["secrets"][OFFICES.get(part, "planning")]
    case.call_and_validate(headers={"Authorization": f"Bearer {secret}"})


def _our_header_is_wrong(case: Any) -> bool:
    """Whether a header is wrong on purpose where the token is the only one: it is put right below, so nothing may be left that is wrong.

    Who asks without a token, or with another, is asked by tests of their own.
    """
    takes = [one for one in case.operation.definition.raw.get("parameters", []) if one["in"] == "header" and one["required"]]
    return not takes and "header" in _wrong(case)


def _wrong(case: Any) -> set[str]:
    """The parts of a request that were made wrong on purpose."""
    return {place.value for place, one in (case.meta.components if case.meta else {}).items() if one.mode.is_negative}


@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
          suppress_health_check=list(HealthCheck))
def test_nothing_breaks_and_no_answer_is_undocumented(case: Any, office: dict[str, Any]) -> None:
    _ask(case, office)


@pytest.mark.soak
@schema.parametrize()
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_same_at_length(case: Any, office: dict[str, Any]) -> None:
    _ask(case, office)
