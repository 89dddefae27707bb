"""Granting and withdrawing roles: within scopes, by somebody else, offices apart from everything and never without a person."""
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from taizhang.server.accounts.actions.deputies import name_deputy
from taizhang.server.accounts.actions.grants import give, transfer, withdraw
from taizhang.server.accounts.models import Grant, User
from taizhang.server.accounts.standing import standing
from taizhang.server.audit.actions import Refused
from taizhang.server.audit.models import Entry
from taizhang.server.history import Outdated
from taizhang.values.errors import UsageError

pytestmark = pytest.mark.django_db
Make = Callable[..., User]
Offices = dict[str, User]
Day = Callable[[int], date]


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_a_granted_role_holds_at_once_and_the_trail_says_why(offices: Offices, person: Make, entry: Any) -> None:
    user = person(account="wang")
    give(offices["security"], user, "reviewer", "unit", "990400.gxj", reason="posted here")
    assert standing(fresh(user)).has("facts.review")
    said = entry("grant.give")
    assert said["label"] == "wang" and said["reason"] == "posted here" and said["actor"] == "the-security"


def test_a_role_holds_on_its_days_only(offices: Offices, person: Make, day: Day) -> None:
    user = person()
    give(offices["security"], user, "reviewer", "all", since=day(2), until=day(5), reason="x")
    held = {at: standing(fresh(user), day(at)).has("facts.review") for at in (0, 1, 2, 4, 5)}
    assert held == {0: False, 1: False, 2: True, 4: True, 5: False}


def test_a_withdrawn_role_is_gone_and_its_versions_stay(offices: Offices, person: Make) -> None:
    user = person("reviewer")
    grant = user.grants.get()
    withdraw(offices["security"], grant, "moved")
    assert not standing(fresh(user)).held
    assert [one.reason for one in Grant.objects.of(grant.key)] == ["", "moved"]
    with pytest.raises(Outdated):
        withdraw(offices["security"], grant, "again")


@pytest.mark.parametrize("who", ["system", "audit", "planning", ""])
def test_nobody_else_grants(offices: Offices, person: Make, who: str) -> None:
    actor = offices.get(who) or person(*([who] if who else []))
    with pytest.raises(Refused):
        give(actor, person(), "reviewer", "all", reason="x")
    assert Entry.objects.filter(action="grant.give", outcome="refused", actor=actor).exists()


def test_nobody_grants_to_themselves_and_nobody_withdraws_their_own(offices: Offices) -> None:
    with pytest.raises(Refused):
        give(offices["security"], offices["security"], "planning", "all", reason="x")
    with pytest.raises(Refused):
        withdraw(offices["security"], offices["security"].grants.get(), "x")


@pytest.mark.parametrize("first, second", [("reviewer", "system"), ("system", "reviewer"), ("system", "security"), ("audit", "system")])
def test_an_office_stands_alone(offices: Offices, person: Make, first: str, second: str) -> None:
    user = person(first)
    with pytest.raises(Refused) as refused:
        give(offices["security"], user, second, "all", reason="x")
    assert user.name in refused.value.sentence


def test_an_office_may_follow_a_role_that_has_ended(offices: Offices, person: Make, day: Day) -> None:
    user = person()
    give(offices["security"], user, "reviewer", "all", until=day(5), reason="x")
    with pytest.raises(Refused):
        give(offices["security"], user, "audit", "all", since=day(4), reason="x")
    give(offices["security"], user, "audit", "all", since=day(5), reason="x")


def test_whoever_stands_in_takes_no_office(offices: Offices, person: Make, day: Day) -> None:
    absent, deputy = person("reviewer"), person()
    name_deputy(absent, absent, deputy, day(0), day(3))
    with pytest.raises(Refused, match=absent.name):
        give(offices["security"], deputy, "audit", "all", reason="x")


def test_the_last_of_an_office_keeps_it(offices: Offices, person: Make, day: Day) -> None:
    grant = offices["audit"].grants.get()
    with pytest.raises(Refused):
        withdraw(offices["security"], grant, "x")
    coming = person()
    give(offices["security"], coming, "audit", "all", since=day(3), reason="x")
    with pytest.raises(Refused):
        withdraw(offices["security"], grant, "the next one comes in three days only")
    person("audit")
    withdraw(offices["security"], grant, "x")


@pytest.mark.parametrize("role, scope, id", [
    ("boss", "all", ""), ("liaison", "all", ""), ("liaison", "region", "990402"), ("reviewer", "unit", "nowhere"), ("reviewer", "region", ""),
    ("reviewer", "unit", ""), ("reviewer", "all", "990402"), ("reviewer", "planet", "x"), ("county", "region", "990400.gxj"), ("system", "region", "990402"),
])
def test_roles_are_granted_in_their_own_kinds_of_scope_and_in_places_that_exist(offices: Offices, person: Make, role: str, scope: str, id: str) -> None:
    user = person()
    with pytest.raises(Refused):
        give(offices["security"], user, role, scope, id, reason="x")
    assert not user.grants.exists()


def test_a_role_is_not_granted_twice_nor_to_a_closed_account_nor_backwards(offices: Offices, person: Make, day: Day) -> None:
    user = person("reviewer")
    for wrong in ({}, {"since": day(5), "until": day(5)}):
        with pytest.raises(Refused):
            give(offices["security"], user, "reviewer", "all", reason="x", **wrong)
    with pytest.raises(Refused):
        give(offices["security"], person(is_active=False), "reviewer", "all", reason="x")


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501])
def test_a_reason_is_needed(offices: Offices, person: Make, reason: str) -> None:
    with pytest.raises(UsageError):
        give(offices["security"], person(), "reviewer", "all", reason=reason)


def test_roles_move_to_whoever_took_over(offices: Offices, person: Make, day: Day) -> None:
    giver, taker = person(account="giver"), person(account="taker")
    give(offices["security"], giver, "reviewer", "all", reason="x", until=day(30))
    give(offices["security"], giver, "liaison", "unit", "990400.gxj", reason="x")
    give(offices["security"], taker, "liaison", "unit", "990400.gxj", reason="x")
    transfer(offices["security"], giver, taker, "took over")
    assert not standing(fresh(giver)).held
    assert {(one.role, one.scope, one.valid_until) for one in Grant.objects.current().filter(user=taker)} == {
        ("reviewer", "all", day(30)), ("liaison", "unit", None)}


def test_roles_move_to_nobody_who_holds_an_office_and_then_stay(offices: Offices, person: Make) -> None:
    giver = person("reviewer")
    with pytest.raises(Refused):
        transfer(offices["security"], giver, offices["audit"], "x")
    assert standing(fresh(giver)).has("facts.review")


def form(**more: str) -> dict[str, str]:
    return {"role": "reviewer", "scope": "unit:990400.gxj", "since": "2026-01-01", "last": "", "reason": "x"} | more


def test_the_page_grants_and_withdraws(offices: Offices, person: Make, as_person: Any) -> None:
    user, client = person(account="wang"), as_person(offices["security"])
    assert client.post(f"/roles/{user.pk}/grant/", form(last="2099-12-31")).status_code == 302
    grant = user.grants.get()
    assert grant.valid_until == date(2100, 1, 1)
    page = client.get(f"/roles/{user.pk}/").content.decode()
    assert "2099" in page
    assert client.post(f"/roles/grants/{grant.key}/withdraw/", {"reason": ""}).status_code == 422
    assert client.post(f"/roles/grants/{grant.key}/withdraw/", {"reason": "over"}).status_code == 302
    assert not standing(fresh(user)).held


@pytest.mark.parametrize("wrong", [
    {"role": "boss"}, {"scope": "unit:nowhere"}, {"scope": "'; DROP TABLE"}, {"since": "soon"}, {"since": "2026-02-30"}, {"last": "2025-12-31"},
    {"reason": ""}, {"reason": "x" * 501}, {"role": ""}, {"last": "9999-12-31"}, {"reason": "\0"},
])
def test_what_was_typed_wrongly_is_said_and_changes_nothing(offices: Offices, person: Make, as_person: Any, wrong: dict[str, str]) -> None:
    user, client = person(), as_person(offices["security"])
    assert client.post(f"/roles/{user.pk}/grant/", form(**wrong)).status_code == 422
    assert not user.grants.exists()


def test_a_refusal_stands_on_the_page_with_its_sentence(offices: Offices, as_person: Any) -> None:
    client = as_person(offices["security"])
    answer = client.post(f"/roles/{offices['audit'].pk}/grant/", form())
    assert answer.status_code == 403 and "note stop" in answer.content.decode()


def test_ids_of_others_and_odd_ids_are_not_found(offices: Offices, as_person: Any) -> None:
    client = as_person(offices["security"])
    for address in ("/roles/999999/", "/roles/99999999999999999999/", "/roles/grants/00000000-0000-0000-0000-000000000000/withdraw/"):
        assert client.post(address, {"reason": "x"}).status_code in (404, 405)
        assert client.get(address).status_code in (404, 405)


def test_the_list_is_filtered_and_shows_who_holds_what(offices: Offices, person: Make, as_person: Any) -> None:
    person("reviewer", account="wang", unit="990400.gxj")
    person(account="nothing-yet", unit="990400.czj")
    person("leader", account="gone", is_active=False)
    client = as_person(offices["security"])

    def names(query: str) -> set[str]:
        page = client.get(f"/roles/?{query}").content.decode()
        return {name for name in ("wang", "nothing-yet", "gone", "the-audit") if f">{name}<" in page}

    assert names("") == {"wang", "nothing-yet", "the-audit"}
    assert names("q=WAN") == {"wang"}
    assert names("role=reviewer") == {"wang"}
    assert names("state=none") == {"nothing-yet"}
    assert names("state=closed") == {"gone"}
    assert names("unit=990400.czj") == {"nothing-yet"}
    assert names("role=%27%3B--&page=abc&unit=%00") == set()


def test_the_page_shows_how_roles_stood_at_another_moment(offices: Offices, person: Make, as_person: Any, day: Day) -> None:
    user = person()
    give(offices["security"], user, "reviewer", "all", since=day(10), reason="for-later")
    client = as_person(offices["security"])
    assert "for-later" not in client.get(f"/roles/{user.pk}/?valid={day(0)}").content.decode()
    assert "for-later" in client.get(f"/roles/{user.pk}/?valid={day(10)}").content.decode()
    assert client.get(f"/roles/{user.pk}/?valid=soon").status_code == 400
