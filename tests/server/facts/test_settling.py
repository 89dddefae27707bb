"""Disputes: two persons agree, neither of them the one whose decision is disputed; until then the fact counts nowhere."""
from typing import Any

import pytest

from taizhang.server.accounts.models import User
from taizhang.server.audit.actions import Refused
from taizhang.server.facts import actions
from taizhang.server.facts.errors import Incomplete, Overtaken
from taizhang.server.facts.models import REVIEWED, Fact, Vote
from taizhang.server.facts.settling import settle
from taizhang.server.facts.versions import follow
from tests.server.facts.test_actions import given

pytestmark = pytest.mark.django_db


@pytest.fixture
def disputed(fact: Fact, one: User, other: User) -> Fact:
    actions.accept(one, fact.key, 1)
    return actions.dispute(other, fact.key, 2, "口径不对")


def test_a_disputed_fact_counts_nowhere_and_names_both(disputed: Fact, one: User, other: User) -> None:
    assert disputed.state not in REVIEWED
    assert (disputed.decided_by, disputed.recorded_by, disputed.reason) == (one, other, "口径不对")


def test_ones_own_decision_is_not_disputed(fact: Fact, one: User) -> None:
    actions.accept(one, fact.key, 1)
    with pytest.raises(Refused):
        actions.dispute(one, fact.key, 2, "why")


def test_who_is_judged_is_never_the_judge(disputed: Fact, one: User) -> None:
    with pytest.raises(Refused):
        settle(one, disputed.key, 3, "accept")


@pytest.mark.parametrize(("proposal", "state"), [("accept", "accepted"), ("reject", "rejected")])
def test_two_who_agree_settle_it(disputed: Fact, other: User, third: User, proposal: str, state: str) -> None:
    assert settle(other, disputed.key, 3, proposal).state == "disputed"
    done = settle(third, disputed.key, 3, proposal, reason="核对原文")
    assert (done.state, done.manner, done.version, done.act) == (state, "second", 4, "settle")
    assert Vote.objects.filter(fact=disputed).count() == 2
    assert settle(third, disputed.key, 3, proposal).pk == done.pk
    with pytest.raises(Refused):
        actions.undo(third, disputed.key, 4)


def test_one_voice_given_twice_is_one(disputed: Fact, other: User) -> None:
    settle(other, disputed.key, 3, "accept")
    assert settle(other, disputed.key, 3, "accept").state == "disputed"
    assert Vote.objects.count() == 1


def test_two_who_differ_settle_nothing_until_one_gives_way(disputed: Fact, other: User, third: User) -> None:
    settle(other, disputed.key, 3, "accept")
    assert settle(third, disputed.key, 3, "reject").state == "disputed"
    assert settle(third, disputed.key, 3, "accept").state == "accepted"
    assert Vote.objects.count() == 3


def test_a_correction_has_to_be_the_same_one(disputed: Fact, other: User, third: User) -> None:
    settle(other, disputed.key, 3, "correct", given(disputed, value="3"))
    assert settle(third, disputed.key, 3, "correct", given(disputed, value="4")).state == "disputed"
    done = settle(third, disputed.key, 3, "correct", given(disputed, value="3"))
    assert (done.state, done.value_text) == ("corrected", "3")


def test_a_reviewer_has_to_be_among_the_two(disputed: Fact, person: Any) -> None:
    for account in ("a", "b"):
        assert settle(person("supervisor", account=account), disputed.key, 3, "reject").state == "disputed"
    assert settle(person("reviewer", account="c"), disputed.key, 3, "reject").state == "rejected"


def test_a_voice_counts_only_while_its_owner_could_still_raise_it(disputed: Fact, other: User, third: User, person: Any) -> None:
    settle(other, disputed.key, 3, "reject")
    User.objects.filter(pk=other.pk).update(is_active=False)
    assert settle(third, disputed.key, 3, "reject").state == "disputed"
    assert settle(person("reviewer", account="d"), disputed.key, 3, "reject").state == "rejected"


def test_a_rejection_can_be_disputed_and_taken_back_into_account(fact: Fact, one: User, other: User, third: User) -> None:
    actions.reject(one, fact.key, 1, "重复")
    actions.dispute(other, fact.key, 2, "不重复")
    settle(other, fact.key, 3, "accept")
    assert settle(third, fact.key, 3, "accept").state == "accepted"


def test_who_disputes_may_take_it_back(disputed: Fact, one: User, other: User, third: User) -> None:
    with pytest.raises(Refused):
        actions.recall(third, disputed.key, 3)
    back = actions.recall(other, disputed.key, 3)
    assert (back.state, back.decided_by) == ("accepted", one)


def test_a_new_text_in_between_loses_no_voice(disputed: Fact, other: User, third: User) -> None:
    settle(other, disputed.key, 3, "reject")
    moved = follow(disputed, by=None, act="anchor", start=disputed.start + 1, end=disputed.end + 1)
    with pytest.raises(Overtaken):
        settle(third, disputed.key, 3, "reject")
    assert settle(third, disputed.key, moved.version, "reject").state == "rejected"


@pytest.mark.parametrize("proposal", ["", "perhaps", "correct"])
def test_what_is_no_proposal_is_refused(disputed: Fact, other: User, proposal: str) -> None:
    with pytest.raises(Incomplete):
        settle(other, disputed.key, 3, proposal, given(disputed))
    assert not Vote.objects.exists()


def test_nul_in_what_was_typed_is_left_out(disputed: Fact, third: User) -> None:
    assert disputed.reason == "口径不对"
    settle(third, disputed.key, 3, "correct", given(disputed, value="61", subject="x") | {"proposal": "a\0b"}, "why\0not")
    vote = Vote.objects.get()
    assert vote.reason == "whynot" and vote.changes["proposal"] == "ab"
