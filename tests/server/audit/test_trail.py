"""Writing the trail: values beside the entry with salted digests; refusals written down once and no flood of them."""
import hashlib
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import Client
from django.utils import timezone

from taizhang.server.accounts.models import User
from taizhang.server.audit import trail
from taizhang.server.audit.actions import ACTIONS, Refused, action, kind
from taizhang.server.audit.models import Entry, Value
from taizhang.server.audit.trail import record, refusal
from taizhang.values.errors import UsageError

Person = Callable[..., User]


@pytest.mark.django_db
def test_values_lie_beside_and_the_entry_holds_salted_digests(person: Person) -> None:
    entry = record(person(), "fact.accept", "fact", 7, {"title": "研发投入", "old": 0, "changes": {"b": 1, "a": [2]}, "none": None, "empty": ""})
    values = {value.name: value for value in Value.objects.filter(entry=entry)}
    assert {name: value.value for name, value in values.items()} == {"title": "研发投入", "old": "0", "changes": '{"a": [2], "b": 1}'}
    for name, value in values.items():
        assert entry.digests[name] == hashlib.sha256(f"{value.salt}\0{value.value}".encode()).hexdigest()
    assert len({value.salt for value in values.values()}) == 3


@pytest.mark.django_db
def test_the_same_value_has_another_digest_each_time() -> None:
    first, second = record(None, "a", values={"title": "x"}), record(None, "a", values={"title": "x"})
    assert first.digests != second.digests


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["with \0 inside", "half a pair \ud800", "𠮷", "x" * 100_000], ids=["nul", "surrogate", "beyond", "long"])
def test_what_no_database_takes_is_written_all_the_same(value: str) -> None:
    entry = record(None, "a", "noun", "k" * 200, {"title": value})
    found = Value.objects.get(entry=entry)
    assert "\0" not in found.value and len(found.value) == len(value) and len(entry.key) == 80
    assert entry.digests["title"] == hashlib.sha256(f"{found.salt}\0{found.value}".encode()).hexdigest()


@pytest.mark.django_db
def test_who_is_not_logged_in_is_the_machine(person: Person) -> None:
    assert record(AnonymousUser(), "a").actor is None and record(None, "a").actor is None
    assert record(user := person(), "a").actor == user


@pytest.mark.django_db
def test_a_refused_page_is_written_once_a_minute(person: Person) -> None:
    user = person()
    entry = refusal(user, "who may: the auditor", "audit", "7", "/audit/")
    assert entry is not None and (entry.outcome, entry.noun, entry.key, entry.action) == ("refused", "audit", "7", "page.refused")
    assert refusal(user, "again", "audit", "7", "/audit/") is None
    assert refusal(user, "another page", "audit", "7", "/audit/verify/") is not None
    assert refusal(person(), "another person", "audit", "7", "/audit/") is not None
    with pytest.MonkeyPatch.context() as later:
        at = timezone.now() + timedelta(seconds=61)
        later.setattr(timezone, "now", lambda: at)
        assert refusal(user, "a minute later", "audit", "7", "/audit/") is not None


@pytest.mark.django_db
def test_nobody_floods_the_trail_with_refusals(person: Person) -> None:
    user = person()
    for number in range(trail.REFUSALS_A_MINUTE + 20):
        refusal(user, "no", path=f"/x/{number}")
    assert Entry.objects.count() == trail.REFUSALS_A_MINUTE


@pytest.mark.django_db
def test_a_stranger_is_not_recorded_and_a_long_path_is_cut() -> None:
    assert refusal(AnonymousUser(), "no", path="/x/") is None and refusal(None, "no", path="/x/") is None
    assert Entry.objects.count() == 0


@pytest.mark.django_db
def test_a_long_path_is_known_again(person: Person) -> None:
    user = person()
    assert refusal(user, "no", path="/" + "x" * 3000) is not None
    assert refusal(user, "no", path="/" + "x" * 3000) is None


@pytest.mark.django_db
def test_a_page_refused_over_http_is_in_the_trail_once(person: Person, as_person: Callable[[User], Client]) -> None:
    client = as_person(user := person("reviewer"))
    assert client.get("/audit/").status_code == 403 and client.get("/audit/").status_code == 403
    found = Entry.objects.filter(action="page.refused")
    assert [(entry.actor, entry.noun) for entry in found] == [(user, "audit")]
    assert Value.objects.get(entry=found[0], name="path").value == "/audit/"


@pytest.fixture
def refusing() -> Callable[..., None]:
    """An action that says no, and one around it; their names leave the register afterwards."""
    @action("test.inner", "inner")
    def inner(actor: User | None) -> None:
        record(actor, "test.inner")
        raise Refused("no", noun="fact", key=3)

    @action("test.outer", "outer")
    def outer(actor: User | None) -> None:
        inner(actor)

    yield outer
    for name in ("test.inner", "test.outer"):
        del ACTIONS[name]


@pytest.mark.django_db(transaction=True)
def test_a_refusal_inside_another_action_is_written_once_by_the_outer_one(refusing: Callable[..., None]) -> None:
    with pytest.raises(Refused) as caught:
        refusing(None)
    assert caught.value.recorded
    assert [(entry.action, entry.outcome, entry.noun, entry.key) for entry in Entry.objects.all()] == [("test.outer", "refused", "fact", "3")]


@pytest.mark.django_db(transaction=True)
def test_within_a_transaction_of_somebody_else_a_refusal_is_not_taken_as_recorded(refusing: Callable[..., None]) -> None:
    with pytest.raises(Refused) as caught, transaction.atomic():
        refusing(None)
    assert not caught.value.recorded and not Entry.objects.exists()


def test_a_kind_is_registered_once() -> None:
    with pytest.raises(UsageError, match=r"page\.refused"):
        kind("page.refused", "again")
