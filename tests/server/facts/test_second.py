"""Second reading: another person comes to the same, or disputes; and how often they do."""
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from taizhang.server.accounts.models import User
from taizhang.server.audit.actions import Refused
from taizhang.server.audit.models import Entry
from taizhang.server.documents.models import Document
from taizhang.server.facts import actions, bulk, second
from taizhang.server.facts.errors import Incomplete, Overtaken
from taizhang.server.facts.models import Fact, SecondReading, Vote
from taizhang.server.facts.permissions import FACTS
from taizhang.server.facts.settling import settle
from taizhang.server.facts.versions import follow
from taizhang.values.errors import UsageError
from tests.server.facts.test_actions import given

pytestmark = pytest.mark.django_db


def decided(fact: Fact, who: User, state: str = "accepted") -> Fact:
    if state == "accepted":
        return actions.accept(who, fact.key, fact.version)
    return actions.reject(who, fact.key, fact.version, "不是") if state == "rejected" else actions.correct(
        who, fact.key, fact.version, given(fact, value="3"))


@pytest.mark.parametrize(("state", "verdict", "changes"), [
    ("accepted", "accept", None), ("corrected", "accept", None), ("rejected", "reject", None), ("accepted", "correct", {}), ("corrected", "correct", {}),
])
def test_who_comes_to_the_same_makes_it_read_by_two(fact: Fact, one: User, other: User, state: str, verdict: str, changes: dict[str, Any] | None) -> None:
    first = decided(fact, one, state)
    done = second.read(other, fact.key, 2, verdict, None if changes is None else given(first))
    assert (done.state, done.manner, done.act, done.version, done.decided_by, done.recorded_by) == (state, "second", "second", 3, one, other)
    assert done.value_text == first.value_text and list(done.in_charge.values_list("name")) == list(first.in_charge.values_list("name"))
    reading = SecondReading.objects.get()
    assert (reading.fact, reading.by, reading.agrees, reading.verdict) == (first, other, True, verdict)
    assert Entry.objects.filter(action="fact.second", actor=other, outcome="done").count() == 1
    assert not Vote.objects.exists() and not Fact.objects.current().read_once().filter(key=fact.key).exists()


@pytest.mark.parametrize(("state", "verdict", "ends"), [
    ("accepted", "reject", "rejected"), ("corrected", "reject", "rejected"), ("rejected", "accept", "accepted"), ("accepted", "correct", "corrected"),
    ("corrected", "correct", "corrected"), ("rejected", "correct", "corrected"),
])
def test_who_sees_it_otherwise_disputes_it_with_a_first_vote(
        fact: Fact, one: User, other: User, third: User, state: str, verdict: str, ends: str) -> None:
    first = decided(fact, one, state)
    proposal = given(first, value="4") if verdict == "correct" else None
    done = second.read(other, fact.key, 2, verdict, proposal, "核对原文")
    assert (done.state, done.act, done.decided_by, done.recorded_by, done.reason) == ("disputed", "dispute", one, other, "核对原文")
    assert (Vote.objects.get().by, Vote.objects.get().proposal, SecondReading.objects.get().agrees) == (other, verdict, False)
    with pytest.raises(Refused):
        settle(one, fact.key, 3, verdict, proposal)
    ended = settle(third, fact.key, 3, verdict, proposal)
    assert (ended.state, ended.manner) == (ends, "second") and (verdict != "correct" or ended.value_text == "4")


def test_nothing_is_asked_that_tells_how_the_first_one_decided(fact: Fact, task: Fact, one: User, other: User) -> None:
    """Alike or not, with a reason or without: the second reading is taken, never sent back because it differs."""
    decided(fact, one, "accepted")
    decided(task, one, "rejected")
    unlike, alike = second.read(other, fact.key, 2, "reject", None, " "), second.read(other, task.key, 2, "reject", None, " ")
    assert (unlike.state, alike.state, alike.manner) == ("disputed", "rejected", "second")
    assert unlike.reason and Vote.objects.get().reason == SecondReading.objects.get(agrees=False).reason == unlike.reason


def test_the_second_person_is_another_one(fact: Fact, one: User, other: User, third: User, person: Callable[..., User]) -> None:
    with pytest.raises(Refused):
        second.read(other, fact.key, 1, "accept")
    decided(fact, one)
    for user in (one, person("leader"), person("supervisor"), person(), None):
        with pytest.raises(Refused) as told:
            second.read(user, fact.key, 2, "accept")
        assert told.value.sentence
    second.read(other, fact.key, 2, "accept")
    with pytest.raises(Refused):
        second.read(third, fact.key, 3, "accept")
    with pytest.raises(Refused):
        actions.dispute(other, fact.key, 3, "口径不对")
    disputed = actions.dispute(third, fact.key, 3, "口径")
    for who in (one, other):
        assert not FACTS.may(who, "settle", disputed)


def test_what_was_accepted_in_bulk_nobody_has_read_a_first_time(document: Document, fact: Fact, one: User, other: User) -> None:
    bulk.accept(one, Fact.objects.current().filter(key=fact.key), "一条", "", "s", 1)
    with pytest.raises(Refused):
        second.read(other, fact.key, 2, "accept")


def test_the_same_twice_is_one_and_who_is_late_is_told(fact: Fact, one: User, other: User, third: User) -> None:
    decided(fact, one)
    done = second.read(other, fact.key, 2, "accept")
    assert second.read(other, fact.key, 2, "accept").pk == done.pk and SecondReading.objects.count() == 1
    with pytest.raises(Overtaken):
        second.read(third, fact.key, 2, "accept")
    with pytest.raises(Overtaken):
        second.read(other, fact.key, 2, "reject", None, "不对")
    with pytest.raises(Incomplete):
        second.read(third, fact.key, 3, "perhaps")
    with pytest.raises(UsageError):
        second.read(third, "00000000-0000-0000-0000-000000000000", 1, "accept")


def test_undo_takes_the_reading_back(fact: Fact, one: User, other: User) -> None:
    decided(fact, one)
    done = second.read(other, fact.key, 2, "accept")
    with pytest.raises(Refused):
        actions.undo(one, fact.key, 3)
    moved = follow(done, by=None, act="anchor", start=fact.start + 1, end=fact.end + 1)
    back = actions.undo(other, fact.key, moved.version)
    assert (back.state, back.manner, back.decided_by, back.start) == ("accepted", "one", one, moved.start)
    assert SecondReading.objects.get().undone_at is not None and second.agreement(Fact.objects.current()).n == 0
    assert Fact.objects.current().read_once().get().key == fact.key
    again = second.read(other, fact.key, back.version, "reject", None, "口径不对")
    assert actions.recall(other, fact.key, again.version).state == "accepted"
    assert second.agreement(Fact.objects.current()).n == 0 and SecondReading.objects.count() == 2
    assert actions.undo(one, fact.key, again.version + 1).state == "suggested"


def test_what_was_said_is_written_once(fact: Fact, one: User, other: User) -> None:
    decided(fact, one)
    done = second.read(other, fact.key, 2, "accept")
    actions.undo(other, fact.key, done.version)
    for changes in ({"undone_at": None}, {"undone_at": timezone.now()}, {"agrees": False}, {"verdict": "reject"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            SecondReading.objects.update(**changes)
    with pytest.raises(DatabaseError), transaction.atomic():
        SecondReading.objects.all().delete()


def test_agreement_counts_each_fact_once_by_kind(document: Document, one: User, other: User, third: User) -> None:
    rows = Fact.objects.current().filter(document=document.key)
    targets, tasks = list(rows.filter(kind="target", measure="level")[:4]), list(rows.filter(kind="task")[:2])
    assert second.agreement(rows) == second.Agreement(0, 0, None)
    for fact, state, verdict in zip(targets, ("accepted", "accepted", "rejected", "corrected"), ("accept", "reject", "reject", "correct"), strict=True):
        first = decided(fact, one, state)
        second.read(other, fact.key, 2, verdict, given(first, value="5") if verdict == "correct" else None, "why")
    for fact in tasks:
        decided(fact, one)
        second.read(third, fact.key, 2, "accept")
    settle(third, targets[1].key, 3, "reject")
    found = second.agreement(rows)
    assert (found.n, found.equal, found.share) == (6, 4, 4 / 6)
    assert {kind: (part.n, part.equal) for kind, part in found.by_kind.items()} == {"target": (4, 2), "task": (2, 2)}
    # target: ones accept 2, reject 1, correct 1; twos accept 1, reject 2, correct 1: chance 5 of 16, agreement 2 of 4
    assert found.by_kind["target"].kappa == pytest.approx((2 / 4 - 5 / 16) / (1 - 5 / 16)) and found.by_kind["task"].kappa is None
    assert found.kappa == pytest.approx((4 / 6 - 15 / 36) / (1 - 15 / 36))
    assert second.agreement(rows.filter(kind="task")).n == 2


def test_the_page_names_both(document: Document, fact: Fact, one: User, person: Callable[..., User], as_person: Callable[[User], Client]) -> None:
    decided(fact, one)
    second.read(person("planning", account="second-one"), fact.key, 2, "accept")
    page = as_person(one).get(reverse("documents:fact", args=[document.key, fact.key])).content.decode()
    assert "second-one" in page and 'data-r="double"' in page
    assert "第二人复核" in as_person(one).get(reverse("facts:history", args=[fact.key])).content.decode()
