"""Deciding about facts by program: the same actions, the same versions, the same refusals as on the pages."""
from collections.abc import Callable

import pytest

from taizhang.server.accounts.models import User
from taizhang.server.audit.models import Value
from taizhang.server.facts import actions
from taizhang.server.facts.models import Fact
from tests.server.api.conftest import Program, fault
from tests.server.documents.texts import first, sample
from tests.server.ledger.make import fact as fact_of
from tests.server.ledger.make import paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def fact(db: None) -> Fact:
    return fact_of(paper("1号", body="研发投入占比达2.5%以上。"), "研发投入占比", "2.5", "%", op=">=", quote="研发投入占比达2.5%以上。")


@pytest.fixture
def one(person: Callable[..., User]) -> User:
    return person("reviewer", account="one")


def test_a_fact_is_accepted_and_undone(program: Callable[..., Program], one: User, fact: Fact) -> None:
    ask = program(one)
    said = ask.get(f"facts/{fact.key}")
    assert (said["value"], said["op"], said["state"], said["fen"]) == ("2.5", ">=", "suggested", None) and "accept" in said["may"]
    done = ask.post(f"facts/{fact.key}/accept", version=said["version"])
    assert (done["state"], done["version"], done["decided_by"]) == ("accepted", 2, "one") and "undo" in done["may"]
    assert ask.post(f"facts/{fact.key}/accept", version=1)["version"] == 2, "a request sent twice is done once"
    assert ask.post(f"facts/{fact.key}/undo", version=2)["state"] == "suggested"
    assert [step["act"] for step in ask.get(f"facts/{fact.key}/history")["items"]] == ["undo", "accept", "read"]
    entry = Value.objects.filter(name="token", entry__action="fact.accept").get()
    assert entry.value == "program", "the trail says which token it was"


def test_who_comes_second_is_told_what_stands_there_now(program: Callable[..., Program], person: Callable[..., User], one: User, fact: Fact) -> None:
    actions.accept(one, fact.key, 1)
    ask = program(person("reviewer", account="other"))
    late = ask("POST", f"facts/{fact.key}/reject", {"reason": "no"}, version=1)
    assert late.status_code == 412 and late["ETag"] == '"2"' and "one" in fault(late)["what"]
    refused = ask("POST", f"facts/{fact.key}/reject", {"reason": "no"}, version=2)
    assert refused.status_code == 403 and "disputes" in fault(refused)["why"]


def test_what_is_left_out_of_a_correction_stays(program: Callable[..., Program], one: User, fact: Fact) -> None:
    ask = program(one)
    done = ask.post(f"facts/{fact.key}/correct", {"value": "2.8", "why": "read again"}, version=1)
    assert (done["value"], done["op"], done["what"], done["measure_unit"], done["state"]) == ("2.8", ">=", fact.what, "%", "corrected")
    same = ask("POST", f"facts/{fact.key}/correct", {"value": "2.8"}, version=2)
    assert same.status_code == 422 and fault(same)["why"]
    wrong = ask("POST", f"facts/{fact.key}/correct", {"period": "sometime"}, version=2)
    assert wrong.status_code == 422 and fault(wrong)["code"] == "not_possible"
    units = ask("POST", f"facts/{fact.key}/correct", {"units": [{"name": "no such unit", "role": "lead"}]}, version=2)
    assert units.status_code == 422 and "no such unit" in fault(units)["why"]


def test_units_of_a_task_are_corrected(program: Callable[..., Program], one: User) -> None:
    task = first(sample(), kind="task", in_charge__isnull=False)
    name = task.in_charge.first().name  # type: ignore[union-attr]
    done = program(one).post(f"facts/{task.key}/correct", {"units": [{"name": name, "role": "lead"}]}, version=1)
    assert [(unit["name"], unit["role"]) for unit in done["units"]] == [(name, "lead")]


def test_a_dispute_is_settled_by_two(program: Callable[..., Program], person: Callable[..., User], one: User, fact: Fact) -> None:
    actions.accept(one, fact.key, 1)
    a, b = program(person("reviewer", account="a")), program(person("supervisor", account="b"))
    assert b.post(f"facts/{fact.key}/dispute", {"reason": "it says otherwise"}, version=2)["state"] == "disputed"
    open_still = b.post(f"facts/{fact.key}/settle", {"proposal": "correct", "value": "2.6"}, version=3)
    assert open_still["state"] == "disputed" and [vote["by"] for vote in open_still["votes"]] == ["b"]
    done = a.post(f"facts/{fact.key}/settle", {"proposal": "correct", "value": "2.6"}, version=3)
    assert (done["state"], done["value"], done["manner"]) == ("corrected", "2.6", "second")


def test_a_dispute_is_taken_back(program: Callable[..., Program], person: Callable[..., User], one: User, fact: Fact) -> None:
    actions.accept(one, fact.key, 1)
    ask = program(person("supervisor", account="b"))
    ask.post(f"facts/{fact.key}/dispute", {"reason": "why"}, version=2)
    assert ask.post(f"facts/{fact.key}/recall", version=3)["state"] == "accepted"


def test_a_fact_as_it_was(program: Callable[..., Program], one: User, fact: Fact) -> None:
    ask = program(one)
    known = fact.recorded_at.isoformat().replace("+", "%2B")
    ask.post(f"facts/{fact.key}/accept", version=1)
    said = ask.get(f"facts/{fact.key}?known={known}")
    assert (said["state"], said["version"], said["may"]) == ("suggested", 1, []), "nothing is done to what is looked at as of another time"
