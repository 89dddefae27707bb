"""A person's open work moves to another, as the plan said; what they did stays under their name."""
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from taizhang.server.accounts import handover
from taizhang.server.accounts.actions.deputies import name_deputy
from taizhang.server.accounts.actions.handover import hand_over
from taizhang.server.accounts.handover import MOVERS, Mover
from taizhang.server.accounts.models import Deputy, HandOver, User
from taizhang.server.audit.actions import Refused
from taizhang.server.history import Outdated
from taizhang.values.errors import UsageError

pytestmark = pytest.mark.django_db
Make = Callable[..., User]
Offices = dict[str, User]
Day = Callable[[int], date]


@pytest.fixture
def boxes(monkeypatch: pytest.MonkeyPatch) -> dict[int, int]:
    """Some open work that is not the ledger's: boxes, counted by person."""
    held: dict[int, int] = {}

    def move(actor: Any, giver: User, taker: User) -> int:
        moved = held.pop(giver.pk, 0)
        held[taker.pk] = held.get(taker.pk, 0) + moved
        return moved

    monkeypatch.setattr(MOVERS, "by_name", {"boxes": Mover("boxes", "boxes", lambda user: held.get(user.pk, 0), move)})
    return held


def test_what_is_open_moves_and_is_written_down(offices: Offices, person: Make, boxes: dict[int, int], entry: Any) -> None:
    giver, taker = person("reviewer", account="giver"), person("reviewer", account="taker")
    boxes[giver.pk] = 3
    assert MOVERS.plan(giver) == {"boxes": 3}
    done = hand_over(offices["system"], giver, taker, "retired", planned={"boxes": 3}, close=True)
    assert boxes == {taker.pk: 3} and done.moved == {"boxes": 3} and not User.objects.get(pk=giver.pk).is_active
    assert entry("user.hand_over")["moved"] == "boxes 3" and entry("user.close")["reason"] == "retired"


def test_a_plan_that_is_no_longer_true_is_not_carried_out(offices: Offices, person: Make, boxes: dict[int, int]) -> None:
    giver, taker = person("reviewer"), person("reviewer")
    boxes[giver.pk] = 4
    with pytest.raises(Outdated):
        hand_over(offices["system"], giver, taker, "x", planned={"boxes": 3})
    assert boxes == {giver.pk: 4} and not HandOver.objects.exists()


def test_it_goes_to_somebody_else_with_an_open_account_and_no_office(offices: Offices, person: Make, boxes: dict[int, int]) -> None:
    giver = person("reviewer")
    for taker in (giver, person(is_active=False), offices["audit"]):
        with pytest.raises(UsageError):
            hand_over(offices["system"], giver, taker, "x", planned={})


@pytest.mark.parametrize("who", ["security", "audit", "planning", "own"])
def test_only_the_system_administrator_and_not_from_themselves(offices: Offices, person: Make, who: str) -> None:
    actor = offices["system"] if who == "own" else offices.get(who) or person(who)
    with pytest.raises(Refused):
        hand_over(actor, actor if who == "own" else person("reviewer"), person("reviewer"), "x", planned={})


def test_nothing_moves_where_closing_is_refused(offices: Offices, person: Make, boxes: dict[int, int]) -> None:
    taker = person("reviewer")
    boxes[offices["security"].pk] = 2
    with pytest.raises(Refused):
        hand_over(offices["system"], offices["security"], taker, "x", planned={"boxes": 2}, close=True)
    assert not HandOver.objects.exists()


def test_whoever_counted_on_the_giver_is_stood_in_for_by_the_taker(offices: Offices, person: Make, day: Day) -> None:
    giver, taker, absent = person("reviewer"), person("reviewer"), person("reviewer")
    name_deputy(absent, absent, giver, day(0), day(9))
    name_deputy(taker, taker, giver, day(0), day(9))
    assert MOVERS.plan(giver) == {"deputy": 2}
    hand_over(offices["system"], giver, taker, "x", planned={"deputy": 2})
    assert [(one.absent, one.deputy) for one in Deputy.objects.current()] == [(absent, taker)], "nobody stands in for themselves"


def test_the_pages_show_the_plan_and_do_just_that(offices: Offices, person: Make, as_person: Any, boxes: dict[int, int]) -> None:
    giver, taker, client = person("reviewer"), person("reviewer"), as_person(offices["system"])
    boxes[giver.pk] = 3
    address = f"/people/{giver.pk}/hand-over/"
    plan = client.post(address, {"taker": taker.pk, "reason": "moved on", "close": "1"})
    assert plan.status_code == 200 and 'name="n-boxes" value="3"' in plan.content.decode() and boxes == {giver.pk: 3}
    boxes[giver.pk] = 4
    sent = {"taker": taker.pk, "reason": "moved on", "n-boxes": "3", "apply": "1"}
    assert client.post(address, sent).status_code == 409 and boxes == {giver.pk: 4}
    assert client.post(address, sent | {"n-boxes": "4"}).status_code == 302 and boxes == {taker.pk: 4}
    assert "moved on" in client.get(f"/people/{giver.pk}/").content.decode()


@pytest.mark.parametrize("wrong", [{"taker": ""}, {"taker": "999999"}, {"taker": "x"}, {"reason": ""}, {"reason": "x" * 501}])
def test_odd_forms_move_nothing(offices: Offices, person: Make, as_person: Any, boxes: dict[int, int], wrong: dict[str, str]) -> None:
    giver, taker = person("reviewer"), person("reviewer")
    boxes[giver.pk] = 1
    sent = {"taker": str(taker.pk), "reason": "x", "n-boxes": "1", "apply": "1"} | wrong
    assert as_person(offices["system"]).post(f"/people/{giver.pk}/hand-over/", sent).status_code == 422 and boxes == {giver.pk: 1}


@pytest.mark.parametrize("count", ["-1", "x", "1e9", "²", "9" * 40])
def test_odd_counts_are_no_plan(offices: Offices, person: Make, as_person: Any, boxes: dict[int, int], count: str) -> None:
    giver, taker = person("reviewer"), person("reviewer")
    boxes[giver.pk] = 1
    sent = {"taker": str(taker.pk), "reason": "x", "n-boxes": count, "apply": "1"}
    assert as_person(offices["system"]).post(f"/people/{giver.pk}/hand-over/", sent).status_code == 409 and boxes == {giver.pk: 1}


def test_a_kind_of_work_is_registered_once() -> None:
    with pytest.raises(UsageError):
        MOVERS.add(Mover("deputy", "x", lambda user: 0, lambda actor, giver, taker: 0))
    assert handover.MOVERS is MOVERS
